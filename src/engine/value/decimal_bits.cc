#include "engine/value/decimal_bits.h"

#include <algorithm>

namespace zhaoshang {

int digit_count(UInt128 value) {
  const auto above = std::upper_bound(kPowersOfTen.begin(), kPowersOfTen.end(), value);
  return static_cast<int>(above - kPowersOfTen.begin());
}

DecimalParts DecimalBits::parts(Decimal d) {
  const bool negative = (d.high_ & kSign) != 0;
  if (!is_plain(d)) return {negative, 0, 0};
  const UInt128 coefficient = DecimalBits::coefficient(d);
  return {negative, coefficient < power_of_ten(kMaxDigits) ? coefficient : 0, exponent(d)};
}

std::optional<Decimal> DecimalBits::pack_exact(bool negative, UInt128 coefficient, int exponent) {
  if (coefficient == 0) return pack(negative, 0, std::clamp(exponent, kMinExponent, kMaxExponent));
  while (coefficient % 10 == 0 &&
         (coefficient >= power_of_ten(kMaxDigits) || exponent < kMinExponent)) {
    coefficient /= 10;
    ++exponent;
  }
  const int padding = std::max(exponent - kMaxExponent, 0);
  if (digit_count(coefficient) + padding > kMaxDigits || exponent < kMinExponent) {
    return std::nullopt;
  }
  return pack(negative, coefficient * power_of_ten(padding), exponent - padding);
}

Decimal DecimalBits::pack_rounded(bool negative, UInt128 coefficient, int exponent, bool more) {
  const int drop = std::max(digit_count(coefficient) - kMaxDigits, kMinExponent - exponent);
  if (drop > 0) {
    const bool all_dropped = drop > kMaxDigits + 4;  // less than a tenth of the last digit
    const UInt128 unit = all_dropped ? 0 : power_of_ten(drop);
    const UInt128 rest = all_dropped ? coefficient : coefficient % unit;
    UInt128 kept = all_dropped ? 0 : coefficient / unit;
    const UInt128 half = unit / 2;
    const bool above_half = !all_dropped && (rest > half || (rest == half && more));
    const bool tie = !all_dropped && rest == half && !more;
    if (above_half || (tie && kept % 2 == 1)) ++kept;
    coefficient = kept;
    exponent += drop;
    if (coefficient == power_of_ten(kMaxDigits)) {
      coefficient /= 10;
      ++exponent;
    }
  }
  return pack_exact(negative, coefficient, exponent).value_or(infinity(negative));
}

Decimal decimal_of(Int128 integer) {
  const bool negative = integer < 0;
  const UInt128 magnitude =
      negative ? -static_cast<UInt128>(integer) : static_cast<UInt128>(integer);
  return DecimalBits::pack_rounded(negative, magnitude, 0);
}

std::optional<Int128> truncated(Decimal value) {
  if (!value.is_finite()) return std::nullopt;
  const DecimalParts parts = DecimalBits::parts(value);
  UInt128 magnitude = parts.coefficient;
  if (parts.exponent < 0) {
    magnitude = -parts.exponent > kMaxDigits ? 0 : magnitude / power_of_ten(-parts.exponent);
  } else if (magnitude != 0) {
    if (parts.exponent + digit_count(magnitude) > 38) return std::nullopt;
    magnitude *= power_of_ten(parts.exponent);
  }
  const auto integer = static_cast<Int128>(magnitude);
  return parts.negative ? -integer : integer;
}

}  // namespace zhaoshang
