#include "engine/value/value.h"

#include <algorithm>
#include <array>

namespace zhaoshang {

const Value* Context::find(std::string_view name) const {
  const auto found = std::find_if(entries.begin(), entries.end(),
                                  [name](const auto& entry) { return entry.first == name; });
  return found == entries.end() ? nullptr : &found->second;
}

namespace {

/// Weights may add up to more than 64 bits hold, where values share their parts.
std::uint64_t sum_of_weights(std::uint64_t a, std::uint64_t b) {
  std::uint64_t sum = 0;
  return __builtin_add_overflow(a, b, &sum) ? UINT64_MAX : sum;
}

}  // namespace

Value::Value(Range range) : data_(std::make_shared<const Range>(std::move(range))) {}

Value::Value(List list) {
  std::uint64_t weight = 1;
  for (const Value& item : list) weight = sum_of_weights(weight, item.weight());
  data_ = std::make_shared<const Weighed<List>>(Weighed<List>{std::move(list), weight});
}

Value::Value(Context context) {
  std::uint64_t weight = 1;
  for (const auto& [name, entry] : context.entries) weight = sum_of_weights(weight, entry.weight());
  data_ = std::make_shared<const Weighed<Context>>(Weighed<Context>{std::move(context), weight});
}

std::uint64_t Value::weight() const {
  constexpr std::uint64_t kBytes = 16;
  switch (kind()) {
    case TypeKind::kText: return 1 + text().size() / kBytes;
    case TypeKind::kRange: return 1 + range().start.weight() + range().end.weight();
    case TypeKind::kList: return std::get<SharedList>(data_)->weight;
    case TypeKind::kContext: return std::get<SharedContext>(data_)->weight;
    default: return 1;
  }
}

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
