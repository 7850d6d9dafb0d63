// Conditions of ratings, items and clawbacks that cannot be decided. In: figures. Out: a finding
// for each row whose condition is null for lack of a cell that should be there, naming the cells.
#pragma once

#include <cstddef>
#include <vector>

#include "scheme/findings.h"

namespace zhaoshang {

/// Of the rating rules and items of an assessment.
void add_undecided(const Figures& figures, std::size_t assessment, std::vector<Finding>& findings);
/// Of the clawbacks.
void add_undecided_clawbacks(const Figures& figures, std::vector<Finding>& findings);

}  // namespace zhaoshang
