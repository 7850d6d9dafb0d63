#include "engine/rules/sample.h"

#include <string>

#include "engine/value/amount.h"
#include "engine/value/operations.h"
#include "engine/value/wide_integer.h"

namespace zhaoshang {
namespace {

bool is_between(const Value& value, const Value& low, const Value& high) {
  return !value.is_null() && (low.is_null() || order(low, value) < 0) &&
         (high.is_null() || order(value, high) < 0);
}

std::optional<Value> if_between(const Value& value, const Value& low, const Value& high) {
  return is_between(value, low, high) ? std::optional(value) : std::nullopt;
}

/// The multiple of the highest power of ten between two numbers.
std::optional<Decimal> roundest_between(Decimal low, Decimal high) {
  for (int exponent = 33; exponent >= -33; --exponent) {
    const Decimal step = Decimal::scaled(1, exponent);
    const Decimal candidate = ((low / step).floor() + Decimal(1)) * step;
    if (low < candidate && candidate < high) return candidate;
  }
  return std::nullopt;
}

std::optional<Decimal> decimal_between(std::optional<Decimal> low, std::optional<Decimal> high) {
  if (!low && !high) return Decimal(0);
  if (!high) return low->floor() + Decimal(1);
  if (!low) return high->ceiling() - Decimal(1);
  const Decimal middle = (*low + *high) / Decimal(2);
  const std::optional<Decimal> round = roundest_between(*low, *high);
  if (!round) return middle;
  return middle.to_string().size() <= round->to_string().size() ? middle : *round;
}

std::optional<Decimal> integer_between(std::optional<Decimal> low, std::optional<Decimal> high) {
  if (!low || !high) return decimal_between(low, high);
  const Decimal middle = ((*low + *high) / Decimal(2)).floor();
  return middle > *low ? middle : low->floor() + Decimal(1);
}

/// Money and quantities have the measure of an end, else of the type.
Value measured(const Type& type, const Value& low, const Value& high, Decimal amount) {
  if (!low.is_null()) return with_amount(low, amount);
  if (!high.is_null()) return with_amount(high, amount);
  if (type.is(TypeKind::kMoney)) return Money{amount, type.currency()};
  if (type.is(TypeKind::kQuantity)) return Quantity{amount, type.unit()};
  return amount;
}

std::optional<Value> amount_between(const Type& type, const Value& low, const Value& high) {
  const std::optional<Decimal> from = amount_of(low);
  const std::optional<Decimal> to = amount_of(high);
  const auto amount = type.is_integer() ? integer_between(from, to) : decimal_between(from, to);
  if (!amount) return std::nullopt;
  return if_between(measured(type, low, high, *amount), low, high);
}

/// The middle of two whole numbers of steps, or one step from the end there is.
std::int64_t step_between(const std::optional<std::int64_t>& low,
                          const std::optional<std::int64_t>& high, std::int64_t otherwise) {
  if (low && high) return *low + (*high - *low) / 2;
  if (low) return *low + 1;
  if (high) return *high - 1;
  return otherwise;
}

std::optional<Value> date_between(const Value& low, const Value& high) {
  const auto days = [](const Value& end) {
    return end.is_null() ? std::nullopt : std::optional(end.date().days());
  };
  constexpr std::int64_t kYear2000 = 10957;
  return if_between(Date::from_days(step_between(days(low), days(high), kYear2000)), low, high);
}

std::optional<Value> months_between(const Value& low, const Value& high) {
  const auto months = [](const Value& end) {
    return end.is_null() ? std::nullopt : std::optional(end.months_duration().months);
  };
  return if_between(MonthsDuration{step_between(months(low), months(high), 0)}, low, high);
}

/// Times, moments and durations: the longest of a few steps from an end that stays between.
std::optional<Value> moment_between(const Value& low, const Value& high, const Value& otherwise) {
  const Value& end = low.is_null() ? high : low;
  if (end.is_null()) return otherwise;
  const Operator op = low.is_null() ? Operator::kSubtract : Operator::kAdd;
  for (const Int128 step :
       {kNanosecondsPerDay, 3600 * kNanosecondsPerSecond, 60 * kNanosecondsPerSecond,
        kNanosecondsPerSecond, kNanosecondsPerSecond / 1000, Int128{1}}) {
    const Value candidate = apply(op, end, DaysDuration{step});
    if (is_between(candidate, low, high)) return candidate;
  }
  return std::nullopt;
}

std::optional<Value> text_between(const Value& low, const Value& high) {
  const std::string start = low.is_null() ? std::string() : low.text();
  for (const std::string& candidate :
       {std::string("其他"), start + "其他", start + " ", start + '\x01'}) {
    if (is_between(candidate, low, high)) return Value(candidate);
  }
  return if_between("", low, high);
}

/// Kinds without an order of their own, or any kind: something else than the ends.
std::optional<Value> other_between(const Value& low, const Value& high) {
  for (const Value& end : {low, high}) {
    if (!end.is(TypeKind::kText)) continue;
    if (auto text = text_between(end, Value()); text && is_between(*text, low, high)) return text;
  }
  return if_between("其他", low, high);
}

}  // namespace

std::optional<Value> value_between(const Type& type, const Value& low, const Value& high) {
  switch (type.kind()) {
    case TypeKind::kNumber:
    case TypeKind::kMoney:
    case TypeKind::kQuantity: return amount_between(type, low, high);
    case TypeKind::kText: return text_between(low, high);
    case TypeKind::kDate: return date_between(low, high);
    case TypeKind::kMonthsDuration: return months_between(low, high);
    case TypeKind::kTime: return moment_between(low, high, Time{});
    case TypeKind::kDateTime:
      return moment_between(low, high, DateTime{Date::from_days(0), Time{}});
    case TypeKind::kDaysDuration: return moment_between(low, high, DaysDuration{});
    default: return other_between(low, high);
  }
}

}  // namespace zhaoshang
