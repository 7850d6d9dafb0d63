// A workspace opened for one run: its settings and policy read, its tables checked, its figures at
// hand; afterwards, the way out for results. In: options. Out: figures, and files in
// results/<period>/. Stages ask is_open() first.
#pragma once

#include <list>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostics.h"
#include "engine/base/memory_room.h"
#include "engine/base/progress.h"
#include "engine/base/source.h"
#include "scheme/figures.h"
#include "scheme/plan.h"
#include "scheme/policy.h"
#include "workspace/input_tables.h"
#include "workspace/options.h"
#include "workspace/paper_files.h"
#include "workspace/publish.h"
#include "workspace/receipt.h"
#include "workspace/result_files.h"
#include "workspace/settings.h"
#include "workspace/sha256.h"
#include "workspace/shown_results.h"
#include "workspace/stage_result.h"

namespace zhaoshang {

/// 工作区
class Workspace {
 public:
  /// Reads everything that a run needs. Faults go to `diagnostics`; the first kind that stops a run
  /// decides exit_code().
  /// `Keeps::kInputs`: figures_before() will be asked for; `kRows`: rows are to be shown one by
  /// one, also those that no rule wants held.
  enum class Keeps { kFigures, kInputs, kRows };
  Workspace(const Options& options, Diagnostics& diagnostics, Keeps keeps = Keeps::kFigures);
  Workspace(const Workspace&) = delete;

  bool is_open() const { return figures_ != nullptr; }
  /// Where it is not open: why.
  int exit_code() const { return exit_code_; }

  const Figures& figures() const { return *figures_; }
  /// Those of the period before, from the same tables, looked at on its last day; nullptr: there is
  /// no such period in the scheme's term.
  const Figures* figures_before() const { return figures_before_.get(); }
  /// The template that a notice names; nullptr: none.
  const SourceFile* template_of(const BulletinForm& form) const;
  /// Whether a notice has a folder, or a page of its own, for its charts.
  bool has_place_for_charts() const;
  /// Findings about rows that reading left out.
  const std::vector<Finding>& left_out() const { return inputs_->findings(); }
  const std::string& folder() const { return options_.folder; }
  /// Whether the result goes to standard output: only its first table will be looked at.
  bool prints() const;
  /// The files of a table, in the order in which they were read.
  std::vector<CsvFile> files_of_table(const std::string& table) const;
  /// The language asked for in results; none: English headings, the bulletin in Chinese.
  std::optional<Language> language() const;

  /// The files that publish() would write, the receipt last.
  std::vector<ResultFile> files_of(std::string_view command, std::span<const StageResult> results);
  /// The receipt that goes with them.
  Receipt receipt_of(std::string_view command, const std::vector<ResultFile>& files);
  /// Rows were faulty, and there is no --reject: no results come of them.
  bool has_unusable_rows() const;
  /// Throws SystemError where an input file has changed since the run began.
  void check_inputs_unchanged() const { inputs_->check_unchanged(); }
  const Run& chosen_run() const { return run_; }
  const Policy& policy() const { return policy_; }

  /// Writes what a stage found (or, of `run`, all stages) with findings and receipt, or prints its
  /// first table. Nothing is written where rows were faulty and there is no --reject. Returns the
  /// exit code of the run.
  int publish(std::string_view command, std::span<const StageResult> results,
              const std::optional<ReceiptBook>& book = {});

 private:
  bool read_settings_file();
  bool read_policy_file();
  bool choose_run();
  bool read_templates();
  bool read_tables(Keeps keeps);
  void stream_large_tables(const FilesByTable& files);
  void make_figures(Keeps keeps);
  std::optional<PolicyNode> with_values_set(const PolicyNode& root);
  /// False after diagnostics: the period is closed, and its figures would change.
  bool keeps_closed_figures(std::string_view command, std::span<const StageResult> results);
  ResultStyle style() const;
  PaperStyle paper_style() const;
  const std::string& sum_of(const std::string& shown);
  std::string results_folder() const;
  ShownStyle shown_style() const;
  /// Whether what is printed is for a person at a terminal.
  bool shows() const { return options_.screen && !options_.format; }
  void print(std::string_view command, std::span<const StageResult> results) const;

  const Options& options_;
  Diagnostics& diagnostics_;
  int exit_code_ = 0;
  std::unique_ptr<SourceFile> settings_file_;
  Settings settings_;
  std::string policy_path_;  // as opened
  std::unique_ptr<SourceFile> policy_file_;
  std::list<SourceFile> set_values_;  // of --set
  Policy policy_;
  std::map<const BulletinForm*, SourceFile> templates_;
  std::unique_ptr<Diagnostics> found_again_;  // of the plan that streams more than the policy says
  std::unique_ptr<Plan> plan_;
  Run run_;
  std::map<std::string, Sha256, std::less<>>
      sums_;  // of input files, by their path in the workspace
  std::map<std::string, std::string, std::less<>> finished_sums_;
  std::optional<Progress> progress_;
  std::optional<MemoryAhead> memory_ahead_;
  std::unique_ptr<InputTables> inputs_;
  std::optional<ReceiptBook> book_;
  std::unique_ptr<Figures> figures_, figures_before_;
};

}  // namespace zhaoshang
