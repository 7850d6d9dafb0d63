// The commands that look at policies by themselves, and the one that makes a workspace from one:
// entries of the table of commands.
#pragma once

#include <vector>

#include "cli/command_table.h"

namespace zhaoshang {

const std::vector<Command>& policy_commands();

}  // namespace zhaoshang
