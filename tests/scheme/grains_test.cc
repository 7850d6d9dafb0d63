// Rows of the calendar: months, quarters, phases, every so many days; cut to a subject's own days.
#include <doctest/doctest.h>

#include "support/scheme_under_test.h"

namespace zhaoshang {
namespace {

constexpr const char* kNoEnd = "\nschema: 1\nscheme: test-2022\nin_force: 2022-01-01..\n";

constexpr const char* kTeams =
    "team_id,unit_id,name,from,to\nT1,U1,一队,,\nT2,U1,二队,2022-02-10,2022-05-20\n";

TEST_CASE(
    "months run from the start of the year to the end of the period, cut to from–to and in_force") {
  SchemeUnderTest scheme("facts: {}\n", {{"teams", kTeams}}, {"2022H1"});
  CHECK_EQ(scheme.faults(), "");
  CHECK_EQ(scheme.value("team_months", "T2 2022-02", "span"), "[@\"2022-02-10\"..@\"2022-02-28\"]");
  CHECK_EQ(scheme.value("team_months", "T2 2022-02", "month"),
           "[@\"2022-02-01\"..@\"2022-02-28\"]");
  CHECK_EQ(scheme.value("team_months", "T2 2022-05", "span"), "[@\"2022-05-01\"..@\"2022-05-20\"]");
  CHECK_EQ(scheme.value("team_months", "T2 2022-03", "quarter"),
           "[@\"2022-01-01\"..@\"2022-03-31\"]");
  CHECK_EQ(scheme.value("team_months", "T2 2022-03", "half"), "[@\"2022-01-01\"..@\"2022-06-30\"]");
  CHECK_EQ(scheme.figures().row_count(scheme.plan().find_table("team_months").value()), 6 + 4);
  // The scheme itself ends in March.
  SchemeUnderTest brief("facts: {}\n", {{"teams", kTeams}}, {"2022H1"},
                        "\nschema: 1\nscheme: test-2022\nin_force: 2022-01-16..2022-03-15\n");
  CHECK_EQ(brief.value("team_months", "T1 2022-01", "span"), "[@\"2022-01-16\"..@\"2022-01-31\"]");
  CHECK_EQ(brief.figures().row_count(brief.plan().find_table("team_months").value()), 3 + 2);
}

TEST_CASE("figures of the months before and inside") {
  constexpr const char* kFacts = R"(
facts:
  team_months: {seen: count(visits), idle: count(visits) = 0, before: previous.seen, up_to: days in(so_far)}
  team_quarters: {inside: count(months), seen: sum(months.seen), most: max(months.seen), days_inside: count(days)}
  teams: {of_months: months.seen, silent: longest run(months.idle)}
)";
  const std::string visits =
      "unit_id,team_id,date,kind\nU1,T1,2022-01-05,拜访\nU1,T1,2022-04-01,拜访\nU1,T1,2022-04-30,"
      "拜访\n"
      "U1,T2,2022-02-01,拜访\nU1,T2,2022-02-10,拜访\n";
  SchemeUnderTest scheme(
      kFacts, {{"units", "unit_id,name\nU1,招商局\n"}, {"teams", kTeams}, {"visits", visits}},
      {"2022H1"});
  CHECK_EQ(scheme.faults(), "");
  CHECK_EQ(scheme.value("team_months", "T1 2022-04", "seen"), "2");
  CHECK_EQ(scheme.value("team_months", "T1 2022-05", "before"), "2");
  CHECK_EQ(scheme.value("team_months", "T1 2022-01", "before"), "null");
  CHECK_EQ(scheme.value("team_months", "T2 2022-02", "before"), "null");
  CHECK_EQ(scheme.value("team_months", "T1 2022-02", "up_to"), "59");
  // A visit before the team came is in nobody's February.
  CHECK_EQ(scheme.value("team_months", "T2 2022-02", "seen"), "1");
  CHECK_EQ(scheme.value("teams", "T1", "of_months"), "[1,0,0,2,0,0]");
  CHECK_EQ(scheme.column("teams", "silent"), "T1=2 T2=3");
  CHECK_EQ(scheme.value("team_quarters", "T1 2022Q2", "seen"), "2");
  CHECK_EQ(scheme.value("team_quarters", "T1 2022Q2", "most"), "2");
  CHECK_EQ(scheme.value("team_quarters", "T2 2022Q1", "inside"), "2");
  CHECK_EQ(scheme.value("team_quarters", "T2 2022Q1", "days_inside"), "50");
}

TEST_CASE("the row of the same grain of the subject that a row refers to") {
  constexpr const char* kFacts = R"(
facts:
  team_quarters: {landed: count(visits)}
  member_quarters: {deduction: if team_quarter.landed >= 1 then 0元 else 500元}
  members: {deducted: sum(quarters.deduction)}
)";
  SchemeUnderTest scheme(
      kFacts,
      {{"teams", "team_id,unit_id,name\nT1,U1,一队\nT2,U1,二队\n"},
       {"members",
        "member_id,name,team_id,from,to\nM1,张一,T1,2022-01-01,\nM2,李二,T2,2022-04-15,2022-09-"
        "30\n"},
       {"visits", "unit_id,team_id,date,kind\nU1,T1,2022-05-01,拜访\nU1,T2,2022-08-01,拜访\n"}});
  CHECK_EQ(scheme.faults(), "");
  CHECK_EQ(scheme.value("member_quarters", "M1 2022Q1", "deduction"), "500元");
  CHECK_EQ(scheme.value("member_quarters", "M1 2022Q2", "deduction"), "0元");
  CHECK_EQ(scheme.column("members", "deducted"), "M1=1500元 M2=500元");
}

