// 时间进度: how far a notice's day is into the spans that the scheme counts by. In: figures. Out:
// spans with their days, those passed and those left.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "bulletin/notice_report.h"
#include "bulletin/notice_words.h"
#include "engine/report/table.h"
#include "scheme/figures.h"

namespace zhaoshang {

/// The period, the year around it, the scheme's own term, its phases and the current one of spans
/// that repeat. None once all of them are over.
std::vector<ElapsedTime> elapsed_times(const Figures& figures, const NoticeWords& words);
ReportTable table_of_times(const std::vector<ElapsedTime>& times, const NoticeWords& words);

/// How much of a target should be there by the notice's day if it came evenly; nullopt: it cannot
/// be said. `of_year`: a target that is worked out is the year's, whatever the period.
std::optional<Decimal> due_share(const TargetParts& target, bool of_year, const Figures& figures);

/// A ratio as ten blocks, whole ones only: what falls short of a tenth does not fill it.
std::string bar_text(Decimal ratio);

}  // namespace zhaoshang
