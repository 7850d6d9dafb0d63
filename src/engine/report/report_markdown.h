// Tables and text as Markdown (CommonMark with GitHub's tables). What people wrote is escaped, so
// that it cannot become a table's border, a heading or a link.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/report/table.h"

namespace zhaoshang {

/// Lines of equal width on a terminal; figures set to the right. Ends in a newline.
std::string to_markdown(const ReportTable& table, Headings headings);
/// Several tables, each under its name or title.
std::string to_markdown(const std::vector<ReportTable>& tables, Headings headings);

/// Text for a line of its own or within one: characters that would be Markdown are escaped, line
/// ends become spaces.
std::string markdown_text(std::string_view text);

}  // namespace zhaoshang
