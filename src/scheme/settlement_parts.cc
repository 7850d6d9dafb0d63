// From amounts to parts that add up to them: rounding, splits, instalments.
#include <algorithm>

#include "engine/rules/allocation.h"
#include "scheme/award_frame.h"
#include "scheme/award_notes.h"
#include "scheme/figures_cache.h"
#include "scheme/finding_texts.h"
#include "scheme/settlement_steps.h"

namespace zhaoshang {

namespace {

const Decimal kFen = Decimal::scaled(1, -2);

/// One of those who share an award.
struct Sharer {
  RowRef row;
  RowSubject subject;
  std::optional<Decimal> share;
};

/// What a ruling gives a sharer: a number, or an amount.
std::optional<Decimal> number_in(const Value& value) {
  if (value.is(TypeKind::kNumber)) return value.number();
  if (value.is(TypeKind::kMoney)) return value.money().amount;
  return std::nullopt;
}

std::optional<Decimal> ruled_share(const Figures& figures, const Award& award, RowRef sharer) {
  const auto row = ruling_of_share(figures, award, sharer);
  return row ? number_in(figures.field(*figures.plan().find_table("rulings"), "value").at(*row))
             : std::nullopt;
}

std::vector<Sharer> sharers_of(const Figures& figures, const Award& award) {
  Evaluator evaluator(figures);
  const AwardFrame own(award.plan->table, award.row, award.due);
  const Value among = evaluator.evaluate(*award.plan->among, own.frame()).at(0);
  const Value shares =
      award.plan->shares ? evaluator.evaluate(*award.plan->shares, own.frame()).at(0) : Value();
  const List rows = among.is(TypeKind::kList) ? among.list() : List{among};
  std::vector<Sharer> sharers;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!rows[i].is(TypeKind::kRow)) continue;
    Sharer sharer{rows[i].row(), recipient_at(figures, rows[i].row()), Decimal(1)};
    switch (award.plan->form->split->by) {
      case AwardForm::Split::By::kEqual: break;
      case AwardForm::Split::By::kShares: {
        const bool has_share = shares.is(TypeKind::kList) && i < shares.list().size() &&
                               shares.list()[i].is(TypeKind::kNumber);
        sharer.share = has_share ? std::optional(shares.list()[i].number()) : std::nullopt;
        break;
      }
      case AwardForm::Split::By::kRuling:
        sharer.share = ruled_share(figures, award, sharer.row);
        break;
    }
    sharers.push_back(std::move(sharer));
  }
  return sharers;
}

/// An award that cannot be shared for lack of somebody's share.
Award without_share(const Figures& figures, Award award, const Sharer& sharer,
                    std::vector<Finding>& findings) {
  const Message message = finding_texts::share_missing(sharer.subject.name);
  if (is_live(award)) hold(award, Award::Status::kPending, {Award::Hold::Reason::kNoShare});
  note(figures, award, message);
  findings.push_back(award_finding(figures, award, Finding::Status::kUndecided, message));
  return award;
}

void split_one(const Figures& figures, Award award, std::vector<Award>& result,
               std::vector<Finding>& findings) {
  const std::vector<Sharer> sharers = sharers_of(figures, award);
  const auto unknown = std::find_if(sharers.begin(), sharers.end(),
                                    [](const Sharer& sharer) { return !sharer.share; });
  if (unknown != sharers.end() && award.plan->form->split->by == AwardForm::Split::By::kShares) {
    result.push_back(without_share(figures, std::move(award), *unknown, findings));
    return;
  }
  if (unknown != sharers.end()) {
    if (is_live(award)) hold(award, Award::Status::kOpen, {Award::Hold::Reason::kNoRuling});
    award.low = award.high = *award.amount;
    award.amount.reset();
    note(figures, award, finding_texts::waits_for_ruling());
    result.push_back(std::move(award));
    return;
  }
  std::vector<Claim> claims;
  for (const Sharer& sharer : sharers) claims.push_back({*sharer.share, Value(sharer.subject.id)});
  const auto parts = split(*award.amount, claims, kFen);
  if (!parts) {
    note(figures, award, finding_texts::nobody_to_share());
    if (is_live(award)) hold(award, Award::Status::kPending, {Award::Hold::Reason::kNoRecipient});
    result.push_back(std::move(award));
    return;
  }
  Division shares{Division::Way::kShares, *award.amount, claims, kFen};
  for (const Sharer& sharer : sharers) shares.sharers.push_back(sharer.row);
  const auto division = std::make_shared<const Division>(std::move(shares));
  for (std::size_t i = 0; i < sharers.size(); ++i) {
    Award part = award;
    part.recipient_kind = sharers[i].subject.kind;
    part.recipient_id = sharers[i].subject.id;
    part.recipient = sharers[i].subject.name;
    part.amount = (*parts)[i];
    part.steps.push_back({.kind = AmountStep::Kind::kShare,
                          .before = *award.amount,
                          .after = (*parts)[i],
                          .division = division,
                          .part = i});
    result.push_back(std::move(part));
  }
}

