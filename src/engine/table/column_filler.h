// Fills a column from cells. Most cells (plain numbers, ISO dates, words seen before) are read here
// without an allocation; all others as cells.h says, and with the same result.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

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
  bool append_iso_date(std::string_view cell);
  Filled append_slowly(std::string_view cell, const ColumnSchema& schema,
                       const CellSettings& settings);

  Type type_;
  Fast fast_ = Fast::kNone;
  std::shared_ptr<Dictionary> dictionary_;
  ColumnBuilder builder_;
  // The last cell, since many columns say the same for a run of rows.
  std::string last_cell_;
  std::uint32_t last_code_ = kNoRow;
  // The month of the last date: `2022-04-`, the day before its first day, how many days it has.
  std::array<char, 8> month_{};
  std::int64_t month_start_ = 0;
  int month_days_ = 0;
};

}  // namespace zhaoshang
