#include "bulletin/bulletin.h"

#include "bulletin/notice.h"
#include "workspace/stage_findings.h"
#include "workspace/workspace.h"

namespace zhaoshang {
namespace {

std::vector<Finding> all_findings(const Workspace& workspace, const Settlement& settlement) {
  const Figures& figures = workspace.figures();
  std::vector<Finding> all;
  for (std::vector<Finding>& of_stage : std::vector<std::vector<Finding>>{
           roster_findings(figures), attendance_findings(figures),
           assess_findings(figures, workspace.left_out()), reward_findings(figures, settlement)}) {
    all.insert(all.end(), of_stage.begin(), of_stage.end());
  }
  return all;
}

}  // namespace

StageResult make_bulletin(const Figures& figures, const Settlement& settlement,
                          const std::vector<Finding>& findings, Language language) {
  StageResult result;
  result.stage = "bulletin";
  result.findings = findings;
  Notice notice(figures, settlement, findings, language);
  result.notice = notice.text();
  return result;
}

int run_bulletin(const Options& options, Diagnostics& diagnostics) {
  Workspace workspace(options, diagnostics);
  if (!workspace.is_open()) return workspace.exit_code();
  const Settlement settlement = settle(workspace.figures());
  const StageResult result =
      make_bulletin(workspace.figures(), settlement, all_findings(workspace, settlement),
                    workspace.language().value_or(Language::kChinese));
  return workspace.publish(result.stage, {result});
}

}  // namespace zhaoshang
