// What stops a payment or takes it back: vetoes, days to come, clawbacks.
#include <algorithm>
#include <functional>
#include <map>
#include <numeric>
#include <set>
#include <tuple>

#include "scheme/award_notes.h"
#include "scheme/figures_cache.h"
#include "scheme/finding_texts.h"
#include "scheme/public_notice.h"
#include "scheme/settlement_steps.h"

namespace zhaoshang {

namespace {

using KindAndId = std::pair<std::string, std::string>;

/// An assessment that bars a subject from every award, and what to say of it.
struct Bar {
  Award::Hold hold;
  Message remark;
};

std::map<KindAndId, Bar> barred_subjects(const Figures& figures) {
  std::map<KindAndId, Bar> barred;
  for (std::size_t k = 0; k < figures.plan().assessments.size(); ++k) {
    const AssessmentPlan& plan = figures.plan().assessments[k];
    if (plan.rating.empty()) continue;
    const std::string kind(words_of(*figures.plan().table(plan.table).subject).word);
    const AssessmentResult& result = figures.assessment(k);
    for (std::uint32_t row = 0; row < result.reasons.size(); ++row) {
      if (!result.bars_awards.at(row).is_true()) continue;
      barred.emplace(KindAndId{kind, figures.id(plan.table, row)},
                     Bar{.hold = {.reason = Award::Hold::Reason::kBarred, .rule = k, .row = row},
                         .remark = finding_texts::barred(plan.name, result.reasons[row])});
    }
  }
  return barred;
}

/// A row that causes a rule to act, and the share that it gives.
struct Cause {
  std::uint32_t row;
  Decimal share;
  const ClawbackPlan* plan;
};

/// What was paid of one award to one recipient, and what of it was taken back.
struct PaidSum {
  Decimal owed;                         // of what was paid, the share that goes back
  Decimal back_before, back_this_year;  // negative
  TakenBack taken_back;
  std::vector<PaidShare> by_this_year;
};

using PaidKey = std::tuple<std::string, std::string, std::string, std::string, std::string,
                           std::string, std::string>;

PaidKey key_of_payment(const PaidLedger::Row& row) {
  return {row.award,      row.recipient_kind, row.recipient_id, row.subject_kind,
          row.subject_id, row.project_id,     row.instalment};
}

/// What a rule takes back. `shares`: for each row of the ledger what of it goes back, and by which
/// rule; none: it stays. `counted`: for which payments it is done with what went back before.
std::map<PaidKey, PaidSum> paid_sums(const PaidLedger& ledger, const ClawbackPlan& plan,
                                     const std::vector<std::optional<Cause>>& shares,
                                     std::set<PaidKey>& counted) {
  std::map<PaidKey, PaidSum> sums;
  for (std::size_t k = 0; k < shares.size(); ++k) {
    const PaidLedger::Row& row = ledger.rows()[k];
    if (!shares[k] || shares[k]->plan != &plan || row.amount.is_negative()) continue;
    PaidSum& sum = sums[key_of_payment(row)];
    sum.owed += row.amount * shares[k]->share;
    sum.taken_back.parts.push_back({row.row, shares[k]->row, shares[k]->share});
  }
  for (const PaidLedger::Row& row : ledger.rows()) {
    const auto found = sums.find(key_of_payment(row));
    if (found == sums.end() || !row.amount.is_negative() || counted.contains(found->first))
      continue;
    PaidSum& sum = found->second;
    if (ledger.is_own_year(row)) {
      sum.back_this_year += row.amount;
      sum.by_this_year.push_back({row.row, row.amount});
    } else {
      sum.back_before += row.amount;
      sum.taken_back.back_before.push_back(row.row);
    }
  }
  for (const auto& [key, sum] : sums) counted.insert(key);
  return sums;
}

const AwardPlan* plan_of(const Figures& figures, const std::string& award) {
  const std::vector<AwardPlan>& plans = figures.plan().reward.awards;
  const auto found = std::find_if(plans.begin(), plans.end(), [&](const AwardPlan& each) {
    return each.form->head.id == award;
  });
  return found == plans.end() ? nullptr : &*found;
}

bool is_levy(const AwardPlan* plan) {
  return plan != nullptr && plan->form->kind == AwardForm::Kind::kLevy;
}

std::string name_of(const Figures& figures, const std::string& kind, const std::string& id) {
  const auto subject = subject_kind_of(kind);
  const auto table = subject ? figures.plan().find_table(words_of(*subject).table) : std::nullopt;
  const std::uint32_t row = table ? figures.find(*table, id) : kNoRow;
  return row == kNoRow ? id : figures.label(*table, row);
}

/// The taking back of what was paid, where anything is left to take back.
std::optional<Award> reversal(const Figures& figures, const ClawbackPlan& plan, const PaidKey& key,
                              const PaidSum& sum) {
  const ClawbackForm& rule = *plan.form;
  constexpr int kFenDigits = -2;
  const Decimal back =
      sum.owed.rounded_to(Decimal::scaled(1, kFenDigits), Rounding::kHalfUp) + sum.back_before;
  if (!(back > Decimal())) return std::nullopt;
  Award award;
  std::tie(award.id, award.recipient_kind, award.recipient_id, award.subject_kind, award.subject_id,
           award.project_id, award.instalment) = key;
  award.plan = plan_of(figures, award.id);
  award.clause = rule.head.clause;
  award.recipient = name_of(figures, award.recipient_kind, award.recipient_id);
  award.amount = -back;
  award.paid_before = sum.back_this_year;
  award.paid_by = sum.by_this_year;
  TakenBack taken_back = sum.taken_back;
  taken_back.plan = &plan;
  award.taken_back = std::make_shared<const TakenBack>(std::move(taken_back));
  award.due = figures.run().as_of;
  award.status = Award::Status::kReversed;
  note(figures, award, finding_texts::taken_back(cited(rule.head), rule.action));
  return award;
}

}  // namespace

namespace {

/// Why an award that nothing bars is not paid yet; nullopt: it is.
std::optional<std::pair<Award::Hold::Reason, Message>> waits_for(
    const Figures& figures, const Award& award, const std::optional<PublicNotice>& notice) {
  using Reason = Award::Hold::Reason;
  if (!award.awaits.empty()) return std::pair(Reason::kAwaits, Message{award.awaits, award.awaits});
  const Date today = figures.run().as_of;
  if (award.due && *award.due > today)
    return std::pair(Reason::kNotDue, finding_texts::not_yet_due());
  const bool is_public = award.plan->form->kind == AwardForm::Kind::kGrant;
  if (!notice || !notice->bars_payment || !is_public) return std::nullopt;
  if (!notice->span) return std::pair(Reason::kOnNotice, finding_texts::notice_to_come());
  if (notice->span->last >= today)
    return std::pair(Reason::kOnNotice, finding_texts::notice_until(notice->span->last));
  return std::nullopt;
}

}  // namespace

void hold_back(const Figures& figures, std::vector<Award>& awards) {
  const std::map<KindAndId, Bar> barred = barred_subjects(figures);
  const std::optional<PublicNotice> notice = public_notice(figures);
  for (Award& award : awards) {
    for (const KindAndId& who : {KindAndId{award.recipient_kind, award.recipient_id},
                                 {award.subject_kind, award.subject_id}}) {
      const auto found = barred.find(who);
      if (found != barred.end() && may_be_paid(award))
        withhold(figures, award, found->second.hold, found->second.remark);
    }
    if (award.status != Award::Status::kGranted) continue;
    if (const auto why = waits_for(figures, award, notice)) {
      hold(award, Award::Status::kPending, {why->first});
      note(figures, award, why->second);
    }
  }
}

namespace {

std::vector<Cause> causes_of(const Figures& figures, const ClawbackPlan& plan) {
  std::vector<Cause> causes;
  const std::size_t count = figures.row_count(plan.table);
  if (count == 0) return causes;
  Evaluator evaluator(figures);
  std::vector<std::uint32_t> rows(count);
  std::iota(rows.begin(), rows.end(), 0U);
  if (plan.when)
    rows = evaluator.positions_where(*plan.when.root, Frame::all_rows(plan.table, count));
  for (std::uint32_t row : rows) {
    const Value share =
        plan.share ? evaluator.evaluate(*plan.share.root, Frame::of_rows(plan.table, {row})).at(0)
                   : Value(1);
    if (share.is(TypeKind::kNumber))
      causes.push_back({row, std::max(Decimal(), share.number()), &plan});
  }
  return causes;
}

}  // namespace

void claw_back(const Figures& figures, const PaidLedger& ledger, std::vector<Award>& awards) {
  const std::vector<ClawbackPlan>& plans = figures.plan().reward.clawbacks;
  // A payment goes back once, by the highest share of all the causes that concern it.
  std::vector<std::optional<Cause>> shares(ledger.rows().size());
  for (const ClawbackPlan& plan : plans) {
    const ClawbackForm& rule = *plan.form;
    const PlanTable& table = figures.plan().table(plan.table);
    const bool is_project = table.subject == SubjectKind::kProject;
    const bool is_payment = table.name == "awarded";  // the very payments go back
    for (const Cause& cause : causes_of(figures, plan)) {
      const RowSubject about = subject_of(figures, figures.rows(plan.table), cause.row, figures);
      const auto concerns = [&](const auto& each) {
        if (is_project) return each.project_id == about.id;
        return each.subject_kind == about.kind && each.subject_id == about.id;
      };
      for (Award& award : awards) {
        if (!is_payment && may_be_paid(award) && is_among(rule.of, award.id) && concerns(award))
          withhold(figures, award,
                   {.reason = Award::Hold::Reason::kTakenBack,
                    .rule = static_cast<std::size_t>(&plan - plans.data()),
                    .row = cause.row},
                   finding_texts::taken_back(cited(rule.head), rule.action));
      }
      for (std::size_t k = 0; k < shares.size(); ++k) {
        const PaidLedger::Row& paid = ledger.rows()[k];
        const bool is_meant = is_payment ? paid.row == cause.row : concerns(paid);
        const bool goes_back =
            is_meant && is_among(rule.of, paid.award) && !is_levy(plan_of(figures, paid.award));
        if (goes_back && (!shares[k] || shares[k]->share < cause.share)) shares[k] = cause;
      }
    }
  }
  std::set<PaidKey> counted;
  for (const ClawbackPlan& plan : plans) {
    for (const auto& [key, sum] : paid_sums(ledger, plan, shares, counted)) {
      if (auto back = reversal(figures, plan, key, sum)) awards.push_back(std::move(*back));
    }
  }
}

}  // namespace zhaoshang
