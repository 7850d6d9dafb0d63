#include "engine/table/csv_writer.h"

#include <algorithm>

#include "engine/table/cells.h"

namespace zhaoshang {
namespace {

/// Appends a cell within quotes. A CR would be taken for the end of a line by some and is refused
/// by our own reader.
void append_quoted(std::string& out, std::string_view cell) {
  out += '"';
  for (std::size_t i = 0; i < cell.size(); ++i) {
    const char c = cell[i];
    if (c == '\r') {
      if (i + 1 == cell.size() || cell[i + 1] != '\n') out += '\n';
      continue;
    }
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

/// Whether a cell surely needs neither quotes nor a guard: most do not. It begins with a letter, a
/// digit or a common Chinese character.
bool is_plain(std::string_view cell) {
  const auto first = static_cast<unsigned char>(cell.empty() ? 0 : cell.front());
  const bool is_letter = (first | 0x20U) >= 'a' && (first | 0x20U) <= 'z';
  const bool is_digit = first >= '0' && first <= '9';
  if (!is_letter && !is_digit && (first < 0xE3 || first > 0xEC)) return false;
  return std::none_of(cell.begin(), cell.end(),
                      [](char c) { return c == ',' || c == '"' || c == '\n' || c == '\r'; });
}

}  // namespace

CsvWriter::CsvWriter(std::string& out, CsvStyle style) : out_(out), style_(style) {
  if (style_.excel) out_ += "\xEF\xBB\xBF";
}

void CsvWriter::text(std::string_view cell) {
  separate();
  if (is_plain(cell)) {
    out_ += cell;
    return;
  }
  const bool guarded = needs_guard(cell);
  if (cell.find_first_of(",\"\n\r") == std::string_view::npos) {
    if (guarded) out_ += '\'';
    out_ += cell;
  } else {
    append_quoted(out_, guarded ? "'" + std::string(cell) : std::string(cell));
  }
}

void CsvWriter::plain(std::string_view cell) {
  separate();
  out_ += cell;
}

void CsvWriter::end_record() {
  out_ += style_.excel ? "\r\n" : "\n";
  first_ = true;
}

void CsvWriter::separate() {
  if (!first_) out_ += ',';
  first_ = false;
}

}  // namespace zhaoshang
