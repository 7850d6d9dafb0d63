// 通报: the notice for a period, to be read by people. In: figures, what was settled and found, and
// the section `bulletin`. Out: bulletin.md.
#pragma once

#include <vector>

#include "engine/base/diagnostics.h"
#include "scheme/figures.h"
#include "scheme/settlement.h"
#include "workspace/options.h"
#include "workspace/stage_result.h"

namespace zhaoshang {

/// The notices that the scheme has for the run's kind of period (month, quarter, half, year), else
/// those for any; where it has none, one with every assessment, all awards and all findings.
/// `findings`: of all stages.
StageResult make_bulletin(const Figures& figures, const Settlement& settlement,
                          const std::vector<Finding>& findings);

int run_bulletin(const Options& options, Diagnostics& diagnostics);

}  // namespace zhaoshang
