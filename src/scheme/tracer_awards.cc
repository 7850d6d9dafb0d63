// How awards and payments came about: the amount as the policy works it out, then what settlement
// made of it, step by step.
#include <fmt/format.h>

#include "engine/value/operations.h"
#include "scheme/award_frame.h"
#include "scheme/award_notes.h"
#include "scheme/figures_cache.h"
#include "scheme/finding_texts.h"
#include "scheme/tracer.h"

namespace zhaoshang {

namespace {

Value yuan(Decimal amount) { return Money{amount, Currency::cny()}; }

/// What went into the division that a step took part in: the whole, the claims, the quantum.
Operation divided(const AmountStep& step, Operation before) {
  const Division& division = *step.division;
  Operation made;
  switch (division.way) {
    case Division::Way::kProrate: made.op = "prorated"; break;
    case Division::Way::kInOrder: made.op = "served in order"; break;
    case Division::Way::kShares: made.op = "share of"; break;
    case Division::Way::kFractions: made.op = "instalment of"; break;
  }
  made.name = std::to_string(step.part);
  made.value = yuan(step.after);
  made.operands.push_back(std::move(before));
  made.operands.push_back(Operation::constant(yuan(division.whole)));
  made.operands.push_back(Operation::constant(division.quantum));
  for (const Claim& claim : division.claims) {
    Operation each{"claim", to_feel(claim.key), {}, Value(claim.amount), {}};
    made.operands.push_back(std::move(each));
  }
  return made;
}

Operation stepped(const AmountStep& step, Operation before) {
  Operation made;
  made.value = yuan(step.after);
  switch (step.kind) {
    case AmountStep::Kind::kCollect:
      made.op = "negate";
      made.operands.push_back(std::move(before));
      return made;
    case AmountStep::Kind::kRound:
      made.op = "round";
      made.name = std::string(rounding_word(step.rounding.mode));
      made.operands.push_back(std::move(before));
      made.operands.push_back(Operation::constant(step.rounding.quantum));
      return made;
    case AmountStep::Kind::kLessPaid:
      made.op = "less paid";
      made.operands.push_back(std::move(before));
      made.operands.push_back(Operation::constant(yuan(step.paid)));
      return made;
    case AmountStep::Kind::kCut:
    case AmountStep::Kind::kShare:
    case AmountStep::Kind::kInstalment: return divided(step, std::move(before));
  }
  return made;
}

Message name_of(AmountStep::Kind kind) {
  switch (kind) {
    case AmountStep::Kind::kCollect: return {"收取", "collected"};
    case AmountStep::Kind::kRound: return {"取整", "rounded"};
    case AmountStep::Kind::kLessPaid: return {"减去已付", "less paid"};
    case AmountStep::Kind::kCut: return {"压减", "cut"};
    case AmountStep::Kind::kShare: return {"分成", "share"};
    case AmountStep::Kind::kInstalment: return {"分期", "instalment"};
  }
  return {};
}

}  // namespace

std::string Tracer::award_figure(const Award& award) {
  std::string id =
      fmt::format("awards/{}/{}/{}", award.id, award.recipient_kind, award.recipient_id);
  for (const std::string& part : {award.subject_id, award.project_id, award.instalment,
                                  award.due ? award.due->to_string() : std::string()}) {
    if (!part.empty()) id += "/" + part;
  }
  if (award.status == Award::Status::kReversed) id += "/reversed";
  TracedFigure* const figure = open(id);
  if (figure == nullptr) return id;
  figure->name = award.id;
  figure->subject = award.recipient_id + " " + award.recipient;
  if (award.plan != nullptr) figure->title = award.plan->form->head.title;
  figure->value = award.amount ? yuan(*award.amount) : Value();
  figure->result = award.amount ? award.amount->to_string() + say({"元", " CNY"})
                   : award.low  ? fmt::format("{}..{}", said(yuan(*award.low)),
                                              said(yuan(award.high.value_or(*award.low))))
                                : say({"未定", "open"});
  figure->result += "  " + say(status_message(award.status));
  const bool is_reversed = award.status == Award::Status::kReversed;
  name_rule(*figure, award.clause,
            award.plan != nullptr && !is_reversed ? award.plan->form->head.span : Span{});
  if (is_reversed) {
    figure->calculation = Operation::constant(figure->value);
    figure->calculation.op = "reversed";
  } else {
    trace_amount(*figure, award);
  }
  if (!award.note.empty()) figure->lines.push_back({.remark = award.note});
  return id;
}

void Tracer::trace_amount(TracedFigure& figure, const Award& award) {
  const AwardPlan& plan = *award.plan;
  const AwardFrame own(plan.table, award.row, award.candidate_due);
  const Frame& inner = own.frame();
  figure.lines.push_back(
      {.label = say({"对象", "for"}), .formula = subject_text(plan.table, award.row)});
  if (plan.when) tell_lines(figure, *plan.when, inner, {}, say({"条件", "when"}));
  tell_lines(figure, *plan.amount, inner, {});
  read(figure, source_of(plan.table, award.row));
  Operation amount = operation(figure, *plan.amount, inner);
  for (const AmountStep& step : award.steps) {
    amount = stepped(step, std::move(amount));
    figure.lines.push_back({.label = say(name_of(step.kind)),
                            .formula = step.rule,
                            .numbers = said(yuan(step.before)),
                            .result = said(yuan(step.after))});
  }
  figure.calculation = std::move(amount);
}

void Tracer::ask_award(const Award& award) { trace_.asked.push_back(award_figure(award)); }

void Tracer::ask_payout(const Payout& payout, const std::vector<Award>& awards) {
  const std::string id =
      fmt::format("payouts/{}/{}/{}/{}/{}", payout.due_on ? payout.due_on->to_string() : "",
                  payout.payee_kind, payout.payee_id, payout.award, payout.clause);
  trace_.asked.push_back(id);
  TracedFigure* const figure = open(id);
  if (figure == nullptr) return;
  figure->name = payout.award;
  figure->title = say({"兑付", "payment"});
  figure->subject = payout.payee_id + " " + payout.payee;
  figure->value = yuan(payout.amount);
  figure->result = said(figure->value);
  name_rule(*figure, payout.clause, {});
  figure->calculation.op = "sum";
  for (const Award& award : awards) {
    if (!is_paid_in(award, payout)) continue;
    const std::string input = award_figure(award);
    use(*figure, input);
    Operation part = Operation::figure(input, yuan(*award.amount));
    if (!award.paid_before.is_zero())
      part = {"-",
              {},
              {},
              std::nullopt,
              {std::move(part), Operation::constant(yuan(award.paid_before))}};
    figure->calculation.operands.push_back(std::move(part));
  }
  figure->calculation.value = figure->value;
}

}  // namespace zhaoshang
