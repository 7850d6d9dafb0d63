#include "engine/rules/value_set.h"

#include <algorithm>
#include <utility>

namespace zhaoshang {
namespace {

bool is_empty(const Interval& interval) {
  if (interval.low.is_null() || interval.high.is_null()) return false;
  const auto ends = order(interval.low, interval.high);
  return ends > 0 || (ends == 0 && !(interval.low_included && interval.high_included));
}

bool starts_before(const Interval& a, const Interval& b) {
  if (a.low.is_null() || b.low.is_null()) return a.low.is_null() && !b.low.is_null();
  const auto ends = order(a.low, b.low);
  return ends < 0 || (ends == 0 && a.low_included && !b.low_included);
}

/// Whether nothing lies between the end of `a` and the start of `b`, which does not start before
/// `a`.
bool touches(const Interval& a, const Interval& b) {
  if (a.high.is_null() || b.low.is_null()) return true;
  const auto ends = order(a.high, b.low);
  return ends > 0 || (ends == 0 && (a.high_included || b.low_included));
}

bool ends_before(const Interval& a, const Interval& b) {
  if (a.high.is_null() || b.high.is_null()) return !a.high.is_null() && b.high.is_null();
  const auto ends = order(a.high, b.high);
  return ends < 0 || (ends == 0 && !a.high_included && b.high_included);
}

bool holds(const Interval& interval, const Value& value) {
  if (!interval.low.is_null()) {
    const auto side = order(value, interval.low);
    if (side < 0 || (side == 0 && !interval.low_included)) return false;
  }
  if (interval.high.is_null()) return true;
  const auto side = order(value, interval.high);
  return side < 0 || (side == 0 && interval.high_included);
}

}  // namespace

ValueSet ValueSet::everything() { return ValueSet().complement(); }

ValueSet ValueSet::null_only() { return ValueSet().with_null(true); }

ValueSet ValueSet::point(const Value& value) {
  return value.is_null() ? null_only() : interval({value, value, true, true});
}

ValueSet ValueSet::interval(const Interval& interval) {
  ValueSet set;
  if (is_empty(interval)) return set;
  set.intervals_.push_back(interval);
  set.intervals_.back().low_included &= !interval.low.is_null();
  set.intervals_.back().high_included &= !interval.high.is_null();
  return set;
}

ValueSet ValueSet::comparing(Operator op, const Value& value) {
  switch (op) {
    case Operator::kEqual: return point(value);
    case Operator::kNotEqual: return point(value).complement().with_null(false);
    case Operator::kLess: return interval({Value(), value, false, false});
    case Operator::kLessEqual: return interval({Value(), value, false, true});
    case Operator::kGreater: return interval({value, Value(), false, false});
    case Operator::kGreaterEqual: return interval({value, Value(), true, false});
    default: return {};
  }
}

bool ValueSet::contains(const Value& value) const {
  if (value.is_null()) return null_;
  return std::any_of(intervals_.begin(), intervals_.end(),
                     [&](const Interval& interval) { return holds(interval, value); });
}

ValueSet ValueSet::unite(const ValueSet& other) const {
  std::vector<Interval> all = intervals_;
  all.insert(all.end(), other.intervals_.begin(), other.intervals_.end());
  std::stable_sort(all.begin(), all.end(), starts_before);
  ValueSet result;
  result.null_ = null_ || other.null_;
  for (Interval& next : all) {
    if (result.intervals_.empty() || !touches(result.intervals_.back(), next)) {
      result.intervals_.push_back(std::move(next));
    } else if (ends_before(result.intervals_.back(), next)) {
      result.intervals_.back().high = next.high;
      result.intervals_.back().high_included = next.high_included;
    }
  }
  return result;
}

ValueSet ValueSet::intersect(const ValueSet& other) const {
  return complement().unite(other.complement()).complement();
}

ValueSet ValueSet::complement() const {
  ValueSet result;
  result.null_ = !null_;
  Interval rest;  // what is left above the intervals so far
  bool unbounded = true;
  for (const Interval& interval : intervals_) {
    if (!interval.low.is_null()) {
      rest.high = interval.low;
      rest.high_included = !interval.low_included;
      result.intervals_.push_back(rest);
    }
    unbounded = !interval.high.is_null();
    rest = {interval.high, Value(), !interval.high_included, false};
  }
  if (unbounded) result.intervals_.push_back(rest);
  return result;
}

ValueSet ValueSet::with_null(bool null) const {
  ValueSet result = *this;
  result.null_ = null;
  return result;
}

std::vector<Value> ValueSet::boundaries() const {
  std::vector<Value> all;
  for (const Interval& interval : intervals_) {
    for (const Value& end : {interval.low, interval.high}) {
      if (!end.is_null() && (all.empty() || order(all.back(), end) != 0)) all.push_back(end);
    }
  }
  return all;
}

}  // namespace zhaoshang
