// The type of a property of a built-in kind (DMN tables 53 and 54): what `property` in operations.h
// will yield.
#pragma once

#include <string_view>

#include "engine/value/type.h"

namespace zhaoshang {

/// kNull where the kind has no such property; Any of Any.
Type property_type_of(const Type& of, std::string_view name);

}  // namespace zhaoshang
