// 考勤: days at the post, coverage, reports, stipends. In: attendance and the section `attendance`.
// Out: attendance.csv, team_attendance.csv and the findings of requirements and reports.
#pragma once

#include "engine/base/diagnostics.h"
#include "scheme/figures.h"
#include "scheme/settlement.h"
#include "workspace/options.h"
#include "workspace/stage_result.h"

namespace zhaoshang {

/// One row a member and month (of two stints in one month, two), one a team and month, for months
/// that have begun and end within the period. Rows that say nothing are left out: of people who
/// were not there and of whom no day is required or paid, of teams without attendance, requirement
/// and report. `stipend` is what was granted to the member's month.
StageResult make_attendance(const Figures& figures, const Settlement& settlement);
/// The first of the two alone, for a run that prints it: no day of a team is counted.
StageResult make_printed_attendance(const Figures& figures, const Settlement& settlement);

int run_attendance(const Options& options, Diagnostics& diagnostics);

}  // namespace zhaoshang
