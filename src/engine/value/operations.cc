// Arithmetic (DMN tables 45–48 and ours for money and quantities) and the logic of three values.
// What an operator has no meaning for falls through to null.
#include "engine/value/operations.h"

#include "engine/value/amount.h"
#include "engine/value/decimal_bits.h"
#include "engine/value/time_values.h"

namespace zhaoshang {

namespace {

template <typename T>
Value maybe(std::optional<T> value) {
  return value ? Value(*value) : Value();
}

bool both(const Value& a, const Value& b, TypeKind kind) { return a.is(kind) && b.is(kind); }

bool is_duration(const Value& value) {
  return value.is(TypeKind::kDaysDuration) || value.is(TypeKind::kMonthsDuration);
}

/// A duration in its own unit, nanoseconds or months.
Int128 length_of(const Value& duration) {
  return duration.is(TypeKind::kDaysDuration) ? duration.days_duration().nanoseconds
                                              : duration.months_duration().months;
}

/// No duration is longer: 10^12 years in nanoseconds, or in months what 64 bits hold.
constexpr Int128 kLongestDays = kNanosecondsPerDay * 366 * 1'000'000'000'000;
constexpr Int128 kLongestMonths = INT64_MAX;

Value duration_like(const Value& like, Int128 length) {
  const bool days = like.is(TypeKind::kDaysDuration);
  const Int128 longest = days ? kLongestDays : kLongestMonths;
  if (length > longest || length < -longest) return {};
  if (days) return DaysDuration{length};
  return MonthsDuration{static_cast<std::int64_t>(length)};
}

/// A duration times a number: what is left of a nanosecond or a month is dropped.
Value duration_times(const Value& duration, Decimal product) {
  const std::optional<Int128> length = truncated(product);
  return length ? duration_like(duration, *length) : Value();
}

Value plus_duration(const Value& a, const Value& duration) {
  const bool days = duration.is(TypeKind::kDaysDuration);
  switch (a.kind()) {
    case TypeKind::kDate:
      return maybe(days ? add(a.date(), duration.days_duration())
                        : add(a.date(), duration.months_duration()));
    case TypeKind::kDateTime:
      return maybe(days ? add(a.date_time(), duration.days_duration())
                        : add(a.date_time(), duration.months_duration()));
    case TypeKind::kTime: return days ? Value(add(a.time(), duration.days_duration())) : Value();
    case TypeKind::kDaysDuration:
    case TypeKind::kMonthsDuration:
      return a.kind() == duration.kind() ? duration_like(a, length_of(a) + length_of(duration))
                                         : Value();
    default: return {};
  }
}

Value add_values(const Value& a, const Value& b) {
  if (same_measure(a, b)) return with_amount(a, *amount_of(a) + *amount_of(b));
  if (both(a, b, TypeKind::kText)) return a.text() + b.text();
  if (is_duration(b)) return plus_duration(a, b);
  if (is_duration(a)) return plus_duration(b, a);
  return {};
}

/// A date beside a date and time stands for its midnight in UTC (DMN 10.3.2.3.6).
std::optional<DateTime> as_date_time(const Value& value) {
  if (value.is(TypeKind::kDateTime)) return value.date_time();
  if (value.is(TypeKind::kDate)) return DateTime{value.date(), Time{0, 0}};
  return std::nullopt;
}

Value subtract_moments(const Value& a, const Value& b) {
  if (both(a, b, TypeKind::kTime)) {
    if (a.time().offset.has_value() != b.time().offset.has_value()) return {};
    return DaysDuration{instant_of(a.time()) - instant_of(b.time())};
  }
  const std::optional<DateTime> from = as_date_time(a);
  const std::optional<DateTime> to = as_date_time(b);
  if (!from || !to) return {};
  // A local time and one with an offset are on no common line.
  if (from->time.offset.has_value() != to->time.offset.has_value()) return {};
  return DaysDuration{instant_of(*from) - instant_of(*to)};
}

Value subtract_values(const Value& a, const Value& b) {
  if (same_measure(a, b)) return with_amount(a, *amount_of(a) - *amount_of(b));
  if (is_duration(b)) return plus_duration(a, negate(b));
  return subtract_moments(a, b);
}

Value multiply_values(const Value& a, const Value& b) {
  if (a.is(TypeKind::kNumber) && !b.is(TypeKind::kNumber)) return multiply_values(b, a);
  if (!b.is(TypeKind::kNumber)) return {};
  if (const auto amount = amount_of(a)) return with_amount(a, product_of(*amount, b.number()));
  if (is_duration(a)) return duration_times(a, decimal_of(length_of(a)) * b.number());
  return {};
}

Value divide_values(const Value& a, const Value& b) {
  if (same_measure(a, b)) {
    const Decimal divisor = *amount_of(b);
    return divisor.is_zero() ? Value() : finite_number(quotient_of(*amount_of(a), divisor));
  }
  if (is_duration(a) && a.kind() == b.kind()) {
    const Int128 divisor = length_of(b);
    return divisor == 0 ? Value() : Value(decimal_of(length_of(a)) / decimal_of(divisor));
  }
  if (!b.is(TypeKind::kNumber) || b.number().is_zero()) return {};
  if (const auto amount = amount_of(a)) return with_amount(a, quotient_of(*amount, b.number()));
  if (is_duration(a)) return duration_times(a, decimal_of(length_of(a)) / b.number());
  return {};
}

/// Zero has no reciprocal, so no negative power.
Value power(Decimal base, Decimal exponent) {
  if (base.is_zero() && exponent.is_negative()) return {};
  const Decimal result = base.power(exponent);
  return finite_number(base.is_zero() ? result : above_nothing(result));
}

Value not_equal(const Value& a, const Value& b) { return not3(equal(a, b)); }

}  // namespace

std::string_view operator_text(Operator op) {
  switch (op) {
    case Operator::kAdd: return "+";
    case Operator::kSubtract: return "-";
    case Operator::kMultiply: return "*";
    case Operator::kDivide: return "/";
    case Operator::kPower: return "**";
    case Operator::kEqual: return "=";
    case Operator::kNotEqual: return "!=";
    case Operator::kLess: return "<";
    case Operator::kLessEqual: return "<=";
    case Operator::kGreater: return ">";
    case Operator::kGreaterEqual: return ">=";
  }
  return "";
}

Value negate(const Value& a) {
  if (const auto amount = amount_of(a)) return with_amount(a, -*amount);
  if (is_duration(a)) return duration_like(a, -length_of(a));
  return {};
}

Value apply(Operator op, const Value& a, const Value& b) {
  switch (op) {
    case Operator::kAdd: return add_values(a, b);
    case Operator::kSubtract: return subtract_values(a, b);
    case Operator::kMultiply: return multiply_values(a, b);
    case Operator::kDivide: return divide_values(a, b);
    case Operator::kPower:
      return both(a, b, TypeKind::kNumber) ? power(a.number(), b.number()) : Value();
    case Operator::kEqual: return equal(a, b);
    case Operator::kNotEqual: return not_equal(a, b);
    case Operator::kLess: return less(a, b);
    case Operator::kGreater: return less(b, a);
    // Every kind that has an order has a total one.
    case Operator::kLessEqual: return not3(less(b, a));
    case Operator::kGreaterEqual: return not3(less(a, b));
  }
  return {};
}

Value and3(const Value& a, const Value& b) {
  if (a.is_false() || b.is_false()) return false;
  return a.is_true() && b.is_true() ? Value(true) : Value();
}

Value or3(const Value& a, const Value& b) {
  if (a.is_true() || b.is_true()) return true;
  return a.is_false() && b.is_false() ? Value(false) : Value();
}

Value not3(const Value& a) { return a.is(TypeKind::kBoolean) ? Value(!a.boolean()) : Value(); }

}  // namespace zhaoshang
