#include "engine/table/scan_column.h"

#include <algorithm>
#include <utility>

namespace zhaoshang {
namespace {

constexpr std::uint32_t kNoEntry = 0xFFFFFFFF;

std::string_view cell_between(std::string_view block, const Marks& marks, std::size_t mark) {
  const auto begin = static_cast<std::size_t>(marks.place(mark - 1) + 1);
  auto end = static_cast<std::size_t>(marks.place(mark));
  // Only of the last field of a line that ends in CR LF.
  if (end > begin && block[end - 1] == '\r' && marks.ends_line(mark)) --end;
  return {block.data() + begin, end - begin};
}

}  // namespace

std::size_t WordMemo::slot_of(const Key& key) const {
  constexpr std::uint64_t kFirst = 0x9E3779B97F4A7C15ULL;
  constexpr std::uint64_t kSecond = 0xC2B2AE3D27D4EB4FULL;
  std::uint64_t hash = (key.first ^ (key.last * kSecond)) * kFirst;
  hash ^= hash >> 32U;
  hash *= kSecond;
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = (hash >> 32U) & mask;
  while (slots_[slot] != kNoEntry && entries_[slots_[slot]].key != key) slot = (slot + 1) & mask;
  return slot;
}

std::uint32_t WordMemo::look_up(const Key& key) {
  const std::uint32_t found = entries_.empty() ? kNoEntry : slots_[slot_of(key)];
  if (found == kNoEntry) {
    unknown_ = key;
    return kUnknown;
  }
  entries_[last_].after = found;
  last_ = found;
  return entries_[found].code;
}

void WordMemo::keep(std::uint32_t code) {
  if (entries_.size() == kMost) return;
  if (slots_.size() <= 2 * entries_.size()) grow();
  const auto entry = static_cast<std::uint32_t>(entries_.size());
  slots_[slot_of(unknown_)] = entry;
  entries_.push_back({unknown_, code, 0});
  entries_[last_].after = entry;
  last_ = entry;
}

void WordMemo::grow() {
  slots_.assign(std::max<std::size_t>(64, 2 * slots_.size()), kNoEntry);
  for (std::uint32_t entry = 0; entry < entries_.size(); ++entry)
    slots_[slot_of(entries_[entry].key)] = entry;
}

/// A letter or digit at either end, and no number with an exponent: nothing to trim or unguard, and
/// no damaged id.
bool AscendingIds::is_plain(std::string_view cell) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto is_letter = [](char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; };
  if (cell.empty() || (!is_letter(cell.back()) && !is_digit(cell.back()))) return false;
  if (is_letter(cell.front())) return true;
  return is_digit(cell.front()) && cell.find('+') == std::string_view::npos;
}

bool AscendingIds::read(std::string_view block, const Marks& marks, std::size_t fields,
                        std::size_t field) {
  std::string_view before = last_;
  for (std::size_t mark = field + 1; mark <= marks.count(); mark += fields) {
    const std::string_view cell = cell_between(block, marks, mark);
    if (!is_plain(cell) || cell <= before) return false;
    if (first_.empty()) first_ = cell;
    before = cell;
  }
  last_ = before;
  return true;
}

bool AscendingIds::append(std::string_view cell) {
  if (!is_plain(cell) || cell <= last_) return false;
  if (first_.empty()) first_ = cell;
  last_ = cell;
  return true;
}

void AscendingIds::start() {
  first_.clear();
  last_.clear();
}

ScanColumn::ScanColumn(const ColumnSchema& schema) : type_(schema.type()), filler_(schema) {
  if (type_.is(TypeKind::kText)) kind_ = Kind::kWords;
  if (type_.is(TypeKind::kDate)) kind_ = Kind::kDays;
  if (kind_ == Kind::kWords) dictionary_ = std::make_shared<Dictionary>();
}

bool ScanColumn::read(std::string_view block, const Marks& marks, std::size_t fields,
                      std::size_t field, const ColumnSchema& schema, const CellSettings& settings) {
  if (kind_ == Kind::kWords) return read_words(block, marks, fields, field, schema, settings);
  if (kind_ == Kind::kDays) return read_days(block, marks, fields, field, schema, settings);
  for (std::size_t mark = field + 1; mark <= marks.count(); mark += fields) {
    if (!append(cell_between(block, marks, mark), schema, settings)) return false;
  }
  return true;
}

