// Figures as a notice shows them to people. In: values and how they are declared. Out: cells:
// ratios as percentages, truth in words, long quotients cut to a few digits. Nothing is ever worked
// out from what is shown here.
#pragma once

#include <string>

#include "bulletin/notice_words.h"
#include "engine/expr/program.h"
#include "engine/report/table.h"
#include "scheme/figures.h"
#include "workspace/stage_result.h"

namespace zhaoshang {

/// How the figures of one column are shown.
struct ShownAs {
  FigureStyle style;
  bool is_ratio = false;  // 0.96 as 96%
};

/// Of a field: its unit and rounding; a rate of completion is a ratio.
ShownAs shown_as(const Field& field);
/// Of an expression: as the field that it names; of any other, as it comes.
ShownAs shown_as(const Figures& figures, const Node& node);

/// An empty cell shows a dash.
Cell shown_cell(const Value& value, const Figures& figures, const ShownAs& as,
                const NoticeWords& words);
/// A ratio in per cent with two decimals, and with more where fewer would say 100% of what falls
/// short of it or goes beyond.
std::string percentage(Decimal ratio);
/// As it is where six decimals hold it, else with four, half up.
std::string short_number(Decimal number);
/// A ratio as a figure in per cent.
Cell percent_cell(Decimal ratio);
/// A difference of two ratios in percentage points, signed: with two decimals, and with more where
/// fewer would say that there is none.
std::string signed_points(Decimal difference);
/// Money in 元 with two decimals.
Cell yuan_cell(Decimal amount);

}  // namespace zhaoshang
