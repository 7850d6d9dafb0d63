// WideFixed: signed fixed-point numbers with 108 decimal places, the room in which exp, log and
// power are worked out before their one rounding to 34 digits. For the .cc files of this folder
// only.
#pragma once

#include <array>
#include <cstdint>

#include "engine/value/decimal.h"
#include "engine/value/decimal_bits.h"

namespace zhaoshang {

class WideFixed {
 public:
  static constexpr int kLimbDigits = 9;
  static constexpr int kFractionLimbs = 12;
  static constexpr int kPlaces = kLimbDigits * kFractionLimbs;

  WideFixed() = default;
  explicit WideFixed(std::uint32_t whole);
  /// coefficient × 10^exponent, what lies below the last place dropped; the value must be below
  /// 10^54.
  WideFixed(const DecimalParts& parts);  // NOLINT: a decimal is a number

  bool is_zero() const;
  WideFixed operator-() const;
  friend WideFixed operator+(const WideFixed& a, const WideFixed& b);
  friend WideFixed operator-(const WideFixed& a, const WideFixed& b) { return a + -b; }
  friend WideFixed operator*(const WideFixed& a, const WideFixed& b);
  /// By a small number; the rest is dropped.
  friend WideFixed operator/(const WideFixed& a, std::uint32_t divisor);
  /// By a number of any size: Newton's way from a first guess of 34 digits.
  friend WideFixed operator/(const WideFixed& a, const WideFixed& b);
  /// Times 10^places; what leaves at either end is dropped.
  WideFixed shifted(int places) const;

  /// This times 10^exponent, rounded to 34 digits. `right_limbs`: how many limbs of the fraction
  /// count; what differs from a tie only below them is one.
  Decimal rounded(int exponent, std::size_t right_limbs = kFractionLimbs) const;

 private:
  static constexpr std::uint32_t kBase = 1'000'000'000;
  static constexpr std::size_t kLimbs = kFractionLimbs + 6;

  /// a and b without their signs.
  static bool less(const WideFixed& a, const WideFixed& b);

  std::array<std::uint32_t, kLimbs> limbs_{};  // the lowest first
  bool negative_ = false;
};

}  // namespace zhaoshang
