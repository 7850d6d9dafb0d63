// Parameters, columns, tables, relations, credit, scales, groups, the calendar; facts and measures.
#include <doctest/doctest.h>

#include <string>

#include "scheme/policy_under_test.h"

namespace zhaoshang {
namespace {

TEST_CASE("a parameter has a value, or values from dates on") {
  const PolicyUnderTest read(
      "parameters:\n"
      "  line: {clause: 3.1, value: 80%, unit: 万元, note: 注, open: true}\n"
      "  plan: {values: {2023-01-01: 38亿元, 2022-01-01: 30亿元}}\n"
      "  mode: {value: sum of ranks, one_of: [sum of ranks, \"pro_rata\", 2, 'true']}\n");
  CHECK_EQ(read.faults(), "");
  const auto& parameters = read.policy.parameters;
  REQUIRE_EQ(parameters.size(), 3);
  CHECK_EQ(words(parameters[0].values.at(0).value), "80%");
  CHECK_FALSE(parameters[0].values[0].from);
  CHECK(parameters[0].open);
  CHECK_EQ(parameters[0].clause, "3.1");
  REQUIRE_EQ(parameters[1].values.size(), 2);
  CHECK_EQ(parameters[1].values[0].from, Date::from_ymd(2022, 1, 1));
  CHECK_EQ(words(parameters[1].values[0].value), "30亿元");
  // Words to choose among are texts; numbers and true are not.
  CHECK_EQ(dump(*parameters[2].values.at(0).value.ast), "\"sum of ranks\"");
  CHECK_EQ(dump(*parameters[2].one_of.at(1).ast), "\"pro_rata\"");
  CHECK_EQ(dump(*parameters[2].one_of.at(2).ast), "2");
  CHECK_EQ(dump(*parameters[2].one_of.at(3).ast), "true");
}

TEST_CASE("parameters may stand in a text table") {
  const PolicyUnderTest read(
      "parameters: |\n"
      "  | name | value | one_of       | clause |\n"
      "  | keep | all   | highest, all | 7      |\n"
      "  | task | 3     |              | 2      |\n");
  CHECK_EQ(read.faults(), "");
  REQUIRE_EQ(read.policy.parameters.size(), 2);
  CHECK_EQ(dump(*read.policy.parameters[0].values.at(0).value.ast), "\"all\"");
  CHECK_EQ(dump(*read.policy.parameters[1].values.at(0).value.ast), "3");
}

TEST_CASE("faults of parameters") {
  CHECK_EQ(PolicyUnderTest("parameters: {a: {unit: 元}}\n").faults(), "1:17 policy-one-key");
  CHECK_EQ(PolicyUnderTest("parameters: {a: {value: 1, values: {2022-01-01: 2}}}\n").faults(),
           "1:17 policy-one-key");
  CHECK_EQ(PolicyUnderTest("parameters: {a: {values: {2022-02-30: 2}}}\n").faults(),
           "1:27 policy-date");
  CHECK_EQ(PolicyUnderTest("parameters: {a-b: {value: 1}}\n").faults(), "1:14 policy-name");
  CHECK_EQ(PolicyUnderTest("parameters:\n  a: {value: 1}\n  a: {value: 2}\n").faults(),
           "3:3 yaml-duplicate-key");
}

TEST_CASE("columns and tables of a policy's own") {
  const PolicyUnderTest read(
      "columns:\n"
      "  units: {points: {heading: 得分, type: number}}\n"
      "  projects:\n"
      "    sector: {values: '\"工业\", \"农业\"', missing: none}\n"
      "    kept: {type: bool, missing: 'false'}\n"
      "tables:\n"
      "  trips:\n"
      "    heading: 外出\n"
      "    key: [trip_id]\n"
      "    date: from\n"
      "    long: true\n"
      "    columns: |\n"
      "      | name    | heading  | type     |\n"
      "      | trip_id | 外出编号 | id       |\n"
      "      | fares   | 交通费   | money(元) |\n"
      "relations:\n"
      "  units.drafted: projects.drafted_by\n");
  CHECK_EQ(read.faults(), "");
  const Policy& policy = read.policy;
  REQUIRE_EQ(policy.columns.size(), 3);
  CHECK_EQ(policy.columns[0].heading, "得分");
  CHECK_EQ(policy.columns[0].type, "number");
  CHECK_EQ(policy.columns[1].missing, "none");
  CHECK_EQ(words(policy.columns[1].values), "\"工业\", \"农业\"");
  CHECK_EQ(words(policy.columns[2].missing_value), "false");
  REQUIRE_EQ(policy.tables.size(), 1);
  CHECK(policy.tables[0].is_long);
  CHECK_EQ(policy.tables[0].date, "from");
  CHECK_EQ(policy.tables[0].key, std::vector<std::string>{"trip_id"});
  CHECK_EQ(policy.tables[0].columns.at(1).type, "money(元)");
  REQUIRE_EQ(policy.relations.size(), 1);
  CHECK_EQ(policy.relations[0].table + " " + policy.relations[0].name, "units drafted");
  CHECK_EQ(policy.relations[0].child + " " + policy.relations[0].column, "projects drafted_by");
  CHECK_EQ(PolicyUnderTest("relations: {units: projects.a}\n").faults(), "1:13 relation-form");
  CHECK_EQ(PolicyUnderTest("relations: {units.a: projects}\n").faults(), "1:22 relation-form");
}

TEST_CASE("credit rules") {
  const PolicyUnderTest read(
      "credit:\n"
      "  - {id: unit, clause: 2.2, role: 引资单位, to: unit, at_most: 2, over: nobody}\n"
      "  - {for: big, to: team, share: equal}\n"
      "  - {to: person, share: 50%}\n");
  CHECK_EQ(read.faults(), "");
  REQUIRE_EQ(read.policy.credit.size(), 3);
  CHECK_EQ(read.policy.credit[0].at_most, 2);
  CHECK(read.policy.credit[0].over == CreditForm::Over::kNobody);
  CHECK(read.policy.credit[0].share == CreditForm::Share::kFull);
  CHECK(read.policy.credit[1].share == CreditForm::Share::kEqual);
  CHECK_EQ(words(read.policy.credit[1].condition), "big");
  CHECK_EQ(words(read.policy.credit[2].share_expression), "50%");
  CHECK_EQ(PolicyUnderTest("credit: [{to: unit, over: none}]\n").faults(), "1:27 policy-word");
}

TEST_CASE("scales, groups and the calendar") {
  const PolicyUnderTest read(
      "scales: {grade: [科员, 副科级]}\n"
      "groups: {县直单位: kind = \"县直单位\", 乡镇: kind = \"乡镇\"}\n"
      "calendar:\n"
      "  year_starts: 04-01\n"
      "  since: 2021-04-01\n"
      "  grains:\n"
      "    meeting: {every: P30D, from: 2022-04-13}\n"
      "    phase: {宣传: 2022-04-13..2022-04-20, 签约: 2022-04-21..}\n");
  CHECK_EQ(read.faults(), "");
  CHECK_EQ(read.policy.scales.at(0).words, std::vector<std::string>{"科员", "副科级"});
  CHECK_EQ(words(read.policy.groups.at(1).condition), "kind = \"乡镇\"");
  const CalendarForm& calendar = read.policy.calendar;
  CHECK_EQ(calendar.year_starts_month, 4);
  CHECK_EQ(calendar.since, Date::from_ymd(2021, 4, 1));
  REQUIRE_EQ(calendar.grains.size(), 2);
  CHECK_EQ(calendar.grains[0].every_days, 30);
  CHECK_EQ(calendar.grains[1].phases.at(0).label, "宣传");
  CHECK_FALSE(calendar.grains[1].phases.at(1).span.last);
}

TEST_CASE("faults of scales and the calendar") {
  CHECK_EQ(PolicyUnderTest("scales: {g: [a, b, a]}\n").faults(), "1:20 policy-duplicate-id");
  CHECK_EQ(PolicyUnderTest("calendar: {year_starts: 02-29}\n").faults(), "1:25 calendar-day");
  CHECK_EQ(PolicyUnderTest("calendar: {grains: {m: {every: P1M, from: 2022-01-01}}}\n").faults(),
           "1:32 calendar-every");
  CHECK_EQ(PolicyUnderTest("calendar: {grains: {m: {every: PT36H, from: 2022-01-01}}}\n").faults(),
           "1:32 calendar-every");
  CHECK_EQ(PolicyUnderTest("calendar: {grains: {m: {every: P7D}}}\n").faults(),
           "1:24 policy-missing-key");
}

TEST_CASE("facts and measures may stand in text tables") {
  const PolicyUnderTest read(
      "facts:\n"
      "  teams: |\n"
      "    | name | is    | clause |\n"
      "    | far  | a > 1 | 4.1    |\n"
      "measures:\n"
      "  teams: |\n"
      "    | name   | title | is        | target |\n"
      "    | landed | 落户  | count(a)  | task   |\n"
      "    | big    | 大    | count(b)  |        |\n");
  CHECK_EQ(read.faults(), "");
  CHECK_EQ(words(read.policy.facts.at(0).value), "a > 1");
  REQUIRE_EQ(read.policy.measures.size(), 2);
  CHECK_EQ(read.policy.measures[0].value.head.title, "落户");
  CHECK_EQ(words(read.policy.measures[0].target->is), "task");
  CHECK_FALSE(read.policy.measures[1].target);
}

TEST_CASE("targets are given or worked out") {
  const PolicyUnderTest read(
      "measures:\n"
      "  county:\n"
      "    a: {is: x, target: given}\n"
      "    b: {is: x, target: 25亿元}\n"
      "    c: {is: x, target: {is: 3, stretch: true, for: county}}\n"
      "    d: {is: x, target: {from: given, rows: quarter, figures: cumulative, phase: elapsed, "
      "missing: 0}}\n"
      "    e: {is: x, target: {from: given, phase: [25%, 50%]}}\n"
      "    f: x\n");
  CHECK_EQ(read.faults(), "");
  const auto& measures = read.policy.measures;
  CHECK(measures[0].target->given);
  CHECK_EQ(words(measures[1].target->is), "25亿元");
  CHECK(measures[2].target->stretch);
  CHECK_EQ(words(measures[2].target->condition), "county");
  CHECK(measures[3].target->rows == CalendarGrain::kQuarter);
  CHECK(measures[3].target->cumulative);
  CHECK(measures[3].target->phase_elapsed);
  CHECK_EQ(words(measures[3].target->missing), "0");
  CHECK_EQ(measures[4].target->phases.size(), 2);
  CHECK_FALSE(measures[5].target);
}

TEST_CASE("faults of measures") {
  CHECK_EQ(PolicyUnderTest("measures: {unit: {a: x}}\n").faults(), "1:12 policy-unknown-key");
  CHECK_EQ(PolicyUnderTest("measures: {units: {a: {is: x, target: {for: y}}}}\n").faults(),
           "1:39 policy-one-key");
  CHECK_EQ(
      PolicyUnderTest("measures: {units: {a: {is: x, target: {is: 1, from: given}}}}\n").faults(),
      "1:39 policy-one-key");
  CHECK_EQ(PolicyUnderTest("measures: {units: {a: {is: x, target: {from: given, rows: day}}}}\n")
               .faults(),
           "1:59 policy-word");
}

}  // namespace
}  // namespace zhaoshang
