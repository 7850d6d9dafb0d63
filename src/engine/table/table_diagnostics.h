// What can be wrong with a table: one maker a fault, Chinese and English side by side. Each takes
// the place and the words it speaks of; callers only name the fault.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostics.h"
#include "engine/table/cells.h"
#include "engine/table/schema.h"

namespace zhaoshang::table_fault {

// Of a file as a whole: no row carries them.
Diagnostic encoding_used(const std::string& path, std::string_view encoding);  // info
Diagnostic unknown_encoding(const Place& place);
Diagnostic nul_byte(const Place& place);
Diagnostic lone_cr(const Place& place);
Diagnostic line_too_long(const Place& place);
Diagnostic unclosed_quote(const Place& place);
Diagnostic no_heading(const std::string& path);
Diagnostic too_many_columns(const Place& place, std::size_t most);
/// Two headings for one column: `heading` stands here, `first` before it.
Diagnostic duplicate_column(const Place& place, std::string_view heading, std::string_view first);
/// `needed_by`: the rule that needs the column; empty: every row does.
Diagnostic missing_column(const Place& headings, const ColumnSchema& column, std::string_view table,
                          std::string_view needed_by, const std::vector<std::string>& present);
/// A heading names a unit that does not suit the column.
Diagnostic heading_unit(const Place& place, std::string_view heading, std::string_view unit,
                        const ColumnSchema& column);
Diagnostic more_faulty_rows(const std::string& path, std::size_t count);

// Of a row.
Diagnostic row_width(const Place& place, std::size_t cells, std::size_t headings);
/// Text after a quoted cell, the quote of which was opened at `opened`.
Diagnostic stray_quote(const Place& place, const Place& opened);
Diagnostic unnamed_column(const Place& place);
Diagnostic duplicate_key(const Place& place, std::string_view key, const Place& first);
Diagnostic unknown_reference(const Place& place, std::string_view heading, std::string_view id,
                             std::string_view table_title, std::string_view table,
                             const std::vector<std::string>& known);

/// A cell that a fault is about.
struct FaultyCell {
  Place place;
  std::string heading;  // as the file has it
  std::string text;
  const ColumnSchema* column = nullptr;
};
Diagnostic empty_key(const FaultyCell& cell);
Diagnostic bad_date(const FaultyCell& cell);
Diagnostic serial_date(const FaultyCell& cell, Date date);  // warning
/// warning; `hidden`: as visible() shows them
Diagnostic hidden_characters(Place place, std::string_view heading,
                             const std::vector<std::string>& hidden);
Diagnostic bad_number(const FaultyCell& cell);
Diagnostic bad_integer(const FaultyCell& cell);
Diagnostic bad_boolean(const FaultyCell& cell);
Diagnostic bad_month(const FaultyCell& cell);
Diagnostic bad_period(const FaultyCell& cell);
Diagnostic amount_unit(const FaultyCell& cell);
Diagnostic bad_grouping(const FaultyCell& cell);
Diagnostic damaged_id(const FaultyCell& cell);
/// A number that GB 11643 does not allow.
Diagnostic bad_identity(const FaultyCell& cell);
Diagnostic undeclared_word(const FaultyCell& cell);
Diagnostic too_many_digits(const FaultyCell& cell);
Diagnostic unknown_currency(const FaultyCell& cell);
/// The one of these that a fault of read_cell is.
Diagnostic cell_fault(CellFault fault, const FaultyCell& cell);

}  // namespace zhaoshang::table_fault
