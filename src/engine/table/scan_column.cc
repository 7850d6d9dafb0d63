#include "engine/table/scan_column.h"

#include <algorithm>
#include <array>
#include <utility>

namespace zhaoshang {
namespace {

/// The cells of one field of a block's rows, which are regular.
class FieldCells {
 public:
  FieldCells(std::string_view block, const Marks& marks, std::size_t fields, std::size_t field)
      : block_(block.data()),
        marks_(marks),
        fields_(fields),
        field_(field),
        is_last_(field + 1 == fields) {}

  std::size_t size() const { return marks_.count() / fields_; }
  std::string_view operator[](std::size_t row) const {
    const std::size_t mark = row * fields_ + field_;
    const auto begin = static_cast<std::size_t>(marks_.place(mark) + 1);
    auto end = static_cast<std::size_t>(marks_.place(mark + 1));
    // A line may end in CR LF.
    if (is_last_ && end > begin && block_[end - 1] == '\r') --end;
    return {block_ + begin, end - begin};
  }

 private:
  const char* block_;
  const Marks& marks_;
  std::size_t fields_, field_;
  bool is_last_;
};

}  // namespace

std::size_t WordMemo::home_of(const Key& key) const {
  constexpr std::uint64_t kFirst = 0x9E3779B97F4A7C15ULL;
  constexpr std::uint64_t kSecond = 0xC2B2AE3D27D4EB4FULL;
  std::uint64_t hash = (key.first ^ (key.last * kSecond)) * kFirst;
  hash ^= hash >> 32U;
  hash *= kSecond;
  return (hash >> 32U) & (slots_.size() - 1);
}

std::size_t WordMemo::slot_of(const Key& key) const {
  std::size_t slot = home_of(key);
  const std::size_t mask = slots_.size() - 1;
  while (slots_[slot] != kNoEntry && entries_[slots_[slot]].key != key) slot = (slot + 1) & mask;
  return slot;
}

std::uint32_t WordMemo::look_up(const Key& key) {
  const std::uint32_t found = slots_[slot_of(key)];
  if (found == kNoEntry) return kUnknown;
  entries_[last_].after = found;
  last_ = found;
  return entries_[found].code;
}

void WordMemo::find(std::span<const Key> keys, std::uint32_t* codes) {
  if (expects_ && !entries_.empty()) {
    find_in_order(keys, codes);
  } else {
    find_in_any_order(keys, codes);
  }
}

void WordMemo::find_in_order(std::span<const Key> keys, std::uint32_t* codes) {
  for (std::size_t i = 0; i < keys.size(); ++i) {
    // Mostly the one that was new after the last one: it can be looked at before it is known.
    std::uint32_t next = last_ + 1 < entries_.size() ? last_ + 1 : 0;
    if (entries_[next].key != keys[i]) next = entries_[last_].after;
    if (entries_[next].key == keys[i]) {
      last_ = next;
      codes[i] = entries_[next].code;
    } else {
      codes[i] = look_up(keys[i]);
      if (codes[i] != kUnknown) ++surprises_;
    }
  }
  constexpr std::uint32_t kLooked = 4096;
  expected_ += static_cast<std::uint32_t>(keys.size());
  if (expected_ < kLooked) return;
  expects_ = surprises_ < expected_ / 8;
  expected_ = 0;
  surprises_ = 0;
}

// Each step asks for what the next one looks at, so that memory answers many at a time.
void WordMemo::find_in_any_order(std::span<const Key> keys, std::uint32_t* codes) const {
  std::array<std::uint32_t, kAtOnce> at;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    at[i] = static_cast<std::uint32_t>(home_of(keys[i]));
    __builtin_prefetch(&slots_[at[i]]);
  }
  for (std::size_t i = 0; i < keys.size(); ++i) {
    at[i] = slots_[at[i]];
    if (at[i] != kNoEntry) __builtin_prefetch(&entries_[at[i]]);
  }
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (at[i] != kNoEntry && entries_[at[i]].key != keys[i]) at[i] = slots_[slot_of(keys[i])];
    codes[i] = at[i] == kNoEntry ? kUnknown : entries_[at[i]].code;
  }
}

void WordMemo::keep(const Key& key, std::uint32_t code) {
  if (key.is_too_long() || entries_.size() == kMost) return;
  if (slots_.size() <= 4 * entries_.size()) grow();
  const auto entry = static_cast<std::uint32_t>(entries_.size());
  const std::size_t slot = slot_of(key);
  if (slots_[slot] != kNoEntry) return;  // it was new twice among some that were looked up together
  slots_[slot] = entry;
  entries_.push_back({key, code, 0});
  entries_[last_].after = entry;
  last_ = entry;
}

void WordMemo::grow() {
  slots_.assign(2 * slots_.size(), kNoEntry);
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
  const FieldCells cells(block, marks, fields, field);
  for (std::size_t row = 0; row < cells.size(); ++row) {
    const std::string_view cell = cells[row];
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
  const FieldCells cells(block, marks, fields, field);
  for (std::size_t row = 0; row < cells.size(); ++row) {
    if (!append(cells[row], schema, settings)) return false;
  }
  return true;
}

bool ScanColumn::read_words(std::string_view block, const Marks& marks, std::size_t fields,
                            std::size_t field, const ColumnSchema& schema,
                            const CellSettings& settings) {
  const FieldCells cells(block, marks, fields, field);
  codes_.reserve(codes_.size() + cells.size());
  std::array<WordMemo::Key, WordMemo::kAtOnce> keys;
  std::array<std::uint32_t, WordMemo::kAtOnce> codes;
  for (std::size_t first = 0; first < cells.size(); first += keys.size()) {
    const std::size_t count = std::min(keys.size(), cells.size() - first);
    for (std::size_t i = 0; i < count; ++i) keys[i] = WordMemo::key_of(cells[first + i]);
    memo_.find({keys.data(), count}, codes.data());
    const auto end = codes.begin() + static_cast<std::ptrdiff_t>(count);
    if (nulls_.empty() && *std::max_element(codes.begin(), end) < WordMemo::kUnknown) {
      codes_.insert(codes_.end(), codes.begin(), end);
      continue;
    }
    for (std::size_t i = 0; i < count; ++i) {
      if (codes[i] != WordMemo::kUnknown) {
        append_code(codes[i]);
        continue;
      }
      if (!append_word(cells[first + i], schema, settings)) return false;
      memo_.keep(keys[i], last_code());
    }
  }
  return true;
}

bool ScanColumn::read_days(std::string_view block, const Marks& marks, std::size_t fields,
                           std::size_t field, const ColumnSchema& schema,
                           const CellSettings& settings) {
  const FieldCells cells(block, marks, fields, field);
  days_.reserve(days_.size() + cells.size());
  std::string_view before;  // dates repeat
  std::int64_t days = 0;
  for (std::size_t row = 0; row < cells.size(); ++row) {
    const std::string_view cell = cells[row];
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
  append_code(value->is_null() ? kNoRow : dictionary_->code_sharing(*value));
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
