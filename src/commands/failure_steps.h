// How a result came about, where it is not as expected: the rows of the results that it is made
// from.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "commands/example_run.h"
#include "engine/report/table.h"

namespace zhaoshang {

/// Of a total its items, of a payment its award, of a team's month its people's; "scores: …".
std::vector<std::string> steps_before(const ExampleRun& run, const ReportTable& table,
                                      std::size_t row);

}  // namespace zhaoshang
