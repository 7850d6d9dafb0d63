// The findings of each stage. In: figures. Out: what its requirements came to, sorted. Here and not
// in the stages, since a bulletin shows those of all.
#pragma once

#include <vector>

#include "scheme/findings.h"
#include "scheme/settlement.h"

namespace zhaoshang {

std::vector<Finding> roster_findings(const Figures& figures);
/// The section's requirements, and reports that are missing or late.
std::vector<Finding> attendance_findings(const Figures& figures);
/// The requirements of all assessments, what could not be scored, and `left_out`: rows that reading
/// left out.
std::vector<Finding> assess_findings(const Figures& figures, const std::vector<Finding>& left_out);
std::vector<Finding> reward_findings(const Figures& figures, const Settlement& settlement);

}  // namespace zhaoshang
