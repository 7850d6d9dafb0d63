// Patterns of matches, replace and split (XPath's, as DMN 10.3.4.3 asks), over PCRE2: UTF-8, with
// limits on the work a pattern may cause. Patterns that cannot be compiled have no result.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace zhaoshang {

/// A compiled pattern. Shared by the calls of a thread, not by threads.
class Regex {
 public:
  /// Byte ranges of the match and its groups; nullopt for a group that took no part.
  using Groups = std::vector<std::optional<std::pair<std::size_t, std::size_t>>>;

  /// nullptr: no pattern, or flags other than s, m, i, x and q.
  static std::shared_ptr<const Regex> compile(std::string_view pattern, std::string_view flags);

  ~Regex();
  Regex(const Regex&) = delete;
  Regex& operator=(const Regex&) = delete;

  /// The first match at or after the byte `from`; false: there is none. One that would take too
  /// much work is refused.
  bool find(std::string_view text, std::size_t from, Groups& groups) const;
  std::size_t group_count() const { return group_count_; }

 private:
  struct Code;
  explicit Regex(std::unique_ptr<Code> code);

  std::unique_ptr<Code> code_;
  std::size_t group_count_ = 0;
};

}  // namespace zhaoshang
