#include "workspace/shown_results.h"

#include "engine/report/report_text.h"
#include "workspace/locate.h"
#include "workspace/result_files.h"

namespace zhaoshang {
namespace {

constexpr std::size_t kTableRows = 15;
constexpr std::size_t kFindingRows = 8;
/// The column of ratios whose bars say how far along a subject is.
constexpr std::string_view kBars = "completion";

TextTableStyle text_style(const ShownStyle& style, std::size_t most_rows) {
  TextTableStyle text;
  text.language = style.language;
  text.headings = style.headings;
  text.width = style.screen.width;
  text.color = style.screen.color;
  text.bars = kBars;
  text.most_rows = most_rows;
  return text;
}

/// The tables of several stages: where each is, and how long.
ReportTable list_of(std::span<const StageResult> results, const std::string& folder,
                    Language language) {
  ReportTable list;
  const bool is_chinese = language == Language::kChinese;
  list.columns = {{"file", "文件"}, {"rows", "行数"}};
  if (is_chinese) list.columns.push_back({"table", "表"});
  for (const StageResult& result : results) {
    for (const ReportTable& table : result.tables) {
      const auto rows = static_cast<std::int64_t>(table.row_count());
      list.rows.push_back(
          {text_cell(path_below(folder, table.name + ".csv")), number_cell(Decimal(rows))});
      if (is_chinese) list.rows.back().push_back(text_cell(table.title));
    }
  }
  return list;
}

std::string with_title(const ReportTable& table, const std::string& path, std::size_t most_rows,
                       const ShownStyle& style) {
  const bool has_title = style.language == Language::kChinese && !table.title.empty();
  std::string title = has_title ? table.title + "  " + path : path;
  if (style.screen.color) title = "\x1b[1;36m" + title + "\x1b[0m";
  return "\n" + title + "\n" + to_text(table, text_style(style, most_rows));
}

}  // namespace

std::string shown_table(const ReportTable& table, const ShownStyle& style) {
  return to_text(table, text_style(style, 0));
}

std::string shown_results(std::span<const StageResult> results, const std::string& folder,
                          const ShownStyle& style) {
  if (results.size() > 1)
    return to_text(list_of(results, folder, style.language), text_style(style, 0));
  std::string text;
  const auto path_of = [&](const std::string& name) { return path_below(folder, name + ".csv"); };
  const StageResult& result = results.front();
  for (const ReportTable& table : result.tables)
    text += with_title(table, path_of(table.name), kTableRows, style);
  if (result.findings.empty()) return text;
  const ReportTable findings = findings_table(result.findings);
  return text + with_title(findings, path_of(name_of_command(result.stage, findings.name)),
                           kFindingRows, style);
}

}  // namespace zhaoshang
