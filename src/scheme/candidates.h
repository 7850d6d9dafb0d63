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

/// The first figure of money that an amount names of its own row, or of a row that this one names:
/// what it was worked out on; null: none. Runs in the frame of the amount.
const Node* basis_of(const Node& amount);

}  // namespace zhaoshang
