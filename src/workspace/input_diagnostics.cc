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

Diagnostic ends_before_start(const Place& place, std::string_view from, std::string_view to) {
  return error("ends-before-start", place,
               {fmt::format("结束日期 {} 早于起始日期 {}", to, from),
                fmt::format("it ends on {}, before it starts on {}", to, from)},
               {"改正其中一个日期", "correct one of the two dates"});
}

}  // namespace zhaoshang::input_diagnostics
