// What several awards may come to together: caps and pools.
#include <algorithm>
#include <map>

#include "engine/rules/allocation.h"
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

  void cut_to(const Figures& figures, Decimal limit, bool in_order, const std::string& rule) {
    if (sum_ <= limit) return;
    limit = std::max(limit, Decimal());
    const auto parts =
        in_order ? serve_in_order(limit, claims_) : prorate(limit, claims_, quantum_);
    if (!parts) return;
    const auto division = std::make_shared<const Division>(Division{
        in_order ? Division::Way::kInOrder : Division::Way::kProrate, limit, claims_, quantum_});
    for (std::size_t i = 0; i < awards_.size(); ++i) {
      if ((*parts)[i] != claims_[i].amount)
        cut(figures, *awards_[i], (*parts)[i], rule, division, i);
    }
  }

 private:
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
    if (to.is_zero()) award.status = Award::Status::kWithheld;
  }

  std::vector<Award*> awards_;
  std::vector<Claim> claims_;
  Decimal sum_;
  Decimal quantum_;
};

std::optional<DateSpan> span_of(const Value& value) {
  if (!value.is(TypeKind::kRange) || !value.range().start.is(TypeKind::kDate) ||
      !value.range().end.is(TypeKind::kDate)) {
    return std::nullopt;
  }
  return DateSpan{value.range().start.date(), value.range().end.date()};
}

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

void apply_cap(const Figures& figures, const PaidLedger& ledger, const CapPlan& plan,
               std::vector<Award>& awards) {
  Evaluator evaluator(figures);
  const CapForm& rule = *plan.form;
  const Value to = evaluator.evaluate(*plan.to, Frame::single()).at(0);
  if (!to.is(TypeKind::kMoney)) return;
  const bool in_order = figures.word(rule.share) == "in_order";
  const auto days = days_of(plan, evaluator);
  const Date last = figures.run().period.span.last;
  std::map<std::string, Pot> pots;
  std::int64_t place = 0;
  for (Award& award : awards) {
    if (!is_live(award) || !is_among(rule.of, award.id)) continue;
    const Date day = award.due.value_or(last);
    if (days && (day < days->first || day > days->last)) continue;
    pots[key_part(figures, award, rule.per.value)].add(
        award, in_order ? Value(Decimal(place++)) : Value(place_of(award)));
  }
  for (auto& [key, pot] : pots) {
    Decimal limit = to.money().amount;
    for (const PaidLedger::Row& row : ledger.rows()) {
      const bool counts = rule.within != "year" && ledger.is_earlier(row) &&
                          is_among(rule.of, row.award) && (!days || overlap(row.year, *days)) &&
                          key_part(figures, row, rule.per.value) == key;
      if (counts) limit -= row.amount;
    }
    pot.cut_to(figures, limit, in_order, cited(rule.head));
  }
}

/// What an award's own row says of its place in a pool.
Value place_in(const PoolPlan& plan, const Figures& figures, const Award& award) {
  const std::vector<AwardPlan>& all = figures.plan().reward.awards;
  const NodePtr& by = plan.by[static_cast<std::size_t>(award.plan - all.data())];
  if (!by) return place_of(award);
  const Frame outer = Frame::of_rows(award.plan->table, {award.row});
  Frame inner;
  inner.outer = &outer;
  inner.size = 1;
  inner.locals.push_back(
      Column::constant(award.due ? Value(*award.due) : Value(), TypeKind::kDate, 1));
  return Evaluator(figures).evaluate(*by, inner).at(0);
}

Finding pool_finding(const Figures& figures, const PoolForm& rule, Decimal claimed, Decimal pool,
                     bool is_cut) {
  Finding finding;
  finding.stage = "reward";
  finding.rule = rule.head.id;
  finding.clause = rule.head.clause;
  finding.severity = is_cut ? Severity::kWarning : Severity::kError;
  const SubjectWords& county = words_of(SubjectKind::kCounty);
  finding.subject_kind = std::string(county.word);
  finding.subject_id = std::string(county.word);
  finding.subject = std::string(county.title);
  finding.message = finding_texts::pool_exceeded(claimed, pool).in(figures.run().language);
  return finding;
}

}  // namespace

void apply_caps(const Figures& figures, const PaidLedger& ledger, std::vector<Award>& awards) {
  for (const CapPlan& plan : figures.plan().reward.caps) apply_cap(figures, ledger, plan, awards);
}

void draw_on_pools(const Figures& figures, std::vector<Award>& awards,
                   std::vector<Finding>& findings) {
  Evaluator evaluator(figures);
  for (const PoolPlan& plan : figures.plan().reward.pools) {
    const PoolForm& rule = *plan.form;
    const Value pool = evaluator.evaluate(*plan.amount, Frame::single()).at(0);
    if (!pool.is(TypeKind::kMoney)) continue;
    std::map<std::string, Pot> pots;
    for (Award& award : awards) {
      if (!is_live(award) || !is_among(rule.draws, award.id)) continue;
      pots[key_part(figures, award, rule.per.value)].add(award, place_in(plan, figures, award));
    }
    for (auto& [key, pot] : pots) {
      const Decimal amount = pool.money().amount;
      if (pot.sum() <= amount) continue;
      const std::string over = figures.word(rule.over);
      if (over != "report") pot.cut_to(figures, amount, over == "in_order", cited(rule.head));
      findings.push_back(pool_finding(figures, rule, pot.sum(), amount, over != "report"));
    }
  }
}

}  // namespace zhaoshang
