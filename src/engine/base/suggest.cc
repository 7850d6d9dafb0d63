#include "engine/base/suggest.h"

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <system_error>
#include <utility>

#include "engine/base/folder.h"
#include "engine/base/utf8.h"

namespace zhaoshang {

namespace {

std::u32string characters(std::string_view text) {
  std::u32string out;
  for (std::size_t offset = 0; offset < text.size();) {
    out += next_code_point(text, offset).value_or(U'\uFFFD');
  }
  return out;
}

/// Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment).
std::size_t edit_distance(const std::u32string& a, const std::u32string& b) {
  std::vector<std::size_t> before_last(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, replaced});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], before_last[j - 2] + 1);
      }
    }
    std::swap(before_last, last);
    std::swap(last, row);
  }
  return last[b.size()];
}

}  // namespace

std::optional<std::string> nearest(std::string_view name, const std::vector<std::string>& known) {
  const std::u32string wanted = characters(name);
  const std::size_t limit = std::max<std::size_t>(1, wanted.size() / 3);
  const std::string* best = nullptr;
  std::size_t best_distance = limit + 1;
  for (const std::string& candidate : known) {
    const std::u32string other = characters(candidate);
    const auto [shorter, longer] = std::minmax({wanted.size(), other.size()});
    if (longer - shorter > limit) continue;
    const std::size_t distance = edit_distance(wanted, other);
    // A name in which every character differs is not near, however short both are.
    if (distance > limit || distance >= longer) continue;
    if (distance < best_distance || (distance == best_distance && candidate < *best)) {
      best = &candidate;
      best_distance = distance;
    }
  }
  if (best == nullptr) return std::nullopt;
  return *best;
}

std::optional<std::string> nearest_path(const std::string& path) {
  namespace fs = std::filesystem;
  const fs::path wanted(path);
  std::error_code error;
  if (wanted.filename().empty() || fs::exists(wanted, error)) return std::nullopt;
  const fs::path folder = wanted.has_parent_path() ? wanted.parent_path() : fs::path(".");
  const auto near = nearest(wanted.filename().string(), list_folder(folder.string()).names);
  if (!near) return std::nullopt;
  return (wanted.parent_path() / *near).string();
}

}  // namespace zhaoshang
