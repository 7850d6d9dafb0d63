#include "scheme/plan_shares.h"

#include <fmt/format.h>

#include <algorithm>

#include "scheme/plan_diagnostics.h"

namespace zhaoshang {

namespace {

/// The table whose rows a rule on credit names; nullopt: it is not known.
std::optional<std::uint32_t> recipients_of(const PlanCredit& rule) {
  if (!rule.to) return std::nullopt;
  const Type& type = rule.to.type();
  const Type& one = type.is(TypeKind::kList) ? type.element() : type;
  return one.is(TypeKind::kRow) ? std::optional(one.table()) : std::nullopt;
}

}  // namespace

void check_shares(const Plan& plan, Diagnostics& diagnostics) {
  for (const PlanCredit& rule : plan.credits) {
    const bool equal = rule.form->share == CreditForm::Share::kEqual;
    if (equal && rule.to && rule.to.type().is(TypeKind::kRow))
      diagnostics.add(plan_diagnostics::nothing_divided(rule.form->to->span()));
  }
  for (const Plan::SumOfProjects& sum : plan.sums_of_projects()) {
    const auto shared =
        std::find_if(plan.credits.begin(), plan.credits.end(), [&](const PlanCredit& rule) {
          return rule.form->share != CreditForm::Share::kFull && recipients_of(rule) == sum.table;
        });
    if (shared == plan.credits.end()) continue;
    const std::string& role = shared->form->role;
    diagnostics.add(
        plan_diagnostics::share_ignored(sum.span, role.empty() ? "" : fmt::format(": {}", role)));
  }
}

}  // namespace zhaoshang
