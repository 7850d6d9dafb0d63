// Requirements, the roster, attendance, bulletins and worked examples.
#include <doctest/doctest.h>

#include <string>

#include "scheme/policy_under_test.h"

namespace zhaoshang {
namespace {

TEST_CASE("a requirement says for whom, what, and what follows") {
  const PolicyUnderTest read(
      "roster:\n"
      "  requirements:\n"
      "    - id: size\n"
      "      clause: 1.2\n"
      "      for: teams\n"
      "      when: county\n"
      "      require: count(members[serving]) in [2..3]\n"
      "      severity: warning\n"
      "      message: \"{name}现有{count(members[serving])}人\"\n"
      "      due: now\n"
      "      action: 立即调换、责任追究\n"
      "    - {id: later, for: units, require: a, due: year.end}\n");
  CHECK_EQ(read.faults(), "");
  REQUIRE_EQ(read.policy.roster.size(), 2);
  const Requirement& size = read.policy.roster[0];
  CHECK_EQ(size.head.id + " " + size.head.clause + " " + size.table, "size 1.2 teams");
  CHECK_EQ(words(size.when), "county");
  CHECK_EQ(words(size.require), "count(members[serving]) in [2..3]");
  CHECK(size.severity == Severity::kWarning);
  REQUIRE_EQ(size.message.parts.size(), 3);
  CHECK_EQ(size.message.parts[1].literal, "现有");
  CHECK(size.due_now);
  CHECK_EQ(size.action, "立即调换、责任追究");
  CHECK_FALSE(read.policy.roster[1].due_now);
  CHECK_EQ(words(read.policy.roster[1].due), "year.end");
  CHECK(read.policy.roster[1].severity == Severity::kError);
}

TEST_CASE("requirements may stand in a text table") {
  const PolicyUnderTest read(
      "attendance:\n"
      "  requirements: |\n"
      "    | id    | clause | for   | require          | severity | message           |\n"
      "    | leave | 9      | trips | leave_on <= from | warning  | {member.name}请假 |\n"
      "    | back  | 9      | trips | back_on >= to    |          |                   |\n");
  CHECK_EQ(read.faults(), "");
  REQUIRE_EQ(read.policy.attendance.requirements.size(), 2);
  CHECK_EQ(read.policy.attendance.requirements[0].message.parts.size(), 2);
}

TEST_CASE("faults of requirements") {
  CHECK_EQ(PolicyUnderTest("roster: {requirements: [{clause: 1}]}\n").faults(),
           "1:25 policy-missing-key; 1:25 policy-missing-key; 1:25 policy-missing-key");
  CHECK_EQ(
      PolicyUnderTest("roster: {requirements: [{id: a, for: b, require: c, severity: warn}]}\n")
          .faults(),
      "1:63 policy-word");
  CHECK_EQ(PolicyUnderTest("roster: {requirements: [{id: a, for: b, require: c, message: '{d'}]}\n")
               .diagnostics.error_count(),
           1);
}

TEST_CASE("attendance: resident days, how many, reports") {
  const PolicyUnderTest read(
      "attendance:\n"
      "  resident: status = \"在岗\" and at_station\n"
      "  days_required: {clause: 4.4, is: ceiling(a / b), otherwise: 0}\n"
      "  residents_required: {clause: 4.4, is: 2}\n"
      "  reports: {id: monthly, clause: 4.5, for: team_months, when: county, "
      "recipients: '[\"招商局\"]', due: month.end}\n");
  CHECK_EQ(read.faults(), "");
  const AttendanceForm& attendance = read.policy.attendance;
  CHECK_EQ(words(*attendance.resident), "status = \"在岗\" and at_station");
  CHECK_EQ(words(*attendance.days_required), "ceiling(a / b)");
  CHECK_EQ(words(*attendance.residents_required), "2");
  REQUIRE(attendance.reports);
  CHECK_EQ(attendance.reports->table, "team_months");
  CHECK_EQ(words(attendance.reports->recipients), "[\"招商局\"]");
}

TEST_CASE("a bulletin is made of parts") {
  const PolicyUnderTest read(
      "bulletin:\n"
      "  - id: month\n"
      "    every: month\n"
      "    clause: 6.1\n"
      "    title: '月调度({period})'\n"
      "    parts:\n"
      "      - table: {title: 进度, of: teams, when: county, columns: [name, 单位: unit.name], "
      "sort: paid_in}\n"
      "      - table: {of: projects, by: size_class, columns: [count, sum of investment]}\n"
      "      - assessment: teams\n"
      "      - awards: all\n"
      "      - findings: [days-met, two-at-post]\n"
      "      - text: 共{count(teams)}个\n");
  CHECK_EQ(read.faults(), "");
  REQUIRE_EQ(read.policy.bulletins.size(), 1);
  const BulletinForm& month = read.policy.bulletins[0];
  CHECK_EQ(month.head.id + " " + month.every, "month month");
  CHECK_EQ(month.title.parts.size(), 2);
  REQUIRE_EQ(month.parts.size(), 6);
  const BulletinPart& table = month.parts[0];
  CHECK_EQ(table.title + " " + table.of, "进度 teams");
  REQUIRE_EQ(table.columns.size(), 2);
  CHECK_EQ(table.columns[1].heading, "单位");
  CHECK_EQ(words(table.columns[1].figure), "unit.name");
  REQUIRE(table.sort);
  CHECK(table.sort->descending);
  using Shows = BulletinPart::Column::Shows;
  CHECK(month.parts[1].columns.at(0).shows == Shows::kCount);
  CHECK(month.parts[1].columns.at(1).shows == Shows::kSum);
  CHECK_EQ(words(month.parts[1].columns.at(1).figure), "investment");
  CHECK_EQ(month.parts[2].assessment, "teams");
  CHECK(month.parts[3].kind == BulletinPart::Kind::kAwards);
  CHECK(month.parts[3].ids.empty());
  CHECK_EQ(joined(month.parts[4].ids), "days-met,two-at-post");
  CHECK(month.parts[5].kind == BulletinPart::Kind::kText);
  CHECK_EQ(month.parts[5].text.parts.size(), 2);
}

TEST_CASE("faults of bulletins") {
  CHECK_EQ(PolicyUnderTest("bulletin: [{id: a, every: week, title: t}]\n").faults(),
           "1:27 policy-word");
  CHECK_EQ(
      PolicyUnderTest("bulletin: [{id: a, every: any, title: t, parts: [{title: u}]}]\n").faults(),
      "1:50 policy-one-key");
  CHECK_EQ(PolicyUnderTest("bulletin: [{id: a, every: any, title: t, parts: [{table: {of: b, "
                           "columns: c}}]}]\n")
               .faults(),
           "1:75 policy-kind");
}

TEST_CASE("a worked example gives rows and expects rows") {
  const PolicyUnderTest read(
      "tests:\n"
      "  - name: 二十天合格\n"
      "    clause: 4.4\n"
      "    period: 2022-03\n"
      "    as_of: 2022-03-31\n"
      "    given:\n"
      "      units: |\n"
      "        | unit_id | name   |\n"
      "        | U1      | 财政局 |\n"
      "        | U2      |        |\n"
      "      targets: [{subject_id: U1, amount: 100}]\n"
      "    expect:\n"
      "      attendance: |\n"
      "        | member_id | met  |\n"
      "        | M1        | true |\n");
  CHECK_EQ(read.faults(), "");
  REQUIRE_EQ(read.policy.tests.size(), 1);
  const WorkedExample& example = read.policy.tests[0];
  CHECK_EQ(example.name + " " + example.period, "二十天合格 2022-03");
  CHECK_EQ(example.as_of, Date::from_ymd(2022, 3, 31));
  REQUIRE_EQ(example.given.size(), 2);
  CHECK_EQ(dump(example.given[0].value), "[{unit_id: ⟨U1⟩, name: ⟨财政局⟩}, {unit_id: ⟨U2⟩}]");
  CHECK_EQ(example.given[1].value.items().size(), 1);
  CHECK_EQ(dump(example.expect.at(0).value), "[{member_id: ⟨M1⟩, met: ⟨true⟩}]");
  CHECK_EQ(PolicyUnderTest("tests: [{period: 2022}]\n").faults(),
           "1:9 policy-missing-key; 1:9 policy-missing-key");
}

}  // namespace
}  // namespace zhaoshang
