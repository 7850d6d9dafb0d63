#include "commands/example_run.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "assess/assess.h"
#include "attendance/attendance.h"
#include "commands/example_diagnostics.h"
#include "domain/period.h"
#include "reward/reward.h"
#include "roster/roster.h"
#include "workspace/run_choice.h"

namespace zhaoshang {
namespace {

/// The example's own period, else what the command line would take: the year of `as_of`, the last
/// whole year of a scheme that ends. One thread: an example is small, and what it reaches is noted.
std::optional<Run> run_of(const Policy& policy, const WorkedExample& example,
                          Diagnostics& diagnostics) {
  Options options;
  options.as_of = example.as_of;
  options.threads = 1;
  if (!example.period.empty()) options.period = example.period;
  const bool is_readable = example.period.empty() || Period::parse(example.period).has_value();
  Diagnostics unheard;
  std::optional<Run> run;
  if (is_readable) run = choose_run(options, Settings{}, policy, unheard);
  if (!run) diagnostics.add(example_fault::period(example.span, example.period));
  return run;
}

}  // namespace

std::unique_ptr<ExampleRun> ExampleRun::of(const Plan& plan, const WorkedExample& example,
                                           Observer& watcher, Diagnostics& diagnostics) {
  const std::size_t before = diagnostics.error_count();
  std::unique_ptr<ExampleRun> made(new ExampleRun);
  const std::optional<Run> run = run_of(plan.policy(), example, diagnostics);
  made->given_ = std::make_unique<GivenRows>(plan, example.given, diagnostics);
  InputOptions options;
  options.may_lack_columns = true;
  made->inputs_ =
      std::make_unique<InputTables>(plan, made->given_->files(), made->read_, std::move(options));
  if (run && !made->read_.has_errors()) {
    made->figures_ = std::make_unique<Figures>(plan, made->inputs_->take(), *run);
    made->figures_->watch(&watcher);
    made->work_out(made->inputs_->findings());
  }
  made->given_->report(made->read_, diagnostics);
  if (diagnostics.error_count() > before) return nullptr;
  return made;
}

void ExampleRun::work_out(const std::vector<Finding>& left_out) {
  settlement_ = settle(*figures_);
  std::vector<StageResult> stages;
  stages.push_back(make_roster(*figures_));
  stages.push_back(make_attendance(*figures_, settlement_));
  stages.push_back(make_assess(*figures_, left_out));
  stages.push_back(make_reward(*figures_, settlement_));
  std::vector<Finding> findings;
  for (StageResult& stage : stages) {
    for (const ReportTable& table : stage.tables) results_.push_back(table.held());
    std::move(stage.findings.begin(), stage.findings.end(), std::back_inserter(findings));
  }
  sort(findings);
  results_.push_back(findings_table(findings));
}

const ReportTable& ExampleRun::result(std::string_view name) const {
  static const ReportTable kEmpty;
  const auto found = std::find_if(results_.begin(), results_.end(),
                                  [&](const ReportTable& each) { return each.name == name; });
  return found == results_.end() ? kEmpty : *found;
}

}  // namespace zhaoshang
