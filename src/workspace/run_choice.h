// Which period and day a run is about, where the command line does not say. In: options, settings,
// the scheme's days. Out: a Run.
#pragma once

#include <optional>

#include "engine/base/diagnostics.h"
#include "scheme/figures.h"
#include "scheme/policy.h"
#include "workspace/options.h"
#include "workspace/settings.h"

namespace zhaoshang {

/// The period is the option's, else the workspace's, else the year of --as-of, else the last whole
/// year of an in_force that ends; the day is --as-of, else the last of the period. nullopt after a
/// diagnostic: nothing says the period.
std::optional<Run> choose_run(const Options& options, const Settings& settings,
                              const Policy& policy, Diagnostics& diagnostics);

}  // namespace zhaoshang
