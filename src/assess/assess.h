// 考核: measures against targets, scores, ranks, ratings. In: the section `assess`. Out:
// assessment.csv, scores.csv and the findings of requirements and of what could not be scored.
#pragma once

#include <vector>

#include "engine/base/diagnostics.h"
#include "scheme/figures.h"
#include "workspace/options.h"
#include "workspace/stage_result.h"

namespace zhaoshang {

/// A row for each subject that an assessment takes in, and in scores.csv one for each leaf that
/// applies to it, in the order of the scheme. `left_out`: findings about rows that reading left
/// out.
StageResult make_assess(const Figures& figures, const std::vector<Finding>& left_out);

int run_assess(const Options& options, Diagnostics& diagnostics);

}  // namespace zhaoshang
