// One cell to one value. In: the text of a cell and its column. Out: the value, or which fault it
// has. Shared by CSV cells, policy rows in tests and imports. Knows nothing of places.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/base/utf8.h"
#include "engine/table/schema.h"
#include "engine/value/value.h"

namespace zhaoshang {

enum class CellFault : std::uint8_t {
  kNone,
  kEmptyKey,  // an empty cell where a key must stand
  kNotADate,  // 2022-02-30, two-digit years
  kNotANumber,
  kNotAnInteger,
  kNotABoolean,
  kNotAPeriod,
  kAmountUnit,     // the cell names a unit that contradicts the column's
  kGrouping,       // 1,23,456
  kDamagedId,      // 1.23E+17, or fifteen digits and zeros
  kNotAnIdentity,  // a wrong digit in an identity number
  kNotDeclared,    // a word that `values:` does not have
  kTooManyDigits,  // more than 34
  kNoCurrency,     // the row's currency is not one that is known
};

struct CellValue {
  Value value;  // null where empty or faulty
  CellFault fault = CellFault::kNone;
  bool was_serial_date = false;  // a spreadsheet's day number: understood, with a warning
};

/// The first day of the county's year: `2022`, `2022H1` and `2022Q1` begin there, in the calendar
/// year before where most of the year lies in the next (12-21). Months stay calendar months.
struct YearStart {
  int month = 1;
  int day = 1;
  friend bool operator==(const YearStart&, const YearStart&) = default;
};

/// Reads a trimmed cell. `currency`: of the row, for columns that take it from another.
CellValue read_cell(std::string_view cell, const ColumnSchema& column,
                    std::optional<Currency> currency = {}, YearStart year_starts = {});

/// Takes off both ends what a person does not see: spaces, tabs, U+3000, U+00A0, U+200B, U+FEFF.
inline std::string_view trim_cell(std::string_view cell) {
  // Most cells have no blank at either end: told by their first and last bytes.
  const auto starts_blank = [](unsigned char c) {
    return c <= ' ' || c == 0xC2 || c == 0xE2 || c == 0xE3 || c == 0xEF;
  };
  const auto ends_blank = [](unsigned char c) {
    return c <= ' ' || c == 0x80 || c == 0x8B || c == 0xA0 || c == 0xBF;
  };
  if (cell.empty() || (!starts_blank(static_cast<unsigned char>(cell.front())) &&
                       !ends_blank(static_cast<unsigned char>(cell.back())))) {
    return cell;
  }
  return trim(cell);
}

/// Whether a spreadsheet took an id for a number: `1.23E+17`, or seventeen digits and more of which
/// all after the fifteenth are zeros.
bool is_damaged_id(std::string_view cell);

/// A text cell without the `'` that kept a spreadsheet from running it.
std::string_view without_guard(std::string_view cell);
/// Whether a text cell needs that `'` when it is written.
bool needs_guard(std::string_view cell);

/// 2022-04-06, 2022/4/6, 2022.4.6, 2022年4月6日, 20220406; a time of midnight after it is dropped.
std::optional<Date> read_date(std::string_view text);
/// A spreadsheet's day number between 1954 and 2119: 44657 is 2022-04-06.
std::optional<Date> read_serial_date(std::string_view text);

/// First and last day, both in.
struct DateSpan {
  Date first;
  Date last;
  friend bool operator==(const DateSpan&, const DateSpan&) = default;
};
/// A period in the forms of `--period` (2022, 2022H1, 2022Q1, 2022-03, a..b) or as offices write it
/// (2022年, 2022年上半年, 2022年第一季度, 2022年3月, 202203).
std::optional<DateSpan> read_period(std::string_view text, YearStart year_starts = {});

/// The currency that a cell names: CNY, USD …, 元, 美元, 人民币.
std::optional<Currency> read_currency(std::string_view text);

}  // namespace zhaoshang
