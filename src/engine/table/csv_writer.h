// CSV out: UTF-8, LF, quotes only where needed, cells that a spreadsheet would run as a formula
// marked with `'`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace zhaoshang {

struct CsvStyle {
  bool excel = false;  // BOM and CRLF
};

/// Appends records to a text.
class CsvWriter {
 public:
  explicit CsvWriter(std::string& out, CsvStyle style = {});
  /// A text cell: guarded against formulas.
  void text(std::string_view cell);
  /// A cell of the programme's own making (number, date, boolean): as it is.
  void plain(std::string_view cell);
  void end_record();

 private:
  void separate();
  std::string& out_;
  CsvStyle style_;
  bool first_ = true;
};

}  // namespace zhaoshang
