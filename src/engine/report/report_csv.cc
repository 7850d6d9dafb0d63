#include "engine/report/report_csv.h"

#include <algorithm>

#include "engine/base/threads.h"

namespace zhaoshang {
namespace {

/// A thread makes so many at a time: few enough that their text stays near.
constexpr std::size_t kRowsOfPiece = 8192;

void append_row(CsvWriter& writer, const ReportTable::Row& row) {
  for (const Cell& cell : row) {
    if (cell.kind == Cell::Kind::kText) {
      writer.text(cell.text);
    } else {
      writer.plain(cell.text);
    }
  }
  writer.end_record();
}

}  // namespace

void write_csv(const ReportTable& table, Headings headings, CsvStyle style, unsigned threads,
               const std::function<void(std::string_view)>& take) {
  std::string out;
  CsvWriter writer(out, style);
  for (const ReportColumn& column : table.columns) writer.text(heading(column, headings));
  writer.end_record();
  take(out);
  const std::size_t rows = table.row_count();
  const auto make = [&](std::size_t number, std::string& piece) {
    CsvWriter rows_of_piece = CsvWriter::within(piece, style);
    const std::size_t first = number * kRowsOfPiece;
    table.each_row(first, std::min(first + kRowsOfPiece, rows),
                   [&](const ReportTable::Row& row) { append_row(rows_of_piece, row); });
  };
  make_in_order((rows + kRowsOfPiece - 1) / kRowsOfPiece, threads, make, take);
}

std::string to_csv(const ReportTable& table, Headings headings, CsvStyle style, unsigned threads) {
  std::string text;
  write_csv(table, headings, style, threads, [&](std::string_view piece) { text += piece; });
  return text;
}

}  // namespace zhaoshang
