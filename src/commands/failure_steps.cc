#include "commands/failure_steps.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "commands/expected_rows.h"

namespace zhaoshang {
namespace {

/// Which result a result is made from, and in which columns their rows agree.
struct MadeFrom {
  std::string_view result;
  std::string_view source;
  std::array<std::pair<std::string_view, std::string_view>, 3> columns;
};

constexpr std::array<MadeFrom, 3> kMadeFrom{{
    {"assessment",
     "scores",
     {{{"subject_kind", "subject_kind"},
       {"subject_id", "subject_id"},
       {"assessment", "assessment"}}}},
    {"payouts",
     "awards",
     {{{"award", "award"}, {"payee_kind", "recipient_kind"}, {"payee_id", "recipient_id"}}}},
    {"team_attendance",
     "attendance",
     {{{"team_id", "team_id"}, {"month", "month"}, {"month", "month"}}}},
}};

std::string_view text_at(const ReportTable& table, std::size_t row, std::string_view column) {
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (table.columns[i].name == column) return table.rows[row][i].text;
  }
  return {};
}

}  // namespace

std::vector<std::string> steps_before(const ExampleRun& run, const ReportTable& table,
                                      std::size_t row) {
  std::vector<std::string> steps;
  for (const MadeFrom& made : kMadeFrom) {
    if (made.result != table.name) continue;
    const ReportTable& source = run.result(made.source);
    for (std::size_t other = 0; other < source.rows.size(); ++other) {
      const bool is_part = std::all_of(made.columns.begin(), made.columns.end(), [&](auto& pair) {
        return text_at(table, row, pair.first) == text_at(source, other, pair.second);
      });
      if (is_part) steps.push_back(source.name + ": " + row_text(source, other));
    }
  }
  return steps;
}

}  // namespace zhaoshang
