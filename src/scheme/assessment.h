// Assessments: from measures to scores, ranks and ratings. In: an assessment's plan and figures. Out: AssessmentResult, a
// column each.
#pragma once

#include "scheme/figures.h"

namespace zhaoshang {

AssessmentResult assess(const Figures& figures, const AssessmentPlan& plan);

}  // namespace zhaoshang
