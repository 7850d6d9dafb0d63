// Aggregates over lists: one definition (start, add, merge, finish) that serves lists in memory and
// folds over streams. Also the small value operations that only the evaluator needs.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/expr/program.h"
#include "engine/table/column.h"
#include "engine/value/exact_sum.h"

namespace zhaoshang {

std::optional<Aggregate> aggregate_named(std::string_view function);

/// One running aggregate. A null addend makes sum, mean, min and max null; all and any are
/// three-valued.
class Accumulator {
 public:
  explicit Accumulator(Aggregate aggregate) : aggregate_(aggregate) {}
  void add(const Value& value);
  void merge(const Accumulator& other);
  /// `element`: the type of the addends. Over no rows `related` sums are zero of that type, others
  /// null.
  Value finish(const Type& element, bool related) const;

 private:
  Aggregate aggregate_;
  std::uint64_t count_ = 0;
  bool has_null_ = false;
  bool mixed_ = false;  // kinds that do not add up
  Value sample_;        // first addend: kind, currency, unit; the extreme so far for min and max
  ExactSum sum_;
  Value truth_;  // of all and any
};

/// The aggregate of each row's list. `node` tells the result type and whether the lists are related
/// rows.
Column aggregate_lists(Aggregate aggregate, const Column& lists, const Node& node);

/// The row numbers of a column of rows; kNoRow where null.
std::vector<std::uint32_t> row_numbers(const Column& rows);
/// What `for` walks through: whole numbers, or days.
struct Walk {
  std::int64_t first = 0;
  std::uint64_t count = 0;
  bool descends = false;
  bool days = false;
  Value at(std::size_t place) const;
};
/// From one whole number or day to another, downwards where the second is less; nullopt: they are
/// none.
std::optional<Walk> walk_between(const Value& from, const Value& to);
/// Through those of a range; nullopt also where an end is open.
std::optional<Walk> walk_through(const Range& range);
/// The place of a word on a scale, from 1; null where it is not on it.
Value place_on(const Value& word, const std::vector<std::string>& scale);
bool is_instance(const Value& value, const Type& type);

}  // namespace zhaoshang
