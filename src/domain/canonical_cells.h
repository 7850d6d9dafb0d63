// A value as its cell stands in a canonical CSV file: plain figures in the unit of the column, ISO
// dates, true and false, periods as `--period` takes them. read_cell gives the value back.
#pragma once

#include <string>

#include "engine/table/cells.h"
#include "engine/table/schema.h"
#include "engine/value/value.h"

namespace zhaoshang {

/// Empty for null. Of columns that take any amount the unit stands in the cell: 12000元.
std::string canonical_cell(const Value& value, const ColumnSchema& column,
                           YearStart year_starts = {});

}  // namespace zhaoshang
