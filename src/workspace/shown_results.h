// Results as a terminal shows them: aligned tables, the first rows of each, and where the others
// are. In: what stages hand on. Out: text.
#pragma once

#include <span>
#include <string>

#include "engine/base/message.h"
#include "engine/report/table.h"
#include "workspace/options.h"
#include "workspace/stage_result.h"

namespace zhaoshang {

struct ShownStyle {
  Screen screen;
  Language language = Language::kEnglish;  // of what is said about tables
  Headings headings = Headings::kNames;
};

/// A whole table, as `-o -` prints it.
std::string shown_table(const ReportTable& table, const ShownStyle& style);

/// Of one stage the first rows of its tables and findings, under the file that holds all of them;
/// of several a list of the tables. `folder`: where the files are.
std::string shown_results(std::span<const StageResult> results, const std::string& folder,
                          const ShownStyle& style);

}  // namespace zhaoshang
