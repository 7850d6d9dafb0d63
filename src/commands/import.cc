#include "commands/import.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "commands/column_heading.h"
#include "commands/import_choice.h"
#include "commands/import_diagnostics.h"
#include "commands/import_report.h"
#include "commands/import_totals.h"
#include "commands/policy_file.h"
#include "domain/canonical_cells.h"
#include "domain/glossary.h"
#include "domain/private_columns.h"
#include "engine/base/exit_code.h"
#include "engine/base/output.h"
#include "engine/base/replace_file.h"
#include "engine/report/report_csv.h"
#include "engine/report/report_json.h"
#include "engine/table/csv_reader.h"
#include "engine/table/table_diagnostics.h"
#include "workspace/locate.h"
#include "workspace/rejected_rows.h"
#include "workspace/settings.h"
#include "workspace/unit_slips.h"

namespace zhaoshang {
namespace {

namespace fs = std::filesystem;

/// The tables that a file may hold, with the headings they are known by.
struct KnownTables {
  std::vector<TableSchema> tables;
  YearStart year_starts;
  std::string policy;  // whose headings these are; empty: nobody's but the shared ones
};

/// The policy that `--policy` names, else that of the workspace; nullopt: there is none, or the
/// settings are faulty.
std::optional<std::string> policy_path(const Options& options, Diagnostics& diagnostics) {
  if (options.policy) return options.policy;
  const std::string path = path_below(options.folder, "zhaoshang.yaml");
  if (!fs::exists(path)) return std::nullopt;
  const SourceFile file(path, read_document(path));
  const Settings settings = read_settings(file, diagnostics);
  if (!settings.policy) return std::nullopt;
  return (fs::path(options.folder) / settings.policy->value).lexically_normal().string();
}

std::optional<KnownTables> known_tables(const Options& options, Diagnostics& diagnostics) {
  const std::optional<std::string> path = policy_path(options, diagnostics);
  if (diagnostics.has_errors()) return std::nullopt;
  if (!path) return KnownTables{shared_tables(), {}, {}};
  const auto policy = open_policy(*path, diagnostics);
  if (!policy->is_valid()) return std::nullopt;
  KnownTables known{{}, policy->policy.calendar.year_start(), *path};
  for (const PlanTable& table : policy->plan->tables()) {
    if (table.kind == PlanTable::Kind::kInput) known.tables.push_back(table.schema);
  }
  return known;
}

/// Money and quantities whose heading names no unit count in the one that stands above the table.
TableSchema with_unit(TableSchema schema, const std::optional<NamedUnit>& unit) {
  if (!unit) return schema;
  for (ColumnSchema& column : schema.columns) {
    const bool is_same_money =
        column.kind == CellKind::kMoney && unit->measure.is_money() &&
        (column.measure.currency == unit->measure.currency || !column.currency_column.empty());
    const bool is_same_unit =
        column.kind == CellKind::kQuantity && column.measure.unit == unit->measure.unit;
    if (is_same_money || is_same_unit) column.measure.scale = unit->measure.scale;
  }
  return schema;
}

/// Columns that are text to a spreadsheet as well.
bool is_text(const ColumnSchema& column) {
  switch (column.kind) {
    case CellKind::kText:
    case CellKind::kId:
    case CellKind::kIdentity:
    case CellKind::kScale:
    case CellKind::kTextList: return true;
    default: return false;
  }
}

/// One file on its way to a table.
class Import {
 public:
  Import(const Options& options, Diagnostics& diagnostics)
      : options_(options), diagnostics_(diagnostics) {}

  int run() {
    if (const int code = open()) return code;
    read();
    check_unknown_columns();
    UnitSlips slips(*found_->schema);
    slips.add(rows_);
    slips.warn(*reader_, diagnostics_);
    // A sum without the faulty rows would differ for sure.
    if (reader_->counts().rejected == 0)
      check_totals(found_->layout.left_out, report_.layout, rows_, diagnostics_);
    const bool may_go_on = options_.reject && !reader_->unusable();
    if (diagnostics_.has_errors() && !may_go_on) return exit_code::kBadData;
    write();
    return exit_code::kDone;
  }

 private:
  int open();
  void read();
  void check_unknown_columns();
  ReportTable table() const;
  std::vector<FileReading> readings() const;
  void write();
  bool prints() const { return report_.written_to.empty(); }

