// One worked example at work. In: a plan and the rows that the example gives. Out: every result
// table, made by the stages themselves.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "commands/given_rows.h"
#include "engine/base/diagnostics.h"
#include "engine/report/table.h"
#include "scheme/figures.h"
#include "scheme/plan.h"
#include "scheme/settlement.h"
#include "workspace/input_tables.h"

namespace zhaoshang {

class ExampleRun {
 public:
  /// nullptr after diagnostics: the example's rows or its period cannot be used. `watcher` sees
  /// what is evaluated.
  static std::unique_ptr<ExampleRun> of(const Plan& plan, const WorkedExample& example,
                                        Observer& watcher, Diagnostics& diagnostics);

  const Figures& figures() const { return *figures_; }
  const Settlement& settlement() const { return settlement_; }
  const std::vector<ReportTable>& results() const { return results_; }
  /// A result that the scheme does not have is an empty table.
  const ReportTable& result(std::string_view name) const;

 private:
  ExampleRun() = default;
  void work_out(const std::vector<Finding>& left_out);

  Diagnostics read_;  // what reading the rows came to: streams go on adding to it
  std::unique_ptr<GivenRows> given_;
  std::unique_ptr<InputTables> inputs_;
  std::unique_ptr<Figures> figures_;
  Settlement settlement_;
  std::vector<ReportTable> results_;
};

}  // namespace zhaoshang
