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
#include <span>
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
  WordMemo() : slots_(kFewestSlots, kNoEntry) {}

  static constexpr std::uint32_t kUnknown = 0xFFFFFFFE;

  /// A cell of at most 15 bytes; of longer ones, which are never known, the beginning.
  struct Key {
    std::uint64_t first = 0;
    std::uint64_t last = 0;  // its top byte: the size
    bool is_too_long() const { return last >> 56U > kLongest; }
    friend bool operator==(const Key&, const Key&) = default;
  };
  static Key key_of(std::string_view cell) {
    static_assert(std::endian::native == std::endian::little);
    static_assert(kCellPadding >= 16);
    const std::size_t size = cell.size() <= kLongest ? cell.size() : kLongest + 1;
    Key key;
    std::memcpy(&key.first, cell.data(), 8);
    std::memcpy(&key.last, cell.data() + 8, 8);
    const auto kept = [](std::uint64_t bytes, std::size_t count) {
      return count >= 8 ? bytes : bytes & ((std::uint64_t{1} << 8 * count) - 1);
    };
    key.first = kept(key.first, size);
    key.last = (size > 8 ? kept(key.last, size - 8) : 0) | std::uint64_t{size} << 56U;
    return key;
  }

  /// So many keys may be looked up together.
  static constexpr std::size_t kAtOnce = 64;
  /// For each key the code of its cell; kNoRow: it is null; kUnknown: not seen yet.
  void find(std::span<const Key> keys, std::uint32_t* codes);
  /// What the cell of a key that was not known reads as.
  void keep(const Key& key, std::uint32_t code);

 private:
  static constexpr std::size_t kLongest = 15;
  static constexpr std::uint32_t kNoEntry = 0xFFFFFFFF;
  struct Entry {
    Key key;
    std::uint32_t code = 0;
    std::uint32_t after = 0;  // the entry that came next the last time
  };

  void find_in_order(std::span<const Key> keys, std::uint32_t* codes);
  void find_in_any_order(std::span<const Key> keys, std::uint32_t* codes) const;
  std::uint32_t look_up(const Key& key);
  std::size_t home_of(const Key& key) const;
  std::size_t slot_of(const Key& key) const;
  void grow();

  static constexpr std::size_t kMost = std::size_t{1} << 17U;  // more are not repeated: ids
  static constexpr std::size_t kFewestSlots = 1024;            // words of few kinds have one each
  std::vector<Entry> entries_;
  std::vector<std::uint32_t> slots_;  // open addressing: entries, at most a quarter full
  std::uint32_t last_ = 0;
  // Where words come in no order, expecting one costs more than it saves.
  bool expects_ = true;
  std::uint32_t expected_ = 0;
  std::uint32_t surprises_ = 0;
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
