// `explain`: how figures of a subject came about. In: a stage, a subject by id or name, perhaps one
// figure. Out: an explanation on standard output, as text, Markdown or JSON. Changes no file.
#pragma once

#include "engine/base/diagnostics.h"
#include "workspace/options.h"

namespace zhaoshang {

/// 0: explained; 2: no such stage, subject or figure; else as a run of the workspace ends.
int run_explain(const Options& options, Diagnostics& diagnostics);

}  // namespace zhaoshang
