#include "engine/value/value.h"

#include <algorithm>
#include <array>

namespace zhaoshang {

const Value* Context::find(std::string_view name) const {
  const auto found = std::find_if(entries.begin(), entries.end(),
                                  [name](const auto& entry) { return entry.first == name; });
  return found == entries.end() ? nullptr : &found->second;
}

Value::Value(Range range) : data_(std::make_shared<const Range>(std::move(range))) {}

TypeKind Value::kind() const {
  // In the order of the variant.
  constexpr std::array kKinds = {
      TypeKind::kNull,           TypeKind::kBoolean, TypeKind::kNumber,   TypeKind::kText,
      TypeKind::kDate,           TypeKind::kTime,    TypeKind::kDateTime, TypeKind::kDaysDuration,
      TypeKind::kMonthsDuration, TypeKind::kMoney,   TypeKind::kQuantity, TypeKind::kRange,
      TypeKind::kList,           TypeKind::kContext, TypeKind::kRow,      TypeKind::kFunction,
  };
  static_assert(kKinds.size() == std::variant_size_v<decltype(data_)>);
  return kKinds[data_.index()];
}

Type type_of(const Value& value) {
  switch (value.kind()) {
    case TypeKind::kNumber:
      return value.number().is_integer() ? Type::integer() : Type(TypeKind::kNumber);
    case TypeKind::kMoney: return Type::money(value.money().currency);
    case TypeKind::kQuantity: return Type::quantity(value.quantity().unit);
    case TypeKind::kRange:
      return Type::range(common_type(type_of(value.range().start), type_of(value.range().end)));
    case TypeKind::kList: {
      Type element(TypeKind::kNull);
      for (const Value& item : value.list()) {
        element = common_type(element, type_of(item));
        if (element.is_any()) break;
      }
      return Type::list(element.is(TypeKind::kNull) ? Type() : element);
    }
    case TypeKind::kContext: {
      std::vector<Type::Field> fields;
      for (const auto& [name, entry] : value.context().entries)
        fields.push_back({name, type_of(entry)});
      return Type::context(std::move(fields));
    }
    case TypeKind::kRow: return Type::row(value.row().table);
    default: return value.kind();
  }
}

}  // namespace zhaoshang
