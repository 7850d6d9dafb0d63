// How awards and payments came about: the amount as the policy works it out, then what settlement
// made of it, step by step.
#include <fmt/format.h>

#include "engine/value/operations.h"
#include "scheme/award_frame.h"
#include "scheme/award_notes.h"
#include "scheme/candidates.h"
#include "scheme/figures_cache.h"
#include "scheme/finding_texts.h"
#include "scheme/ruling_data.h"
#include "scheme/tracer.h"

namespace zhaoshang {

namespace {

Value yuan(Decimal amount) { return Money{amount, Currency::cny()}; }

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

std::string Tracer::award_figure(const Award& award, const Settlement& settlement) {
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
    figure->calculation = taken_back_operation(*figure, *award.taken_back);
    figure->calculation.value = figure->value;
  } else {
    trace_amount(*figure, award, settlement);
    trace_extras(award, id);
  }
  if (!award.note.empty()) figure->lines.push_back({.remark = award.note});
  status_figure(award, id, settlement);
  return id;
}

// What awards.csv shows beside the amount: what it was worked out on, and the ends of an open one.
void Tracer::trace_extras(const Award& award, const std::string& award_id) {
  const AwardFrame own(award.plan->table, award.row, award.candidate_due);
  const auto extra = [&](const std::string& name, const Message& title, const Value& value) {
    TracedFigure* const figure = open(award_id + "/" + name, award.id + "." + name, say(title),
                                      RowRef{award.plan->table, award.row}, printable(value));
    if (figure != nullptr) name_rule(*figure, award.clause, award.plan->form->head.span);
    return figure;
  };
  const Node* const basis = basis_of(*award.plan->amount);
  if (basis != nullptr && !award.basis.is_null()) {
    if (TracedFigure* const figure = extra("basis", {"计算基数", "basis"}, award.basis)) {
      bound_[{&own.frame(), 0}] = due_operation(*figure, award, false);
      figure->calculation = operation(*figure, *basis, own.frame());
      bound_.erase({&own.frame(), 0});
    }
  }
  if (award.low) trace_end(award, extra("low", {"下限", "lower end"}, yuan(*award.low)), true);
  if (award.high) trace_end(award, extra("high", {"上限", "upper end"}, yuan(*award.high)), false);
}

// An end of an open amount: what rests on the ruling is worked out anew with that end of its range.
void Tracer::trace_end(const Award& award, TracedFigure* figure, bool is_low) {
  if (figure == nullptr) return;
  const RulingData anew(figures_);
  figures_.take_rulings(is_low ? Figures::RulingEnd::kLow : Figures::RulingEnd::kHigh);
  data_ = &anew;
  Operation amount = candidate_operation(*figure, award);
  data_ = &figures_;
  figures_.take_rulings(Figures::RulingEnd::kOnRecord);
  const RoundingRule rule = rounding_of(award);
  if (amount.value && !same(*amount.value, figure->value)) {
    const Quantum quantum{rule.quantum, rule.mode};
    amount = rounded_operation(quantum, 1, std::move(amount));
  }
  figure->calculation = std::move(amount);
}

/// The amount as the policy works it out, before settlement.
Operation Tracer::candidate_operation(TracedFigure& figure, const Award& award) {
  const AwardFrame own(award.plan->table, award.row, award.candidate_due);
  bound_[{&own.frame(), 0}] = due_operation(figure, award, false);
  Operation amount = operation(figure, *award.plan->amount, own.frame());
  bound_.erase({&own.frame(), 0});
  return amount;
}

void Tracer::trace_amount(TracedFigure& figure, const Award& award, const Settlement& settlement) {
  const AwardPlan& plan = *award.plan;
  const AwardFrame own(plan.table, award.row, award.candidate_due);
  const Frame& inner = own.frame();
  figure.lines.push_back(
      {.label = say({"对象", "for"}), .formula = subject_text(plan.table, award.row)});
  if (plan.when) tell_lines(figure, *plan.when, inner, {}, say({"条件", "when"}));
  tell_lines(figure, *plan.amount, inner, {});
  Operation row = row_operation(figure, {plan.table, award.row});
  Operation amount = Operation::of("for", {std::move(row), candidate_operation(figure, award)});
  for (const AmountStep& step : award.steps) {
    amount = stepped(figure, step, std::move(amount), award, settlement);
    figure.lines.push_back({.label = say(name_of(step.kind)),
                            .formula = step.rule,
                            .numbers = said(yuan(step.before)),
                            .result = said(yuan(step.after))});
  }
  if (!award.amount) amount = Operation::of("open", {std::move(amount)});
  figure.calculation = std::move(amount);
}

void Tracer::ask_award(const Award& award, const Settlement& settlement) {
  trace_.asked.push_back(award_figure(award, settlement));
}

// The stipends that were granted for a month.
void Tracer::ask_stipend(std::uint32_t months, std::uint32_t row, const Settlement& settlement) {
  Operation sum = Operation::of("sum", {});
  std::vector<std::string> inputs;
  Decimal total;
  for (const Award& award : settlement.awards) {
    const bool counts = award.plan != nullptr && award.plan->table == months && award.row == row &&
                        award.plan->form->kind == AwardForm::Kind::kStipend &&
                        award.status == Award::Status::kGranted && award.amount;
    if (!counts) continue;
    inputs.push_back(award_figure(award, settlement));
    sum.operands.push_back(Operation::figure(inputs.back(), yuan(*award.amount)));
    total += *award.amount;
  }
  if (inputs.empty()) return;
  const std::string id = row_id(months, row) + "/stipend";
  trace_.asked.push_back(id);
  TracedFigure* const figure =
      open(id, "stipend", say({"补助", "stipend"}), RowRef{months, row}, yuan(total));
  if (figure == nullptr) return;
  for (const std::string& input : inputs) use(*figure, input);
  sum.value = figure->value;
  figure->calculation = std::move(sum);
}

void Tracer::ask_payout(const Payout& payout, const Settlement& settlement) {
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
  for (const Award& award : settlement.awards) {
    if (!is_paid_in(award, payout)) continue;
    const std::string input = award_figure(award, settlement);
    use(*figure, input);
    Operation part = Operation::figure(input, yuan(*award.amount));
    if (!award.paid_before.is_zero())
      part = Operation::of("-", {std::move(part), paid_by_operation(*figure, award.paid_by)});
    figure->calculation.operands.push_back(std::move(part));
  }
  figure->calculation.value = figure->value;
}

}  // namespace zhaoshang
