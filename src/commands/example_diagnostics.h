// What can be wrong with a policy's worked examples, one maker a fault. Faults of given cells are
// those of tables.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostics.h"
#include "engine/base/source.h"

namespace zhaoshang::example_fault {

/// A policy without an example.
Diagnostic no_examples(Span policy, std::string_view path);
/// `given` or `expect` names a table that there is not.
Diagnostic unknown_table(Span name, std::string_view text, const std::vector<std::string>& known);
/// A row of `given` or `expect` names a column that its table has not.
Diagnostic unknown_column(Span name, std::string_view text, std::string_view table,
                          const std::vector<std::string>& known);
/// `set` names a parameter that there is not.
Diagnostic unknown_parameter(Span name, std::string_view text,
                             const std::vector<std::string>& known);
/// A cell that is neither a word nor a list of words.
Diagnostic not_a_cell(Span cell);
/// The example's period cannot be read, or it has none and the scheme does not end.
Diagnostic period(Span example, std::string_view text);

}  // namespace zhaoshang::example_fault
