// What stands around a table in an office's export. In: the text of a file and the table's schema.
// Out: the table alone (headings and rows, each on the line it has in the file), and what was left
// out: titles above the headings, totals, headings repeated, notes below. Reads no cell of a row.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/source.h"
#include "engine/table/decode.h"
#include "engine/table/schema.h"
#include "engine/value/unit.h"

namespace zhaoshang {

/// A line of the file that is no row of the table.
struct LeftOut {
  enum class Why : std::uint8_t {
    kTitle,     // stands above the headings
    kUnit,      // 单位:万元
    kHeading,   // the headings once more, as at the top of a printed page
    kTotal,     // 合计, 总计
    kSubtotal,  // 小计, 本页合计
    kNote,      // 填表人, 注: below the last row
  };
  Why why = Why::kTitle;
  Place place;                     // the line
  std::vector<std::string> cells;  // trimmed
};

/// `单位:万元` above the headings: what bare amounts count in where their heading names no unit.
struct NamedUnit {
  std::string word;
  Measure measure;
};

struct ExportLayout {
  std::size_t heading_line = 0;  // 0: no line names enough columns of the table
  std::size_t named = 0;         // columns of the table that it names
  bool has_needed = false;       // those that every row must have are among them
  std::optional<NamedUnit> unit;
  std::vector<LeftOut> left_out;  // in the order of lines
  std::size_t blank_lines = 0;
  std::string text;  // of the table, with an empty line for every one left out
};

/// The text with commas between cells where they are parted by tabs, as spreadsheets write "Unicode
/// text"; nullopt: they are not.
std::optional<std::string> with_commas_for_tabs(std::string_view text);

/// Looks at a text that is held. The headings are the line among the first that names most columns
/// of the schema. `shown`: the file, for places.
ExportLayout lay_out(const TextInput& input, const std::string& shown, const TableSchema& schema);

}  // namespace zhaoshang
