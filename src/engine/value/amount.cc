#include "engine/value/amount.h"

#include <algorithm>

#include "engine/base/refusal.h"
#include "engine/value/exact_sum.h"
#include "engine/value/value_diagnostics.h"

namespace zhaoshang {

std::optional<Decimal> amount_of(const Value& value) {
  switch (value.kind()) {
    case TypeKind::kNumber: return value.number();
    case TypeKind::kMoney: return value.money().amount;
    case TypeKind::kQuantity: return value.quantity().amount;
    default: return std::nullopt;
  }
}

Value finite_number(Decimal number) {
  if (number.is_infinite()) throw Refusal(value_diagnostics::number_overflow());
  return number.is_finite() ? Value(number) : Value();
}

Decimal above_nothing(Decimal result) {
  if (result.is_zero()) throw Refusal(value_diagnostics::number_underflow());
  return result;
}

Decimal product_of(Decimal a, Decimal b) {
  const Decimal result = a * b;
  return a.is_zero() || b.is_zero() ? result : above_nothing(result);
}

Decimal quotient_of(Decimal dividend, Decimal divisor) {
  const Decimal result = dividend / divisor;
  return dividend.is_zero() ? result : above_nothing(result);
}

Value with_amount(const Value& like, Decimal amount) {
  if (finite_number(amount).is_null()) return {};
  switch (like.kind()) {
    case TypeKind::kNumber: return amount;
    case TypeKind::kMoney: return Money{amount, like.money().currency};
    case TypeKind::kQuantity: return Quantity{amount, like.quantity().unit};
    default: return {};
  }
}

bool same_measure(const Value& a, const Value& b) {
  if (a.kind() != b.kind()) return false;
  switch (a.kind()) {
    case TypeKind::kNumber: return true;
    case TypeKind::kMoney: return a.money().currency == b.money().currency;
    case TypeKind::kQuantity: return a.quantity().unit == b.quantity().unit;
    default: return false;
  }
}

Value sum_of(const std::vector<Value>& values) {
  if (values.empty()) return {};
  const bool alike = std::all_of(values.begin(), values.end(), [&](const Value& value) {
    return same_measure(values.front(), value);
  });
  if (!alike) return {};
  ExactSum sum;
  for (const Value& value : values) sum.add(*amount_of(value));
  return with_amount(values.front(), sum.total());
}

}  // namespace zhaoshang
