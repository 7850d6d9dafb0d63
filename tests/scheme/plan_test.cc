// What is refused before a row is read, and where: names, types, units, circles, tables.
#include "scheme/plan.h"

#include <doctest/doctest.h>

#include "support/scheme_under_test.h"

namespace zhaoshang {
namespace {

std::string faults(const std::string& sections) { return SchemeUnderTest(sections).faults(); }

/// The faults of an expression as a fact of projects.
std::string of_project(const std::string& expression) {
  return faults("facts:\n  projects:\n    x: '" + expression + "'\n");
}

/// The first diagnostic's message and help, in English.
std::string said(const std::string& sections) {
  Diagnostics diagnostics;
  const SourceFile file("policy.yaml", sections + kHeader);
  const auto root = load_document(file, diagnostics);
  REQUIRE(root.has_value());
  const Policy policy = read_policy(*root, diagnostics);
  Plan::compile(policy, diagnostics);
  REQUIRE_FALSE(diagnostics.empty());
  const Diagnostic first = diagnostics.sorted().front();
  return first.text.en + " | " + first.help.en;
}

TEST_CASE("faults of types and units are found as the policy is loaded") {
  CHECK_EQ(of_project("investment + 3"), "3:20 type-mismatch");
  CHECK_EQ(of_project("signed_on > 2022"), "3:19 type-mismatch");
  CHECK_EQ(of_project("1亿元 + 500万美元"), "3:13 currency-mismatch");
  CHECK_EQ(of_project("investment / area + 1"), "3:20 type-mismatch");
  CHECK_EQ(of_project("investment / 1亿元 + 1"), "");
  CHECK_EQ(of_project("foreign > investment"), "3:17 currency-mismatch");
  CHECK_EQ(of_project("sum(payments.amount) >= 3"), "3:30 type-mismatch");
  CHECK_EQ(of_project("if name then 1 else 2"), "3:12 not-a-condition");
}

TEST_CASE("unknown names are named, with what may have been meant") {
  CHECK_EQ(of_project("invesment > 1亿元"), "3:9 unknown-name");
  CHECK(said("facts:\n  projects:\n    x: invesment > 1亿元\n").find("investment") !=
        std::string::npos);
  CHECK_EQ(of_project("unit.nmae"), "3:14 unknown-field");
  CHECK(said("facts:\n  projects:\n    x: unit.nmae\n").find("name") != std::string::npos);
  CHECK_EQ(of_project("cuont(payments)"), "3:9 unknown-function");
  CHECK_EQ(faults("facts:\n  project:\n    x: 1\n"), "2:3 unknown-table");
  CHECK(said("facts:\n  projcts:\n    x: 1\n").find("projects") != std::string::npos);
  CHECK_EQ(faults("assess:\n  a:\n    subject: units\n    indicators: [{id: x, measure: paid, "
                  "weight: 1, score: pass}]\n"),
           "4:35 unknown-measure");
  CHECK_EQ(
      faults("reward:\n  caps: [{id: c, of: [nothing], within: year, to: 1元, share: prorate}]\n"),
      "2:23 unknown-award");
}

TEST_CASE("a circle of facts is reported with its path") {
  const std::string circle =
      "facts:\n"
      "  projects: {a: unit.b + 1}\n"
      "  units: {b: sum(projects.c)}\n";
  CHECK_EQ(faults(circle + "  teams: {d: 1}\n  units2: {}\n").find("cycle"), std::string::npos);
  CHECK_EQ(faults("facts:\n  projects:\n    a: b + 1\n    b: c + 1\n    c: a + 1\n"), "5:8 cycle");
  CHECK(said("facts:\n  projects:\n    a: b + 1\n    b: c + 1\n    c: a + 1\n")
            .find("projects.a → projects.b → projects.c → projects.a") != std::string::npos);
  CHECK_EQ(faults("parameters:\n  a: {value: b + 1}\n  b: {value: a + 1}\n").find("cycle") ==
               std::string::npos,
           false);
}

TEST_CASE("scope names cannot be taken, and a name is given once") {
  CHECK_EQ(faults("facts:\n  projects:\n    period: 1\n"), "3:5 shadows-scope");
  CHECK_EQ(faults("facts:\n  projects:\n    investment: 1\n"), "3:5 name-taken");
  CHECK_EQ(faults("parameters:\n  as_of: {value: 1}\n"), "2:3 shadows-scope");
}

TEST_CASE("a parameter keeps to its words, and dated ones follow the day") {
  CHECK_EQ(faults("parameters:\n  over: {value: report, one_of: [report, prorate]}\n"), "");
  CHECK_EQ(faults("parameters:\n  over: {value: never, one_of: [report, prorate]}\n"),
           "2:17 not-in-choices");
  constexpr const char* kDated = R"(
parameters:
  line: {values: {2020-01-01: 5, 2022-03-01: 7, 2022-05-01: 9}}
facts:
  units: {now: line, then: 'line(date("2021-06-30"))'}
  unit_months: {here: line}
)";
  SchemeUnderTest scheme(kDated, {{"units", "unit_id,name\nU1,招商局\n"}}, {"2022Q2"});
  CHECK(scheme.faults().find("error") == std::string::npos);
  CHECK_EQ(scheme.value("units", "U1", "now"), "9");
  CHECK_EQ(scheme.value("units", "U1", "then"), "5");
  // The value at the start of the month.
  CHECK_EQ(scheme.column("unit_months", "here"), "U1=5 U1=5 U1=7 U1=7 U1=9 U1=9");
}

std::string table(const std::string& rows) {
  return "parameters:\n  line: {values: {2020-01-01: 80%, 2022-07-01: 90%}}\n"
         "measures:\n  units:\n"
         "    paid: {unit: 万元, is: sum(projects.investment), target: 1亿元}\n"
         "facts:\n  units:\n    grade:\n      hit: unique\n      table: |\n"
         "        | completion.paid || grade |\n" +
         rows;
}

TEST_CASE("decision tables are proved: gaps, overlaps and dead rows, at every date") {
  CHECK_EQ(faults(table("        | >= line || \"好\" |\n        | < line || \"差\" |\n")), "");
  CHECK(faults(table("        | > line || \"好\" |\n        | < line || \"差\" |\n"))
            .find("table-gap") != std::string::npos);
  CHECK(faults(table("        | >= line || \"好\" |\n        | <= line || \"差\" |\n"))
            .find("table-overlap") != std::string::npos);
  CHECK(said(table("        | > line || \"好\" |\n        | < line || \"差\" |\n")).find("0.8") !=
        std::string::npos);
  // 85 % is a gap only from July on.
  CHECK(faults(table("        | >= line || \"好\" |\n        | < 80% || \"差\" |\n        | "
                     "[80%..line) || \"中\" |\n"))
            .find("gap") == std::string::npos);
}

TEST_CASE("brackets say whole or slice, or a parameter does; they are proved too") {
  const auto brackets = [](const std::string& word, const std::string& rows) {
    return "parameters:\n  way: {value: slice, one_of: [whole, slice], open: true}\n"
           "facts:\n  projects:\n    award:\n      brackets: " +
           word +
           "\n      of: investment\n      table: |\n"
           "        | investment || rate |\n" +
           rows;
  };
  const std::string rows =
      "        | < 1000万元 || 1% |\n        | [1000万元..3000万元) || 2% |\n        | >= 3000万元 "
      "|| 3% |\n";
  const TableTexts projects = {
      {"projects", "project_id,name,investment\nP1,甲,500\nP2,乙,2000\nP3,丙,4000\n"}};
  SchemeUnderTest whole(brackets("whole", rows), projects);
  CHECK_EQ(whole.faults(), "");
  // 5万; 40万; 120万.
  CHECK_EQ(whole.column("projects", "award"), "P1=50000元 P2=400000元 P3=1200000元");
  // 5万; 10 + 20; 10 + 40 + 30.
  SchemeUnderTest slice(brackets("slice", rows), projects);
  CHECK_EQ(slice.column("projects", "award"), "P1=50000元 P2=300000元 P3=800000元");
  SchemeUnderTest chosen(brackets("way", rows), projects);
  CHECK_EQ(chosen.faults(), "");
  CHECK_EQ(chosen.column("projects", "award"), "P1=50000元 P2=300000元 P3=800000元");
  const std::string hole =
      "        | < 1000万元 || 1% |\n        | [1001万元..3000万元) || 2% |\n        | >= 3000万元 "
      "|| 3% |\n";
  CHECK(faults(brackets("whole", hole)).find("table-gap") != std::string::npos);
  const std::string twice =
      "        | <= 1000万元 || 1% |\n        | [1000万元..3000万元) || 2% |\n        | >= "
      "3000万元 || 3% |\n";
  CHECK(faults(brackets("whole", twice)).find("table-overlap") != std::string::npos);
}

TEST_CASE("a sheet is worked from top to bottom") {
  constexpr const char* kSheet = R"(
facts:
  projects:
    award:
      is:
        - start: 2‰ * investment
        - {times: 1.5, when: zone = "园区"}
        - plus: 1万元
        - cap: 30万元
        - {round: 1 down}
      unit: 万元
)";
  SchemeUnderTest scheme(
      kSheet,
      {{"projects",
        "project_id,name,zone,investment\nP1,甲,,5555\nP2,乙,园区,5555\nP3,丙,园区,99999\n"}});
  CHECK_EQ(scheme.faults(), "");
  // 11.11 + 1 = 12.11 → 12; 16.665 + 1 = 17.665 → 17; 299.997 + 1 → 30.
  CHECK_EQ(scheme.column("projects", "award"), "P1=120000元 P2=170000元 P3=300000元");
}

TEST_CASE("weights that do not add up, ratings off their scale, words that are no parameter") {
  const std::string a = "assess:\n  a:\n    subject: units\n";
  CHECK_EQ(
      faults(a + "    weights_sum: 100\n    indicators:\n      - {id: x, weight: 60, score: 1}\n"),
      "4:18 weights-sum");
  CHECK_EQ(faults("scales: {rating: [差, 好]}\n" + a +
                  "    rating: {rules: [{id: r, when: true, gives: 优秀}]}\n"),
           "5:49 unknown-rating");
  CHECK_EQ(faults("scales: {rating: [差, 好]}\n" + a +
                  "    rating: {default: 优秀, rules: [{id: r, when: true, gives: 好}]}\n"),
           "5:23 unknown-rating");
}

}  // namespace
}  // namespace zhaoshang
