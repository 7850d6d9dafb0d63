// Which table a file holds, and on which of its sheets. In: a file, the tables there are, and what
// the user says. Out: one table and one laid-out text, or a diagnostic that asks.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "commands/office_file.h"
#include "engine/base/diagnostics.h"
#include "engine/table/decode.h"
#include "engine/table/export_layout.h"
#include "engine/table/schema.h"
#include "workspace/options.h"

namespace zhaoshang {

/// A sheet as text, with the table found in it.
struct FoundTable {
  const TableSchema* schema = nullptr;
  std::string sheet;        // empty: the file is no workbook
  std::string line_ends;    // "LF", "CR LF"
  std::string separator;    // "comma", "tab"
  std::string encoding;     // "UTF-8, BOM"
  std::size_t rounded = 0;  // OfficeSheet::rounded
  ExportLayout layout;
};

/// Whether a table goes by this name or title; false after a diagnostic.
bool is_known_table(std::string_view name, const std::vector<TableSchema>& tables,
                    Diagnostics& diagnostics);

/// nullopt after a diagnostic. `tables` must outlive what is found.
std::optional<FoundTable> find_table(const OfficeFile& file, const std::vector<TableSchema>& tables,
                                     const Options& options, Diagnostics& diagnostics);

}  // namespace zhaoshang
