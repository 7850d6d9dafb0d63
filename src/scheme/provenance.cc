#include "scheme/provenance.h"

#include <map>

#include "scheme/finding_texts.h"

namespace zhaoshang {

namespace {

class Reader : public Observer {
 public:
  Reader(const Figures& figures, const Data& data) : figures_(figures), data_(data) {}

  void read(const Node& program, const Frame& frame) {
    Evaluator evaluator(data_, this);
    evaluator.evaluate(program, frame);
  }

  void observe(const Node& node, const Frame& frame, const Column& result) override {
    if (node.kind == NodeKind::kFrameField || node.kind == NodeKind::kField)
      read_field(node, frame, result);
    if (node.kind == NodeKind::kField) return;
    if (result.as<Column::Lists>() != nullptr) {
      lists_[&node] = result;
    } else {
      lists_.erase(&node);  // this time it is none
    }
    const bool gathers = node.kind == NodeKind::kCall || node.kind == NodeKind::kSome ||
                         node.kind == NodeKind::kEvery || node.kind == NodeKind::kLatest ||
                         node.kind == NodeKind::kIndex;
    if (gathers && !node.children.empty()) note_rows(*node.children[0]);
  }

  Provenance found;

 private:
  /// The rows of a list that was counted, added up or searched: behind a path the rows it leads
  /// from.
  void note_rows(const Node& list) {
    const Node* source = &list;
    while (source->kind == NodeKind::kMap) source = source->children[0].get();
    const auto known = lists_.find(source);
    if (known == lists_.end()) return;
    const auto* lists = known->second.as<Column::Lists>();
    const auto* rows = lists->items->as<Column::Rows>();
    if (rows == nullptr) return;
    const std::uint32_t table = lists->items->type().table();
    for (std::uint32_t row : rows->rows) {
      if (row != kNoRow) found.rows.emplace(table, row);
    }
    // What the rows' own figures were read from.
    if (list.kind != NodeKind::kMap) return;
    const Node& body = *list.children[1];
    if (body.kind != NodeKind::kFrameField) return;
    std::vector<std::uint32_t> led_from;
    for (std::uint32_t row : rows->rows) {
      if (row != kNoRow) led_from.push_back(row);
    }
    enter(body.table, body.index, led_from);
  }

  void read_field(const Node& node, const Frame& frame, const Column& result) {
    const std::vector<std::uint32_t> rows =
        node.kind == NodeKind::kField
            ? row_numbers(Evaluator(data_).evaluate(*node.children[0], frame))
            : std::vector<std::uint32_t>();
    std::vector<std::uint32_t> read;
    for (std::size_t i = 0; i < frame.size; ++i) {
      const std::uint32_t row = rows.empty() ? row_at(node, frame, i) : rows[i];
      if (row == kNoRow) continue;
      if (result.is_null(i) && node.missing == Missing::kUnknown &&
          figures_.plan().field(node.table, node.index).kind == Field::Kind::kStored) {
        found.missing.push_back({node.table, row, node.name});
      }
      read.push_back(row);
    }
    enter(node.table, node.index, read);
  }

  /// The row of a frame that a position of another within it, or of itself, is about.
  static std::uint32_t row_at(const Node& node, const Frame& frame, std::size_t position) {
    const Frame* at = &frame;
    for (std::uint32_t level = 0; level < node.depth; ++level) {
      if (!at->up.empty()) position = at->up[position];
      at = at->outer;
    }
    return at->rows.empty() ? static_cast<std::uint32_t>(position) : at->rows[position];
  }

  /// Goes on to what a field of some rows was worked out from: once a row.
  void enter(std::uint32_t table, std::uint32_t index, const std::vector<std::uint32_t>& rows) {
    const Field& field = figures_.plan().field(table, index);
    if (field.kind == Field::Kind::kFold) {
      for (const std::uint32_t row : rows) found.folds.emplace(field.fold.get(), row);
    }
    if (field.kind != Field::Kind::kProgram) return;
    std::vector<std::uint32_t> fresh;
    for (const std::uint32_t row : rows) {
      if (found.figures.emplace(table, index, row).second) fresh.push_back(row);
    }
    if (!fresh.empty()) read(*field.program.root, Frame::of_rows(table, fresh));
  }

  const Figures& figures_;
  const Data& data_;
  std::map<const Node*, Column> lists_;
};

}  // namespace

Provenance provenance_of(const Figures& figures, const Data& data, const Node& program,
                         std::uint32_t table, std::uint32_t row) {
  return provenance_in(figures, data, program, Frame::of_rows(table, {row}));
}

Provenance provenance_in(const Figures& figures, const Data& data, const Node& program,
                         const Frame& frame) {
  Reader reader(figures, data);
  reader.read(program, frame);
  return std::move(reader.found);
}

std::string cells_text(const Figures& figures, const std::vector<MissingCell>& cells) {
  std::string text;
  std::set<std::string> named;
  for (const MissingCell& cell : cells) {
    const PlanTable& table = figures.plan().table(cell.table);
    const ColumnSchema* column = table.schema.find(cell.column);
    const std::string heading =
        column != nullptr && !column->headings.empty() ? column->headings.front() : cell.column;
    if (named.insert(table.title + heading).second)
      text += (text.empty() ? "" : "、") + finding_texts::cell(table.title, heading);
  }
  return text;
}

}  // namespace zhaoshang
