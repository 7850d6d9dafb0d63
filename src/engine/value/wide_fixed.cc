#include "engine/value/wide_fixed.h"

#include <algorithm>

namespace zhaoshang {

WideFixed::WideFixed(std::uint32_t whole) { limbs_[kFractionLimbs] = whole; }

WideFixed::WideFixed(const DecimalParts& parts) : negative_(parts.negative) {
  UInt128 rest = parts.coefficient;
  for (std::size_t i = kFractionLimbs; rest != 0; ++i, rest /= kBase) {
    limbs_[i] = static_cast<std::uint32_t>(rest % kBase);
  }
  *this = shifted(parts.exponent);
}

bool WideFixed::is_zero() const {
  return std::all_of(limbs_.begin(), limbs_.end(), [](std::uint32_t limb) { return limb == 0; });
}

bool WideFixed::less(const WideFixed& a, const WideFixed& b) {
  return std::lexicographical_compare(a.limbs_.rbegin(), a.limbs_.rend(), b.limbs_.rbegin(),
                                      b.limbs_.rend());
}

WideFixed WideFixed::operator-() const {
  WideFixed negated = *this;
  negated.negative_ = !negative_;
  return negated;
}

WideFixed operator+(const WideFixed& a, const WideFixed& b) {
  if (a.negative_ != b.negative_ && WideFixed::less(a, b)) return b + a;
  const bool subtracts = a.negative_ != b.negative_;
  WideFixed sum = a;
  std::int64_t carry = 0;
  for (std::size_t i = 0; i < WideFixed::kLimbs; ++i) {
    const auto limb = static_cast<std::int64_t>(b.limbs_[i]);
    std::int64_t value = a.limbs_[i] + carry + (subtracts ? -limb : limb);
    carry = value < 0 ? -1 : value / WideFixed::kBase;
    value -= carry * WideFixed::kBase;
    sum.limbs_[i] = static_cast<std::uint32_t>(value);
  }
  return sum;
}

WideFixed operator*(const WideFixed& a, const WideFixed& b) {
  constexpr std::size_t kLimbs = WideFixed::kLimbs;
  std::array<std::uint64_t, 2 * kLimbs> product{};
  for (std::size_t i = 0; i < kLimbs; ++i) {
    std::uint64_t carry = 0;
    for (std::size_t k = 0; k < kLimbs; ++k) {
      const std::uint64_t value =
          product[i + k] + static_cast<std::uint64_t>(a.limbs_[i]) * b.limbs_[k] + carry;
      product[i + k] = value % WideFixed::kBase;
      carry = value / WideFixed::kBase;
    }
    product[i + kLimbs] = carry;
  }
  WideFixed result;
  for (std::size_t i = 0; i < kLimbs; ++i) {
    result.limbs_[i] = static_cast<std::uint32_t>(product[i + WideFixed::kFractionLimbs]);
  }
  result.negative_ = a.negative_ != b.negative_;
  return result;
}

WideFixed operator/(const WideFixed& a, std::uint32_t divisor) {
  WideFixed quotient = a;
  std::uint64_t rest = 0;
  for (std::size_t i = WideFixed::kLimbs; i-- > 0;) {
    const std::uint64_t value = rest * WideFixed::kBase + a.limbs_[i];
    quotient.limbs_[i] = static_cast<std::uint32_t>(value / divisor);
    rest = value % divisor;
  }
  return quotient;
}

WideFixed operator/(const WideFixed& a, const WideFixed& b) {
  // Each step doubles the digits that are right: 33, 66, 132.
  WideFixed reciprocal(DecimalBits::parts(Decimal(1) / b.rounded(0)));
  for (int step = 0; step < 2; ++step) {
    reciprocal = reciprocal * (WideFixed(2) - b * reciprocal);
  }
  return a * reciprocal;
}

WideFixed WideFixed::shifted(int places) const {
  // Whole limbs first, then the digits within them.
  const int limbs =
      places >= 0 ? places / kLimbDigits : -((-places + kLimbDigits - 1) / kLimbDigits);
  const auto factor = static_cast<std::uint32_t>(power_of_ten(places - limbs * kLimbDigits));
  WideFixed moved;
  moved.negative_ = negative_;
  std::uint64_t carry = 0;
  for (int i = -limbs - 1; i < static_cast<int>(kLimbs) - limbs; ++i) {
    const int to = i + limbs;
    const std::uint64_t limb =
        i >= 0 && i < static_cast<int>(kLimbs) ? limbs_[static_cast<std::size_t>(i)] : 0;
    const std::uint64_t value = limb * factor + carry;
    carry = value / kBase;
    if (to >= 0)
      moved.limbs_[static_cast<std::size_t>(to)] = static_cast<std::uint32_t>(value % kBase);
  }
  return moved;
}

Decimal WideFixed::rounded(int exponent, std::size_t right_limbs) const {
  const std::size_t lowest = kFractionLimbs - right_limbs;
  WideFixed kept = *this;
  if (lowest > 0) {
    WideFixed half;
    half.limbs_[lowest - 1] = kBase / 2;
    half.negative_ = negative_;
    kept = kept + half;
  }
  std::fill(kept.limbs_.begin(), kept.limbs_.begin() + static_cast<std::ptrdiff_t>(lowest), 0U);
  std::size_t top = kLimbs;
  while (top > 0 && kept.limbs_[top - 1] == 0) --top;
  constexpr int kHeadDigits = 38;
  UInt128 head = 0;
  std::size_t next = top;
  while (next > 0 && digit_count(head) <= kHeadDigits - kLimbDigits) {
    head = head * kBase + kept.limbs_[--next];
  }
  // Part of one more limb fills it up.
  int place = exponent + kLimbDigits * (static_cast<int>(next) - kFractionLimbs);
  bool more = false;
  if (next > 0) {
    const int room = kHeadDigits - digit_count(head);
    const auto unit = static_cast<std::uint32_t>(power_of_ten(kLimbDigits - room));
    const std::uint32_t limb = kept.limbs_[--next];
    head = head * power_of_ten(room) + limb / unit;
    place -= room;
    more = limb % unit != 0;
  }
  for (std::size_t i = 0; i < next; ++i) more = more || kept.limbs_[i] != 0;
  return DecimalBits::pack_rounded(negative_, head, place, more);
}

}  // namespace zhaoshang
