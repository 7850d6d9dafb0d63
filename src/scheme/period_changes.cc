#include "scheme/period_changes.h"

#include <algorithm>
#include <optional>

#include "scheme/plan_diagnostics.h"

namespace zhaoshang {

namespace {

/// The first place that reads a parameter without a date; one that stands for a fixed word is read
/// where it is declared. nullopt: none.
std::optional<Span> first_undated(const Plan& plan, std::size_t parameter) {
  std::optional<Span> first;
  for (const Plan::UndatedRead& read : plan.undated_reads()) {
    if (read.parameter != parameter) continue;
    if (!first || read.use.begin < first->begin) first = read.use;
  }
  const ParameterForm& form = *plan.parameters()[parameter].form;
  return first || !form.is_word ? first : std::optional(form.span);
}

}  // namespace

void check_period_changes(const Plan& plan, DateSpan period, Diagnostics& diagnostics) {
  for (std::size_t k = 0; k < plan.parameters().size(); ++k) {
    const PlanParameter& parameter = plan.parameters()[k];
    const auto changes =
        std::find_if(parameter.values.begin(), parameter.values.end(), [&](const auto& dated) {
          return dated.from && period.first < *dated.from && *dated.from <= period.last;
        });
    if (changes == parameter.values.end()) continue;
    const auto use = first_undated(plan, k);
    if (!use) continue;
    const Value taken =
        plan.global_on(kFirstParameter + static_cast<std::uint32_t>(k), period.last);
    diagnostics.add(plan_diagnostics::changes_in_period(*use, parameter.form->name, *changes->from,
                                                        period.last, to_feel(taken)));
  }
}

}  // namespace zhaoshang
