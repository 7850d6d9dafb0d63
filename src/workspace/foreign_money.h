// Rows in a currency that the scheme refuses. In: a table's rows. Out: the rows without them, and a
// finding for each: what was left out is never silently zero.
#pragma once

#include <vector>

#include "scheme/figures.h"
#include "scheme/findings.h"

namespace zhaoshang {

/// Takes the rows whose money is not in CNY out of a held table.
std::vector<Finding> take_out_foreign_rows(const PlanTable& table, TableInput& input,
                                           Language language);

}  // namespace zhaoshang
