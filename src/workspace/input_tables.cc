#include "workspace/input_tables.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <system_error>
#include <utility>

#include "domain/private_columns.h"
#include "domain/relations.h"
#include "engine/base/system_error.h"
#include "engine/base/utf8.h"
#include "engine/table/table_diagnostics.h"
#include "workspace/batch_rows.h"
#include "workspace/exchange_rates.h"
#include "workspace/foreign_money.h"
#include "workspace/needed_columns.h"
#include "workspace/unit_slips.h"

namespace zhaoshang {
namespace {

std::uint64_t size_of(const CsvFile& file) {
  std::error_code none;
  const auto size = std::filesystem::file_size(file.path, none);
  return none ? 0 : size;  // reading it says what is wrong
}

std::vector<std::string> shown_paths(const std::vector<CsvFile>& files) {
  std::vector<std::string> shown;
  for (const CsvFile& file : files) shown.push_back(file.shown);
  return shown;
}

/// Whether a text is of nothing but printable ASCII and common Chinese characters (U+4000 to 9FFF),
/// as most are: none of them is hidden, and none needs to be taken apart to know it.
bool is_plainly_visible(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte >= 0x20 && byte < 0x7F) || (byte >= 0x80 && byte < 0xC0) ||
           (byte >= 0xE4 && byte <= 0xE9);
  });
}

/// What visible() makes visible in a text, each once; ends of lines and tabs are none of it.
std::vector<std::string> hidden_characters(std::string_view text) {
  std::vector<std::string> found;
  if (is_plainly_visible(text)) return found;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    next_code_point(text, at);
    const std::string_view character = text.substr(begin, at - begin);
    std::string shown = visible(character);
    if (shown == character || character == "\n" || character == "\t") continue;
    if (std::find(found.begin(), found.end(), shown) == found.end())
      found.push_back(std::move(shown));
  }
  return found;
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

bool are_plainly_visible(const Column::Texts& texts) {
  for (std::uint32_t code = 0; code < texts.dictionary->size(); ++code) {
    if (!is_plainly_visible(texts.dictionary->text(code))) return false;
  }
  return true;
}

/// Two ids or names that look the same need not be: what nobody sees in them is said.
void warn_of_hidden_characters(const CsvReader& reader, const Batch& rows,
                               Diagnostics& diagnostics) {
  for (std::size_t k = 0; k < rows.columns.size(); ++k) {
    const Column& column = rows.columns[k];
    if (!column.type().is(TypeKind::kText)) continue;
    const auto* const texts = column.as<Column::Texts>();
    if (texts != nullptr && are_plainly_visible(*texts)) continue;
    std::set<std::string> told;  // each text where it first stands
    for (std::size_t row = 0; row < rows.rows; ++row) {
      const Value cell = column.at(row);
      if (!cell.is(TypeKind::kText) || told.contains(cell.text())) continue;
      const std::vector<std::string> hidden = hidden_characters(cell.text());
      if (hidden.empty()) continue;
      told.insert(cell.text());
      const Place place = reader.place(rows.file_of[row], rows.lines[row], k);
      diagnostics.add(
          table_fault::hidden_characters(place, reader.heading(rows.file_of[row], k), hidden));
    }
  }
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
};

InputTables::InputTables(const Plan& plan, FilesByTable files, Diagnostics& diagnostics,
                         InputOptions options)
    : plan_(plan), diagnostics_(diagnostics), options_(std::move(options)) {
  for (const auto& [table, own] : files) {
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
    if (!declared.schema.is_long) ids_[declared.name].title = declared.title;
    if (own.empty()) continue;
    if (declared.schema.is_long) {
      add_stream(table, std::move(own));
    } else {
      read_held(table, std::move(own));
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
  // Worked examples are small on purpose, and as their author meant them.
  if (!options_.may_lack_columns)
    warn_of_unit_slips(declared.schema, held.rows, held.reader, diagnostics_);
  warn_of_hidden_characters(held.reader, held.rows, diagnostics_);
  if (declared.schema.key.empty()) return;
  const Column& keys = held.rows.columns[*declared.schema.index(declared.schema.key.front())];
  ids_[declared.name].ids = ids_of(keys, held.reader.counts().rejected > 0);
}

/// Amounts of rows against those of the rows that they belong to.
void InputTables::check_units() const {
  for (const Held& held : held_) {
    const TableSchema& schema = plan_.table(held.table).schema;
    if (held.rows.rows == 0) continue;
    for (std::size_t column = 0; column < schema.columns.size(); ++column) {
      for (const Held& owner : held_) {
        const TableSchema& owners = plan_.table(owner.table).schema;
        if (&owner == &held || owners.name != schema.columns[column].references) continue;
        warn_of_slipped_column({schema, held.rows, held.reader}, column,
                               {owners, owner.rows, owner.reader}, diagnostics_);
      }
    }
  }
}

/// Rows refer to one another: they are checked once every table has been read.
void InputTables::check_held() {
  if (!options_.may_lack_columns) check_units();
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
  streams_.push_back({table, std::move(files), false, false, {}});
  Stream& stream = streams_.back();
  TableInput& input = inputs_[name];
  input.files = shown_paths(stream.files);
  input.stream = [this, &stream](const std::function<void(const Batch&)>& consumer) {
    pass(stream, consumer);
  };
  std::size_t bytes = 0;
  for (const CsvFile& file : stream.files) bytes += file.path.empty() ? 0 : size_of(file);
  const TableSchema& schema = plan_.table(table).schema;
  if (bytes < options_.scanned_from || has_stints(schema) || ScanKeys::ways(schema).empty()) return;
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
  for (unsigned worker = 0; worker < scan.workers(); ++worker)
    checks.emplace_back(declared.schema, ids_, unheard);
  ScanKeys keys(declared.schema, by, scan.workers(), scan.parts());
  asked.begin();
  const ScanEnd end = scan.run([&](const ScanBatch& batch) {
    if (!stream.is_checked && (!keys.add(batch) || !checks[batch.worker].all_usable(batch.rows)))
      return false;
    asked.visit(batch.worker, batch.rows);
    return true;
  });
  if (end != ScanEnd::kDone) return end;
  if (!stream.is_checked && !keys.are_unique()) return ScanEnd::kNotPlain;
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

/// One reading of a stream. Until one has gone through, each checks for itself (a rule may ask for
/// the table again while it is being read); the first that ends has the say.
void InputTables::pass(Stream& stream, const std::function<void(const Batch&)>& consumer) {
  const PlanTable& declared = plan_.table(stream.table);
  const bool is_checking = !stream.is_checked;
  Diagnostics found;
  CsvReader reader =
      open(declared.schema, stream.files, found, !std::exchange(stream.is_opened, true));
  RowChecks checks(declared.schema, ids_, found);
  const auto was_usable = [&](const Batch& batch) {
    std::vector<std::uint32_t> rows;
    for (std::uint32_t row = 0; row < batch.rows; ++row) {
      const std::pair<std::size_t, std::size_t> at{batch.file_of[row], batch.lines[row]};
      if (!std::binary_search(stream.rejected.begin(), stream.rejected.end(), at))
        rows.push_back(row);
    }
    return rows;
  };
  std::vector<std::uint64_t> used(stream.files.size());
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
    const std::vector<std::uint32_t> usable =
        is_checking ? checks.usable(batch, reader) : was_usable(batch);
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
  diagnostics_.add_all(std::move(found));
  close(declared.name, stream.files, reader, used);
  for (const RejectedRow& row : reader.rejected()) stream.rejected.emplace_back(row.file, row.line);
}

}  // namespace zhaoshang
