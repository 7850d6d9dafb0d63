#include "engine/table/schema.h"

#include <algorithm>

namespace zhaoshang {

Type ColumnSchema::type() const {
  switch (kind) {
    case CellKind::kText:
    case CellKind::kId:
    case CellKind::kIdentity: return TypeKind::kText;
    case CellKind::kDate: return TypeKind::kDate;
    case CellKind::kBoolean: return TypeKind::kBoolean;
    case CellKind::kNumber: return TypeKind::kNumber;
    case CellKind::kInteger: return Type::integer();
    case CellKind::kMoney:
      return Type::money(currency_column.empty() ? measure.currency : Currency());
    case CellKind::kQuantity: return Type::quantity(measure.unit);
    case CellKind::kPeriod:
    case CellKind::kMonth: return Type::range(TypeKind::kDate);
    case CellKind::kScale: return Type::scaled_text(scale);
    case CellKind::kTextList: return Type::list(TypeKind::kText);
    case CellKind::kAmount: return TypeKind::kAny;
  }
  return TypeKind::kAny;
}

const ColumnSchema* TableSchema::find(std::string_view column) const {
  const auto found = std::find_if(columns.begin(), columns.end(),
                                  [&](const ColumnSchema& each) { return each.name == column; });
  return found == columns.end() ? nullptr : &*found;
}

std::optional<std::size_t> TableSchema::index(std::string_view column) const {
  const ColumnSchema* const found = find(column);
  if (found == nullptr) return std::nullopt;
  return static_cast<std::size_t>(found - columns.data());
}

}  // namespace zhaoshang
