#include "workspace/input_diagnostics.h"

#include <fmt/format.h>

#include "engine/base/utf8.h"

namespace zhaoshang::input_diagnostics {
namespace {

Diagnostic error(std::string slug, const Place& place, Message text, Message help) {
  Diagnostic made;
  made.slug = std::move(slug);
  made.place = place;
  made.text = std::move(text);
  made.help = std::move(help);
  return made;
}

}  // namespace

Diagnostic overlapping_stints(const Place& place, std::string_view id, const Place& first) {
  return error(
      "overlapping-stints", place,
      {fmt::format("{} 的两段经历有重叠的日子,前一段在 {}:{}", visible(id), first.path, first.line),
       fmt::format("two stints of {} share days; the earlier one is at {}:{}", visible(id),
                   first.path, first.line)},
      {"前一段的结束日期应在后一段的起始日期之前",
       "end the earlier one before the later one starts"});
}

Diagnostic no_rate(const Place& place, std::string_view currency, Date day, bool year_average) {
  const std::string when = year_average ? std::to_string(day.year()) : day.to_string();
  return error("no-rate", place,
               {fmt::format("rates 中没有 {} 在 {}{}的汇率,无法折算", currency, when,
                            year_average ? "年" : " 或之前"),
                fmt::format("rates has no rate of {} {} {}, so this cannot be converted", currency,
                            year_average ? "in" : "on or before", when)},
               {"在 rates.csv 补上汇率(元/单位)", "add the rate (yuan per unit) to rates.csv"});
}

Diagnostic unit_slip(const Place& place, const SlippedAmount& amount, bool is_larger,
                     std::size_t count) {
  const std::string heading = visible(amount.heading);
  const std::string more_zh = count > 1 ? fmt::format(",同样的共 {} 格", count) : "";
  const std::string more_en = count > 1 ? fmt::format("; {} cells are like it", count) : "";
  Diagnostic made = error(
      "unit-slip", place,
      {fmt::format("“{}”的 {} 与同列的数(如 {})差一万倍上下{}", heading, amount.text, amount.like,
                   more_zh),
       fmt::format("{} under \"{}\" is some ten thousand times {} the others, such as {}{}",
                   amount.text, heading, is_larger ? "above" : "below", amount.like, more_en)},
      {is_larger ? "是不是按元填了?对着原件核一遍;确实如此就不必改"
                 : "是不是按万元填了?对着原件核一遍;确实如此就不必改",
       is_larger ? "was it entered in 元 instead of 万元? Compare it with the original; if it is "
                   "right, leave it"
                 : "was it entered in 万元 instead of 元? Compare it with the original; if it is "
                   "right, leave it"});
  made.severity = Severity::kWarning;
  return made;
}

Diagnostic slipped_column(const Place& place, std::string_view heading, std::string_view title,
                          std::string_view table) {
  Diagnostic made =
      error("slipped-column", place,
            {fmt::format("“{}”多半是所属{}金额的几千倍以上", visible(heading), visible(title)),
             fmt::format("most amounts under \"{}\" are thousands of times those of their {}",
                         visible(heading), visible(table))},
            {"看看两张表的单位:是不是一张按元、一张按万元填写;标题可以写明单位,如 到位金额(元)",
             "look at the units of both tables: is one in 元 and the other in 万元? A heading may "
             "name its unit, as in 到位金额(元)"});
  made.severity = Severity::kWarning;
  return made;
}

Diagnostic ends_before_start(const Place& place, std::string_view from, std::string_view to) {
  return error("ends-before-start", place,
               {fmt::format("结束日期 {} 早于起始日期 {}", to, from),
                fmt::format("it ends on {}, before it starts on {}", to, from)},
               {"改正其中一个日期", "correct one of the two dates"});
}

}  // namespace zhaoshang::input_diagnostics
