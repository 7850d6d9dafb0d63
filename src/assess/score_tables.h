// The tables of assessments. In: every assessment of a scheme, worked out. Out: report tables.
#pragma once

#include <optional>

#include "engine/report/table.h"
#include "scheme/figures.h"

namespace zhaoshang {

ReportTable assessment_table(const Figures& figures);
ReportTable scores_table(const Figures& figures);
/// Rows that count in this year and in no other; nullopt: the scheme counts nothing once.
std::optional<ReportTable> counted_table(const Figures& figures);

}  // namespace zhaoshang
