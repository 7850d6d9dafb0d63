// The options of commands: one entry each, from which the parser, the help and the names of
// environment variables are made. In: a value as text. Out: the member of Options it fills.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/message.h"
#include "workspace/options.h"

namespace zhaoshang {

/// Puts a value into the options; false where it cannot be read. Of a flag it is "true" or "false".
using ReadValue = bool (*)(std::string_view value, Options& options);

/// One option.
struct CommandOption {
  std::string_view letter = {};    // "o"; empty: it has none
  std::string_view name = {};      // "output"; empty: it has only a letter
  std::string_view argument = {};  // as the help calls it: "DIR", "csv|md|json"; empty: a flag
  Message says;
  Message form = {};               // what its values look like, for those that cannot be read
  ReadValue read = nullptr;        // null: --help and --version, which end the reading
  std::string_view excludes = {};  // the option that it does not go together with
  bool repeats = false;
  bool in_environment = true;

  bool is_flag() const { return argument.empty(); }
  /// The long name where there is one: "--output", "-C".
  std::string spelled() const;
  /// "ZHAOSHANG_MAX_ERRORS"; empty where the environment has no say.
  std::string variable() const;
};

using CommandOptions = std::vector<const CommandOption*>;

/// Those of every command that works on a workspace.
const CommandOptions& workspace_options();
/// --help and --version, of every command.
const CommandOptions& general_options();
const CommandOption& book_option();
/// `--to`, of commands that write a notice, and of those that write tables alone.
const CommandOption& papers_option();
const CommandOption& workbook_option();
/// What messages look like: of the commands that have no workspace.
const CommandOptions& message_options();
/// `--format` of those that print tables, `-v`, and what `init` takes besides.
const CommandOption& tables_format_option();
const CommandOption& verbose_option();
const CommandOptions& new_workspace_options();
/// Those of import.
const CommandOptions& import_options();
/// `--write` of `policy fmt`.
const CommandOption& write_option();
/// Those of `policy test`.
const CommandOptions& policy_options();
/// Those of compare: of workspaces, with --policy twice and --set.
const CommandOptions& compare_options();
/// Those of eval.
const CommandOptions& eval_options();

/// true, false, 1, 0, as a flag's variable or `--flag=VALUE` may say.
bool read_flag(std::string_view value, bool& flag);

}  // namespace zhaoshang
