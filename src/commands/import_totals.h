// Whether the totals below a table are those of its rows. In: the lines left out, the headings and
// the rows read. Out: a warning for each sum that differs.
#pragma once

#include <vector>

#include "engine/base/diagnostics.h"
#include "engine/table/csv_reader.h"
#include "engine/table/export_layout.h"
#include "engine/table/headings.h"

namespace zhaoshang {

/// Figures of several currencies are not added up; of several lines of totals nobody knows which
/// rows they are of.
void check_totals(const std::vector<LeftOut>& lines, const FileLayout& layout, const Batch& rows,
                  Diagnostics& diagnostics);

}  // namespace zhaoshang
