#include "commands/run.h"

#include "commands/stages.h"
#include "workspace/workspace.h"

namespace zhaoshang {

int run_run(const Options& options, Diagnostics& diagnostics) {
  Workspace workspace(options, diagnostics);
  if (!workspace.is_open()) return workspace.exit_code();
  return workspace.publish(kRunCommand, stage_results(kRunCommand, workspace));
}

}  // namespace zhaoshang
