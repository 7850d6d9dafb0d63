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

/// The word of `every` that suits a period.
std::string_view kind_of(const Period& period) {
  return period.grain ? grain_word(*period.grain) : std::string_view();
}

std::vector<const BulletinPlan*> bulletins_for(const Plan& plan, const Period& period) {
  std::vector<const BulletinPlan*> own;
  std::vector<const BulletinPlan*> for_any;
  for (const BulletinPlan& each : plan.bulletins) {
    if (each.form->every == kind_of(period)) own.push_back(&each);
    if (each.form->every == "any") for_any.push_back(&each);
  }
  return own.empty() ? for_any : own;
}

}  // namespace

StageResult make_bulletin(const Figures& figures, const Settlement& settlement,
                          const std::vector<Finding>& findings) {
  StageResult result;
  result.stage = "bulletin";
  result.findings = findings;
  const auto notice = [&] { return Notice(figures, settlement, findings); };
  for (const BulletinPlan* bulletin : bulletins_for(figures.plan(), figures.run().period)) {
    result.notice += (result.notice.empty() ? "" : "\n") + notice().write(*bulletin);
  }
  if (result.notice.empty()) result.notice = notice().write_standard();
  return result;
}

int run_bulletin(const Options& options, Diagnostics& diagnostics) {
  Workspace workspace(options, diagnostics);
  if (!workspace.is_open()) return workspace.exit_code();
  const Settlement settlement = settle(workspace.figures());
  const StageResult result =
      make_bulletin(workspace.figures(), settlement, all_findings(workspace, settlement));
  return workspace.publish(result.stage, {&result, 1});
}

}  // namespace zhaoshang
