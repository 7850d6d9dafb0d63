#include "scheme/fold_pass.h"

#include <numeric>
#include <optional>
#include <utility>

namespace zhaoshang {
namespace {

/// The columns that expressions over the rows of one table read.
class ColumnsRead {
 public:
  ColumnsRead(const Plan& plan, std::uint32_t table)
      : plan_(plan), table_(table), columns_(plan.table(table).schema.columns.size()) {}

  void read(const Node* root) {
    if (root == nullptr) return;
    visit(*root, [&](const Node& node) {
      const bool reads = node.kind == NodeKind::kField || node.kind == NodeKind::kFrameField;
      if (reads && node.table == table_) read(plan_.field(table_, node.index));
      // What such a function looks at it does not say.
      if (node.kind == NodeKind::kDataCall) columns_.assign(columns_.size(), true);
    });
  }
  /// The steps of a path that look at rows of the table itself.
  void read(const std::vector<Step>& path) {
    for (std::size_t i = 0; i < path.size(); ++i) {
      const Step& step = path[i];
      if (i == 0) columns_[step.id_column] = true;
      if (i == 0 && step.by == Step::By::kSubject) columns_[step.kind_column] = true;
      if (step.date_column && (i == 0 || step.by == Step::By::kSpan))
        columns_[*step.date_column] = true;
    }
  }
  std::vector<bool> take() { return std::move(columns_); }

 private:
  void read(const Field& field) {
    switch (field.kind) {
      case Field::Kind::kStored: columns_[field.column] = true; return;
      case Field::Kind::kReference: return read(field.path);
      case Field::Kind::kProgram: return read(field.program.root.get());
      default: columns_.assign(columns_.size(), true);
    }
  }

