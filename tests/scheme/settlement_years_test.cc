// Settlement over several years, on notice, by a subject's own limit: figures worked out by hand.
#include <doctest/doctest.h>

#include "support/scheme_under_test.h"

namespace zhaoshang {
namespace {

constexpr const char* kAwarded =
    "award,subject_kind,subject_id,recipient_kind,recipient_id,project_id,for_year,instalment,"
    "amount,paid_on\n";

// 1% of 1500万元 is 150000: 40% started, 30% completed, 30% produced.
SchemeUnderTest stages(const std::string& key, const std::string& awarded,
                       const std::string& year = "2023") {
  return SchemeUnderTest(
      "reward:\n  awards:\n    - id: stages\n      for: projects\n" + key +
          "      amount: 1% * fixed_investment\n      pay:\n"
          "        - {share: 40%, on: started_on, title: 开工}\n"
          "        - {share: 30%, on: completed_on, title: 竣工}\n"
          "        - {share: 30%, on: produced_on, title: 投产}\n",
      {{"units", "unit_id,name\nU1,甲\n"},
       {"projects",
        "project_id,name,unit_id,fixed_investment,started_on,completed_on,produced_on\n"
        "P1,一,U1,1500,2022-02-01,2023-12-31,\n"},
       {"awarded", kAwarded + awarded}},
      {year}, "schema: 1\nscheme: s\nin_force: 2022-01-01..2024-12-31\n");
}

TEST_CASE("instalments over several years: what was paid is never paid again, the rest is") {
  const std::string first = "stages,project,P1,project,P1,P1,2022,开工,60000,2022-03-31\n";
  for (const char* key : {"", "      once: [project]\n", "      less_paid: [project]\n"}) {
    CAPTURE(key);
    SchemeUnderTest scheme = stages(key, first);
    CHECK_EQ(scheme.faults(), "");
    CHECK_EQ(scheme.payouts(), "2023-12-31 P1 stages 45000\n");
  }
  CHECK_EQ(stages("", first).awards(),
           "stages P1 P1 投产 45000 pending\nstages P1 P1 开工 60000 withheld\n"
           "stages P1 P1 竣工 45000 granted\n");
  // The amount has grown: less_paid pays the difference of 40%, once does not.
  const std::string less = "stages,project,P1,project,P1,P1,2022,开工,40000,2022-03-31\n";
  CHECK_EQ(stages("      less_paid: [project]\n", less).payouts(),
           "2022-02-01 P1 stages 20000\n2023-12-31 P1 stages 45000\n");
  CHECK_EQ(stages("      once: [project]\n", less).payouts(), "2023-12-31 P1 stages 45000\n");
}

TEST_CASE("a payment that names no instalment counts for the first that is not paid") {
  CHECK_EQ(stages("", "stages,project,P1,project,P1,P1,2022,,70000,2022-03-31\n").payouts(),
           "2023-12-31 P1 stages 35000\n");
}

SchemeUnderTest budgets(const std::string& cap, const std::string& pools = "",
                        const std::string& more = "") {
  return SchemeUnderTest(
      "columns:\n  teams:\n    budget: {heading: 预算, type: money(元), missing: none}\n"
      "reward:\n  awards:\n    - {id: cost, for: claims, to: team, amount: amount" +
          more + "}\n" + cap + pools,
      {{"units", "unit_id,name\nU1,甲\n"},
       {"teams", "team_id,unit_id,name,budget\nT1,U1,一队,1000\nT2,U1,二队,500\nT3,U1,三队,\n"},
       {"claims",
        "claim_id,team_id,date,matter,amount\nC1,T1,2022-02-01,a,700\n"
        "C2,T1,2022-03-01,a,400\nC3,T1,2022-04-01,a,200\nC4,T2,2022-02-01,a,600\n"
        "C5,T3,2022-02-01,a,100\n"}});
}

TEST_CASE("a cap is of the row that it is per; a limit without a value pays nothing") {
  SchemeUnderTest scheme = budgets(
      "  caps:\n    - {id: budget, of: [cost], per: team, within: year, to: budget, share: "
      "whole}\n");
  CHECK_EQ(scheme.faults(), "");
  CHECK_EQ(scheme.awards(),
           "cost T1 700 granted\ncost T1 400 withheld\ncost T1 200 granted\n"
           "cost T2 600 withheld\ncost T3 100 pending\n");
  CHECK_EQ(scheme.settlement_findings(), "failed budget county: budget：上限没有数值\n");
}

TEST_CASE("a pool served whole: what does not fit is left out, and the next is tried") {
  SchemeUnderTest scheme =
      budgets("", "  pools:\n    - {id: pot, draws: all, amount: 1000元, over: whole, by: date}\n");
  CHECK_EQ(scheme.faults(), "");
  // By date C1 700, C4 600 and C5 100 of the same day in the order given, then C2 400, C3 200.
  CHECK_EQ(scheme.awards(),
           "cost T1 700 granted\ncost T1 400 withheld\ncost T1 200 granted\n"
           "cost T2 600 withheld\ncost T3 100 granted\n");
}

TEST_CASE("what an award still awaits, and why one is refused, say what the row says") {
  SchemeUnderTest scheme = budgets("", "",
                                   ", awaits: {when: date > @\"2022-03-15\", note: "
                                   "'{claim_id}待审', clause: 3}, excluded: {when: "
                                   "amount > 650元, note: '{matter}超标'}");
  CHECK_EQ(scheme.faults(), "");
  CHECK_EQ(scheme.awards(),
           "cost T1 700 withheld\ncost T1 400 granted\ncost T1 200 pending\n"
           "cost T2 600 granted\ncost T3 100 granted\n");
  CHECK_EQ(scheme.settled().awards[0].note, "a超标");
  CHECK_EQ(scheme.settled().awards[2].note, "C3待审(3)");
}

TEST_CASE("an award whose condition an empty cell leaves undecided is a finding") {
  SchemeUnderTest scheme(
      "columns:\n  teams:\n    wage: {heading: 工资, type: money(元)}\n"
      "reward:\n  awards:\n    - {id: a, clause: 2, for: teams, when: wage < 100元, amount: 5元}\n",
      {{"units", "unit_id,name\nU1,甲\n"},
       {"teams", "team_id,unit_id,name,wage\nT1,U1,一队,50\nT2,U1,二队,\nT3,U1,三队,200\n"}});
  CHECK_EQ(scheme.awards(), "a T1 5 granted\n");
  CHECK_EQ(scheme.settlement_findings(), "undecided a T2 2022-12-31: 缺小分队“工资”，无法判定\n");
}

TEST_CASE("a share that is missing leaves the award pending") {
  SchemeUnderTest scheme(
      "columns:\n  units:\n    area: {heading: 面积, type: number, missing: none}\n"
      "reward:\n  awards:\n    - {id: a, for: county, amount: 100元, split: {among: units, by: "
      "units.area}}\n",
      {{"units", "unit_id,name,area\nU1,甲,1\nU2,乙,\n"}});
  CHECK_EQ(scheme.awards(), "a county 100 pending\n");
  CHECK_EQ(scheme.settlement_findings(),
           "undecided a county 2022-12-31: split：乙的份额没有数值\n");
}

TEST_CASE("public notice: nothing is paid until its last day has passed") {
  const auto on = [](const std::string& day) {
    return SchemeUnderTest(
               "reward:\n  awards:\n    - {id: a, for: teams, amount: 5元, due: "
               "'@\"2022-11-01\"'}\n"
               "  notice: {clause: 7, from: '@\"2022-11-30\"', days: '5', kind: working, text: "
               "可向招商局反映。}\n",
               {{"units", "unit_id,name\nU1,甲\n"},
                {"teams", "team_id,unit_id,name\nT1,U1,一队\n"}},
               {"2022", day})
        .awards();
  };
  // Wednesday 30 November: 1, 2, 5, 6, 7 December.
  CHECK_EQ(on("2022-12-07"), "a T1 5 pending\n");
  CHECK_EQ(on("2022-12-08"), "a T1 5 granted\n");
}

TEST_CASE("clawback of the very payments that a condition names") {
  SchemeUnderTest scheme(
      "columns:\n  awarded:\n    false_claim: {heading: 虚报, type: bool, missing: false}\n"
      "reward:\n  awards:\n    - {id: a, for: units, when: 'false', amount: 5元}\n"
      "  clawbacks:\n    - {id: back, clause: 9, for: awarded, when: false_claim, of: all, share: "
      "100%}\n",
      {{"units", "unit_id,name\nU1,甲\nU2,乙\n"},
       {"awarded",
        "award,subject_kind,subject_id,recipient_kind,recipient_id,project_id,for_year,instalment,"
        "amount,paid_on,false_claim\na,unit,U1,unit,U1,,2020,,300,2020-12-31,true\n"
        "a,unit,U1,unit,U1,,2021,,200,2021-12-31,false\na,unit,U2,unit,U2,,2021,,100,2021-12-31,"
        "\n"}});
  CHECK_EQ(scheme.faults(), "");
  CHECK_EQ(scheme.awards(), "a U1 -300 reversed\n");
}

}  // namespace
}  // namespace zhaoshang
