// "Did you mean": the nearest of the known names. Distances count characters, so Chinese names work
// as well.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zhaoshang {

/// The known name nearest to `name` by edit distance with transpositions, at most a third of its
/// length (and at least one) away; the first in byte order among equals; nullopt where none is
/// near.
std::optional<std::string> nearest(std::string_view name, const std::vector<std::string>& known);

}  // namespace zhaoshang
