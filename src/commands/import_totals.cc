#include "commands/import_totals.h"

#include <algorithm>
#include <optional>
#include <string>

#include "commands/import_diagnostics.h"
#include "domain/canonical_cells.h"
#include "engine/table/cells.h"
#include "engine/value/exact_sum.h"

namespace zhaoshang {
namespace {

/// The number in a value, and what it is counted in.
struct Figure {
  Decimal amount;
  std::string measure;
};

std::optional<Figure> figure_of(const Value& value) {
  switch (value.kind()) {
    case TypeKind::kNumber: return Figure{value.number(), {}};
    case TypeKind::kMoney: return Figure{value.money().amount, value.money().currency.code()};
    case TypeKind::kQuantity: return Figure{value.quantity().amount, value.quantity().unit.word()};
    default: return std::nullopt;
  }
}

/// nullopt: no figures, or figures that are not of one measure.
std::optional<Figure> sum_of(const Column& column, std::size_t rows) {
  ExactSum sum;
  std::optional<std::string> measure;
  for (std::size_t row = 0; row < rows; ++row) {
    const auto figure = figure_of(column.at(row));
    if (!figure) continue;
    if (measure && *measure != figure->measure) return std::nullopt;
    measure = figure->measure;
    sum.add(figure->amount);
  }
  if (!measure) return std::nullopt;
  return Figure{sum.total(), *measure};
}

/// A value of the same kind with another amount, to be written as its cells are.
Value with_amount(const Value& like, Decimal amount) {
  if (like.is(TypeKind::kMoney)) return Money{amount, like.money().currency};
  if (like.is(TypeKind::kQuantity)) return Quantity{amount, like.quantity().unit};
  return amount;
}

void check_line(const LeftOut& line, const FileLayout& layout, const Batch& rows,
                Diagnostics& diagnostics) {
  for (const FileColumn& column : layout.columns) {
    if (column.field >= line.cells.size()) continue;
    const std::string& cell = line.cells[column.field];
    const auto sum = sum_of(rows.columns[column.column], rows.rows);
    if (cell.empty() || !sum) continue;
    std::optional<Currency> currency;
    if (!column.schema.currency_column.empty()) currency = Currency::from_code(sum->measure);
    const Value said = read_cell(cell, column.schema, currency).value;
    const auto figure = figure_of(said);
    if (!figure || figure->amount == sum->amount) continue;
    diagnostics.add(import_diagnostics::total_differs(
        line.place, column.heading, canonical_cell(said, column.schema),
        canonical_cell(with_amount(said, sum->amount), column.schema)));
  }
}

}  // namespace

void check_totals(const std::vector<LeftOut>& lines, const FileLayout& layout, const Batch& rows,
                  Diagnostics& diagnostics) {
  const auto is_total = [](const LeftOut& line) { return line.why == LeftOut::Why::kTotal; };
  if (std::count_if(lines.begin(), lines.end(), is_total) != 1) return;
  check_line(*std::find_if(lines.begin(), lines.end(), is_total), layout, rows, diagnostics);
}

}  // namespace zhaoshang
