// Fills a column from cells. Most cells (plain numbers, ISO dates, words seen before) are read here
// without an allocation; all others as cells.h says, and with the same result.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/table/cells.h"
#include "engine/table/column.h"
#include "engine/table/schema.h"

namespace zhaoshang {

/// What a cell is read with besides its column.
struct CellSettings {
  std::optional<Currency> currency;  // of the row
  YearStart year_starts;
};

/// How reading a cell went.
struct Filled {
  CellFault fault = CellFault::kNone;
  bool was_serial_date = false;
};

/// Days written `2022-04-06`. Months repeat: the start of each is kept.
class IsoDays {
 public:
  /// Days since 1970-01-01; nullopt: not in that form, or no such day.
  std::optional<std::int64_t> read(std::string_view cell) {
    if (cell.size() != 10 || cell[4] != '-' || cell[7] != '-') return std::nullopt;
    const int tens = cell[8] - '0';
    const int ones = cell[9] - '0';
    if (tens < 0 || tens > 9 || ones < 0 || ones > 9) return std::nullopt;
    const int day = 10 * tens + ones;
    if (months_.empty()) months_.resize(kMonths);  // most columns have no days
    Month& month = months_[place_of(cell)];
    if (std::memcmp(cell.data(), month.text.data(), month.text.size()) != 0 &&
        !take_month(cell, day, month))
      return std::nullopt;
    if (day < 1 || day > month.days) return std::nullopt;
    return month.start + day;
  }

 private:
  struct Month {
    std::array<char, 8> text{};  // `2022-04-`
    int days = 0;
    std::int64_t start = 0;  // the day before its first
  };
  /// Ten years of months have a place each.
  static std::size_t place_of(std::string_view cell) {
    const auto digit = [&](std::size_t at) { return static_cast<unsigned char>(cell[at]) % 16U; };
    return (digit(3) * 12 + digit(5) * 10 + digit(6)) % kMonths;
  }
  static bool take_month(std::string_view cell, int day, Month& month);

  static constexpr std::size_t kMonths = 128;
  std::vector<Month> months_;
};

/// The column of one reader over all its batches.
class ColumnFiller {
 public:
  explicit ColumnFiller(const ColumnSchema& schema);

  /// Appends a trimmed cell, unless it is faulty. `schema`: with the unit of the file's heading.
  Filled append(std::string_view cell, const ColumnSchema& schema, const CellSettings& settings);
  /// A row of a file that has no such column.
  void append_absent(const ColumnSchema& schema);
  /// Drops all rows from `size` on.
  void truncate(std::size_t size) { builder_.truncate(size); }
  /// A new batch. Texts keep their codes.
  void start(std::size_t expected_rows);
  Column finish() { return builder_.finish(); }

 private:
  /// What can be read without cells.h.
  enum class Fast { kNone, kWord, kNumber, kDate };

  Filled append_word(std::string_view cell, const ColumnSchema& schema,
                     const CellSettings& settings);
  Filled append_slowly(std::string_view cell, const ColumnSchema& schema,
                       const CellSettings& settings);

  Type type_;
  Fast fast_ = Fast::kNone;
  std::shared_ptr<Dictionary> dictionary_;
  ColumnBuilder builder_;
  // The last cell, since many columns say the same for a run of rows.
  std::string last_cell_;
  std::uint32_t last_code_ = kNoRow;
  IsoDays iso_days_;
};

}  // namespace zhaoshang
