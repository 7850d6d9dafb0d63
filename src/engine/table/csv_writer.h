// CSV out: UTF-8, LF, quotes only where needed, cells that a spreadsheet would run as a formula
// marked with `'`. What is written is read back as it was, but for blanks around a cell.
#pragma once

#include <string>
#include <string_view>

namespace zhaoshang {

struct CsvStyle {
  bool excel = false;  // BOM and CRLF
};

/// Appends records to a text.
class CsvWriter {
 public:
  /// Starts the file: `out` begins with the BOM where the style has one.
  explicit CsvWriter(std::string& out, CsvStyle style = {});
  /// Goes on within a file that has begun.
  static CsvWriter within(std::string& out, CsvStyle style) { return {out, style, Begun()}; }
  /// A text cell: guarded against formulas. Line ends within it become LF.
  void text(std::string_view cell);
  /// A cell of the programme's own making (number, date, boolean): as it is.
  void plain(std::string_view cell);
  void end_record();

 private:
  struct Begun {};
  CsvWriter(std::string& out, CsvStyle style, Begun) : out_(out), style_(style) {}
  void separate();
  std::string& out_;
  CsvStyle style_;
  bool first_ = true;
};

}  // namespace zhaoshang
