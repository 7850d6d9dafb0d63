// reward: what settles the awards among each other, and what follows them.
#include <utility>

#include "scheme/policy_forms.h"
#include "scheme/policy_reading.h"

namespace zhaoshang {
namespace {

using scheme_fault::Question;

/// What a rule goes by; empty: nothing, all together.
Located<std::string> read_per(RuleMap& map, Need need) {
  auto per = map.name("per", need);
  return per ? std::move(*per) : Located<std::string>{};
}

ExclusiveForm read_exclusive(const PolicyNode& node, RuleIds& ids, PolicyReading& reading) {
  RuleMap map(node, forms::exclusive_form(), reading);
  ExclusiveForm rule;
  rule.head = map.head(Need::kRequired);
  ids.add(rule.head);
  rule.of = map.ids_or_all("of", Need::kRequired);
  rule.per = read_per(map, Need::kRequired);
  rule.keep = map.choice("keep", Question::kKeep, {"highest", "first", "all"});
  map.finish();
  return rule;
}

/// `year`, `ever`, a span of dates or one as an expression.
void read_within(RuleMap& map, CapForm& cap) {
  const PolicyNode* within = map.node("within");
  if (within == nullptr) {
    map.diagnostics().add(scheme_fault::unstated(map.where(), Question::kCapWithin,
                                                 {"year", "ever", "2022-01-01..2024-12-31"}));
  } else if (within->text == "year" || within->text == "ever") {
    cap.within = within->text;
  } else if (within->text.find("..") != std::string::npos && !within->text.starts_with('[')) {
    if (const auto dates = map.date_span("within")) cap.within_dates = dates->value;
  } else {
    cap.within_span = map.expression("within");
  }
}

CapForm read_cap(const PolicyNode& node, RuleIds& ids, PolicyReading& reading) {
  RuleMap map(node, forms::cap_form(), reading);
  CapForm cap;
  cap.head = map.head(Need::kRequired);
  ids.add(cap.head);
  cap.of = map.ids_or_all("of", Need::kRequired);
  cap.per = read_per(map, Need::kOptional);
  read_within(map, cap);
  cap.to = map.required_expression("to");
  cap.share = map.choice("share", Question::kCapShare, {"in_order", "prorate", "whole"});
  map.finish();
  return cap;
}

PoolForm read_pool(const PolicyNode& node, RuleIds& ids, PolicyReading& reading) {
  RuleMap map(node, forms::pool_form(), reading);
  PoolForm pool;
  pool.head = map.head(Need::kRequired);
  ids.add(pool.head);
  pool.draws = map.ids_or_all("draws", Need::kRequired);
  pool.amount = map.required_expression("amount");
  pool.per = read_per(map, Need::kOptional);
  pool.over = map.choice("over", Question::kPoolOver, {"report", "prorate", "in_order", "whole"});
  pool.by = map.expression("by");
  const bool is_served = pool.over.word == "in_order" || pool.over.word == "whole";
  if (is_served && !pool.by) {
    reading.diagnostics.add(scheme_fault::unstated(map.where(), Question::kPoolOrder,
                                                   {"date", "'[date, project_id]'"}));
  }
  map.finish();
  return pool;
}

ClawbackForm read_clawback(const PolicyNode& node, RuleIds& ids, PolicyReading& reading) {
  RuleMap map(node, forms::clawback_form(), reading);
  ClawbackForm rule;
  rule.head = map.head(Need::kRequired);
  ids.add(rule.head);
  if (auto table = map.name("for", Need::kRequired)) rule.table = std::move(table->value);
  rule.when = map.expression("when");
  rule.of = map.ids_or_all("of", Need::kRequired);
  rule.share = map.expression("share");
  rule.action = map.text_or_empty("action");
  map.finish();
  return rule;
}

NoticeForm read_notice(const PolicyNode& node, PolicyReading& reading) {
  RuleMap map(node, forms::notice_form(), reading);
  NoticeForm notice;
  notice.span = node.span;
  notice.clause = map.clause();
  notice.days = map.expression("days");
  notice.from = map.expression("from");
  map.message("text", notice.text, notice.text_source);
  notice.working_days = map.meaning<bool>("kind", true, {{"working", true}, {"calendar", false}});
  if (notice.days && !map.has("kind")) {
    reading.diagnostics.add(
        scheme_fault::unstated(node.span, Question::kNoticeDays, {"working", "calendar"}));
  }
  map.finish();
  return notice;
}

template <typename Form>
std::vector<Form> read_rules(RuleMap& map, std::string_view key, RuleIds& ids,
                             Form (*read)(const PolicyNode&, RuleIds&, PolicyReading&)) {
  std::vector<Form> rules;
  for (const PolicyNode& row : map.rows(key)) rules.push_back(read(row, ids, map.reading()));
  return rules;
}

}  // namespace

RewardForm read_reward(const PolicyNode& node, PolicyReading& reading) {
  RuleMap map(node, forms::reward_form(), reading);
  RuleIds ids(reading.diagnostics);  // awards have their own
  RewardForm reward;
  reward.awards = read_awards(map);
  reward.exclusive = read_rules(map, "exclusive", ids, read_exclusive);
  reward.caps = read_rules(map, "caps", ids, read_cap);
  reward.pools = read_rules(map, "pools", ids, read_pool);
  reward.clawbacks = read_rules(map, "clawbacks", ids, read_clawback);
  if (const PolicyNode* notice = map.node("notice")) reward.notice = read_notice(*notice, reading);
  reward.requirements = read_requirements(map, ids);
  map.finish();
  return reward;
}

}  // namespace zhaoshang
