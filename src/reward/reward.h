// 兑现: awards, funds, what is paid when and what is taken back. In: the section `reward` and what
// earlier runs paid. Out: awards.csv, payouts.csv and the findings of requirements, pools, caps and
// rulings.
#pragma once

#include "engine/base/diagnostics.h"
#include "scheme/figures.h"
#include "scheme/settlement.h"
#include "workspace/options.h"
#include "workspace/stage_result.h"

namespace zhaoshang {

/// awards.csv has every candidate with its fate, payouts.csv what is still to be paid. Amounts are
/// in 元, to the fen.
StageResult make_reward(const Figures& figures, const Settlement& settlement);

/// With --book, what was granted is also entered in awarded.csv.
int run_reward(const Options& options, Diagnostics& diagnostics);

}  // namespace zhaoshang
