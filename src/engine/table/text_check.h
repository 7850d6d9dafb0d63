// What decoded text must be before it is split into lines: UTF-8, without NULs and lone CRs. In:
// the text, block by block. Out: the first fault and its place.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/source.h"

namespace zhaoshang {

/// Follows a text to its first fault.
class TextCheck {
 public:
  enum class Fault { kNone, kNotUtf8, kNul, kLoneCr };

  /// false: there is a fault; nothing more need be followed. `check_utf8`: the text is as the file
  /// has it, not converted. `last`: nothing comes after it.
  bool follow(std::string_view text, bool check_utf8, bool last);

  Fault fault() const { return fault_; }
  /// The byte of the text that is faulty.
  std::size_t fault_at() const { return checked_; }

 private:
  std::optional<std::size_t> first_fault(std::string_view now, std::string_view whole,
                                         bool check_utf8);

  Fault fault_ = Fault::kNone;
  std::size_t checked_ = 0;  // bytes that are good
  std::string carry_;        // the start of a character, or a CR, at the end of a block
};

/// Follows a text once more to a byte of it, for the place of that byte.
class LineFinder {
 public:
  explicit LineFinder(std::size_t byte) : left_(byte) {}
  /// false: the line of the byte is complete.
  bool follow(std::string_view text);
  Place place(const std::string& shown) const;

 private:
  std::size_t left_;  // bytes before the one that is looked for
  std::size_t line_ = 1;
  bool found_ = false;
  std::string before_;  // of its line
  std::string after_;
};

}  // namespace zhaoshang
