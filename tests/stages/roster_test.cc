// 名册: one row a stint, its place in time, the order of rows.
#include "roster/roster.h"

#include <doctest/doctest.h>

#include "stages/stage_under_test.h"

namespace zhaoshang {
namespace {

constexpr const char* kPolicy = R"yaml(
clauses: {"1.2": 小分队安排2至3名成员。, "2.2": 带队人员必须是副科级以上。}
scales:
  grade: [科员, 副科级, 正科级]
roster:
  requirements:
    - id: team-size
      clause: 1.2
      for: teams
      require: count(members[serving]) in [2..3]
      severity: warning
      message: '{name}现有{count(members[serving])}人'
    - id: leader-rank
      clause: 2.2
      for: members
      when: role = "带队" and serving
      require: grade >= "副科级"
      message: '{name}不是副科级'
)yaml";

const std::map<std::string, std::string> kTables{
    {"units", "unit_id,name\nU2,乙局\nU10,甲局\n"},
    {"teams", "team_id,unit_id,name\nT1,U10,甲队\nT2,U2,乙队\n"},
    {"members",
     "member_id,name,unit_id,team_id,role,grade,from,to\n"
     "M3,丙,U2,T2,队员,科员,,\n"
     "M1,甲,,T1,带队,科员,2022-01-01,2022-05-31\n"
     "M1,甲,,T2,带队,科员,2022-06-01,\n"
     "M2,乙,U10,,队员,正科级,2022-07-01,\n"}};

TEST_CASE("one row a stint, by unit, team, person and first day") {
  StageUnderTest run(kPolicy, kTables, "2022", "2022-06-15");
  const StageResult result = make_roster(run.figures());
  CHECK(StageUnderTest::rows(result, "roster") ==
        "U10,甲局,,,M2,乙,队员,正科级,2022-07-01,,upcoming\n"
        "U10,甲局,T1,甲队,M1,甲,带队,科员,2022-01-01,2022-05-31,ended\n"
        "U2,乙局,T2,乙队,M1,甲,带队,科员,2022-06-01,,serving\n"
        "U2,乙局,T2,乙队,M3,丙,队员,科员,,,serving\n");
}

TEST_CASE("requirements look at who serves on the day") {
  StageUnderTest run(kPolicy, kTables, "2022", "2022-06-15");
  CHECK(StageUnderTest::findings(make_roster(run.figures())) ==
        "error leader-rank M1 failed\n"
        "warning team-size T1 failed\n");
  StageUnderTest before(kPolicy, kTables, "2022", "2022-05-31");
  CHECK(StageUnderTest::findings(make_roster(before.figures())) ==
        "error leader-rank M1 failed\n"
        "warning team-size T1 failed\n"
        "warning team-size T2 failed\n");
}

}  // namespace
}  // namespace zhaoshang
