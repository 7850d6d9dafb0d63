// `zhaoshang policy schema`: the JSON Schema of policy files, for editors.
#pragma once

#include "engine/base/diagnostics.h"
#include "workspace/options.h"

namespace zhaoshang {

int run_policy_schema(const Options& options, Diagnostics& diagnostics);

}  // namespace zhaoshang
