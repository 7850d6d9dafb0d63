#include "commands/compare.h"

#include <array>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "commands/compare_diagnostics.h"
#include "commands/comparison.h"
#include "commands/stages.h"
#include "domain/results.h"
#include "engine/base/exit_code.h"
#include "engine/base/output.h"
#include "engine/report/report_csv.h"
#include "engine/report/report_json.h"
#include "engine/report/report_markdown.h"
#include "engine/table/decode.h"
#include "engine/table/records.h"
#include "workspace/locate.h"
#include "workspace/publish.h"
#include "workspace/workspace.h"

namespace zhaoshang {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 3> kCompared{"assessment", "awards", "payouts"};

/// A result table as its file has it; headings in Chinese count as their names.
std::optional<ReportTable> read_result(const std::string& path, std::string_view name,
                                       Diagnostics& diagnostics) {
  const auto input = TextInput::open({"", path, read_file(path)}, diagnostics);
  if (!input) return std::nullopt;
  ReportTable table;
  table.name = name;
  RecordReader reader(parser_lines(input->start()));
  Record record;
  while (reader.next(record)) {
    if (table.columns.empty()) {
      for (const RecordField& field : record.fields)
        table.columns.push_back({std::string(result_column(name, field.text)), ""});
      continue;
    }
    std::vector<Cell> cells;
    for (const RecordField& field : record.fields)
      cells.push_back(text_cell(std::string(field.text)));
    cells.resize(table.columns.size());
    table.rows.push_back(std::move(cells));
  }
  return table;
}

std::optional<ResultSet> read_folder(const std::string& folder, Diagnostics& diagnostics) {
  ResultSet set;
  for (const std::string_view name : kCompared) {
    const std::string path = path_below(folder, std::string(name) + ".csv");
    if (!fs::exists(path)) continue;
    auto table = read_result(path, name, diagnostics);
    if (!table) return std::nullopt;
    set.emplace(name, std::move(*table));
  }
  if (set.empty()) {
    diagnostics.add(compare_diagnostics::no_results(folder));
    return std::nullopt;
  }
  return set;
}

ResultSet results_of(const Workspace& workspace) {
  ResultSet set;
  for (const StageResult& result : stage_results(kRunCommand, workspace)) {
    for (const ReportTable& table : result.tables) set.emplace(table.name, table.held());
  }
  return set;
}

/// A parameter's value in this run, as people read it.
std::map<std::string, std::pair<std::string, std::string>> parameters_of(
    const Workspace& workspace) {
  std::map<std::string, std::pair<std::string, std::string>> values;
  const Figures& figures = workspace.figures();
  const auto& parameters = figures.plan().parameters();
  for (std::uint32_t k = 0; k < parameters.size(); ++k) {
    const ParameterForm& form = *parameters[k].form;
    values[form.name] = {form.clause,
                         shown(figures.global(kFirstParameter + k, {}), figures, form.unit)};
  }
  return values;
}

ReportTable differing_parameters(const Workspace& a, const Workspace& b) {
  ReportTable table;
  table.name = "parameters";
  table.columns = {{"parameter", "参数"}, {"clause", "条款"}, {"a", "A"}, {"b", "B"}};
  auto left = parameters_of(a), right = parameters_of(b);
  auto names = left;
  names.insert(right.begin(), right.end());
  for (const auto& [name, about] : names) {
    const std::string& was = left[name].second;
    const std::string& is = right[name].second;
    if (was == is) continue;
    table.rows.push_back({text_cell(name), text_cell(about.first), text_cell(was), text_cell(is)});
  }
  return table;
}

std::string as_markdown(const std::vector<ReportTable>& tables, Language language) {
  std::string text;
  for (const ReportTable& table : tables) {
    if (table.rows.empty()) continue;
    const Message title = table.name == "parameters" ? Message{"参数", "Parameters"}
                          : table.name == "moves"    ? Message{"变动", "Moves"}
                                                     : Message{"合计", "Totals"};
    text +=
        (text.empty() ? "## " : "\n## ") + title.in(language) + "\n\n" +
        to_markdown(table, language == Language::kChinese ? Headings::kTitles : Headings::kNames);
  }
  if (text.empty()) text = Message{"没有不同\n", "no difference\n"}.in(language);
  return text;
}

void put(const std::vector<ReportTable>& tables, const Options& options) {
  const Language language = options.results_language.value_or(options.style.language);
  if (options.output && *options.output != "-") {
    std::vector<ResultFile> files;
    for (const ReportTable& table : tables)
      files.push_back({table.name + ".csv", to_csv(table, Headings::kNames, {options.excel})});
    files.push_back({"compare.md", as_markdown(tables, language)});
    publish(*options.output, files);
    return;
  }
  Output output = Output::standard();
  switch (options.format.value_or(TableFormat::kMarkdown)) {
    case TableFormat::kCsv: output.write(to_csv(tables[1], Headings::kNames)); break;
    case TableFormat::kMarkdown: output.write(as_markdown(tables, language)); break;
    case TableFormat::kJson: output.write(to_json(tables)); break;
  }
  output.close();
}

int compare(ReportTable parameters, const ResultSet& a, const ResultSet& b,
            const Options& options) {
  std::vector<ReportTable> tables{std::move(parameters), moves_between(a, b), totals_of(a, b)};
  const bool differs = !tables[0].rows.empty() || !tables[1].rows.empty();
  put(tables, options);
  return differs ? exit_code::kNegative : exit_code::kDone;
}

int compare_folders(const Options& options, Diagnostics& diagnostics) {
  const auto a = read_folder(options.compared[0], diagnostics);
  const auto b = read_folder(options.compared[1], diagnostics);
  if (!a || !b) return exit_code::kBadData;
  ReportTable none;
  none.name = "parameters";
  return compare(std::move(none), *a, *b, options);
}

// The same inputs twice: under the first policy as it stands, under the second (or the same) with
// the values of --set.
int compare_policies(const Options& options, Diagnostics& diagnostics) {
  Options first = options, second = options;
  if (!options.policies.empty()) first.policy = second.policy = options.policies.front();
  if (options.policies.size() > 1) second.policy = options.policies[1];
  first.set.clear();
  Workspace a(first, diagnostics);
  if (!a.is_open()) return a.exit_code();
  Workspace b(second, diagnostics);
  if (!b.is_open()) return b.exit_code();
  const ResultSet left = results_of(a), right = results_of(b);
  if (a.has_unusable_rows() || b.has_unusable_rows()) return exit_code::kBadData;
  return compare(differing_parameters(a, b), left, right, options);
}

}  // namespace

int run_compare(const Options& options, Diagnostics& diagnostics) {
  if (!options.compared.empty()) return compare_folders(options, diagnostics);
  return compare_policies(options, diagnostics);
}

}  // namespace zhaoshang