void pay_in_parts(const Figures& figures, const Award& award, std::vector<Award>& result) {
  Evaluator evaluator(figures);
  const Frame row = Frame::of_rows(award.plan->table, {award.row});
  std::vector<Claim> fractions;
  std::vector<Value> dates;
  std::int64_t place = 0;
  for (const InstalmentPlan& instalment : award.plan->pay) {
    const Value share = evaluator.evaluate(*instalment.share.root, row).at(0);
    fractions.push_back(
        {share.is(TypeKind::kNumber) ? share.number() : Decimal(), Value(Decimal(place++))});
    dates.push_back(evaluator.evaluate(*instalment.on.root, row).at(0));
  }
  const auto parts = split_by_fractions(*award.amount, fractions, kFen);
  const auto division = std::make_shared<const Division>(
      Division{Division::Way::kFractions, *award.amount, fractions, kFen});
  for (std::size_t i = 0; i < fractions.size(); ++i) {
    const InstalmentForm& form = *award.plan->pay[i].form;
    Award part = award;
    part.instalment = form.title.empty() ? std::to_string(i + 1) : form.title;
    if (parts) {
      part.amount = (*parts)[i];
      part.steps.push_back({.kind = AmountStep::Kind::kInstalment,
                            .before = *award.amount,
                            .after = (*parts)[i],
                            .division = division,
                            .part = i});
    }
    part.due = event_day(dates[i]);
    if (!part.due && part.status == Award::Status::kGranted) {
      hold(part, Award::Status::kPending, {Award::Hold::Reason::kNotReached});
      note(figures, part, finding_texts::instalment_not_reached());
    }
    result.push_back(std::move(part));
  }
}

}  // namespace

// By the award's id, the sharer and the project.
std::optional<std::uint32_t> ruling_of_share(const Figures& figures, const Award& award,
                                             RowRef sharer) {
  const auto table = figures.plan().find_table("rulings");
  if (!table) return std::nullopt;
  const RowSubject who = recipient_at(figures, sharer);
  for (std::uint32_t row = 0; row < figures.row_count(*table); ++row) {
    const auto text = [&](std::string_view name) { return figures.text(*table, name, row); };
    const bool meant = text("rule") == award.id && text("subject_kind") == who.kind &&
                       text("subject_id") == who.id && text("project_id") == award.project_id;
    if (meant && number_in(figures.field(*table, "value").at(row))) return row;
  }
  return std::nullopt;
}

void round_amounts(std::vector<Award>& awards) {
  for (Award& award : awards) round_amount(award);
}

void split_among(const Figures& figures, std::vector<Award>& awards,
                 std::vector<Finding>& findings) {
  std::vector<Award> result;
  for (Award& award : awards) {
    if (award.plan->form->split && award.amount) {
      split_one(figures, std::move(award), result, findings);
    } else {
      result.push_back(std::move(award));
    }
  }
  awards = std::move(result);
}

void split_instalments(const Figures& figures, const PaidLedger& ledger,
                       std::vector<Award>& awards) {
  std::vector<Award> result;
  for (Award& award : awards) {
    if (!award.plan->pay.empty() && award.amount) {
      std::vector<Award> parts;
      pay_in_parts(figures, award, parts);
      bar_paid_parts(figures, ledger, parts);
      for (Award& part : parts) result.push_back(std::move(part));
    } else {
      result.push_back(std::move(award));
    }
  }
  awards = std::move(result);
}

}  // namespace zhaoshang
