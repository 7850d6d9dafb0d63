// `import`: an office's export, read once. In: a file and, where there is one, the policy that
// knows the county's headings. Out: the table as a canonical CSV file, and what was understood of
// the file. A row that cannot be read ends it, as it would end a run.
#pragma once

#include "engine/base/diagnostics.h"
#include "workspace/options.h"

namespace zhaoshang {

int run_import(const Options& options, Diagnostics& diagnostics);

}  // namespace zhaoshang
