// `compare`: two folders of results, or one workspace under two policies or two values of a
// parameter. In: folders, or a workspace. Out: parameters that differ, who moves and by how much,
// totals; on standard output or as files of a folder. Changes nothing else.
#pragma once

#include "engine/base/diagnostics.h"
#include "workspace/options.h"

namespace zhaoshang {

/// 0: nothing differs; 1: something does; else as a run ends.
int run_compare(const Options& options, Diagnostics& diagnostics);

}  // namespace zhaoshang
