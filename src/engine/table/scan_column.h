// One column of a table that is scanned: cells to typed values, a block at a time. In: the marks of
// a block, or single cells. Out: a Column. Words seen before and ISO days are read here without
// looking at them twice; all else as ColumnFiller does.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/table/column_filler.h"
#include "engine/table/marks.h"
#include "engine/table/schema.h"

namespace zhaoshang {

/// A cell may be read this far past its end, whatever stands there.
inline constexpr std::size_t kCellPadding = 16;

/// What short words read as: the cells of a column of words mostly were there before, and mostly
/// after the same cell as the last time.
class WordMemo {
 public:
  static constexpr std::size_t kLongest = 15;
  static constexpr std::uint32_t kUnknown = 0xFFFFFFFE;

  /// The code of a cell of at most kLongest bytes; kNoRow: it is null; kUnknown: not seen yet.
  std::uint32_t find(const char* cell, std::size_t size) {
    const Key key = key_of(cell, size);
    if (!entries_.empty()) {
      const std::uint32_t expected = entries_[last_].after;
      if (entries_[expected].key == key) {
        last_ = expected;
        return entries_[expected].code;
      }
    }
    return look_up(key);
  }
  /// What the cell that find() did not know reads as.
  void keep(std::uint32_t code);

 private:
  struct Key {
    std::uint64_t first = 0;
    std::uint64_t last = 0;  // its top byte: the size
    friend bool operator==(const Key&, const Key&) = default;
  };
  struct Entry {
    Key key;
    std::uint32_t code = 0;
    std::uint32_t after = 0;  // the entry that came next the last time
  };

  static Key key_of(const char* cell, std::size_t size) {
    static_assert(std::endian::native == std::endian::little);
    static_assert(kCellPadding >= 16);
    Key key;
    std::memcpy(&key.first, cell, 8);
    std::memcpy(&key.last, cell + 8, 8);
    const auto kept = [](std::uint64_t bytes, std::size_t count) {
      return count >= 8 ? bytes : bytes & ((std::uint64_t{1} << 8 * count) - 1);
    };
    key.first = kept(key.first, size);
    key.last = (size > 8 ? kept(key.last, size - 8) : 0) | std::uint64_t{size} << 56U;
    return key;
  }
  std::uint32_t look_up(const Key& key);
  std::size_t slot_of(const Key& key) const;
  void grow();

  static constexpr std::size_t kMost = std::size_t{1} << 17U;  // more are not repeated: ids
  std::vector<Entry> entries_;
  std::vector<std::uint32_t> slots_;  // open addressing: entries, at most half full
  std::uint32_t last_ = 0;
  Key unknown_;
};

/// A column of ids that ascend as bytes, and so are all different: they are looked at and not kept.
class AscendingIds {
 public:
  /// false: an id does not come after the one before, or is not plain.
  bool read(std::string_view block, const Marks& marks, std::size_t fields, std::size_t field);
  /// Of a record that was read by itself.
  bool append(std::string_view cell);
  /// A new part begins.
  void start();
  const std::string& first() const { return first_; }
  const std::string& last() const { return last_; }

 private:
  /// Whether a cell is an id as it stands there.
  static bool is_plain(std::string_view cell);

  std::string first_;
  std::string last_;
};

class ScanColumn {
 public:
  explicit ScanColumn(const ColumnSchema& schema);

  /// Reads the cells of one field of regular rows. `schema`: with the unit of the file's heading.
  /// false: one is faulty, or something is to be said about it.
  bool read(std::string_view block, const Marks& marks, std::size_t fields, std::size_t field,
            const ColumnSchema& schema, const CellSettings& settings);
  /// Reads one cell.
  bool append(std::string_view cell, const ColumnSchema& schema, const CellSettings& settings);
  void append_absent(const ColumnSchema& schema) { filler_.append_absent(schema); }
  void start(std::size_t expected_rows);
  Column finish();

 private:
  enum class Kind : std::uint8_t { kWords, kDays, kOther };

  bool append_word(std::string_view cell, const ColumnSchema& schema, const CellSettings& settings);
  bool append_day(std::string_view cell, const ColumnSchema& schema, const CellSettings& settings);
  bool read_words(std::string_view block, const Marks& marks, std::size_t fields, std::size_t field,
                  const ColumnSchema& schema, const CellSettings& settings);
  bool read_days(std::string_view block, const Marks& marks, std::size_t fields, std::size_t field,
                 const ColumnSchema& schema, const CellSettings& settings);
  /// The value of a cell that is neither a word seen before nor an ISO day; nullopt: as for read().
  static std::optional<Value> value_of(std::string_view cell, const ColumnSchema& schema,
                                       const CellSettings& settings);
  void append_code(std::uint32_t code);
  std::uint32_t last_code() const;  // kNoRow: null
  void append_days(std::optional<std::int64_t> days);
  void append_mask(bool is_null);
  std::size_t size() const { return kind_ == Kind::kWords ? codes_.size() : days_.size(); }

  Type type_;
  Kind kind_ = Kind::kOther;
  std::shared_ptr<Dictionary> dictionary_;
  WordMemo memo_;
  std::vector<std::uint32_t> codes_;
  IsoDays iso_days_;
  std::vector<std::int64_t> days_;
  Column::Nulls nulls_;  // of codes_ and days_; empty: none
  ColumnFiller filler_;  // of what is neither
};

}  // namespace zhaoshang
