// What an award may come to beside what was paid before, the other awards and the others that ask
// for it.
#include <algorithm>
#include <map>

#include "engine/rules/ranking.h"
#include "scheme/award_frame.h"
#include "scheme/award_notes.h"
#include "scheme/figures_cache.h"
#include "scheme/finding_texts.h"
#include "scheme/settlement_steps.h"

namespace zhaoshang {

namespace {

bool by_year(const std::vector<Located<std::string>>& words) {
  return std::any_of(words.begin(), words.end(),
                     [](const auto& word) { return word.value == "year"; });
}

std::string year_name(const Figures& figures, DateSpan year) {
  return span_text(year, figures.year_start());
}

/// Earlier payments of the same award and key.
std::vector<const PaidLedger::Row*> paid_for(const Figures& figures, const PaidLedger& ledger,
                                             const Award& award,
                                             const std::vector<Located<std::string>>& words) {
  std::vector<const PaidLedger::Row*> rows;
  const std::string key = key_of(figures, award, words);
  for (const PaidLedger::Row& row : ledger.rows()) {
    if (row.award == award.id && ledger.is_earlier(row) && key_of(figures, row, words) == key)
      rows.push_back(&row);
  }
  return rows;
}

void take_off(const Figures& figures, Award& award, Decimal paid, std::vector<PaidShare> by) {
  if (paid.is_zero()) return;
  note(figures, award, finding_texts::less_paid(paid));
  if (award.amount) {
    award.steps.push_back({.kind = AmountStep::Kind::kLessPaid,
                           .before = *award.amount,
                           .after = std::max(Decimal(), *award.amount - paid),
                           .paid = paid,
                           .paid_by = std::move(by)});
  }
  for (std::optional<Decimal>* amount : {&award.amount, &award.low, &award.high}) {
    if (*amount) *amount = std::max(Decimal(), **amount - paid);
  }
}

void take_off_paid(const Figures& figures, const PaidLedger& ledger, Award& award) {
  Decimal paid;
  std::vector<PaidShare> by;
  for (const PaidLedger::Row* row : paid_for(figures, ledger, award, award.plan->form->less_paid)) {
    paid += row->amount;
    by.push_back({row->row, row->amount});
  }
  take_off(figures, award, paid, std::move(by));
}

/// What was paid of one instalment, and by which row first.
struct PaidPart {
  Decimal paid;
  const PaidLedger::Row* first = nullptr;
  bool is_named = false;
  std::vector<PaidShare> by;

