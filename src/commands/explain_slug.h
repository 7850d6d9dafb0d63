// `explain SLUG`: what a diagnostic means.
#pragma once

#include "engine/base/diagnostics.h"
#include "workspace/options.h"

namespace zhaoshang {

/// The slug is options.stage; 2: there is none such.
int run_explain_slug(const Options& options, Diagnostics& diagnostics);

}  // namespace zhaoshang
