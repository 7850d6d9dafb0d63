// One cell to one value. In: the text of a cell and its column. Out: the value, or which fault it has. Shared by CSV
// cells, policy rows in tests and imports.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/table/schema.h"
#include "engine/value/value.h"

namespace zhaoshang {

enum class CellFault : std::uint8_t {
  kNone,
  kEmptyKey,         // an empty cell where a key must stand
  kNotADate,         // 2022-02-30, two-digit years
  kNotANumber,
  kNotAnInteger,
  kNotABoolean,
  kNotAPeriod,
  kAmountUnit,       // the cell names a unit that contradicts the column's
  kGrouping,         // 1,23,456
  kDamagedId,        // 1.23E+17
  kNotOnScale,       // a word that the scale does not have
  kNotDeclared,      // a word that `values:` does not have
  kTooManyDigits,    // more than 34
};

struct CellValue {
  Value value;                        // null where empty or faulty
  CellFault fault = CellFault::kNone;
  bool was_serial_date = false;       // a spreadsheet's day number: understood, with a warning
};

/// Reads a trimmed cell. `currency`: of the row, for columns that take it from another.
CellValue read_cell(std::string_view cell, const ColumnSchema& column, std::optional<Currency> currency = {});

/// 2022-04-06, 2022/4/6, 2022.4.6, 2022年4月6日, 20220406.
std::optional<Date> read_date(std::string_view text);
/// A period in the forms of `--period`: its first and last day.
struct DateSpan {
  Date first;
  Date last;
  friend bool operator==(const DateSpan&, const DateSpan&) = default;
};
std::optional<DateSpan> read_period(std::string_view text);

}  // namespace zhaoshang
