// What several awards may come to together: caps and pools.
#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "engine/rules/allocation.h"
#include "engine/value/operations.h"
#include "scheme/award_frame.h"
#include "scheme/award_notes.h"
#include "scheme/figures_cache.h"
#include "scheme/finding_texts.h"
#include "scheme/settlement_steps.h"

namespace zhaoshang {

namespace {

/// Awards that share an amount, rounded as they will be paid, and the place of each where they are
/// served in order.
class Pot {
 public:
  void add(Award& award, Value place) {
    round_amount(award);
    if (!(claimed(award) > Decimal())) return;  // what is collected draws on nothing
    awards_.push_back(&award);
    claims_.push_back({claimed(award), std::move(place)});
    sum_ += claimed(award);
    quantum_ = std::max(quantum_, rounding_of(award).quantum);
  }
  Decimal sum() const { return sum_; }

  /// `way`: prorate, in_order or whole; `by`: where the limit comes from.
  void cut_to(const Figures& figures, Decimal limit, const std::string& way,
              const std::string& rule, Division by) {
    if (sum_ <= limit) return;
    limit = std::max(limit, Decimal());
    if (way == "whole") {
      admit_whole(figures, limit, rule);
      return;
    }
    const bool in_order = way == "in_order";
    const auto parts =
        in_order ? serve_in_order(limit, claims_) : prorate(limit, claims_, quantum_);
    if (!parts) return;
    by.way = in_order ? Division::Way::kInOrder : Division::Way::kProrate;
    by.whole = limit;
    by.claims = claims_;
    by.quantum = quantum_;
    for (const Award* award : awards_) by.claimants.push_back(now(*award));
    const auto division = std::make_shared<const Division>(std::move(by));
    for (std::size_t i = 0; i < awards_.size(); ++i) {
      if ((*parts)[i] != claims_[i].amount)
        cut(figures, *awards_[i], (*parts)[i], rule, division, i);
    }
  }

  /// What cannot be worked out is not paid.
  void hold(const Figures& figures, const Message& why) {
    for (Award* award : awards_) {
      zhaoshang::hold(*award, Award::Status::kPending, {Award::Hold::Reason::kNoLimit});
      note(figures, *award, why);
    }
  }

 private:
  /// In their order, each that still fits; one that does not is left out, and the next is tried.
  void admit_whole(const Figures& figures, Decimal left, const std::string& rule) {
    std::vector<std::size_t> queue(claims_.size());
    std::iota(queue.begin(), queue.end(), std::size_t{0});
    std::stable_sort(queue.begin(), queue.end(), [&](std::size_t a, std::size_t b) {
      return order(claims_[a].key, claims_[b].key) < 0;
    });
    std::vector<AwardThen> served;
    for (std::size_t i : queue) {
      if (claims_[i].amount <= left) {
        left -= claims_[i].amount;
        served.push_back(now(*awards_[i]));
      } else {
        withhold(figures, *awards_[i],
                 {.reason = Award::Hold::Reason::kNoRoom, .others = served, .left = left},
                 finding_texts::does_not_fit(rule, left));
      }
    }
  }

  static void cut(const Figures& figures, Award& award, Decimal to, const std::string& rule,
                  const std::shared_ptr<const Division>& division, std::size_t part) {
    note(figures, award, finding_texts::cut(rule, claimed(award), to));
    if (award.amount) {
      award.steps.push_back({.kind = AmountStep::Kind::kCut,
                             .before = *award.amount,
                             .after = to,
                             .division = division,
                             .part = part,
                             .rule = rule});
      award.amount = to;
    } else {
      award.high = to;
      if (award.low) award.low = std::min(*award.low, to);
    }
    if (to.is_zero())
      zhaoshang::hold(award, Award::Status::kWithheld,
                      {.reason = Award::Hold::Reason::kUsedUp, .others = {now(award)}});
  }

