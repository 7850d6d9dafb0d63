// Assessments: from measures to scores, ranks and ratings. In: an assessment's plan and figures.
// Out: AssessmentResult, a column each.
#pragma once

#include "scheme/figures.h"

namespace zhaoshang {

AssessmentResult assess(const Figures& figures, const AssessmentPlan& plan);

/// `indicators` of a formula of the total: what each item came to for one row.
Value item_list(const AssessmentResult& result, std::uint32_t row);

/// Ratings, from the scores and ranks that stand in `result`: its rating, barred, bars_awards,
/// reasons and actions.
void rate(const Figures& figures, const AssessmentPlan& plan, AssessmentResult& result);

}  // namespace zhaoshang
