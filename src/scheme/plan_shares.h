// Shares that change nothing. In: a plan whose every rule is compiled. Out: a warning where money
// of projects is added up whole though a rule on credit gives shares of them, and where such a rule
// divides a project among one.
#pragma once

#include "engine/base/diagnostics.h"
#include "scheme/plan.h"

namespace zhaoshang {

void check_shares(const Plan& plan, Diagnostics& diagnostics);

}  // namespace zhaoshang
