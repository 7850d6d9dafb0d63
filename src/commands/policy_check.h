// `policy check`: policies by themselves. In: policy files. Out: their faults; then, on standard
// output, which clauses are computed, which parameters the source leaves open, which decision
// tables are proved and how the tables of data are read.
#pragma once

#include "engine/base/diagnostics.h"
#include "workspace/options.h"

namespace zhaoshang {

/// 0: nothing is wrong; 1: a clause is neither computed nor recorded; 3: a policy is faulty.
int run_policy_check(const Options& options, Diagnostics& diagnostics);

}  // namespace zhaoshang
