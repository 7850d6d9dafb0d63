// The lines of a text. In: a text that ends in a newline. Out: its lines without their ends (LF or
// CR LF), numbered from 1. Two ways, which a property test holds equal: io::LineReader of
// fast-cpp-csv-parser for ordinary tables, and blocks that stay in the cache for tables that are
// streamed (LineReader reads 32 MiB ahead).
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

#include "engine/table/decode.h"

namespace zhaoshang {

/// A line may be read this far past its end, whatever stands there.
inline constexpr std::size_t kLinePadding = 16;
/// Longer lines end the reading.
inline constexpr std::size_t kLongestLine = (std::size_t{1} << 24U) - 1;

/// Lines from front to back.
class LineSource {
 public:
  enum class Next { kLine, kEnd, kTooLong };

  virtual ~LineSource() = default;
  /// The next line; it lives until the one after it is read.
  virtual Next next(std::string_view& line) = 0;
  /// The number of the line read last.
  std::size_t number() const { return number_; }

 protected:
  std::size_t number_ = 0;
};

/// The lines of a block in memory, which ends in a newline and may be read past its end.
class BlockOfLines : public LineSource {
 public:
  explicit BlockOfLines(std::string_view block) : block_(block) {}
  Next next(std::string_view& line) override;
  /// The byte where the next line begins.
  std::size_t at() const { return at_; }

 private:
  std::string_view block_;
  std::size_t at_ = 0;
};

std::unique_ptr<LineSource> parser_lines(std::unique_ptr<TextStream> text);
std::unique_ptr<LineSource> block_lines(std::unique_ptr<TextStream> text);

}  // namespace zhaoshang
