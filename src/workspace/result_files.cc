#include "workspace/result_files.h"

#include <algorithm>
#include <array>

#include "engine/report/report_csv.h"
#include "engine/report/report_json.h"
#include "engine/report/report_markdown.h"

namespace zhaoshang {
namespace {

constexpr std::string_view kNotice = "bulletin.md";
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

}  // namespace

std::string name_of_command(std::string_view command, std::string_view file) {
  return command == kRunCommand ? std::string(file)
                                : std::string(command) + "." + std::string(file);
}

std::string text_of(const ReportTable& table, const ResultStyle& style) {
  switch (style.format) {
    case TableFormat::kCsv: return to_csv(table, style.headings, style.csv);
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
  }
  return files;
}

std::vector<std::string> stale_names(std::string_view command, std::span<const StageResult> results,
                                     const std::vector<ResultFile>& files) {
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
