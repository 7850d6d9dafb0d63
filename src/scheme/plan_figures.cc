// Declares what a policy works out: parameters, facts, measures with their targets, attendance,
// assessments.
#include <fmt/format.h>

#include "engine/base/suggest.h"
#include "scheme/figures.h"
#include "scheme/plan_builder.h"
#include "scheme/plan_diagnostics.h"
#include "scheme/plan_order.h"
#include "scheme/plan_shares.h"
#include "scheme/plan_tables.h"
#include "scheme/prelude.h"

namespace zhaoshang {

PlanBuilder::PlanBuilder(Plan& plan, Diagnostics& diagnostics)
    : plan_(plan), diagnostics_(diagnostics), values_(plan, diagnostics) {}

void PlanBuilder::build(const TableNames& streamed) {
  TableDeclarer(plan_.policy_, diagnostics_, plan_.tables_, streamed).declare();
  for (std::uint32_t table = 0; table < plan_.tables_.size(); ++table) {
    plan_.table_by_name_[plan_.tables_[table].name] = table;
  }
  for (std::string_view body : {serving_now(), serving_in_span(), serving_when_due()}) {
    plan_.sources_.emplace_back("zhaoshang", std::string(body));
    plan_.macros_.push_back(parse_prelude(plan_.sources_.back()));
  }
  declare_parameters();
  declare_figures();
  compile_credits();
  compile_groups();
  compile_figures();
  compile_roster();
  compile_attendance();
  compile_assessments();
  compile_reward();
  compile_bulletins();
  if (diagnostics_.has_errors()) return;
  check_order(plan_, diagnostics_);
  check_shares(plan_, diagnostics_);
}

std::optional<std::uint32_t> PlanBuilder::table_named(std::string_view name, const Span& span) {
  const auto table = table_known(name, span);
  if (table) plan_.tables_[*table].named = true;
  return table;
}

std::optional<std::uint32_t> PlanBuilder::table_known(std::string_view name, const Span& span) {
  if (auto table = plan_.find_table(name)) return table;
  std::vector<std::string> names;
  for (const PlanTable& table : plan_.tables_) names.push_back(table.name);
  diagnostics_.add(plan_diagnostics::unknown_table(span, name, nearest(name, names)));
  return std::nullopt;
}

Field* PlanBuilder::add_native(std::uint32_t table, std::string name, Type type,
                               std::function<Column(const Figures&)> native) {
  PlanTable& owner = plan_.tables_[table];
  Field field;
  field.name = name;
  field.kind = Field::Kind::kNative;
  field.type = std::move(type);
  field.native = std::move(native);
  owner.by_name[std::move(name)] = static_cast<std::uint32_t>(owner.fields.size());
  owner.fields.push_back(std::move(field));
  return &owner.fields.back();
}

Field* PlanBuilder::add_program(std::string_view table_name, const std::string& name,
                                const ValueForm& form, const Span& span) {
  const auto table = table_known(table_name, span);
  if (!table) return nullptr;
  PlanTable& owner = plan_.tables_[*table];
  if (is_scope_name(name)) diagnostics_.add(plan_diagnostics::shadows_scope(span, name));
  if (owner.by_name.count(name) != 0) {
    diagnostics_.add(plan_diagnostics::name_taken(span, name, owner.name));
    return nullptr;
  }
  Field field;
  field.name = name;
  field.kind = Field::Kind::kProgram;
  field.state = Field::State::kDeclared;
  field.form = &form;
  field.title = form.head.title.empty() ? name : form.head.title;
  field.clause = form.head.clause;
  field.unit = form.unit;
  field.span = span;
  owner.by_name[name] = static_cast<std::uint32_t>(owner.fields.size());
  owner.fields.push_back(std::move(field));
  return &owner.fields.back();
}

Field* PlanBuilder::add_text(std::uint32_t table, const std::string& name, std::string definition) {
  plan_.sources_.emplace_back("zhaoshang", std::move(definition));
  const SourceFile& file = plan_.sources_.back();
  ValueForm form;
  Feel feel;
  feel.text = SourceText(Span{&file, 0, file.text().size()});
  feel.ast = parse_prelude(file);
  form.is = std::move(feel);
  form.span = Span{&file, 0, file.text().size()};
  plan_.forms_.push_back(std::move(form));
  Field* field =
      add_program(plan_.tables_[table].name, name, plan_.forms_.back(), plan_.forms_.back().span);
  return field;
}

void PlanBuilder::declare_parameters() {
  for (const ParameterForm& form : plan_.policy_.parameters) {
    if (is_scope_name(form.name) || plan_.table_by_name_.count(form.name) != 0) {
      diagnostics_.add(plan_diagnostics::shadows_scope(form.span, form.name));
    }
    plan_.parameter_by_name_[form.name] = plan_.parameters_.size();
    plan_.parameters_.emplace_back();
    plan_.parameters_.back().form = &form;
  }
}

void PlanBuilder::declare_figures() {
  for (const FactForm& fact : plan_.policy_.facts) declare_fact(fact);
  for (const MeasureForm& measure : plan_.policy_.measures) declare_measure(measure);
  declare_attendance();
  declare_prelude();
  for (std::size_t k = 0; k < plan_.policy_.assessments.size(); ++k) declare_assessment(k);
}

void PlanBuilder::declare_fact(const FactForm& fact) {
  if (table_known(fact.table, fact.table_span))
    add_program(fact.table, fact.name, fact.value, fact.span);
}

void PlanBuilder::declare_measure(const MeasureForm& measure) {
  Field* field = add_program(measure.table, measure.name, measure.value, measure.span);
  if (field == nullptr) return;
  const auto table = plan_.find_table(measure.table);
  field->measure = &measure;
  if (!measure.target) return;
  const std::uint32_t own = *plan_.field_index(*table, measure.name);
  const std::size_t target = plan_.targets.size();
  plan_.targets.emplace_back();
  plan_.targets.back().form = &measure;
  plan_.targets.back().table = *table;
  plan_.targets.back().measure = own;
  Field* given = add_native(*table, "target." + measure.name, TypeKind::kAny,
                            [target](const Figures& figures) { return figures.target(target); });
  given->title = field->title + (measure.target->stretch ? "力争目标" : "目标");
  given->clause = field->clause;
  given->unit = field->unit;
  given->span = measure.target->span;
  given->state = Field::State::kDeclared;
  given->target = target;
  if (Field* completion = add_text(*table, "completion." + measure.name,
                                   fmt::format("{} / target.{}", measure.name, measure.name))) {
    completion->title = field->title + "完成率";
    completion->clause = field->clause;
  }
}

void PlanBuilder::declare_attendance() {
  const AttendanceForm& form = plan_.policy_.attendance;
  if (form.resident) add_program("attendance", "resident", *form.resident, form.span);
  const auto add_titled = [&](const char* table, const char* name, const char* title,
                              const ValueForm& value) {
    Field* field = add_program(table, name, value, form.span);
    if (field != nullptr && value.head.title.empty()) field->title = title;
  };
  if (form.days_required)
    add_titled("member_months", "days_required", "应驻天数", *form.days_required);
  if (form.residents_required)
    add_titled("team_days", "residents_required", "应在岗人数", *form.residents_required);
  if (!form.reports) return;
  const auto table = table_named(form.reports->table, form.reports->table_span);
  if (!table) return;
  const auto add = [&](const char* name, const std::optional<Feel>& feel, const char* otherwise) {
    if (!feel) {
      add_text(*table, name, otherwise);
      return;
    }
    plan_.forms_.emplace_back();
    Feel copy;
    copy.text = feel->text;
    Diagnostics known;  // its faults were reported when the section was read
    copy.ast = parse_expression(feel->text, known);
    plan_.forms_.back().is = std::move(copy);
    plan_.forms_.back().span = feel->span();
    add_program(plan_.tables_[*table].name, name, plan_.forms_.back(), feel->span());
  };
  add("reporting", form.reports->when, "true");
  add("report_recipients", form.reports->recipients, "[]");
  add("report_due", form.reports->due, "span.end");
}

void PlanBuilder::declare_prelude() {
  for (const PreludeFigure& figure : prelude_figures()) {
    const auto table = plan_.find_table(figure.table);
    const auto needs = plan_.find_table(figure.needs_table);
    if (!table || !needs || plan_.tables_[*needs].find(figure.needs) == nullptr) continue;
    if (plan_.tables_[*table].find(figure.name) != nullptr)
      continue;  // the policy says it otherwise
    if (Field* field = add_text(*table, std::string(figure.name), std::string(figure.definition))) {
      field->title = std::string(figure.title);
    }
  }
}

/// Places are whole numbers, unless equals may take the average.
Type PlanBuilder::place_type(const WordOrParameter* ties) const {
  constexpr std::string_view kAverage = "average";
  if (ties == nullptr) return Type::integer();
  bool may_average = ties->word == kAverage;
  for (const ParameterForm& form : plan_.policy_.parameters) {
    if (form.name != ties->parameter) continue;
    for (const Feel& word : form.one_of) may_average = may_average || word.text.text() == kAverage;
  }
  return may_average ? Type(TypeKind::kNumber) : Type::integer();
}

void PlanBuilder::declare_assessment(std::size_t k) {
  const AssessmentForm& form = plan_.policy_.assessments[k];
  if (form.subject.empty()) return;  // reported where it was read
  const auto table = table_named(form.subject, form.subject_span);
  if (!table) return;
  const auto add = [&](const std::string& name, Type type,
                       std::function<Column(const AssessmentResult&)> pick) {
    Field* field =
        add_native(*table, form.name + "." + name, std::move(type),
                   [k, pick](const Figures& figures) { return pick(figures.assessment(k)); });
    field->span = form.span;
    field->assessment = k;
    return plan_.tables_[*table].by_name[form.name + "." + name];
  };
  AssessmentPlan plan;
  plan.form = &form;
  plan.name = form.name;
  plan.table = *table;
  add("assessed", TypeKind::kBoolean,
      [](const AssessmentResult& result) { return result.assessed; });
  add("score", TypeKind::kNumber, [](const AssessmentResult& result) { return result.score; });
  add("rank", place_type(form.rank ? &form.rank->ties : nullptr),
      [](const AssessmentResult& result) { return result.rank; });
  add("rating", TypeKind::kText, [](const AssessmentResult& result) { return result.rating; });
  add("barred", TypeKind::kBoolean, [](const AssessmentResult& result) { return result.barred; });
  add("bars_awards", TypeKind::kBoolean,
      [](const AssessmentResult& result) { return result.bars_awards; });
  const std::function<void(const std::vector<IndicatorForm>&)> add_items =
      [&](const std::vector<IndicatorForm>& items) {
        for (const IndicatorForm& item : items) {
          const std::string id = item.head.id;
          add(id + ".score", TypeKind::kNumber,
              [id](const AssessmentResult& result) { return result.item(id).score; });
          add(id + ".rank", place_type(item.ties ? &*item.ties : nullptr),
              [id](const AssessmentResult& result) { return result.item(id).rank; });
          add_items(item.items);
        }
      };
  add_items(form.indicators);
  add_items(form.bonuses);
  add_items(form.deductions);
  plan_.assessments.push_back(std::move(plan));
}

}  // namespace zhaoshang
