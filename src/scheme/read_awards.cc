// Awards: who gets what, when, how often, and how it is divided.
#include <utility>

#include "scheme/policy_forms.h"
#include "scheme/policy_reading.h"

namespace zhaoshang {
namespace {

using scheme_fault::Question;

AwardForm::Split read_split(const PolicyNode& node, PolicyReading& reading) {
  using By = AwardForm::Split::By;
  RuleMap map(node, forms::split_form(), reading);
  AwardForm::Split split;
  split.span = node.span;
  split.among = map.required_expression("among");
  const PolicyNode* by = map.node("by");
  if (by == nullptr) {
    reading.diagnostics.add(
        scheme_fault::unstated(node.span, Question::kSplit, {"equal", "ruling", "share"}));
  } else if (by->text == "ruling") {
    split.by = By::kRuling;
  } else if (by->text != "equal") {
    split.by = By::kShares;
    split.shares = map.expression("by");
  }
  map.finish();
  return split;
}

AwardForm::Quota read_quota(const PolicyNode& node, PolicyReading& reading) {
  RuleMap map(node, forms::quota_form(), reading);
  AwardForm::Quota quota;
  quota.span = node.span;
  quota.first = map.required_expression("first");
  quota.by = map.rank_keys();
  quota.within_group = map.within_group();
  map.finish();
  return quota;
}

InstalmentForm read_instalment(const PolicyNode& node, PolicyReading& reading) {
  RuleMap map(node, forms::instalment_form(), reading);
  InstalmentForm instalment;
  instalment.span = node.span;
  instalment.share = map.required_expression("share");
  instalment.on = map.required_expression("on");
  instalment.title = map.text_or_empty("title");
  map.finish();
  return instalment;
}

AwardForm::Hold read_hold(const PolicyNode& node, PolicyReading& reading) {
  RuleMap map(node, forms::hold_form(), reading);
  AwardForm::Hold hold;
  hold.when = map.required_expression("when");
  map.message("note", hold.note, hold.note_text);
  hold.clause = map.clause();
  map.finish();
  return hold;
}

void read_limits(RuleMap& map, AwardForm& award) {
  PolicyReading& reading = map.reading();
  if (const auto keys = map.written({"once", "less_paid"}); keys.size() > 1) {
    reading.diagnostics.add(scheme_fault::not_one_key(map.where(), keys, true));
  }
  award.once = map.names("once");
  award.less_paid = map.names("less_paid");
  if (const PolicyNode* quota = map.node("quota")) award.quota = read_quota(*quota, reading);
  if (const PolicyNode* excluded = map.node("excluded")) {
    award.excluded = read_hold(*excluded, reading);
  }
  if (const PolicyNode* awaits = map.node("awaits")) award.awaits = read_hold(*awaits, reading);
}

void read_payment(RuleMap& map, AwardForm& award) {
  PolicyReading& reading = map.reading();
  award.to = map.expression("to");
  if (const PolicyNode* split = map.node("split")) award.split = read_split(*split, reading);
  for (const PolicyNode& row : map.rows("pay")) award.pay.push_back(read_instalment(row, reading));
  award.due = map.expression("due");
  award.round = map.rounding("round");
}

AwardForm read_award(const PolicyNode& node, RuleIds& ids, PolicyReading& reading) {
  using Kind = AwardForm::Kind;
  RuleMap map(node, forms::award_form(), reading);
  AwardForm award;
  award.head = map.head(Need::kRequired);
  ids.add(award.head);
  award.kind = map.meaning<Kind>("kind", Kind::kGrant,
                                 {{"grant", Kind::kGrant},
                                  {"fund", Kind::kFund},
                                  {"stipend", Kind::kStipend},
                                  {"levy", Kind::kLevy},
                                  {"entry", Kind::kEntry}});
  if (auto table = map.name("for", Need::kRequired)) {
    award.table = std::move(table->value);
    award.table_span = table->span;
  }
  award.when = map.expression("when");
  if (const PolicyNode* amount = map.required("amount"))
    award.amount = read_value(*amount, reading);
  read_payment(map, award);
  read_limits(map, award);
  map.finish();
  return award;
}

}  // namespace

std::vector<AwardForm> read_awards(RuleMap& reward) {
  std::vector<AwardForm> awards;
  RuleIds ids(reward.diagnostics());
  for (const PolicyNode& row : reward.rows("awards")) {
    awards.push_back(read_award(row, ids, reward.reading()));
  }
  return awards;
}

}  // namespace zhaoshang
