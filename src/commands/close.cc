#include "commands/close.h"

#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "commands/stages.h"
#include "engine/base/exit_code.h"
#include "engine/report/report_csv.h"
#include "workspace/closed_diagnostics.h"
#include "workspace/closed_period.h"
#include "workspace/locate.h"
#include "workspace/publish.h"

namespace zhaoshang {
namespace {

/// What a later run is held against: tables in their plain form.
std::vector<ResultFile> tables_of(std::span<const StageResult> results) {
  std::vector<ResultFile> files;
  for (const StageResult& result : results) {
    for (const ReportTable& table : result.tables) {
      if (stands_closed(table.name))
        files.push_back({table.name + ".csv", to_csv(table, Headings::kNames)});
    }
  }
  return files;
}

/// Both files at once: a period is closed or it is not.
void keep(const std::string& folder, const std::string& period, const ClosedPeriod& closed) {
  const std::filesystem::path receipt = closed_receipt_path(period);
  const std::filesystem::path lines = closed_lines_path(period);
  publish(path_below(folder, receipt.parent_path().string()),
          {{lines.filename().string(), lines_text(closed)},
           {receipt.filename().string(), to_json(closed.receipt)}});
}

}  // namespace

int run_close(const Options& options, Diagnostics& diagnostics) {
  Workspace workspace(options, diagnostics);
  if (!workspace.is_open()) return workspace.exit_code();
  const std::string& folder = options.folder;
  const std::string& period = workspace.chosen_run().period.text;
  if (is_closed(folder, period)) {
    diagnostics.add(closed_diagnostics::closed_before(period, closed_receipt_path(period)));
    return exit_code::kNegative;
  }
  const std::vector<ResultFile> files = tables_of(stage_results(kRunCommand, workspace));
  if (workspace.has_unusable_rows()) return exit_code::kBadData;
  ClosedPeriod closed{workspace.receipt_of("close", files), {}};
  for (const ReceiptInput& input : closed.receipt.inputs)
    closed.lines[input.file.path] = line_sums(path_below(folder, input.file.path));
  const Message done{fmt::format("{} 已封账:{}\n", period, closed_receipt_path(period)),
                     fmt::format("{} is closed: {}\n", period, closed_receipt_path(period))};
  workspace.check_inputs_unchanged();
  keep(folder, period, closed);
  if (!options.quiet) std::fputs(done.in(options.style.language).c_str(), stderr);
  return exit_code::kDone;
}

}  // namespace zhaoshang
