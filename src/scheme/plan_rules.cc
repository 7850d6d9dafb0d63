// Compiles the rules of a policy: credits, groups, requirements, reports, assessments.
#include <algorithm>

#include "domain/period.h"
#include "engine/base/suggest.h"
#include "scheme/plan_builder.h"
#include "scheme/plan_diagnostics.h"
#include "scheme/plan_proof.h"

namespace zhaoshang {

Program PlanBuilder::program(const Feel& feel, std::uint32_t table, TypeKind wanted,
                             std::string_view what) {
  return {values_.compile(feel, {table, {}}, wanted, what), table};
}

Program PlanBuilder::program(const std::optional<Feel>& feel, std::uint32_t table, TypeKind wanted,
                             std::string_view what) {
  return feel ? program(*feel, table, wanted, what) : Program{};
}

Program PlanBuilder::program(const std::optional<Feel>& feel, std::uint32_t table) {
  return feel ? Program{values_.compile(*feel, {table, {}}), table} : Program{};
}

MessagePlan PlanBuilder::message(const TextTemplate& text, std::optional<std::uint32_t> table) {
  MessagePlan plan;
  for (const TextTemplate::Part& part : text.parts) {
    NodePtr expression;
    if (part.expression) expression = values_.compile(*part.expression, {table, {}});
    plan.parts.push_back({part.literal, std::move(expression)});
  }
  return plan;
}

/// Whom a credit rule names: a row, or where they share it, a list of rows.
Program PlanBuilder::recipients(const CreditForm& form, std::uint32_t projects) {
  Program to = program(form.to, projects);
  if (!to) return to;
  const Type& type = to.type();
  const bool is_shared = form.share == CreditForm::Share::kEqual && type.is(TypeKind::kList);
  const Type& one = is_shared ? type.element() : type;
  if (one.is(TypeKind::kRow) || one.is_any()) return to;
  diagnostics_.add(plan_diagnostics::wrong_type(form.to->span(), "to", TypeKind::kRow, type));
  return {};
}

void PlanBuilder::compile_credits() {
  const auto projects = plan_.find_table("projects");
  for (const CreditForm& form : plan_.policy_.credit) {
    plan_.credits.push_back(
        {&form, program(form.condition, *projects, TypeKind::kBoolean, "for"),
         recipients(form, *projects),
         program(form.share_expression, *projects, TypeKind::kNumber, "share")});
  }
}

void PlanBuilder::compile_groups() {
  const auto units = plan_.find_table("units");
  for (const Group& form : plan_.policy_.groups) {
    plan_.groups.push_back({&form, program(form.condition, *units, TypeKind::kBoolean, form.name)});
  }
}

void PlanBuilder::compile_figures() {
  for (std::uint32_t table = 0; table < plan_.tables_.size(); ++table) {
    for (std::uint32_t field = 0; field < plan_.tables_[table].fields.size(); ++field) {
      const Field& declared = plan_.tables_[table].fields[field];
      if (declared.state == Field::State::kDeclared)
        plan_.compile_field(table, field, declared.span);
    }
  }
  for (std::size_t k = 0; k < plan_.parameters_.size(); ++k)
    plan_.compile_parameter(k, plan_.parameters_[k].form->span);
}

RequirementPlan PlanBuilder::requirement(const Requirement& form) {
  RequirementPlan plan;
  plan.form = &form;
  const auto table = table_named(form.table, form.table_span);
  if (!table) return plan;
  plan.table = *table;
  plan.when = program(form.when, *table, TypeKind::kBoolean, "when");
  plan.require = program(form.require, *table, TypeKind::kBoolean, "require");
  plan.due = program(form.due, *table, TypeKind::kDate, "due");
  plan.message = message(form.message, *table);
  return plan;
}

std::vector<RequirementPlan> PlanBuilder::requirements(const std::vector<Requirement>& forms) {
  std::vector<RequirementPlan> plans;
  for (const Requirement& form : forms) plans.push_back(requirement(form));
  return plans;
}

void PlanBuilder::compile_roster() { plan_.roster = requirements(plan_.policy_.roster); }

void PlanBuilder::compile_attendance() {
  plan_.attendance.requirements = requirements(plan_.policy_.attendance.requirements);
  const auto& reports = plan_.policy_.attendance.reports;
  if (!reports) return;
  const auto table = plan_.find_table(reports->table);
  if (!table) return;
  plan_.attendance.reports_table = table;
}

IndicatorPlan PlanBuilder::indicator(const AssessmentForm& assessment, const IndicatorForm& form,
                                     IndicatorPlan::Part part, std::uint32_t table) {
  IndicatorPlan plan;
  plan.form = &form;
  plan.part = part;
  plan.id = form.head.id;
  if (!form.measure.empty()) {
    plan.measure = plan_.field_index(table, form.measure);
    if (!plan.measure) {
      std::vector<std::string> names;
      for (const MeasureForm& measure : plan_.policy_.measures) {
        if (measure.table == assessment.subject) names.push_back(measure.name);
      }
      diagnostics_.add(plan_diagnostics::unknown_measure(
          form.measure_span, form.measure, assessment.subject, nearest(form.measure, names)));
    }
    plan.target = plan_.field_index(table, "target." + form.measure);
    plan.completion = plan_.field_index(table, "completion." + form.measure);
  }
  plan.applies = program(form.condition, table, TypeKind::kBoolean, "for");
  plan.weight = program(form.weight, table, TypeKind::kNumber, "weight");
  Type weight = plan.weight ? plan.weight.type() : Type(TypeKind::kNumber);
  const ValueScope with_weight{table,
                               {{"weight", weight}, {"peers", Type::list(Type::row(table))}}};
  if (form.score_value) plan.score = values_.compile(*form.score_value, with_weight);
  const auto with = [&](const std::optional<Feel>& feel) {
    return feel ? values_.compile(*feel, with_weight) : nullptr;
  };
  plan.cap = with(form.cap);
  plan.floor = with(form.floor);
  plan.otherwise = with(form.otherwise);
  plan.min_max_of = with(form.min_max_of);
  plan.min_max_low = with(form.min_max_low);
  plan.min_max_high = with(form.min_max_high);
  plan.min_max_all_equal = with(form.min_max_all_equal);
  for (const IndicatorForm& item : form.items)
    plan.items.push_back(indicator(assessment, item, part, table));
  return plan;
}

std::vector<RankPlan::Key> PlanBuilder::keys(const std::vector<RankKey>& forms,
                                             const ValueScope& scope) {
  std::vector<RankPlan::Key> keys;
  for (const RankKey& form : forms)
    keys.push_back({values_.compile(form.by, scope), form.descending});
  return keys;
}

void PlanBuilder::compile_assessments() {
  for (AssessmentPlan& plan : plan_.assessments) {
    const AssessmentForm& form = *plan.form;
    plan.applies = program(form.condition, plan.table, TypeKind::kBoolean, "for");
    for (const IndicatorForm& item : form.indicators) {
      plan.indicators.push_back(indicator(form, item, IndicatorPlan::Part::kIndicator, plan.table));
    }
    for (const IndicatorForm& item : form.bonuses) {
      plan.indicators.push_back(indicator(form, item, IndicatorPlan::Part::kBonus, plan.table));
    }
    for (const IndicatorForm& item : form.deductions) {
      plan.indicators.push_back(indicator(form, item, IndicatorPlan::Part::kDeduction, plan.table));
    }
    const Type number = TypeKind::kNumber;
    const Type items = Type::list(Type::context({{"id", TypeKind::kText},
                                                 {"score", number},
                                                 {"rank", number},
                                                 {"weight", number},
                                                 {"actual", TypeKind::kAny},
                                                 {"completion", number}}));
    if (form.score) {
      plan.score = values_.compile(*form.score, {plan.table, {{"indicators", items}}},
                                   TypeKind::kNumber, "score");
    }
    plan.cap = program(form.cap, plan.table, TypeKind::kNumber, "cap");
    plan.floor = program(form.floor, plan.table, TypeKind::kNumber, "floor");
    const Type place = place_type(form.rank ? &form.rank->ties : nullptr);
    const ValueScope scored{plan.table, {{"score", number}, {"rank", place}}};
    if (form.rank) {
      plan.rank.emplace();
      plan.rank->form = &*form.rank;
      plan.rank->keys = keys(form.rank->keys, scored);
    }
    if (form.rating) {
      const Scale* scale = nullptr;
      std::vector<std::string> names;
      for (const Scale& each : plan_.policy_.scales) {
        names.push_back(each.name);
        if (each.name == (form.rating->scale.empty() ? "rating" : form.rating->scale))
          scale = &each;
      }
      if (scale == nullptr && !form.rating->scale.empty()) {
        diagnostics_.add(plan_diagnostics::unknown_scale(
            form.rating->scale_span, form.rating->scale, nearest(form.rating->scale, names)));
      }
      plan.scale = scale;
      check_default(*form.rating, scale);
      for (const RatingRule& rule : form.rating->rules) {
        RatingRulePlan compiled;
        compiled.form = &rule;
        compiled.when = values_.compile(rule.when, scored, TypeKind::kBoolean, "when");
        compiled.due = program(rule.due, plan.table, TypeKind::kDate, "due");
        if (scale != nullptr && !rule.steps && rule.word != RatingRule::kAllAwards &&
            std::find(scale->words.begin(), scale->words.end(), rule.word) == scale->words.end()) {
          diagnostics_.add(
              plan_diagnostics::unknown_rating(rule.word_span, rule.word, scale->name));
        }
        plan.rating.push_back(std::move(compiled));
      }
    }
    plan.requirements = requirements(form.requirements);
    if (form.counted) {
      plan.counted_table = table_named(form.counted->table, form.counted->span);
      if (plan.counted_table) {
        plan.counted_when =
            program(form.counted->when, *plan.counted_table, TypeKind::kBoolean, "when");
      }
    }
    check_weights(plan);
    check_places(form);
  }
}

void PlanBuilder::check_default(const RatingForm& form, const Scale* scale) {
  if (scale == nullptr || form.otherwise.empty()) return;
  if (std::find(scale->words.begin(), scale->words.end(), form.otherwise) != scale->words.end())
    return;
  diagnostics_.add(
      plan_diagnostics::unknown_rating(form.otherwise_span, form.otherwise, scale->name));
}

void PlanBuilder::check_weights(const AssessmentPlan& plan) {
  if (!plan.form->weights_sum) return;
  for (const std::optional<Date>& day : plan_.days_of_change()) {
    Decimal sum;
    bool is_known = true;  // what differs by row is checked when it runs
    for (const IndicatorPlan& item : plan.indicators) {
      if (item.part != IndicatorPlan::Part::kIndicator || !item.weight) continue;
      const auto weight = value_on(*item.weight.root, plan_, day);
      is_known = is_known && weight && weight->is(TypeKind::kNumber);
      if (is_known) sum += weight->number();
    }
    if (!is_known || sum == plan.form->weights_sum->value) continue;
    diagnostics_.add(plan_diagnostics::weights_do_not_add_up(
        plan.form->weights_sum->span, sum.to_string(), plan.form->weights_sum->value.to_string()));
    return;
  }
}

/// A place adds nothing to a total: what it comes to must be said.
void PlanBuilder::check_places(const AssessmentForm& form) {
  if (form.score) return;
  const auto is_place = [](const IndicatorForm& item) {
    return item.score == IndicatorForm::Score::kRank;
  };
  std::vector<const std::vector<IndicatorForm>*> nested;
  const auto gather = [&](const auto& self, const std::vector<IndicatorForm>& items) -> void {
    for (const IndicatorForm& item : items) {
      if (item.items.empty()) continue;
      nested.push_back(&item.items);
      self(self, item.items);
    }
  };
  bool adds_up = false;
  for (const auto* items : {&form.indicators, &form.bonuses, &form.deductions}) {
    gather(gather, *items);
    adds_up = adds_up || !std::all_of(items->begin(), items->end(), is_place);
  }
  if (adds_up) nested.insert(nested.end(), {&form.indicators, &form.bonuses, &form.deductions});
  for (const auto* items : nested) {
    for (const IndicatorForm& item : *items) {
      if (is_place(item))
        diagnostics_.add(plan_diagnostics::place_in_total(item.head.span, item.head.id));
    }
  }
}

}  // namespace zhaoshang
