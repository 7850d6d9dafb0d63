#include "workspace/result_files.h"

#include <algorithm>
#include <array>
#include <iterator>

#include <fmt/format.h>

#include "engine/report/report_csv.h"
#include "engine/report/report_json.h"
#include "engine/report/report_markdown.h"
#include "workspace/paper_files.h"

namespace zhaoshang {
namespace {

constexpr std::string_view kNotice = "bulletin.md";
constexpr std::string_view kChart = "bulletin-";
constexpr std::string_view kChartEnding = ".svg";
constexpr std::array<std::string_view, 3> kEndings{".csv", ".md", ".json"};

std::string_view ending_of(TableFormat format) {
  return kEndings[static_cast<std::size_t>(format)];
}

std::string file_name(std::string_view name, std::string_view ending) {
  return std::string(name) + std::string(ending);
}

std::vector<ResultFile> as_json(std::string_view command, std::span<const StageResult> results,
                                ReportTable findings) {
  std::vector<ReportTable> tables;
  for (const StageResult& result : results) {
    tables.insert(tables.end(), result.tables.begin(), result.tables.end());
  }
  tables.push_back(std::move(findings));
  return {{file_name(command, ending_of(TableFormat::kJson)), to_json(tables)}};
}

/// Whether a run of this command may have written a file of this name for people: a workbook, or of
/// a notice its page, document and charts.
bool is_for_people(std::string_view name, std::string_view command,
                   std::span<const StageResult> results) {
  const auto is_workbook_of = [&](std::string_view of) {
    return name == paper_file_name(of, PaperFormat::kXlsx);
  };
  const bool is_of_notice = is_chart_file(name) ||
                            name == paper_file_name(command, PaperFormat::kHtml) ||
                            name == paper_file_name(command, PaperFormat::kDocx);
  return is_workbook_of(command) ||
         std::any_of(results.begin(), results.end(), [&](const StageResult& result) {
           return result.notice.empty() ? is_workbook_of(result.stage) : is_of_notice;
         });
}

}  // namespace

std::string name_of_command(std::string_view command, std::string_view file) {
  return command == kRunCommand ? std::string(file)
                                : std::string(command) + "." + std::string(file);
}

std::string chart_file_name(std::size_t number) {
  return fmt::format("{}{}{}", kChart, number, kChartEnding);
}

bool is_chart_file(std::string_view name) {
  if (!name.starts_with(kChart) || !name.ends_with(kChartEnding)) return false;
  const std::string_view number =
      name.substr(kChart.size(), name.size() - kChart.size() - kChartEnding.size());
  return !number.empty() && number.find_first_not_of("0123456789") == std::string_view::npos;
}

std::string text_of(const ReportTable& table, const ResultStyle& style) {
  switch (style.format) {
    case TableFormat::kCsv: return to_csv(table, style.headings, style.csv, style.threads);
    case TableFormat::kMarkdown: return to_markdown(table, style.headings);
    case TableFormat::kJson: return to_json({table});
  }
  return {};
}

std::vector<ResultFile> result_files(std::string_view command, std::span<const StageResult> results,
                                     const std::vector<Finding>& findings,
                                     const ResultStyle& style) {
  std::vector<ResultFile> files;
  ReportTable table = findings_table(findings);
  if (style.format == TableFormat::kJson) {
    files = as_json(command, results, std::move(table));
  } else {
    const std::string_view ending = ending_of(style.format);
    for (const StageResult& result : results) {
      for (const ReportTable& each : result.tables)
        files.push_back({file_name(each.name, ending), text_of(each, style)});
    }
    files.push_back(
        {name_of_command(command, file_name(table.name, ending)), text_of(table, style)});
  }
  for (const StageResult& result : results) {
    if (!result.notice.empty()) files.push_back({std::string(kNotice), result.notice});
    for (const Picture& picture : result.pictures) files.push_back({picture.name, picture.svg});
  }
  return files;
}

std::vector<std::string> stale_names(std::string_view command, std::span<const StageResult> results,
                                     const std::vector<ResultFile>& files,
                                     const std::vector<std::string>& present) {
  const bool is_run = command == kRunCommand;
  const std::string_view json = ending_of(TableFormat::kJson);
  std::vector<std::string> names{file_name(command, json)};
  for (const std::string_view ending : kEndings) {
    const std::string findings = file_name("findings", ending);
    names.push_back(name_of_command(command, findings));
    for (const StageResult& result : results) {
      for (const ReportTable& table : result.tables) names.push_back(file_name(table.name, ending));
      if (is_run) names.push_back(name_of_command(result.stage, findings));
    }
  }
  std::copy_if(present.begin(), present.end(), std::back_inserter(names),
               [&](const std::string& name) { return is_for_people(name, command, results); });
  for (const StageResult& result : results) {
    if (!is_run) continue;
    names.push_back(file_name(result.stage, json));
    names.push_back(name_of_command(result.stage, "receipt.json"));
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  std::erase_if(names, [&](const std::string& name) {
    return std::any_of(files.begin(), files.end(),
                       [&](const ResultFile& file) { return file.name == name; });
  });
  return names;
}

}  // namespace zhaoshang
