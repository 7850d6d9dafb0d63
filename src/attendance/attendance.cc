#include "attendance/attendance.h"

#include "attendance/month_rows.h"
#include "workspace/stage_findings.h"
#include "workspace/workspace.h"

namespace zhaoshang {

StageResult make_attendance(const Figures& figures, const Settlement& settlement) {
  StageResult result = make_printed_attendance(figures, settlement);
  result.tables.push_back(team_months_table(figures));
  return result;
}

StageResult make_printed_attendance(const Figures& figures, const Settlement& settlement) {
  StageResult result;
  result.stage = "attendance";
  result.tables.push_back(member_months_table(figures, stipends_by_month(figures, settlement)));
  result.findings = attendance_findings(figures);
  return result;
}

int run_attendance(const Options& options, Diagnostics& diagnostics) {
  Workspace workspace(options, diagnostics);
  if (!workspace.is_open()) return workspace.exit_code();
  const Figures& figures = workspace.figures();
  if (workspace.prints()) figures.need_only(kMemberMonths);
  const Settlement settlement = settle(figures);
  const StageResult result = workspace.prints() ? make_printed_attendance(figures, settlement)
                                                : make_attendance(figures, settlement);
  return workspace.publish(result.stage, {&result, 1});
}

}  // namespace zhaoshang
