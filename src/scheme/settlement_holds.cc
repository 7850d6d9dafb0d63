// What stops a payment or takes it back: vetoes, days to come, clawbacks.
#include <algorithm>
#include <functional>
#include <map>
#include <numeric>
#include <tuple>

#include "scheme/award_notes.h"
#include "scheme/figures_cache.h"
#include "scheme/finding_texts.h"
#include "scheme/settlement_steps.h"

namespace zhaoshang {

namespace {

using KindAndId = std::pair<std::string, std::string>;

/// Subjects that an assessment bars from every award, and what to say of it.
std::map<KindAndId, Message> barred_subjects(const Figures& figures) {
  std::map<KindAndId, Message> barred;
  for (std::size_t k = 0; k < figures.plan().assessments.size(); ++k) {
    const AssessmentPlan& plan = figures.plan().assessments[k];
    if (plan.rating.empty()) continue;
    const std::string kind(words_of(*figures.plan().table(plan.table).subject).word);
    const AssessmentResult& result = figures.assessment(k);
    for (std::uint32_t row = 0; row < result.reasons.size(); ++row) {
      if (!result.bars_awards.at(row).is_true()) continue;
      barred.emplace(KindAndId{kind, figures.id(plan.table, row)},
                     finding_texts::barred(plan.name, result.reasons[row]));
    }
  }
  return barred;
}

/// What was paid of one award to one recipient, and what of it was taken back.
struct PaidSum {
  Decimal paid;
  Decimal back_before, back_this_year;  // negative
};

using PaidKey = std::tuple<std::string, std::string, std::string, std::string, std::string,
                           std::string, std::string>;

std::map<PaidKey, PaidSum> paid_sums(const PaidLedger& ledger,
                                     const std::function<bool(const PaidLedger::Row&)>& counts) {
  std::map<PaidKey, PaidSum> sums;
  for (const PaidLedger::Row& row : ledger.rows()) {
    if (!counts(row)) continue;
    PaidSum& sum = sums[{row.award, row.recipient_kind, row.recipient_id, row.subject_kind,
                         row.subject_id, row.project_id, row.instalment}];
    if (!row.amount.is_negative()) {
      sum.paid += row.amount;
    } else if (ledger.is_own_year(row)) {
      sum.back_this_year += row.amount;
    } else {
      sum.back_before += row.amount;
    }
  }
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
std::optional<Award> reversal(const Figures& figures, const ClawbackForm& rule, const PaidKey& key,
                              const PaidSum& sum, Decimal share) {
  constexpr int kFenDigits = -2;
  const Decimal back =
      (sum.paid * share).rounded_to(Decimal::scaled(1, kFenDigits), Rounding::kHalfUp) +
      sum.back_before;
  if (!(back > Decimal())) return std::nullopt;
  Award award;
  std::tie(award.id, award.recipient_kind, award.recipient_id, award.subject_kind, award.subject_id,
           award.project_id, award.instalment) = key;
  award.plan = plan_of(figures, award.id);
  award.clause = rule.head.clause;
  award.recipient = name_of(figures, award.recipient_kind, award.recipient_id);
  award.amount = -back;
  award.paid_before = sum.back_this_year;
  award.due = figures.run().as_of;
  award.status = Award::Status::kReversed;
  note(figures, award, finding_texts::taken_back(cited(rule.head), rule.action));
  return award;
}

}  // namespace

void hold_back(const Figures& figures, std::vector<Award>& awards) {
  const std::map<KindAndId, Message> barred = barred_subjects(figures);
  for (Award& award : awards) {
    for (const KindAndId& who : {KindAndId{award.recipient_kind, award.recipient_id},
                                 {award.subject_kind, award.subject_id}}) {
      const auto found = barred.find(who);
      if (found != barred.end() && may_be_paid(award)) withhold(figures, award, found->second);
    }
    if (award.status == Award::Status::kGranted && award.due && *award.due > figures.run().as_of) {
      award.status = Award::Status::kPending;
      note(figures, award, finding_texts::not_yet_due());
    }
  }
}

void claw_back(const Figures& figures, const PaidLedger& ledger, std::vector<Award>& awards) {
  Evaluator evaluator(figures);
  std::vector<Award> reversed;
  for (const ClawbackPlan& plan : figures.plan().reward.clawbacks) {
    const ClawbackForm& rule = *plan.form;
    const std::size_t count = figures.row_count(plan.table);
    if (count == 0) continue;
    const Frame all = Frame::all_rows(plan.table, count);
    const bool is_project = figures.plan().table(plan.table).subject == SubjectKind::kProject;
    std::vector<std::uint32_t> rows(count);
    std::iota(rows.begin(), rows.end(), 0U);
    if (plan.when) rows = evaluator.positions_where(*plan.when.root, all);
    for (std::uint32_t row : rows) {
      const RowSubject about = subject_of(figures, figures.rows(plan.table), row, figures);
      const auto concerns = [&](const auto& each) {
        if (is_project) return each.project_id == about.id;
        return each.subject_kind == about.kind && each.subject_id == about.id;
      };
      for (Award& award : awards) {
        if (may_be_paid(award) && is_among(rule.of, award.id) && concerns(award)) {
          withhold(figures, award, finding_texts::taken_back(cited(rule.head), rule.action));
        }
      }
      const Value share =
          plan.share ? evaluator.evaluate(*plan.share.root, Frame::of_rows(plan.table, {row})).at(0)
                     : Value(1);
      if (!share.is(TypeKind::kNumber)) continue;
      const auto sums = paid_sums(ledger, [&](const PaidLedger::Row& paid) {
        return is_among(rule.of, paid.award) && concerns(paid) &&
               !is_levy(plan_of(figures, paid.award));
      });
      for (const auto& [key, sum] : sums) {
        if (auto back = reversal(figures, rule, key, sum, share.number()))
          reversed.push_back(std::move(*back));
      }
    }
  }
  for (Award& award : reversed) awards.push_back(std::move(award));
}

}  // namespace zhaoshang
