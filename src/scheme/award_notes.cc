#include "scheme/award_notes.h"

#include <algorithm>

#include <fmt/format.h>

#include "scheme/finding_texts.h"

namespace zhaoshang {

bool is_live(const Award& award) {
  return award.status == Award::Status::kGranted || award.status == Award::Status::kOpen;
}

bool may_be_paid(const Award& award) {
  return is_live(award) || award.status == Award::Status::kPending;
}

Decimal claimed(const Award& award) {
  return award.amount.value_or(award.high.value_or(Decimal()));
}

RoundingRule rounding_of(const Award& award) {
  const auto& own = award.plan->form->round;
  return own ? own->value : RoundingRule{Decimal::scaled(1, -2), Rounding::kHalfUp};
}

void round_amount(Award& award) {
  const RoundingRule rule = rounding_of(award);
  if (award.amount) {
    const Decimal before = *award.amount;
    award.amount = before.rounded_to(rule.quantum, rule.mode);
    if (*award.amount != before) {
      award.steps.push_back({.kind = AmountStep::Kind::kRound,
                             .before = before,
                             .after = *award.amount,
                             .rounding = rule});
    }
  }
  for (std::optional<Decimal>* end : {&award.low, &award.high}) {
    if (*end) *end = (*end)->rounded_to(rule.quantum, rule.mode);
  }
}

void note(const Figures& figures, Award& award, const Message& remark) {
  const Language language = figures.run().language;
  award.note = finding_texts::joined(award.note, remark.in(language), language);
}

void withhold(const Figures& figures, Award& award, Award::Hold why, const Message& remark) {
  hold(award, Award::Status::kWithheld, std::move(why));
  note(figures, award, remark);
}

void hold(Award& award, Award::Status status, Award::Hold why) {
  award.status = why.status = status;
  award.holds.push_back(std::move(why));
}

AwardThen now(const Award& award) { return {award.plan, award.row, award.steps.size()}; }

Finding award_finding(const Figures& figures, const Award& award, Finding::Status status,
                      const Message& message) {
  Finding finding;
  finding.stage = "reward";
  finding.rule = award.id;
  finding.clause = award.clause;
  finding.status = status;
  finding.date = award.due;
  finding.message = message.in(figures.run().language);
  finding.source = figures.source(award.plan->table, award.row);
  const RowSubject subject =
      subject_of(figures, figures.rows(award.plan->table), award.row, figures);
  finding.subject_kind = subject.kind;
  finding.subject_id = subject.id;
  finding.subject = subject.name;
  return finding;
}

Finding rule_finding(const Figures& figures, const RuleHead& rule, Severity severity,
                     const Message& message) {
  Finding finding;
  finding.stage = "reward";
  finding.rule = rule.id;
  finding.clause = rule.clause;
  finding.severity = severity;
  const SubjectWords& county = words_of(SubjectKind::kCounty);
  finding.subject_kind = std::string(county.word);
  finding.subject_id = std::string(county.word);
  finding.subject = std::string(county.title);
  finding.message = message.in(figures.run().language);
  return finding;
}

std::string cited(const RuleHead& head) {
  return head.clause.empty() ? head.id : fmt::format("{}({})", head.id, head.clause);
}

bool is_among(const std::vector<Located<std::string>>& ids, const std::string& id) {
  return ids.empty() ||
         std::any_of(ids.begin(), ids.end(), [&](const auto& each) { return each.value == id; });
}

}  // namespace zhaoshang
