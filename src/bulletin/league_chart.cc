#include "bulletin/league_chart.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "bulletin/shown_cells.h"

namespace zhaoshang {
namespace {

constexpr std::size_t kMostBars = 40;
constexpr std::size_t kFewestBars = 2;
/// One that reached many times its target would leave no length to the others.
const Decimal kMostCompletion(2);

}  // namespace

std::optional<BarChart> LeagueChart::bars(const std::string& title, const Column& values) const {
  BarChart chart;
  chart.title = title;
  std::size_t count = 0;
  std::size_t left_out = 0;
  for (const std::uint32_t row : rows_) {
    const Value value = values.at(row);
    if (!value.is(TypeKind::kNumber)) continue;
    if (count == kMostBars) {
      ++left_out;
      continue;
    }
    ++count;
    const std::string group = by_group_ ? figures_.group(table_, row) : std::string();
    if (chart.groups.empty() || chart.groups.back().title != group)
      chart.groups.push_back({group, {}});
    chart.groups.back().bars.push_back(
        {figures_.label(table_, row), short_number(value.number()), value.number(), false});
  }
  if (count < kFewestBars) return std::nullopt;
  if (left_out > 0) {
    chart.title +=
        words_.in_brackets(words_.of({fmt::format("前{}个，其余{}个略", count, left_out),
                                      fmt::format("the first {}, {} left out", count, left_out)}));
  }
  if (chart.groups.size() == 1) chart.groups.front().title.clear();
  return chart;
}

/// 最高甲局120.00%，最低乙局0.00%.
void LeagueChart::describe(BarChart& chart) const {
  std::vector<const ChartBar*> all;
  for (const ChartGroup& group : chart.groups) {
    for (const ChartBar& bar : group.bars) all.push_back(&bar);
  }
  const auto [low, high] = std::minmax_element(
      all.begin(), all.end(), [](const auto* a, const auto* b) { return a->value < b->value; });
  chart.alternative =
      chart.title +
      words_.of({fmt::format("。共{}个，最高{}（{}），最低{}（{}）", all.size(), (*high)->label,
                             (*high)->figure, (*low)->label, (*low)->figure),
                 fmt::format(". {} in all; highest {} ({}), lowest {} ({})", all.size(),
                             (*high)->label, (*high)->figure, (*low)->label, (*low)->figure)});
}

std::optional<BarChart> LeagueChart::of_scores(const std::string& title,
                                               const Column& scores) const {
  std::optional<BarChart> chart = bars(title, scores);
  if (chart) describe(*chart);
  return chart;
}

std::optional<BarChart> LeagueChart::of_completion(
    const std::string& title, const Column& completion,
    const std::vector<std::optional<Decimal>>& due) const {
  std::optional<BarChart> chart = bars(title, completion);
  if (!chart) return chart;
  const Decimal whole(1);
  // Bars stand for rows that have a completion, in the order of rows.
  std::set<Decimal> shares;
  auto row = rows_.begin();
  for (ChartGroup& group : chart->groups) {
    for (ChartBar& bar : group.bars) {
      while (!completion.at(*row).is(TypeKind::kNumber)) ++row;
      const Decimal share = due[*row].value_or(whole);
      bar.figure = percentage(bar.value);
      bar.is_behind = bar.value < share;
      shares.insert(share);
      ++row;
    }
  }
  chart->most = kMostCompletion;
  chart->lines.push_back({words_.of({"目标 100%", "target 100%"}), whole});
  const bool in_time = *shares.begin() < whole;
  if (in_time && shares.size() == 1) {
    const std::string share = percentage(*shares.begin());
    chart->lines.push_back(
        {words_.of({"时间进度 " + share, "time elapsed " + share}), *shares.begin()});
  }
  chart->met = words_.of(in_time ? Message{"不低于时间进度", "in time"}
                                 : Message{"完成目标", "target reached"});
  chart->behind = words_.of(in_time ? Message{"低于时间进度", "behind time"}
                                    : Message{"未完成目标", "short of the target"});
  describe(*chart);
  return chart;
}

}  // namespace zhaoshang
