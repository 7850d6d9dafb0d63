// run: the five stages in order, in one process, each input read once. In: options. Out: all tables
// of the period, one findings.csv and one receipt.
#pragma once

#include "engine/base/diagnostics.h"
#include "workspace/options.h"

namespace zhaoshang {

int run_run(const Options& options, Diagnostics& diagnostics);

}  // namespace zhaoshang
