// Sets of values of one column: unions of intervals under the total order of values, and whether
// null belongs to them. The algebra is dense and knows nothing of types; which values there are at
// all is Domain's part.
#pragma once

#include <vector>

#include "engine/value/operations.h"
#include "engine/value/value.h"

namespace zhaoshang {

/// All values between two ends; a null end is open to infinity.
struct Interval {
  Value low;
  Value high;
  bool low_included = false;
  bool high_included = false;

  bool is_point() const { return !low.is_null() && !high.is_null() && order(low, high) == 0; }
};

/// A set of values and perhaps null. Immutable.
class ValueSet {
 public:
  /// No value at all.
  ValueSet() = default;
  static ValueSet everything();  // null included
  static ValueSet null_only();
  static ValueSet point(const Value& value);
  /// Empty where the ends cross.
  static ValueSet interval(const Interval& interval);
  /// The values x for which `x op value` holds; `value` is not null.
  static ValueSet comparing(Operator op, const Value& value);

  bool has_null() const { return null_; }
  /// Disjoint, ascending, not touching.
  const std::vector<Interval>& intervals() const { return intervals_; }
  bool contains(const Value& value) const;

  ValueSet unite(const ValueSet& other) const;
  ValueSet intersect(const ValueSet& other) const;
  /// Everything else; null changes sides as well.
  ValueSet complement() const;
  ValueSet with_null(bool null) const;

  /// All ends of intervals, ascending, each once.
  std::vector<Value> boundaries() const;

 private:
  bool null_ = false;
  std::vector<Interval> intervals_;
};

}  // namespace zhaoshang
