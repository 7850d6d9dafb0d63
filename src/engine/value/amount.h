// Values that measure something (numbers, money, quantities) as a decimal and what it counts, so
// that rules can add, split and round them alike. Converts nothing.
#pragma once

#include <optional>
#include <vector>

#include "engine/value/decimal.h"
#include "engine/value/value.h"

namespace zhaoshang {

/// The decimal of a number, of money (in the currency's base unit) or of a quantity; nullopt for
/// every other kind.
std::optional<Decimal> amount_of(const Value& value);

/// `amount` of what `like` measures: its currency or unit. Null where it is not finite.
/// Null where there is no result; an overflow is refused.
Value finite_number(Decimal number);
/// A result that must not be zero: one too small to hold is refused, never taken for nothing.
Decimal above_nothing(Decimal result);
/// a × b, and dividend ÷ divisor, which is not zero: refused where they are too small to hold.
Decimal product_of(Decimal a, Decimal b);
Decimal quotient_of(Decimal dividend, Decimal divisor);
Value with_amount(const Value& like, Decimal amount);

/// Whether both are amounts of the same currency or unit, or plain numbers.
bool same_measure(const Value& a, const Value& b);

/// The exact sum, rounded once; null where there is none: no value, a null, or different measures.
Value sum_of(const std::vector<Value>& values);

}  // namespace zhaoshang
