// What can be wrong with zhaoshang.yaml, with where the data are and with a receipt: one maker a
// fault, Chinese and English side by side.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostics.h"
#include "engine/base/source.h"

namespace zhaoshang::workspace_fault {

// Settings.
Diagnostic not_schema_one(Span value, std::string_view text);
Diagnostic empty_path(Span value);
Diagnostic path_too_long(Span value);
Diagnostic bad_period(Span value, std::string_view text);
Diagnostic unknown_data_table(Span name, std::string_view text,
                              const std::vector<std::string>& known);

// Data files. Without a span they were found by their names.
/// `..`, an absolute path or a link leads out of the workspace.
Diagnostic outside_workspace(const Place& place, std::string_view path);
Diagnostic no_such_data(const Place& place, std::string_view pattern);
Diagnostic not_a_file(const Place& place, std::string_view path);

/// A text that is no receipt of ours.
Diagnostic bad_receipt(const Place& place);

}  // namespace zhaoshang::workspace_fault
