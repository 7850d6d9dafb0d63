#include "scheme/stint.h"

namespace zhaoshang {

std::string_view stint_status(const Value& from, const Value& to, Date as_of) {
  if (from.is(TypeKind::kDate) && from.date() > as_of) return "upcoming";
  if (to.is(TypeKind::kDate) && to.date() < as_of) return "ended";
  return "serving";
}

}  // namespace zhaoshang
