// From candidates to payments, step by step. Figures worked out by hand.
#include "scheme/settlement.h"

#include <doctest/doctest.h>

#include "support/scheme_under_test.h"

namespace zhaoshang {
namespace {

constexpr const char* kColumns = R"(
columns:
  projects:
    points: {heading: 得分, type: number, missing: none}
    bonus: {heading: 奖金, type: money(元), missing: none}
    second_id: {heading: 第二引资人, type: ref(members), missing: none}
    fraud: {heading: 弄虚作假, type: bool, missing: false}
)";

constexpr const char* kMembers =
    "member_id,name,unit_id,team_id,from\nM1,张一,U1,T1,2022-01-01\nM2,李二,U1,T1,2022-01-01\n"
    "M3,王三,U1,T2,2022-01-01\n";

/// An award `a` on projects, with keys of its own, and what follows it in `reward`.
SchemeUnderTest scheme_of(const std::string& award, const std::string& after,
                          const std::string& projects, const std::string& awarded = "",
                          RunUnderTest run = {}, const std::string& more = "") {
  return SchemeUnderTest(
      std::string(kColumns) + more +
          "reward:\n  awards:\n    - {id: a, clause: 5.1, for: projects, to: person, " + award +
          "}\n" + after,
      {{"units", "unit_id,name\nU1,招商局\n"},
       {"teams", "team_id,unit_id,name\nT1,U1,一队\nT2,U1,二队\n"},
       {"members", kMembers},
       {"projects", projects},
       {"awarded",
        "award,subject_kind,subject_id,recipient_kind,recipient_id,project_id,for_year,instalment,"
        "amount,paid_on\n" +
            awarded}},
      std::move(run));
}

constexpr const char* kTwo =
    "project_id,name,unit_id,person_id,investment,bonus,points\nP1,甲,U1,M1,10000,300,5\nP2,乙,U1,"
    "M2,5000,200,9\n";

TEST_CASE("a candidate has an amount to the fen, a recipient, a basis and a day") {
  SchemeUnderTest scheme = scheme_of("amount: 2‰ * investment, due: year.end", "", kTwo);
  CHECK_EQ(scheme.faults(), "");
  CHECK_EQ(scheme.awards(), "a M1 P1 200000 granted\na M2 P2 100000 granted\n");
  CHECK_EQ(scheme.payouts(), "2022-12-31 M1 a 200000\n2022-12-31 M2 a 100000\n");
  CHECK_EQ(to_feel(scheme.settled().awards[0].basis), "100000000元");
  CHECK_EQ(scheme.settled().awards[0].recipient, "张一");
}

TEST_CASE("what awards are told apart by must be a word, and one that the award can tell") {
  const auto faults = [](const std::string& once, const std::string& per) {
    return scheme_of("amount: bonus, once: " + once,
                     "  caps:\n    - {id: c, of: all, per: " + per +
                         ", within: year, to: 1元, share: prorate}\n",
                     kTwo)
        .faults();
  };
  CHECK_EQ(faults("[project, year]", "recipient"), "");
  CHECK_EQ(faults("[team]", "unit"), "");
  CHECK(faults("[projet]", "unit").find("unknown-key-word") != std::string::npos);
  CHECK(faults("[project]", "recipent").find("unknown-key-word") != std::string::npos);
  CHECK(faults("[lead]", "unit").find("award-key") != std::string::npos);
}

TEST_CASE("before its day an award is pending and nothing is paid") {
  SchemeUnderTest scheme =
      scheme_of("amount: bonus, due: year.end", "", kTwo, "", {"2022", "2022-12-30"});
  CHECK_EQ(scheme.awards(), "a M1 P1 300 pending\na M2 P2 200 pending\n");
  CHECK_EQ(scheme.payouts(), "");
}

TEST_CASE("an amount or a recipient that is missing is a finding, never zero") {
  SchemeUnderTest scheme =
      scheme_of("amount: 2‰ * investment", "",
                "project_id,name,person_id,investment\nP1,甲,M1,\nP2,乙,,100\nP3,丙,M3,100\n");
  CHECK_EQ(scheme.awards(), "a  P2 2000 pending\na M1 P1 pending\na M3 P3 2000 granted\n");
  CHECK_EQ(scheme.settlement_findings(),
           "undecided a P1 2022-12-31: 缺少计算所需的数值\nundecided a P2 2022-12-31: "
           "没有可以领取的对象\n");
  CHECK_EQ(scheme.payouts(), "2022-12-31 M3 a 2000\n");
}

TEST_CASE("`once`: what was paid in an earlier year bars, what was paid this year is the payment") {
  const auto with = [](const std::string& awarded) {
    return scheme_of("amount: bonus, once: [project]", "", kTwo, awarded);
  };
  SchemeUnderTest earlier = with("a,project,P1,member,M1,P1,2021,,250,2021-12-31\n");
  CHECK_EQ(earlier.awards(), "a M1 P1 300 withheld\na M2 P2 200 granted\n");
  CHECK_EQ(earlier.payouts(), "2022-12-31 M2 a 200\n");
  CHECK(earlier.settled().awards[0].note.find("awarded.csv:2") != std::string::npos);
  SchemeUnderTest again = with("a,project,P1,member,M1,P1,2022,,300,2022-12-31\n");
  CHECK_EQ(again.awards(), "a M1 P1 300 granted\na M2 P2 200 granted\n");
  CHECK_EQ(again.payouts(), "2022-12-31 M2 a 200\n");
  SchemeUnderTest part = with("a,project,P1,member,M1,P1,2022,,100,2022-12-31\n");
  CHECK_EQ(part.payouts(), "2022-12-31 M1 a 200\n2022-12-31 M2 a 200\n");
  // 2022 run again after 2023 was paid.
  SchemeUnderTest later = with("a,project,P1,member,M1,P1,2023,,300,2023-12-31\n");
  CHECK_EQ(later.awards(), "a M1 P1 300 granted\na M2 P2 200 granted\n");
}

TEST_CASE("`once` in a year bars a second award of the same run only") {
  const std::string one_person =
      "project_id,name,person_id,bonus\nP1,甲,M1,300\nP2,乙,M1,200\nP3,丙,M2,100\n";
  SchemeUnderTest scheme = scheme_of("amount: bonus, once: [member, year]", "", one_person,
                                     "a,project,P0,member,M1,P0,2021,,300,2021-12-31\n");
  CHECK_EQ(scheme.awards(), "a M1 P1 300 granted\na M1 P2 200 withheld\na M2 P3 100 granted\n");
}

TEST_CASE("`less_paid`: what was paid in earlier years is taken off, never below nothing") {
  SchemeUnderTest scheme = scheme_of("amount: bonus, less_paid: [project]", "", kTwo,
                                     "a,project,P1,member,M1,P1,2020,,100,2020-12-31\na,project,P1,"
                                     "member,M1,P1,2021,,50,2021-12-31\n"
                                     "a,project,P2,member,M2,P2,2021,,900,2021-12-31\n");
  CHECK_EQ(scheme.awards(), "a M1 P1 150 granted\na M2 P2 0 granted\n");
  CHECK_EQ(scheme.payouts(), "2022-12-31 M1 a 150\n");
  // Paid, and run again.
  SchemeUnderTest again = scheme_of("amount: bonus, less_paid: [project]", "", kTwo,
                                    "a,project,P1,member,M1,P1,2021,,150,2021-12-31\na,project,P1,"
                                    "member,M1,P1,2022,,150,2022-12-31\n");
  CHECK_EQ(again.awards(), "a M1 P1 150 granted\na M2 P2 200 granted\n");
  CHECK_EQ(again.payouts(), "2022-12-31 M2 a 200\n");
}

constexpr const char* kSecondAward = "    - {id: b, for: projects, to: person, amount: 250元}\n";

std::string exclusive(const std::string& keep) {
  SchemeUnderTest scheme = scheme_of(
      "amount: bonus",
      std::string(kSecondAward) +
          "  exclusive:\n    - {id: one, clause: 7, of: [b, a], per: project, keep: " + keep +
          "}\n",
      kTwo);
  CHECK_EQ(scheme.faults(), "");
  return scheme.awards();
}

TEST_CASE("`exclusive`: of the awards for a project the highest, the first named, or all") {
  CHECK_EQ(
      exclusive("highest"),
      "a M1 P1 300 granted\na M2 P2 200 withheld\nb M1 P1 250 withheld\nb M2 P2 250 granted\n");
  CHECK_EQ(
      exclusive("first"),
      "a M1 P1 300 withheld\na M2 P2 200 withheld\nb M1 P1 250 granted\nb M2 P2 250 granted\n");
  CHECK_EQ(exclusive("all"),
           "a M1 P1 300 granted\na M2 P2 200 granted\nb M1 P1 250 granted\nb M2 P2 250 granted\n");
}

TEST_CASE("`quota`: the first so many; who ties for the last place is in") {
  const std::string projects =
      "project_id,name,person_id,bonus,points\nP1,甲,M1,10,9\nP2,乙,M2,10,8\nP3,丙,M3,10,8\nP4,丁,"
      "M1,10,7\nP5,戊,M1,10,\n";
  const auto with = [&](int first) {
    return scheme_of("amount: bonus, quota: {first: " + std::to_string(first) +
                         ", by: points descending}",
                     "", projects)
        .awards();
  };
  CHECK_EQ(with(1),
           "a M1 P1 10 granted\na M1 P4 10 withheld\na M1 P5 10 withheld\na M2 P2 10 withheld\na "
           "M3 P3 10 withheld\n");
  CHECK_EQ(with(2),
           "a M1 P1 10 granted\na M1 P4 10 withheld\na M1 P5 10 withheld\na M2 P2 10 granted\na M3 "
           "P3 10 granted\n");
}

std::string capped(const std::string& cap, const std::string& projects,
                   const std::string& awarded = "", const std::string& award = "amount: bonus") {
  SchemeUnderTest scheme = scheme_of(
      award, std::string("  caps:\n    - {id: c, clause: 8, ") + cap + "}\n", projects, awarded);
  CHECK_EQ(scheme.faults(), "");
  return scheme.awards();
}

TEST_CASE("caps: for each, in order or in proportion, against this year's or all that was paid") {
  const std::string three =
      "project_id,name,person_id,bonus\nP1,甲,M1,300\nP2,乙,M1,200\nP3,丙,M2,100\n";
  CHECK_EQ(capped("of: [a], per: project, within: year, to: 250元, share: in_order", three),
           "a M1 P1 250 granted\na M1 P2 200 granted\na M2 P3 100 granted\n");
  CHECK_EQ(capped("of: [a], per: member, within: year, to: 350元, share: in_order", three),
           "a M1 P1 300 granted\na M1 P2 50 granted\na M2 P3 100 granted\n");
  CHECK_EQ(capped("of: [a], per: member, within: year, to: 300元, share: in_order", three),
           "a M1 P1 300 granted\na M1 P2 0 withheld\na M2 P3 100 granted\n");
  CHECK_EQ(capped("of: [a], per: member, within: year, to: 350元, share: prorate", three),
           "a M1 P1 210 granted\na M1 P2 140 granted\na M2 P3 100 granted\n");
  // All of them together: 600 to 100 in proportion 3 : 2 : 1, the fen to the largest remainders.
  CHECK_EQ(capped("of: all, within: year, to: 100元, share: prorate", three),
           "a M1 P1 50 granted\na M1 P2 33.33 granted\na M2 P3 16.67 granted\n");
  const std::string paid = "a,project,P9,member,M1,P9,2021,,320,2021-12-31\n";
  CHECK_EQ(capped("of: [a], per: member, within: year, to: 350元, share: in_order", three, paid),
           "a M1 P1 300 granted\na M1 P2 50 granted\na M2 P3 100 granted\n");
  CHECK_EQ(capped("of: [a], per: member, within: ever, to: 350元, share: in_order", three, paid),
           "a M1 P1 30 granted\na M1 P2 0 withheld\na M2 P3 100 granted\n");
  CHECK_EQ(
      capped("of: [a], per: member, within: 2022-01-01..2024-12-31, to: 350元, share: in_order",
             three, paid),
      "a M1 P1 300 granted\na M1 P2 50 granted\na M2 P3 100 granted\n");
  CHECK_EQ(
      capped("of: [a], per: member, within: 2021-01-01..2023-12-31, to: 350元, share: in_order",
             three, paid),
      "a M1 P1 30 granted\na M1 P2 0 withheld\na M2 P3 100 granted\n");
  CHECK_EQ(
      capped(
          "of: [a], per: member, within: '[last_year.start..year.end]', to: 350元, share: in_order",
          three, paid),
      "a M1 P1 30 granted\na M1 P2 0 withheld\na M2 P3 100 granted\n");
  // What falls due outside the dates is not counted among them.
  CHECK_EQ(
      capped("of: [a], per: member, within: 2022-01-01..2022-06-30, to: 350元, share: in_order",
             three, "", "amount: bonus, due: year.end"),
      "a M1 P1 300 granted\na M1 P2 200 granted\na M2 P3 100 granted\n");
}

TEST_CASE("pools: reported, in proportion or in order; the parts add up to the fen") {
  const std::string three =
      "project_id,name,person_id,bonus,points,claimed_on\nP1,甲,M1,33.335,1,2022-05-03\nP2,乙,M2,"
      "33.335,1,2022-05-02\n"
      "P3,丙,M3,33.335,1,2022-05-01\n";
  const auto with = [&](const std::string& over) {
    return scheme_of(
        "amount: bonus",
        "  pools:\n    - {id: pot, clause: 4.2, draws: [a], amount: 100元, over: " + over + "}\n",
        three);
  };
  SchemeUnderTest report = with("report");
  CHECK_EQ(report.faults(), "");
  CHECK_EQ(report.awards(),
           "a M1 P1 33.34 granted\na M2 P2 33.34 granted\na M3 P3 33.34 granted\n");
  CHECK_EQ(report.settlement_findings(),
           "failed pot county: 应兑付100.02元，资金池100元，超出0.02元\n");
  SchemeUnderTest prorate = with("prorate");
  CHECK_EQ(prorate.awards(),
           "a M1 P1 33.34 granted\na M2 P2 33.33 granted\na M3 P3 33.33 granted\n");
  // In the order of the claims: the last one gets what is left.
  SchemeUnderTest in_order = with("in_order, by: '[claimed_on, project_id]'");
  CHECK_EQ(in_order.faults(), "");
  CHECK_EQ(in_order.awards(),
           "a M1 P1 33.32 granted\na M2 P2 33.34 granted\na M3 P3 33.34 granted\n");
}

TEST_CASE("rounding is the award's own, else to the fen, half up") {
  const std::string one = "project_id,name,person_id,bonus\nP1,甲,M1,12345.675\n";
  CHECK_EQ(scheme_of("amount: bonus", "", one).awards(), "a M1 P1 12345.68 granted\n");
  CHECK_EQ(scheme_of("amount: bonus, round: 100 down", "", one).awards(),
           "a M1 P1 12300 granted\n");
}

TEST_CASE("a split adds up: equal parts by largest remainder, or by shares") {
  const std::string one = "project_id,name,person_id,team_id,bonus\nP1,甲,M1,T1,100\n";
  CHECK_EQ(
      scheme_of("amount: bonus, split: {among: '[person, person, person]', by: equal}", "", one)
          .awards(),
      "a M1 P1 33.34 granted\na M1 P1 33.33 granted\na M1 P1 33.33 granted\n");
  CHECK_EQ(scheme_of("amount: bonus, split: {among: team.members, by: equal}", "", one).awards(),
           "a M1 P1 50 granted\na M2 P1 50 granted\n");
  CHECK_EQ(scheme_of("amount: bonus, split: {among: team.members, by: '[2, 1]'}", "", one).awards(),
           "a M1 P1 66.67 granted\na M2 P1 33.33 granted\n");
  CHECK_EQ(
      scheme_of("amount: bonus, split: {among: 'team.members[name = \"无\"]', by: equal}", "", one)
          .awards(),
      "a M1 P1 100 pending\n");
}

TEST_CASE("a split that the team decides is open until it has") {
  const std::string one = "project_id,name,person_id,team_id,bonus\nP1,甲,M1,T1,100\n";
  SchemeUnderTest scheme =
      scheme_of("amount: bonus, split: {among: team.members, by: ruling}", "", one);
  CHECK_EQ(scheme.faults(), "");
  CHECK_EQ(scheme.awards(), "a M1 P1 100..100 open\n");
  CHECK_EQ(scheme.payouts(), "");
}

TEST_CASE("instalments add up, each due at its own milestone") {
  const std::string pay =
      "amount: bonus, pay: [{share: 1/3, on: signed_on, title: 首期}, {share: 1/3, on: "
      "started_on}, "
      "{share: 1/3, on: produced_on}]";
  SchemeUnderTest scheme = scheme_of(pay, "",
                                     "project_id,name,person_id,bonus,signed_on,started_on,"
                                     "produced_on\nP1,甲,M1,100,2022-02-01,2023-01-01,\n");
  CHECK_EQ(scheme.faults(), "");
  CHECK_EQ(scheme.awards(),
           "a M1 P1 3 33.33 pending\na M1 P1 首期 33.34 granted\na M1 P1 2 33.33 pending\n");
  CHECK_EQ(scheme.payouts(), "2022-02-01 M1 a 33.34\n");
}

std::string ruled(const std::string& amount, const std::string& rulings,
                  std::string* findings = nullptr, const std::string& facts = "") {
  SchemeUnderTest scheme(
      std::string(kColumns) + facts +
          "reward:\n  awards:\n    - {id: a, for: projects, to: person, amount: '" + amount +
          "'}\n  pools:\n    - {id: pot, draws: [a], amount: 300元, over: report}\n",
      {{"members", kMembers},
       {"projects", "project_id,name,person_id,bonus\nP1,甲,M1,100\nP2,乙,M2,200\n"},
       {"rulings", "rule,subject_kind,subject_id,project_id,for_period,value\n" + rulings}});
  CHECK_EQ(scheme.faults(), "");
  if (findings != nullptr) *findings = scheme.settlement_findings();
  return scheme.awards();
}

TEST_CASE("an amount that waits for a ruling is open, worked out at both ends") {
  std::string findings;
  CHECK_EQ(ruled("bonus * ruling(\"multiplier\", 1.2, 1.8)", "multiplier,project,P2,P2,,1.5\n",
                 &findings),
           "a M1 P1 120..180 open\na M2 P2 300 granted\n");
  // The pool reports the upper end: 180 + 300.
  CHECK_EQ(findings, "failed pot county: 应兑付480元，资金池300元，超出180元\n");
  CHECK_EQ(ruled("ruling(\"x\", 100元, 200元)", "x,project,P1,P1,2022,150\n"),
           "a M1 P1 150 granted\na M2 P2 100..200 open\n");
  CHECK_EQ(ruled("ruling(\"x\")", "x,project,P1,P1,2022,150元\nx,project,P2,P2,2020,80元\n"),
           "a M1 P1 150 granted\na M2 P2 open\n");
}

TEST_CASE("a ruling in a fact leaves the award open as well") {
  const std::string facts =
      "facts: {projects: {times: 'ruling(\"multiplier\", 1.2, 1.8)', paid: bonus * times}}\n";
  CHECK_EQ(ruled("paid", "multiplier,project,P2,P2,,1.5\n", nullptr, facts),
           "a M1 P1 120..180 open\na M2 P2 300 granted\n");
  std::string findings;
  CHECK_EQ(ruled("paid", "multiplier,project,P2,P2,,2\n", &findings, facts),
           "a M1 P1 120..180 open\na M2 P2 400 granted\n");
  CHECK(findings.find("failed a P2 2022-12-31: 裁定“multiplier”的值2超出范围1.2至1.8\n") !=
        std::string::npos);
  CHECK(findings.find("P1 2022-12-31") == std::string::npos);
}

TEST_CASE("of two rulings the one on record counts as it is, the other at both ends") {
  // P1: 100 × 1.5 × 10 to 100 × 1.5 × 20; P2: 200 × 1 × 10 to 200 × 2 × 20.
  CHECK_EQ(ruled("bonus * ruling(\"x\", 1, 2) * ruling(\"y\", 10, 20)", "x,project,P1,P1,,1.5\n"),
           "a M1 P1 1500..3000 open\na M2 P2 2000..8000 open\n");
}

TEST_CASE("a ruling outside its range is an error") {
  std::string findings;
  CHECK_EQ(ruled("bonus * ruling(\"multiplier\", 1.2, 1.8)",
                 "multiplier,project,P1,P1,,2\nmultiplier,project,P2,P2,,1.8\n", &findings),
           "a M1 P1 200 granted\na M2 P2 360 granted\n");
  CHECK(findings.find("failed a P1 2022-12-31: 裁定“multiplier”的值2超出范围1.2至1.8\n") !=
        std::string::npos);
  CHECK(findings.find("P2 2022-12-31") == std::string::npos);
}

TEST_CASE("excluded awards are withheld with the reason") {
  SchemeUnderTest scheme = scheme_of(
      "amount: bonus, excluded: {when: points > 8, clause: 6.8, note: 引荐人为本单位职工}", "",
      kTwo);
  CHECK_EQ(scheme.awards(), "a M1 P1 300 granted\na M2 P2 200 withheld\n");
  CHECK_EQ(scheme.settled().awards[1].note, "引荐人为本单位职工(6.8)");
}

TEST_CASE("a levy is collected, an entry is noted without payment") {
  SchemeUnderTest levy = scheme_of("kind: levy, amount: bonus", "", kTwo,
                                   "a,project,P1,member,M1,P1,2022,,-100,2022-05-01\n");
  CHECK_EQ(levy.awards(), "a M1 P1 -300 granted\na M2 P2 -200 granted\n");
  CHECK_EQ(levy.payouts(), "2022-12-31 M1 a -200\n2022-12-31 M2 a -200\n");
  SchemeUnderTest entry = scheme_of("kind: entry, amount: bonus", "", kTwo);
  CHECK_EQ(entry.awards(), "a M1 P1 300 granted\na M2 P2 200 granted\n");
  CHECK_EQ(entry.payouts(), "");
}

SchemeUnderTest clawed(const std::string& awarded, const std::string& share = "") {
  return scheme_of(
      "amount: bonus",
      "  clawbacks:\n    - {id: fraud, clause: 1.4, for: projects, when: fraud, of: all" + share +
          "}\n",
      "project_id,name,person_id,bonus,fraud\nP1,甲,M1,300,true\nP2,乙,M2,200,\n", awarded);
}

TEST_CASE("what was paid is taken back from each recipient to the fen") {
  const std::string paid =
      "a,project,P1,member,M1,P1,2021,,33.34,2021-12-31\na,project,P1,member,M2,P1,2021,,33.33,"
      "2021-12-31\n"
      "a,project,P2,member,M2,P2,2021,,50,2021-12-31\n";
  SchemeUnderTest scheme = clawed(paid);
  CHECK_EQ(scheme.faults(), "");
  CHECK_EQ(scheme.awards(),
           "a M1 P1 300 withheld\na M1 P1 -33.34 reversed\na M2 P1 -33.33 reversed\na M2 P2 200 "
           "granted\n");
  CHECK_EQ(scheme.payouts(),
           "2022-12-31 M1 a -33.34\n2022-12-31 M2 a -33.33\n2022-12-31 M2 a 200\n");
  CHECK_EQ(scheme.settled().awards[1].recipient, "张一");
  CHECK_EQ(clawed(paid, ", share: 50%").awards(),
           "a M1 P1 300 withheld\na M1 P1 -16.67 reversed\na M2 P1 -16.67 reversed\na M2 P2 200 "
           "granted\n");
}

TEST_CASE("what was taken back already is not taken back again") {
  const std::string paid = "a,project,P1,member,M1,P1,2021,,33.34,2021-12-31\n";
  SchemeUnderTest booked = clawed(paid + "a,project,P1,member,M1,P1,2022,,-33.34,2022-12-31\n");
  CHECK_EQ(booked.awards(), "a M1 P1 300 withheld\na M1 P1 -33.34 reversed\na M2 P2 200 granted\n");
  CHECK_EQ(booked.payouts(), "2022-12-31 M2 a 200\n");
  SchemeUnderTest before = clawed(
      "a,project,P1,member,M1,P1,2020,,33.34,2020-12-31\na,project,P1,member,M1,P1,2021,,-33.34,"
      "2021-12-31\n");
  CHECK_EQ(before.awards(), "a M1 P1 300 withheld\na M2 P2 200 granted\n");
}

TEST_CASE("a payment that two clawbacks concern goes back once, by the higher share") {
  const std::string paid =
      "a,project,P1,member,M1,P1,2021,,33.34,2021-12-31\n"
      "a,project,P2,member,M2,P2,2021,,50,2021-12-31\n";
  const auto back = [&](const std::string& late, const std::string& earlier = "") {
    return clawed(paid + earlier,
                  ", share: 40%}\n    - {id: late, clause: 1.5, for: projects, when: 'true', of: "
                  "all, share: " +
                      late)
        .awards();
  };
  const std::string withheld = "a M1 P1 300 withheld\n";
  // Of P1 40% or 30% of 33.34; of P2 the second rule alone, 30% of 50.
  CHECK_EQ(back("30%"), withheld +
                            "a M1 P1 -13.34 reversed\na M2 P2 200 withheld\n"
                            "a M2 P2 -15 reversed\n");
  CHECK_EQ(back("40%"), withheld +
                            "a M1 P1 -13.34 reversed\na M2 P2 200 withheld\n"
                            "a M2 P2 -20 reversed\n");
  CHECK_EQ(back("100%"), withheld +
                             "a M1 P1 -33.34 reversed\na M2 P2 200 withheld\n"
                             "a M2 P2 -50 reversed\n");
  // What went back before is not taken again: 33.34 less 13.34.
  CHECK_EQ(back("100%", "a,project,P1,member,M1,P1,2021,,-13.34,2021-12-31\n"),
           withheld + "a M1 P1 -20 reversed\na M2 P2 200 withheld\na M2 P2 -50 reversed\n");
}

TEST_CASE("an instalment that is still to come is withheld by a clawback too") {
  SchemeUnderTest scheme = scheme_of(
      "amount: bonus, pay: [{share: 60%, on: signed_on, title: 首期}, {share: 40%, on: "
      "produced_on, title: 二期}]",
      "  clawbacks:\n    - {id: fraud, for: projects, when: fraud, of: [a]}\n",
      "project_id,name,person_id,bonus,fraud,signed_on\nP1,甲,M1,300,true,2022-03-01\n");
  CHECK_EQ(scheme.awards(), "a M1 P1 二期 120 withheld\na M1 P1 首期 180 withheld\n");
}

TEST_CASE("bars: all withholds every award of the subject, and those it stands for") {
  const std::string veto =
      "assess:\n  year:\n    subject: members\n    rating:\n      rules:\n"
      "        - {id: veto, clause: 9, when: name = \"张一\", bars: all}\n";
  SchemeUnderTest scheme = scheme_of("amount: bonus", "", kTwo, "", {}, veto);
  CHECK_EQ(scheme.faults(), "");
  CHECK_EQ(scheme.awards(), "a M1 P1 300 withheld\na M2 P2 200 granted\n");
  CHECK_EQ(scheme.settled().awards[0].note, "year：test-2022:9");
}

TEST_CASE("equal payments of a day are added up") {
  SchemeUnderTest scheme = scheme_of(
      "amount: bonus", "", "project_id,name,person_id,bonus\nP1,甲,M1,300\nP2,乙,M1,200\n");
  CHECK_EQ(scheme.payouts(), "2022-12-31 M1 a 500\n");
}

TEST_CASE("serving: on the day an award is due, on a month its days, else now") {
  constexpr const char* kServing = R"(
facts:
  units:
    now: count(members[serving])
  unit_months:
    there: 'count(unit.members[serving])'
reward:
  awards:
    - {id: a, for: units, amount: '100元 * count(members[serving])', due: year.start}
    - {id: b, for: unit_months, amount: '1元 * count(unit.members[serving])', to: unit}
)";
  SchemeUnderTest scheme(
      kServing,
      {{"units", "unit_id,name\nU1,招商局\n"},
       {"members",
        "member_id,name,unit_id,from,to\nM1,张一,U1,2021-01-01,\nM2,李二,U1,2022-02-10,2022-02-20\n"
        "M3,王三,U1,2022-03-31,\n"}},
      {"2022Q1", "2022-03-31"});
  CHECK_EQ(scheme.faults(), "");
  CHECK_EQ(scheme.column("units", "now"), "U1=2");
  CHECK_EQ(scheme.column("unit_months", "there"), "U1=1 U1=2 U1=2");
  CHECK_EQ(scheme.awards(), "a U1 100 granted\nb U1 1 granted\nb U1 1 granted\nb U1 2 granted\n");
}

TEST_CASE("serving through a reference and through a list of rows") {
  SchemeUnderTest scheme(
      "facts:\n  members:\n    with_team: team.serving\n"
      "  units:\n    all_serve: all(teams.serving)\n",
      {{"units", "unit_id,name\nU1,招商局\nU2,经信局\n"},
       {"teams",
        "team_id,unit_id,name,from,to\nT1,U1,一队,2022-01-01,2022-06-30\nT2,U2,二队,2022-01-01,\n"},
       {"members", "member_id,name,unit_id,team_id\nM1,张一,U1,T1\nM2,李二,U2,T2\nM3,王三,U2,\n"}},
      {"2022", "2022-12-31"});
  CHECK_EQ(scheme.faults(), "");
  CHECK_EQ(scheme.column("members", "with_team"), "M1=false M2=true M3=null");
  CHECK_EQ(scheme.column("units", "all_serve"), "U1=false U2=true");
}

}  // namespace
}  // namespace zhaoshang
