// Forms as a JSON Schema (draft 2020-12), with which an editor completes and checks policies. What
// one schema can say of one document it says: keys, shapes, words, which keys go together. Names,
// types, tables and what stands in text tables stay the loader's.
#pragma once

#include <string>

#include "engine/policy/form.h"

namespace zhaoshang {

/// The schema of a file that is a map of that form, as text that ends in a line end.
std::string form_schema(const MapForm& form);

}  // namespace zhaoshang
