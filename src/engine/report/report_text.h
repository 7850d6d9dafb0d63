// A table as aligned text for a terminal. In: a table and the columns of the screen. Out: lines
// that fit it: figures to the right, texts wrapped where the table is too wide, columns set below
// one another where even that does not do. What is not shown is said.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "engine/base/message.h"
#include "engine/report/table.h"

namespace zhaoshang {

struct TextTableStyle {
  Language language = Language::kEnglish;  // of what is said about the table
  Headings headings = Headings::kNames;
  std::size_t width = 0;      // columns of the screen; 0: as wide as it takes
  std::size_t most_rows = 0;  // 0: all; the others are counted
  bool color = false;
  std::string_view bars = {};  // a column of ratios, which get bars; empty: none
};

/// Wide characters take two columns. Columns that are empty in every row are named below the table
/// instead of shown.
std::string to_text(const ReportTable& table, const TextTableStyle& style);

}  // namespace zhaoshang
