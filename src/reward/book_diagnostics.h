// What can keep rows from being added to awarded.csv, one maker a fault.
#pragma once

#include <string>

#include "engine/base/diagnostics.h"

namespace zhaoshang::book_diagnostics {

/// Rows are written as UTF-8; the file is something else.
Diagnostic not_utf8(const std::string& path);
/// An award has something to say that no column of the file takes.
Diagnostic no_column_for(const std::string& path, const std::string& column);

}  // namespace zhaoshang::book_diagnostics
