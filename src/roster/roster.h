// 名册: who is on which team, and what the scheme misses. In: the members' stints and the section
// `roster`. Out: roster.csv and the findings of its requirements.
#pragma once

#include "engine/base/diagnostics.h"
#include "scheme/figures.h"
#include "workspace/options.h"
#include "workspace/stage_result.h"

namespace zhaoshang {

/// roster.csv has one row a stint, sorted by unit, team, person and first day. `status` on the day
/// of --as-of: serving (在册), ended (已离开) or upcoming (未到岗).
StageResult make_roster(const Figures& figures);

int run_roster(const Options& options, Diagnostics& diagnostics);

}  // namespace zhaoshang
