// exp, log and power, right to the last of 34 digits. Intel's library is off by some units there:
// it only says whether a result is in range.
#include "engine/value/decimal.h"

#include <cstdint>
#include <optional>
#include <utility>

#include "engine/value/decimal_bits.h"
#include "engine/value/wide_fixed.h"

namespace zhaoshang {

namespace {

constexpr unsigned kNearest = 0;

/// 2 × (z + z³/3 + z⁵/5 + …), for |z| well below 1.
WideFixed twice_artanh(const WideFixed& z) {
  const WideFixed square = z * z;
  WideFixed power = z;
  WideFixed sum = z;
  for (std::uint32_t n = 3; !power.is_zero(); n += 2) {
    power = power * square;
    sum = sum + power / n;
  }
  return sum + sum;
}

const WideFixed& log_of_ten() {
  // 10 = 2³ × 5/4
  static const WideFixed kLog = [] {
    const WideFixed two = twice_artanh(WideFixed(1) / 3);
    return two + two + two + twice_artanh(WideFixed(1) / 9);
  }();
  return kLog;
}

/// The logarithm of a number above zero.
WideFixed wide_log(Decimal number) {
  DecimalParts parts = DecimalBits::parts(number);
  // number = m × 10^tens with m from 0.4 to 4, so that only numbers near 1 have a small logarithm.
  int tens = parts.exponent + digit_count(parts.coefficient) - 1;
  const UInt128 leading = parts.coefficient / power_of_ten(digit_count(parts.coefficient) - 1);
  if (leading >= 4) ++tens;
  parts.exponent -= tens;
  const WideFixed m(parts);
  const WideFixed one(1);
  const WideFixed of_m = twice_artanh((m - one) / (m + one));
  const DecimalParts count{tens < 0, static_cast<UInt128>(tens < 0 ? -tens : tens), 0};
  return of_m + WideFixed(count) * log_of_ten();
}

/// e^x, which must be in range or nearly so.
Decimal wide_exp(const WideFixed& x, std::size_t right_limbs = WideFixed::kFractionLimbs) {
  const Decimal tens = (x.rounded(0) / log_of_ten().rounded(0)).rounded(0, Rounding::kHalfEven);
  const WideFixed rest = x - WideFixed(DecimalBits::parts(tens)) * log_of_ten();
  WideFixed term(1);
  WideFixed sum(1);
  for (std::uint32_t n = 1; !term.is_zero(); ++n) {
    term = term * rest / n;
    sum = sum + term;
  }
  return sum.rounded(static_cast<int>(tens.to_int64().value_or(0)), right_limbs);
}

/// A power of a power of ten is exact as far as there are numbers; nullopt: it is none, or beyond.
std::optional<Decimal> power_of_power_of_ten(Decimal base, Decimal exponent) {
  DecimalParts parts = DecimalBits::parts(base);
  if (parts.coefficient == 0) return std::nullopt;
  for (; parts.coefficient % 10 == 0; parts.coefficient /= 10) ++parts.exponent;
  const std::optional<std::int64_t> times = exponent.to_int64();
  constexpr std::int64_t kMost = kMaxExponent - kMinExponent;
  if (parts.coefficient != 1 || !times || *times > kMost || *times < -kMost) return std::nullopt;
  const std::int64_t tens = parts.exponent * *times;
  if (tens < kMinExponent || tens > kMaxExponent) return std::nullopt;
  return DecimalBits::pack(parts.negative && *times % 2 != 0, 1, static_cast<int>(tens));
}

/// What the library gives, where that is no number, zero or too large to work out.
bool is_out_of_range(Decimal estimate) { return !estimate.is_finite() || estimate.is_zero(); }

}  // namespace

Decimal Decimal::exp() const {
  unsigned flags = 0;
  const Decimal estimate =
      DecimalBits::from_bid(bid128_exp(DecimalBits::to_bid(*this), kNearest, &flags));
  if (is_out_of_range(estimate)) return estimate;
  return wide_exp(WideFixed(DecimalBits::parts(*this)));
}

std::optional<Decimal> Decimal::log() const {
  if (!is_finite() || is_zero() || is_negative()) return std::nullopt;
  return wide_log(*this).rounded(0);
}

Decimal Decimal::power(Decimal exponent) const {
  if (const auto exact = power_of_power_of_ten(*this, exponent)) return *exact;
  unsigned flags = 0;
  const Decimal estimate = DecimalBits::from_bid(
      bid128_pow(DecimalBits::to_bid(*this), DecimalBits::to_bid(exponent), kNearest, &flags));
  if (is_out_of_range(estimate) || is_zero() || exponent.is_zero()) return estimate;
  // x^y = e^(y log x): the digits of y first, then its exponent, since y alone may be out of reach.
  DecimalParts parts = DecimalBits::parts(exponent);
  const int shift = std::exchange(parts.exponent, 0);
  const WideFixed product = (wide_log(abs()) * WideFixed(parts)).shifted(shift);
  // The digits of y and its exponent may have brought an error forward by 10^37.
  constexpr std::size_t kRightLimbs = 7;
  const Decimal result = wide_exp(product, kRightLimbs);
  return estimate.is_negative() ? -result : result;
}

}  // namespace zhaoshang
