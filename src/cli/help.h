// The help of the programme and of each command, made from the table of commands. Examples come
// first, columns are aligned as a terminal shows them.
#pragma once

#include <string>

#include "cli/command_table.h"
#include "engine/base/message.h"

namespace zhaoshang {

/// `zhaoshang --help`: the commands and what they have in common.
std::string programme_help(Language language);
/// `zhaoshang COMMAND --help`.
std::string command_help(const Command& command, Language language);
/// `zhaoshang policy --help`: the commands of a group.
std::string group_help(const CommandGroup& group, Language language);

}  // namespace zhaoshang
