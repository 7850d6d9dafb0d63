// 考核: figures in their unit, completion exact, ranks and ratings at the border.
#include "assess/assess.h"

#include <doctest/doctest.h>

#include "stages/stage_under_test.h"

namespace zhaoshang {
namespace {

constexpr const char* kPolicy = R"yaml(
clauses: {"3.3": 年度计划10000万元。, "6.4": 完成的可评优秀，超额的评优秀。, "6.6": 未完成的不得评优。}
scales:
  rating: [称职, 可评优秀, 优秀]
groups:
  县直: kind = "县直"
  乡镇: kind = "乡镇"
measures:
  units:
    paid_in:
      title: 到位资金
      unit: 万元
      clause: 3.3
      is: sum(projects.payments[date in period].amount)
      target: 10000万元
assess:
  units:
    title: 单位考核
    subject: units
    indicators:
      - {id: plan, clause: 3.3, measure: paid_in, weight: 100, score: ratio, cap: none}
    rank: {by: score descending, within: group, ties: share}
    rating:
      scale: rating
      rules:
        - {id: short, clause: 6.6, when: completion.paid_in < 100%, bars: 优秀, due: year.end}
        - {id: over, clause: 6.4, when: completion.paid_in > 100%, gives: 优秀, due: year.end, action: 重点考虑}
        - {id: done, clause: 6.4, when: completion.paid_in = 100%, gives: 可评优秀, due: year.end}
)yaml";

const std::map<std::string, std::string> kTables{
    {"units", "unit_id,name,kind\nU1,甲局,县直\nU2,乙局,县直\nU3,丙局,县直\nU4,丁镇,乡镇\n"},
    {"projects", "project_id,name,unit_id\nP1,一,U1\nP2,二,U2\nP3,三,U3\n"},
    {"payments",
     "project_id,date,amount\n"
     "P1,2022-06-01,10000\nP2,2022-06-01,10000.01\nP3,2022-06-01,9999.99\nP3,2023-01-01,500\n"}};

TEST_CASE("exactly the plan, a hundred yuan more, a hundred yuan less") {
  StageUnderTest run(kPolicy, kTables, "2022");
  const StageResult result = make_assess(run.figures(), {});
  CHECK(StageUnderTest::rows(result, "assessment") ==
        "unit,U1,甲局,县直,100,2,可评优秀,false,test-2022:6.4,units,\n"
        "unit,U2,乙局,县直,100.0001,1,优秀,false,test-2022:6.4,units,重点考虑\n"
        "unit,U3,丙局,县直,99.9999,3,,true,test-2022:6.6,units,\n"
        "unit,U4,丁镇,乡镇,0,1,,true,test-2022:6.6,units,\n");
  CHECK(StageUnderTest::rows(result, "scores") ==
        "unit,U1,甲局,县直,plan,到位资金,3.3,10000,10000,万元,1,100,100,,units,\n"
        "unit,U2,乙局,县直,plan,到位资金,3.3,10000.01,10000,万元,1.000001,100,100.0001,,units,\n"
        "unit,U3,丙局,县直,plan,到位资金,3.3,9999.99,10000,万元,0.999999,100,99.9999,,units,\n"
        "unit,U4,丁镇,乡镇,plan,到位资金,3.3,0,10000,万元,0,100,0,,units,\n");
}

TEST_CASE("before the year has ended a rating is still open") {
  StageUnderTest run(kPolicy, kTables, "2022H1");
  const StageResult result = make_assess(run.figures(), {});
  CHECK(StageUnderTest::rows(result, "assessment", {"subject_id", "rating", "barred"}) ==
        "U1 - false\nU2 - false\nU3 - false\nU4 - false\n");
}

TEST_CASE("money that the scheme does not convert is left out, and said so") {
  std::map<std::string, std::string> tables = kTables;
  tables["payments"] =
      "project_id,date,amount,currency\nP1,2022-06-01,10000,\nP1,2022-06-02,50,USD\n";
  StageUnderTest run(kPolicy, tables, "2022");
  const StageResult result = make_assess(run.figures(), run.inputs().findings());
  CHECK(StageUnderTest::rows(result, "scores", {"subject_id", "actual"}) ==
        "U1 10000\nU2 0\nU3 0\nU4 0\n");
  CHECK(StageUnderTest::findings(result) == "error foreign-money P1 failed\n");
  CHECK(result.findings.front().source == "payments.csv:3");
}

TEST_CASE("what counts once is listed for the years to come") {
  std::string policy = kPolicy;
  policy += "    counted: {table: projects, when: signed_on in year}\n";
  std::map<std::string, std::string> tables = kTables;
  tables["projects"] =
      "project_id,name,unit_id,signed_on\nP3,三,U3,2022-03-01\nP2,二,U2,2021-12-31\nP1,一,U1,2022-"
      "01-01\n";
  StageUnderTest run(policy, tables, "2022H1");
  const StageResult result = make_assess(run.figures(), {});
  CHECK(StageUnderTest::rows(result, "counted") == "projects,P1,U1,2022\nprojects,P3,U3,2022\n");
  StageUnderTest without(kPolicy, kTables, "2022");
  CHECK(make_assess(without.figures(), {}).tables.size() == 2);
}

TEST_CASE("a declared rounding prints its digits") {
  std::string policy = kPolicy;
  policy.replace(policy.find("    rank:"), 0, "    round: 0.01 half up\n");
  StageUnderTest run(policy, kTables, "2022");
  const StageResult result = make_assess(run.figures(), {});
  CHECK(StageUnderTest::rows(result, "assessment", {"subject_id", "score", "rank"}) ==
        "U1 100.00 1\nU2 100.00 1\nU3 100.00 1\nU4 0.00 1\n");
}

}  // namespace
}  // namespace zhaoshang
