#include "domain/canonical_cells.h"

#include "domain/period.h"

namespace zhaoshang {
namespace {

/// What a bare number counts in stays unsaid; what only the cell says is said there.
std::string amount(Decimal amount, const std::string& unit, const ColumnSchema& column) {
  if (column.kind == CellKind::kAmount) return amount.to_string() + unit;
  return (amount / column.measure.scale).to_string();
}

std::string list(const List& items, const ColumnSchema& column, YearStart year_starts) {
  std::string text;
  for (const Value& item : items)
    text += (text.empty() ? "" : ";") + canonical_cell(item, column, year_starts);
  return text;
}

}  // namespace

std::string canonical_cell(const Value& value, const ColumnSchema& column, YearStart year_starts) {
  switch (value.kind()) {
    case TypeKind::kNull: return {};
    case TypeKind::kText: return value.text();
    case TypeKind::kBoolean: return value.boolean() ? "true" : "false";
    case TypeKind::kDate: return value.date().to_string();
    case TypeKind::kNumber:
      return column.kind == CellKind::kAmount ? value.number().to_string()
                                              : amount(value.number(), {}, column);
    case TypeKind::kMoney:
      return amount(value.money().amount, value.money().currency.word(), column);
    case TypeKind::kQuantity:
      return amount(value.quantity().amount, value.quantity().unit.word(), column);
    case TypeKind::kList: return list(value.list(), column, year_starts);
    case TypeKind::kRange:
      return period_text({value.range().start.date(), value.range().end.date()}, year_starts);
    default: return to_feel(value);
  }
}

}  // namespace zhaoshang
