// libxlsxwriter, loaded when the first workbook is made: with what it needs itself, a library of
// cryptography among it, it would take a quarter of the start of every run.
#pragma once

#include <xlsxwriter.h>

#include "engine/base/system_error.h"

namespace zhaoshang {

class XlsxLibrary {
 public:
  /// Throws SystemError where it cannot be loaded.
  static const XlsxLibrary& get();

#define ZHAOSHANG_XLSX_FUNCTION(name) decltype(&::name) name = load<decltype(&::name)>(#name)
  ZHAOSHANG_XLSX_FUNCTION(workbook_new);
  ZHAOSHANG_XLSX_FUNCTION(workbook_set_properties);
  ZHAOSHANG_XLSX_FUNCTION(workbook_add_format);
  ZHAOSHANG_XLSX_FUNCTION(workbook_add_worksheet);
  ZHAOSHANG_XLSX_FUNCTION(workbook_close);
  ZHAOSHANG_XLSX_FUNCTION(lxw_workbook_free);
  ZHAOSHANG_XLSX_FUNCTION(format_set_bold);
  ZHAOSHANG_XLSX_FUNCTION(format_set_bg_color);
  ZHAOSHANG_XLSX_FUNCTION(format_set_border);
  ZHAOSHANG_XLSX_FUNCTION(format_set_num_format);
  ZHAOSHANG_XLSX_FUNCTION(worksheet_freeze_panes);
  ZHAOSHANG_XLSX_FUNCTION(worksheet_autofilter);
  ZHAOSHANG_XLSX_FUNCTION(worksheet_set_column);
  ZHAOSHANG_XLSX_FUNCTION(worksheet_write_string);
  ZHAOSHANG_XLSX_FUNCTION(worksheet_write_number);
  ZHAOSHANG_XLSX_FUNCTION(worksheet_write_datetime);
#undef ZHAOSHANG_XLSX_FUNCTION

 private:
  XlsxLibrary() = default;
  static void* address_of(const char* name);
  template <class Function>
  static Function load(const char* name) {
    return reinterpret_cast<Function>(address_of(name));
  }
};

}  // namespace zhaoshang
