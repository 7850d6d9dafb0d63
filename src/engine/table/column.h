// Column: values of one type for a run of rows, nulls included. Immutable and cheap to copy. Holds
// no names.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/value/value.h"

namespace zhaoshang {

/// "No row": what a reference to nothing points at, and what gathers a null.
inline constexpr std::uint32_t kNoRow = 0xFFFFFFFF;

/// Texts by code; equal texts have equal codes within one dictionary. While one thread adds texts,
/// others may read those that they have codes for, but find none.
class Dictionary {
 public:
  std::uint32_t code(std::string_view text);  // adds it
  /// The same of a text value, which is shared and not copied.
  std::uint32_t code_sharing(const Value& text);
  std::uint32_t find(std::string_view text) const;  // kNoRow: not there
  const std::string& text(std::uint32_t code) const { return *entry(code).text_pointer; }
  Value value(std::uint32_t code) const { return entry(code).value; }
  std::size_t size() const { return size_.load(std::memory_order_acquire); }

 private:
  struct Entry {
    Value value;  // a text, shared by every cell that has it
    const std::string* text_pointer = nullptr;
  };
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t code = kNoRow;  // kNoRow: free
  };
  const Entry& entry(std::uint32_t code) const;
  std::size_t slot_of(std::string_view text, std::uint32_t hash) const;
  template <class Shared>
  std::uint32_t add_once(std::string_view text, const Shared& made_of);
  void grow();

  // Chunks of 16, 32, 64 … entries: an entry never moves, so that readers need no lock.
  static constexpr std::uint32_t kFirstChunk = 16;
  std::array<std::unique_ptr<Entry[]>, 28> chunks_;
  std::atomic<std::uint32_t> size_ = 0;
  std::vector<Slot> slots_;  // open addressing, a power of two, at most half full
};

/// A typed run of values. Kinds with a store of their own: number, money of one currency and
/// quantity of one unit (numbers), date, span of days, text, boolean, row, list. Everything else
/// is a vector of Value.
class Column {
 public:
  struct Numbers {
    std::vector<Decimal> values;
  };
  struct Dates {
    std::vector<std::int64_t> days;
  };
  /// Ranges of dates with both ends, both in.
  struct Spans {
    std::vector<std::int64_t> first, last;
  };
  struct Texts {
    std::vector<std::uint32_t> codes;
    std::shared_ptr<const Dictionary> dictionary;
  };
  struct Booleans {
    std::vector<std::uint8_t> values;
  };
  struct Rows {
    std::vector<std::uint32_t> rows;
  };  // kNoRow: null
  struct Lists {
    std::vector<std::uint32_t> offsets;
    std::shared_ptr<const Column> items;
  };  // n + 1 offsets
  struct Anything {
    std::vector<Value> values;
  };
  struct Constant {
    Value value;
  };  // the same for every row
  using Store =
      std::variant<Constant, Anything, Numbers, Dates, Spans, Texts, Booleans, Rows, Lists>;
  /// One byte a row, 1: null; empty: no nulls. Rows, Anything and Constant carry their nulls
  /// themselves.
  using Nulls = std::vector<std::uint8_t>;

  Column() = default;
  Column(Type type, std::size_t size, Store store, Nulls nulls = {});
  static Column constant(Value value, std::size_t size);
  static Column constant(Value value, Type type, std::size_t size);

  const Type& type() const { return type_; }
  std::size_t size() const { return size_; }
  bool is_null(std::size_t row) const;
  Value at(std::size_t row) const;
  /// The text of a row, as long as this column or one with its values is there; null: it has none.
  const std::string* text(std::size_t row) const;
  /// The list of row `row` as offsets into items(); only for a Lists store.
  const Store& store() const { return *store_; }
  const Nulls& nulls() const { return *nulls_; }
  template <class S>
  const S* as() const {
    return store_ ? std::get_if<S>(store_.get()) : nullptr;
  }
  bool is_constant() const { return as<Constant>() != nullptr; }

  /// The values at the given rows (kNoRow: null), in that order.
  Column gather(std::span<const std::uint32_t> rows) const;

 private:
  Type type_;
  std::size_t size_ = 0;
  std::shared_ptr<const Store> store_;
  std::shared_ptr<const Nulls> nulls_;
};

/// Builds a column row by row. A value that the type has no store for turns the whole column into
/// Anything.
class ColumnBuilder {
 public:
  explicit ColumnBuilder(Type type, std::size_t expected = 0);
  /// Texts get their codes from a dictionary that other columns share.
  ColumnBuilder(Type type, std::size_t expected, std::shared_ptr<Dictionary> dictionary);
  void append(const Value& value);
  void append_null();
  // Straight into a store of that kind, which the column must have.
  void append_number(Decimal number) {
    std::get<Column::Numbers>(store_).values.push_back(number);
    append_mask(false);
  }
  void append_days(std::int64_t days) {
    std::get<Column::Dates>(store_).days.push_back(days);
    append_mask(false);
  }
  void append_code(std::uint32_t code) {
    std::get<Column::Texts>(store_).codes.push_back(code);
    append_mask(false);
  }
  std::size_t size() const { return size_; }
  /// Drops all rows from `size` on.
  void truncate(std::size_t size);
  Column finish();

 private:
  void fall_back();
  /// Most columns have no null: their mask is made with the first one.
  void append_mask(bool is_null) {
    if (is_null && nulls_.empty()) nulls_.assign(size_, 0);
    if (is_null || !nulls_.empty()) nulls_.push_back(is_null ? 1 : 0);
    ++size_;
  }

  Type type_;
  std::size_t size_ = 0;
  Column::Store store_;
  Column::Nulls nulls_;
  std::shared_ptr<Dictionary> dictionary_;
  std::unique_ptr<ColumnBuilder> items_;
};

}  // namespace zhaoshang
