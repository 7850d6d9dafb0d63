// Which period and day a run is about.
#include "workspace/run_choice.h"

#include <doctest/doctest.h>

namespace zhaoshang {
namespace {

std::optional<Date> day(const char* text) {
  return *text == '\0' ? std::nullopt : Date::parse_iso(text);
}

TEST_CASE(
    "the option, else the workspace, else the year of --as-of, else the scheme's last whole year") {
  struct Row {
    const char *option, *setting, *as_of, *first, *last;  // in_force
    const char *period, *on;
  };
  // clang-format off
  const std::vector<Row> rows{
      {"2022Q1", "2021", "2022-02-10", "",           "",           "2022Q1",  "2022-02-10"},
      {"",       "2021", "2022-02-10", "",           "",           "2021",    "2022-02-10"},
      {"",       "2021", "",           "",           "",           "2021",    "2021-12-31"},
      {"",       "",     "2022-02-10", "",           "2020-12-31", "2022",    "2022-02-10"},
      {"",       "",     "",           "2012-01-01", "2012-12-31", "2012",    "2012-12-31"},
      {"",       "",     "",           "2012-01-01", "2014-06-30", "2013",    "2013-12-31"},
      {"",       "",     "",           "",           "2014-06-30", "2013",    "2013-12-31"},
      {"",       "",     "",           "2012-03-01", "2012-12-31", "",        ""},
      {"",       "",     "",           "2012-01-01", "",           "",        ""},
      {"2022-03-01..2022-06-30", "", "", "",         "",           "2022-03-01..2022-06-30", "2022-06-30"},
  };
  // clang-format on
  for (const Row& row : rows) {
    CAPTURE(row.option);
    CAPTURE(row.as_of);
    CAPTURE(row.last);
    Options options;
    if (*row.option != '\0') options.period = row.option;
    options.as_of = day(row.as_of);
    Settings settings;
    if (*row.setting != '\0') settings.period = Located<std::string>{row.setting, {}};
    Policy policy;
    policy.in_force = {day(row.first), day(row.last)};
    Diagnostics diagnostics;
    const auto run = choose_run(options, settings, policy, diagnostics);
    CHECK((run ? run->period.text : "") == row.period);
    CHECK((run ? run->as_of.to_string() : "") == row.on);
    CHECK(diagnostics.error_count() == (run ? 0 : 1));
  }
}

TEST_CASE("a year that starts on another day") {
  Options options;
  options.period = "2012";
  Policy policy;
  policy.calendar.year_starts_month = 12;
  policy.calendar.year_starts_day = 21;
  Diagnostics diagnostics;
  const auto run = choose_run(options, {}, policy, diagnostics);
  REQUIRE(run.has_value());
  CHECK(run->period.text == "2012");
  CHECK(run->period.span == DateSpan{*day("2011-12-21"), *day("2012-12-20")});
  CHECK(run->as_of == *day("2012-12-20"));
}

}  // namespace
}  // namespace zhaoshang
