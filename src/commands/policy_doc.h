// `policy doc`: the scheme as a document for people. In: policy files that hold. Out: Markdown on
// standard output.
#pragma once

#include "engine/base/diagnostics.h"
#include "workspace/options.h"

namespace zhaoshang {

/// 0: done; 3: a policy is faulty.
int run_policy_doc(const Options& options, Diagnostics& diagnostics);

}  // namespace zhaoshang
