// Column: values of one type for a run of rows, nulls included. Immutable and cheap to copy. Holds no names.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

#include "engine/value/value.h"

namespace zhaoshang {

/// "No row": what a reference to nothing points at, and what gathers a null.
inline constexpr std::uint32_t kNoRow = 0xFFFFFFFF;

/// Texts by code; equal texts have equal codes within one dictionary.
class Dictionary {
 public:
  std::uint32_t code(std::string_view text);               // adds it
  std::uint32_t find(std::string_view text) const;         // kNoRow: not there
  const std::string& text(std::uint32_t code) const { return *values_[code].text_pointer; }
  Value value(std::uint32_t code) const { return values_[code].value; }
  std::size_t size() const { return values_.size(); }

 private:
  struct Entry {
    Value value;  // a text, shared by every cell that has it
    const std::string* text_pointer;
  };
  std::vector<Entry> values_;
  std::unordered_map<std::string_view, std::uint32_t> codes_;
};

/// A typed run of values. Kinds with a store of their own: number, money of one currency and quantity of one unit
/// (numbers), date, text, boolean, row, list. Everything else is a vector of Value.
class Column {
 public:
  struct Numbers { std::vector<Decimal> values; };
  struct Dates { std::vector<std::int64_t> days; };
  struct Texts { std::vector<std::uint32_t> codes; std::shared_ptr<const Dictionary> dictionary; };
  struct Booleans { std::vector<std::uint8_t> values; };
  struct Rows { std::vector<std::uint32_t> rows; };                       // kNoRow: null
  struct Lists { std::vector<std::uint32_t> offsets; std::shared_ptr<const Column> items; };  // n + 1 offsets
  struct Anything { std::vector<Value> values; };
  struct Constant { Value value; };                                        // the same for every row
  using Store = std::variant<Constant, Anything, Numbers, Dates, Texts, Booleans, Rows, Lists>;
  /// One byte a row, 1: null; empty: no nulls. Rows, Anything and Constant carry their nulls themselves.
  using Nulls = std::vector<std::uint8_t>;

  Column() = default;
  Column(Type type, std::size_t size, Store store, Nulls nulls = {});
  static Column constant(Value value, std::size_t size);
  static Column constant(Value value, Type type, std::size_t size);

  const Type& type() const { return type_; }
  std::size_t size() const { return size_; }
  bool is_null(std::size_t row) const;
  Value at(std::size_t row) const;
  /// The list of row `row` as offsets into items(); only for a Lists store.
  const Store& store() const { return *store_; }
  const Nulls& nulls() const { return *nulls_; }
  template <class S>
  const S* as() const { return store_ ? std::get_if<S>(store_.get()) : nullptr; }
  bool is_constant() const { return as<Constant>() != nullptr; }

  /// The values at the given rows (kNoRow: null), in that order.
  Column gather(std::span<const std::uint32_t> rows) const;

 private:
  Type type_;
  std::size_t size_ = 0;
  std::shared_ptr<const Store> store_;
  std::shared_ptr<const Nulls> nulls_;
};

/// Builds a column row by row. A value that the type has no store for turns the whole column into Anything.
class ColumnBuilder {
 public:
  explicit ColumnBuilder(Type type, std::size_t expected = 0);
  void append(const Value& value);
  void append_null();
  std::size_t size() const { return size_; }
  Column finish();

 private:
  void fall_back();

  Type type_;
  std::size_t size_ = 0;
  Column::Store store_;
  Column::Nulls nulls_;
  bool has_nulls_ = false;
  std::shared_ptr<Dictionary> dictionary_;
  std::unique_ptr<ColumnBuilder> items_;
};

}  // namespace zhaoshang
