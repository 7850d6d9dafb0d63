#include "commands/stages.h"

#include "assess/assess.h"
#include "attendance/attendance.h"
#include "bulletin/bulletin.h"
#include "reward/reward.h"
#include "roster/roster.h"

namespace zhaoshang {
namespace {

std::vector<StageResult> all_stages(const Workspace& workspace) {
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
  results.push_back(make_bulletin(figures, settlement, findings, bulletin_sources(workspace)));
  return results;
}

}  // namespace

// A stage by itself asks for no more than it needs: a stream that it does not read stays closed.
std::vector<StageResult> stage_results(std::string_view command, const Workspace& workspace) {
  const Figures& figures = workspace.figures();
  if (command == "roster") return {make_roster(figures)};
  if (command == "attendance") return {make_attendance(figures, settle(figures))};
  if (command == "assess") return {make_assess(figures, workspace.left_out())};
  if (command == "reward") return {make_reward(figures, settle(figures))};
  std::vector<StageResult> all = all_stages(workspace);
  if (command == "bulletin") return {std::move(all.back())};
  return command == kRunCommand ? std::move(all) : std::vector<StageResult>();
}

}  // namespace zhaoshang
