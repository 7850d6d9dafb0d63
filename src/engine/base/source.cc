#include "engine/base/source.h"

#include <algorithm>
#include <utility>

#include "engine/base/utf8.h"

namespace zhaoshang {

SourceFile::SourceFile(std::string path, std::string text)
    : path_(std::move(path)), text_(std::move(text)) {
  // A byte order mark belongs to no line: the first character after it stands in column 1.
  line_starts_.push_back(text_.starts_with("\xEF\xBB\xBF") ? 3 : 0);
  for (std::size_t at = text_.find('\n'); at != std::string::npos; at = text_.find('\n', at + 1)) {
    if (at + 1 < text_.size()) line_starts_.push_back(at + 1);
  }
}

std::size_t SourceFile::line_of(std::size_t offset) const {
  const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  return std::max<std::size_t>(1, static_cast<std::size_t>(after - line_starts_.begin()));
}

std::string_view SourceFile::line_text(std::size_t line) const {
  const std::size_t begin = line_start(line);
  const std::size_t newline = text_.find('\n', begin);
  std::string_view text(text_);
  text = text.substr(begin, newline == std::string::npos ? newline : newline - begin);
  if (text.ends_with('\r')) text.remove_suffix(1);
  return text;
}

std::string_view Span::text() const {
  return file == nullptr ? std::string_view() : file->text().substr(begin, end - begin);
}

Place Span::place() const {
  if (file == nullptr) return {};
  const std::size_t line = file->line_of(begin);
  const std::string_view text = file->line_text(line);
  const std::size_t start = file->line_start(line);
  const std::size_t from = std::min(std::max(begin, start) - start, text.size());
  const std::size_t to = std::clamp(std::max(end, start) - start, from, text.size());
  Place place;
  place.path = file->path();
  place.line = line;
  place.column = character_count(text.substr(0, from)) + 1;
  place.length = std::max<std::size_t>(1, character_count(text.substr(from, to - from)));
  place.text = text;
  return place;
}

SourceText::SourceText(Span span) : text_(span.text()), whole_(span), pieces_{{0, span.begin}} {}

SourceText::SourceText(std::string text, Span whole, std::vector<Piece> pieces)
    : text_(std::move(text)), whole_(whole), pieces_(std::move(pieces)) {
  if (pieces_.empty()) pieces_.push_back({0, whole_.begin});
}

Span SourceText::span(std::size_t begin, std::size_t end) const {
  const auto source_of = [this](std::size_t offset) {
    const auto after =
        std::upper_bound(pieces_.begin(), pieces_.end(), offset,
                         [](std::size_t at, const Piece& piece) { return at < piece.text; });
    if (after == pieces_.begin()) return whole_.begin;
    const Piece& piece = *std::prev(after);
    return std::min(piece.source + (offset - piece.text), whole_.end);
  };
  // The end stands right after the last byte, not where the next piece happens to begin.
  const std::size_t from =
      begin < text_.size() || begin == 0 ? source_of(begin) : source_of(begin - 1) + 1;
  const std::size_t to = end > begin ? source_of(end - 1) + 1 : from;
  return {whole_.file, std::min(from, whole_.end), std::min(std::max(from, to), whole_.end)};
}

SourceText SourceText::part(std::size_t begin, std::size_t end) const {
  const Span whole = span(begin, end);
  std::vector<Piece> pieces{{0, whole.begin}};
  for (const Piece& piece : pieces_) {
    if (piece.text > begin && piece.text < end)
      pieces.push_back({piece.text - begin, piece.source});
  }
  return {text_.substr(begin, end - begin), whole, std::move(pieces)};
}

}  // namespace zhaoshang