  std::vector<Award*> awards_;
  std::vector<Claim> claims_;
  Decimal sum_;
  Decimal quantum_;
};

/// The days a cap counts over; none: no bounds of its own.
std::optional<DateSpan> days_of(const CapPlan& plan, Evaluator& evaluator) {
  if (plan.within_span)
    return span_of(evaluator.evaluate(*plan.within_span, Frame::single()).at(0));
  const auto& dates = plan.form->within_dates;
  if (!dates) return std::nullopt;
  return DateSpan{dates->first.value_or(Date::from_days(-100'000)),
                  dates->last.value_or(Date::from_days(1'000'000))};
}

std::string place_of(const Award& award) {
  return award.recipient_kind + award.recipient_id + award.project_id;
}

/// The awards of which instalments were paid in earlier years: what they claim holds those.
std::set<std::string> paid_in_parts(const std::vector<Award>& awards) {
  std::set<std::string> keys;
  for (const Award& award : awards) {
    if (!award.plan->pay.empty())
      keys.insert(award.id + '\x1f' + award.subject_id + '\x1f' + award.project_id);
  }
  return keys;
}

/// The limit of a cap for what it is per: of that subject's row where there is one.
Value limit_of(const Figures& figures, const CapPlan& plan, const std::string& key) {
  Evaluator evaluator(figures);
  if (!plan.table) return evaluator.evaluate(*plan.to, Frame::single()).at(0);
  const std::uint32_t row = figures.find(*plan.table, key);
  if (row == kNoRow) return {};
  const Frame outer = Frame::of_rows(*plan.table, {row});
  Frame inner;
  inner.outer = &outer;
  inner.size = 1;
  inner.locals.push_back(Column(Type::row(*plan.table), 1, Column::Rows{{row}}));
  return evaluator.evaluate(*plan.to, inner).at(0);
}

void apply_cap(const Figures& figures, const PaidLedger& ledger, const CapPlan& plan,
               std::vector<Award>& awards, std::vector<Finding>& findings) {
  Evaluator evaluator(figures);
  const CapForm& rule = *plan.form;
  const std::string way = figures.word(rule.share);
  const auto days = days_of(plan, evaluator);
  const Date last = figures.run().period.span.last;
  std::map<std::string, Pot> pots;
  std::int64_t place = 0;
  for (Award& award : awards) {
    if (!is_live(award) || !is_among(rule.of, award.id)) continue;
    const Date day = award.due.value_or(last);
    if (days && (day < days->first || day > days->last)) continue;
    pots[key_part(figures, award, rule.per.value)].add(
        award, way == "prorate" ? Value(place_of(award)) : Value(Decimal(place++)));
  }
  const std::set<std::string> in_parts = paid_in_parts(awards);
  for (auto& [key, pot] : pots) {
    const Value to = limit_of(figures, plan, key);
    if (!to.is(TypeKind::kMoney)) {
      const Message why = finding_texts::no_cap(cited(rule.head));
      pot.hold(figures, why);
      findings.push_back(rule_finding(figures, rule.head, Severity::kError, why));
      continue;
    }
    Decimal limit = to.money().amount;
    Division by;
    by.cap = &plan;
    by.limit_row = plan.table ? figures.find(*plan.table, key) : 0;
    for (const PaidLedger::Row& row : ledger.rows()) {
      const bool is_claimed_again =
          in_parts.count(row.award + '\x1f' + row.subject_id + '\x1f' + row.project_id) != 0;
      const bool counts = rule.within != "year" && ledger.is_earlier(row) && !is_claimed_again &&
                          is_among(rule.of, row.award) && (!days || overlap(row.year, *days)) &&
                          key_part(figures, row, rule.per.value) == key;
      if (!counts) continue;
      limit -= row.amount;
      by.paid_by.push_back({row.row, row.amount});
    }
    pot.cut_to(figures, limit, way, cited(rule.head), std::move(by));
  }
}

/// What an award's own row says of its place in a pool.
Value place_in(const PoolPlan& plan, const Figures& figures, const Award& award) {
  const std::vector<AwardPlan>& all = figures.plan().reward.awards;
  const NodePtr& by = plan.by[static_cast<std::size_t>(award.plan - all.data())];
  if (!by) return place_of(award);
  const AwardFrame own(award.plan->table, award.row, award.due);
  return Evaluator(figures).evaluate(*by, own.frame()).at(0);
}

}  // namespace

void apply_caps(const Figures& figures, const PaidLedger& ledger, std::vector<Award>& awards,
                std::vector<Finding>& findings) {
  for (const CapPlan& plan : figures.plan().reward.caps)
    apply_cap(figures, ledger, plan, awards, findings);
}

void draw_on_pools(const Figures& figures, std::vector<Award>& awards,
                   std::vector<Finding>& findings) {
  Evaluator evaluator(figures);
  for (const PoolPlan& plan : figures.plan().reward.pools) {
    const PoolForm& rule = *plan.form;
    const Value pool = evaluator.evaluate(*plan.amount, Frame::single()).at(0);
    std::map<std::string, Pot> pots;
    for (Award& award : awards) {
      if (!is_live(award) || !is_among(rule.draws, award.id)) continue;
      pots[key_part(figures, award, rule.per.value)].add(award, place_in(plan, figures, award));
    }
    for (auto& [key, pot] : pots) {
      if (!pool.is(TypeKind::kMoney)) {
        const Message why = finding_texts::no_cap(cited(rule.head));
        pot.hold(figures, why);
        findings.push_back(rule_finding(figures, rule.head, Severity::kError, why));
        continue;
      }
      const Decimal amount = pool.money().amount;
      if (pot.sum() <= amount) continue;
      const std::string over = figures.word(rule.over);
      const bool is_cut = over != "report";
      Division by;
      by.pool = &plan;
      if (is_cut) pot.cut_to(figures, amount, over, cited(rule.head), std::move(by));
      findings.push_back(rule_finding(figures, rule.head,
                                      is_cut ? Severity::kWarning : Severity::kError,
                                      finding_texts::pool_exceeded(pot.sum(), amount)));
    }
  }
}

}  // namespace zhaoshang
