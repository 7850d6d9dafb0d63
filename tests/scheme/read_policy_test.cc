// The header, the clauses, and what holds for every section: unknown keys, ids, citations.
#include <doctest/doctest.h>

#include <string>

#include "scheme/policy_under_test.h"

namespace zhaoshang {
namespace {

TEST_CASE("the header says which scheme and when it is in force") {
  const PolicyUnderTest read(
      "schema: 1\n"
      "scheme: town-2013\n"
      "title: 考核办法\n"
      "issued: 2013-03-01\n"
      "in_force: 2013-01-01..\n"
      "source: seeds/001\n"
      "currency: {foreign: year average}\n",
      "");
  CHECK_EQ(read.faults(), "");
  CHECK_EQ(read.policy.scheme, "town-2013");
  CHECK_EQ(read.policy.title, "考核办法");
  CHECK_EQ(read.policy.issued, Date::from_ymd(2013, 3, 1));
  CHECK_EQ(read.policy.in_force.first, Date::from_ymd(2013, 1, 1));
  CHECK_FALSE(read.policy.in_force.last);
  CHECK_EQ(read.policy.source, "seeds/001");
  CHECK(read.policy.foreign == ForeignMoney::kYearAverage);
}

TEST_CASE("a header needs its schema, scheme and term") {
  CHECK_EQ(PolicyUnderTest("title: 甲\n", "").faults(),
           "1:1 policy-missing-key; 1:1 policy-missing-key; 1:1 policy-missing-key");
  CHECK_EQ(PolicyUnderTest("schema: 2\nscheme: a\nin_force: ..\n", "").faults(),
           "1:9 policy-schema");
  CHECK_EQ(PolicyUnderTest("- 甲\n", "").faults(), "1:1 policy-kind");
}

TEST_CASE("an unknown key is reported with the nearest one") {
  const PolicyUnderTest read("asess: {}\n");
  REQUIRE_EQ(read.faults(), "1:1 policy-unknown-key");
  CHECK_EQ(read.diagnostics.sorted().front().help.en, "did you mean “assess”?");
}

TEST_CASE("unknown keys are found at every depth") {
  const PolicyUnderTest read(
      "roster: {rules: []}\n"
      "attendance: {reports: {for: team_months, to: a}}\n"
      "measures: {units: {a: {is: b, goal: 1}}}\n"
      "assess: {a: {subject: units, rank: {by: a descending, ties: share, of: b}}}\n"
      "reward: {awards: [{id: a, for: teams, amount: b, payee: c}]}\n"
      "bulletin: [{id: a, every: any, title: t, parts: [{table: {of: a, columns: [b], n: 1}}]}]\n");
  CHECK_EQ(read.faults(),
           "1:10 policy-unknown-key; 2:42 policy-unknown-key; 3:31 policy-unknown-key; "
           "4:68 policy-unknown-key; 5:50 policy-unknown-key; 6:80 policy-unknown-key");
}

TEST_CASE("clauses are texts, some of them recorded and not run") {
  const PolicyUnderTest read(
      "clauses:\n"
      "  1.1: 各单位组建小分队\n"
      "  4.10: {text: 待遇不变, recorded: true}\n");
  CHECK_EQ(read.faults(), "");
  REQUIRE_EQ(read.policy.clauses.size(), 2);
  CHECK_EQ(read.policy.find_clause("1.1")->text, "各单位组建小分队");
  CHECK(read.policy.find_clause("4.10")->recorded);
  CHECK_EQ(read.policy.find_clause("4.1"), nullptr);
}

TEST_CASE("a clause that is cited must be listed where clauses are listed") {
  const std::string rules =
      "facts:\n"
      "  units:\n"
      "    a: {clause: 1.1, is: b}\n"
      "    c: {clause: '1.1, 1.2', is: b}\n"
      "    d: {clause: 1.1、2.1, is: b}\n";
  CHECK_EQ(PolicyUnderTest(rules).faults(), "");
  CHECK_EQ(PolicyUnderTest(rules + "clauses:\n  9: {text: 甲, recorded: true}\n").faults(), "");
  const PolicyUnderTest listed(rules + "clauses: {1.1: 甲, 2.1: 乙}\n");
  REQUIRE_EQ(listed.faults(), "4:17 unknown-clause");
  CHECK(listed.diagnostics.sorted().front().severity == Severity::kWarning);
  CHECK_EQ(listed.diagnostics.sorted().front().help.en, "did you mean “1.1”?");
}

TEST_CASE("an id stands for one rule of its section") {
  CHECK_EQ(PolicyUnderTest("roster:\n"
                           "  requirements:\n"
                           "    - {id: a, for: units, require: b}\n"
                           "    - {id: a, for: teams, require: b}\n")
               .faults(),
           "4:12 policy-duplicate-id");
  // The requirements of all assessments make one section, the items of each are its own.
  CHECK_EQ(PolicyUnderTest("assess:\n"
                           "  one:\n"
                           "    subject: units\n"
                           "    bonuses: [{id: a, score: 1}]\n"
                           "    requirements: [{id: r, for: units, require: b}]\n"
                           "  two:\n"
                           "    subject: units\n"
                           "    bonuses: [{id: a, score: 1}]\n"
                           "    deductions: [{id: a, score: 1}]\n"
                           "    requirements: [{id: r, for: units, require: b}]\n")
               .faults(),
           "9:23 policy-duplicate-id; 10:25 policy-duplicate-id");
  // Awards have their own space.
  CHECK_EQ(PolicyUnderTest("reward:\n"
                           "  awards:\n"
                           "    - {id: a, for: units, amount: 1元}\n"
                           "    - {id: a, for: units, amount: 1元}\n"
                           "  clawbacks:\n"
                           "    - {id: a, for: units, of: all}\n")
               .faults(),
           "4:12 policy-duplicate-id");
}

TEST_CASE("foreign money goes by fixed words or by a parameter") {
  const PolicyUnderTest read("parameters: {rate: {value: 6.5}}\ncurrency: {foreign: rate}\n");
  CHECK_EQ(read.faults(), "");
  CHECK(read.policy.foreign == ForeignMoney::kParameter);
  CHECK_EQ(read.policy.foreign_parameter, "rate");
  CHECK_EQ(PolicyUnderTest("currency: {foreign: on day}\n").faults(), "1:21 policy-word");
}

TEST_CASE("every maker speaks both languages and says what to do") {
  const PolicyUnderTest read(
      "assess:\n"
      "  a:\n"
      "    subject: units\n"
      "    indicators: [{id: x, measure: m, weight: 1, score: ratio}]\n"
      "    rank: {by: score descending}\n");
  const auto all = read.diagnostics.sorted();
  REQUIRE_EQ(read.faults(), "4:23 policy-unstated; 5:11 policy-unstated");
  CHECK_EQ(all[0].text.zh, "没有写明(cap):按完成率计分,得分封顶不封顶");
  CHECK_EQ(all[1].text.en, "not stated (ties): which rank equals take");
  CHECK_NE(all[1].help.en.find("one of: share, dense, average, fault"), std::string::npos);
}

}  // namespace
}  // namespace zhaoshang