bool ScanColumn::read_words(std::string_view block, const Marks& marks, std::size_t fields,
                            std::size_t field, const ColumnSchema& schema,
                            const CellSettings& settings) {
  codes_.reserve(codes_.size() + marks.count() / fields);
  for (std::size_t mark = field + 1; mark <= marks.count(); mark += fields) {
    const std::string_view cell = cell_between(block, marks, mark);
    const bool is_short = cell.size() <= WordMemo::kLongest;
    const std::uint32_t code = is_short ? memo_.find(cell.data(), cell.size()) : WordMemo::kUnknown;
    if (code < WordMemo::kUnknown && nulls_.empty()) {
      codes_.push_back(code);
    } else if (code != WordMemo::kUnknown) {
      append_code(code);
    } else {
      if (!append_word(cell, schema, settings)) return false;
      if (is_short) memo_.keep(last_code());
    }
  }
  return true;
}

bool ScanColumn::read_days(std::string_view block, const Marks& marks, std::size_t fields,
                           std::size_t field, const ColumnSchema& schema,
                           const CellSettings& settings) {
  days_.reserve(days_.size() + marks.count() / fields);
  std::string_view before;  // dates repeat
  std::int64_t days = 0;
  for (std::size_t mark = field + 1; mark <= marks.count(); mark += fields) {
    const std::string_view cell = cell_between(block, marks, mark);
    if (cell.size() != 10 || before.empty() || std::memcmp(before.data(), cell.data(), 10) != 0) {
      const auto read = iso_days_.read(cell);
      before = read ? cell : std::string_view();
      if (read) days = *read;
    }
    if (before.empty()) {
      if (!append_day(cell, schema, settings)) return false;
    } else if (nulls_.empty()) {
      days_.push_back(days);
    } else {
      append_days(days);
    }
  }
  return true;
}

bool ScanColumn::append(std::string_view cell, const ColumnSchema& schema,
                        const CellSettings& settings) {
  if (kind_ == Kind::kWords) return append_word(cell, schema, settings);
  if (kind_ == Kind::kDays) return append_day(cell, schema, settings);
  const Filled filled = filler_.append(trim_cell(cell), schema, settings);
  return filled.fault == CellFault::kNone && !filled.was_serial_date;
}

bool ScanColumn::append_word(std::string_view cell, const ColumnSchema& schema,
                             const CellSettings& settings) {
  const auto value = value_of(cell, schema, settings);
  if (!value) return false;
  append_code(value->is_null() ? kNoRow : dictionary_->code(value->text()));
  return true;
}

bool ScanColumn::append_day(std::string_view cell, const ColumnSchema& schema,
                            const CellSettings& settings) {
  const auto value = value_of(cell, schema, settings);
  if (!value) return false;
  append_days(value->is_null() ? std::nullopt : std::optional(value->date().days()));
  return true;
}

std::optional<Value> ScanColumn::value_of(std::string_view cell, const ColumnSchema& schema,
                                          const CellSettings& settings) {
  const CellValue read =
      read_cell(trim_cell(cell), schema, settings.currency, settings.year_starts);
  if (read.fault != CellFault::kNone || read.was_serial_date) return std::nullopt;
  return read.value;
}

void ScanColumn::append_code(std::uint32_t code) {
  // A code that exists, so that kernels may look it up before they look at the mask.
  if (code == kNoRow && dictionary_->size() == 0) dictionary_->code("");
  append_mask(code == kNoRow);
  codes_.push_back(code == kNoRow ? 0 : code);
}

std::uint32_t ScanColumn::last_code() const {
  return !nulls_.empty() && nulls_.back() != 0 ? kNoRow : codes_.back();
}

void ScanColumn::append_days(std::optional<std::int64_t> days) {
  append_mask(!days);
  days_.push_back(days.value_or(0));
}

void ScanColumn::append_mask(bool is_null) {
  if (is_null && nulls_.empty()) nulls_.assign(size(), 0);
  if (is_null || !nulls_.empty()) nulls_.push_back(is_null ? 1 : 0);
}

void ScanColumn::start(std::size_t expected_rows) {
  codes_.clear();
  days_.clear();
  nulls_.clear();
  if (kind_ == Kind::kWords) codes_.reserve(expected_rows);
  if (kind_ == Kind::kDays) days_.reserve(expected_rows);
  if (kind_ == Kind::kOther) filler_.start(expected_rows);
}

Column ScanColumn::finish() {
  if (kind_ == Kind::kOther) return filler_.finish();
  const std::size_t rows = size();
  if (kind_ == Kind::kDays)
    return Column(type_, rows, Column::Dates{std::move(days_)}, std::move(nulls_));
  return Column(type_, rows, Column::Texts{std::move(codes_), dictionary_}, std::move(nulls_));
}

}  // namespace zhaoshang
