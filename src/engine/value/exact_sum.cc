#include "engine/value/exact_sum.h"

#include <algorithm>
#include <array>
#include <string>

#include "engine/value/decimal_bits.h"

namespace zhaoshang {

namespace {

constexpr int kLimbDigits = 18;
constexpr std::int64_t kLimbBase = 1'000'000'000'000'000'000;
/// Places of limbs count from here, so that none is negative.
constexpr int kLowestExponent = -344 * kLimbDigits;
static_assert(kLowestExponent <= kMinExponent);

UInt128 magnitude_of(Int128 value) {
  return value < 0 ? -static_cast<UInt128>(value) : static_cast<UInt128>(value);
}

}  // namespace

/// Limbs in base 10^18, from the lowest used on, each with a sign of its own. Carries wait until
/// the total: every value adds less than 2 × 10^18 to a limb, so 2^64 of them fit into 127 bits.
struct ExactSum::Wide {
  int first = 0;
  std::vector<Int128> limbs;

  /// Makes room for the limbs [from, to).
  void cover(int from, int to) {
    if (limbs.empty()) first = from;
    if (from < first) {
      limbs.insert(limbs.begin(), static_cast<std::size_t>(first - from), 0);
      first = from;
    }
    const auto needed = static_cast<std::size_t>(to - first);
    if (limbs.size() < needed) limbs.resize(needed);
  }

  void add(bool negative, UInt128 magnitude, int exponent) {
    const int place = (exponent - kLowestExponent) / kLimbDigits;
    const UInt128 shift = power_of_ten((exponent - kLowestExponent) % kLimbDigits);
    constexpr auto kBase = static_cast<UInt128>(kLimbBase);
    std::array<UInt128, 4> pieces{};
    for (std::size_t i = 0; magnitude != 0; ++i, magnitude /= kBase) {
      const UInt128 piece = (magnitude % kBase) * shift;
      pieces[i] += piece % kBase;
      pieces[i + 1] += piece / kBase;
    }
    cover(place, place + static_cast<int>(pieces.size()));
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      const auto piece = static_cast<Int128>(pieces[i]);
      limbs[static_cast<std::size_t>(place - first) + i] += negative ? -piece : piece;
    }
  }

  void add(const Wide& other) {
    if (other.limbs.empty()) return;
    cover(other.first, other.first + static_cast<int>(other.limbs.size()));
    for (std::size_t i = 0; i < other.limbs.size(); ++i) {
      limbs[static_cast<std::size_t>(other.first - first) + i] += other.limbs[i];
    }
  }

  /// Limbs of one sign, each below 10^18 in magnitude.
  static bool normalize(std::vector<Int128>& limbs) {
    for (int pass = 0;; ++pass) {
      Int128 carry = 0;
      for (Int128& limb : limbs) {
        const Int128 value = limb + carry;
        carry = value / kLimbBase;
        limb = value % kLimbBase;
        if (limb < 0) {
          limb += kLimbBase;
          --carry;
        }
      }
      if (carry == 0) return pass == 1;
      // Below zero: the sum of the limbs is carry × base^n + limbs; the negated digits come out
      // without a rest.
      limbs.push_back(carry);
      for (Int128& limb : limbs) limb = -limb;
    }
  }

