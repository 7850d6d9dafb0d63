// Awards whose amount grows without end where other awards of the scheme have a cap: what the
// source may have forgotten, or the policy. In: a policy that holds. Out: a warning each.
#pragma once

#include "engine/base/diagnostics.h"
#include "scheme/policy.h"

namespace zhaoshang {

/// A cap that says so, `cap: null`, is a cap as well: it was thought of.
void check_caps(const Policy& policy, Diagnostics& diagnostics);

}  // namespace zhaoshang
