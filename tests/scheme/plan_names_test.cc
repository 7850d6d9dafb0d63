// What a policy declares and nothing in it names, and what hides another name.
#include "scheme/plan_names.h"

#include <doctest/doctest.h>

#include "scheme/policy_under_test.h"

namespace zhaoshang {
namespace {

/// Where what is unused stands, `line:column unused-name`.
std::string unused(const std::string& sections) {
  PolicyUnderTest policy(sections);
  const auto plan = Plan::compile(policy.policy, policy.diagnostics);
  INFO(faults(policy.diagnostics));
  REQUIRE(plan != nullptr);
  check_names(*plan, policy.diagnostics);
  return faults(policy.diagnostics);
}

const std::string kRule =
    "roster:\n  requirements:\n    - {id: r, for: projects, message: '{name}', require: ";

TEST_CASE("a parameter, a fact and a table that no rule names") {
  CHECK_EQ(unused("parameters: {a: {value: 1}, b: {value: a + 1}}\n"), "1:29 unused-name");
  CHECK_EQ(unused("facts: {projects: {a: investment, b: a > 1元}}\n"), "1:35 unused-name");
  CHECK_EQ(unused("tables: {fees: {key: [fee_id], columns: {fee_id: {type: id}}}}\n"),
           "1:10 unused-name");
  CHECK_EQ(unused("scales: {standing: [低, 高]}\n"), "1:10 unused-name");
}

TEST_CASE("what a rule names is used, and what that rests on") {
  const std::string facts =
      "parameters: {a: {value: 1元}}\nfacts: {projects: {b: investment > a}}\n";
  CHECK_EQ(unused(facts + kRule + "b}\n"), "");
  CHECK_EQ(unused("parameters: {a: {value: 1元}}\n" + kRule + "'investment > a'}\n"), "");
  CHECK_EQ(unused("columns: {members: {grade: {type: scale(grade)}}}\nscales: {grade: [低, 高]}\n"),
           "");
  // By the relation that leads to it, by a rule on its rows, as a whole.
  const std::string fees =
      "tables: {fees: {key: [fee_id], columns: {fee_id: {type: id}, project_id: {type: "
      "ref(projects)}}}}\n";
  CHECK_EQ(unused(fees + kRule + "'count(fees) > 0'}\n"), "");
  CHECK_EQ(
      unused(fees + "roster: {requirements: [{id: r, for: fees, require: true, message: x}]}\n"),
      "");
}

TEST_CASE(
    "a measure is used where an indicator scores it, or an expression reads what comes of it") {
  const std::string measures = "measures: {units: {m: {is: count(projects), target: 3}}}\n";
  CHECK_EQ(unused(measures), "1:20 unused-name");
  CHECK_EQ(unused(measures +
                  "assess: {a: {subject: units, indicators: [{id: x, measure: m, weight: 1, score: "
                  "ratio, cap: none}]}}\n"),
           "");
  for (const char* figure : {"m", "target.m", "completion.m"}) {
    CAPTURE(figure);
    CHECK_EQ(unused(measures + "roster: {requirements: [{id: r, for: units, message: x, require: " +
                    figure + " > 1}]}\n"),
             "");
  }
}

TEST_CASE("a parameter that stands for a fixed word, or for the rule on currencies, is used") {
  CHECK_EQ(unused("parameters: {t: {value: share, one_of: [share, dense]}}\nassess: {a: {subject: "
                  "units, rank: {by: name ascending, ties: t}}}\n"),
           "");
}

TEST_CASE("a parameter that rows hide, a variable that hides, an entry that hides") {
  const std::string limit = "parameters: {limit: {value: 3元}}\n";
  CHECK_EQ(
      unused(limit + "facts: {projects: {limit: investment}}\n" + kRule + "investment > limit}\n"),
      "1:14 unused-name; 2:20 parameter-hidden");
  CHECK_EQ(unused("parameters: {investment: {value: 3元}}\n" + kRule + "investment > 1元}\n"),
           "1:14 unused-name; 1:14 parameter-hidden");
  CHECK_EQ(unused(kRule + "'some name in [1] satisfies name > 0'}\n"), "3:64 name-shadowed");
  CHECK_EQ(unused(kRule + "'some x in [1] satisfies some x in [2] satisfies x > 0'}\n"),
           "3:88 name-shadowed");
  CHECK_EQ(unused(kRule + "'some period in [1] satisfies period > 0'}\n"), "3:64 name-shadowed");
  CHECK_EQ(unused(kRule + "'{name: 1, b: name}.b = 1'}\n"), "3:72 name-shadowed");
  CHECK_EQ(unused(kRule + "'{name: 1, b: 2}.b = 2'}\n").find("name-shadowed"), std::string::npos);
}

}  // namespace
}  // namespace zhaoshang
