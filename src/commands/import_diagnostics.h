// What is wrong with an office's export, one maker a fault.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostics.h"
#include "engine/base/message.h"

namespace zhaoshang::import_diagnostics {

/// `kind`: what the file is instead.
Diagnostic no_table_file(const std::string& path, const Message& kind);
Diagnostic no_workbook_reader(const std::string& path);
/// `reason`: what xlsx2csv said.
Diagnostic unreadable_workbook(const std::string& path, std::string_view reason);
Diagnostic unknown_sheet(const std::string& path, std::string_view sheet,
                         const std::vector<std::string>& known);
/// Several sheets have the table.
Diagnostic several_sheets(const std::string& path, const std::vector<std::string>& sheets);
Diagnostic unknown_import_table(std::string_view name, const std::vector<std::string>& known);
/// Neither the file's name nor its headings tell which table it is. `fitting`: those that it may
/// be.
Diagnostic untold_table(const std::string& path, const std::vector<std::string>& fitting);
/// No line names columns of the table. `wanted`: headings that it could have.
Diagnostic no_headings_found(const std::string& path, std::string_view table,
                             const std::vector<std::string>& wanted);
/// A line of totals says another sum than the rows come to.
Diagnostic total_differs(const Place& line, std::string_view heading, std::string_view said,
                         std::string_view sum);
Diagnostic output_exists(std::string_view path);

}  // namespace zhaoshang::import_diagnostics
