// Tables as one workbook for a spreadsheet: a sheet a table. In: tables as text, exact. Out: the
// bytes of an .xlsx file, the same on every run. Headings stay in view, ids and whatever is no
// figure are text; a figure is a number with the digits that it has in the table. A figure of more
// digits than a spreadsheet holds is text as well, so that it never changes.
#pragma once

#include <string>
#include <vector>

#include "engine/report/table.h"
#include "engine/value/calendar.h"

namespace zhaoshang {

/// `made_on` is the day that the file says it was made on.
std::string to_xlsx(const std::vector<ReportTable>& tables, Headings headings, Date made_on);

}  // namespace zhaoshang
