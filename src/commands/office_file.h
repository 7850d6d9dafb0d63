// A file as an office sends it. In: a path, or `-`. Out: its bytes as the text of one sheet, or the
// sheets of an .xlsx as xlsx2csv gives them. What else a file may be is told with how to export it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/diagnostics.h"

namespace zhaoshang {

/// One sheet; of a file that is text already the only one.
struct OfficeSheet {
  std::string name;  // empty: the file is no workbook
  std::string bytes;
  std::size_t rounded = 0;  // cells brought to fifteen digits
};

struct OfficeFile {
  std::string shown;  // the path, `<stdin>` of standard input
  std::vector<OfficeSheet> sheets;

  bool is_workbook() const { return !sheets.front().name.empty(); }
};

/// nullopt after a diagnostic: it is no table. Throws SystemError where it cannot be read.
std::optional<OfficeFile> read_office_file(const std::string& path, Diagnostics& diagnostics);

/// `1234.5599999999999`, as a workbook stores 1234.56: to the fifteen digits that a spreadsheet
/// works with; `1.5E-3` without its exponent. Any other cell as it is.
std::string spreadsheet_number(const std::string& cell);

}  // namespace zhaoshang
