// What `import` understood of a file, for the person who sent it in: as text, or as tables for
// JSON. In: what was found and read. Out: text. Decides nothing.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "commands/import_choice.h"
#include "engine/base/message.h"
#include "engine/report/table.h"
#include "engine/table/csv_reader.h"
#include "engine/table/headings.h"

namespace zhaoshang {

struct ImportReport {
  const OfficeFile* file = nullptr;
  const FoundTable* found = nullptr;
  std::string headings_of;  // the policy whose headings are known; empty: the shared tables alone
  FileLayout layout;        // of the line of headings
  ReadCounts counts;
  std::string written_to;  // empty: standard output
};

/// Three tables: import (one row), columns, left_out.
std::vector<ReportTable> to_tables(const ImportReport& report);
std::string to_text(const ImportReport& report, Language language);

}  // namespace zhaoshang
