// The command line and the environment, read. In: the surroundings of the programme. Out: the
// command and its options, or every fault of usage with what to do about it. CLI11 splits the
// arguments; values are read by the table of options.
#pragma once

#include "cli/command_table.h"
#include "cli/surroundings.h"
#include "engine/base/diagnostics.h"
#include "workspace/options.h"

namespace zhaoshang {

/// What the user asks the programme to do.
struct Request {
  enum class Kind { kRun, kHelp, kVersion, kFaulty };
  Kind kind = Kind::kFaulty;
  const Command* command = nullptr;     // of kHelp: null for the programme or a group
  const CommandGroup* group = nullptr;  // of kHelp
  Options options;
};

/// Faults are in `diagnostics`, and the request is then kFaulty.
Request read_command_line(const Surroundings& surroundings, Diagnostics& diagnostics);

}  // namespace zhaoshang
