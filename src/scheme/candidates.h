// Candidates: who might be awarded what, before anything is compared or cut. In: award plans and
// figures. Out: awards with their amounts as the policy works them out, unrounded; findings where
// an amount cannot be worked out.
#pragma once

#include <vector>

#include "scheme/settlement.h"

namespace zhaoshang {

struct Candidates {
  std::vector<Award> awards;
  std::vector<Finding> findings;
};

Candidates find_candidates(const Figures& figures);

}  // namespace zhaoshang
