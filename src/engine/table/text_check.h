// What decoded text must be before it is split into lines: UTF-8, without NULs and lone CRs. In:
// the text, block by block. Out: the first fault and its place.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/source.h"

namespace zhaoshang {

/// Follows a text and keeps the line that it stands in, for the place of a fault.
class TextCheck {
 public:
  enum class Fault { kNone, kNotUtf8, kNul, kLoneCr };

  /// false: there is a fault; nothing more need be followed. `check_utf8`: the text is as the file
  /// has it, not converted. `last`: nothing comes after it.
  bool follow(std::string_view text, bool check_utf8, bool last);

  Fault fault() const { return fault_; }
  /// Of the fault; without one, of the end.
  Place place(const std::string& shown) const;

 private:
  std::optional<std::size_t> first_fault(std::string_view now, std::string_view whole,
                                         bool check_utf8);
  void remember_line(std::string_view text);

  Fault fault_ = Fault::kNone;
  std::size_t line_ = 1;
  std::string line_start_;
  std::string line_rest_;
  std::string carry_;  // the start of a character, or a CR, at the end of a block
};

}  // namespace zhaoshang
