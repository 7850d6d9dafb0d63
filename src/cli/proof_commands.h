// The commands by which figures defend themselves: explain, compare, verify, close. Entries of the
// table of commands.
#pragma once

#include <vector>

#include "cli/command_table.h"

namespace zhaoshang {

const std::vector<Command>& proof_commands();

}  // namespace zhaoshang
