// The commands: one entry each, from which the parser and the help are made. A new command is one
// more entry.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/option_table.h"
#include "engine/base/diagnostics.h"
#include "engine/base/message.h"
#include "workspace/options.h"

namespace zhaoshang {

/// A line that can be typed as it stands, and what it does.
struct Example {
  std::string line;
  Message says;
};

/// What stands after the options.
struct CommandArgument {
  std::string_view name;  // "EXPR"; empty: the command takes none
  ReadValue read = nullptr;
  bool repeats = false;        // one or more
  bool is_expression = false;  // and may start with `-`
  Message form = {};           // of one that can be read wrongly, rather than be one too many
};

/// One command.
struct Command {
  std::string_view name;  // "run"; of a group two words: "policy test"
  std::string_view word;  // in Chinese, as counties call the work: 名册
  Message says;
  std::vector<std::string_view> usage;  // what follows the name, one form a line
  std::vector<Example> examples;
  CommandArgument argument = {};
  CommandOptions own_options = {};
  bool on_workspace = false;  // takes workspace_options() as well
  /// Adds what the options lack or have too much of, taken together; null: nothing to check.
  void (*check)(const Options& options, Diagnostics& diagnostics) = nullptr;
  int (*run)(const Options& options, Diagnostics& diagnostics) = nullptr;

  /// All it takes: its own, those of workspaces, --version and --help.
  CommandOptions options() const;
  /// "policy" of "policy test"; empty: it stands alone.
  std::string_view group() const;
  /// Its name within its group: "test".
  std::string_view last_name() const;
  /// The page of the manual: that of its group, else its own.
  std::string page() const;
};

const std::vector<Command>& commands();

/// Several commands under one word.
struct CommandGroup {
  std::string_view name;  // "policy"
  std::string_view word;  // 政策
  Message says;
};
const std::vector<CommandGroup>& command_groups();

}  // namespace zhaoshang
