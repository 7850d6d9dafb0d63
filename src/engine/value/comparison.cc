// Equality, order and `in` (DMN tables 42, 43 and 51), and the sameness, total order and hash that
// keys need: the four agree with one another.
#include <algorithm>
#include <functional>
#include <optional>
#include <string_view>

#include "engine/value/operations.h"
#include "engine/value/time_values.h"

namespace zhaoshang {

namespace {

/// A moment as comparison sees it: DMN compares times by their hours, minutes and whole seconds,
/// and a local time never equals one with an offset, nor can the two be ordered.
struct Moment {
  bool has_offset;
  Int128 second;
  friend auto operator<=>(const Moment&, const Moment&) = default;
};

Moment moment_of(bool has_offset, Int128 instant) {
  Int128 second = instant / kNanosecondsPerSecond;
  if (instant % kNanosecondsPerSecond < 0) --second;
  return {has_offset, second};
}

std::optional<Moment> moment_of(const Value& value) {
  if (value.is(TypeKind::kTime)) {
    return moment_of(value.time().offset.has_value(), instant_of(value.time()));
  }
  if (value.is(TypeKind::kDateTime)) {
    const DateTime& moment = value.date_time();
    return moment_of(moment.time.offset.has_value(), instant_of(moment));
  }
  return std::nullopt;
}

Value equal_lists(const List& a, const List& b) {
  if (a.size() != b.size()) return false;
  Value result = true;
  for (std::size_t i = 0; i < a.size() && !result.is_false(); ++i) {
    result = and3(result, equal(a[i], b[i]));
  }
  return result;
}

Value equal_contexts(const Context& a, const Context& b) {
  if (a.entries.size() != b.entries.size()) return false;
  Value result = true;
  for (const auto& [name, entry] : a.entries) {
    const Value* other = b.find(name);
    if (other == nullptr) return false;
    result = and3(result, equal(entry, *other));
    if (result.is_false()) break;
  }
  return result;
}

/// Whether an open end says it is included means nothing.
bool includes(const Value& end, bool included) { return !end.is_null() && included; }

Value equal_ranges(const Range& a, const Range& b) {
  const bool same_edges =
      includes(a.start, a.start_included) == includes(b.start, b.start_included) &&
      includes(a.end, a.end_included) == includes(b.end, b.end_included);
  if (!same_edges) return false;
  return and3(equal(a.start, b.start), equal(a.end, b.end));
}

Value in_range(const Value& tested, const Range& range) {
  if (tested.is_null()) return {};
  Value result = true;
  if (!range.start.is_null()) {
    result = range.start_included ? not3(less(tested, range.start)) : less(range.start, tested);
  }
  if (!range.end.is_null()) {
    result =
        and3(result, range.end_included ? not3(less(range.end, tested)) : less(tested, range.end));
  }
  return result;
}

/// Whether every point of one range lies within another.
Value within(const Range& inner, const Range& outer) {
  Value result = true;
  if (!outer.start.is_null()) {
    if (inner.start.is_null()) return false;
    const bool ends_count = outer.start_included || !inner.start_included;
    result = ends_count ? not3(less(inner.start, outer.start)) : less(outer.start, inner.start);
  }
  if (!outer.end.is_null()) {
    if (inner.end.is_null()) return false;
    const bool ends_count = outer.end_included || !inner.end_included;
    result =
        and3(result, ends_count ? not3(less(outer.end, inner.end)) : less(inner.end, outer.end));
  }
  return result;
}

/// Whether a range holds what is tested: a point, or all of another range.
Value holds(const Range& range, const Value& tested) {
  return tested.is(TypeKind::kRange) ? within(tested.range(), range) : in_range(tested, range);
}

Value in_list(const Value& tested, const List& list) {
  Value result = false;
  for (const Value& item : list) {
    if (same(tested, item)) return true;
    if (item.is(TypeKind::kRange)) result = or3(result, holds(item.range(), tested));
    if (result.is_true()) return true;
  }
  return result;
}

std::strong_ordering order_of_bytes(std::string_view a, std::string_view b) {
  return a.compare(b) <=> 0;
}

std::strong_ordering order_lists(const List& a, const List& b) {
  return std::lexicographical_compare_three_way(a.begin(), a.end(), b.begin(), b.end(), order);
}

/// Entries by name: the order in which they were written does not tell contexts apart.
using Entry = std::pair<std::string, Value>;
std::vector<const Entry*> entries_by_name(const Context& context) {
  std::vector<const Entry*> entries;
  for (const Entry& entry : context.entries) entries.push_back(&entry);
  std::sort(entries.begin(), entries.end(),
            [](const Entry* a, const Entry* b) { return a->first < b->first; });
  return entries;
}

std::strong_ordering order_contexts(const Context& a, const Context& b) {
  const std::vector<const Entry*> x = entries_by_name(a);
  const std::vector<const Entry*> y = entries_by_name(b);
  return std::lexicographical_compare_three_way(
      x.begin(), x.end(), y.begin(), y.end(), [](const Entry* p, const Entry* q) {
        const std::strong_ordering names = order_of_bytes(p->first, q->first);
        return names != 0 ? names : order(p->second, q->second);
      });
}

std::strong_ordering order_ranges(const Range& a, const Range& b) {
  if (const auto starts = order(a.start, b.start); starts != 0) return starts;
  if (const auto ends = order(a.end, b.end); ends != 0) return ends;
  const bool a_start = includes(a.start, a.start_included);
  const bool b_start = includes(b.start, b.start_included);
  if (a_start != b_start) return b_start <=> a_start;  // [1 begins before (1
  return includes(a.end, a.end_included) <=> includes(b.end, b.end_included);
}

std::strong_ordering order_amounts(std::string_view a_word, Decimal a, std::string_view b_word,
                                   Decimal b) {
  const std::strong_ordering words = order_of_bytes(a_word, b_word);
  return words != 0 ? words : a <=> b;
}

std::size_t mixed(std::size_t seed, std::size_t value) {
  return seed ^ (value + 0x9E3779B97F4A7C15ULL + (seed << 6U) + (seed >> 2U));
}

std::size_t hash_of(std::int64_t number) { return std::hash<std::int64_t>{}(number); }
std::size_t hash_of(std::string_view text) { return std::hash<std::string_view>{}(text); }

/// Of what is inside a value, beside its kind.
std::size_t content_hash(const Value& value) {
  switch (value.kind()) {
    case TypeKind::kAny:
    case TypeKind::kNull: return 0;
    case TypeKind::kNumber: return value.number().hash();
    case TypeKind::kText: return hash_of(value.text());
    case TypeKind::kBoolean: return value.boolean() ? 1 : 2;
    case TypeKind::kDate: return hash_of(value.date().days());
    case TypeKind::kTime:
    case TypeKind::kDateTime: {
      const Moment moment = moment_of(value).value();
      return mixed(moment.has_offset ? 1 : 2, hash_of(static_cast<std::int64_t>(moment.second)));
    }
    case TypeKind::kDaysDuration: {
      const Int128 length = value.days_duration().nanoseconds;
      return mixed(hash_of(static_cast<std::int64_t>(length >> 64)),
                   hash_of(static_cast<std::int64_t>(length)));
    }
    case TypeKind::kMonthsDuration: return hash_of(value.months_duration().months);
    case TypeKind::kMoney:
      return mixed(hash_of(value.money().currency.code()), value.money().amount.hash());
    case TypeKind::kQuantity:
      return mixed(hash_of(value.quantity().unit.word()), value.quantity().amount.hash());
    case TypeKind::kRange: return mixed(hash(value.range().start), hash(value.range().end));
    case TypeKind::kList: {
      std::size_t result = value.list().size();
      for (const Value& item : value.list()) result = mixed(result, hash(item));
      return result;
    }
    case TypeKind::kContext: {
      std::size_t result = 0;  // a sum, which the order of entries does not change
      for (const auto& [name, entry] : value.context().entries) {
        result += mixed(hash_of(name), hash(entry));
      }
      return result;
    }
    case TypeKind::kRow: return mixed(value.row().table, value.row().row);
    case TypeKind::kFunction: return hash_of(value.function().name);
  }
  return 0;
}

}  // namespace

Value equal(const Value& a, const Value& b) {
  if (a.is_null() || b.is_null()) return a.is_null() && b.is_null();
  if (a.kind() != b.kind()) return {};
  switch (a.kind()) {
    case TypeKind::kAny:
    case TypeKind::kNull: return true;
    case TypeKind::kNumber: return a.number() == b.number();
    case TypeKind::kText: return a.text() == b.text();
    case TypeKind::kBoolean: return a.boolean() == b.boolean();
    case TypeKind::kDate: return a.date() == b.date();
    case TypeKind::kTime:
    case TypeKind::kDateTime: return moment_of(a) == moment_of(b);
    case TypeKind::kDaysDuration: return a.days_duration() == b.days_duration();
    case TypeKind::kMonthsDuration: return a.months_duration() == b.months_duration();
    case TypeKind::kMoney:
      if (a.money().currency != b.money().currency) return {};
      return a.money().amount == b.money().amount;
    case TypeKind::kQuantity:
      if (a.quantity().unit != b.quantity().unit) return {};
      return a.quantity().amount == b.quantity().amount;
    case TypeKind::kRange: return equal_ranges(a.range(), b.range());
    case TypeKind::kList: return equal_lists(a.list(), b.list());
    case TypeKind::kContext: return equal_contexts(a.context(), b.context());
    case TypeKind::kRow: return a.row() == b.row();
    case TypeKind::kFunction: return a.function().name == b.function().name;
  }
  return {};
}

Value less(const Value& a, const Value& b) {
  if (a.kind() != b.kind()) return {};
  switch (a.kind()) {
    case TypeKind::kNumber: return a.number() < b.number();
    case TypeKind::kText: return a.text() < b.text();  // bytes of UTF-8 sort as code points do
    case TypeKind::kDate: return a.date() < b.date();
    case TypeKind::kTime:
    case TypeKind::kDateTime: {
      const Moment x = moment_of(a).value();
      const Moment y = moment_of(b).value();
      return x.has_offset == y.has_offset ? Value(x.second < y.second) : Value();
    }
    case TypeKind::kDaysDuration: return a.days_duration() < b.days_duration();
    case TypeKind::kMonthsDuration: return a.months_duration() < b.months_duration();
    case TypeKind::kMoney:
      if (a.money().currency != b.money().currency) return {};
      return a.money().amount < b.money().amount;
    case TypeKind::kQuantity:
      if (a.quantity().unit != b.quantity().unit) return {};
      return a.quantity().amount < b.quantity().amount;
    default: return {};
  }
}

bool same(const Value& a, const Value& b) { return equal(a, b).is_true(); }

std::strong_ordering order(const Value& a, const Value& b) {
  if (a.kind() != b.kind()) return a.kind() <=> b.kind();
  switch (a.kind()) {
    case TypeKind::kAny:
    case TypeKind::kNull: return std::strong_ordering::equal;
    case TypeKind::kNumber: return a.number() <=> b.number();
    case TypeKind::kText: return order_of_bytes(a.text(), b.text());
    case TypeKind::kBoolean: return a.boolean() <=> b.boolean();
    case TypeKind::kDate: return a.date() <=> b.date();
    case TypeKind::kTime:
    case TypeKind::kDateTime: return moment_of(a).value() <=> moment_of(b).value();
    case TypeKind::kDaysDuration: return a.days_duration() <=> b.days_duration();
    case TypeKind::kMonthsDuration: return a.months_duration() <=> b.months_duration();
    case TypeKind::kMoney:
      return order_amounts(a.money().currency.code(), a.money().amount, b.money().currency.code(),
                           b.money().amount);
    case TypeKind::kQuantity:
      return order_amounts(a.quantity().unit.word(), a.quantity().amount, b.quantity().unit.word(),
                           b.quantity().amount);
    case TypeKind::kRange: return order_ranges(a.range(), b.range());
    case TypeKind::kList: return order_lists(a.list(), b.list());
    case TypeKind::kContext: return order_contexts(a.context(), b.context());
    case TypeKind::kRow: return a.row() <=> b.row();
    case TypeKind::kFunction: return order_of_bytes(a.function().name, b.function().name);
  }
  return std::strong_ordering::equal;
}

std::size_t hash(const Value& value) {
  return mixed(static_cast<std::size_t>(value.kind()), content_hash(value));
}

Value contains(const Value& tested, const Value& test) {
  if (test.is(TypeKind::kRange)) return holds(test.range(), tested);
  if (test.is(TypeKind::kList)) {
    if (same(tested, test)) return true;
    return in_list(tested, test.list());
  }
  return equal(tested, test);
}

}  // namespace zhaoshang
