#include "scheme/plan_names.h"

#include <algorithm>

#include "scheme/plan_diagnostics.h"
#include "scheme/prelude.h"

namespace zhaoshang {

namespace {

bool names_measure(const std::vector<IndicatorForm>& items, std::string_view measure) {
  return std::any_of(items.begin(), items.end(), [&](const IndicatorForm& item) {
    return item.measure == measure || names_measure(item.items, measure);
  });
}

class NameCheck {
 public:
  NameCheck(const Plan& plan, Diagnostics& diagnostics)
      : plan_(plan), policy_(plan.policy()), diagnostics_(diagnostics) {}

  void report_unused() {
    for (const PlanParameter& each : plan_.parameters()) {
      const ParameterForm& form = *each.form;
      const bool used = each.used || form.is_word || form.name == policy_.foreign_parameter;
      note(used, form.span, form.name);
    }
    for (const FactForm& each : policy_.facts)
      note(is_named(each.table, each.name) || is_procedure(each), each.span, each.name);
    for (const MeasureForm& each : policy_.measures)
      note(is_assessed(each) || is_named_as_measure(each), each.span, each.name);
    for (const TableDeclaration& each : policy_.tables)
      note(plan_.table(*plan_.find_table(each.name)).named, each.span, each.name);
    for (const Scale& each : policy_.scales)
      note(orders_column(each) || rates(each), each.span, each.name);
  }

  void report_hidden() {
    for (const PlanParameter& parameter : plan_.parameters()) {
      const ParameterForm& form = *parameter.form;
      for (const PlanTable& table : plan_.tables()) {
        const Field* const field = table.find(form.name);
        if (field == nullptr || !field->named) continue;
        const Span& place = field->kind == Field::Kind::kProgram ? field->span : form.span;
        diagnostics_.add(plan_diagnostics::parameter_hidden(place, form.name, table.name));
      }
    }
  }

 private:
  void note(bool used, const Span& span, std::string_view name) {
    if (!used) diagnostics_.add(plan_diagnostics::unused(span, name));
  }

  bool is_named(std::string_view table_name, std::string_view name) const {
    const auto table = plan_.find_table(table_name);
    const Field* const field = table ? plan_.table(*table).find(name) : nullptr;
    return field != nullptr && field->named;
  }

  /// A figure that the programme works out itself unless the policy says it otherwise.
  static bool is_procedure(const FactForm& fact) {
    const auto figures = prelude_figures();
    return std::any_of(figures.begin(), figures.end(), [&](const PreludeFigure& figure) {
      return figure.table == fact.table && figure.name == fact.name;
    });
  }

  bool is_assessed(const MeasureForm& measure) const {
    const auto& all = policy_.assessments;
    return std::any_of(all.begin(), all.end(), [&](const AssessmentForm& each) {
      return each.subject == measure.table && (names_measure(each.indicators, measure.name) ||
                                               names_measure(each.bonuses, measure.name) ||
                                               names_measure(each.deductions, measure.name));
    });
  }

  bool is_named_as_measure(const MeasureForm& measure) const {
    return is_named(measure.table, measure.name) ||
           is_named(measure.table, "target." + measure.name) ||
           is_named(measure.table, "completion." + measure.name);
  }

  bool orders_column(const Scale& scale) const {
    return std::any_of(plan_.tables().begin(), plan_.tables().end(), [&](const PlanTable& table) {
      return std::any_of(table.schema.columns.begin(), table.schema.columns.end(),
                         [&](const ColumnSchema& column) {
                           return column.scale != nullptr && *column.scale == scale.words;
                         });
    });
  }

  bool rates(const Scale& scale) const {
    return std::any_of(plan_.assessments.begin(), plan_.assessments.end(),
                       [&](const AssessmentPlan& each) { return each.scale == &scale; });
  }

  const Plan& plan_;
  const Policy& policy_;
  Diagnostics& diagnostics_;
};

}  // namespace

void check_names(const Plan& plan, Diagnostics& diagnostics) {
  NameCheck check(plan, diagnostics);
  check.report_unused();
  check.report_hidden();
}

}  // namespace zhaoshang
