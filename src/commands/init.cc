#include "commands/init.h"

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

#include <fmt/format.h>

#include "commands/column_heading.h"
#include "commands/init_diagnostics.h"
#include "commands/policy_file.h"
#include "commands/shipped_policies.h"
#include "commands/used_columns.h"
#include "engine/base/exit_code.h"
#include "engine/base/output.h"
#include "engine/base/replace_file.h"
#include "engine/base/system_error.h"
#include "engine/report/report_csv.h"
#include "workspace/locate.h"
#include "workspace/run_choice.h"

namespace zhaoshang {
namespace {

namespace fs = std::filesystem;

struct NewFile {
  std::string path;
  std::string text;
};

std::string empty_table(const UsedTable& used, Headings headings, CsvStyle style) {
  ReportTable table;
  for (const ColumnSchema* column : used.columns) {
    table.columns.push_back({column_heading(*column, headings), ""});
  }
  return to_csv(table, Headings::kNames, style);
}

/// The year that a run is about where nothing else says so: that in which the scheme begins.
std::optional<std::string> first_year(const Policy& policy) {
  Diagnostics unheard;
  if (choose_run({}, {}, policy, unheard)) return std::nullopt;  // the scheme itself says it
  const std::optional<Date> first = policy.in_force.first ? policy.in_force.first : policy.issued;
  if (!first) return std::nullopt;
  const YearStart start{policy.calendar.year_starts_month, policy.calendar.year_starts_day};
  return span_text(grain_span(CalendarGrain::kYear, *first, start), start);
}

/// A path from the workspace to the policy.
std::string path_from(const std::string& folder, const std::string& policy) {
  const fs::path from = fs::absolute(folder).lexically_normal();
  const fs::path path = fs::absolute(policy).lexically_normal().lexically_relative(from);
  return path.empty() ? fs::absolute(policy).string() : path.string();
}

/// A path as YAML takes it: plain where no character means anything there.
std::string yaml_text(const std::string& text) {
  const auto is_plain = [](unsigned char c) {
    return c >= 0x80 || std::isalnum(c) != 0 || c == '.' || c == '_' || c == '/' || c == '-';
  };
  if (text.front() != '-' && std::all_of(text.begin(), text.end(), is_plain)) return text;
  std::string quoted = "'";
  for (const char c : text) quoted += c == '\'' ? std::string("''") : std::string(1, c);
  return quoted + "'";
}

/// The policy that a workspace begins with.
struct NewPolicy {
  std::string path;    // as opened
  std::string copied;  // the name of its copy in the workspace; empty: it stays where it is
};

/// A file that is there comes before an installed policy of the same name; of an installed one the
/// county gets a copy of its own, to change.
NewPolicy find_policy(const std::string& named) {
  std::error_code ignored;
  const auto shipped = fs::exists(named, ignored) ? std::nullopt : shipped_policy(named);
  if (!shipped) return {named, {}};
  return {*shipped, fs::path(*shipped).filename().string()};
}

std::string settings_text(const Options& options, const NewPolicy& found, const Policy& policy) {
  const std::string path =
      found.copied.empty() ? path_from(*options.output, found.path) : found.copied;
  std::string text = "schema: 1\npolicy: " + yaml_text(path) + "\n";
  if (const auto year = first_year(policy)) text += "period: " + *year + "\n";
  if (options.results_language) {
    text += *options.results_language == Language::kChinese ? "lang: zh\n" : "lang: en\n";
  }
  return text;
}

std::vector<NewFile> files_of(const Options& options, const NewPolicy& found,
                              const OpenedPolicy& policy) {
  const Headings headings =
      options.results_language == Language::kChinese ? Headings::kTitles : Headings::kNames;
  CsvStyle style;
  style.excel = options.excel;
  std::vector<NewFile> files;
  files.push_back({path_below(*options.output, "zhaoshang.yaml"),
                   settings_text(options, found, policy.policy)});
  for (const UsedTable& used : used_tables(*policy.plan)) {
    files.push_back({path_below(*options.output, "data/" + used.table->name + ".csv"),
                     empty_table(used, headings, style)});
  }
  if (!found.copied.empty())
    files.push_back({path_below(*options.output, found.copied), std::string(policy.file->text())});
  return files;
}

/// Whether a file can be made: nothing is there, or an empty table of this very form, which an
/// `init` that was cut short before it came to the settings has left.
bool is_free(const NewFile& file, const NewFile& settings) {
  const fs::file_status status = fs::symlink_status(file.path);
  if (!fs::exists(status)) return true;
  return &file != &settings && fs::is_regular_file(status) &&
         !fs::exists(fs::symlink_status(settings.path)) &&
         read_file(file.path, file.text.size()) == file.text;
}

Message what_is_ready(const Options& options, const NewPolicy& found, std::size_t files) {
  const std::size_t tables = files - (found.copied.empty() ? 1 : 2);
  const std::string too = found.copied.empty() ? "" : ", " + found.copied;
  return {fmt::format("{} 建好了:zhaoshang.yaml{} 和 {} 张空表\n", *options.output, too, tables),
          fmt::format("{} is ready: zhaoshang.yaml{} and {} empty tables\n", *options.output, too,
                      tables)};
}

void make_folder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) throw SystemError::from_errno({"创建", "create"}, folder.string(), error.value());
}

}  // namespace

int run_init(const Options& options, Diagnostics& diagnostics) {
  const NewPolicy found = find_policy(*options.policy);
  const auto policy = open_policy(found.path, diagnostics);
  if (!policy->is_valid()) return exit_code::kBadPolicy;
  const std::vector<NewFile> files = files_of(options, found, *policy);
  for (const NewFile& file : files) {
    if (is_free(file, files.front())) continue;
    diagnostics.add(init_fault::already_there(file.path));
    return exit_code::kUsage;
  }
  make_folder(fs::path(path_below(*options.output, "data")));
  const Message said = what_is_ready(options, found, files.size());
  std::vector<FileReplacement> made;
  for (const NewFile& file : files) made.emplace_back(file.path, file.text);
  // The settings last: a workspace is one once it has them.
  for (auto file = made.rbegin(); file != made.rend(); ++file) file->put_in_place();
  if (!options.quiet) std::fputs(said.in(options.style.language).c_str(), stderr);
  return exit_code::kDone;
}

}  // namespace zhaoshang
