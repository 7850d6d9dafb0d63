// Tables that a bulletin lists row by row, or counts and adds up by a value.
#include <algorithm>
#include <optional>

#include "bulletin/shown_cells.h"
#include "bulletin/table_parts.h"
#include "engine/expr/aggregates.h"
#include "engine/expr/evaluator.h"
#include "engine/value/operations.h"

namespace zhaoshang {
namespace {

using Shows = BulletinPart::Column::Shows;

/// A line of the table: of a row, or of all rows with the same value of `by`.
struct Line {
  Value group;
  Value sort_key;
  std::vector<Value> figures;             // of the first row
  std::vector<Accumulator> accumulators;  // of columns that count and sum
};

class TablePart {
 public:
  TablePart(const Figures& figures, const BulletinPartPlan& part)
      : figures_(figures), part_(part) {}

  std::vector<Line> lines() {
    figures_.for_each_batch(part_.table,
                            [&](const Data& data, const TableRows& rows) { add_rows(data, rows); });
    if (part_.sort) sort_lines();
    return std::move(lines_);
  }

 private:
  void add_rows(const Data& data, const TableRows& rows) {
    if (rows.size == 0) return;
    Evaluator evaluator(data);
    const Frame all = Frame::all_rows(part_.table, rows.size);
    std::vector<std::uint32_t> taken;
    if (part_.when) {
      taken = evaluator.positions_where(*part_.when.root, all);
    } else {
      for (std::uint32_t row = 0; row < rows.size; ++row) taken.push_back(row);
    }
    if (taken.empty()) return;
    const Frame frame = all.at(taken);
    std::vector<std::optional<Column>> columns;
    for (const BulletinColumn& column : part_.columns) {
      columns.push_back(column.figure
                            ? std::optional(evaluator.evaluate(*column.figure.root, frame))
                            : std::nullopt);
    }
    const auto value_of = [&](const Node* node) {
      return node != nullptr ? std::optional(evaluator.evaluate(*node, frame)) : std::nullopt;
    };
    const std::optional<Column> groups = value_of(part_.by.root.get());
    const std::optional<Column> keys = value_of(part_.sort ? part_.sort->by.get() : nullptr);
    for (std::size_t i = 0; i < taken.size(); ++i) {
      Line& line = groups ? line_of(groups->at(i)) : lines_.emplace_back();
      if (line.figures.empty()) start(line, columns, i, keys ? keys->at(i) : Value());
      for (std::size_t k = 0; k < columns.size(); ++k) {
        line.accumulators[k].add(columns[k] ? columns[k]->at(i) : Value(true));
      }
    }
  }

  void start(Line& line, const std::vector<std::optional<Column>>& columns, std::size_t at,
             Value sort_key) const {
    line.sort_key = std::move(sort_key);
    for (std::size_t k = 0; k < columns.size(); ++k) {
      line.figures.push_back(columns[k] ? columns[k]->at(at) : Value());
      line.accumulators.emplace_back(part_.columns[k].shows == Shows::kSum ? Aggregate::kSum
                                                                           : Aggregate::kCount);
    }
  }

  /// The line of a value of `by`: one that is there, else a new one in the order of first rows.
  Line& line_of(const Value& group) {
    const auto found = std::find_if(lines_.begin(), lines_.end(),
                                    [&](const Line& line) { return same(line.group, group); });
    if (found != lines_.end()) return *found;
    lines_.emplace_back().group = group;
    return lines_.back();
  }

  /// Lines without a key come last.
  void sort_lines() {
    std::stable_sort(lines_.begin(), lines_.end(), [&](const Line& a, const Line& b) {
      if (a.sort_key.is_null() || b.sort_key.is_null())
        return !a.sort_key.is_null() && b.sort_key.is_null();
      const auto found = order(a.sort_key, b.sort_key);
      return part_.sort->descending ? found > 0 : found < 0;
    });
  }

  const Figures& figures_;
  const BulletinPartPlan& part_;
  std::vector<Line> lines_;
};

}  // namespace

ReportTable table_of_part(const Figures& figures, const BulletinPartPlan& part,
                          const NoticeWords& words) {
  ReportTable table;
  std::vector<ShownAs> as;
  for (const BulletinColumn& column : part.columns) {
    table.columns.push_back({column.heading, column.heading});
    as.push_back(column.figure ? shown_as(figures, *column.figure.root) : ShownAs{});
  }
  for (const Line& line : TablePart(figures, part).lines()) {
    std::vector<Cell> cells;
    for (std::size_t k = 0; k < part.columns.size(); ++k) {
      const bool is_figure = part.columns[k].shows == Shows::kFigure;
      const Type type =
          part.columns[k].figure ? part.columns[k].figure.type() : Type(TypeKind::kNumber);
      const Value value = is_figure ? line.figures[k] : line.accumulators[k].finish(type, true);
      cells.push_back(shown_cell(value, figures, as[k], words));
    }
    table.rows.push_back(std::move(cells));
  }
  return table;
}

}  // namespace zhaoshang
