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

/// The path that a path which is not there may mean: the nearest name in its folder.
std::optional<std::string> nearest_path(const std::string& path);

}  // namespace zhaoshang
