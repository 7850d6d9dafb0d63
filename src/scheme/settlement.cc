#include "scheme/settlement.h"

#include <algorithm>
#include <map>
#include <tuple>

#include <fmt/format.h>

#include "scheme/candidates.h"
#include "scheme/figures_cache.h"
#include "scheme/findings_undecided.h"
#include "scheme/settlement_steps.h"

namespace zhaoshang {

namespace {

auto award_order(const Award& award) {
  return std::tie(award.id, award.recipient_kind, award.recipient_id, award.subject_kind,
                  award.subject_id, award.project_id, award.due, award.instalment);
}

/// Whether anything of it is left to pay.
bool is_paid(const Award& award) {
  const bool is_settled =
      award.status == Award::Status::kGranted || award.status == Award::Status::kReversed;
  return is_settled && award.amount && award.plan != nullptr &&
         award.plan->form->kind != AwardForm::Kind::kEntry && *award.amount != award.paid_before;
}

/// What is left to pay, added up by due date, payee, award and clause.
std::vector<Payout> payouts_of(const std::vector<Award>& awards) {
  std::map<std::tuple<std::optional<Date>, std::string, std::string, std::string, std::string>,
           Payout>
      sums;
  for (const Award& award : awards) {
    if (!is_paid(award)) continue;
    const Decimal left = *award.amount - award.paid_before;
    auto& payout =
        sums[{award.due, award.recipient_kind, award.recipient_id, award.id, award.clause}];
    payout.due_on = award.due;
    payout.payee_kind = award.recipient_kind;
    payout.payee_id = award.recipient_id;
    payout.payee = award.recipient;
    payout.award = award.id;
    payout.clause = award.clause;
    payout.amount += left;
  }
  std::vector<Payout> payouts;
  for (auto& [key, payout] : sums) payouts.push_back(std::move(payout));
  return payouts;
}

}  // namespace

bool is_paid_in(const Award& award, const Payout& payout) {
  return is_paid(award) && award.due == payout.due_on &&
         award.recipient_kind == payout.payee_kind && award.recipient_id == payout.payee_id &&
         award.id == payout.award && award.clause == payout.clause;
}

std::string_view status_word(Award::Status status) {
  switch (status) {
    case Award::Status::kGranted: return "granted";
    case Award::Status::kPending: return "pending";
    case Award::Status::kWithheld: return "withheld";
    case Award::Status::kReversed: return "reversed";
    case Award::Status::kOpen: return "open";
  }
  return {};
}

Message status_message(Award::Status status) {
  switch (status) {
    case Award::Status::kGranted: return {"兑现", "granted"};
    case Award::Status::kPending: return {"待兑现", "pending"};
    case Award::Status::kWithheld: return {"不予兑现", "withheld"};
    case Award::Status::kReversed: return {"收回", "reversed"};
    case Award::Status::kOpen: return {"待定", "open"};
  }
  return {};
}

Settlement settle(const Figures& figures) {
  Settlement settlement;
  Candidates candidates = find_candidates(figures);
  settlement.findings = std::move(candidates.findings);
  std::vector<Award>& awards = candidates.awards;
  // Every later step takes the candidates in this order, so that the order of rows in a file
  // decides nothing.
  std::stable_sort(awards.begin(), awards.end(),
                   [](const Award& a, const Award& b) { return award_order(a) < award_order(b); });
  const PaidLedger ledger(figures);
  bar_paid(figures, ledger, awards);
  keep_exclusive(figures, awards);
  apply_quotas(figures, awards);
  apply_caps(figures, ledger, awards, settlement.findings);
  draw_on_pools(figures, awards, settlement.findings);
  round_amounts(awards);
  split_among(figures, awards, settlement.findings);
  split_instalments(figures, ledger, awards);
  hold_back(figures, awards);
  ledger.note_payments(awards);
  claw_back(figures, ledger, awards);
  std::stable_sort(awards.begin(), awards.end(),
                   [](const Award& a, const Award& b) { return award_order(a) < award_order(b); });
  settlement.payouts = payouts_of(awards);
  settlement.awards = std::move(awards);
  add_undecided_clawbacks(figures, settlement.findings);
  sort(settlement.findings);
  return settlement;
}

}  // namespace zhaoshang
