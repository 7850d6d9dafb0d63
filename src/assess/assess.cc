#include "assess/assess.h"

#include <utility>

#include "assess/score_tables.h"
#include "workspace/stage_findings.h"
#include "workspace/workspace.h"

namespace zhaoshang {

StageResult make_assess(const Figures& figures, const std::vector<Finding>& left_out) {
  StageResult result;
  result.stage = "assess";
  result.tables.push_back(assessment_table(figures));
  result.tables.push_back(scores_table(figures));
  if (auto counted = counted_table(figures)) result.tables.push_back(std::move(*counted));
  result.findings = assess_findings(figures, left_out);
  return result;
}

int run_assess(const Options& options, Diagnostics& diagnostics) {
  Workspace workspace(options, diagnostics);
  if (!workspace.is_open()) return workspace.exit_code();
  const StageResult result = make_assess(workspace.figures(), workspace.left_out());
  return workspace.publish(result.stage, {&result, 1});
}

}  // namespace zhaoshang
