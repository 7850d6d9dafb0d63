// Bar charts as SVG: a bar a line, under the headings of their groups, with lines at the shares
// that bars are held against. In: labels and exact ratios. Out: SVG text of a size that no label is
// cut by, the same bytes for the same chart. Holds no style sheet and no script, so that it can
// stand by itself as well as within a page.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/value/decimal.h"

namespace zhaoshang {

/// One bar: as long as its value, with its label to the left and the figure to the right.
struct ChartBar {
  std::string label;
  std::string figure;      // the value as people read it
  Decimal value;           // below zero: no bar
  bool is_behind = false;  // short of what it is held against: another colour
};

struct ChartGroup {
  std::string title;  // empty: no heading
  std::vector<ChartBar> bars;
};

/// An upright line across all bars.
struct ChartLine {
  std::string label;
  Decimal value;
};

/// 图
struct BarChart {
  std::string title;
  std::string alternative;  // what it shows, for those who do not see it
  std::vector<ChartGroup> groups;
  std::vector<ChartLine> lines;
  std::string met, behind;      // the legend of the two colours; empty: none
  std::optional<Decimal> most;  // longer bars are cut there, and marked
};

std::string to_svg(const BarChart& chart);

}  // namespace zhaoshang
