#include "engine/table/csv_reader.h"

#include <algorithm>
#include <map>
#include <utility>

#include "engine/table/column_filler.h"
#include "engine/table/decode.h"
#include "engine/table/headings.h"
#include "engine/table/records.h"
#include "engine/table/table_diagnostics.h"

namespace zhaoshang {
namespace {

/// Faulty rows that are described one by one; the rest of a hopeless file is counted.
constexpr std::size_t kMostDescribed = 20'000;
/// A file whose headings have been read.
struct OpenedFile {
  TextInput input;
  FileLayout layout;
  std::vector<std::size_t> absent;       // columns of the schema that it has not
  std::vector<std::size_t> line_starts;  // of a held text, once a place was asked for
};

void mark_private(FileLayout& layout, bool (*is_private)(std::string_view heading)) {
  for (FileColumn& column : layout.columns) {
    column.schema.is_private = column.schema.is_private || is_private(column.heading) ||
                               column.schema.kind == CellKind::kIdentity;
    layout.has_private = layout.has_private || column.schema.is_private;
  }
}

std::vector<std::size_t> line_starts_of(std::string_view text) {
  std::vector<std::size_t> starts{0};
  for (std::size_t at = text.find('\n'); at != std::string_view::npos;
       at = text.find('\n', at + 1)) {
    starts.push_back(at + 1);
  }
  return starts;
}

}  // namespace

struct CsvReader::State {
  State(TableSchema table, std::vector<CsvFile> csv_files, Diagnostics& sink,
        const CsvOptions& csv_options)
      : schema(std::move(table)),
        declared(schema.columns.size()),
        files(std::move(csv_files)),
        diagnostics(sink),
        options(csv_options) {}

  void open_files();
  bool read_rows(Batch& batch, std::size_t most);
  bool start_next_file();
  bool read_row(const OpenedFile& file);
  std::vector<std::string> check_shape(const OpenedFile& file);
  bool read_cells(const OpenedFile& file, std::vector<std::string>& slugs);
  void describe_cell(const OpenedFile& file, const FileColumn& column, CellFault fault,
                     const CellSettings& settings, std::vector<std::string>& slugs);
  void warn_serial_date(const OpenedFile& file, const FileColumn& column, std::string_view cell);
  void report(Diagnostic diagnostic, std::vector<std::string>& slugs);
  Diagnostic record_fault(const std::string& shown) const;
  void set_aside(const std::vector<std::string>& slugs);
  Place place_of(const OpenedFile& file, std::size_t begin, std::size_t end) const;
  Place place_again(std::size_t in_file, std::size_t line, std::size_t column);
  std::vector<RejectedRow> rejected_again();
  std::unique_ptr<LineSource> lines_of(const TextInput& input) const {
    return input.is_held() ? parser_lines(input.start()) : block_lines(input.start());
  }
  std::string_view cell_text(const FileColumn& column) const {
    return trim_cell(record.fields[column.field].text);
  }

  TableSchema schema;
  std::size_t declared;  // columns of the schema as it was given
  std::vector<CsvFile> files;
  Diagnostics& diagnostics;
  CsvOptions options;
  std::vector<std::optional<OpenedFile>> opened;
  std::vector<ColumnFiller> fillers;
  std::vector<bool> present;  // columns that some file has
  bool is_unusable = false;

