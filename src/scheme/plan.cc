#include "scheme/plan.h"

#include <algorithm>
#include <array>

#include "engine/base/suggest.h"
#include "engine/expr/checker.h"
#include "scheme/plan_builder.h"
#include "scheme/plan_diagnostics.h"
#include "scheme/plan_proof.h"
#include "scheme/plan_tables.h"
#include "scheme/plan_values.h"
#include "scheme/prelude.h"

namespace zhaoshang {

namespace {

struct NamedScope {
  std::string_view name;
  ScopeName scope;
};
constexpr std::array<NamedScope, 6> kScope{{{"period", ScopeName::kPeriod},
                                            {"year", ScopeName::kYear},
                                            {"last_year", ScopeName::kLastYear},
                                            {"term", ScopeName::kTerm},
                                            {"to_date", ScopeName::kToDate},
                                            {"as_of", ScopeName::kAsOf}}};

constexpr std::array<std::pair<std::string_view, DataFunction>, 3> kDataFunctions{
    {{"convert", DataFunction::kConvert},
     {"working days after", DataFunction::kWorkingDaysAfter},
     {"ruling", DataFunction::kRuling}}};

constexpr std::string_view kServing = "serving";

}  // namespace

const Field* PlanTable::find(std::string_view field) const {
  const auto found = by_name.find(field);
  return found == by_name.end() ? nullptr : &fields[found->second];
}

Plan::Plan(const Policy& policy, Diagnostics& diagnostics)
    : policy_(policy), diagnostics_(diagnostics) {}
Plan::~Plan() = default;

std::unique_ptr<Plan> Plan::compile(const Policy& policy, Diagnostics& diagnostics,
                                    const TableNames& streamed) {
  std::unique_ptr<Plan> plan(new Plan(policy, diagnostics));
  PlanBuilder(*plan, diagnostics).build(streamed);
  return diagnostics.has_errors() ? nullptr : std::move(plan);
}

std::optional<std::uint32_t> Plan::find_table(std::string_view name) const {
  const auto found = table_by_name_.find(name);
  return found == table_by_name_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<std::uint32_t> Plan::field_index(std::uint32_t table, std::string_view name) const {
  const auto found = tables_[table].by_name.find(name);
  return found == tables_[table].by_name.end() ? std::nullopt : std::optional(found->second);
}

std::string Plan::table_name(std::uint32_t table) const { return tables_[table].name; }

std::optional<FieldInfo> Plan::find_field(std::uint32_t table, std::string_view name,
                                          const Span& use) {
  const auto index = field_index(table, name);
  if (!index) return std::nullopt;
  Field& field = tables_[table].fields[*index];
  field.used = true;
  note_named(table, field, use);
  if (field.state == Field::State::kCompiling) {
    std::vector<std::string> path;
    bool inside = false;
    const std::string full = tables_[table].name + "." + field.name;
    for (const Compiling& each : compiling_) {
      inside = inside || each.name == full;
      if (inside) path.push_back(each.name);
    }
    path.push_back(full);
    diagnostics_.add(plan_diagnostics::cycle(use, path));
    field.state = Field::State::kFailed;
  }
  if (field.state == Field::State::kDeclared) compile_field(table, *index, use);
  FieldInfo info;
  info.field = *index;
  info.type = field.state == Field::State::kReady ? field.type : Type(TypeKind::kAny);
  info.missing = field.missing;
  info.streams = field.kind == Field::Kind::kRelation && tables_[field.child].schema.is_long;
  return info;
}

void Plan::note_named(std::uint32_t table, Field& field, const Span& use) {
  if (!is_written(use)) return;
  field.named = true;
  tables_[table].named = true;
  if (field.kind == Field::Kind::kRelation) tables_[field.child].named = true;
}

void Plan::compile_field(std::uint32_t table, std::uint32_t index, const Span& use) {
  Field& field = tables_[table].fields[index];
  field.state = Field::State::kCompiling;
  compiling_.push_back({tables_[table].name + "." + field.name, use});
  ValueCompiler compiler(*this, diagnostics_);
  if (field.target) {
    field.type = compile_target(targets[*field.target]);
    compiling_.pop_back();
    field.state = Field::State::kReady;
    return;
  }
  NodePtr node = compiler.compile(*field.form, {table, {}});
  compiling_.pop_back();
  if (!node || field.state == Field::State::kFailed) {
    field.state = Field::State::kFailed;
    return;
  }
  field.type = node->type;
  field.program.root = std::move(node);
  field.program.table = table;
  field.state = Field::State::kReady;
}

Type Plan::compile_target(TargetPlan& target) {
  const TargetForm& form = *target.form->target;
  ValueCompiler compiler(*this, diagnostics_);
  const ValueScope scope{target.table, {}};
  const auto compile = [&](const std::optional<Feel>& feel, Program& program) {
    if (!feel) return;
    program.root = compiler.compile(*feel, scope);
    program.table = target.table;
  };
  compile(form.is, target.is);
  compile(form.condition, target.applies);
  compile(form.missing, target.missing);
  for (const Feel& phase : form.phases) target.phases.push_back(compiler.compile(phase, {}));
  // A target is in its measure's unit; the measure is compiled first, unless it is what asks for
  // its own target.
  Field& measure = tables_[target.table].fields[target.measure];
  if (target.is && !target.is.root->type.is(TypeKind::kNumber)) return target.is.root->type;
  if (measure.state == Field::State::kDeclared)
    compile_field(target.table, target.measure, form.span);
  return measure.state == Field::State::kReady ? measure.type : Type(TypeKind::kAny);
}

std::vector<std::string> Plan::field_names(std::uint32_t table) const {
  std::vector<std::string> names;
  for (const auto& [name, index] : tables_[table].by_name) names.push_back(name);
  return names;
}

bool Plan::has_field(std::uint32_t table, std::string_view name) const {
  return tables_[table].by_name.contains(name);
}

bool Plan::has_global(std::string_view name) const {
  return is_scope_name(name) || parameter_by_name_.contains(name) || find_table(name);
}

bool Plan::is_field_prefix(std::uint32_t table, std::string_view prefix) const {
  const std::string dotted = std::string(prefix) + ".";
  const auto found = tables_[table].by_name.lower_bound(dotted);
  return found != tables_[table].by_name.end() && found->first.starts_with(dotted);
}

const Ast* Plan::find_macro(std::uint32_t table, std::string_view name, bool rule_has_span,
                            bool rule_has_due) {
  if (name != kServing) return nullptr;
  const PlanTable& rows = tables_[table];
  if (rows.find("from") == nullptr || rows.find("to") == nullptr) return nullptr;
  return macros_[rule_has_due ? 2 : rule_has_span ? 1 : 0].get();
}

std::optional<FieldInfo> Plan::fold_field(std::uint32_t parent, std::uint32_t relation,
                                          Aggregate aggregate, NodePtr filter, NodePtr element,
                                          const Span& span) {
  const Field& through = tables_[parent].fields[relation];
  Field field;
  field.name = "fold " + std::to_string(tables_[parent].fields.size());
  field.kind = Field::Kind::kFold;
  field.fold = std::make_unique<Fold>();
  field.fold->child = through.child;
  field.fold->path = through.path;
  for (const Node* part : {filter.get(), element.get()}) {
    if (part != nullptr) review(*part);
  }
  field.fold->aggregate = aggregate;
  field.fold->filter = std::move(filter);
  field.fold->element_type = element ? element->type : Type::row(through.child);
  field.fold->element = std::move(element);
  field.fold->span = span;
  switch (aggregate) {
    case Aggregate::kCount: field.type = Type::integer(); break;
    case Aggregate::kAll:
    case Aggregate::kAny: field.type = TypeKind::kBoolean; break;
    default: field.type = field.fold->element_type; break;
  }
  field.span = span;
  field.used = true;
  tables_[parent].fields.push_back(std::move(field));
  FieldInfo info;
  info.field = static_cast<std::uint32_t>(tables_[parent].fields.size() - 1);
  info.type = tables_[parent].fields.back().type;
  return info;
}

std::optional<GlobalInfo> Plan::find_global(std::string_view name, const Span& use) {
  for (const NamedScope& scope : kScope) {
    if (scope.name != name) continue;
    GlobalInfo info;
    info.global = static_cast<std::uint32_t>(scope.scope);
    info.type =
        scope.scope == ScopeName::kAsOf ? Type(TypeKind::kDate) : Type::range(TypeKind::kDate);
    return info;
  }
  if (const auto found = parameter_by_name_.find(name); found != parameter_by_name_.end()) {
    compile_parameter(found->second, use);
    GlobalInfo info;
    info.global = kFirstParameter + static_cast<std::uint32_t>(found->second);
    info.type = parameters_[found->second].type;
    info.dated = parameters_[found->second].values.size() > 1;
    parameters_[found->second].used = true;
    return info;
  }
  if (const auto table = find_table(name)) {
    GlobalInfo info;
    tables_[*table].named = true;
    if (tables_[*table].kind == PlanTable::Kind::kCounty) {
      info.global = kCountyRow;
      info.type = Type::row(*table);
      return info;
    }
    info.type = Type::list(Type::row(*table));
    info.streams = tables_[*table].schema.is_long;
    return info;
  }
  return std::nullopt;
}

void Plan::compile_parameter(std::size_t index, const Span& use) {
  PlanParameter& parameter = parameters_[index];
  if (parameter.compiled) return;
  if (parameter.compiling) {
    std::vector<std::string> path;
    for (const Compiling& each : compiling_) path.push_back(each.name);
    path.push_back(parameter.form->name);
    diagnostics_.add(plan_diagnostics::cycle(use, path));
    return;
  }
  parameter.compiling = true;
  compiling_.push_back({parameter.form->name, use});
  ValueCompiler compiler(*this, diagnostics_);
  parameter.type = TypeKind::kNull;
  for (const ParameterForm::Dated& dated : parameter.form->values) {
    NodePtr node = compiler.compile(dated.value, {});
    if (!node) {
      parameter.type = TypeKind::kAny;
      continue;
    }
    check_choice(*parameter.form, *node);
    parameter.type = common_type(parameter.type, node->type);
    parameter.values.push_back({dated.from, std::move(node)});
  }
  compiling_.pop_back();
  parameter.compiling = false;
  parameter.compiled = true;
}

void Plan::check_choice(const ParameterForm& form, const Node& value) {
  if (form.one_of.empty()) return;
  const auto constant = constant_value(value);
  std::vector<std::string> choices;
  for (const Feel& choice : form.one_of) {
    choices.push_back(choice.text.text());
    if (!choice.ast || !constant) continue;
    NodePtr node = Checker(*this, diagnostics_).check_with(*choice.ast, std::nullopt, {});
    const auto allowed = node ? constant_value(*node) : std::nullopt;
    if (allowed && same(*allowed, *constant)) return;
  }
  if (!constant) return;
  const std::string word =
      constant->is(TypeKind::kText) ? std::string(constant->text()) : to_feel(*constant);
  diagnostics_.add(plan_diagnostics::not_in_choices(value.span, word, choices));
}

std::vector<std::string> Plan::global_names() const {
  std::vector<std::string> names;
  for (const NamedScope& scope : kScope) names.emplace_back(scope.name);
  for (const PlanParameter& parameter : parameters_) names.push_back(parameter.form->name);
  for (const PlanTable& table : tables_) {
    if (table.kind == PlanTable::Kind::kInput) names.push_back(table.name);
  }
  return names;
}

std::vector<std::string> Plan::choices(const ParameterForm& form) const {
  std::vector<std::string> words;
  for (const Feel& choice : form.one_of) {
    const bool is_word = choice.ast && choice.ast->kind == AstKind::kLiteral &&
                         choice.ast->value.is(TypeKind::kText);
    if (!is_word) return {};
    words.push_back(choice.ast->value.text());
  }
  return words;
}

Value Plan::global_on(std::uint32_t global, std::optional<Date> day) const {
  if (global < kFirstParameter) return {};
  const PlanParameter& parameter = parameters_[global - kFirstParameter];
  const Node* in_force = nullptr;
  for (const PlanParameter::Dated& dated : parameter.values) {
    if (in_force == nullptr || !dated.from || (day && *dated.from <= *day))
      in_force = dated.value.get();
  }
  return in_force == nullptr ? Value() : value_on(*in_force, *this, day).value_or(Value());
}

void Plan::note_undated(std::uint32_t global, const Span& use) {
  undated_reads_.push_back({global - kFirstParameter, use});
}

void Plan::review(const Node& root) {
  check_conditions(root, *this, diagnostics_);
  visit(root, [&](const Node& node) {
    if (auto sum = sum_of_projects(node)) sums_of_projects_.push_back(*sum);
  });
}

/// `sum(projects[…].investment)` in the scope of a row.
std::optional<Plan::SumOfProjects> Plan::sum_of_projects(const Node& node) const {
  const bool adds = node.kind == NodeKind::kCall && node.children.size() == 1 &&
                    (node.name == "sum" || node.name == "mean");
  if (!adds || node.children[0]->kind != NodeKind::kMap) return std::nullopt;
  const Node& map = *node.children[0];
  if (!map.children[1]->type.is(TypeKind::kMoney)) return std::nullopt;
  const Node* list = map.children[0].get();
  while (list->kind == NodeKind::kFilter) list = list->children[0].get();
  if (list->kind != NodeKind::kFrameField && list->kind != NodeKind::kField) return std::nullopt;
  const Field& relation = field(list->table, list->index);
  const bool of_projects = relation.kind == Field::Kind::kRelation &&
                           tables_[relation.child].name == words_of(SubjectKind::kProject).table;
  return of_projects ? std::optional(SumOfProjects{list->table, node.span}) : std::nullopt;
}

std::vector<std::optional<Date>> Plan::days_of_change() const {
  std::vector<std::optional<Date>> days{std::nullopt};
  for (const ParameterForm& parameter : policy_.parameters) {
    for (const ParameterForm::Dated& dated : parameter.values) {
      if (dated.from && std::find(days.begin(), days.end(), dated.from) == days.end())
        days.push_back(dated.from);
    }
  }
  return days;
}

std::vector<std::string> Plan::declared_values(const Node& expression) const {
  if (expression.kind == NodeKind::kGlobal && expression.index >= kFirstParameter)
    return choices(*parameters_[expression.index - kFirstParameter].form);
  if (expression.kind != NodeKind::kFrameField && expression.kind != NodeKind::kField) return {};
  const Field& field = this->field(expression.table, expression.index);
  if (field.kind != Field::Kind::kStored) return {};
  return tables_[expression.table].schema.columns[field.column].values;
}

std::optional<DataFunctionInfo> Plan::find_function(std::string_view name,
                                                    std::span<const Type> arguments,
                                                    std::optional<std::uint32_t>) {
  for (const auto& [known, function] : kDataFunctions) {
    if (known != name) continue;
    DataFunctionInfo info;
    info.function = static_cast<std::uint32_t>(function);
    switch (function) {
      case DataFunction::kConvert: info.type = Type::money(Currency()); break;
      case DataFunction::kWorkingDaysAfter: info.type = TypeKind::kDate; break;
      case DataFunction::kRuling:
        info.type = arguments.size() > 1 ? arguments[1] : Type(TypeKind::kAny);
        break;
    }
    return info;
  }
  return std::nullopt;
}

bool Plan::is_written(const Span& span) const {
  return span.file != nullptr &&
         std::none_of(sources_.begin(), sources_.end(),
                      [&](const SourceFile& own) { return &own == span.file; });
}

std::vector<std::string> Plan::data_function_names() const {
  std::vector<std::string> names;
  for (const auto& [name, function] : kDataFunctions) names.emplace_back(name);
  return names;
}

}  // namespace zhaoshang
