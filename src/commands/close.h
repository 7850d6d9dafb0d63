// `close PERIOD`: what a period came to stands. In: a workspace. Out: closed/<period>.*, by which a
// later run that would change its figures is refused.
#pragma once

#include "engine/base/diagnostics.h"
#include "workspace/options.h"

namespace zhaoshang {

/// 0: closed; 1: it is closed already; else as a run ends.
int run_close(const Options& options, Diagnostics& diagnostics);

}  // namespace zhaoshang
