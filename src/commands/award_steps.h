// Where an award or a score leaps as one figure grows: cliffs (a project of 1 000 万 earns 2 万
// more than one of 999.99 万) and inversions (more earns less). In: a plan. Out: a row a leap, with
// both sides as witness, and what the other figures are where it needs them: an industry, a size.
#pragma once

#include <string>
#include <vector>

#include "scheme/plan.h"

namespace zhaoshang {

/// 跳档: one leap.
struct AwardStep {
  std::string section;  // "reward.awards.big"
  std::string clause;
  std::string figure;         // what grows, by its title or name
  std::string below, at;      // just before the leap, and after it
  std::string before, after;  // what the award comes to
  std::string given;          // what the other figures are; empty: whatever they are
  bool is_inversion = false;  // it comes to less
};

/// In the order of the policy and of the figure.
std::vector<AwardStep> award_steps(const Plan& plan);

}  // namespace zhaoshang
