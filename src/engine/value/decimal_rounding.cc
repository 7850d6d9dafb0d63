// Rounding to a declared scale or quantum, by whole-number arithmetic on the coefficient: exact in
// every mode.
#include <algorithm>
#include <utility>

#include "engine/value/decimal.h"
#include "engine/value/decimal_bits.h"

namespace zhaoshang {

namespace {

/// What lies between a value and the multiple just below it (in magnitude).
enum class Rest { kNone, kBelowHalf, kHalf, kAboveHalf };

/// Whether the magnitude goes up to the next multiple.
bool goes_up(Rounding mode, Rest rest, bool negative, bool is_odd) {
  if (rest == Rest::kNone) return false;
  switch (mode) {
    case Rounding::kHalfUp: return rest >= Rest::kHalf;
    case Rounding::kHalfDown: return rest == Rest::kAboveHalf;
    case Rounding::kHalfEven: return rest == Rest::kAboveHalf || (rest == Rest::kHalf && is_odd);
    case Rounding::kUp: return true;
    case Rounding::kDown: return false;
    case Rounding::kFloor: return negative;
    case Rounding::kCeiling: return !negative;
  }
  return false;
}

template <typename Number>
Rest rest_of(const Number& below, const Number& above) {
  if (below < above) return Rest::kBelowHalf;
  return below == above ? Rest::kHalf : Rest::kAboveHalf;
}

/// The exponent of a power of ten, whatever form it has; nullopt: it is none.
std::optional<int> power_of_ten_exponent(Decimal value) {
  const DecimalParts parts = DecimalBits::parts(value);
  const int digits = digit_count(parts.coefficient);
  if (digits == 0 || parts.coefficient != power_of_ten(digits - 1)) return std::nullopt;
  return parts.exponent + digits - 1;
}

}  // namespace

namespace {

constexpr std::pair<std::string_view, Rounding> kModes[] = {
    {"half up", Rounding::kHalfUp},     {"half down", Rounding::kHalfDown},
    {"half even", Rounding::kHalfEven}, {"up", Rounding::kUp},
    {"down", Rounding::kDown},          {"floor", Rounding::kFloor},
    {"ceiling", Rounding::kCeiling}};

}  // namespace

std::optional<Rounding> rounding_of(std::string_view word) {
  for (const auto& [name, mode] : kModes) {
    if (name == word) return mode;
  }
  return std::nullopt;
}

std::string_view rounding_word(Rounding mode) {
  for (const auto& [name, each] : kModes) {
    if (each == mode) return name;
  }
  return {};
}

Decimal Decimal::rounded(int scale, Rounding mode) const {
  if (!is_finite()) return *this;
  const DecimalParts parts = DecimalBits::parts(*this);
  constexpr int kFar = 7000;  // beyond every exponent
  scale = std::clamp(scale, -kFar, kFar);
  const int drop = -scale - parts.exponent;
  if (drop <= 0 || parts.coefficient == 0) return *this;
  UInt128 kept = 0;
  Rest rest = Rest::kBelowHalf;
  if (drop <= kMaxDigits) {
    const UInt128 unit = power_of_ten(drop);
    kept = parts.coefficient / unit;
    const UInt128 below = parts.coefficient % unit;
    rest = below == 0 ? Rest::kNone : rest_of(below, unit - below);
  }
  if (goes_up(mode, rest, parts.negative, kept % 2 == 1)) ++kept;
  return DecimalBits::pack_exact(parts.negative, kept, -scale)
      .value_or(DecimalBits::infinity(parts.negative));
}

Decimal Decimal::rounded_to(Decimal quantum, Rounding mode) const {
  if (!is_finite() || !quantum.is_finite() || quantum <= Decimal()) return DecimalBits::nan();
  if (const std::optional<int> exponent = power_of_ten_exponent(quantum)) {
    return rounded(-*exponent, mode);
  }
  const Decimal magnitude = abs();
  const Decimal below = modulo(magnitude, quantum);  // exact
  const Decimal base = magnitude - below;
  const Rest rest = below.is_zero() ? Rest::kNone : rest_of(below, quantum - below);
  const bool is_odd = !modulo(base, quantum + quantum).is_zero();
  const bool negative = is_negative();
  const Decimal result = goes_up(mode, rest, negative, is_odd) ? base + quantum : base;
  return negative ? -result : result;
}

Decimal Decimal::floor() const { return rounded(0, Rounding::kFloor); }

Decimal Decimal::ceiling() const { return rounded(0, Rounding::kCeiling); }

}  // namespace zhaoshang
