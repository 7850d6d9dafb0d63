// Money is neither made nor lost on its way from an amount to payments: what is granted of a pool
// and what is left of it are the pool, shares and instalments are the whole, what is taken back and
// what is kept is what was paid. And: an award never falls as its figure grows unless `policy
// check` lists where.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>

#include "commands/award_steps.h"
#include "properties/random.h"
#include "support/scheme_under_test.h"

namespace zhaoshang {
namespace {

constexpr const char* kColumns = R"(
columns:
  projects:
    bonus: {heading: 奖金, type: money(元), missing: none}
    fraud: {heading: 弄虚作假, type: bool, missing: false}
)";

constexpr std::size_t kProjects = 6;

/// An amount up to a million with up to three digits after the point.
std::string amount(Random& random) {
  return std::to_string(random.below(1'000'000)) + "." + std::to_string(random.below(1000));
}

std::string projects(Random& random) {
  std::string text =
      "project_id,name,person_id,team_id,bonus,fraud,signed_on,started_on,claimed_on\n";
  for (std::size_t k = 1; k <= kProjects; ++k) {
    const std::string number = std::to_string(k);
    text += "P" + number + ",项目,M" + number + ",T" + std::to_string(1 + random.below(2)) + "," +
            amount(random) + "," + (random.one_in(2) ? "true" : "") + "," + random.day() + "," +
            random.day() + "," + random.day() + "\n";
  }
  return text;
}

/// An award `a` on projects, and what follows it in `reward`.
SchemeUnderTest scheme_of(const std::string& award, const std::string& after,
                          const std::string& projects, const std::string& awarded = "") {
  std::string members = "member_id,name,unit_id,team_id,from\n";
  for (std::size_t k = 1; k <= kProjects; ++k)
    members += "M" + std::to_string(k) + ",人,U1,T" + (k <= 4 ? "1" : "2") + ",2022-01-01\n";
  return SchemeUnderTest(
      std::string(kColumns) + "reward:\n  awards:\n    - {id: a, for: projects, to: person, " +
          award + "}\n" + after,
      {{"units", "unit_id,name\nU1,招商局\n"},
       {"teams", "team_id,unit_id,name\nT1,U1,一队\nT2,U1,二队\n"},
       {"members", members},
       {"projects", projects},
       {"awarded",
        "award,subject_kind,subject_id,recipient_kind,recipient_id,project_id,for_year,instalment,"
        "amount,paid_on\n" +
            awarded}});
}

/// The sums of the amounts of each project's awards that have one of the statuses.
std::map<std::string, Decimal> by_project(SchemeUnderTest& scheme,
                                          std::initializer_list<Award::Status> statuses) {
  std::map<std::string, Decimal> sums;
  for (const Award& each : scheme.settled().awards) {
    if (std::find(statuses.begin(), statuses.end(), each.status) == statuses.end()) continue;
    REQUIRE(each.amount.has_value());
    sums[each.project_id] += *each.amount;
  }
  return sums;
}

Decimal total(const std::map<std::string, Decimal>& sums) {
  Decimal all = 0;
  for (const auto& [id, sum] : sums) all += sum;
  return all;
}

TEST_CASE("what a pool grants and what is left of it are the pool; payments are what is granted") {
  Random random(20221220);
  for (int round = 0; round < 60; ++round) {
    const std::string rows = projects(random);
    const std::string pool = std::to_string(random.below(4'000'000)) + ".5";
    SchemeUnderTest alone = scheme_of("amount: bonus", "", rows);
    CAPTURE(alone.faults());
    const Decimal claimed = total(by_project(alone, {Award::Status::kGranted}));
    const Decimal whole = Decimal::parse(pool).value();
    for (const std::string over : {"prorate", "in_order, by: '[claimed_on, project_id]'"}) {
      CAPTURE(over);
      CAPTURE(rows);
      SchemeUnderTest scheme = scheme_of(
          "amount: bonus",
          "  pools:\n    - {id: pot, draws: [a], amount: " + pool + "元, over: " + over + "}\n",
          rows);
      REQUIRE_EQ(scheme.faults(), "");
      const Decimal granted = total(by_project(scheme, {Award::Status::kGranted}));
      CHECK_EQ(granted.to_string(), std::min(claimed, whole).to_string());
      Decimal paid = 0;
      for (const Payout& each : scheme.settled().payouts) paid += each.amount;
      CHECK_EQ(paid.to_string(), granted.to_string());
    }
  }
}

TEST_CASE("shares of a team and instalments are the whole award") {
  Random random(20221221);
  for (int round = 0; round < 40; ++round) {
    const std::string rows = projects(random);
    CAPTURE(rows);
    SchemeUnderTest whole = scheme_of("amount: bonus", "", rows);
    const auto expected = by_project(whole, {Award::Status::kGranted});
    for (const std::string way :
         {"split: {among: team.members, by: equal}",
          "split: {among: team.members, by: 'for m in team.members return 1 + "
          "count(team.members)'}",
          "pay: [{share: 1/3, on: signed_on}, {share: 1/3, on: started_on}, {share: 1/3, on: "
          "claimed_on}]"}) {
      CAPTURE(way);
      SchemeUnderTest scheme = scheme_of("amount: bonus, " + way, "", rows);
      REQUIRE_EQ(scheme.faults(), "");
      const auto parts = by_project(scheme, {Award::Status::kGranted, Award::Status::kPending});
      REQUIRE_EQ(parts.size(), expected.size());
      for (const auto& [project, sum] : parts)
        CHECK_EQ(sum.to_string(), expected.at(project).to_string());
    }
  }
}

TEST_CASE("what is taken back and what is kept is what was paid") {
  Random random(20221222);
  for (int round = 0; round < 40; ++round) {
    std::string ledger;
    std::map<std::string, Decimal> paid;
    for (std::size_t k = 1; k <= kProjects; ++k) {
      const std::string id = "P" + std::to_string(k);
      for (std::size_t part = random.below(3); part > 0; --part) {
        const std::string sum =
            std::to_string(random.below(10'000)) + "." + std::to_string(10 + random.below(90));
        ledger += "a,project," + id + ",member,M" + std::to_string(1 + random.below(6)) + "," + id +
                  ",2021,," + sum + ",2021-0" + std::to_string(1 + part) + "-01\n";
        paid[id] += Decimal::parse(sum).value();
      }
    }
    const std::string rows = projects(random);
    CAPTURE(ledger);
    CAPTURE(rows);
    for (const int percent : {100, 50, 33}) {
      CAPTURE(percent);
      SchemeUnderTest scheme =
          scheme_of("amount: bonus",
                    "  clawbacks:\n    - {id: fraud, for: projects, when: fraud, of: all, share: " +
                        std::to_string(percent) + "%}\n",
                    rows, ledger);
      REQUIRE_EQ(scheme.faults(), "");
      const auto back = by_project(scheme, {Award::Status::kReversed});
      for (const auto& [project, sum] : back) {
        // A part is rounded for each recipient, of whom there are at most two.
        const Decimal due = paid.at(project) * Decimal::scaled(percent, -2);
        CHECK((sum + due).abs() <= Decimal::scaled(percent == 100 ? 0 : 1, -2));
        CHECK(-sum <= paid.at(project));
      }
      for (const auto& [project, sum] : paid) {
        const std::size_t row = rows.find("\n" + project + ",");
        const std::string line = rows.substr(row + 1, rows.find('\n', row + 1) - row - 1);
        CHECK_EQ(back.contains(project), line.find("true") != std::string::npos);
      }
    }
  }
}

/// Brackets of an investment: the rate of the one reached, of each slice, or a sum of its own.
std::string random_brackets(Random& random) {
  const bool is_lump = random.one_in(3);
  std::string text =
      "      amount:\n        brackets: " + random.of<std::string>({"whole", "whole", "slice"}) +
      "\n        of: investment\n        table: |\n"
      "          | investment || rate |\n";
  std::size_t low = 0;
  const std::size_t count = 2 + random.below(3);
  for (std::size_t k = 0; k < count; ++k) {
    const std::size_t high = low + 100 * (1 + random.below(20));
    const std::string range =
        k + 1 < count ? "[" + std::to_string(low) + "万元.." + std::to_string(high) + "万元)"
                      : ">= " + std::to_string(low) + "万元";
    text += "          | " + range + " || " + std::to_string(random.below(9)) +
            (is_lump ? "万元" : "‰") + " |\n";
    low = high;
  }
  return text;
}

TEST_CASE("an award falls as its figure grows only where `policy check` says so") {
  Random random(20221223);
  std::string rows = "project_id,name,person_id,investment\n";
  for (int k = 0; k < 400; ++k)
    rows += "P" + std::to_string(1000 + k) + ",项目,M1," + std::to_string(5 + 20 * k) + "\n";
  std::size_t falling = 0, rising = 0;
  for (int round = 0; round < 90; ++round) {
    const std::string amount = random_brackets(random);
    CAPTURE(amount);
    SchemeUnderTest scheme(
        "reward:\n  awards:\n    - id: a\n      for: projects\n      to: person\n" + amount,
        {{"members", "member_id,name\nM1,人\n"}, {"projects", rows}});
    REQUIRE_EQ(scheme.faults(), "");
    const std::vector<AwardStep> steps = award_steps(scheme.plan());
    const bool is_told = std::any_of(steps.begin(), steps.end(),
                                     [](const AwardStep& step) { return step.is_inversion; });
    bool falls = false;
    Decimal before = 0;
    for (const Award& each : scheme.settled().awards) {
      REQUIRE(each.amount.has_value());
      falls = falls || *each.amount < before;
      before = *each.amount;
    }
    ++(falls ? falling : rising);
    if (falls) CHECK(is_told);
  }
  CHECK(falling > 5);
  CHECK(rising > 5);
}

}  // namespace
}  // namespace zhaoshang
