// Which tables and columns a scheme asks of a county. In: a plan. Out: for each input table its
// columns in the order of the manual. A table that no rule reads is left out.
#pragma once

#include <vector>

#include "scheme/plan.h"

namespace zhaoshang {

struct UsedTable {
  const PlanTable* table = nullptr;
  std::vector<const ColumnSchema*> columns;
};

/// What rules read, with what tells rows apart, names them, places them in time and says their
/// currency; what a row refers to; and the ledgers that targets, rewards, rulings and foreign money
/// rest on.
std::vector<UsedTable> used_tables(const Plan& plan);

}  // namespace zhaoshang
