// `init`: a new workspace. In: a folder and a policy. Out: zhaoshang.yaml and an empty CSV file,
// with its headings, for every table that the policy uses.
#pragma once

#include "engine/base/diagnostics.h"
#include "workspace/options.h"

namespace zhaoshang {

/// 0: it is there; 2: a file of it was there before, and nothing is written; 3: the policy is
/// faulty.
int run_init(const Options& options, Diagnostics& diagnostics);

}  // namespace zhaoshang