  std::size_t file = 0;  // being read
  std::optional<RecordReader> records;
  Record record;
  std::size_t rows = 0;  // of the batch
  ReadCounts counts;
  std::vector<RejectedRow> rejected;
  std::map<std::pair<std::size_t, std::size_t>, std::string> rejected_later;  // file, line: slugs
  std::size_t undescribed = 0;  // faulty rows of this file
  std::size_t serial_dates = 0;
  bool is_again = false;  // everything has been counted and reported once
};

void CsvReader::State::open_files() {
  for (std::size_t i = 0; i < files.size(); ++i) {
    const std::string& shown = files[i].name();
    ByteObserver observe;
    if (options.observe) observe = [&](std::string_view bytes) { options.observe(i, bytes); };
    std::optional<TextInput> input = TextInput::open(files[i], diagnostics, observe);
    std::optional<FileLayout> layout;
    if (input) {
      RecordReader reader(block_lines(input->start()));  // LineReader takes 48 MiB for one line
      if (!reader.next(record)) {
        diagnostics.add(table_fault::no_heading(shown));
      } else if (record.fault == RecordFault::kNone) {
        layout = read_headings(shown, record, options.may_lack_columns, schema, diagnostics);
      } else {
        diagnostics.add(record_fault(shown));
      }
    }
    opened.emplace_back();
    if (layout && options.is_private != nullptr) mark_private(*layout, options.is_private);
    if (layout) opened.back() = OpenedFile{std::move(*input), std::move(*layout), {}, {}};
    is_unusable = is_unusable || !layout;
  }
  present.assign(schema.columns.size(), false);
  for (std::optional<OpenedFile>& each : opened) {
    if (!each) continue;
    std::vector<bool> here(schema.columns.size(), false);
    for (const FileColumn& column : each->layout.columns) here[column.column] = true;
    for (std::size_t i = 0; i < here.size(); ++i) {
      if (here[i]) present[i] = true;
      if (!here[i]) each->absent.push_back(i);
    }
  }
  for (const ColumnSchema& column : schema.columns) fillers.emplace_back(column);
}

bool CsvReader::State::start_next_file() {
  while (file < files.size() && !opened[file]) ++file;
  if (file == files.size()) return false;
  records.emplace(lines_of(opened[file]->input));
  records->next(record);  // the headings
  undescribed = 0;
  return true;
}

bool CsvReader::State::read_rows(Batch& batch, std::size_t most) {
  // As many as the last time; of a first batch nobody knows.
  const std::size_t expected = batch.rows;
  for (ColumnFiller& filler : fillers) filler.start(expected);
  batch = Batch{};
  rows = 0;
  while (rows < most) {
    if (!records && !start_next_file()) break;
    if (!records->next(record)) {
      if (undescribed > 0) {
        diagnostics.add(table_fault::more_faulty_rows(files[file].name(), undescribed));
      }
      records.reset();
      ++file;
      continue;
    }
    if (record.fault == RecordFault::kUnclosedQuote || record.fault == RecordFault::kTooLong) {
      if (!is_again) diagnostics.add(record_fault(files[file].name()));
      is_unusable = true;
      continue;
    }
    if (!is_again) ++counts.read;
    if (!read_row(*opened[file])) continue;
    if (!is_again) ++counts.used;
    ++rows;
    batch.lines.push_back(static_cast<std::uint32_t>(record.line));
    batch.file_of.push_back(static_cast<std::uint16_t>(file));
  }
  batch.rows = rows;
  for (ColumnFiller& filler : fillers) batch.columns.push_back(filler.finish());
  return rows > 0;
}

bool CsvReader::State::read_row(const OpenedFile& now) {
  std::vector<std::string> slugs = check_shape(now);
  const bool is_good = slugs.empty() && read_cells(now, slugs);
  if (is_good) return true;
  for (ColumnFiller& filler : fillers) filler.truncate(rows);
  set_aside(slugs);
  return false;
}

Diagnostic CsvReader::State::record_fault(const std::string& shown) const {
  const Place place = place_in_record(shown, record, record.fault_at, record.fault_at + 1);
  if (record.fault == RecordFault::kUnclosedQuote) return table_fault::unclosed_quote(place);
  if (record.fault == RecordFault::kTooLong) return table_fault::line_too_long(place);
  return table_fault::stray_quote(
      place, place_in_record(shown, record, record.quote_at, record.quote_at + 1));
}

/// Faults of a row before its cells are read.
std::vector<std::string> CsvReader::State::check_shape(const OpenedFile& now) {
  std::vector<std::string> slugs;
  const std::vector<RecordField>& fields = record.fields;
  if (record.fault != RecordFault::kNone) {
    report(record_fault(files[file].name()), slugs);
    return slugs;
  }
  std::size_t width = fields.size();
  while (width > now.layout.fields && trim_cell(fields[width - 1].text).empty()) --width;
  if (fields.size() < now.layout.width || width > now.layout.fields) {
    const std::size_t mark = width > now.layout.fields ? fields[now.layout.fields].begin : 0;
    report(table_fault::row_width(place_of(now, mark, record.raw.size()), width, now.layout.width),
           slugs);
    return slugs;
  }
  for (const std::size_t each : now.layout.unnamed) {
    if (each >= fields.size() || trim_cell(fields[each].text).empty()) continue;
    report(table_fault::unnamed_column(place_of(now, fields[each].begin, fields[each].end)), slugs);
  }
  return slugs;
}

bool CsvReader::State::read_cells(const OpenedFile& now, std::vector<std::string>& slugs) {
  const CellSettings settings{currency_of_row(now.layout, record), options.year_starts};
  for (const FileColumn& column : now.layout.columns) {
    const std::string_view cell = cell_text(column);
    const bool needs_currency = !column.schema.currency_column.empty();
    const bool knows_currency = !needs_currency || settings.currency.has_value();
    const Filled filled = knows_currency
                              ? fillers[column.column].append(cell, column.schema, settings)
                              : Filled{CellFault::kNoCurrency, false};
    if (filled.fault != CellFault::kNone) {
      describe_cell(now, column, filled.fault, settings, slugs);
    } else if (filled.was_serial_date) {
      warn_serial_date(now, column, cell);
    }
  }
  for (const std::size_t absent : now.absent) {
    fillers[absent].append_absent(schema.columns[absent]);
  }
  return slugs.empty();
}

void CsvReader::State::describe_cell(const OpenedFile& now, const FileColumn& column,
                                     CellFault fault, const CellSettings& settings,
                                     std::vector<std::string>& slugs) {
  // A currency that is none is the fault of its own cell.
  const FileColumn* at = &column;
  if (fault == CellFault::kNoCurrency) {
    for (const FileColumn& each : now.layout.columns) {
      if (each.field == now.layout.currency) at = &each;
    }
  }
  const RecordField& field = record.fields[at->field];
  ColumnSchema read_with = at->schema;
  if (settings.currency && !read_with.currency_column.empty()) {
    read_with.measure.currency = *settings.currency;
  }
  const bool is_private = at->schema.is_private;
  report(table_fault::cell_fault(
             fault, {place_of(now, field.begin, field.end), at->heading,
                     is_private ? std::string("***") : std::string(cell_text(*at)), &read_with}),
         slugs);
}

void CsvReader::State::warn_serial_date(const OpenedFile& now, const FileColumn& column,
                                        std::string_view cell) {
  if (is_again || serial_dates++ >= kMostDescribed) return;
  const RecordField& field = record.fields[column.field];
  diagnostics.add(table_fault::serial_date(
      {place_of(now, field.begin, field.end), column.heading, std::string(cell), &column.schema},
      read_serial_date(cell).value()));
}

void CsvReader::State::report(Diagnostic diagnostic, std::vector<std::string>& slugs) {
  if (std::find(slugs.begin(), slugs.end(), diagnostic.slug) == slugs.end()) {
    slugs.push_back(diagnostic.slug);
  }
  if (!is_again && counts.rejected < kMostDescribed) diagnostics.add(std::move(diagnostic));
}

void CsvReader::State::set_aside(const std::vector<std::string>& slugs) {
  if (is_again) return;
  if (counts.rejected >= kMostDescribed) ++undescribed;
  ++counts.rejected;
  RejectedRow row{file, record.line, std::string(record.raw), ""};
  for (const std::string& slug : slugs) row.slugs += (row.slugs.empty() ? "" : ";") + slug;
  rejected.push_back(std::move(row));
}

Place CsvReader::State::place_of(const OpenedFile& now, std::size_t begin, std::size_t end) const {
  return place_in_row(files[file].name(), record, now.layout, begin, end);
}

/// A row that was read before, by its file and line.
Place CsvReader::State::place_again(std::size_t in_file, std::size_t line, std::size_t column) {
  Place place;
  place.path = files[in_file].name();
  place.line = line;
  if (!opened[in_file] || !opened[in_file]->input.is_held()) return place;
  OpenedFile& now = *opened[in_file];
  const std::string_view text = now.input.text();
  if (now.line_starts.empty()) now.line_starts = line_starts_of(text);
  std::string joined;
  const Record again = record_at(text, now.line_starts[line - 1], line, joined);
  const auto& columns = now.layout.columns;
  const auto at = std::find_if(columns.begin(), columns.end(),
                               [&](const FileColumn& each) { return each.column == column; });
  const bool has_cell = at != columns.end() && at->field < again.fields.size();
  const std::size_t begin = has_cell ? again.fields[at->field].begin : 0;
  const std::size_t end = has_cell ? again.fields[at->field].end : again.raw.size();
  return place_in_row(place.path, again, now.layout, begin, end);
}

/// The rows rejected after they were read, with their records.
std::vector<RejectedRow> CsvReader::State::rejected_again() {
  std::vector<RejectedRow> rows_again;
  std::optional<RecordReader> reader;
  Record again;
  for (const auto& [place, slugs] : rejected_later) {
    if (rows_again.empty() || rows_again.back().file != place.first) {
      reader.emplace(lines_of(opened[place.first]->input));
      again.line = 0;
    }
    while (again.line < place.second && reader->next(again)) {}
    rows_again.push_back({place.first, place.second, std::string(again.raw), slugs});
  }
  return rows_again;
}

CsvReader::CsvReader(TableSchema schema, std::vector<CsvFile> files, Diagnostics& diagnostics,
                     const CsvOptions& options)
    : state_(std::make_unique<State>(std::move(schema), std::move(files), diagnostics, options)) {
  state_->open_files();
}

CsvReader::~CsvReader() = default;
CsvReader::CsvReader(CsvReader&&) noexcept = default;

const TableSchema& CsvReader::schema() const { return state_->schema; }

const FileLayout& CsvReader::layout(std::size_t file) const { return state_->opened[file]->layout; }

std::vector<std::string> CsvReader::absent() const {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < state_->declared; ++i) {
    if (!state_->present[i]) names.push_back(state_->schema.columns[i].name);
  }
  return names;
}

