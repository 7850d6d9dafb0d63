#include "engine/report/report_csv.h"

namespace zhaoshang {

std::string to_csv(const ReportTable& table, Headings headings, CsvStyle style) {
  std::string out;
  CsvWriter writer(out, style);
  for (const ReportColumn& column : table.columns) writer.text(heading(column, headings));
  writer.end_record();
  table.each_row([&](const ReportTable::Row& row) {
    for (const Cell& cell : row) {
      if (cell.kind == Cell::Kind::kText) {
        writer.text(cell.text);
      } else {
        writer.plain(cell.text);
      }
    }
    writer.end_record();
  });
  return out;
}

}  // namespace zhaoshang
