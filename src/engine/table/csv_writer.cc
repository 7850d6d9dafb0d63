#include "engine/table/csv_writer.h"

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

}  // namespace

CsvWriter::CsvWriter(std::string& out, CsvStyle style) : out_(out), style_(style) {
  if (style_.excel) out_ += "\xEF\xBB\xBF";
}

void CsvWriter::text(std::string_view cell) {
  separate();
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
