// Which columns of an input table a scheme cannot do without. In: a plan. Out: each with the rule
// that needs it.
#pragma once

#include <string>
#include <vector>

#include "scheme/plan.h"

namespace zhaoshang {

struct NeededColumn {
  const ColumnSchema* column = nullptr;
  std::string by;  // the rule's id, or `table.figure`; empty: every row needs it
};

/// Columns without which rows have no key, and columns that a rule reads whose empty cells are
/// unknown. A column whose empty cells mean that there is none may be left out.
std::vector<NeededColumn> needed_columns(const Plan& plan, const PlanTable& table);

}  // namespace zhaoshang
