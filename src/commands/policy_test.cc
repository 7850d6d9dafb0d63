#include "commands/policy_test.h"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "commands/example_diagnostics.h"
#include "commands/example_run.h"
#include "commands/expected_rows.h"
#include "commands/failure_steps.h"
#include "commands/policy_file.h"
#include "commands/reached_places.h"
#include "commands/rule_coverage.h"
#include "commands/test_report.h"
#include "engine/base/exit_code.h"
#include "engine/base/output.h"

namespace zhaoshang {
namespace {

/// nullopt after diagnostics: the example is faulty.
std::optional<TestedExample> try_example(const OpenedPolicy& policy, const WorkedExample& example,
                                         RuleCoverage& coverage, Diagnostics& diagnostics) {
  const std::size_t before = diagnostics.error_count();
  std::unique_ptr<OpenedPolicy> changed;
  if (!example.set.empty()) changed = with_parameters(policy, example.set, diagnostics);
  const Plan* const plan = example.set.empty() ? policy.plan.get()
                           : changed           ? changed->plan.get()
                                               : nullptr;
  ReachedPlaces places(*policy.file);
  const std::vector<ExpectedTable> expected = read_expected(example, diagnostics);
  const std::unique_ptr<ExampleRun> run =
      plan == nullptr ? nullptr : ExampleRun::of(*plan, example, places, diagnostics);
  if (!run || diagnostics.error_count() > before) return std::nullopt;
  coverage.add(example, *run, places);
  TestedExample tested{&example, {}};
  for (const ExpectedTable& table : expected) {
    const ReportTable& actual = run->result(table.declared->name);
    for (Mismatch& mismatch : compare(table, actual)) {
      TestFailure failure{std::move(mismatch), "", {}};
      if (failure.mismatch.actual) {
        failure.actual = row_text(actual, *failure.mismatch.actual);
        failure.steps = steps_before(*run, actual, *failure.mismatch.actual);
      }
      tested.failures.push_back(std::move(failure));
    }
  }
  return tested;
}

int test_policy(const std::string& path, Diagnostics& diagnostics,
                std::vector<std::unique_ptr<OpenedPolicy>>& opened,
                std::vector<TestedPolicy>& tested) {
  opened.push_back(open_policy(path, diagnostics));
  const OpenedPolicy& policy = *opened.back();
  if (!policy.is_valid()) return exit_code::kBadPolicy;
  TestedPolicy result{path, {}, {}, 0};
  RuleCoverage coverage(policy.policy);
  int code = exit_code::kDone;
  for (const WorkedExample& example : policy.policy.tests) {
    auto tried = try_example(policy, example, coverage, diagnostics);
    if (!tried) {
      code = exit_code::kBadPolicy;
      continue;
    }
    if (!tried->passed()) code = std::max(code, exit_code::kNegative);
    result.examples.push_back(std::move(*tried));
  }
  if (policy.policy.tests.empty()) {
    diagnostics.add(example_fault::no_examples({policy.file.get(), 0, 0}, path));
    code = exit_code::kNegative;
  }
  result.unreached = coverage.unreached();
  result.rules = coverage.rule_count();
  tested.push_back(std::move(result));
  return code;
}

}  // namespace

int run_policy_test(const Options& options, Diagnostics& diagnostics) {
  std::vector<std::unique_ptr<OpenedPolicy>> opened;  // what was tested points into them
  std::vector<TestedPolicy> tested;
  int code = exit_code::kDone;
  for (const std::string& path : options.policies) {
    code = std::max(code, test_policy(path, diagnostics, opened, tested));
  }
  Output output = Output::standard();
  if (options.format == TableFormat::kJson) {
    output.write(test_json(tested));
  } else {
    for (const TestedPolicy& each : tested) output.write(test_text(each, options.style.language));
  }
  output.close();
  return code;
}

}  // namespace zhaoshang
