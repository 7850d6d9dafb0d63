#include "engine/table/table_scan.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <utility>

#include "engine/base/threads.h"
#include "engine/table/bytes.h"
#include "engine/table/lines.h"
#include "engine/table/marks.h"
#include "engine/table/records.h"
#include "engine/table/scan_column.h"

namespace zhaoshang {
namespace {

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";
/// What the line of headings is looked for in.
constexpr std::size_t kLongestHeadings = std::size_t{256} << 10U;
/// Longer records are for CsvReader.
constexpr std::size_t kLongestBlock = std::size_t{16} << 20U;

/// Whether any text is good in a column, so that nobody need look at what nobody wants.
bool takes_anything(const ColumnSchema& column) {
  return column.kind == CellKind::kText && column.values.empty() &&
         column.missing != Missing::kFault;
}

}  // namespace

/// Reads parts, one after the other, into the columns of its own.
class TableScan::Worker {
 public:
  Worker(TableScan& scan, unsigned number) : scan_(scan) {
    batch_.worker = number;
    for (const ColumnSchema& column : scan_.schema_.columns) columns_.emplace_back(column);
  }

  /// false: it was given up.
  bool read(std::size_t part, const std::function<bool(const ScanBatch&)>& visit);

 private:
  bool fill(const Part& part);
  bool read_block(const File& file, std::string_view block, std::size_t& used);
  bool read_records(const File& file, std::string_view block, std::size_t& used);
  bool read_record(const File& file, const Record& record);
  bool is_blank(std::string_view block, std::size_t first_mark, std::size_t fields) const;
  bool has_blank_rows(std::string_view block, std::size_t fields) const;
  bool hand_on(const File& file, const std::function<bool(const ScanBatch&)>& visit);
  bool is_looked_at(const FileColumn& column) const;
  bool read_column(const FileColumn& column, std::string_view block, std::size_t fields);
  bool read_cell(const FileColumn& column, std::string_view cell, const CellSettings& settings);
  CellSettings settings() const { return {std::nullopt, scan_.options_.year_starts}; }

