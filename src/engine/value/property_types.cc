#include "engine/value/property_types.h"

#include <algorithm>
#include <array>

namespace zhaoshang {

namespace {

bool one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

Type property_type_of(const Type& of, std::string_view name) {
  const bool date_part = one_of(name, {"year", "month", "day", "weekday"});
  const bool time_part = one_of(name, {"hour", "minute", "second"});
  switch (of.kind()) {
    case TypeKind::kAny: return TypeKind::kAny;
    case TypeKind::kDate: return date_part ? Type::integer() : Type(TypeKind::kNull);
    case TypeKind::kTime:
    case TypeKind::kDateTime:
      if (of.is(TypeKind::kDateTime) && date_part) return Type::integer();
      if (time_part) return name == "second" ? Type(TypeKind::kNumber) : Type::integer();
      if (name == "time offset") return TypeKind::kDaysDuration;
      if (name == "timezone") return TypeKind::kText;
      return TypeKind::kNull;
    case TypeKind::kDaysDuration:
      if (one_of(name, {"days", "hours", "minutes"})) return Type::integer();
      return name == "seconds" ? Type(TypeKind::kNumber) : Type(TypeKind::kNull);
    case TypeKind::kMonthsDuration:
      return one_of(name, {"years", "months"}) ? Type::integer() : Type(TypeKind::kNull);
    case TypeKind::kRange:
      if (one_of(name, {"start", "end"})) return of.element();
      return one_of(name, {"start included", "end included"}) ? Type(TypeKind::kBoolean)
                                                              : Type(TypeKind::kNull);
    default: return TypeKind::kNull;
  }
}

}  // namespace zhaoshang
