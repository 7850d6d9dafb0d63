// A table to be printed: columns and cells that are text already, so that every format shows the
// same figures. In: values with the unit and the rounding they are declared with. Out: ReportTable.
// Writes nothing: report_csv, report_markdown and report_json do.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/value/value.h"

namespace zhaoshang {

/// One cell, as every format prints it.
struct Cell {
  enum class Kind : std::uint8_t {
    kEmpty,   // not applicable
    kText,    // of people's making: formats escape it
    kNumber,  // a figure: set to the right where columns are aligned
    kPlain,   // a date, a month, a boolean, a fixed word
  };
  Kind kind = Kind::kEmpty;
  std::string text;

  friend bool operator==(const Cell&, const Cell&) = default;
};

/// A column's name for scripts and for readers.
struct ReportColumn {
  std::string name;
  std::string title;  // in Chinese; empty: the name
};

/// A table of results. Every row has a cell for each column.
struct ReportTable {
  using Row = std::vector<Cell>;

  std::string name;
  std::string title;
  std::vector<ReportColumn> columns;
  std::vector<Row> rows;
  using Visit = std::function<void(const Row&)>;
  /// Rows that are made when they are asked for, after `rows`: of a result with too many to be
  /// held. CSV is written so; who looks at `rows` takes held().
  struct Made {
    std::size_t count = 0;
    /// Calls `visit` for rows [first, last); several threads may ask at once.
    std::function<void(std::size_t first, std::size_t last, const Visit& visit)> make;
  };
  Made made;

  std::size_t row_count() const { return rows.size() + made.count; }
  /// Calls `visit` for rows [first, last) in order.
  void each_row(std::size_t first, std::size_t last, const Visit& visit) const;
  /// With all rows in `rows`.
  ReportTable held() const;

  /// Puts rows in the order of these columns, compared as bytes, the first deciding; equal rows
  /// stay as they are.
  void sort_by(const std::vector<std::string_view>& names);
};

/// Which headings a table is printed with.
enum class Headings : std::uint8_t { kNames, kTitles };
const std::string& heading(const ReportColumn& column, Headings headings);

Cell text_cell(std::string text);   // empty text is an empty cell
Cell plain_cell(std::string text);  // likewise
Cell number_cell(Decimal number);   // to at most 34 digits, never an exponent
Cell number_cell(Decimal number, int places);
Cell date_cell(std::optional<Date> date);
Cell boolean_cell(bool value);

/// How a figure is declared: the word it is printed in (万元, 亩; empty: money in its base unit
/// with two decimals, all else as it is) and the quantum that it was rounded to.
struct FigureStyle {
  std::string unit;
  std::optional<Decimal> quantum;
};

/// Any value as a cell: amounts in the unit asked for, a rounded one with the digits of its
/// quantum, spans of dates as `a..b`, lists joined by `;`. Null is empty.
Cell value_cell(const Value& value, const FigureStyle& style = {});
/// The word that the figures of value_cell are in: the unit asked for, else that of the value
/// itself.
std::string unit_word(const Value& value, const FigureStyle& style = {});

/// Digits after the point of multiples of a quantum: 0.01 has 2, 10 none.
int places_of(Decimal quantum);

}  // namespace zhaoshang
