// What a measure is held against: given rows, periods and their parts, units, phases; and credits,
// which say who may count a project.
#include <doctest/doctest.h>

#include "support/scheme_under_test.h"

namespace zhaoshang {
namespace {

std::string measures(const std::string& target) {
  return "facts:\n"
         "  projects: {paid_in: 'sum(payments[date in to_date].amount)'}\n"
         "  credits: {paid_in: share * project.paid_in}\n"
         "measures:\n"
         "  units:\n"
         "    paid_in: {title: 到位资金, unit: 万元, is: sum(credits.paid_in), target: " +
         target + "}\n";
}

TableTexts given(const std::string& targets) {
  return {{"units", "unit_id,name\nU1,招商局\nU2,财政局\n"},
          {"targets", "subject_kind,subject_id,measure,for_period,amount,unit\n" + targets}};
}

std::string target(const std::string& form, const std::string& targets, const char* period = "2022",
                   const char* as_of = "") {
  SchemeUnderTest scheme(measures(form), given(targets), {period, as_of});
  CHECK_EQ(scheme.faults(), "");
  return scheme.value("units", "U1", "target.paid_in");
}

TEST_CASE("a target goes by the measure's name or title and is in its unit or the one written") {
  CHECK_EQ(target("given", "unit,U1,paid_in,2022,10000,\n"), "100000000元");
  CHECK_EQ(target("given", "单位,U1,到位资金,2022,10000,\n"), "100000000元");
  CHECK_EQ(target("given", "unit,U1,paid_in,2022,1.5,亿元\n"), "150000000元");
  CHECK_EQ(target("given", "unit,U1,paid_in,2022,2亿元,\n"), "200000000元");
  CHECK_EQ(target("given", "unit,U2,paid_in,2022,10000,\n"), "null");
  CHECK_EQ(target("given", "team,U1,paid_in,2022,10000,\n"), "null");
  CHECK_EQ(target("given", "unit,U1,signed,2022,10000,\n"), "null");
}

TEST_CASE("the exact period first; else the parts, added up or the last of them") {
  const std::string quarters =
      "unit,U1,paid_in,2022Q1,100,\nunit,U1,paid_in,2022Q2,200,\nunit,U1,paid_in,2022Q3,300,\n";
  CHECK_EQ(target("given", quarters, "2022Q2"), "2000000元");
  CHECK_EQ(target("given", quarters, "2022H1"), "3000000元");
  // A part that is not given makes the whole unknown, never smaller.
  const std::string all_four = quarters + "unit,U1,paid_in,2022Q4,400,\n";
  CHECK_EQ(target("given", quarters, "2022"), "null");
  CHECK_EQ(target("given", all_four, "2022"), "10000000元");
  CHECK_EQ(target("given", quarters + "unit,U1,paid_in,2022,1000,\n", "2022"), "10000000元");
  const std::string cumulative = "{from: given, rows: quarter, figures: cumulative}";
  CHECK_EQ(target(cumulative, quarters, "2022"), "null");
  CHECK_EQ(target(cumulative, all_four, "2022"), "4000000元");
  // Rows of another span than the one stated are not looked at.
  const std::string months = "unit,U1,paid_in,2022-01,1,\nunit,U1,paid_in,2022-02,2,\n";
  CHECK_EQ(
      target("{from: given, rows: quarter}", months + "unit,U1,paid_in,2022Q1,100,\n", "2022Q1"),
      "1000000元");
  CHECK_EQ(target("{from: given, rows: month}", months + "unit,U1,paid_in,2022Q1,100,\n", "2022Q1"),
           "null");
  CHECK_EQ(target(cumulative, quarters, "2022H1"), "2000000元");
  // Months beside their quarter are not counted on top of it.
  CHECK_EQ(target("given", quarters + "unit,U1,paid_in,2022-01,40,\nunit,U1,paid_in,2022-02,60,\n",
                  "2022H1"),
           "3000000元");
}

TEST_CASE("part of a target is due by now only where `phase` says so") {
  const std::string year = "unit,U1,paid_in,2022,1000,\n";
  CHECK_EQ(target("given", year, "2022Q1"), "10000000元");
  // 90 of 365 days.
  SchemeUnderTest elapsed(measures("{from: given, phase: elapsed}"), given(year), {"2022Q1"});
  CHECK_EQ(elapsed.value("units", "U1", "target.paid_in"), "2465753.424657534246575342465753425元");
  const std::string phases = "{from: given, phase: [25%, 50%, 75%, 100%]}";
  CHECK_EQ(target(phases, year, "2022Q1"), "2500000元");
  CHECK_EQ(target(phases, year, "2022-05"), "5000000元");
  CHECK_EQ(target(phases, year, "2022"), "10000000元");
  CHECK_EQ(target(phases, year, "2022", "2022-07-01"), "7500000元");
}

TEST_CASE("a target can be worked out, for some only, and have a stand-in") {
  CHECK_EQ(target("3亿元", ""), "300000000元");
  CHECK_EQ(target("{is: 3亿元, phase: [25%, 50%, 75%, 100%]}", "", "2022H1"), "150000000元");
  CHECK_EQ(target("{from: given, for: 'name = \"财政局\"'}", "unit,U1,paid_in,2022,1000,\n"),
           "null");
  CHECK_EQ(target("{from: given, missing: 500万元}", ""), "5000000元");
  CHECK_EQ(target("{from: given, missing: 500}", ""), "5000000元");
}

TEST_CASE("completion is the measure over its target") {
  TableTexts tables = given("unit,U1,paid_in,2022,10000,\nunit,U2,paid_in,2022,10000,\n");
  tables["projects"] = "project_id,name,unit_id\nP1,甲,U1\nP2,乙,U2\n";
  tables["payments"] =
      "project_id,date,amount\nP1,2022-03-01,9600\nP2,2022-05-01,1\nP2,2021-12-31,5000\n";
  SchemeUnderTest scheme(measures("given"), tables);
  CHECK_EQ(scheme.faults(), "");
  CHECK_EQ(scheme.column("units", "completion.paid_in"), "U1=0.96 U2=0.0001");
}

constexpr const char* kCredits = R"(
credit:
  - {id: led, for: 'zone = "园区"', to: unit, role: 引进, share: 60%}
  - {id: helped, for: 'zone = "园区"', to: team, role: 协助, share: 40%}
  - {id: alone, for: 'zone = null', to: unit, share: full}
)";

TableTexts credited(const std::string& credits) {
  return {{"units", "unit_id,name\nU1,招商局\nU2,财政局\n"},
          {"teams", "team_id,unit_id,name\nT1,U1,一队\n"},
          {"projects",
           "project_id,name,unit_id,team_id,zone\nP1,甲,U1,T1,园区\nP2,乙,U2,,\nP3,丙,U1,T1,\n"},
          {"credits", "project_id,role,subject_kind,subject_id,share\n" + credits}};
}

std::string credits_of(SchemeUnderTest& scheme) {
  std::string text;
  const std::uint32_t table = scheme.plan().find_table("credits").value();
  for (std::uint32_t row = 0; row < scheme.figures().row_count(table); ++row) {
    for (const char* column : {"project_id", "role", "subject_id"}) {
      text += scheme.figures().text(table, column, row) + ' ';
    }
    text += to_feel(scheme.figures().field(table, "share").at(row)) + ' ' +
            scheme.figures().source(table, row) + '\n';
  }
  return text;
}

TEST_CASE("rows of credits.csv win over the rules, project by project") {
  SchemeUnderTest scheme(kCredits, credited("P3,,unit,U2,0.5\nP3,,unit,U1,0.5\n"));
  CHECK_EQ(scheme.faults(), "");
  CHECK_EQ(
      credits_of(scheme),
      "P3  U1 0.5 credits.csv:3\nP3  U2 0.5 credits.csv:2\n"
      "P1 引进 U1 0.6 projects.csv:2\nP1 协助 T1 0.4 projects.csv:2\nP2  U2 1 projects.csv:3\n");
}

TEST_CASE("without rules a project counts for its unit and its team, whole") {
  SchemeUnderTest scheme("facts: {}\n", credited(""));
  CHECK_EQ(scheme.faults(), "");
  CHECK_EQ(credits_of(scheme),
           "P1  U1 1 projects.csv:2\nP2  U2 1 projects.csv:3\nP3  U1 1 projects.csv:4\n"
           "P1  T1 1 projects.csv:2\nP3  T1 1 projects.csv:4\n");
}

TEST_CASE("money is counted at its share") {
  TableTexts tables = credited("P1,,unit,U1,0.5\nP1,,unit,U2,0.5\n");
  tables["payments"] = "project_id,date,amount\nP1,2022-03-01,1000\nP2,2022-04-01,10\n";
  SchemeUnderTest scheme(measures("given"), tables);
  CHECK_EQ(scheme.column("units", "paid_in"), "U1=5000000元 U2=5100000元");
}

std::string equal_shares(const std::string& more, std::string* faults = nullptr) {
  SchemeUnderTest scheme("credit:\n  - {id: all, to: 'units', share: equal" + more + "}\n",
                         {{"units", "unit_id,name\nU1,甲局\nU2,乙局\nU3,丙局\n"},
                          {"projects", "project_id,name\nP1,甲\n"}});
  if (faults != nullptr) *faults = scheme.faults();
  if (!scheme.faults().empty()) return scheme.faults();
  return credits_of(scheme);
}

TEST_CASE("equal shares add up to the whole") {
  CHECK_EQ(
      equal_shares(""),
      "P1  U1 0.3334 projects.csv:2\nP1  U2 0.3333 projects.csv:2\nP1  U3 0.3333 projects.csv:2\n");
}

std::string adjusted(const std::string& rows, const char* period = "2022") {
  TableTexts tables = given("unit,U1,paid_in,2022,10000,\n");
  tables["projects"] = "project_id,name,unit_id\nP1,甲,U1\n";
  tables["payments"] = "project_id,date,amount\nP1,2022-02-01,1000\n";
  tables["adjustments"] =
      "subject_kind,subject_id,measure,for_period,mode,amount,reason,by\n" + rows;
  SchemeUnderTest scheme(measures("given"), tables, {period});
  CHECK_EQ(scheme.faults(), "");
  return scheme.value("units", "U1", "paid_in") + ' ' +
         scheme.value("units", "U1", "completion.paid_in");
}

TEST_CASE("an adjustment replaces a measure or adds to it before anything reads it") {
  CHECK_EQ(adjusted(""), "10000000元 0.1");
  CHECK_EQ(adjusted("unit,U1,paid_in,2022,核定为,800,重复计算,审计局\n"), "8000000元 0.08");
  CHECK_EQ(adjusted("unit,U1,到位资金,2022,增减,-50,虚报,审计局\n"), "9500000元 0.095");
  CHECK_EQ(adjusted("unit,U1,paid_in,2022,增减,0.1亿元,漏报,审计局\n"), "20000000元 0.2");
  CHECK_EQ(adjusted("unit,U2,paid_in,2022,核定为,800,重复计算,审计局\n"), "10000000元 0.1");
  CHECK_EQ(adjusted("unit,U1,paid_in,2021,核定为,800,重复计算,审计局\n"), "10000000元 0.1");
  // What was settled for the year says nothing of its first quarter.
  CHECK_EQ(adjusted("unit,U1,paid_in,2022,核定为,800,重复计算,审计局\n", "2022Q1"),
           "10000000元 0.1");
  CHECK_EQ(adjusted("unit,U1,paid_in,2022Q1,核定为,800,重复计算,审计局\n", "2022Q1"),
           "8000000元 0.08");
  // Changes of the quarters add up over the year; one of a later quarter is not known yet.
  const std::string changes =
      "unit,U1,paid_in,2022Q1,增减,-100,虚报,审计局\nunit,U1,paid_in,2022Q3,增减,-200,虚报,"
      "审计局\n";
  CHECK_EQ(adjusted(changes), "7000000元 0.07");
  CHECK_EQ(adjusted(changes, "2022H1"), "9000000元 0.09");
}

TEST_CASE("settled first, then changed, wherever the rows stand") {
  CHECK_EQ(adjusted("unit,U1,paid_in,2022,增减,-100,虚报,审计局\nunit,U1,paid_in,2022,核定为,800,"
                    "重复,审计局\n"),
           "7000000元 0.07");
  CHECK_EQ(adjusted("unit,U1,paid_in,2022,核定为,800,重复,审计局\nunit,U1,paid_in,2022,增减,-100,"
                    "虚报,审计局\n"),
           "7000000元 0.07");
}

}  // namespace
}  // namespace zhaoshang