  TableScan& scan_;
  std::vector<ScanColumn> columns_;
  AscendingIds ids_;
  Marks marks_;
  ScanBatch batch_;
  std::size_t rows_ = 0;  // of the block at hand
  std::vector<char> buffer_;
  std::size_t held_ = 0;  // bytes in it
  std::size_t at_ = 0;    // of the file: what comes after them
  std::unique_ptr<ByteFile> opened_;
  std::size_t opened_file_ = 0;
};

bool TableScan::Worker::read(std::size_t number,
                             const std::function<bool(const ScanBatch&)>& visit) {
  Part& part = scan_.parts_[number];
  const File& file = scan_.files_[part.file];
  if (opened_ == nullptr || opened_file_ != part.file) {
    opened_ = std::make_unique<ByteFile>(scan_.csv_files_[part.file].path);
    opened_file_ = part.file;
  }
  batch_.part = number;
  ids_.start();
  held_ = 0;
  at_ = part.begin;
  while (fill(part)) {
    if (scan_.end_.load(std::memory_order_relaxed) != ScanEnd::kDone) return false;
    const std::string_view bytes(buffer_.data(), held_);
    const std::size_t newline = bytes.rfind('\n');
    const std::string_view block = bytes.substr(0, newline + 1);  // npos + 1: nothing yet
    for (const FileColumn& column : file.layout.columns) {
      if (column.column < columns_.size()) columns_[column.column].start(block.size() / 32);
    }
    rows_ = 0;
    std::size_t used = 0;
    if (!read_block(file, block, used)) return scan_.give_up(ScanEnd::kNotPlain), false;
    if (rows_ > 0 && !hand_on(file, visit)) return scan_.give_up(ScanEnd::kNotPlain), false;
    scan_.rows_by_worker_[batch_.worker][part.file] += rows_;
    std::memmove(buffer_.data(), buffer_.data() + used, held_ - used);
    held_ -= used;
    // A record that goes on beyond what has been read, or beyond the part.
    if (used == 0 && at_ == part.end) return scan_.give_up(ScanEnd::kCutWithinQuotes), false;
    if (used == 0 && held_ >= kLongestBlock) return scan_.give_up(ScanEnd::kNotPlain), false;
  }
  part.first_id = ids_.first();
  part.last_id = ids_.last();
  return scan_.end_.load(std::memory_order_relaxed) == ScanEnd::kDone;
}

/// Reads on until the buffer is full or the part has ended. false: there is nothing left.
bool TableScan::Worker::fill(const Part& part) {
  // Twice what a record left: one of several lines may need more than a block.
  const std::size_t wanted = std::max(scan_.options_.sizes.block, 2 * held_);
  if (buffer_.size() < wanted + kCellPadding + 1) buffer_.resize(wanted + kCellPadding + 1);
  const std::size_t asked = std::min(wanted - held_, part.end - at_);
  const std::size_t count = opened_->read_at(at_, buffer_.data() + held_, asked);
  if (count < asked) return scan_.give_up(ScanEnd::kNotPlain), false;  // it is being cut short
  held_ += count;
  at_ += count;
  const bool is_last = at_ == scan_.files_[part.file].size;
  const char last = held_ > 0 ? buffer_[held_ - 1] : '\n';
  if (is_last && last == '\r') return scan_.give_up(ScanEnd::kNotPlain), false;
  if (is_last && last != '\n') buffer_[held_++] = '\n';
  return held_ > 0;
}

/// Reads the records of a block into the columns; `used`: up to the last whole one.
bool TableScan::Worker::read_block(const File& file, std::string_view block, std::size_t& used) {
  if (!marks_.find(block)) return false;
  if (marks_.has_quotes()) scan_.has_quotes_ = true;
  const std::size_t fields = file.layout.fields;
  const bool is_regular = !marks_.has_quotes() && file.layout.unnamed.empty() &&
                          !file.layout.names_currency && marks_.are_regular(fields) &&
                          !has_blank_rows(block, fields);
  if (!is_regular) return read_records(file, block, used);
  for (const FileColumn& column : file.layout.columns) {
    if (is_looked_at(column) && !read_column(column, block, fields)) return false;
  }
  rows_ = marks_.count() / fields;
  used = block.size();
  return true;
}

/// Not those that the schema does not know, nor those that nobody wants and that cannot be faulty.
bool TableScan::Worker::is_looked_at(const FileColumn& column) const {
  if (column.column >= columns_.size()) return false;
  const bool is_id = scan_.options_.ascending == column.column;
  return is_id || scan_.options_.wanted[column.column] || !takes_anything(column.schema);
}

bool TableScan::Worker::read_column(const FileColumn& column, std::string_view block,
                                    std::size_t fields) {
  if (scan_.options_.ascending != column.column)
    return columns_[column.column].read(block, marks_, fields, column.field, column.schema,
                                        settings());
  const bool ascends = ids_.read(block, marks_, fields, column.field);
  if (!ascends) scan_.give_up(ScanEnd::kNotAscending);
  return ascends;
}

bool TableScan::Worker::read_cell(const FileColumn& column, std::string_view cell,
                                  const CellSettings& settings) {
  if (scan_.options_.ascending != column.column)
    return columns_[column.column].append(cell, column.schema, settings);
  const bool ascends = ids_.append(cell);
  if (!ascends) scan_.give_up(ScanEnd::kNotAscending);
  return ascends;
}

bool TableScan::Worker::is_blank(std::string_view block, std::size_t first_mark,
                                 std::size_t fields) const {
  for (std::size_t mark = first_mark; mark < first_mark + fields; ++mark) {
    const auto begin = static_cast<std::size_t>(marks_.place(mark - 1) + 1);
    const auto end = static_cast<std::size_t>(marks_.place(mark));
    std::string_view cell = block.substr(begin, end - begin);
    if (marks_.ends_line(mark) && cell.ends_with('\r')) cell.remove_suffix(1);
    if (!trim_cell(cell).empty()) return false;
  }
  return true;
}

bool TableScan::Worker::has_blank_rows(std::string_view block, std::size_t fields) const {
  for (std::size_t mark = 1; mark <= marks_.count(); mark += fields) {
    const char first = block[static_cast<std::size_t>(marks_.place(mark - 1) + 1)];
    if (first > ' ' && first < 0x7F && first != ',') continue;
    if (is_blank(block, mark, fields)) return true;
  }
  return false;
}

/// Quotes, blank rows, trailing commas, currencies in a column: record by record.
bool TableScan::Worker::read_records(const File& file, std::string_view block, std::size_t& used) {
  auto lines = std::make_unique<BlockOfLines>(block);
  const BlockOfLines& at = *lines;
  RecordReader reader(std::move(lines));
  Record record;
  while (reader.next(record)) {
    if (record.fault == RecordFault::kUnclosedQuote) return true;  // it goes on in the next block
    if (record.fault != RecordFault::kNone || !read_record(file, record)) return false;
    ++rows_;
    used = at.at();
  }
  used = block.size();
  return true;
}

bool TableScan::Worker::read_record(const File& file, const Record& record) {
  const FileLayout& layout = file.layout;
  const auto is_empty = [&](std::size_t field) {
    return trim_cell(record.fields[field].text).empty();
  };
  if (record.fields.size() < layout.width) return false;
  for (std::size_t field = layout.fields; field < record.fields.size(); ++field) {
    if (!is_empty(field)) return false;
  }
  for (const std::size_t field : layout.unnamed) {
    if (field < record.fields.size() && !is_empty(field)) return false;
  }
  CellSettings settings = this->settings();
  if (layout.names_currency) {
    const auto of_row = currency_of_row(layout, record);
    if (!of_row) return false;
    settings.currency = of_row;
  }
  for (const FileColumn& column : layout.columns) {
    const std::string_view cell = record.fields[column.field].text;
    if (is_looked_at(column) && !read_cell(column, cell, settings)) return false;
  }
  return true;
}

bool TableScan::Worker::hand_on(const File& file,
                                const std::function<bool(const ScanBatch&)>& visit) {
  Batch& rows = batch_.rows;
  rows.rows = rows_;
  rows.columns.assign(columns_.size(), Column());
  for (const FileColumn& column : file.layout.columns) {
    if (column.column >= columns_.size() || !scan_.options_.wanted[column.column]) continue;
    rows.columns[column.column] = columns_[column.column].finish();
  }
  for (std::size_t column = 0; column < columns_.size(); ++column) {
    const ColumnSchema& schema = scan_.schema_.columns[column];
    if (rows.columns[column].size() == rows_) continue;
    const bool is_absent =
        std::find(file.absent.begin(), file.absent.end(), column) != file.absent.end();
    const bool has_default = is_absent && schema.missing == Missing::kDefault;
    rows.columns[column] =
        Column::constant(has_default ? schema.missing_value : Value(), schema.type(), rows_);
  }
  return visit(batch_);
}

TableScan::TableScan(const TableSchema& schema, const std::vector<CsvFile>& files,
                     ScanOptions options)
    : schema_(schema), csv_files_(files), options_(std::move(options)) {
  options_.threads = std::max(1U, options_.threads);
  options_.wanted.resize(schema_.columns.size());
  rows_.assign(files.size(), 0);
  for (std::size_t file = 0; file < files.size() && is_plain_; ++file) {
    is_plain_ = !files[file].path.empty() && open(file);
    if (is_plain_) divide(file);
  }
}

unsigned TableScan::workers() const { return options_.threads; }

std::vector<std::string> TableScan::absent() const {
  std::vector<std::string> absent;
  for (std::size_t column = 0; column < schema_.columns.size(); ++column) {
    const bool nowhere = std::all_of(files_.begin(), files_.end(), [&](const File& file) {
      return std::find(file.absent.begin(), file.absent.end(), column) != file.absent.end();
    });
    if (nowhere) absent.push_back(schema_.columns[column].name);
  }
  return absent;
}

/// Reads the headings. false: something is to be said about them.
bool TableScan::open(std::size_t number) {
  const CsvFile& csv = csv_files_[number];
  const ByteFile bytes(csv.path);
  const std::size_t longest = std::min(kLongestHeadings, bytes.size());
  std::string start;
  start.reserve(longest + 1 + kLinePadding);  // a newline may be added
  start.resize(longest);
  start.resize(bytes.read_at(0, start.data(), start.size()));
  if (start.ends_with('\r')) return false;
  if (start.size() < kLongestHeadings && !start.ends_with('\n')) start += '\n';
  const std::size_t mark = start.starts_with(kUtf8Mark) ? kUtf8Mark.size() : 0;
  start.resize(start.rfind('\n') + 1);  // npos + 1: longer than that
  if (start.size() <= mark) return false;
  const std::string_view text = std::string_view(start).substr(mark);
  Marks marks;
  if (!marks.find(text)) return false;
  auto lines = std::make_unique<BlockOfLines>(text);
  const BlockOfLines& at = *lines;
  RecordReader reader(std::move(lines));
  Record record;
  if (!reader.next(record) || record.fault != RecordFault::kNone) return false;
  TableSchema with_unknown = schema_;
  Diagnostics found;
  auto layout = read_headings(csv.name(), record, options_.may_lack_columns, with_unknown, found);
  if (!layout || found.has_errors() || found.warning_count() > 0) return false;
  File file{std::move(*layout), std::min(mark + at.at(), bytes.size()), bytes.size(), {}};
  for (std::size_t column = 0; column < schema_.columns.size(); ++column) {
    const bool is_there =
        std::any_of(file.layout.columns.begin(), file.layout.columns.end(),
                    [&](const FileColumn& each) { return each.column == column; });
    if (!is_there) file.absent.push_back(column);
  }
  files_.push_back(std::move(file));
  return true;
}

/// Cuts a file into parts that begin after the end of a line: of what is left, each worker's share
/// twice over, so that small ones come last and all workers end at about the same time.
void TableScan::divide(std::size_t number) {
  const File& file = files_[number];
  const bool in_one_part = options_.in_one_part || options_.threads == 1;
  const ByteFile bytes(csv_files_[number].path);
  std::size_t begin = file.rows_at;
  while (begin < file.size) {
    const std::size_t left = file.size - begin;
    const std::size_t share = left / (2 * std::size_t{options_.threads});
    const std::size_t length = std::max(share, options_.sizes.least_part);
    std::size_t end = in_one_part || 2 * length > left ? file.size : begin + length;
    std::string line(std::size_t{4} << 10U, '\0');
    while (end < file.size) {
      line.resize(bytes.read_at(end, line.data(), line.size()));
      const std::size_t newline = line.find('\n');
      if (newline != std::string::npos || line.empty()) {
        end += line.empty() ? file.size - end : newline + 1;
        break;
      }
      end += line.size();
    }
    if (end > begin) parts_.push_back({number, begin, end});
    begin = std::max(begin, end);
  }
}

void TableScan::give_up(ScanEnd why) {
  ScanEnd expected = ScanEnd::kDone;
  end_.compare_exchange_strong(expected, why);
}

void TableScan::work(unsigned worker, const std::function<bool(const ScanBatch&)>& visit) {
  Worker reader(*this, worker);
  for (;;) {
    const std::size_t part = next_part_.fetch_add(1);
    if (part >= parts_.size() || !reader.read(part, visit)) return;
  }
}

bool TableScan::parts_ascend() const {
  const std::string* before = nullptr;
  for (const Part& part : parts_) {
    if (part.first_id.empty()) continue;
    if (before != nullptr && part.first_id <= *before) return false;
    before = &part.last_id;
  }
  return true;
}

void TableScan::observe_all() {
  std::vector<char> buffer(options_.sizes.block);
  for (std::size_t file = 0; file < csv_files_.size(); ++file) {
    ByteFile bytes(csv_files_[file].path);
    while (const std::size_t count = bytes.read(buffer.data(), buffer.size()))
      options_.observe(file, {buffer.data(), count});
  }
}

ScanEnd TableScan::run(const std::function<bool(const ScanBatch&)>& visit) {
  rows_by_worker_.assign(options_.threads, std::vector<std::uint64_t>(files_.size(), 0));
  const auto workers =
      std::max(1U, static_cast<unsigned>(std::min<std::size_t>(options_.threads, parts_.size())));
  const bool observes = options_.observe != nullptr;
  const bool observes_beside = observes && options_.threads > 1;
  if (observes && !observes_beside) observe_all();
  on_threads(workers + (observes_beside ? 1 : 0), [&](unsigned number) {
    try {
      if (number == workers) {
        observe_all();
      } else {
        work(number, visit);
      }
    } catch (...) {
      give_up(ScanEnd::kNotPlain);
      throw;
    }
  });
  for (const auto& by_file : rows_by_worker_) {
    for (std::size_t file = 0; file < by_file.size(); ++file) rows_[file] += by_file[file];
  }
  if (end_ == ScanEnd::kDone && !parts_ascend()) end_ = ScanEnd::kNotAscending;
  // Where a part begins within a record, what is wrong there may be nothing but that.
  const bool may_be_cut = has_quotes_ && parts_.size() > files_.size();
  return end_ != ScanEnd::kDone && may_be_cut ? ScanEnd::kCutWithinQuotes : end_.load();
}

}  // namespace zhaoshang