  const Options& options_;
  Diagnostics& diagnostics_;
  KnownTables known_;
  OfficeFile file_;
  std::optional<FoundTable> found_;
  std::unique_ptr<CsvReader> reader_;
  Batch rows_;
  std::vector<bool> is_set_aside_;  // of rows_
  ImportReport report_;
};

/// The exit code where there is nothing to read.
int Import::open() {
  auto known = known_tables(options_, diagnostics_);
  if (!known) return exit_code::kBadPolicy;
  known_ = std::move(*known);
  if (options_.import_table && !is_known_table(*options_.import_table, known_.tables, diagnostics_))
    return exit_code::kUsage;
  auto file = read_office_file(options_.import_file, diagnostics_);
  if (!file) return exit_code::kBadData;
  file_ = std::move(*file);
  found_ = find_table(file_, known_.tables, options_, diagnostics_);
  if (!found_) return exit_code::kBadData;
  if (!options_.output || *options_.output == "-") return exit_code::kDone;
  fs::path path(*options_.output);
  if (fs::is_directory(path)) path /= found_->schema->name + ".csv";
  report_.written_to = path.string();
  std::error_code ignored;
  if (options_.replace || !fs::exists(fs::symlink_status(path, ignored))) return exit_code::kDone;
  diagnostics_.add(import_diagnostics::output_exists(report_.written_to));
  return exit_code::kUsage;
}

void Import::read() {
  CsvOptions options;
  options.year_starts = known_.year_starts;
  if (!options_.show_private) options.is_private = is_private_heading;
  reader_ = std::make_unique<CsvReader>(
      with_unit(*found_->schema, found_->layout.unit),
      std::vector<CsvFile>{{"", file_.shown, found_->layout.text}}, diagnostics_, options);
  rows_ = reader_->read_all();
  is_set_aside_.assign(rows_.rows, false);
  report_.file = &file_;
  report_.found = &*found_;
  report_.headings_of = known_.policy;
  if (!reader_->unusable()) report_.layout = reader_->layout(0);
}

/// Columns that nobody knows are kept as text: an id among them may be damaged as well.
void Import::check_unknown_columns() {
  const TableSchema& schema = reader_->schema();
  for (std::size_t i = found_->schema->columns.size(); i < schema.columns.size(); ++i) {
    for (std::size_t row = 0; row < rows_.rows; ++row) {
      const Value value = rows_.columns[i].at(row);
      if (!value.is(TypeKind::kText) || !is_damaged_id(value.text())) continue;
      const std::string heading = reader_->heading(0, i);
      const bool is_hidden = !options_.show_private && is_private_heading(heading);
      Diagnostic fault = table_fault::cell_fault(
          CellFault::kDamagedId, {reader_->place(0, rows_.lines[row], i), heading,
                                  is_hidden ? "***" : value.text(), &schema.columns[i]});
      if (!is_set_aside_[row]) reader_->reject(0, rows_.lines[row], fault.slug);
      is_set_aside_[row] = true;
      diagnostics_.add(std::move(fault));
    }
  }
}

/// Known columns in the order of the manual, the others after them as the file has them.
ReportTable Import::table() const {
  const Headings headings =
      options_.results_language == Language::kChinese ? Headings::kTitles : Headings::kNames;
  const std::vector<std::string> absent = reader_->absent();
  ReportTable table;
  table.name = found_->schema->name;
  std::vector<std::size_t> columns;
  const TableSchema& read = reader_->schema();
  const std::size_t known = found_->schema->columns.size();
  for (std::size_t i = 0; i < read.columns.size(); ++i) {
    if (std::find(absent.begin(), absent.end(), read.columns[i].name) != absent.end()) continue;
    columns.push_back(i);
    table.columns.push_back(
        {i < known ? column_heading(read.columns[i], headings) : read.columns[i].name, ""});
  }
  for (std::size_t row = 0; row < rows_.rows; ++row) {
    if (is_set_aside_[row]) continue;
    ReportTable::Row& cells = table.rows.emplace_back();
    for (const std::size_t i : columns) {
      // In the unit of the table, whatever the file counts in.
      const ColumnSchema& column = i < known ? found_->schema->columns[i] : read.columns[i];
      std::string text = canonical_cell(rows_.columns[i].at(row), column, known_.year_starts);
      cells.push_back(is_text(column) ? text_cell(std::move(text)) : plain_cell(std::move(text)));
    }
  }
  return table;
}

/// Member by member: where memory runs out within braces in braces, g++ 12 lets go twice of what
/// was made there.
std::vector<FileReading> Import::readings() const {
  std::vector<FileReading> all(1);
  all.front().table = found_->schema->name;
  all.front().file.shown = file_.shown;
  all.front().counts = report_.counts;
  all.front().rejected = reader_->rejected();
  return all;
}

void Import::write() {
  report_.counts = reader_->counts();
  const bool is_json = options_.format == TableFormat::kJson;
  const ReportTable made = table();
  CsvStyle style;
  style.excel = options_.excel;
  const std::string csv = to_csv(made, Headings::kNames, style);
  const std::string said = to_text(report_, options_.style.language);
  // All that can fail comes before the step after which the files are there.
  std::optional<FileReplacement> written;
  std::optional<FileReplacement> rejected;
  if (!prints()) written.emplace(report_.written_to, csv);
  if (options_.reject) rejected.emplace(*options_.reject, rejected_rows_text(readings()));
  if (prints() || is_json) {
    std::vector<ReportTable> tables = to_tables(report_);
    if (prints()) tables.push_back(made);
    Output out = Output::standard();
    out.write(is_json ? to_json(tables) : csv);
    out.close();
  }
  if (written) written->put_in_place();
  if (rejected) rejected->put_in_place();
  if (!options_.quiet && !is_json) std::fputs(said.c_str(), stderr);
}

}  // namespace

int run_import(const Options& options, Diagnostics& diagnostics) {
  return Import(options, diagnostics).run();
}

}  // namespace zhaoshang
