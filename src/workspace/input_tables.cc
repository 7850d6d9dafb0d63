#include "workspace/input_tables.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <system_error>
#include <utility>

#include "domain/private_columns.h"
#include "domain/relations.h"
#include "engine/base/system_error.h"
#include "engine/table/table_diagnostics.h"
#include "workspace/batch_rows.h"
#include "workspace/exchange_rates.h"
#include "workspace/foreign_money.h"
#include "workspace/hidden_characters.h"
#include "workspace/needed_columns.h"
#include "workspace/unit_slips.h"

namespace zhaoshang {
namespace {

std::vector<std::string> shown_paths(const std::vector<CsvFile>& files) {
  std::vector<std::string> shown;
  for (const CsvFile& file : files) shown.push_back(file.shown);
  return shown;
}

/// The texts of a column of ids. `lacks_rows`: words of rows that were set aside are in its
/// dictionary as well.
std::shared_ptr<const Dictionary> ids_of(const Column& keys, bool lacks_rows) {
  const auto* const texts = keys.as<Column::Texts>();
  if (texts != nullptr && keys.nulls().empty() && !lacks_rows) return texts->dictionary;
  auto ids = std::make_shared<Dictionary>();
  for (std::size_t row = 0; row < keys.size(); ++row) {
    if (const std::string* const id = keys.text(row)) ids->code(*id);
  }
  return ids;
}

}  // namespace

/// A table whose rows are all in memory, until it has been checked.
struct InputTables::Held {
  std::uint32_t table = 0;
  std::vector<CsvFile> files;
  CsvReader reader;
  Batch rows;
};

/// A table that is read anew whenever its rows are asked for.
struct InputTables::Stream {
  std::uint32_t table = 0;
  std::vector<CsvFile> files;
  bool is_opened = false;                                     // once: its bytes have been observed
  bool is_checked = false;                                    // a pass has gone through all rows
  std::vector<std::pair<std::size_t, std::size_t>> rejected;  // file, line; ascending
  std::vector<OwnersAmounts> owners;

