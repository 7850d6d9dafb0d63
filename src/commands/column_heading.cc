#include "commands/column_heading.h"

#include <fmt/format.h>

#include "engine/table/amounts.h"

namespace zhaoshang {

std::string column_heading(const ColumnSchema& column, Headings headings) {
  if (headings == Headings::kNames || column.headings.empty()) return column.name;
  const std::string& heading = column.headings.front();
  const bool has_unit = (column.kind == CellKind::kMoney && column.currency_column.empty()) ||
                        column.kind == CellKind::kQuantity;
  const std::string unit = has_unit ? measure_word(column.measure) : std::string();
  return unit.empty() || heading.ends_with(')') ? heading : fmt::format("{}({})", heading, unit);
}

}  // namespace zhaoshang