bool CsvReader::next(Batch& batch) { return state_->read_rows(batch, state_->options.batch_rows); }

Batch CsvReader::read_all() {
  Batch batch;
  state_->read_rows(batch, kNoRow);
  return batch;
}

void CsvReader::rewind() {
  state_->records.reset();
  state_->file = 0;
  state_->is_again = true;
}

const std::vector<CsvFile>& CsvReader::files() const { return state_->files; }
std::vector<RejectedRow> CsvReader::rejected() const {
  std::vector<RejectedRow> all = state_->rejected_again();
  all.insert(all.end(), state_->rejected.begin(), state_->rejected.end());
  std::sort(all.begin(), all.end(), [](const RejectedRow& a, const RejectedRow& b) {
    return std::pair(a.file, a.line) < std::pair(b.file, b.line);
  });
  return all;
}

void CsvReader::reject(std::size_t file, std::size_t line, const std::string& slug) {
  std::string& slugs = state_->rejected_later[{file, line}];
  if (slugs.empty()) {
    ++state_->counts.rejected;
    --state_->counts.used;
  }
  slugs += (slugs.empty() ? "" : ";") + slug;
}

Place CsvReader::place(std::size_t file, std::size_t line, std::size_t column) const {
  return state_->place_again(file, line, column);
}

std::string CsvReader::heading(std::size_t file, std::size_t column) const {
  if (const std::optional<OpenedFile>& opened = state_->opened[file]) {
    for (const FileColumn& each : opened->layout.columns) {
      if (each.column == column) return each.heading;
    }
  }
  const ColumnSchema& lacking = state_->schema.columns[column];
  return lacking.headings.empty() ? lacking.name : lacking.headings.front();
}

const ReadCounts& CsvReader::counts() const { return state_->counts; }
bool CsvReader::unusable() const { return state_->is_unusable; }

}  // namespace zhaoshang
