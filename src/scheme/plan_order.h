// The order of a plan's figures. In: a plan whose every rule is compiled. Out: a diagnostic for
// each circle that runs through an assessment, a target or a pass over a streamed table. Circles of
// expressions alone are found as they compile.
#pragma once

#include "engine/base/diagnostics.h"
#include "scheme/plan.h"

namespace zhaoshang {

void check_order(const Plan& plan, Diagnostics& diagnostics);

}  // namespace zhaoshang