  /// Those of a batch that were not set aside.
  std::vector<std::uint32_t> rows_left(const Batch& batch) const {
    std::vector<std::uint32_t> rows;
    for (std::uint32_t row = 0; row < batch.rows; ++row) {
      const std::pair<std::size_t, std::size_t> at{batch.file_of[row], batch.lines[row]};
      if (!std::binary_search(rejected.begin(), rejected.end(), at)) rows.push_back(row);
    }
    return rows;
  }
};

InputTables::InputTables(const Plan& plan, FilesByTable files, Diagnostics& diagnostics,
                         InputOptions options)
    : plan_(plan), diagnostics_(diagnostics), options_(std::move(options)) {
  TableNames streamed;
  for (const auto& [table, own] : files) {
    if (is_streamed(plan_, table, files)) streamed.insert(table);
    for (const CsvFile& file : own) {
      if (!file.path.empty()) stamps_.emplace(file.path, FileStamp::of(file.path));
    }
  }
  for (std::uint32_t table = 0; table < plan_.tables().size(); ++table) {
    const PlanTable& declared = plan_.table(table);
    if (declared.kind != PlanTable::Kind::kInput) continue;
    const auto given = files.find(declared.name);
    std::vector<CsvFile> own =
        given == files.end() ? std::vector<CsvFile>{} : std::move(given->second);
    const bool is_held = !streamed.contains(declared.name);
    if (is_held) ids_[declared.name].title = declared.title;
    if (own.empty()) continue;
    if (is_held) {
      read_held(table, std::move(own));
    } else {
      add_stream(table, std::move(own));
    }
  }
  check_held();
}

InputTables::~InputTables() = default;

void InputTables::check_unchanged() const {
  for (const auto& [path, stamp] : stamps_) {
    if (FileStamp::of(path) == stamp) continue;
    throw SystemError({"运行期间 " + path + " 被改动,没有写任何结果,请重新运行",
                       path + " was changed during the run: no result is written; run again"});
  }
}

/// Diagnostics name files as one opens them from here, results as they stand in the workspace.
CsvReader InputTables::open(const TableSchema& schema, const std::vector<CsvFile>& files,
                            Diagnostics& diagnostics, bool is_observed) {
  std::vector<CsvFile> opened = files;
  for (CsvFile& file : opened) {
    if (!file.path.empty()) file.shown = file.path;
  }
  CsvOptions options;
  options.year_starts = plan_.policy().calendar.year_start();
  options.may_lack_columns = options_.may_lack_columns;
  if (is_observed) options.observe = observer_of(files);
  if (!options_.show_private) options.is_private = is_private_heading;
  return CsvReader(schema, std::move(opened), diagnostics, options);
}

std::function<void(std::size_t, std::string_view)> InputTables::observer_of(
    const std::vector<CsvFile>& files) {
  if (!options_.observe) return {};
  return [this, &files](std::size_t file, std::string_view bytes) {
    options_.observe(files[file], bytes);
  };
}

void InputTables::read_held(std::uint32_t table, std::vector<CsvFile> files) {
  const PlanTable& declared = plan_.table(table);
  CsvReader reader = open(declared.schema, files, diagnostics_, true);
  held_.push_back({table, std::move(files), std::move(reader), {}});
  Held& held = held_.back();
  check_columns(declared, held.reader);
  held.rows = held.reader.read_all();
  HiddenCharacters hidden(declared.schema);
  hidden.add(held.rows, held.reader, diagnostics_);
  if (declared.schema.key.empty()) return;
  const Column& keys = held.rows.columns[*declared.schema.index(declared.schema.key.front())];
  ids_[declared.name].ids = ids_of(keys, held.reader.counts().rejected > 0);
}

/// What the rows that a table refers to come to.
std::vector<OwnersAmounts> InputTables::owners_of(const TableSchema& schema) const {
  std::vector<OwnersAmounts> owners;
  if (options_.may_lack_columns) return owners;  // worked examples: as their author meant them
  for (std::size_t column = 0; column < schema.columns.size(); ++column) {
    for (const Held& owner : held_) {
      const TableSchema& there = plan_.table(owner.table).schema;
      if (there.name != schema.name && there.name == schema.columns[column].references)
        owners.emplace_back(column, there, owner.rows);
    }
  }
  return owners;
}

/// Worked examples are small on purpose, and as their author meant them.
void InputTables::check_units() const {
  if (options_.may_lack_columns) return;
  for (const Held& held : held_) {
    const TableSchema& schema = plan_.table(held.table).schema;
    const std::vector<OwnersAmounts> owners = owners_of(schema);
    UnitSlips slips(schema, owners);
    slips.add(held.rows);
    slips.warn(held.reader, diagnostics_);
  }
}

/// Rows refer to one another: they are checked once every table has been read.
void InputTables::check_held() {
  check_units();
  for (Stream& stream : streams_) stream.owners = owners_of(plan_.table(stream.table).schema);
  for (Held& held : held_) {
    const PlanTable& declared = plan_.table(held.table);
    RowChecks checks(declared.schema, ids_, diagnostics_);
    const std::vector<std::uint32_t> usable = checks.usable(held.rows, held.reader, true);
    checks.finish(held.reader, {});
    TableInput& input = inputs_[declared.name];
    input.held =
        usable.size() == held.rows.rows ? std::move(held.rows) : rows_of(held.rows, usable);
    input.files = shown_paths(held.files);
  }
  check_rates();
  for (Held& held : held_) {
    const PlanTable& declared = plan_.table(held.table);
    TableInput& input = inputs_[declared.name];
    std::vector<std::uint64_t> used(held.files.size());
    for (const std::uint16_t file : input.held.file_of) ++used[file];
    close(declared.name, held.files, held.reader, used);
    if (plan_.policy().foreign == ForeignMoney::kRefuse) {
      for (Finding& finding : take_out_foreign_rows(declared, input, options_.language))
        findings_.push_back(std::move(finding));
    }
  }
  held_.clear();
}

/// Money that the policy converts needs a rate; a row without one is set aside.
void InputTables::check_rates() {
  for (Held& held : held_) {
    if (plan_.table(held.table).name == ExchangeRates::kTable)
      ExchangeRates::set_unknown_aside(inputs_[plan_.table(held.table).name], held.reader,
                                       plan_.table(held.table).schema, diagnostics_);
  }
  const ForeignMoney foreign = plan_.policy().foreign;
  if (foreign != ForeignMoney::kOnTheDay && foreign != ForeignMoney::kYearAverage) return;
  const ExchangeRates rates(plan_, inputs_);
  for (Held& held : held_)
    rates.set_unrated_aside(plan_.table(held.table), inputs_[plan_.table(held.table).name],
                            held.reader, diagnostics_);
}

void InputTables::close(const std::string& table, const std::vector<CsvFile>& files,
                        const CsvReader& reader, const std::vector<std::uint64_t>& used) {
  const std::size_t first = readings_.size();
  for (std::size_t file = 0; file < files.size(); ++file) {
    readings_.push_back({table, files[file], {used[file], used[file], 0}, {}});
  }
  for (RejectedRow& row : reader.rejected()) {
    FileReading& reading = readings_[first + row.file];
    ++reading.counts.read;
    ++reading.counts.rejected;
    reading.rejected.push_back(std::move(row));
  }
  is_unusable_ = is_unusable_ || reader.unusable();
}

void InputTables::check_columns(const PlanTable& table, const CsvReader& reader) {
  // Where headings could not be read, what is absent says nothing.
  if (options_.may_lack_columns || reader.unusable()) return;
  const std::vector<std::string> absent = reader.absent();
  if (absent.empty()) return;
  Place headings;
  headings.path = reader.files().front().shown;
  headings.line = 1;
  std::vector<std::string> present;
  for (const ColumnSchema& column : reader.schema().columns) {
    if (std::find(absent.begin(), absent.end(), column.name) == absent.end())
      present.push_back(column.name);
  }
  for (const NeededColumn& needed : needed_columns(plan_, table)) {
    if (std::find(absent.begin(), absent.end(), needed.column->name) == absent.end()) continue;
    diagnostics_.add(
        table_fault::missing_column(headings, *needed.column, table.name, needed.by, present));
    is_unusable_ = true;
  }
}

void InputTables::add_stream(std::uint32_t table, std::vector<CsvFile> files) {
  const std::string& name = plan_.table(table).name;
  streams_.push_back({table, std::move(files), false, false, {}, {}});
  Stream& stream = streams_.back();
  TableInput& input = inputs_[name];
  input.files = shown_paths(stream.files);
  input.stream = [this, &stream](const std::function<void(const Batch&)>& consumer) {
    pass(stream, consumer);
  };
  input.hold = [this, &stream] { return hold(stream); };
  const TableSchema& schema = plan_.table(table).schema;
  const bool is_large = bytes_of(stream.files) >= options_.scanned_from;
  if (!is_large || has_stints(schema) || ScanKeys::ways(schema).empty()) return;
  input.scan = [this, &stream](const RowScan& asked) { return scan(stream, asked); };
}

/// What a scan needs to see besides what was asked for: keys, and what RowChecks looks at.
std::vector<bool> InputTables::checked_columns(const TableSchema& schema) {
  std::vector<bool> columns(schema.columns.size());
  const auto mark = [&](std::string_view name) {
    if (const auto column = schema.index(name)) columns[*column] = true;
  };
  for (const std::string& part : schema.key) mark(part);
  for (const Reference& reference : references_of(schema)) {
    mark(reference.id_column);
    mark(reference.kind_column);
  }
  mark("from");
  mark("to");
  return columns;
}

/// One reading over several threads. Checks as pass() does; whatever there is to say of the rows,
/// it leaves to that.
bool InputTables::scan(Stream& stream, const RowScan& asked) {
  if (!stream.rejected.empty()) return false;
  // Keys mostly ascend, and quotes mostly hold no line ends: both are found out.
  for (const ScanKeys::By by : ScanKeys::ways(plan_.table(stream.table).schema)) {
    ScanEnd end = try_scan(stream, asked, by, false);
    if (end == ScanEnd::kCutWithinQuotes) end = try_scan(stream, asked, by, true);
    if (end == ScanEnd::kDone) return true;
    if (end == ScanEnd::kNotPlain && by == ScanKeys::By::kNothing) return false;
  }
  return false;
}

ScanEnd InputTables::try_scan(Stream& stream, const RowScan& asked, ScanKeys::By by,
                              bool in_one_part) {
  const PlanTable& declared = plan_.table(stream.table);
  ScanOptions options;
  options.wanted = checked_columns(declared.schema);
  for (std::size_t i = 0; i < asked.columns.size(); ++i)
    options.wanted[i] = options.wanted[i] || asked.columns[i];
  options.year_starts = plan_.policy().calendar.year_start();
  options.may_lack_columns = options_.may_lack_columns;
  options.threads = asked.threads;
  options.in_one_part = in_one_part;
  options.sizes = options_.scan_sizes;
  const std::vector<std::string>& key = declared.schema.key;
  if (by == ScanKeys::By::kNothing && !key.empty()) {
    const std::size_t id = *declared.schema.index(key.front());
    const bool is_reference = !declared.schema.columns[id].references.empty();
    if (asked.columns[id] || is_reference) return ScanEnd::kNotAscending;  // its rows need it
    options.ascending = id;
    options.wanted[id] = false;
  }
  if (!stream.is_opened) options.observe = observer_of(stream.files);
  TableScan scan(declared.schema, stream.files, std::move(options));
  if (!scan.is_plain() || lacks_columns(declared, scan.absent())) return ScanEnd::kNotPlain;
  stream.is_opened = true;
  Diagnostics unheard;
  std::deque<RowChecks> checks;
  std::deque<UnitSlips> slips;
  std::deque<HiddenCharacters> hidden;
  for (unsigned worker = 0; worker < scan.workers(); ++worker) {
    checks.emplace_back(declared.schema, ids_, unheard);
    slips.emplace_back(declared.schema, stream.owners);
    hidden.emplace_back(declared.schema);
  }
  ScanKeys keys(declared.schema, by, scan.workers(), scan.parts());
  asked.begin();
  const ScanEnd end = scan.run([&](const ScanBatch& batch) {
    if (!stream.is_checked) {
      const unsigned worker = batch.worker;
      if (!keys.add(batch) || !checks[worker].all_usable(batch.rows)) return false;
      if (hidden[worker].finds_any(batch.rows)) return false;
      if (!options_.may_lack_columns) slips[worker].add(batch.rows);
    }
    asked.visit(batch.worker, batch.rows);
    return true;
  });
  if (end != ScanEnd::kDone) return end;
  for (std::size_t worker = 1; worker < slips.size(); ++worker) slips[0].merge(slips[worker]);
  if (!stream.is_checked && (!keys.are_unique() || slips[0].finds_any())) return ScanEnd::kNotPlain;
  if (std::exchange(stream.is_checked, true)) return end;
  for (std::size_t file = 0; file < stream.files.size(); ++file) {
    const std::uint64_t rows = scan.rows()[file];
    readings_.push_back({declared.name, stream.files[file], {rows, rows, 0}, {}});
  }
  return end;
}

bool InputTables::lacks_columns(const PlanTable& table, const std::vector<std::string>& absent) {
  if (options_.may_lack_columns || absent.empty()) return false;
  const std::vector<NeededColumn> needed = needed_columns(plan_, table);
  return std::any_of(needed.begin(), needed.end(), [&](const NeededColumn& each) {
    return std::find(absent.begin(), absent.end(), each.column->name) != absent.end();
  });
}

/// All rows of a stream that may be used, in a reading of their own.
Batch InputTables::hold(Stream& stream) {
  if (!stream.is_checked) pass(stream, [](const Batch&) {});
  Diagnostics known;
  CsvReader reader = open(plan_.table(stream.table).schema, stream.files, known, false);
  Batch all = reader.read_all();
  return stream.rejected.empty() ? std::move(all) : rows_of(all, stream.rows_left(all));
}

/// One reading of a stream. Until one has gone through, each checks for itself (a rule may ask for
/// the table again while it is being read); the first that ends has the say.
void InputTables::pass(Stream& stream, const std::function<void(const Batch&)>& consumer) {
  const PlanTable& declared = plan_.table(stream.table);
  const bool is_checking = !stream.is_checked;
  Diagnostics found;
  CsvReader reader =
      open(declared.schema, stream.files, found, !std::exchange(stream.is_opened, true));
  RowChecks checks(declared.schema, ids_, found);
  std::vector<std::uint64_t> used(stream.files.size());
  UnitSlips slips(declared.schema, stream.owners);
  HiddenCharacters hidden(declared.schema);
  const auto pass_on = [&](const Batch& batch) {
    for (const std::uint16_t file : batch.file_of) ++used[file];
    consumer(batch);
  };
  Batch batch;
  while (reader.next(batch)) {
    if (!is_checking && stream.rejected.empty()) {
      consumer(batch);
      continue;
    }
    if (is_checking) {
      if (!options_.may_lack_columns) slips.add(batch);
      hidden.add(batch, reader, found);
    }
    const std::vector<std::uint32_t> usable =
        is_checking ? checks.usable(batch, reader) : stream.rows_left(batch);
    if (usable.size() == batch.rows) {
      pass_on(batch);
    } else if (!usable.empty()) {
      pass_on(rows_of(batch, usable));
    }
  }
  if (!is_checking || std::exchange(stream.is_checked, true)) return;
  checks.finish(reader, [&](const std::function<void(const Batch&)>& visit) {
    Diagnostics known;
    CsvReader again = open(declared.schema, stream.files, known, false);
    Batch rows;
    while (again.next(rows)) visit(rows);
  });
  check_columns(declared, reader);
  slips.warn(reader, found);
  diagnostics_.add_all(std::move(found));
  close(declared.name, stream.files, reader, used);
  for (const RejectedRow& row : reader.rejected()) stream.rejected.emplace_back(row.file, row.line);
}

}  // namespace zhaoshang