  const Plan& plan_;
  std::uint32_t table_;
  std::vector<bool> columns_;
};

}  // namespace

FoldCells::FoldCells(const Fold& fold, std::size_t parents) {
  if (fold.aggregate == Aggregate::kCount) {
    cells_ = Counts(parents);
  } else {
    cells_ = std::vector<Accumulator>(parents, Accumulator(fold.aggregate));
  }
}

void FoldCells::add(const std::vector<std::uint32_t>& parents,
                    const std::vector<std::uint32_t>& taken, const Column* element) {
  if (Counts* counts = std::get_if<Counts>(&cells_)) {
    constexpr std::size_t kAhead = 16;  // cells are asked for so many rows in advance
    for (std::size_t i = 0; i < taken.size(); ++i) {
      if (i + kAhead < taken.size() && parents[taken[i + kAhead]] != kNoRow)
        __builtin_prefetch(&(*counts)[parents[taken[i + kAhead]]], 1);
      if (parents[taken[i]] != kNoRow) ++(*counts)[parents[taken[i]]];
    }
    return;
  }
  auto& cells = std::get<std::vector<Accumulator>>(cells_);
  for (std::size_t i = 0; i < taken.size(); ++i) {
    const std::uint32_t parent = parents[taken[i]];
    if (parent != kNoRow) cells[parent].add(element != nullptr ? element->at(i) : Value(true));
  }
}

void FoldCells::merge(const FoldCells& other) {
  if (Counts* counts = std::get_if<Counts>(&cells_)) {
    const Counts& more = std::get<Counts>(other.cells_);
    for (std::size_t i = 0; i < counts->size(); ++i) (*counts)[i] += more[i];
    return;
  }
  auto& cells = std::get<std::vector<Accumulator>>(cells_);
  const auto& more = std::get<std::vector<Accumulator>>(other.cells_);
  for (std::size_t i = 0; i < cells.size(); ++i) cells[i].merge(more[i]);
}

Column FoldCells::finish(const Fold& fold, const Type& type) const {
  if (const Counts* counts = std::get_if<Counts>(&cells_)) {
    ColumnBuilder builder(type, counts->size());
    for (const std::uint64_t count : *counts)
      builder.append_number(Decimal(static_cast<std::int64_t>(count)));
    return builder.finish();
  }
  const auto& cells = std::get<std::vector<Accumulator>>(cells_);
  ColumnBuilder builder(type, cells.size());
  for (const Accumulator& cell : cells)
    builder.append(cell.finish(fold.element_type, fold.related));
  return builder.finish();
}

FoldPass::FoldPass(const Figures& figures, Figures::Cache& cache, std::uint32_t table,
                   std::uint32_t field)
    : figures_(figures), cache_(cache), child_(figures.plan().field(table, field).fold->child) {
  const Plan& plan = figures_.plan();
  for (std::uint32_t parent = 0; parent < plan.tables().size(); ++parent) {
    const auto& fields = plan.table(parent).fields;
    for (std::uint32_t each = 0; each < fields.size(); ++each) {
      const bool is_asked = parent == table && each == field;
      const bool is_ours = fields[each].kind == Field::Kind::kFold &&
                           fields[each].fold->child == child_ &&
                           (is_asked || figures_.reached_.contains(parent, each));
      if (is_ours) filled_.push_back({parent, each, fields[each].fold.get()});
    }
  }
}

FoldPass::Worker FoldPass::new_worker() {
  Worker worker;
  for (const Filled& each : filled_) {
    worker.followers.emplace_back(figures_, cache_, each.fold->path);
    worker.cells.emplace_back(*each.fold, figures_.row_count(each.table));
  }
  return worker;
}

void FoldPass::run() {
  if (scan()) return;
  Worker worker = new_worker();
  figures_.for_each_batch(
      child_, [&](const Data& data, const TableRows& rows) { take(worker, data, rows); });
  finish(worker);
}

/// Over several threads; false: the rows cannot be read so.
bool FoldPass::scan() {
  const auto stream = cache_.streams.find(child_);
  const bool is_watched = figures_.watcher() != nullptr;
  if (stream == cache_.streams.end() || !stream->second.scan || is_watched) return false;
  std::vector<Worker> workers;
  std::recursive_mutex asking;
  RowScan scan;
  scan.columns = needed_columns();
  scan.threads = figures_.run().threads;
  scan.begin = [&] {
    workers.clear();
    for (unsigned worker = 0; worker < scan.threads; ++worker) workers.push_back(new_worker());
  };
  scan.visit = [&](unsigned worker, const Batch& batch) {
    TableRows rows = figures_.batch_rows(child_, batch);
    take(workers[worker], BatchData(figures_, rows, &asking), rows);
  };
  if (!stream->second.scan(scan)) return false;
  for (std::size_t worker = 1; worker < workers.size(); ++worker) {
    for (std::size_t i = 0; i < filled_.size(); ++i)
      workers[0].cells[i].merge(workers[worker].cells[i]);
  }
  finish(workers[0]);
  return true;
}

void FoldPass::take(Worker& worker, const Data& data, const TableRows& rows) {
  Evaluator evaluator(data);
  const Frame all = Frame::all_rows(child_, rows.size);
  for (std::size_t i = 0; i < filled_.size(); ++i) {
    const Fold& fold = *filled_[i].fold;
    std::vector<std::uint32_t> taken;
    if (fold.filter) {
      taken = evaluator.positions_where(*fold.filter, all);
    } else {
      taken.resize(rows.size);
      std::iota(taken.begin(), taken.end(), 0);
    }
    if (taken.empty()) continue;
    std::optional<Column> element;
    if (fold.element) element = evaluator.evaluate(*fold.element, all.at(taken));
    worker.cells[i].add(worker.followers[i].follow(rows), taken, element ? &*element : nullptr);
  }
}

std::vector<bool> FoldPass::needed_columns() const {
  ColumnsRead columns(figures_.plan(), child_);
  for (const Filled& each : filled_) {
    columns.read(each.fold->filter.get());
    columns.read(each.fold->element.get());
    columns.read(each.fold->path);
  }
  return columns.take();
}

void FoldPass::finish(const Worker& all) {
  for (std::size_t i = 0; i < filled_.size(); ++i) {
    const Filled& each = filled_[i];
    const Plan& plan = figures_.plan();
    TableRows& parent = figures_.mutable_rows(each.table);
    parent.fields.resize(plan.table(each.table).fields.size());
    parent.fields[each.field] =
        all.cells[i].finish(*each.fold, plan.field(each.table, each.field).type);
  }
}

}  // namespace zhaoshang
