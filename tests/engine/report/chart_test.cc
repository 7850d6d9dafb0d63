// Bar charts: nothing is cut off, lengths are exact, what people wrote stays text.
#include "engine/report/chart.h"

#include <doctest/doctest.h>

namespace zhaoshang {
namespace {

Decimal number(const char* text) { return Decimal::parse(text).value(); }

BarChart chart() {
  BarChart chart;
  chart.title = "完成率";
  chart.alternative = "完成率：甲50%";
  chart.groups = {
      {"", {{"甲<局>", "50.00%", number("0.5"), true}, {"乙", "100%", number("1"), false}}}};
  return chart;
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

TEST_CASE("a bar is as long as its value, the longest takes the whole area of 420") {
  const std::string svg = to_svg(chart());
  CHECK(has(svg, "width=\"210\" height=\"16\" fill=\"#d07a2d\""));
  CHECK(has(svg, "width=\"420\" height=\"16\" fill=\"#2f6db5\""));
}

TEST_CASE("text is escaped, and there is one for those who do not see the chart") {
  const std::string svg = to_svg(chart());
  CHECK(has(svg, ">甲&lt;局&gt;</text>"));
  CHECK(has(svg, "role=\"img\" aria-label=\"完成率：甲50%\""));
}

TEST_CASE("the chart is wide enough for its labels") {
  // 甲<局>: 6 columns of 7.8 pixels, rounded up 47; 50.00%: 6 columns, 47. Margins 16, gaps 8:
  // 16 + 47 + 8 + 420 + 8 + 47 + 16.
  CHECK(has(to_svg(chart()), "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"562\""));
  BarChart wide = chart();
  wide.title = std::string(120, 'x');  // 120 columns of 9.6, and two margins
  CHECK(has(to_svg(wide), " width=\"1184\""));
}

TEST_CASE(
    "a bar beyond the most that is shown ends there, with a mark; one below zero has no length") {
  BarChart cut = chart();
  cut.most = number("0.8");
  cut.groups.front().bars.push_back({"丙", "-1%", number("-0.01"), true});
  const std::string svg = to_svg(cut);
  CHECK(has(svg, "width=\"262.5\""));  // 0.5 of 0.8
  CHECK(has(svg, "width=\"420\""));
  CHECK(has(svg, "»"));
  CHECK(has(svg, "width=\"0\""));
}

TEST_CASE("a line stands at its value, its label on the side that has more room") {
  BarChart lined = chart();
  lined.lines = {{"目标 100%", number("1")}, {"时间进度 25%", number("0.25")}};
  const std::string svg = to_svg(lined);
  CHECK(has(svg, "<path d=\"M491 "));  // 16 + 47 + 8 + 420
  CHECK(has(svg, "<path d=\"M176 "));  // 71 + 105
  CHECK(has(svg, "text-anchor=\"end\">目标 100%</text>"));
  CHECK(has(svg, "text-anchor=\"start\">时间进度 25%</text>"));
}

}  // namespace
}  // namespace zhaoshang
