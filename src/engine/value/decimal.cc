// Arithmetic and comparison. Small coefficients take a short way with the same bits as Intel's
// library; everything else goes through the library.
#include "engine/value/decimal.h"

#include <functional>

#include "engine/value/decimal_bits.h"

namespace zhaoshang {

namespace {

constexpr unsigned kNearest = 0;  // BID_ROUNDING_TO_NEAREST: half to even

/// 10^n as far as a small coefficient may be scaled: 2^64 × 10^18 still leaves room for a sum in
/// 127 bits.
constexpr int kSmallShift = 18;

bool is_small(Decimal d) {
  return DecimalBits::is_plain(d) && (DecimalBits::high(d) & DecimalBits::kHighCoefficient) == 0;
}

bool has_sign(Decimal d) { return (DecimalBits::high(d) & DecimalBits::kSign) != 0; }

/// Small coefficients of one exponent: nearly all there is in a column of amounts.
bool are_alike(Decimal a, Decimal b) {
  return is_small(a) && ((DecimalBits::high(a) ^ DecimalBits::high(b)) & ~DecimalBits::kSign) == 0;
}

Int128 signed_low(Decimal d) {
  const auto low = static_cast<Int128>(DecimalBits::low(d));
  return has_sign(d) ? -low : low;
}

/// Both coefficients, with their signs, in units of the smaller exponent.
struct Aligned {
  Int128 a = 0;
  Int128 b = 0;
  int exponent = 0;
};

std::optional<Aligned> align_small(Decimal a, Decimal b) {
  if (!is_small(a) || !is_small(b)) return std::nullopt;
  const int shift = DecimalBits::exponent(a) - DecimalBits::exponent(b);
  if (shift > kSmallShift || shift < -kSmallShift) return std::nullopt;
  Aligned aligned{signed_low(a), signed_low(b), DecimalBits::exponent(shift > 0 ? b : a)};
  if (shift > 0) aligned.a *= static_cast<Int128>(power_of_ten(shift));
  if (shift < 0) aligned.b *= static_cast<Int128>(power_of_ten(-shift));
  return aligned;
}

/// A sum of signed coefficients; two negative zeros make one.
Decimal pack_sum(Int128 sum, bool both_signed, int exponent) {
  const auto magnitude = static_cast<UInt128>(sum < 0 ? -sum : sum);
  return DecimalBits::pack(sum < 0 || (sum == 0 && both_signed), magnitude, exponent);
}

/// The library's flags are of no use to us: what is not finite shows in the value.
template <typename Function, typename... Arguments>
Decimal by_library(Function function, Arguments... arguments) {
  unsigned flags = 0;
  return DecimalBits::from_bid(function(DecimalBits::to_bid(arguments)..., kNearest, &flags));
}

}  // namespace

Decimal Decimal::scaled(std::int64_t coefficient, int exponent) {
  const bool negative = coefficient < 0;
  const auto bits = static_cast<std::uint64_t>(coefficient);
  return DecimalBits::pack_rounded(negative, negative ? 0 - bits : bits, exponent);
}

bool Decimal::is_finite() const { return (high_ & DecimalBits::kSpecial) != DecimalBits::kSpecial; }

bool Decimal::is_infinite() const {
  constexpr std::uint64_t kNotANumber = 0x0400000000000000ULL;
  return !is_finite() && (high_ & kNotANumber) == 0;
}

bool Decimal::is_zero() const { return is_finite() && DecimalBits::parts(*this).coefficient == 0; }

bool Decimal::is_negative() const { return has_sign(*this) && !is_zero(); }

bool Decimal::is_integer() const {
  if (!is_finite()) return false;
  const DecimalParts parts = DecimalBits::parts(*this);
  if (parts.exponent >= 0 || parts.coefficient == 0) return true;
  return -parts.exponent < kMaxDigits && parts.coefficient % power_of_ten(-parts.exponent) == 0;
}

Decimal::Leading Decimal::leading() const {
  const DecimalParts parts = DecimalBits::parts(*this);
  const int before = digit_count(parts.coefficient) - 1;
  const int exponent = parts.exponent + before;
  if (parts.coefficient > UINT64_MAX)
    return {static_cast<int>(parts.coefficient / power_of_ten(before)), exponent};
  const auto power = static_cast<std::uint64_t>(power_of_ten(before));
  return {static_cast<int>(static_cast<std::uint64_t>(parts.coefficient) / power), exponent};
}

Decimal Decimal::operator-() const { return DecimalBits::make(high_ ^ DecimalBits::kSign, low_); }

Decimal Decimal::abs() const { return DecimalBits::make(high_ & ~DecimalBits::kSign, low_); }

Decimal operator+(Decimal a, Decimal b) {
  const bool both_signed = has_sign(a) && has_sign(b);
  if (are_alike(a, b)) {
    return pack_sum(signed_low(a) + signed_low(b), both_signed, DecimalBits::exponent(a));
  }
  if (const std::optional<Aligned> aligned = align_small(a, b)) {
    const Int128 sum = aligned->a + aligned->b;
    constexpr auto kLimit = static_cast<Int128>(power_of_ten(kMaxDigits));
    if (sum < kLimit && sum > -kLimit) return pack_sum(sum, both_signed, aligned->exponent);
  }
  return by_library(bid128_add, a, b);
}

Decimal operator-(Decimal a, Decimal b) { return a + -b; }

Decimal operator*(Decimal a, Decimal b) {
  if (is_small(a) && is_small(b)) {
    const UInt128 product = static_cast<UInt128>(DecimalBits::low(a)) * DecimalBits::low(b);
    const int exponent = DecimalBits::exponent(a) + DecimalBits::exponent(b);
    if (product < power_of_ten(kMaxDigits) && exponent >= kMinExponent &&
        exponent <= kMaxExponent) {
      return DecimalBits::pack(has_sign(a) != has_sign(b), product, exponent);
    }
  }
  return by_library(bid128_mul, a, b);
}

Decimal operator/(Decimal a, Decimal b) { return by_library(bid128_div, a, b); }

std::strong_ordering Decimal::compare(Decimal a, Decimal b) {
  if (const std::optional<Aligned> aligned = align_small(a, b)) return aligned->a <=> aligned->b;
  unsigned flags = 0;
  const BID_UINT128 x = DecimalBits::to_bid(a);
  const BID_UINT128 y = DecimalBits::to_bid(b);
  if (bid128_quiet_less(x, y, &flags) != 0) return std::strong_ordering::less;
  if (bid128_quiet_greater(x, y, &flags) != 0) return std::strong_ordering::greater;
  return std::strong_ordering::equal;
}

Decimal Decimal::modulo(Decimal dividend, Decimal divisor) {
  if (!dividend.is_finite() || !divisor.is_finite() || divisor.is_zero()) return DecimalBits::nan();
  unsigned flags = 0;
  const Decimal rest = DecimalBits::from_bid(
      bid128_fmod(DecimalBits::to_bid(dividend), DecimalBits::to_bid(divisor), &flags));
  const bool signs_differ = rest.is_negative() != divisor.is_negative();
  return !rest.is_zero() && signs_differ ? rest + divisor : rest;
}

std::optional<Decimal> Decimal::sqrt() const {
  if (!is_finite() || is_negative()) return std::nullopt;
  return by_library(bid128_sqrt, *this);
}

std::optional<std::int64_t> Decimal::to_int64() const {
  if (!is_integer()) return std::nullopt;
  const std::optional<Int128> integer = truncated(*this);
  if (!integer || *integer != static_cast<std::int64_t>(*integer)) return std::nullopt;
  return static_cast<std::int64_t>(*integer);
}

std::size_t Decimal::hash() const {
  if (!is_finite()) return std::hash<std::uint64_t>{}(high_);
  DecimalParts parts = DecimalBits::parts(*this);
  if (parts.coefficient == 0) return 0;
  while (parts.coefficient % 10 == 0) {
    parts.coefficient /= 10;
    ++parts.exponent;
  }
  const auto mix = [](std::uint64_t seed, std::uint64_t value) {
    return (seed ^ value) * 0x9E3779B97F4A7C15ULL;
  };
  std::uint64_t hash = mix(parts.negative ? 1 : 2, static_cast<std::uint64_t>(parts.coefficient));
  hash = mix(hash ^ (hash >> 32U), static_cast<std::uint64_t>(parts.coefficient >> 64U));
  hash = mix(hash ^ (hash >> 32U), static_cast<std::uint64_t>(parts.exponent));
  return hash ^ (hash >> 32U);
}

}  // namespace zhaoshang
