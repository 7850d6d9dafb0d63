#include "workspace/stage_findings.h"

#include <iterator>
#include <utility>

namespace zhaoshang {
namespace {

void add(std::vector<Finding>& all, std::vector<Finding> more) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

}  // namespace

std::vector<Finding> roster_findings(const Figures& figures) {
  std::vector<Finding> findings = findings_of(figures, "roster", figures.plan().roster);
  sort(findings);
  return findings;
}

std::vector<Finding> attendance_findings(const Figures& figures) {
  std::vector<Finding> findings =
      findings_of(figures, "attendance", figures.plan().attendance.requirements);
  add(findings, report_findings(figures, "attendance"));
  sort(findings);
  return findings;
}

std::vector<Finding> assess_findings(const Figures& figures, const std::vector<Finding>& left_out) {
  std::vector<Finding> findings = left_out;
  add(findings, group_findings(figures, "assess"));
  add(findings, credit_findings(figures, "assess"));
  const std::vector<AssessmentPlan>& assessments = figures.plan().assessments;
  for (std::size_t k = 0; k < assessments.size(); ++k) {
    add(findings, findings_of(figures, "assess", assessments[k].requirements));
    add(findings, assessment_findings(figures, k));
  }
  sort(findings);
  return findings;
}

std::vector<Finding> reward_findings(const Figures& figures, const Settlement& settlement) {
  std::vector<Finding> findings =
      findings_of(figures, "reward", figures.plan().reward.requirements);
  add(findings, settlement.findings);
  sort(findings);
  return findings;
}

}  // namespace zhaoshang
