#include "commands/values_of_policy.h"

#include <fmt/format.h>

#include <optional>
#include <utility>
#include <vector>

namespace zhaoshang {
namespace {

using Visit = std::function<void(const std::string&, const ValueForm&)>;

void visit_value(const std::string& section, const ValueForm& value, const Visit& visit) {
  visit(section, value);
  const auto* lines = std::get_if<std::vector<SheetLine>>(&value.is);
  if (lines == nullptr) return;
  for (const SheetLine& line : *lines) {
    if (line.value) visit_value(section, *line.value, visit);
  }
}

void visit_scores(const AssessmentForm& form, const std::vector<IndicatorForm>& items,
                  const Visit& visit) {
  for (const IndicatorForm& item : items) {
    if (item.score_value) {
      visit_value(fmt::format("assess.{}.{}", form.name, item.head.id), *item.score_value, visit);
    }
    visit_scores(form, item.items, visit);
  }
}

}  // namespace

void for_each_value(const Policy& policy, const Visit& visit) {
  for (const FactForm& each : policy.facts) {
    visit_value(fmt::format("facts.{}.{}", each.table, each.name), each.value, visit);
  }
  for (const MeasureForm& each : policy.measures) {
    visit_value(fmt::format("measures.{}.{}", each.table, each.name), each.value, visit);
  }
  const AttendanceForm& attendance = policy.attendance;
  const auto optional = [&](const std::string& section, const std::optional<ValueForm>& value) {
    if (value) visit_value(section, *value, visit);
  };
  optional("attendance.resident", attendance.resident);
  optional("attendance.days_required", attendance.days_required);
  optional("attendance.residents_required", attendance.residents_required);
  for (const AssessmentForm& form : policy.assessments) {
    visit_scores(form, form.indicators, visit);
    visit_scores(form, form.bonuses, visit);
    visit_scores(form, form.deductions, visit);
  }
  for (const AwardForm& each : policy.reward.awards) {
    visit_value("reward.awards." + each.head.id, each.amount, visit);
  }
}

}  // namespace zhaoshang
