// A table as CSV (RFC 4180): one line of headings, one a row.
#pragma once

#include <string>

#include "engine/report/table.h"
#include "engine/table/csv_writer.h"

namespace zhaoshang {

/// UTF-8, LF and a final newline; with `style.excel` a BOM and CRLF. Text that a spreadsheet would
/// run gets its `'`.
std::string to_csv(const ReportTable& table, Headings headings, CsvStyle style = {});

}  // namespace zhaoshang
