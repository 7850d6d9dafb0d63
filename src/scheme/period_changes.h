// Parameters that change within the period of a run. In: a plan and the period. Out: a warning for
// each parameter with values by date that is read without a date and changes in between: which
// value is taken, and why.
#pragma once

#include "engine/base/diagnostics.h"
#include "engine/value/calendar.h"
#include "scheme/plan.h"

namespace zhaoshang {

void check_period_changes(const Plan& plan, DateSpan period, Diagnostics& diagnostics);

}  // namespace zhaoshang
