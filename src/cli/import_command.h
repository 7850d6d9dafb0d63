// The command that takes in an office's export: an entry of the table of commands.
#pragma once

#include "cli/command_table.h"

namespace zhaoshang {

Command import_command();

}  // namespace zhaoshang