TEST_CASE("grains that a policy declares: every so many days, and labelled phases") {
  constexpr const char* kGrains = R"(
calendar:
  grains:
    meeting: {every: P30D, from: 2022-04-13}
    phase:
      宣传: 2022-04-13..2022-04-20
      洽谈: 2022-04-21..2022-06-25
facts:
  unit_meetings: {seen: count(visits), before: previous.seen}
  unit_phases: {seen: count(visits), long: days in(span)}
)";
  SchemeUnderTest scheme(kGrains,
                         {{"units", "unit_id,name\nU1,招商局\n"},
                          {"visits",
                           "unit_id,date,kind\nU1,2022-04-20,拜访\nU1,2022-04-21,拜访\nU1,2022-05-"
                           "12,拜访\nU1,2022-05-13,拜访\n"}},
                         {"2022-04-13..2022-06-30"},
                         "\nschema: 1\nscheme: test-2022\nin_force: 2022-04-13..2022-07-31\n");
  CHECK_EQ(scheme.faults(), "");
  CHECK_EQ(scheme.value("unit_meetings", "U1 1", "span"), "[@\"2022-04-13\"..@\"2022-05-12\"]");
  CHECK_EQ(scheme.value("unit_meetings", "U1 2", "span"), "[@\"2022-05-13\"..@\"2022-06-11\"]");
  CHECK_EQ(scheme.value("unit_meetings", "U1 1", "seen"), "3");
  CHECK_EQ(scheme.value("unit_meetings", "U1 2", "seen"), "1");
  CHECK_EQ(scheme.value("unit_meetings", "U1 2", "before"), "3");
  CHECK_EQ(scheme.value("unit_phases", "U1 宣传", "seen"), "1");
  CHECK_EQ(scheme.value("unit_phases", "U1 洽谈", "seen"), "3");
  CHECK_EQ(scheme.value("unit_phases", "U1 洽谈", "long"), "66");
}

TEST_CASE("`since` starts the calendar before the year") {
  SchemeUnderTest scheme(
      "calendar: {since: 2021-11-01}\nfacts:\n  units: {seen: 'count(visits[date in to_date])'}\n",
      {{"units", "unit_id,name\nU1,招商局\n"},
       {"visits", "unit_id,date,kind\nU1,2021-11-05,拜访\nU1,2021-10-31,拜访\n"}},
      {"2022Q1"}, "\nschema: 1\nscheme: test-2022\nin_force: 2021-01-01..\n");
  CHECK_EQ(scheme.faults(), "");
  CHECK_EQ(scheme.figures().row_count(scheme.plan().find_table("unit_months").value()), 5);
  CHECK_EQ(scheme.value("units", "U1", "seen"), "1");
}

TEST_CASE("a year that starts in April") {
  SchemeUnderTest scheme(
      "calendar: {year_starts: 04-01}\nfacts:\n  units: {seen: 'count(visits[date in to_date])', "
      "before: 'count(visits[date in last_year])'}\n",
      {{"units", "unit_id,name\nU1,招商局\n"},
       {"visits", "unit_id,date,kind\nU1,2023-03-31,拜访\nU1,2022-03-31,拜访\n"}},
      {"2022"}, kNoEnd);
  CHECK_EQ(scheme.faults(), "");
  CHECK_EQ(scheme.value("units", "U1", "seen"), "1");
  CHECK_EQ(scheme.value("units", "U1", "before"), "1");
  CHECK_EQ(scheme.value("unit_months", "U1 2023-03", "month"),
           "[@\"2023-03-01\"..@\"2023-03-31\"]");
}

}  // namespace
}  // namespace zhaoshang
