// What is wrong with a command line, and how a run can fail, one maker a fault.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostics.h"
#include "engine/base/message.h"

namespace zhaoshang::cli_diagnostics {

Diagnostic missing_command();
/// explain without a stage and a subject.
Diagnostic nothing_to_explain();
/// compare without two folders, two policies or --set.
Diagnostic nothing_to_compare();
/// verify without a receipt, close without a period.
Diagnostic nothing_to_verify();
Diagnostic nothing_to_close();
/// A group is named without one of its commands.
Diagnostic missing_part(std::string_view group, const std::vector<std::string>& parts);
Diagnostic unknown_command(std::string_view name, const std::optional<std::string>& nearest);
/// `command` is empty where none was named; `elsewhere`: commands that have it; `takes_expression`:
/// its argument may start with `-`.
Diagnostic unknown_option(std::string_view option, std::string_view command,
                          const std::optional<std::string>& nearest,
                          const std::vector<std::string>& elsewhere, bool takes_expression);
Diagnostic option_without_value(std::string_view option, const Message& form);
/// `option` is an option, an argument or a variable of the environment; `nearest`: the word that
/// may have been meant.
Diagnostic option_value(std::string_view option, std::string_view value, const Message& form,
                        const std::optional<std::string>& nearest = {});
Diagnostic surplus_argument(std::string_view argument, std::string_view command,
                            bool takes_expression);
/// Any other fault, in CLI11's words.
Diagnostic usage(std::string_view text);

/// Two options that do not go together.
Diagnostic options_conflict(std::string_view option, std::string_view other);
/// eval was given both an expression and a table, or neither.
Diagnostic expression_or_table(bool both);
Diagnostic test_of_nothing();
/// init without a folder or without a policy.
Diagnostic nothing_to_make();
/// completion without a shell, or with one that there is no script for.
Diagnostic unknown_shell(std::string_view name);
/// import without a file.
Diagnostic nothing_to_import();
/// No FILE where there must be one.
Diagnostic no_file_named();

/// `help`: empty where nothing more is known than that the system failed.
Diagnostic system_failure(const Message& message, const Message& help);
Diagnostic out_of_memory();
Diagnostic our_fault(std::string_view what);

}  // namespace zhaoshang::cli_diagnostics
