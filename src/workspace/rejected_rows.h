// The rows of the inputs that were set aside, as `--reject` writes them. In: what was read of each
// file. Out: CSV: table, source, reasons, record.
#pragma once

#include <string>
#include <vector>

#include "workspace/input_tables.h"

namespace zhaoshang {

std::string rejected_rows_text(const std::vector<FileReading>& readings);

}  // namespace zhaoshang
