// What settlement made of an award: how its amount was cut, shared and paid in parts, and what
// keeps it from being paid. The steps are those that settlement noted; what it looked at is told
// anew.
#include <algorithm>

#include <fmt/format.h>

#include "engine/value/operations.h"
#include "scheme/award_frame.h"
#include "scheme/award_notes.h"
#include "scheme/figures_cache.h"
#include "scheme/settlement_steps.h"
#include "scheme/tracer.h"

namespace zhaoshang {

namespace {

Value yuan(Decimal amount) { return Money{amount, Currency::cny()}; }

Operation nothing() { return Operation::leaf("nothing", Value()); }

/// What every amount is rounded to where the policy says nothing else.
Operation fen() { return Operation::leaf("fen", Value(Decimal::scaled(1, -2))); }

std::string_view way_word(Division::Way way) {
  switch (way) {
    case Division::Way::kProrate: return "prorated";
    case Division::Way::kInOrder: return "served in order";
    case Division::Way::kShares: return "share of";
    case Division::Way::kFractions: return "instalment of";
  }
  return {};
}

std::string_view reason_word(Award::Hold::Reason reason) {
  using Reason = Award::Hold::Reason;
  switch (reason) {
    case Reason::kExcluded: return "excluded";
    case Reason::kNoRecipient: return "no recipient";
    case Reason::kNoRuling: return "no ruling";
    case Reason::kNoAmount: return "no amount";
    case Reason::kPaidBefore: return "paid before";
    case Reason::kTwice: return "twice";
    case Reason::kAnotherKept: return "another is kept";
    case Reason::kOutsideQuota: return "outside the quota";
    case Reason::kNoLimit: return "no limit";
    case Reason::kNoRoom: return "no room";
    case Reason::kUsedUp: return "used up";
    case Reason::kNoShare: return "no share";
    case Reason::kNotReached: return "not reached";
    case Reason::kBarred: return "barred";
    case Reason::kAwaits: return "awaits";
    case Reason::kNotDue: return "not due";
    case Reason::kOnNotice: return "on notice";
    case Reason::kTakenBack: return "taken back";
  }
  return {};
}

}  // namespace

Operation Tracer::stepped(TracedFigure& figure, const AmountStep& step, Operation before,
                          const Award& award, const Settlement& settlement) {
  Operation made;
  switch (step.kind) {
    case AmountStep::Kind::kCollect: made = Operation::of("negate", {std::move(before)}); break;
    case AmountStep::Kind::kRound: {
      const Quantum quantum{step.rounding.quantum, step.rounding.mode};
      if (award.plan->form->round) {
        made = rounded_operation(quantum, 1, std::move(before));
      } else {
        made = Operation::of("round", {std::move(before), fen()},
                             std::string(rounding_word(quantum.mode)));
      }
      break;
    }
    case AmountStep::Kind::kLessPaid:
      made =
          Operation::of("less paid", {std::move(before), paid_by_operation(figure, step.paid_by)});
      break;
    case AmountStep::Kind::kCut:
    case AmountStep::Kind::kShare:
    case AmountStep::Kind::kInstalment:
      made = divided(figure, step, std::move(before), award, settlement);
      break;
  }
  made.value = yuan(step.after);
  return made;
}

// What an award was before, the whole that is divided, the least part, and the claims with what
// each rests on; the name says which of them is this one.
Operation Tracer::divided(TracedFigure& figure, const AmountStep& step, Operation before,
                          const Award& award, const Settlement& settlement) {
  const Division& division = *step.division;
  const bool is_cut = step.kind == AmountStep::Kind::kCut;
  Operation quantum = fen();
  for (const AwardThen& each : division.claimants) {
    const auto& own = each.plan->form->round;
    if (own && own->value.quantum == division.quantum)
      quantum = rounded_operation({own->value.quantum, own->value.mode}, 1, nothing()).operands[1];
  }
  Operation made = Operation::of(std::string(way_word(division.way)), {std::move(before)},
                                 std::to_string(step.part));
  made.operands.push_back(is_cut ? limit_operation(figure, division)
                                 : Operation::leaf("the same", yuan(division.whole)));
  made.operands.push_back(std::move(quantum));
  for (std::size_t claim = 0; claim < division.claims.size(); ++claim)
    made.operands.push_back(claim_operation(figure, step, claim, award, settlement));
  return made;
}

// What a pool holds or a cap allows, less what was paid of it before.
Operation Tracer::limit_operation(TracedFigure& figure, const Division& division) {
  const Frame single = Frame::single();
  if (division.pool != nullptr) return operation(figure, *division.pool->amount, single);
  const CapPlan& cap = *division.cap;
  Operation limit;
  if (cap.table) {
    const Frame outer = Frame::of_rows(*cap.table, {division.limit_row});
    Frame inner;
    inner.outer = &outer;
    inner.size = 1;
    inner.locals.push_back(Column(Type::row(*cap.table), 1, Column::Rows{{division.limit_row}}));
    bound_[{&inner, 0}] = row_operation(figure, {*cap.table, division.limit_row});
    limit = operation(figure, *cap.to, inner);
    bound_.erase({&inner, 0});
  } else {
    limit = operation(figure, *cap.to, single);
  }
  if (division.paid_by.empty()) return limit;
  return Operation::of("less paid",
                       {std::move(limit), paid_by_operation(figure, division.paid_by)});
}

Operation Tracer::claim_operation(TracedFigure& figure, const AmountStep& step, std::size_t index,
                                  const Award& award, const Settlement& settlement) {
  const Division& division = *step.division;
  const Claim& claim = division.claims[index];
  Operation made = Operation::leaf("claim", Value(claim.amount), to_feel(claim.key));
  switch (division.way) {
    case Division::Way::kProrate:
    case Division::Way::kInOrder: {
      const std::string id = then_figure(division.claimants[index], settlement);
      made.operands.push_back(Operation::figure(id, trace_.figures.at(id).value));
      break;
    }
    case Division::Way::kFractions: {
      const Frame row = Frame::of_rows(award.plan->table, {award.row});
      made.operands.push_back(operation(figure, *award.plan->pay[index].share.root, row));
      break;
    }
    case Division::Way::kShares: {
      const AwardForm::Split& form = *award.plan->form->split;
      const AwardFrame own(award.plan->table, award.row, award.candidate_due);
      if (form.by == AwardForm::Split::By::kShares) {
        Operation shares = operation(figure, *award.plan->shares, own.frame());
        const bool is_told = shares.op == "list" && index < shares.operands.size();
        made.operands.push_back(is_told ? std::move(shares.operands[index])
                                        : Operation::of("index", {std::move(shares)}));
      } else if (form.by == AwardForm::Split::By::kRuling) {
        const std::uint32_t rulings = *figures_.plan().find_table("rulings");
        const auto column =
            static_cast<std::uint32_t>(*figures_.plan().table(rulings).schema.index("value"));
        const auto row = ruling_of_share(figures_, award, division.sharers[index]);
        made.operands.push_back(cell_operation(figure, rulings, column, row.value()));
      }
      made.operands.push_back(row_operation(figure, division.sharers[index]));
      break;
    }
  }
  return made;
}

/// Rows of `awarded`, added up: of some only a part counts here.
Operation Tracer::paid_by_operation(TracedFigure& figure, const std::vector<PaidShare>& paid) {
  const std::uint32_t awarded = *figures_.plan().find_table("awarded");
  const auto column =
      static_cast<std::uint32_t>(*figures_.plan().table(awarded).schema.index("amount"));
  Operation sum = Operation::of("sum", {});
  for (const PaidShare& each : paid) {
    Operation cell = cell_operation(figure, awarded, column, each.row);
    if (same(*cell.value, yuan(each.amount))) {
      sum.operands.push_back(std::move(cell));
      continue;
    }
    Operation part = Operation::leaf("part of", yuan(each.amount));
    part.operands.push_back(std::move(cell));
    sum.operands.push_back(std::move(part));
  }
  return sum;
}

// What was paid times the share that goes back, less what went back before.
Operation Tracer::taken_back_operation(TracedFigure& figure, const TakenBack& taken_back) {
  const std::uint32_t awarded = *figures_.plan().find_table("awarded");
  const auto column =
      static_cast<std::uint32_t>(*figures_.plan().table(awarded).schema.index("amount"));
  Operation owed = Operation::of("sum", {});
  for (const TakenBack::Part& part : taken_back.parts) {
    const Frame cause = Frame::of_rows(taken_back.plan->table, {part.cause});
    Operation share = taken_back.plan->share
                          ? operation(figure, *taken_back.plan->share.root, cause)
                          : Operation::leaf("in full", Value(1));
    share = Operation::of(
        "for", {row_operation(figure, {taken_back.plan->table, part.cause}), std::move(share)});
    owed.operands.push_back(
        Operation::of("*", {cell_operation(figure, awarded, column, part.row), std::move(share)}));
  }
  Operation back = Operation::of("round", {std::move(owed), fen()},
                                 std::string(rounding_word(Rounding::kHalfUp)));
  if (!taken_back.back_before.empty()) {
    Operation before = Operation::of("sum", {});
    for (const std::uint32_t row : taken_back.back_before)
      before.operands.push_back(cell_operation(figure, awarded, column, row));
    back = Operation::of("+", {std::move(back), std::move(before)});
  }
  return Operation::of("negate", {std::move(back)});
}

// What an award had come to when others were held against it.
std::string Tracer::then_figure(const AwardThen& then, const Settlement& settlement) {
  const std::string id = fmt::format("awards/{}/{}/{}", then.plan->form->head.id,
                                     row_id(then.plan->table, then.row), then.steps);
  TracedFigure* const figure = open(id);
  if (figure == nullptr) return id;
  const auto found =
      std::find_if(settlement.awards.begin(), settlement.awards.end(), [&](const Award& award) {
        return award.plan == then.plan && award.row == then.row && award.taken_back == nullptr;
      });
  figure->name = then.plan->form->head.id;
  figure->title = then.plan->form->head.title;
  figure->subject = subject_text(then.plan->table, then.row);
  figure->calculation = candidate_operation(*figure, *found);
  for (std::size_t step = 0; step < then.steps; ++step)
    figure->calculation =
        stepped(*figure, found->steps[step], std::move(figure->calculation), *found, settlement);
  figure->value = figure->calculation.value.value_or(Value());
  if (figure->value.is_null() && found->high) figure->value = yuan(*found->high);
  figure->result = said(figure->value);
  return id;
}

/// The day on which an award, or its instalment, is due.
Operation Tracer::due_operation(TracedFigure& figure, const Award& award, bool of_instalment) {
  const Frame row = Frame::of_rows(award.plan->table, {award.row});
  if (of_instalment && !award.instalment.empty()) {
    for (std::size_t k = 0; k < award.plan->pay.size(); ++k) {
      const InstalmentForm& form = *award.plan->pay[k].form;
      if (award.instalment != (form.title.empty() ? std::to_string(k + 1) : form.title)) continue;
      return Operation::of("day of", {operation(figure, *award.plan->pay[k].on.root, row)});
    }
  }
  if (award.plan->due)
    return Operation::of("day of", {operation(figure, *award.plan->due.root, row)});
  const PlanTable& table = figures_.plan().table(award.plan->table);
  if (table.kind == PlanTable::Kind::kGrain)
    return Operation::of(
        "day of", {read_field(figure, award.plan->table,
                              *figures_.plan().field_index(award.plan->table, "span"), award.row)});
  return Operation::of(
      "day of", {Operation::leaf("scope", range_value(figures_.run().period.span), "period")});
}

// What holds an award back, in order, each with what its rule looked at; of one that is granted
// that it is due.
std::string Tracer::status_figure(const Award& award, const std::string& award_id,
                                  const Settlement& settlement) {
  std::string id = award_id + "/status";
  const Value value{std::string(status_word(award.status))};
  TracedFigure* const figure = open(id);
  if (figure == nullptr) return id;
  figure->name = award.id + ".status";
  figure->title = say({"状态", "status"});
  figure->subject = award.recipient_id + " " + award.recipient;
  figure->value = value;
  figure->result = say(status_message(award.status));
  Operation made = Operation::leaf("status", value);
  if (award.taken_back != nullptr) {
    made.operands.push_back(Operation::of(
        "hold", {Operation::figure(award_id, yuan(*award.amount))}, "taken back reversed"));
    figure->calculation = std::move(made);
    return id;
  }
  for (const Award::Hold& each : award.holds)
    made.operands.push_back(hold_operation(*figure, award, each, settlement));
  if (award.status == Award::Status::kGranted) {
    made.operands.push_back(
        Operation::of("due", {due_operation(*figure, award, true),
                              Operation::leaf("scope", Value(figures_.run().as_of), "as_of")}));
  }
  figure->calculation = std::move(made);
  return id;
}

Operation Tracer::hold_operation(TracedFigure& figure, const Award& award, const Award::Hold& hold,
                                 const Settlement& settlement) {
  using Reason = Award::Hold::Reason;
  Operation made = Operation::of(
      "hold", {}, fmt::format("{} {}", reason_word(hold.reason), status_word(hold.status)));
  const AwardFrame own(award.plan->table, award.row, award.candidate_due);
  bound_[{&own.frame(), 0}] = due_operation(figure, award, false);
  const auto add = [&](Operation operation) { made.operands.push_back(std::move(operation)); };
  const auto add_then = [&](const AwardThen& then) {
    const std::string id = then_figure(then, settlement);
    add(Operation::figure(id, trace_.figures.at(id).value));
  };
  switch (hold.reason) {
    case Reason::kExcluded: add(operation(figure, *award.plan->excluded, own.frame())); break;
    case Reason::kAwaits:
      for (const NodePtr* rule : {&award.plan->excluded, &award.plan->awaits})
        if (*rule) add(operation(figure, **rule, own.frame()));
      break;
    case Reason::kNoRecipient:
      add(award.plan->to ? operation(figure, *award.plan->to, own.frame()) : nothing());
      break;
    case Reason::kNoRuling:
    case Reason::kNoAmount: add(operation(figure, *award.plan->amount, own.frame())); break;
    case Reason::kPaidBefore: {
      const std::uint32_t awarded = *figures_.plan().find_table("awarded");
      for (const char* column : {"award", "for_year", "amount"})
        add(cell_operation(
            figure, awarded,
            static_cast<std::uint32_t>(*figures_.plan().table(awarded).schema.index(column)),
            hold.row));
      break;
    }
    case Reason::kTwice:
    case Reason::kAnotherKept:
    case Reason::kNoRoom:
    case Reason::kUsedUp:
      for (const AwardThen& each : hold.others) add_then(each);
      break;
    case Reason::kOutsideQuota: add(quota_operation(figure, award, hold)); break;
    case Reason::kBarred: {
      const std::string id = rating_figure(hold.rule, hold.row);
      add(Operation::figure(id, trace_.figures.at(id).value));
      break;
    }
    case Reason::kNotReached: add(due_operation(figure, award, true)); break;
    case Reason::kNotDue:
      add(due_operation(figure, award, true));
      add(Operation::leaf("scope", Value(figures_.run().as_of), "as_of"));
      break;
    case Reason::kTakenBack: {
      const ClawbackPlan& plan = figures_.plan().reward.clawbacks[hold.rule];
      add(row_operation(figure, {plan.table, hold.row}));
      if (plan.when)
        add(operation(figure, *plan.when.root, Frame::of_rows(plan.table, {hold.row})));
      break;
    }
    case Reason::kOnNotice: add_notice(figure, made); break;
    case Reason::kNoLimit:
    case Reason::kNoShare: break;
  }
  bound_.erase({&own.frame(), 0});
  return made;
}

// The place among those that ask, then how many are taken.
Operation Tracer::quota_operation(TracedFigure& figure, const Award& award,
                                  const Award::Hold& hold) {
  const AwardPlan& plan = *award.plan;
  std::string way = "share";
  for (const RankPlan::Key& key : plan.quota_by)
    way += key.descending ? " descending" : " ascending";
  Operation rank = Operation::of("rank", {}, way);
  for (const AwardThen& each : hold.others) {
    const bool is_peer =
        !plan.form->quota->within_group ||
        figures_.group(plan.table, each.row) == figures_.group(plan.table, award.row);
    if (!is_peer) continue;
    TracedFigure aside;
    const AwardFrame frame(plan.table, each.row, award.candidate_due);
    Operation contender =
        Operation::of(each.row == award.row ? "own" : "other", {}, row_id(plan.table, each.row));
    for (const RankPlan::Key& key : plan.quota_by)
      contender.operands.push_back(
          operation(each.row == award.row ? figure : aside, *key.by, frame.frame()));
    rank.operands.push_back(std::move(contender));
  }
  return Operation::of("outside",
                       {std::move(rank), operation(figure, *plan.quota_first, Frame::single())});
}

/// From when the public notice runs, for how many days, and the day of the run.
void Tracer::add_notice(TracedFigure& figure, Operation& made) {
  const RewardPlan& plan = figures_.plan().reward;
  const std::uint32_t county = *figures_.plan().find_table(words_of(SubjectKind::kCounty).table);
  made.operands.push_back(operation(figure, *plan.notice_from, Frame::of_rows(county, {0})));
  made.operands.push_back(operation(figure, *plan.notice_days, Frame::single()));
  made.operands.push_back(Operation::leaf("scope", Value(figures_.run().as_of), "as_of"));
}

}  // namespace zhaoshang
