// Names that are doubtful. In: a plan whose every rule is compiled. Out: a warning for each
// parameter, fact, measure, table and scale that nothing in the policy names, and for each
// parameter that a column or fact of its name hides.
#pragma once

#include "engine/base/diagnostics.h"
#include "scheme/plan.h"

namespace zhaoshang {

/// What nothing names is a slip, or what is left of a rule that went; what hides another is read
/// for it.
void check_names(const Plan& plan, Diagnostics& diagnostics);

}  // namespace zhaoshang
