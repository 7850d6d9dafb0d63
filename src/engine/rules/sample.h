// A value between two others, as simple as can be: the sample input by which a fault of a table is
// shown.
#pragma once

#include <optional>

#include "engine/value/type.h"
#include "engine/value/value.h"

namespace zhaoshang {

/// A value of a type strictly between two ends; a null end is open. nullopt: there is none (no
/// whole number between 3 and 4, no day between two neighbours), or the type has no order.
std::optional<Value> value_between(const Type& type, const Value& low, const Value& high);

}  // namespace zhaoshang
