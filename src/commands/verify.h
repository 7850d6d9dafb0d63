// `verify RECEIPT`: does a run still come out as its receipt says. In: a receipt in a workspace's
// results. Out: on standard output, everything that differs: inputs, policy, results as they stand,
// results worked out again. Changes no file.
#pragma once

#include "engine/base/diagnostics.h"
#include "workspace/options.h"

namespace zhaoshang {

/// 0: all as the receipt says; 1: something differs; 3, 4: the run cannot be done again; 2: no
/// receipt is named.
int run_verify(const Options& options, Diagnostics& diagnostics);

}  // namespace zhaoshang
