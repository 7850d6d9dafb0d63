// A stage at work in a test: sections of a policy and CSV texts go the way of a run, from files to
// result tables, without a disk.
#pragma once

#include <doctest/doctest.h>

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/report/report_csv.h"
#include "scheme/policy_under_test.h"
#include "scheme/settlement.h"
#include "workspace/input_tables.h"
#include "workspace/stage_result.h"

namespace zhaoshang {

class StageUnderTest {
 public:
  StageUnderTest(const std::string& sections, const std::map<std::string, std::string>& tables,
                 const std::string& period, const std::string& as_of = {},
                 Language language = Language::kChinese)
      : written_(sections) {
    plan_ = Plan::compile(written_.policy, written_.diagnostics);
    INFO(written_.faults());
    REQUIRE(plan_ != nullptr);
    FilesByTable files;
    for (const auto& [table, text] : tables) files[table] = {{"", table + ".csv", text}};
    inputs_ = std::make_unique<InputTables>(*plan_, std::move(files), written_.diagnostics,
                                            InputOptions{.may_lack_columns = true, .observe = {}});
    INFO(written_.faults());
    REQUIRE_FALSE(written_.diagnostics.has_errors());
    Run run;
    run.period = Period::parse(period).value();
    run.language = language;
    run.as_of = as_of.empty() ? run.period.default_as_of() : Date::parse_iso(as_of).value();
    figures_ = std::make_unique<Figures>(*plan_, inputs_->take(), std::move(run));
  }

  const Figures& figures() const { return *figures_; }
  const Settlement& settled() {
    if (!settlement_) settlement_ = std::make_unique<Settlement>(settle(*figures_));
    return *settlement_;
  }
  const InputTables& inputs() const { return *inputs_; }

  /// A table as its file, without the headings.
  static std::string rows(const StageResult& result, std::string_view table) {
    for (const ReportTable& each : result.tables) {
      if (each.name != table) continue;
      const std::string text = to_csv(each, Headings::kNames);
      return text.substr(text.find('\n') + 1);
    }
    return "no table " + std::string(table);
  }
  /// Some columns of a table, a line a row.
  static std::string rows(const StageResult& result, std::string_view table,
                          const std::vector<std::string>& columns) {
    std::string text;
    for (const ReportTable& each : result.tables) {
      if (each.name != table) continue;
      const ReportTable held = each.held();
      for (const std::vector<Cell>& row : held.rows) {
        std::string line;
        for (const std::string& name : columns) {
          for (std::size_t i = 0; i < each.columns.size(); ++i) {
            if (each.columns[i].name == name)
              line += (line.empty() ? "" : " ") + (row[i].text.empty() ? "-" : row[i].text);
          }
        }
        text += line + "\n";
      }
    }
    return text;
  }
  /// `severity rule subject status` of each finding.
  static std::string findings(const StageResult& result) {
    std::string text;
    for (const Finding& each : result.findings) {
      text += std::string(severity_word(each.severity)) + " " + each.rule + " " + each.subject_id +
              " " + std::string(status_word(each.status)) + "\n";
    }
    return text;
  }

 private:
  PolicyUnderTest written_;
  std::unique_ptr<Plan> plan_;
  std::unique_ptr<InputTables> inputs_;
  std::unique_ptr<Figures> figures_;
  std::unique_ptr<Settlement> settlement_;
};

/// The lines of a CSV text of attendance: one person present on each of `days` days from a first
/// day on.
inline std::string days_present(const std::string& member, const std::string& first, int days) {
  std::string text;
  const Date from = Date::parse_iso(first).value();
  for (int day = 0; day < days; ++day) {
    text += member + "," + from.plus_days(day).to_string() + ",苏州,在岗\n";
  }
  return text;
}

}  // namespace zhaoshang
