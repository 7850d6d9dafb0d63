// The charts of a league table. In: who stands in it, in order, and their figures. Out: bar charts.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "bulletin/notice_words.h"
#include "engine/report/chart.h"
#include "scheme/figures.h"

namespace zhaoshang {

/// Charts of two bars and more; of long leagues the first ones.
class LeagueChart {
 public:
  LeagueChart(const Figures& figures, std::uint32_t table, const std::vector<std::uint32_t>& rows,
              bool by_group, const NoticeWords& words)
      : figures_(figures), table_(table), rows_(rows), by_group_(by_group), words_(words) {}

  /// Completion by rank, with a line at the whole target and, while time is left, one at what time
  /// has passed.
  std::optional<BarChart> of_completion(const std::string& title, const Column& completion,
                                        const std::vector<std::optional<Decimal>>& due) const;
  std::optional<BarChart> of_scores(const std::string& title, const Column& scores) const;

 private:
  std::optional<BarChart> bars(const std::string& title, const Column& values) const;
  void describe(BarChart& chart) const;

  const Figures& figures_;
  std::uint32_t table_;
  const std::vector<std::uint32_t>& rows_;
  bool by_group_;
  const NoticeWords& words_;
};

}  // namespace zhaoshang
