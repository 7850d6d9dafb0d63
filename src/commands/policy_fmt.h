// `policy fmt`: policy files in their canonical form. In: policy files. Out: their text on standard
// output, or, with --write, in their place.
#pragma once

#include "engine/base/diagnostics.h"
#include "workspace/options.h"

namespace zhaoshang {

/// 0: done; 3: a file is no YAML.
int run_policy_fmt(const Options& options, Diagnostics& diagnostics);

}  // namespace zhaoshang
