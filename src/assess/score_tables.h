// The tables of assessments. In: every assessment of a scheme, worked out. Out: report tables.
#pragma once

#include "engine/report/table.h"
#include "scheme/figures.h"

namespace zhaoshang {

ReportTable assessment_table(const Figures& figures);
ReportTable scores_table(const Figures& figures);

}  // namespace zhaoshang
