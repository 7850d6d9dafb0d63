#include "engine/policy/scalar_scan.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string>

#include "engine/base/utf8.h"

namespace zhaoshang {
namespace {

using Style = PolicyNode::Style;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

std::size_t skip_blanks(std::string_view text, std::size_t at) {
  while (at < text.size() && is_blank(text[at])) ++at;
  return at;
}

std::size_t end_of_line(std::string_view raw, std::size_t at) {
  return std::min(raw.find('\n', at), raw.size());
}

/// The end of text that line folding made of `raw` from `at`: blanks differ, everything else is the
/// same.
std::size_t match_folded(std::string_view raw, std::size_t at, std::string_view value) {
  std::size_t end = at;
  std::size_t read = 0;
  while (true) {
    const std::size_t next = skip_blanks(value, read);
    if (next == value.size()) return end;
    if (next != read || end == at) at = skip_blanks(raw, at);
    if (at >= raw.size() || raw[at] != value[next]) return end;
    read = next + 1;
    end = ++at;
  }
}

void scan_plain(std::string_view raw, std::string_view value, ScannedScalar& scalar) {
  if (raw.substr(scalar.begin, value.size()) == value) {
    scalar.end = scalar.begin + value.size();
    scalar.pieces = {{0, scalar.begin}};
    return;
  }
  scalar.end = match_folded(raw, scalar.begin, value);
  scalar.one_line = false;
}

void scan_single_quoted(std::string_view raw, ScannedScalar& scalar) {
  std::size_t decoded = 0;
  std::size_t at = scalar.begin + 1;
  scalar.pieces = {{0, at}};
  while (at < raw.size()) {
    if (raw[at] == '\'') {
      if (at + 1 >= raw.size() || raw[at + 1] != '\'') {
        scalar.end = at + 1;
        if (!scalar.one_line) scalar.pieces.clear();
        return;
      }
      ++at;  // '' is one quote: what follows stands one byte further on
      scalar.pieces.push_back({decoded + 1, at + 1});
    }
    if (raw[at] == '\n') scalar.one_line = false;
    ++at;
    ++decoded;
  }
  scalar.end = raw.size();
  scalar.closed = false;
  scalar.pieces.clear();
}

/// The bytes of the file that an escape of JSON takes, and those of what it says.
struct Escape {
  std::size_t raw = 2;
  std::size_t decoded = 1;
};

Escape json_escape(std::string_view text) {
  constexpr std::size_t kDigits = 4;
  if (text.size() < 2 + kDigits || text[1] != 'u') return {};
  std::uint32_t code_point = 0;
  std::from_chars(text.data() + 2, text.data() + 2 + kDigits, code_point, 16);
  std::string utf8;
  append_utf8(utf8, code_point);
  return {2 + kDigits, utf8.size()};
}

/// Where each byte between the quotes stands.
std::vector<SourceText::Piece> json_pieces(std::string_view raw, std::size_t begin,
                                           std::size_t end) {
  std::vector<SourceText::Piece> pieces = {{0, begin}};
  std::size_t decoded = 0;
  for (std::size_t at = begin; at < end;) {
    if (raw[at] != '\\') {
      ++at;
      ++decoded;
      continue;
    }
    const Escape escape = json_escape(raw.substr(at, end - at));
    if (decoded > 0) pieces.push_back({decoded, at});
    at += escape.raw;
    decoded += escape.decoded;
    pieces.push_back({decoded, at});
  }
  return pieces;
}

void scan_double_quoted(std::string_view raw, bool is_json, ScannedScalar& scalar) {
  bool escaped = false;
  for (std::size_t at = scalar.begin + 1; at < raw.size(); ++at) {
    if (raw[at] == '\\') {
      escaped = true;
      ++at;
      if (at < raw.size() && raw[at] == '\n') scalar.one_line = false;
    } else if (raw[at] == '\n') {
      scalar.one_line = false;
    } else if (raw[at] == '"') {
      scalar.end = at + 1;
      if (is_json && scalar.one_line) {
        scalar.pieces = json_pieces(raw, scalar.begin + 1, at);
      } else if (scalar.one_line && !escaped) {
        scalar.pieces = {{0, scalar.begin + 1}};
      }
      return;
    }
  }
  scalar.end = raw.size();
  scalar.closed = false;
}

/// Each line of a literal block is the end of its line in the file: only indentation was taken off.
void scan_literal(std::string_view raw, std::string_view value, ScannedScalar& scalar) {
  std::size_t line = end_of_line(raw, scalar.begin);
  scalar.end = line;
  std::vector<SourceText::Piece> pieces;
  std::size_t read = 0;
  while (read < value.size() && line < raw.size()) {
    const std::size_t start = line + 1;
    line = end_of_line(raw, start);
    const std::size_t length = (line > start && raw[line - 1] == '\r' ? line - 1 : line) - start;
    const std::size_t wanted = std::min(value.find('\n', read), value.size()) - read;
    const std::size_t indent = wanted > length ? 0 : (wanted == 0 ? length : length - wanted);
    if (wanted > length || raw.substr(start + indent, wanted) != value.substr(read, wanted)) return;
    pieces.push_back({read, start + indent});
    if (wanted > 0) scalar.end = start + length;
    read += wanted + 1;
  }
  if (pieces.empty()) pieces.push_back({0, scalar.end});
  scalar.pieces = std::move(pieces);
}

}  // namespace

bool is_json_document(std::string_view raw) {
  const std::size_t brace = skip_blanks(raw, 0);
  if (brace >= raw.size() || raw[brace] != '{') return false;
  const std::size_t key = skip_blanks(raw, brace + 1);
  return key < raw.size() && raw[key] == '"';
}

ScannedScalar scan_scalar(std::string_view raw, std::size_t at, std::string_view value,
                          bool is_json) {
  ScannedScalar scalar;
  scalar.begin = std::min(at, raw.size());
  scalar.end = scalar.begin;
  switch (scalar.begin < raw.size() ? raw[scalar.begin] : '\0') {
    case '\'':
      scalar.style = Style::kSingleQuoted;
      scan_single_quoted(raw, scalar);
      break;
    case '"':
      scalar.style = is_json ? Style::kJson : Style::kDoubleQuoted;
      scan_double_quoted(raw, is_json, scalar);
      break;
    case '|':
      scalar.style = Style::kLiteral;
      scalar.one_line = false;
      scan_literal(raw, value, scalar);
      break;
    case '>':
      scalar.style = Style::kFolded;
      scalar.one_line = false;
      scalar.end = match_folded(raw, end_of_line(raw, scalar.begin), value);
      break;
    default: scan_plain(raw, value, scalar);
  }
  return scalar;
}

std::optional<std::size_t> open_quote(std::string_view raw, std::size_t at) {
  while (at < raw.size()) {
    // Within a word a quote is a letter like any other.
    const bool starts = at == 0 || is_blank(raw[at - 1]) || raw[at - 1] == '[' ||
                        raw[at - 1] == '{' || raw[at - 1] == ',';
    if (starts && raw[at] == '#') {
      at = end_of_line(raw, at);
    } else if (starts && (raw[at] == '"' || raw[at] == '\'')) {
      const ScannedScalar quoted = scan_scalar(raw, at, {}, false);
      if (!quoted.closed) return at;
      at = quoted.end;
    } else {
      ++at;
    }
  }
  return std::nullopt;
}

std::size_t skip_properties(std::string_view raw, std::size_t at) {
  while (at < raw.size() && (raw[at] == '!' || raw[at] == '&')) {
    while (at < raw.size() && !is_blank(raw[at])) ++at;
    at = skip_blanks(raw, at);
  }
  return at;
}

}  // namespace zhaoshang
