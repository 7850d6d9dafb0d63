#include "workspace/workspace.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>

#include <fmt/format.h>

#include "engine/base/exit_code.h"
#include "engine/base/output.h"
#include "engine/base/replace_file.h"
#include "engine/policy/document.h"
#include "engine/policy/reader.h"
#include "engine/report/report_csv.h"
#include "scheme/parameter_values.h"
#include "scheme/period_changes.h"
#include "version.h"
#include "workspace/closed_diagnostics.h"
#include "workspace/closed_period.h"
#include "workspace/locate.h"
#include "workspace/rejected_rows.h"
#include "workspace/result_files.h"
#include "workspace/run_choice.h"
#include "workspace/run_diagnostics.h"
#include "workspace/summary.h"
#include "workspace/workspace_diagnostics.h"

namespace zhaoshang {
namespace {

namespace fs = std::filesystem;

constexpr const char* kSettingsFile = "zhaoshang.yaml";
constexpr std::string_view kStandard = "-";

/// Inputs of so many bytes take so much memory, and long enough that getting it ready is nothing.
constexpr std::uint64_t kLargeInputs = std::uint64_t{64} << 20U;
constexpr std::size_t kOfLargeInputs = std::size_t{48} << 20U;

/// A path that the workspace names, as it is opened from here, `..` taken out where it can be.
std::string opened_path(const std::string& folder, const std::string& path) {
  return (fs::path(folder) / path).lexically_normal().string();
}

std::uint64_t bytes_of_all(const FilesByTable& files) {
  std::uint64_t bytes = 0;
  for (const auto& [table, own] : files) bytes += bytes_of(own);
  return bytes;
}

std::vector<Finding> merged_findings(std::span<const StageResult> results) {
  // A notice shows findings of the other stages: they count once.
  std::vector<Finding> all;
  for (const StageResult& result : results) {
    if (results.size() > 1 && !result.notice.empty()) continue;
    all.insert(all.end(), result.findings.begin(), result.findings.end());
  }
  sort(all);
  return all;
}

bool is_negative(const std::vector<Finding>& findings, bool strict) {
  if (any_error(findings)) return true;
  return strict && std::any_of(findings.begin(), findings.end(), [](const Finding& finding) {
           return finding.severity == Severity::kWarning &&
                  finding.status != Finding::Status::kPending;
         });
}

}  // namespace

Workspace::Workspace(const Options& options, Diagnostics& diagnostics, Keeps keeps)
    : options_(options), diagnostics_(diagnostics) {
  if (!can_write(options_.to, diagnostics_)) {
    exit_code_ = exit_code::kSystem;
    return;
  }
  const bool is_ready = read_settings_file() && read_policy_file() && choose_run() &&
                        read_templates() && read_tables(keeps);
  if (is_ready) make_figures(keeps);
}

// The rows of a table are held once: the second figures share them.
void Workspace::make_figures(Keeps keeps) {
  auto inputs = inputs_->take();
  const auto period = period_before(run_.period, policy_.calendar.year_start());
  const OpenDateSpan& term = policy_.in_force;
  const bool is_in_term = period && (!term.first || period->span.last >= *term.first);
  if (keeps == Keeps::kInputs && is_in_term) {
    Run before = run_;
    before.period = *period;
    before.as_of = period->default_as_of();
    figures_before_ = std::make_unique<Figures>(*plan_, inputs, std::move(before));
  }
  figures_ = std::make_unique<Figures>(*plan_, std::move(inputs), run_);
}

const SourceFile* Workspace::template_of(const BulletinForm& form) const {
  const auto found = templates_.find(&form);
  return found == templates_.end() ? nullptr : &found->second;
}

bool Workspace::has_place_for_charts() const {
  return !options_.output || *options_.output != kStandard || !options_.to.empty();
}

bool Workspace::read_templates() {
  for (const BulletinForm& form : policy_.bulletins) {
    if (!form.own_template) continue;
    const auto path = locate_file(options_.folder, *form.own_template, diagnostics_);
    if (path) templates_.try_emplace(&form, *path, read_file(*path));
  }
  if (diagnostics_.has_errors()) exit_code_ = exit_code::kBadPolicy;
  return exit_code_ == 0;
}

std::optional<Language> Workspace::language() const {
  return options_.results_language ? options_.results_language : settings_.language;
}

bool Workspace::read_settings_file() {
  if (!fs::is_directory(options_.folder.empty() ? "." : options_.folder)) {
    diagnostics_.add(run_diagnostics::no_workspace(options_.folder));
    exit_code_ = exit_code::kUsage;
    return false;
  }
  const std::string path = path_below(options_.folder, kSettingsFile);
  if (fs::exists(path)) {
    settings_file_ = std::make_unique<SourceFile>(path, read_document(path));
    settings_ = read_settings(*settings_file_, diagnostics_);
  }
  if (diagnostics_.has_errors()) exit_code_ = exit_code::kBadPolicy;
  return exit_code_ == 0;
}

bool Workspace::read_policy_file() {
  if (!options_.policy && !settings_.policy) {
    // The file could have said it; where there is none, only the command line.
    Place place;
    if (settings_file_) place = Span{settings_file_.get(), 0, 0}.place();
    diagnostics_.add(run_diagnostics::no_policy(place, path_below(options_.folder, kSettingsFile)));
    exit_code_ = settings_file_ ? exit_code::kBadPolicy : exit_code::kUsage;
    return false;
  }
  policy_path_ =
      options_.policy ? *options_.policy : opened_path(options_.folder, settings_.policy->value);
  const bool is_given = policy_path_ == kStandard;  // on standard input
  if (!is_given && (!fs::exists(policy_path_) || fs::is_directory(policy_path_))) {
    const Place named = options_.policy ? Place{} : settings_.policy->span.place();
    diagnostics_.add(run_diagnostics::no_policy_file(named, policy_path_));
    exit_code_ = options_.policy ? exit_code::kUsage : exit_code::kBadPolicy;
    return false;
  }
  policy_file_ = std::make_unique<SourceFile>(policy_path_, read_document(policy_path_));
  if (auto root = load_document(*policy_file_, diagnostics_)) {
    if (!options_.set.empty()) root = with_values_set(*root);
    policy_ = read_policy(*root, diagnostics_);
    plan_ = Plan::compile(policy_, diagnostics_);
  }
  if (plan_) {
    std::vector<std::string> tables;
    for (const PlanTable& table : plan_->tables()) {
      if (table.kind == PlanTable::Kind::kInput) tables.push_back(table.name);
    }
    for (const DataEntry& entry : settings_.data) {
      const auto table = plan_->find_table(entry.table);
      if (table && plan_->table(*table).kind == PlanTable::Kind::kInput) continue;
      diagnostics_.add(workspace_fault::unknown_data_table(entry.table_span, entry.table, tables));
    }
  }
  if (!plan_ || diagnostics_.has_errors()) exit_code_ = exit_code::kBadPolicy;
  return exit_code_ == 0;
}

// `--set name=value`: the value is written as a policy writes it.
std::optional<PolicyNode> Workspace::with_values_set(const PolicyNode& root) {
  std::vector<std::string> known;
  if (const PolicyNode* parameters = root.find("parameters")) {
    Diagnostics told_later;
    for (const PolicyNode::Entry& each : read_named(*parameters, told_later))
      known.push_back(each.key);
  }
  std::vector<PolicyNode::Entry> values;
  for (const ParameterValue& each : options_.set) {
    const SourceFile& file =
        set_values_.emplace_back("--set", fmt::format("{}: {}\n", each.name, each.value));
    const auto parsed = load_document(file, diagnostics_);
    if (!parsed || !parsed->is_map() || parsed->entries().size() != 1) continue;
    const PolicyNode::Entry& value = parsed->entries().front();
    if (std::find(known.begin(), known.end(), value.key) == known.end()) {
      diagnostics_.add(run_diagnostics::no_parameter(value.key, known));
    } else {
      values.push_back(value);
    }
  }
  return with_parameters(root, values);
}

bool Workspace::choose_run() {
  std::optional<Run> run = zhaoshang::choose_run(options_, settings_, policy_, diagnostics_);
  if (!run) {
    exit_code_ = exit_code::kUsage;
    return false;
  }
  run_ = std::move(*run);
  check_period_changes(*plan_, run_.period.span, diagnostics_);
  return true;
}

bool Workspace::read_tables(Keeps keeps) {
  FilesByTable files;
  for (const PlanTable& table : plan_->tables()) {
    if (table.kind != PlanTable::Kind::kInput) continue;
    files[table.name] = locate_table(options_.folder, settings_, table.name, diagnostics_);
    for (CsvFile& file : files[table.name]) {
      if (options_.stand_in && options_.stand_in->shown == file.shown)
        file.path = options_.stand_in->path;
    }
  }
  if (diagnostics_.has_errors()) {
    exit_code_ = exit_code::kBadData;
    return false;
  }
  if (keeps != Keeps::kRows) stream_large_tables(files);
  if (run_.threads > 1 && bytes_of_all(files) >= kLargeInputs)
    memory_ahead_.emplace(kOfLargeInputs);
  InputOptions options;
  options.language = run_.language;
  options.show_private = options_.show_private;
  if (options_.shows_progress && !options_.quiet && !options_.style.json_lines)
    progress_.emplace(bytes_of_all(files), options_.style.language);
  // What is printed has no receipt: nothing need be summed.
  if (!prints() || progress_) {
    options.observe = [this](const CsvFile& file, std::string_view bytes) {
      if (!prints()) sums_[file.shown].update(bytes);
      if (progress_) progress_->add(bytes.size());
    };
  }
  inputs_ =
      std::make_unique<InputTables>(*plan_, std::move(files), diagnostics_, std::move(options));
  if (has_unusable_rows()) exit_code_ = exit_code::kBadData;
  return exit_code_ == 0;
}

// What there is to say of the policy was said of the first plan.
void Workspace::stream_large_tables(const FilesByTable& files) {
  StreamingPlan streaming = plan_for_large_tables(policy_, *plan_, files);
  if (streaming.plan == nullptr) return;
  plan_ = std::move(streaming.plan);
  found_again_ = std::move(streaming.found);
}

std::vector<CsvFile> Workspace::files_of_table(const std::string& table) const {
  Diagnostics known;  // what is wrong with them was said when they were read
  return locate_table(options_.folder, settings_, table, known);
}

bool Workspace::has_unusable_rows() const {
  return inputs_->unusable() || (diagnostics_.has_errors() && !options_.reject);
}

bool Workspace::prints() const { return options_.output && *options_.output == kStandard; }

std::string Workspace::results_folder() const {
  const std::string all =
      options_.output ? *options_.output : opened_path(options_.folder, settings_.results);
  return path_below(all, run_.period.text);
}

int Workspace::publish(std::string_view command, std::span<const StageResult> results,
                       const std::optional<ReceiptBook>& book) {
  book_ = book;
  // A stream has been checked only now that its rows were asked for.
  if (has_unusable_rows()) return exit_code::kBadData;
  const bool is_one_object = options_.format == TableFormat::kJson && options_.to.empty();
  const bool is_one = results.size() == 1 && options_.to.size() <= 1;
  if (prints() && !is_one && !is_one_object) {
    diagnostics_.add(run_diagnostics::needs_a_folder());
    return exit_code::kUsage;
  }
  const std::vector<Finding> findings = merged_findings(results);
  std::vector<ResultFile> files;
  std::vector<std::string> stale;
  std::string listed;
  if (!options_.output && !keeps_closed_figures(command, results)) return exit_code::kBadData;
  progress_.reset();
  if (!prints()) {
    files = files_of(command, results);
    stale = stale_names(command, results, files, names_in(results_folder()));
    if (options_.verbose) {
      listed = file_list(inputs_->readings(), results_folder(), files, options_.style.language);
    }
  }
  // All that can fail comes before the step after which the results are there.
  std::string text;
  if (!options_.quiet) {
    text =
        listed + summary(inputs_->readings(), findings, prints() ? std::string() : results_folder(),
                         files.size(), options_.style.language);
  }
  std::string shown;
  if (!prints() && shows() && !options_.quiet) {
    shown = shown_results(results, results_folder(), shown_style());
  }
  const int code = is_negative(findings, options_.strict) ? exit_code::kNegative : exit_code::kDone;
  std::optional<FileReplacement> rejected;
  if (options_.reject) rejected.emplace(*options_.reject, rejected_rows_text(inputs_->readings()));
  check_inputs_unchanged();
  if (prints()) {
    print(command, results);
  } else {
    zhaoshang::publish(results_folder(), files, stale);
  }
  if (rejected) rejected->put_in_place();
  // For the eyes only: a terminal that is gone takes nothing back of what was done.
  std::fputs(shown.c_str(), stdout);
  std::fflush(stdout);
  std::fputs(text.c_str(), stderr);
  return code;
}

ResultStyle Workspace::style() const {
  ResultStyle style;
  style.format = options_.format.value_or(TableFormat::kCsv);
  style.headings = language() == Language::kChinese ? Headings::kTitles : Headings::kNames;
  style.csv.excel = options_.excel;
  style.threads = run_.threads;
  return style;
}

ShownStyle Workspace::shown_style() const {
  // For the eyes of whoever reads the messages: with headings of that language.
  const bool is_chinese = options_.style.language == Language::kChinese;
  return {options_.screen.value_or(Screen{}), options_.style.language,
          is_chinese ? Headings::kTitles : Headings::kNames};
}

PaperStyle Workspace::paper_style() const {
  PaperStyle paper;
  paper.to = options_.to;
  paper.headings = style().headings;
  paper.language = run_.language;
  paper.title = policy_.title + " " + run_.period.text;
  paper.day = run_.as_of;
  return paper;
}

std::vector<ResultFile> Workspace::files_of(std::string_view command,
                                            std::span<const StageResult> results) {
  std::vector<ResultFile> files = result_files(command, results, merged_findings(results), style());
  for (ResultFile& file : paper_files(command, results, paper_style()))
    files.push_back(std::move(file));
  files.push_back({name_of_command(command, "receipt.json"), to_json(receipt_of(command, files))});
  return files;
}

// Tables are compared as they were printed then; what is said about them (findings, the notice) is
// free to change.
bool Workspace::keeps_closed_figures(std::string_view command,
                                     std::span<const StageResult> results) {
  if (!is_closed(options_.folder, run_.period.text)) return true;
  const auto closed = read_closed(options_.folder, run_.period.text, diagnostics_);
  if (!closed) return false;
  std::vector<std::string> changed;
  for (const StageResult& result : results) {
    for (const ReportTable& table : result.tables) {
      if (!stands_closed(table.name)) continue;
      const std::string name = table.name + ".csv";
      const auto before =
          std::find_if(closed->receipt.outputs.begin(), closed->receipt.outputs.end(),
                       [&](const ReceiptFile& file) { return file.path == name; });
      const std::string text = to_csv(table, Headings::kNames);
      if (before == closed->receipt.outputs.end() || before->sha256 != sha256(text))
        changed.push_back(name);
    }
  }
  if (changed.empty()) return true;
  diagnostics_.add(closed_diagnostics::would_change(run_.period.text, changed,
                                                    closed_receipt_path(run_.period.text)));
  report_moves(options_.folder, *closed, receipt_of(command, {}), diagnostics_);
  return false;
}

Receipt Workspace::receipt_of(std::string_view command, const std::vector<ResultFile>& files) {
  Receipt receipt;
  receipt.version = kVersion;
  receipt.stage = command;
  receipt.period = run_.period.text;
  receipt.as_of = run_.as_of.to_string();
  receipt.policy = {fs::path(policy_path_).lexically_relative(options_.folder).string(),
                    sha256(policy_file_->text())};
  const auto option = [&](const char* name, const char* value) {
    receipt.options.emplace_back(name, value);
  };
  if (const auto asked = language()) option("lang", *asked == Language::kChinese ? "zh" : "en");
  if (style().format == TableFormat::kMarkdown) option("format", "md");
  if (style().format == TableFormat::kJson) option("format", "json");
  if (options_.excel) option("excel", "true");
  if (!options_.to.empty()) option("to", paper_words(options_.to).c_str());
  if (options_.reject) option("reject", "true");
  for (const FileReading& reading : inputs_->readings()) {
    receipt.inputs.push_back(
        {{reading.file.shown, sum_of(reading.file.shown)}, reading.table, reading.counts});
  }
  for (const auto& [form, file] : templates_)
    receipt.inputs.push_back({{form->own_template->value, sha256(file.text())}, "template", {}});
  receipt.book = book_;
  for (const ResultFile& file : files) receipt.outputs.push_back({file.name, sha256(file.text)});
  return receipt;
}

const std::string& Workspace::sum_of(const std::string& shown) {
  std::string& sum = finished_sums_[shown];
  if (sum.empty()) sum = sums_[shown].finish();
  return sum;
}

// A form asked for by --to is printed in place of the plain one.
void Workspace::print(std::string_view command, std::span<const StageResult> results) const {
  const StageResult& result = results.front();
  const std::vector<ResultFile> papers = paper_files(command, results, paper_style());
  Output out = Output::standard();
  if (results.size() > 1) {
    // As JSON, all tables and the findings are one object.
    out.write(result_files(command, results, merged_findings(results), style()).front().text);
  } else if (!papers.empty()) {
    out.write(papers.front().text);
  } else if (!result.notice.empty()) {
    out.write(result.notice);
  } else if (shows()) {
    out.write(shown_table(result.tables.front(), shown_style()));
  } else if (style().format == TableFormat::kCsv) {
    write_csv(result.tables.front(), style().headings, style().csv, style().threads,
              [&](std::string_view piece) { out.write(piece); });
  } else {
    out.write(text_of(result.tables.front(), style()));
  }
  out.close();
}

}  // namespace zhaoshang
