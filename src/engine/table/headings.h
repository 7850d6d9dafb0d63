// The headings of a file and the columns that they mean. In: the first record and a schema. Out:
// for each field its column, with the unit that the heading names. Unknown headings become text
// columns.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostics.h"
#include "engine/table/records.h"
#include "engine/table/schema.h"

namespace zhaoshang {

/// `投资额（亿元）`: what it names and the unit in parentheses.
struct Heading {
  std::string name;   // 投资额; the whole where the parentheses hold no unit
  std::string unit;   // 亿元; empty: none
  std::string whole;  // 投资额(亿元): without spaces, full-width characters folded
  std::optional<Measure> measure;
};
Heading read_heading(std::string_view text);

/// A field of the records of one file.
struct FileColumn {
  std::size_t field = 0;   // of the record
  std::size_t column = 0;  // of the schema
  std::string heading;     // as the file has it
  ColumnSchema schema;     // with the unit of the heading
};

/// What the records of one file hold.
struct FileLayout {
  std::vector<FileColumn> columns;
  std::vector<std::size_t> unnamed;     // fields without a heading
  std::size_t fields = 0;               // of the line of headings, unnamed ones at its end included
  std::size_t width = 0;                // up to the last that has a heading
  bool names_currency = false;          // money takes its currency from another column
  std::optional<std::size_t> currency;  // that column's field
  bool has_private = false;
};

/// Reads the headings of a file. Unknown columns are added to the schema. nullopt after a
/// diagnostic; one is that a column is not there which every row must have, unless `may_lack`.
std::optional<FileLayout> read_headings(const std::string& shown, const Record& headings,
                                        bool may_lack, TableSchema& schema,
                                        Diagnostics& diagnostics);

/// How many cells of a record name columns of the schema, each column counted once.
std::size_t named_columns(const Record& record, const TableSchema& schema);

/// The currency of a row whose money is in one that a column names; none where that is unknown, and
/// where no column does.
std::optional<Currency> currency_of_row(const FileLayout& layout, const Record& record);

/// Where the bytes [begin, end) of a record stand, private cells struck out of the excerpt.
Place place_in_row(const std::string& shown, const Record& record, const FileLayout& layout,
                   std::size_t begin, std::size_t end);

}  // namespace zhaoshang
