#include "workspace/rejected_rows.h"

#include "engine/report/report_csv.h"

namespace zhaoshang {

std::string rejected_rows_text(const std::vector<FileReading>& readings) {
  ReportTable table;
  table.columns = {{"table", "表"}, {"source", "出处"}, {"reasons", "原因"}, {"record", "原文"}};
  for (const FileReading& reading : readings) {
    for (const RejectedRow& row : reading.rejected) {
      table.rows.push_back({text_cell(reading.table),
                            text_cell(reading.file.shown + ":" + std::to_string(row.line)),
                            text_cell(row.slugs), text_cell(row.record)});
    }
  }
  return to_csv(table, Headings::kNames);
}

}  // namespace zhaoshang