  void add(const PaidLedger::Row& row, Decimal amount) {
    paid += amount;
    by.push_back({row.row, amount});
    if (first == nullptr) first = &row;
  }
};

/// Whether a payment is of the award that these instalments are of.
bool is_same_award(const Figures& figures, const PaidLedger::Row& row, const Award& award,
                   const std::vector<Located<std::string>>& words) {
  if (row.award != award.id) return false;
  if (!words.empty()) return key_of(figures, row, words) == key_of(figures, award, words);
  return row.recipient_kind == award.recipient_kind && row.recipient_id == award.recipient_id &&
         row.project_id == award.project_id &&
         (row.subject_id.empty() || row.subject_id == award.subject_id);
}

std::vector<PaidPart> paid_parts(const Figures& figures, const PaidLedger& ledger,
                                 const std::vector<Award>& parts,
                                 const std::vector<Located<std::string>>& words) {
  std::vector<PaidPart> paid(parts.size());
  std::vector<const PaidLedger::Row*> unnamed;
  for (const PaidLedger::Row& row : ledger.rows()) {
    if (!ledger.is_earlier(row) || !is_same_award(figures, row, parts.front(), words)) continue;
    const auto named = std::find_if(parts.begin(), parts.end(), [&](const Award& part) {
      return part.instalment == row.instalment;
    });
    if (named == parts.end()) {
      unnamed.push_back(&row);
      continue;
    }
    PaidPart& part = paid[static_cast<std::size_t>(named - parts.begin())];
    part.add(row, row.amount);
    part.is_named = true;
  }
  for (const PaidLedger::Row* row : unnamed) {
    Decimal left = row->amount;
    for (std::size_t k = 0; k < parts.size() && left > Decimal(); ++k) {
      const Decimal open = parts[k].amount.value_or(Decimal()) - paid[k].paid;
      if (!(open > Decimal())) continue;
      const Decimal covered = std::min(left, open);
      paid[k].add(*row, covered);
      left -= covered;
    }
  }
  return paid;
}

}  // namespace

void bar_paid(const Figures& figures, const PaidLedger& ledger, std::vector<Award>& awards) {
  std::map<std::string, AwardThen> seen;
  for (Award& award : awards) {
    if (!is_live(award)) continue;
    const AwardForm& form = *award.plan->form;
    if (!form.once.empty()) {
      const auto earlier = paid_for(figures, ledger, award, form.once);
      // Instalments are held against what was paid one by one: bar_paid_parts.
      if (!by_year(form.once) && form.pay.empty() && !earlier.empty()) {
        const PaidLedger::Row& first = *earlier.front();
        withhold(figures, award, {.reason = Award::Hold::Reason::kPaidBefore, .row = first.row},
                 finding_texts::paid_before(year_name(figures, first.year), first.source));
      } else if (const auto [known, is_first] = seen.emplace(
                     award.id + '\x1f' + key_of(figures, award, form.once), now(award));
                 !is_first) {
        withhold(figures, award, {.reason = Award::Hold::Reason::kTwice, .others = {known->second}},
                 finding_texts::once_in_this_run());
      }
    }
    if (!form.less_paid.empty() && form.pay.empty() && is_live(award))
      take_off_paid(figures, ledger, award);
  }
}

void bar_paid_parts(const Figures& figures, const PaidLedger& ledger, std::vector<Award>& parts) {
  const AwardForm& form = *parts.front().plan->form;
  const bool is_less = !form.less_paid.empty();
  const std::vector<Located<std::string>>& words = is_less ? form.less_paid : form.once;
  if (by_year(words)) return;  // each year has an award of its own
  const std::vector<PaidPart> paid = paid_parts(figures, ledger, parts, words);
  for (std::size_t k = 0; k < parts.size(); ++k) {
    Award& part = parts[k];
    if (!(paid[k].paid > Decimal()) || !may_be_paid(part)) continue;
    if (is_less) {
      take_off(figures, part, paid[k].paid, paid[k].by);
    } else if (paid[k].is_named || paid[k].paid >= claimed(part)) {
      withhold(figures, part,
               {.reason = Award::Hold::Reason::kPaidBefore, .row = paid[k].first->row},
               finding_texts::paid_before(year_name(figures, paid[k].first->year),
                                          paid[k].first->source));
    } else {
      part.paid_before += paid[k].paid;
      part.paid_by.insert(part.paid_by.end(), paid[k].by.begin(), paid[k].by.end());
    }
  }
}

void keep_exclusive(const Figures& figures, std::vector<Award>& awards) {
  const std::vector<ExclusiveForm>& rules = figures.plan().policy().reward.exclusive;
  for (const ExclusiveForm& rule : rules) {
    const std::string keep = figures.word(rule.keep);
    if (keep == "all") continue;
    const auto place = [&](const Award& each) {
      return std::find_if(rule.of.begin(), rule.of.end(),
                          [&](const auto& id) { return id.value == each.id; }) -
             rule.of.begin();
    };
    const auto better = [&](const Award& a, const Award& b) {
      return keep == "highest" ? claimed(a) > claimed(b) : place(a) < place(b);
    };
    std::map<std::string, std::vector<Award*>> sets;
    for (Award& award : awards) {
      if (is_live(award) && is_among(rule.of, award.id))
        sets[key_part(figures, award, rule.per.value)].push_back(&award);
    }
    for (auto& [key, set] : sets) {
      const Award* best = set.front();
      for (const Award* award : set) best = better(*award, *best) ? award : best;
      for (Award* award : set) {
        if (award == best) continue;
        withhold(figures, *award,
                 {.reason = Award::Hold::Reason::kAnotherKept,
                  .rule = static_cast<std::size_t>(&rule - rules.data()),
                  .others = {now(*best), now(*award)}},
                 finding_texts::another_is_kept(cited(rule.head), keep, best->id, claimed(*best),
                                                claimed(*award)));
      }
    }
  }
}

namespace {

void apply_quota(const Figures& figures, const AwardPlan& plan, const std::vector<Award*>& live) {
  Evaluator evaluator(figures);
  std::vector<std::uint32_t> rows;
  ColumnBuilder due(TypeKind::kDate);
  for (const Award* award : live) {
    rows.push_back(award->row);
    due.append(award->due ? Value(*award->due) : Value());
  }
  const AwardFrame own(plan.table, std::move(rows), due.finish());
  std::vector<Contender> contenders(live.size());
  std::vector<Direction> directions;
  for (const RankPlan::Key& key : plan.quota_by) {
    const Column values = evaluator.evaluate(*key.by, own.frame());
    for (std::size_t i = 0; i < live.size(); ++i) contenders[i].keys.push_back(values.at(i));
    directions.push_back(key.descending ? Direction::kDescending : Direction::kAscending);
  }
  for (std::size_t i = 0; i < live.size(); ++i) {
    if (plan.form->quota->within_group)
      contenders[i].group = Value(figures.group(plan.table, live[i]->row));
  }
  const Value first = evaluator.evaluate(*plan.quota_first, Frame::single()).at(0);
  const Ranks ranks = rank(contenders, directions, Ties::kShare);
  Award::Hold outside{.reason = Award::Hold::Reason::kOutsideQuota};
  for (const Award* award : live) outside.others.push_back(now(*award));
  for (std::size_t i = 0; i < live.size(); ++i) {
    if (!ranks.ranks[i]) {
      withhold(figures, *live[i], outside, finding_texts::no_rank());
    } else if (!first.is(TypeKind::kNumber) || *ranks.ranks[i] > first.number()) {
      withhold(figures, *live[i], outside,
               finding_texts::outside_quota(ranks.ranks[i]->to_string(), shown(first, figures)));
    }
  }
}

}  // namespace

void apply_quotas(const Figures& figures, std::vector<Award>& awards) {
  for (const AwardPlan& plan : figures.plan().reward.awards) {
    if (!plan.form->quota) continue;
    std::vector<Award*> live;
    for (Award& award : awards) {
      if (is_live(award) && award.plan == &plan) live.push_back(&award);
    }
    if (!live.empty()) apply_quota(figures, plan, live);
  }
}

}  // namespace zhaoshang
