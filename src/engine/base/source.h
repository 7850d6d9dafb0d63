// Source text that positions refer to. In: the bytes of a file that has been read. Out: lines,
// columns and excerpts. Reads no disk and judges no syntax.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace zhaoshang {

/// A place in a file as a person reads it: all of it is text and numbers, so it outlives the file.
struct Place {
  std::string path;        // as shown; empty: no file (the command line)
  std::size_t line = 0;    // from 1; 0: the file as a whole
  std::size_t column = 0;  // from 1, in characters; 0: the line as a whole
  std::size_t length = 1;  // of the marked part, in characters
  std::string text;        // the line, without its end
};

/// UTF-8 text with a line index. Lives to the end of the run, so that spans stay valid.
class SourceFile {
 public:
  SourceFile(std::string path, std::string text);

  const std::string& path() const { return path_; }
  std::string_view text() const { return text_; }
  std::size_t line_count() const { return line_starts_.size(); }

  /// The line (from 1) that holds the byte `offset`.
  std::size_t line_of(std::size_t offset) const;
  /// The text of a line (from 1), without its end.
  std::string_view line_text(std::size_t line) const;
  /// The byte at which a line (from 1) starts.
  std::size_t line_start(std::size_t line) const { return line_starts_[line - 1]; }

 private:
  std::string path_;
  std::string text_;
  std::vector<std::size_t> line_starts_;
};

/// A half-open run of bytes of a source file; an empty one still marks a place.
struct Span {
  const SourceFile* file = nullptr;
  std::size_t begin = 0;
  std::size_t end = 0;

  std::string_view text() const;
  /// Line and column (in characters) of the start, and the line itself. The marked part ends with
  /// the line.
  Place place() const;
  /// The part [from, to) of this span, counted in bytes from its start.
  Span part(std::size_t from, std::size_t to) const { return {file, begin + from, begin + to}; }
  /// From the start of this span to the end of the other.
  Span to(const Span& last) const { return {file, begin, last.end}; }
};

/// Text taken out of a source file (a YAML scalar, a cell of a text table), each byte of which
/// knows its place there.
class SourceText {
 public:
  SourceText() = default;
  /// The text of a span as it stands.
  explicit SourceText(Span span);
  /// Text whose byte `piece.text` and those after it, up to the next piece, stand at `piece.source`
  /// of the file.
  struct Piece {
    std::size_t text;
    std::size_t source;
  };
  SourceText(std::string text, Span whole, std::vector<Piece> pieces);

  const std::string& text() const { return text_; }
  Span whole() const { return whole_; }
  /// Where the bytes [begin, end) of the text stand in the file.
  Span span(std::size_t begin, std::size_t end) const;
  /// The part [begin, end) as a text of its own.
  SourceText part(std::size_t begin, std::size_t end) const;

 private:
  std::string text_;
  Span whole_;
  std::vector<Piece> pieces_;
};

}  // namespace zhaoshang