  Decimal total() const {
    std::vector<Int128> digits = limbs;
    digits.resize(digits.size() + 3);  // room for every carry
    const bool negative = normalize(digits);
    while (!digits.empty() && digits.back() == 0) digits.pop_back();
    if (digits.empty()) return 0;
    // The two highest limbs and 10^2 of the third are 38 digits at most: enough to round 34 from.
    const std::size_t count = digits.size();
    const std::size_t taken = std::min<std::size_t>(2, count);
    UInt128 head = 0;
    for (std::size_t i = 0; i < taken; ++i) {
      head = head * static_cast<UInt128>(kLimbBase) + static_cast<UInt128>(digits[count - 1 - i]);
    }
    std::size_t next = count - taken;
    int exponent = kLowestExponent + (first + static_cast<int>(next)) * kLimbDigits;
    bool more = false;
    if (next > 0) {
      const int room = 38 - digit_count(head);
      const int shift = std::min(room, kLimbDigits);
      const auto third = static_cast<UInt128>(digits[--next]);
      const UInt128 unit = power_of_ten(kLimbDigits - shift);
      head = head * power_of_ten(shift) + third / unit;
      exponent -= shift;
      more = third % unit != 0;
    }
    for (std::size_t i = 0; i < next; ++i) more = more || digits[i] != 0;
    return DecimalBits::pack_rounded(negative, head, exponent, more);
  }
};

ExactSum::ExactSum() = default;
ExactSum::ExactSum(ExactSum&&) noexcept = default;
ExactSum& ExactSum::operator=(ExactSum&&) noexcept = default;
ExactSum::~ExactSum() = default;

ExactSum::ExactSum(const ExactSum& other)
    : narrow_(other.narrow_),
      exponent_(other.exponent_),
      started_(other.started_),
      finite_(other.finite_),
      count_(other.count_),
      wide_(other.wide_ ? std::make_unique<Wide>(*other.wide_) : nullptr) {}

ExactSum& ExactSum::operator=(const ExactSum& other) {
  if (this != &other) *this = ExactSum(other);
  return *this;
}

void ExactSum::spill() {
  if (!wide_) wide_ = std::make_unique<Wide>();
  wide_->add(narrow_ < 0, magnitude_of(narrow_), exponent_);
  narrow_ = 0;
  started_ = false;
}

bool ExactSum::add_narrow(Int128 coefficient, int exponent) {
  if (!started_) {
    narrow_ = coefficient;
    exponent_ = exponent;
    started_ = true;
    return true;
  }
  Int128 sum = narrow_;
  const int shift = exponent - exponent_;
  constexpr int kMaxShift = 38;
  if (shift > kMaxShift || shift < -kMaxShift) return false;
  Int128& larger_unit = shift > 0 ? coefficient : sum;
  const auto factor = static_cast<Int128>(power_of_ten(shift > 0 ? shift : -shift));
  if (shift != 0 && __builtin_mul_overflow(larger_unit, factor, &larger_unit)) return false;
  if (__builtin_add_overflow(sum, coefficient, &sum)) return false;
  narrow_ = sum;
  exponent_ = std::min(exponent, exponent_);
  return true;
}

void ExactSum::add(Decimal value) {
  ++count_;
  if (!value.is_finite()) {
    finite_ = false;
    return;
  }
  const DecimalParts parts = DecimalBits::parts(value);
  if (parts.coefficient == 0) return;
  const auto coefficient = static_cast<Int128>(parts.coefficient);
  const Int128 with_sign = parts.negative ? -coefficient : coefficient;
  if (add_narrow(with_sign, parts.exponent)) return;
  spill();
  add_narrow(with_sign, parts.exponent);
}

void ExactSum::merge(const ExactSum& other) {
  count_ += other.count_;
  finite_ = finite_ && other.finite_;
  if (other.wide_) {
    if (!wide_) wide_ = std::make_unique<Wide>();
    wide_->add(*other.wide_);
  }
  if (other.started_ && !add_narrow(other.narrow_, other.exponent_)) {
    spill();
    add_narrow(other.narrow_, other.exponent_);
  }
}

Decimal ExactSum::total() const {
  if (!finite_) return DecimalBits::nan();
  if (!wide_) {
    return DecimalBits::pack_rounded(narrow_ < 0, magnitude_of(narrow_), exponent_);
  }
  Wide sum = *wide_;
  sum.add(narrow_ < 0, magnitude_of(narrow_), exponent_);
  return sum.total();
}

}  // namespace zhaoshang
