// 兑现: awards to the fen, what was paid before, payouts that add up.
#include "reward/reward.h"

#include <doctest/doctest.h>

#include "stages/stage_under_test.h"

namespace zhaoshang {
namespace {

constexpr const char* kPolicy = R"yaml(
clauses: {"5.1": 开办经费2万元。, "6.5": 有功人员奖。}
reward:
  awards:
    - id: start-fund
      title: 开办经费
      kind: fund
      clause: 5.1
      for: teams
      when: from <= as_of
      amount: 20000元
      once: [team]
      due: from
    - id: merit
      kind: grant
      clause: 6.5
      for: projects
      when: person != null
      amount: 2‰ * investment
      to: person
      round: 0.01 half up
      due: year.end
      pay:
        - {share: 60%, on: signed_on, title: 第一期}
        - {share: 40%, on: produced_on, title: 第二期}
)yaml";

std::map<std::string, std::string> tables(const std::string& awarded) {
  return {{"teams", "team_id,name,from\nT1,甲队,2022-01-01\nT2,乙队,2022-03-01\n"},
          {"members", "member_id,name,team_id\nM1,甲,T1\n"},
          {"projects",
           "project_id,name,person_id,investment,signed_on,produced_on\nP1,一,M1,1000.00005,2022-"
           "05-01,\n"},
          {"awarded",
           "award,subject_kind,subject_id,recipient_kind,recipient_id,project_id,for_year,amount,"
           "paid_on\n" +
               awarded}};
}

TEST_CASE("awards, instalments and what is due when") {
  StageUnderTest run(kPolicy, tables(""), "2022");
  const StageResult result = make_reward(run.figures(), run.settled());
  // 2‰ of 10 000 000.50 元 is 20 000.001, to the fen 20 000.00; 60% and 40% of it.
  CHECK(StageUnderTest::rows(
            result, "awards",
            {"award", "recipient_id", "project_id", "basis", "amount", "status", "instalment"}) ==
        "merit M1 P1 10000000.50 8000.00 pending 第二期\n"
        "merit M1 P1 10000000.50 12000.00 granted 第一期\n"
        "start-fund T1 - - 20000.00 granted -\n"
        "start-fund T2 - - 20000.00 granted -\n");
  CHECK(StageUnderTest::rows(result, "payouts") ==
        "2022-01-01,team,T1,甲队,start-fund,20000.00,5.1\n"
        "2022-03-01,team,T2,乙队,start-fund,20000.00,5.1\n"
        "2022-05-01,member,M1,甲,merit,12000.00,6.5\n");
}

TEST_CASE("what an earlier year paid is not paid again; what this year paid is not listed again") {
  StageUnderTest run(kPolicy,
                     tables("start-fund,team,T1,team,T1,,2021,20000,2021-03-01\n"
                            "start-fund,team,T2,team,T2,,2022,20000,2022-03-05\n"),
                     "2022");
  const StageResult result = make_reward(run.figures(), run.settled());
  CHECK(StageUnderTest::rows(result, "awards", {"award", "recipient_id", "amount", "status"}) ==
        "merit M1 8000.00 pending\n"
        "merit M1 12000.00 granted\n"
        "start-fund T1 20000.00 withheld\n"
        "start-fund T2 20000.00 granted\n");
  CHECK(StageUnderTest::rows(result, "payouts", {"payee_id", "amount"}) == "M1 12000.00\n");
}

}  // namespace
}  // namespace zhaoshang
