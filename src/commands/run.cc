#include "commands/run.h"

#include <vector>

#include "assess/assess.h"
#include "attendance/attendance.h"
#include "bulletin/bulletin.h"
#include "reward/reward.h"
#include "roster/roster.h"
#include "workspace/workspace.h"

namespace zhaoshang {

int run_run(const Options& options, Diagnostics& diagnostics) {
  Workspace workspace(options, diagnostics);
  if (!workspace.is_open()) return workspace.exit_code();
  const Figures& figures = workspace.figures();
  std::vector<StageResult> results;
  results.push_back(make_roster(figures));
  const Settlement settlement = settle(figures);
  results.push_back(make_attendance(figures, settlement));
  results.push_back(make_assess(figures, workspace.left_out()));
  results.push_back(make_reward(figures, settlement));
  std::vector<Finding> findings;
  for (const StageResult& result : results) {
    findings.insert(findings.end(), result.findings.begin(), result.findings.end());
  }
  results.push_back(make_bulletin(figures, settlement, findings));
  return workspace.publish("run", results);
}

}  // namespace zhaoshang
