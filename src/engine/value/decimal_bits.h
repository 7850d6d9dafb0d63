// The inside of Decimal: its BID fields, powers of ten, and the way to Intel's library and back.
// For the .cc files of this folder only.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "engine/value/decimal.h"
#include "engine/value/wide_integer.h"

extern "C" {
#include <bid_conf.h>
#include <bid_functions.h>
}

namespace zhaoshang {

inline constexpr int kMaxDigits = 34;
inline constexpr int kExponentBias = 6176;
inline constexpr int kMinExponent = -6176;
inline constexpr int kMaxExponent = 6111;

inline constexpr std::array<UInt128, 39> kPowersOfTen = [] {
  std::array<UInt128, 39> powers{1};
  for (std::size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 10;
  return powers;
}();

/// 10^n for n in 0..38.
constexpr UInt128 power_of_ten(int n) { return kPowersOfTen[static_cast<std::size_t>(n)]; }
/// Digits of a coefficient; 0 has none.
int digit_count(UInt128 value);

/// Sign, coefficient and exponent of a finite decimal.
struct DecimalParts {
  bool negative = false;
  UInt128 coefficient = 0;
  int exponent = 0;
};

/// Access to the bits of a Decimal.
struct DecimalBits {
  static constexpr std::uint64_t kSign = Decimal::kSign;
  static constexpr std::uint64_t kSpecial =
      0x7800000000000000ULL;  // infinities and NaNs have all of these
  static constexpr std::uint64_t kLargeForm = Decimal::kLargeForm;
  static constexpr int kExponentShift = 49;
  static constexpr std::uint64_t kHighCoefficient = (1ULL << kExponentShift) - 1;

  static std::uint64_t high(Decimal d) { return d.high_; }
  static std::uint64_t low(Decimal d) { return d.low_; }
  static Decimal make(std::uint64_t high, std::uint64_t low) {
    Decimal d;
    d.high_ = high;
    d.low_ = low;
    return d;
  }
  static Decimal infinity(bool negative) { return make(kSpecial | (negative ? kSign : 0), 0); }
  static Decimal nan() { return make(0x7C00000000000000ULL, 0); }

  static bool is_plain(Decimal d) { return (d.high_ & kLargeForm) != kLargeForm; }
  static int exponent(Decimal d) {
    return static_cast<int>((d.high_ & ~kSign) >> kExponentShift) - kExponentBias;
  }
  static UInt128 coefficient(Decimal d) {
    return (static_cast<UInt128>(d.high_ & kHighCoefficient) << 64U) | d.low_;
  }

  /// Of a finite value; one that is not in canonical form is zero, as the standard says.
  static DecimalParts parts(Decimal d);
  /// As it stands: the coefficient must have at most 34 digits and the exponent must be in range.
  static Decimal pack(bool negative, UInt128 coefficient, int exponent) {
    const auto biased = static_cast<std::uint64_t>(exponent + kExponentBias);
    return make((negative ? kSign : 0) | (biased << kExponentShift) |
                    static_cast<std::uint64_t>(coefficient >> 64U),
                static_cast<std::uint64_t>(coefficient));
  }
  /// Only if the value can be held exactly.
  static std::optional<Decimal> pack_exact(bool negative, UInt128 coefficient, int exponent);
  /// Rounded half to even to 34 digits; `more`: something below the last digit was left out. Too
  /// large: infinity.
  static Decimal pack_rounded(bool negative, UInt128 coefficient, int exponent, bool more = false);

  static BID_UINT128 to_bid(Decimal d) { return BID_UINT128{{d.low_, d.high_}}; }
  static Decimal from_bid(BID_UINT128 b) { return make(b.w[1], b.w[0]); }
};

/// A whole number as a decimal, rounded half to even to 34 digits.
Decimal decimal_of(Int128 integer);
/// The integer part, toward zero, if it fits.
std::optional<Int128> truncated(Decimal value);

}  // namespace zhaoshang
