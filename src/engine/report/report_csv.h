// A table as CSV (RFC 4180): one line of headings, one a row.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "engine/report/table.h"
#include "engine/table/csv_writer.h"

namespace zhaoshang {

/// UTF-8, LF and a final newline; with `style.excel` a BOM and CRLF. Text that a spreadsheet would
/// run gets its `'`. Rows that are made on demand are made over several threads.
std::string to_csv(const ReportTable& table, Headings headings, CsvStyle style = {},
                   unsigned threads = 1);
/// The same piece by piece, so that it need not be held.
void write_csv(const ReportTable& table, Headings headings, CsvStyle style, unsigned threads,
               const std::function<void(std::string_view)>& take);

}  // namespace zhaoshang
