#include "commands/policy_check.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "commands/check_report.h"
#include "commands/expected_rows.h"
#include "commands/given_rows.h"
#include "commands/meeting_thresholds.h"
#include "commands/missing_caps.h"
#include "commands/policy_file.h"
#include "commands/scheme_versions.h"
#include "engine/base/exit_code.h"
#include "engine/base/output.h"
#include "engine/report/report_csv.h"
#include "engine/report/report_json.h"
#include "engine/report/report_markdown.h"
#include "scheme/plan_names.h"

namespace zhaoshang {
namespace {

/// Names of tables and columns in worked examples: `policy test` reads the cells.
void check_examples(const OpenedPolicy& policy, Diagnostics& diagnostics) {
  for (const WorkedExample& each : policy.policy.tests) {
    const GivenRows given(*policy.plan, each.given, diagnostics);
    read_expected(each, diagnostics);
  }
}

/// As tables all say whose they are.
void add_rows(ReportTable& all, const ReportTable& table, const std::string& path) {
  if (all.columns.empty()) {
    all = table;
    all.rows.clear();
    all.columns.insert(all.columns.begin(), {"policy", "政策"});
  }
  for (std::vector<Cell> row : table.rows) {
    row.insert(row.begin(), text_cell(path));
    all.rows.push_back(std::move(row));
  }
}

std::string as_tables(const std::vector<CheckedPolicy>& checked, TableFormat format,
                      Language language) {
  std::vector<ReportTable> tables(5);
  for (const CheckedPolicy& each : checked) {
    add_rows(tables[0], each.clauses, each.path);
    add_rows(tables[1], each.parameters, each.path);
    add_rows(tables[2], each.decision_tables, each.path);
    add_rows(tables[3], each.inputs, each.path);
    add_rows(tables[4], each.steps, each.path);
  }
  const Headings headings = language == Language::kChinese ? Headings::kTitles : Headings::kNames;
  if (checked.empty()) return {};
  if (format == TableFormat::kJson) return to_json(tables);
  if (format == TableFormat::kCsv) return to_csv(tables.front(), headings);
  return to_markdown(tables, headings);
}

}  // namespace

int run_policy_check(const Options& options, Diagnostics& diagnostics) {
  std::vector<CheckedPolicy> checked;
  std::vector<SchemeVersion> versions;
  int code = exit_code::kDone;
  for (const std::string& path : options.policies) {
    Diagnostics found;
    if (options.strict) found.take_warnings_as_errors();
    const auto policy = open_policy(path, found);
    if (policy->is_valid()) {
      check_examples(*policy, found);
      check_names(*policy->plan, found);
      check_caps(policy->policy, found);
      check_thresholds(policy->policy, found);
    }
    if (policy->is_valid() && !found.has_errors()) {
      checked.push_back(look_at(*policy, path, found));
      versions.push_back({policy->policy.scheme, policy->policy.in_force, path});
      if (checked.back().has_uncovered_clause()) code = std::max(code, exit_code::kNegative);
    } else {
      code = exit_code::kBadPolicy;
    }
    diagnostics.add_all(std::move(found));
  }
  check_versions(std::move(versions), diagnostics);
  if (diagnostics.has_errors()) code = exit_code::kBadPolicy;
  Output output = Output::standard();
  if (options.format) {
    output.write(
        as_tables(checked, *options.format, options.results_language.value_or(Language::kEnglish)));
  } else {
    for (const CheckedPolicy& each : checked) {
      output.write(check_text(each, options.verbose, options.style.language));
    }
  }
  output.close();
  return code;
}

}  // namespace zhaoshang
