#include "scheme/settlement_steps.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "engine/rules/allocation.h"
#include "engine/rules/ranking.h"
#include "engine/value/operations.h"
#include "scheme/figures_cache.h"

namespace zhaoshang {

namespace {

const Decimal kFen = Decimal::scaled(1, -2);

bool is_live(const Award& award) {
  return award.status == Award::Status::kGranted || award.status == Award::Status::kOpen;
}

void withhold(Award& award, std::string note) {
  award.status = Award::Status::kWithheld;
  award.note += (award.note.empty() ? "" : "；") + std::move(note);
}

void note(Award& award, std::string text) { award.note += (award.note.empty() ? "" : "；") + std::move(text); }

std::string cited(const RuleHead& head) {
  return head.clause.empty() ? head.id : fmt::format("{}({})", head.id, head.clause);
}

bool is_among(const std::vector<Located<std::string>>& ids, const std::string& id) {
  return ids.empty() || std::any_of(ids.begin(), ids.end(), [&](const auto& each) { return each.value == id; });
}

/// What an award is about under a word of `once` or `per`: the project, or the subject or recipient of that kind.
std::string key_part(const Award& award, const std::string& word) {
  if (word == "project") return award.project_id;
  if (word == "recipient") return award.recipient_kind + ":" + award.recipient_id;
  if (award.recipient_kind == word) return award.recipient_id;
  return award.subject_id;
}

std::string key_part(const PaidLedger::Row& row, const std::string& word) {
  if (word == "project") return row.project_id;
  if (word == "recipient") return row.recipient_kind + ":" + row.recipient_id;
  if (row.recipient_kind == word) return row.recipient_id;
  return row.subject_id;
}

template <class Row>
std::string key_of(const Row& row, const std::vector<Located<std::string>>& words) {
  std::string key;
  for (const auto& word : words) {
    if (word.value != "year") key += key_part(row, word.value) + '\x1f';
  }
  return key;
}

bool by_year(const std::vector<Located<std::string>>& words) {
  return std::any_of(words.begin(), words.end(), [](const auto& word) { return word.value == "year"; });
}

Decimal amount_of(const Award& award) { return award.amount.value_or(award.high.value_or(Decimal())); }

/// Cuts live awards so that together they do not pass `limit`.
void cut_to(std::vector<Award*> awards, Decimal limit, bool in_order, const std::string& rule) {
  Decimal sum;
  for (const Award* award : awards) sum += amount_of(*award);
  if (sum <= limit) return;
  std::vector<Claim> claims;
  std::int64_t place = 0;
  for (const Award* award : awards) {
    claims.push_back({amount_of(*award), in_order ? Value(Decimal(place)) : Value(award->recipient_kind + award->recipient_id + award->project_id)});
    ++place;
  }
  const Decimal left = limit < Decimal() ? Decimal() : limit;
  const auto parts = in_order ? serve_in_order(left, claims) : prorate(left, claims, kFen);
  if (!parts) return;
  for (std::size_t i = 0; i < awards.size(); ++i) {
    if ((*parts)[i] == amount_of(*awards[i])) continue;
    note(*awards[i], fmt::format("{}：{}减为{}元", rule, amount_of(*awards[i]).to_string(), (*parts)[i].to_string()));
    awards[i]->amount = (*parts)[i];
    if ((*parts)[i].is_zero()) awards[i]->status = Award::Status::kWithheld;
  }
}

}  // namespace

PaidLedger::PaidLedger(const Figures& figures) : year_(figures.year()) {
  const auto table = figures.plan().find_table("awarded");
  if (!table) return;
  const std::size_t count = figures.row_count(*table);
  if (count == 0) return;
  const Column years = figures.field(*table, "for_year"), amounts = figures.field(*table, "amount");
  for (std::uint32_t row = 0; row < count; ++row) {
    const auto text = [&](std::string_view name) { return figures.text(*table, name, row); };
    const Value year = years.at(row), amount = amounts.at(row);
    if (!year.is(TypeKind::kRange) || !amount.is(TypeKind::kMoney)) continue;
    rows_.push_back({text("award"), text("subject_kind"), text("subject_id"), text("recipient_kind"), text("recipient_id"),
                     text("project_id"), text("instalment"),
                     {year.range().start.date(), year.range().end.date()},
                     amount.money().amount, figures.source(*table, row)});
  }
}

void PaidLedger::note_payments(std::vector<Award>& awards) const {
  for (const Row& row : rows_) {
    if (!is_own_year(row)) continue;
    Decimal left = row.amount;
    for (Award& award : awards) {
      const bool own = award.status == Award::Status::kGranted && award.id == row.award && award.amount &&
                       award.recipient_kind == row.recipient_kind && award.recipient_id == row.recipient_id &&
                       award.project_id == row.project_id && award.instalment == row.instalment &&
                       (row.subject_id.empty() || award.subject_id == row.subject_id);
      if (!own) continue;
      const Decimal taken = std::min(left, *award.amount - award.paid_before);
      award.paid_before += taken;
      left -= taken;
      if (left.is_zero()) break;
    }
  }
}

void bar_paid(const Figures&, const PaidLedger& ledger, std::vector<Award>& awards) {
  std::map<std::string, const Award*> seen;
  for (Award& award : awards) {
    if (!is_live(award)) continue;
    const AwardForm& form = *award.plan->form;
    if (!form.once.empty()) {
      const std::string key = key_of(award, form.once);
      for (const PaidLedger::Row& row : ledger.rows()) {
        if (row.award != award.id || !ledger.is_earlier(row) || by_year(form.once) || key_of(row, form.once) != key) continue;
        withhold(award, fmt::format("once：{}年已兑现({})", row.year.first.year(), row.source));
        break;
      }
      if (is_live(award) && !seen.emplace(award.id + '\x1f' + key, &award).second) withhold(award, "once：本次已有一笔");
    }
    if (form.less_paid.empty() || !is_live(award) || !award.amount) continue;
    const std::string key = key_of(award, form.less_paid);
    Decimal paid;
    for (const PaidLedger::Row& row : ledger.rows()) {
      if (row.award == award.id && ledger.is_earlier(row) && key_of(row, form.less_paid) == key) paid += row.amount;
    }
    if (paid.is_zero()) continue;
    note(award, fmt::format("less_paid：减去已兑现{}元", paid.to_string()));
    award.amount = std::max(Decimal(), *award.amount - paid);
  }
}

void keep_exclusive(const Figures& figures, std::vector<Award>& awards) {
  for (const ExclusiveForm& rule : figures.plan().policy().reward.exclusive) {
    const std::string keep = figures.word(rule.keep);
    if (keep == "all") continue;
    std::map<std::string, std::vector<Award*>> sets;
    for (Award& award : awards) {
      if (is_live(award) && is_among(rule.of, award.id)) sets[key_part(award, rule.per)].push_back(&award);
    }
    for (auto& [key, set] : sets) {
      Award* best = set.front();
      for (Award* award : set) {
        const auto place = [&](const Award* each) {
          return std::find_if(rule.of.begin(), rule.of.end(), [&](const auto& id) { return id.value == each->id; }) - rule.of.begin();
        };
        const bool better = keep == "highest" ? amount_of(*award) > amount_of(*best) : place(award) < place(best);
        if (better) best = award;
      }
      for (Award* award : set) {
        if (award == best) continue;
        withhold(*award, fmt::format("{}：{}，{} {}元 > {}元", cited(rule.head), keep, best->id, amount_of(*best).to_string(),
                                     amount_of(*award).to_string()));
      }
    }
  }
}

void apply_quotas(const Figures& figures, std::vector<Award>& awards) {
  for (const AwardPlan& plan : figures.plan().reward.awards) {
    if (!plan.form->quota) continue;
    std::vector<Award*> live;
    for (Award& award : awards) {
      if (is_live(award) && award.plan == &plan) live.push_back(&award);
    }
    if (live.empty()) continue;
    Evaluator evaluator(figures);
    std::vector<std::uint32_t> rows;
    ColumnBuilder due(TypeKind::kDate);
    for (const Award* award : live) {
      rows.push_back(award->row);
      due.append(award->due ? Value(*award->due) : Value());
    }
    const Frame outer = Frame::of_rows(plan.table, rows);
    Frame inner;
    inner.outer = &outer;
    inner.size = outer.size;
    inner.locals.push_back(due.finish());
    std::vector<Contender> contenders(live.size());
    std::vector<Direction> directions;
    for (const RankPlan::Key& key : plan.quota_by) {
      const Column values = evaluator.evaluate(*key.by, inner);
      for (std::size_t i = 0; i < live.size(); ++i) contenders[i].keys.push_back(values.at(i));
      directions.push_back(key.descending ? Direction::kDescending : Direction::kAscending);
    }
    for (std::size_t i = 0; i < live.size(); ++i) {
      if (plan.form->quota->within_group) contenders[i].group = Value(figures.group(plan.table, live[i]->row));
    }
    const Value first = evaluator.evaluate(*plan.quota_first, Frame::single()).at(0);
    const Ranks ranks = rank(contenders, directions, Ties::kShare);
    for (std::size_t i = 0; i < live.size(); ++i) {
      const bool within = ranks.ranks[i] && first.is(TypeKind::kNumber) && *ranks.ranks[i] <= first.number();
      if (within) continue;
      withhold(*live[i], ranks.ranks[i] ? fmt::format("quota：第{}名，只取前{}名", ranks.ranks[i]->to_string(), shown(first, figures))
                                        : std::string("quota：没有名次"));
    }
  }
}

void apply_caps(const Figures& figures, const PaidLedger& ledger, std::vector<Award>& awards) {
  Evaluator evaluator(figures);
  for (const CapPlan& plan : figures.plan().reward.caps) {
    const CapForm& rule = *plan.form;
    const Value to = evaluator.evaluate(*plan.to, Frame::single()).at(0);
    if (!to.is(TypeKind::kMoney)) continue;
    std::map<std::string, std::vector<Award*>> sets;
    for (Award& award : awards) {
      if (is_live(award) && award.amount && is_among(rule.of, award.id)) sets[key_part(award, rule.per)].push_back(&award);
    }
    for (auto& [key, set] : sets) {
      Decimal limit = to.money().amount;
      if (rule.within != "year") {
        for (const PaidLedger::Row& row : ledger.rows()) {
          if (ledger.is_earlier(row) && is_among(rule.of, row.award) && key_part(row, rule.per) == key) limit -= row.amount;
        }
      }
      cut_to(set, limit, figures.word(rule.share) == "in_order", cited(rule.head));
    }
  }
}

void draw_on_pools(const Figures& figures, std::vector<Award>& awards, std::vector<Finding>& findings) {
  Evaluator evaluator(figures);
  for (const PoolPlan& plan : figures.plan().reward.pools) {
    const PoolForm& rule = *plan.form;
    const Value pool = evaluator.evaluate(*plan.amount, Frame::single()).at(0);
    if (!pool.is(TypeKind::kMoney)) continue;
    std::vector<Award*> draws;
    Decimal sum;
    for (Award& award : awards) {
      if (!is_live(award) || !is_among(rule.draws, award.id)) continue;
      draws.push_back(&award);
      sum += amount_of(award);
    }
    if (sum <= pool.money().amount) continue;
    const std::string over = figures.word(rule.over);
    if (over != "report") cut_to(draws, pool.money().amount, over == "in_order", cited(rule.head));
    Finding finding;
    finding.stage = "reward";
    finding.rule = rule.head.id;
    finding.clause = rule.head.clause;
    finding.severity = over == "report" ? Severity::kError : Severity::kWarning;
    finding.subject_kind = "county";
    finding.subject_id = "county";
    finding.message = fmt::format("应兑付{}元，资金池{}元，超出{}元", sum.to_string(), pool.money().amount.to_string(),
                                  (sum - pool.money().amount).to_string());
    findings.push_back(std::move(finding));
  }
}

void round_amounts(std::vector<Award>& awards) {
  for (Award& award : awards) {
    const auto& round = award.plan->form->round;
    const Decimal quantum = round ? round->value.quantum : kFen;
    const Rounding mode = round ? round->value.mode : Rounding::kHalfUp;
    for (std::optional<Decimal>* amount : {&award.amount, &award.low, &award.high}) {
      if (*amount) *amount = (*amount)->rounded_to(quantum, mode);
    }
  }
}

void split_among(const Figures& figures, std::vector<Award>& awards) {
  std::vector<Award> result;
  Evaluator evaluator(figures);
  for (Award& award : awards) {
    const auto& split_form = award.plan->form->split;
    if (!split_form || !award.amount) {
      result.push_back(std::move(award));
      continue;
    }
    const Frame outer = Frame::of_rows(award.plan->table, {award.row});
    Frame inner;
    inner.outer = &outer;
    inner.size = 1;
    inner.locals.push_back(Column::constant(award.due ? Value(*award.due) : Value(), TypeKind::kDate, 1));
    const Value among = evaluator.evaluate(*award.plan->among, inner).at(0);
    const Value shares = award.plan->shares ? evaluator.evaluate(*award.plan->shares, inner).at(0) : Value();
    List recipients = among.is(TypeKind::kList) ? among.list() : among.is_null() ? List{} : List{among};
    std::vector<Claim> claims;
    for (std::size_t i = 0; i < recipients.size(); ++i) {
      const bool has_share = shares.is(TypeKind::kList) && i < shares.list().size() && shares.list()[i].is(TypeKind::kNumber);
      const RowRef row = recipients[i].row();
      claims.push_back({has_share ? shares.list()[i].number() : Decimal(1), Value(figures.id(row.table, row.row))});
    }
    const auto parts = split(*award.amount, claims, kFen);
    if (!parts) {
      note(award, "split：没有可以分配的对象");
      award.status = Award::Status::kPending;
      result.push_back(std::move(award));
      continue;
    }
    for (std::size_t i = 0; i < recipients.size(); ++i) {
      Award part = award;
      const RowRef row = recipients[i].row();
      const auto subject = figures.plan().table(row.table).subject;
      part.recipient_kind = subject ? std::string(words_of(*subject).word) : figures.plan().table(row.table).name;
      part.recipient_id = figures.id(row.table, row.row);
      part.recipient = figures.label(row.table, row.row);
      part.amount = (*parts)[i];
      result.push_back(std::move(part));
    }
  }
  awards = std::move(result);
}

void split_instalments(const Figures& figures, std::vector<Award>& awards) {
  std::vector<Award> result;
  Evaluator evaluator(figures);
  for (Award& award : awards) {
    if (award.plan->pay.empty() || !award.amount) {
      result.push_back(std::move(award));
      continue;
    }
    const Frame row = Frame::of_rows(award.plan->table, {award.row});
    std::vector<Claim> fractions;
    std::vector<Value> dates;
    std::int64_t place = 0;
    for (const InstalmentPlan& instalment : award.plan->pay) {
      const Value share = evaluator.evaluate(*instalment.share.root, row).at(0);
      fractions.push_back({share.is(TypeKind::kNumber) ? share.number() : Decimal(), Value(Decimal(place++))});
      dates.push_back(evaluator.evaluate(*instalment.on.root, row).at(0));
    }
    const auto parts = split_by_fractions(*award.amount, fractions, kFen);
    for (std::size_t i = 0; i < fractions.size(); ++i) {
      Award part = award;
      part.instalment = award.plan->pay[i].form->title.empty() ? std::to_string(i + 1) : award.plan->pay[i].form->title;
      if (parts) part.amount = (*parts)[i];
      part.due = event_day(dates[i]);
      if (!part.due && part.status == Award::Status::kGranted) {
        part.status = Award::Status::kPending;
        note(part, "尚未到兑付条件");
      }
      result.push_back(std::move(part));
    }
  }
  awards = std::move(result);
}

void hold_back(const Figures& figures, std::vector<Award>& awards) {
  for (Award& award : awards) {
    if (award.status != Award::Status::kGranted) continue;
    for (std::size_t k = 0; k < figures.plan().assessments.size(); ++k) {
      const AssessmentPlan& assessment = figures.plan().assessments[k];
      const auto subject = figures.plan().table(assessment.table).subject;
      if (!subject || words_of(*subject).word != award.recipient_kind) continue;
      const AssessmentResult& result = figures.assessment(k);
      for (std::uint32_t row = 0; row < result.reasons.size(); ++row) {
        if (!result.bars_awards.at(row).is_true() || figures.id(assessment.table, row) != award.recipient_id) continue;
        withhold(award, fmt::format("{}：{}", assessment.name, result.reasons[row]));
        break;
      }
    }
    if (award.status == Award::Status::kGranted && award.due && *award.due > figures.run().as_of) {
      award.status = Award::Status::kPending;
      note(award, "未到兑付日期");
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
    std::vector<std::uint32_t> rows = plan.when ? evaluator.positions_where(*plan.when.root, all) : std::vector<std::uint32_t>{};
    for (std::uint32_t row : rows) {
      const RowSubject about = subject_of(figures, figures.rows(plan.table), row, figures);
      const bool is_project = figures.plan().table(plan.table).subject == SubjectKind::kProject;
      const Value share = plan.share ? evaluator.evaluate(*plan.share.root, Frame::of_rows(plan.table, {row})).at(0) : Value(1);
      for (Award& award : awards) {
        if (!is_live(award) || !is_among(rule.of, award.id)) continue;
        if (is_project ? award.project_id == about.id : award.subject_id == about.id) withhold(award, cited(rule.head));
      }
      for (const PaidLedger::Row& paid : ledger.rows()) {
        if (!is_among(rule.of, paid.award)) continue;
        if (is_project ? paid.project_id != about.id : paid.subject_id != about.id) continue;
        if (!share.is(TypeKind::kNumber) || !(paid.amount > Decimal())) continue;
        Award back;
        const auto& all_plans = figures.plan().reward.awards;
        const auto found = std::find_if(all_plans.begin(), all_plans.end(),
                                        [&](const AwardPlan& each) { return each.form->head.id == paid.award; });
        back.plan = found == all_plans.end() ? nullptr : &*found;
        back.id = paid.award;
        back.clause = rule.head.clause;
        back.recipient_kind = paid.recipient_kind;
        back.recipient_id = paid.recipient_id;
        back.recipient = paid.recipient_id;
        back.subject_kind = paid.subject_kind;
        back.subject_id = paid.subject_id;
        back.project_id = paid.project_id;
        back.instalment = paid.instalment;
        back.amount = -(paid.amount * share.number()).rounded_to(kFen, Rounding::kHalfUp);
        back.due = figures.run().as_of;
        back.status = Award::Status::kReversed;
        back.note = fmt::format("{}：{}", cited(rule.head), rule.action.empty() ? paid.source : rule.action);
        reversed.push_back(std::move(back));
      }
    }
  }
  for (Award& award : reversed) awards.push_back(std::move(award));
}

}  // namespace zhaoshang
