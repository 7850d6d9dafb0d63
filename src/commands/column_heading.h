// The heading under which a column stands in a file that we write for people to fill or to keep.
// In: a column of a table. Out: its heading, which reading takes for that column.
#pragma once

#include <string>

#include "engine/report/table.h"
#include "engine/table/schema.h"

namespace zhaoshang {

/// As people of the county call it, with the unit that its figures are in (总投资(万元)); or by its
/// name in rules.
std::string column_heading(const ColumnSchema& column, Headings headings);

}  // namespace zhaoshang
