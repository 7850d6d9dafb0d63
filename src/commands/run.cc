#include "commands/run.h"

#include "bulletin/notice_templates.h"
#include "commands/stages.h"
#include "engine/base/exit_code.h"
#include "workspace/workspace.h"

namespace zhaoshang {

int run_run(const Options& options, Diagnostics& diagnostics) {
  Workspace workspace(options, diagnostics, Workspace::Keeps::kInputs);
  if (!workspace.is_open()) return workspace.exit_code();
  if (!check_templates(workspace, diagnostics)) return exit_code::kBadPolicy;
  return workspace.publish(kRunCommand, stage_results(kRunCommand, workspace));
}

}  // namespace zhaoshang
