// Awards and what settles them among each other.
#include <doctest/doctest.h>

#include <string>

#include "scheme/policy_under_test.h"

namespace zhaoshang {
namespace {

/// A policy of one more key in `reward`.
PolicyUnderTest rewarded(const std::string& line) {
  return PolicyUnderTest("reward: {\n" + line + "}\n");
}

TEST_CASE("an award says to whom, how much, when and how often") {
  const PolicyUnderTest read(
      "reward:\n"
      "  awards:\n"
      "    - id: introducer\n"
      "      title: 引荐奖励\n"
      "      clause: 1\n"
      "      kind: fund\n"
      "      for: projects\n"
      "      when: not(exceptional)\n"
      "      amount: [{start: rate * investment}, {cap: 300万元}]\n"
      "      to: introducer\n"
      "      split: {among: introducers, by: shares}\n"
      "      once: [project]\n"
      "      quota: {first: 3, by: units.rank ascending, within: group}\n"
      "      pay: [{share: 40%, on: signed_on, title: 首期}, {share: 60%, on: completed_on}]\n"
      "      due: year.end\n"
      "      excluded: {clause: 6.8, when: violated, note: 违纪}\n"
      "      round: 1\n"
      "    - {id: rest, for: members, amount: deposit, less_paid: [member], "
      "split: {among: a, by: ruling}}\n");
  CHECK_EQ(read.faults(), "");
  REQUIRE_EQ(read.policy.reward.awards.size(), 2);
  const AwardForm& award = read.policy.reward.awards[0];
  CHECK(award.kind == AwardForm::Kind::kFund);
  CHECK_EQ(award.table, "projects");
  CHECK_EQ(std::get<std::vector<SheetLine>>(award.amount.is).size(), 2);
  CHECK_EQ(words(award.to), "introducer");
  CHECK_EQ(words(award.split->shares), "shares");
  CHECK_EQ(joined(award.once), "project");
  CHECK_EQ(words(award.quota->first), "3");
  CHECK_FALSE(award.quota->by.at(0).descending);
  CHECK(award.quota->within_group);
  REQUIRE_EQ(award.pay.size(), 2);
  CHECK_EQ(award.pay[0].title, "首期");
  CHECK_EQ(award.excluded->note_text.text(), "违纪");
  CHECK(award.round);
  CHECK(read.policy.reward.awards[1].kind == AwardForm::Kind::kGrant);
  CHECK(read.policy.reward.awards[1].split->by == AwardForm::Split::By::kRuling);
  CHECK_EQ(joined(read.policy.reward.awards[1].less_paid), "member");
}

TEST_CASE("awards may stand in a text table") {
  const PolicyUnderTest read(
      "reward:\n"
      "  awards: |\n"
      "    | id      | kind | for     | when         | amount     | due        | once         |\n"
      "    | deposit | levy | members | team != null | deposit    | year.start | member, year |\n"
      "    | bonus   |      | teams   |              | 1% * total |            |              |\n");
  CHECK_EQ(read.faults(), "");
  REQUIRE_EQ(read.policy.reward.awards.size(), 2);
  CHECK(read.policy.reward.awards[0].kind == AwardForm::Kind::kLevy);
  CHECK_EQ(joined(read.policy.reward.awards[0].once), "member,year");
  CHECK_EQ(words(read.policy.reward.awards[1].amount), "1% * total");
  CHECK_FALSE(read.policy.reward.awards[1].when);
}

TEST_CASE("awards are settled by exclusion, caps, pools and clawbacks") {
  const PolicyUnderTest read(
      "parameters: {both: {value: highest, one_of: [highest, all], open: true}}\n"
      "reward:\n"
      "  exclusive: [{id: e, clause: 7, of: [bonus, big], per: team, keep: both}]\n"
      "  caps:\n"
      "    - {id: c1, of: [bonus], per: project, within: ever, to: 100万元, share: in_order}\n"
      "    - {id: c2, of: all, within: 2022-01-01..2024-12-31, to: a, share: prorate}\n"
      "    - {id: c3, of: all, within: '[year.start..as_of]', to: a, share: prorate}\n"
      "  pools: [{id: p, amount: budget, per: year, draws: [bonus], over: in_order, "
      "by: '[date, claim_id]'}]\n"
      "  clawbacks: [{id: f, for: projects, when: fraud, of: all, share: 100%, action: 移送处理}]\n"
      "  notice: {clause: 1.3, days: 5, kind: calendar, text: 公示}\n"
      "  requirements: [{id: r, for: claims, require: approved}]\n");
  CHECK_EQ(read.faults(), "");
  const RewardForm& reward = read.policy.reward;
  CHECK_EQ(joined(reward.exclusive.at(0).of), "bonus,big");
  CHECK_EQ(reward.exclusive[0].keep.parameter, "both");
  REQUIRE_EQ(reward.caps.size(), 3);
  CHECK_EQ(reward.caps[0].within, "ever");
  CHECK_EQ(reward.caps[0].share.word, "in_order");
  CHECK(reward.caps[1].of.empty());
  CHECK_EQ(reward.caps[1].within_dates->last, Date::from_ymd(2024, 12, 31));
  CHECK_EQ(words(reward.caps[2].within_span), "[year.start..as_of]");
  CHECK_EQ(reward.pools.at(0).over.word, "in_order");
  CHECK_EQ(words(reward.pools[0].by), "[date, claim_id]");
  CHECK(reward.clawbacks.at(0).of.empty());
  CHECK_EQ(reward.clawbacks[0].action, "移送处理");
  REQUIRE(reward.notice);
  CHECK_FALSE(reward.notice->working_days);
  CHECK_EQ(reward.requirements.size(), 1);
}

TEST_CASE("what nobody's text states about money, the loader asks for") {
  const struct {
    const char* line;
    std::string faults;
  } rows[] = {
      {"exclusive: [{id: e, of: [a], per: team}]", "2:18 policy-unstated"},
      {"caps: [{id: c, of: all, within: year, to: 1元}]", "2:13 policy-unstated"},
      {"caps: [{id: c, of: all, to: 1元, share: prorate}]", "2:13 policy-unstated"},
      {"pools: [{id: p, draws: [a], amount: 1元}]", "2:14 policy-unstated"},
      {"pools: [{id: p, draws: [a], amount: 1元, over: in_order}]", "2:14 policy-unstated"},
      {"pools: [{id: p, draws: [a], amount: 1元, over: report}]", ""},
      {"awards: [{id: a, for: b, amount: 1元, split: {among: c}}]", "2:45 policy-unstated"},
      {"awards: [{id: a, for: b, amount: 1元, quota: {first: 1, by: c}}]", "2:60 policy-unstated"},
      {"notice: {days: 5}", "2:9 policy-unstated"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.line);
    CHECK_EQ(rewarded(row.line).faults(), row.faults);
  }
}

TEST_CASE("faults of rewards") {
  const struct {
    const char* line;
    std::string faults;
  } rows[] = {
      {"awards: [{id: a}]", "2:10 policy-missing-key; 2:10 policy-missing-key"},
      {"awards: [{id: a, for: b, amount: 1元, kind: gift}]", "2:44 policy-word"},
      {"awards: [{id: a, for: b, amount: 1元, once: [team], less_paid: [team]}]",
       "2:15 policy-one-key"},
      {"awards: [{id: a, for: b, amount: 1元, pay: [{share: 1}]}]", "2:44 policy-missing-key"},
      {"exclusive: [{id: e, of: [a], per: team, keep: best}]", "2:47 policy-word"},
      {"caps: [{id: c, of: all, within: 2022-12-31..2022-01-01, to: 1元, share: prorate}]",
       "2:33 policy-span-reversed"},
      {"clawbacks: [{id: f, for: projects}]", "2:13 policy-missing-key"},
      {"notice: {days: 5, kind: workdays}", "2:25 policy-word"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.line);
    CHECK_EQ(rewarded(row.line).faults(), row.faults);
  }
}

}  // namespace
}  // namespace zhaoshang
