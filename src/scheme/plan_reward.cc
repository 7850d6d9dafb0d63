// Compiles the section reward: awards and what settles them.
#include <algorithm>

#include "engine/base/suggest.h"
#include "scheme/plan_builder.h"
#include "scheme/plan_diagnostics.h"
#include "scheme/row_subject.h"

namespace zhaoshang {

void PlanBuilder::check_award_ids(const std::vector<Located<std::string>>& ids) {
  std::vector<std::string> known;
  for (const AwardForm& award : plan_.policy_.reward.awards) known.push_back(award.head.id);
  for (const Located<std::string>& id : ids) {
    if (std::find(known.begin(), known.end(), id.value) != known.end()) continue;
    diagnostics_.add(plan_diagnostics::unknown_award(id.span, id.value, nearest(id.value, known)));
  }
}

/// What payments may be told apart by: the year, the recipient, a kind of subject (the project
/// among them), and the rows of a table of the policy's own.
std::vector<std::string> PlanBuilder::key_words() const {
  std::vector<std::string> words{"year", "recipient"};
  for (const SubjectWords& subject : subject_kinds()) words.emplace_back(subject.word);
  for (const TableDeclaration& own : plan_.policy_.tables) words.push_back(singular(own.name));
  return words;
}

/// An award that a rule tells apart by the team must be about a team, go to one, or be about what
/// names one.
void PlanBuilder::check_key_word(const Located<std::string>& word, const AwardPlan& award) {
  const std::vector<std::string> known = key_words();
  if (std::find(known.begin(), known.end(), word.value) == known.end()) {
    diagnostics_.add(
        plan_diagnostics::unknown_key(word.span, word.value, known, nearest(word.value, known)));
    return;
  }
  const auto kind = subject_kind_of(word.value);
  if (word.value == "year" || word.value == "recipient") return;
  const PlanTable& own = plan_.tables_[award.table];
  const PlanTable& about = own.kind == PlanTable::Kind::kGrain ? plan_.tables_[own.of] : own;
  if (about.subject && (about.subject == kind || kind == SubjectKind::kCounty)) return;
  if (!kind && singular(about.name) == word.value) return;
  if (const Field* named = about.find(word.value); named && named->type.is(TypeKind::kRow)) return;
  if (about.find("subject") != nullptr || award.among) return;  // known row by row
  if (award.to) {
    const Type& to = award.to->type;
    if (!to.is(TypeKind::kRow) || (kind && plan_.tables_[to.table()].subject == kind)) return;
  }
  diagnostics_.add(plan_diagnostics::no_such_key(word.span, award.form->head.id, word.value));
}

void PlanBuilder::check_per(const Located<std::string>& word,
                            const std::vector<Located<std::string>>& of) {
  if (word.value.empty()) return;
  for (const AwardPlan& award : plan_.reward.awards) {
    const bool is_meant = of.empty() || std::any_of(of.begin(), of.end(), [&](const auto& id) {
                            return id.value == award.form->head.id;
                          });
    if (is_meant) check_key_word(word, award);
  }
}

AwardPlan PlanBuilder::award(const AwardForm& form) {
  AwardPlan plan;
  plan.form = &form;
  const auto table = table_named(form.table, form.table_span);
  if (!table) return plan;
  plan.table = *table;
  plan.due = program(form.due, *table, TypeKind::kDate, "due");
  const ValueScope scope{*table, {{"due", TypeKind::kDate}}};
  const auto compile = [&](const std::optional<Feel>& feel) {
    return feel ? values_.compile(*feel, scope) : nullptr;
  };
  if (form.when) plan.when = values_.compile(*form.when, scope, TypeKind::kBoolean, "when");
  plan.amount = values_.compile(form.amount, scope);
  if (plan.amount && !plan.amount->type.is(TypeKind::kMoney) && !plan.amount->type.is_any() &&
      !plan.amount->type.is(TypeKind::kNull)) {
    diagnostics_.add(plan_diagnostics::wrong_type(plan.amount->span, "amount",
                                                  Type::money(Currency::cny()), plan.amount->type));
  }
  if (form.to) plan.to = values_.compile(*form.to, scope, TypeKind::kRow, "to");
  if (form.excluded) {
    plan.excluded = values_.compile(form.excluded->when, scope, TypeKind::kBoolean, "excluded");
    plan.excluded_note = message(form.excluded->note, *table);
  }
  if (form.awaits) {
    plan.awaits = values_.compile(form.awaits->when, scope, TypeKind::kBoolean, "awaits");
    plan.awaits_note = message(form.awaits->note, *table);
  }
  if (form.split) {
    plan.among = values_.compile(form.split->among, scope);
    plan.shares = compile(form.split->shares);
  }
  if (form.quota) {
    plan.quota_first = values_.compile(form.quota->first, {}, TypeKind::kNumber, "first");
    plan.quota_by = keys(form.quota->by, scope);
  }
  for (const InstalmentForm& instalment : form.pay) {
    plan.pay.push_back({&instalment, program(instalment.share, *table, TypeKind::kNumber, "share"),
                        program(instalment.on, *table, TypeKind::kDate, "on")});
  }
  for (const auto* words : {&form.once, &form.less_paid}) {
    for (const Located<std::string>& word : *words) check_key_word(word, plan);
  }
  return plan;
}

void PlanBuilder::compile_reward() {
  const RewardForm& form = plan_.policy_.reward;
  for (const AwardForm& each : form.awards) plan_.reward.awards.push_back(award(each));
  for (const ExclusiveForm& each : form.exclusive) {
    check_award_ids(each.of);
    check_per(each.per, each.of);
  }
  for (const CapForm& each : form.caps) {
    check_award_ids(each.of);
    check_per(each.per, each.of);
    CapPlan plan;
    plan.form = &each;
    if (const auto kind = subject_kind_of(each.per.value))
      plan.table = plan_.find_table(words_of(*kind).table);
    // `to` may read the row that the cap is per, bare or by its word: project.tags.
    ValueScope scope{plan.table, {}};
    if (plan.table) scope.variables.push_back({each.per.value, Type::row(*plan.table)});
    plan.to = values_.compile(each.to, scope, TypeKind::kMoney, "to");
    if (each.within_span) plan.within_span = values_.compile(*each.within_span, {});
    plan_.reward.caps.push_back(std::move(plan));
  }
  for (const PoolForm& each : form.pools) {
    check_award_ids(each.draws);
    check_per(each.per, each.draws);
    PoolPlan plan;
    plan.form = &each;
    plan.amount = values_.compile(each.amount, {}, TypeKind::kMoney, "amount");
    for (const AwardPlan& award : plan_.reward.awards) {
      const bool draws = each.draws.empty() ||
                         std::any_of(each.draws.begin(), each.draws.end(), [&](const auto& id) {
                           return id.value == award.form->head.id;
                         });
      plan.by.push_back(each.by && draws
                            ? values_.compile(*each.by, {award.table, {{"due", TypeKind::kDate}}})
                            : nullptr);
    }
    plan_.reward.pools.push_back(std::move(plan));
  }
  for (const ClawbackForm& each : form.clawbacks) {
    check_award_ids(each.of);
    ClawbackPlan plan;
    plan.form = &each;
    const auto table = table_named(each.table, each.head.span);
    if (!table) continue;
    plan.table = *table;
    plan.when = program(each.when, *table, TypeKind::kBoolean, "when");
    plan.share = program(each.share, *table, TypeKind::kNumber, "share");
    plan_.reward.clawbacks.push_back(std::move(plan));
  }
  plan_.reward.requirements = requirements(form.requirements);
  if (!form.notice) return;
  const auto county = plan_.find_table(words_of(SubjectKind::kCounty).table);
  if (form.notice->days)
    plan_.reward.notice_days = values_.compile(*form.notice->days, {}, TypeKind::kNumber, "days");
  if (form.notice->from) {
    plan_.reward.notice_from =
        values_.compile(*form.notice->from, {county, {}}, TypeKind::kDate, "from");
  }
  plan_.reward.notice_text = message(form.notice->text, county);
}

}  // namespace zhaoshang
