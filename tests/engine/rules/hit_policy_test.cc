// Hit policies (DMN 8.2.10) on the outputs of matching rows.
#include "engine/rules/hit_policy.h"

#include <doctest/doctest.h>

#include <string>

namespace zhaoshang {
namespace {

using Rows = std::vector<std::vector<Value>>;

std::string rows_of(const Hit& hit) {
  std::string all;
  for (const std::size_t row : hit.rows) all += std::to_string(row) + " ";
  return all;
}

const std::vector<HitOutput> kOne = {{"out", {}, {}}};
const std::vector<HitOutput> kRated = {{"rating", {"优秀", "称职"}, {}}};
const std::vector<HitOutput> kTwo = {{"状态", {"批准", "不批"}, Value("不批")}, {"rate", {}, {}}};

TEST_CASE("one output") {
  const Rows several = {{"称职"}, {"优秀"}, {"其他"}, {"称职"}};
  const struct {
    HitPolicy policy;
    HitAggregate aggregate;
    Rows matched;
    std::string value;
    std::string rows;
    Hit::Conflict conflict;
  } rows[] = {
      {HitPolicy::kUnique, HitAggregate::kNone, {{"优秀"}}, "\"优秀\"", "0 ", Hit::Conflict::kNone},
      {HitPolicy::kUnique,
       HitAggregate::kNone,
       {{1}, {1}},
       "null",
       "0 1 ",
       Hit::Conflict::kSeveral},
      {HitPolicy::kUnique, HitAggregate::kNone, {}, "null", "", Hit::Conflict::kNone},
      {HitPolicy::kAny, HitAggregate::kNone, {{1}, {1}}, "1", "0 ", Hit::Conflict::kNone},
      {HitPolicy::kAny, HitAggregate::kNone, {{1}, {2}}, "null", "0 1 ", Hit::Conflict::kDiffer},
      {HitPolicy::kAny,
       HitAggregate::kNone,
       {{Value()}, {Value()}},
       "null",
       "0 ",
       Hit::Conflict::kNone},
      {HitPolicy::kPriority, HitAggregate::kNone, several, "\"优秀\"", "1 ", Hit::Conflict::kNone},
      {HitPolicy::kFirst, HitAggregate::kNone, several, "\"称职\"", "0 ", Hit::Conflict::kNone},
      {HitPolicy::kRuleOrder, HitAggregate::kNone, several,
       "[\"称职\", \"优秀\", \"其他\", \"称职\"]", "0 1 2 3 ", Hit::Conflict::kNone},
      {HitPolicy::kCollect, HitAggregate::kNone, several,
       "[\"称职\", \"优秀\", \"其他\", \"称职\"]", "0 1 2 3 ", Hit::Conflict::kNone},
      {HitPolicy::kOutputOrder, HitAggregate::kNone, several,
       "[\"优秀\", \"称职\", \"称职\", \"其他\"]", "1 0 3 2 ", Hit::Conflict::kNone},
      {HitPolicy::kCollect,
       HitAggregate::kSum,
       {{100}, {300}, {700}},
       "1100",
       "0 1 2 ",
       Hit::Conflict::kNone},
      {HitPolicy::kCollect,
       HitAggregate::kSum,
       {{100}, {Value()}},
       "null",
       "0 1 ",
       Hit::Conflict::kNone},
      {HitPolicy::kCollect,
       HitAggregate::kSum,
       {{100}, {"x"}},
       "null",
       "0 1 ",
       Hit::Conflict::kNone},
      {HitPolicy::kCollect,
       HitAggregate::kMin,
       {{3}, {2}, {2}, {5}},
       "2",
       "1 ",
       Hit::Conflict::kNone},
      {HitPolicy::kCollect, HitAggregate::kMax, {{3}, {2}, {5}}, "5", "2 ", Hit::Conflict::kNone},
      {HitPolicy::kCollect, HitAggregate::kMax, {{3}, {"x"}}, "null", "", Hit::Conflict::kNone},
      {HitPolicy::kCollect, HitAggregate::kCount, {{3}, {3}}, "2", "0 1 ", Hit::Conflict::kNone},
      {HitPolicy::kCollect, HitAggregate::kCount, {}, "0", "", Hit::Conflict::kNone},
      {HitPolicy::kCollect, HitAggregate::kSum, {}, "null", "", Hit::Conflict::kNone},
      {HitPolicy::kCollect, HitAggregate::kNone, {}, "null", "", Hit::Conflict::kNone},
  };
  for (const auto& row : rows) {
    CAPTURE(hit_policy_word(row.policy));
    CAPTURE(row.value);
    const Hit hit = decide(row.policy, row.aggregate, kRated, row.matched);
    CHECK_EQ(to_feel(hit.value), row.value);
    CHECK_EQ(rows_of(hit), row.rows);
    CHECK(hit.conflict == row.conflict);
  }
}

TEST_CASE("several outputs are a context, and the first column has priority") {
  const Rows matched = {{"不批", 3}, {"批准", 2}, {"批准", 1}};
  const auto value = [&](HitPolicy policy, const Rows& rows) {
    return to_feel(resolve_hits(policy, HitAggregate::kNone, kTwo, rows));
  };
  CHECK_EQ(value(HitPolicy::kFirst, matched), "{状态: \"不批\", rate: 3}");
  CHECK_EQ(value(HitPolicy::kPriority, matched), "{状态: \"批准\", rate: 2}");
  CHECK_EQ(value(HitPolicy::kOutputOrder, {{"不批", 3}, {"批准", 2}}),
           "[{状态: \"批准\", rate: 2}, {状态: \"不批\", rate: 3}]");
  CHECK_EQ(value(HitPolicy::kUnique, {}), "{状态: \"不批\", rate: null}");
  CHECK_EQ(value(HitPolicy::kRuleOrder, {}), "[{状态: \"不批\", rate: null}]");
  CHECK(resolve_hits(HitPolicy::kCollect, HitAggregate::kSum, kTwo, matched).is_null());
}

TEST_CASE("a sum of money keeps its currency") {
  const Money yuan{Decimal(30000), Currency::cny()};
  const Money dollars{Decimal(1), Currency::usd()};
  CHECK_EQ(to_feel(resolve_hits(HitPolicy::kCollect, HitAggregate::kSum, kOne, {{yuan}, {yuan}})),
           "60000元");
  CHECK(resolve_hits(HitPolicy::kCollect, HitAggregate::kSum, kOne, {{yuan}, {dollars}}).is_null());
}

TEST_CASE("words") {
  for (const std::string& word : hit_policy_words()) {
    REQUIRE(hit_policy_of(word));
    CHECK_EQ(hit_policy_word(*hit_policy_of(word)), word);
  }
  CHECK_EQ(hit_policy_words().size(), 7);
  CHECK(hit_policy_of("rule order") == HitPolicy::kRuleOrder);
  CHECK(hit_policy_of("collect") == HitPolicy::kCollect);
  CHECK_FALSE(hit_policy_of("Unique"));
  CHECK(hit_aggregate_of("count") == HitAggregate::kCount);
  CHECK_FALSE(hit_aggregate_of("mean"));
}

}  // namespace
}  // namespace zhaoshang
