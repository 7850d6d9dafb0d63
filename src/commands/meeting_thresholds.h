// Where the conditions of two rules meet at one threshold, and at the threshold itself both hold or
// neither (80 分以上、80 分以下). Decision tables are proved when they are loaded; this looks
// across rules. In: a policy that holds. Out: a warning each, with the value.
#pragma once

#include "engine/base/diagnostics.h"
#include "scheme/policy.h"

namespace zhaoshang {

void check_thresholds(const Policy& policy, Diagnostics& diagnostics);

}  // namespace zhaoshang
