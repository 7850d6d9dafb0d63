// Traced and untraced runs are equal, on every sample: what is told is what a run finds, and
// telling changes nothing.
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "commands/stages.h"
#include "engine/report/report_csv.h"
#include "scheme/settlement.h"
#include "scheme/tracer.h"
#include "workspace/workspace.h"

namespace zhaoshang {
namespace {

namespace fs = std::filesystem;

/// The periods of the samples that have results: workspace, period.
std::vector<std::pair<std::string, std::string>> sample_periods() {
  std::vector<std::pair<std::string, std::string>> found;
  for (const auto& sample : fs::directory_iterator("samples")) {
    if (!fs::is_directory(sample.path() / "results")) continue;
    for (const auto& period : fs::directory_iterator(sample.path() / "results"))
      if (period.is_directory())
        found.emplace_back(sample.path().string(), period.path().filename().string());
  }
  return found;
}

/// All tables of a run as text.
std::string tables_of(const Workspace& workspace) {
  std::string text;
  for (const StageResult& stage : stage_results("run", workspace)) {
    for (const ReportTable& table : stage.tables) text += to_csv(table, Headings::kNames);
  }
  return text;
}

/// Tells everything that can be told of a workspace.
Trace trace_of_everything(const Figures& figures) {
  Tracer tracer(figures);
  const Plan& plan = figures.plan();
  for (std::uint32_t table = 0; table < plan.tables().size(); ++table) {
    if (plan.table(table).schema.is_long) continue;
    for (std::uint32_t field = 0; field < plan.table(table).fields.size(); ++field) {
      const Field& each = plan.field(table, field);
      const bool is_figure = (each.kind == Field::Kind::kProgram || each.target) && each.used;
      for (std::uint32_t row = 0; is_figure && row < figures.row_count(table); ++row)
        tracer.ask_field(table, field, row);
    }
  }
  for (std::size_t k = 0; k < plan.assessments.size(); ++k) {
    const AssessmentResult& result = figures.assessment(k);
    for (std::uint32_t row = 0; row < result.reasons.size(); ++row) {
      if (!result.assessed.at(row).is_true()) continue;
      for (const Tracer::Standing each : Tracer::standings())
        if (Tracer::has_standing(plan.assessments[k], result, each, row))
          tracer.ask_standing(k, each, row);
      for (std::size_t item = 0; item < result.items.size(); ++item)
        if (result.items[item].applies.at(row).is_true()) tracer.ask_item(k, item, row);
    }
  }
  const Settlement settlement = settle(figures);
  for (const Award& award : settlement.awards) tracer.ask_award(award, settlement);
  for (const Payout& payout : settlement.payouts) tracer.ask_payout(payout, settlement);
  return tracer.take();
}

std::string text_of(const Value& value) { return to_feel(value); }

TEST_CASE("traced runs come to what untraced ones come to") {
  std::size_t told = 0;
  for (const auto& each : sample_periods()) {
    const auto& folder = each.first;
    const auto& period = each.second;
    CAPTURE(folder);
    CAPTURE(period);
    Options options;
    options.folder = folder;
    options.period = period;
    Diagnostics diagnostics;
    const Workspace untraced(options, diagnostics);
    REQUIRE(untraced.is_open());
    const std::string tables = tables_of(untraced);

    const Workspace traced(options, diagnostics);
    REQUIRE(traced.is_open());
    const Trace trace = trace_of_everything(traced.figures());
    CHECK(tables_of(traced) == tables);
    CHECK(trace_json(trace_of_everything(untraced.figures())) == trace_json(trace));

    for (const auto& told_of : trace.figures) {
      const auto& figure = told_of.second;
      CAPTURE(told_of.first);
      ++told;
      if (figure.calculation.value)
        CHECK(text_of(*figure.calculation.value) == text_of(figure.value));
    }
  }
  CHECK(told > 10'000);
}

}  // namespace
}  // namespace zhaoshang
