// Where the commas and line ends of a block of text stand, and whether the text is plain. In: whole
// records of a UTF-8 text. Out: places, in one pass of 64 bytes at a time. The same judgement as
// TextCheck, which a property test holds it to; it says that something is there, not what.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace zhaoshang {

/// The separators of a block: place n is that of mark n - 1, and mark 0 stands before the text, so
/// that the field after mark n begins at place(n) + 1.
class Marks {
 public:
  /// Finds them. false: the text is not UTF-8, or has a NUL or a lone CR.
  bool find(std::string_view text);

  std::size_t count() const { return count_; }
  /// The byte of the nth mark, from 1; -1 for mark 0.
  std::int32_t place(std::size_t n) const { return marks_[n] >> 1; }
  bool ends_line(std::size_t n) const { return (marks_[n] & 1) != 0; }
  bool has_quotes() const { return has_quotes_; }
  /// Whether the marks are those of rows of `fields` fields each.
  bool are_regular(std::size_t fields) const;

 private:
  bool find_all(std::string_view text);

  std::vector<std::int32_t> marks_;  // place << 1, plus 1 at the end of a line
  std::size_t count_ = 0;
  std::size_t lines_ = 0;
  bool has_quotes_ = false;
};

}  // namespace zhaoshang
