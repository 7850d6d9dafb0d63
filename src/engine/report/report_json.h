// Tables as one JSON object: table name → list of rows, each an object of the columns' names. Every
// cell is a string, the same text as in CSV, so that no reader turns a figure into a binary one.
#pragma once

#include <string>
#include <vector>

#include "engine/report/table.h"

namespace zhaoshang {

std::string to_json(const std::vector<ReportTable>& tables);

}  // namespace zhaoshang
