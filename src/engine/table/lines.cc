#include "engine/table/lines.h"

// The header cuts long file names on purpose; inlined into ours, g++ warns of that.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wstringop-truncation"
#endif
// Without this each reader starts a thread.
#define CSV_IO_NO_THREAD
#include <libfccp/csv.h>
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic pop
#endif

#include <cstring>
#include <utility>
#include <vector>

namespace zhaoshang {
namespace {

/// Our text as fast-cpp-csv-parser asks for it. The text ends in a newline, since LineReader looks
/// at the byte after the last line when there is none, and may run past the end.
class Bytes : public io::ByteSourceBase {
 public:
  explicit Bytes(std::unique_ptr<TextStream> text) : text_(std::move(text)) {}
  int read(char* buffer, int size) override {
    return static_cast<int>(text_->read(buffer, static_cast<std::size_t>(size)));
  }

 private:
  std::unique_ptr<TextStream> text_;
};

/// Its buffer has 16 MiB beyond the last line: the padding.
class ParserLines : public LineSource {
 public:
  explicit ParserLines(std::unique_ptr<TextStream> text)
      : reader_("", std::make_unique<Bytes>(std::move(text))) {}

  Next next(std::string_view& line) override {
    try {
      const char* text = reader_.next_line();
      number_ = reader_.get_file_line();
      if (text == nullptr) return Next::kEnd;
      line = text;  // no NUL is in it: the text was checked
      return Next::kLine;
    } catch (const io::error::line_length_limit_exceeded&) {
      number_ = reader_.get_file_line();
      return Next::kTooLong;
    }
  }

 private:
  io::LineReader reader_;
};

class BlockLines : public LineSource {
 public:
  explicit BlockLines(std::unique_ptr<TextStream> text)
      : text_(std::move(text)), buffer_(kBlock + kLinePadding) {}

  Next next(std::string_view& line) override {
    std::size_t searched = begin_;
    for (;;) {
      const char* start = buffer_.data() + searched;
      if (const void* newline = std::memchr(start, '\n', end_ - searched)) {
        const auto at =
            static_cast<std::size_t>(static_cast<const char*>(newline) - buffer_.data());
        if (at - begin_ > kLongestLine) return ++number_, Next::kTooLong;
        line = std::string_view(buffer_.data() + begin_, at - begin_);
        if (line.ends_with('\r')) line.remove_suffix(1);
        begin_ = at + 1;
        ++number_;
        return Next::kLine;
      }
      searched = end_ - begin_;  // where the search goes on once the line stands at the front
      if (searched > kLongestLine) return ++number_, Next::kTooLong;
      if (!read_more()) return Next::kEnd;
    }
  }

 private:
  static constexpr std::size_t kBlock = std::size_t{256} * 1024;

  /// Moves the line that has begun to the front and reads on behind it. false: the text has ended,
  /// and with it, by its newline, the last line.
  bool read_more() {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= std::exchange(begin_, 0);
    if (end_ + kLinePadding == buffer_.size()) buffer_.resize(2 * end_ + kLinePadding);
    const std::size_t count =
        text_->read(buffer_.data() + end_, buffer_.size() - kLinePadding - end_);
    end_ += count;
    return count > 0;
  }

  std::unique_ptr<TextStream> text_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0;  // of the next line
  std::size_t end_ = 0;    // of what has been read
};

}  // namespace

LineSource::Next BlockOfLines::next(std::string_view& line) {
  if (at_ == block_.size()) return Next::kEnd;
  const std::size_t end = block_.find('\n', at_);
  line = block_.substr(at_, end - at_);
  if (line.ends_with('\r')) line.remove_suffix(1);
  at_ = end + 1;
  ++number_;
  return Next::kLine;
}

std::unique_ptr<LineSource> parser_lines(std::unique_ptr<TextStream> text) {
  return std::make_unique<ParserLines>(std::move(text));
}

std::unique_ptr<LineSource> block_lines(std::unique_ptr<TextStream> text) {
  return std::make_unique<BlockLines>(std::move(text));
}

}  // namespace zhaoshang
