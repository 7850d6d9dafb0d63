// Every expression of a policy's rules, those of its fields aside.
#pragma once

#include <functional>

#include "scheme/plan.h"

namespace zhaoshang {

/// Calls `visit` with the root of each expression of roster, attendance, assessments, reward,
/// targets, credits and groups. Fields and notices have theirs for themselves.
void each_rule_expression(const Plan& plan, const std::function<void(const Node&)>& visit);

}  // namespace zhaoshang
