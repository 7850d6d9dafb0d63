// The tables that a notice shows. In: a part of the section `bulletin`, figures, what was settled.
// Out: report tables whose headings and cells are for people.
#pragma once

#include <string>
#include <vector>

#include "bulletin/notice_words.h"
#include "engine/report/chart.h"
#include "engine/report/table.h"
#include "scheme/figures.h"
#include "scheme/settlement.h"

namespace zhaoshang {

/// Rows of one table of the scheme that `when` holds for, in the order of `sort`; with `by`, a row
/// for each of its values.
ReportTable table_of_part(const Figures& figures, const BulletinPartPlan& part,
                          const NoticeWords& words);

/// 排行: the subjects of an assessment by rank, a table a group where ranks are within groups.
struct League {
  struct OfGroup {
    std::string group;  // empty: all of them
    ReportTable table;
  };
  std::vector<OfGroup> tables;  // none: nobody is assessed
  std::vector<BarChart> charts;
};

/// What they reached, against the target and the time that has passed, their scores, ranks and
/// ratings. `before`: the figures of the period before, for how ranks have moved; may be null.
League league_of(const Figures& figures, const Figures* before, std::size_t assessment,
                 const std::string& title, const NoticeWords& words);

/// What an award came to for each recipient and project.
ReportTable table_of_award(const std::vector<const Award*>& awards, const NoticeWords& words);
/// A line an award: how many, and how much.
ReportTable table_of_totals(const std::vector<std::vector<const Award*>>& by_award,
                            const NoticeWords& words);

}  // namespace zhaoshang
