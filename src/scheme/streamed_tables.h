// Which tables can be read as streams. In: a policy and its plan. Out: plans in which large tables
// are not held, though the policy does not say `long: true`, as far as its rules let them: a rule
// wants rows held if it collects them, or looks one up by its id.
#pragma once

#include <cstdint>
#include <memory>

#include "scheme/plan.h"

namespace zhaoshang {

/// Whether rows of a table are looked up one by one: where a path leads to them, and where they are
/// what an assessment, an award or the calendar has a row for.
bool is_looked_up(const Plan& plan, std::uint32_t table);

/// A plan that streams those of `tables` whose rows no rule wants held.
struct StreamingPlan {
  TableNames streamed;
  std::unique_ptr<Plan> plan;  // null: none of them
  std::unique_ptr<Diagnostics> found =
      std::make_unique<Diagnostics>();  // known from the plan that holds them
};
StreamingPlan streaming_plan(const Policy& policy, const TableNames& tables);

}  // namespace zhaoshang
