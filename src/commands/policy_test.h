// `policy test`: the worked examples of policies. In: policy files. Out: for each example whether
// the results are as it says, and the rules that no example reaches, on standard output.
#pragma once

#include "engine/base/diagnostics.h"
#include "workspace/options.h"

namespace zhaoshang {

/// 0: all examples come out; 1: one does not, or a file has none; 3: a policy or an example is
/// faulty.
int run_policy_test(const Options& options, Diagnostics& diagnostics);

}  // namespace zhaoshang
