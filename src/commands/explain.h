// `explain`: how figures of a subject came about. In: a stage, a subject by id or name, perhaps one
// figure. Out: an explanation on standard output, as text, Markdown or JSON. Changes no file.
#pragma once

#include <string>
#include <vector>

#include "engine/base/diagnostics.h"
#include "workspace/options.h"

namespace zhaoshang {

/// The stages that have figures to explain.
const std::vector<std::string>& explained_stages();

/// 0: explained; 2: no such stage, subject or figure; else as a run of the workspace ends.
int run_explain(const Options& options, Diagnostics& diagnostics);

}  // namespace zhaoshang
