// Decimal: IEEE 754-2008 decimal128, the one number of the programme (DMN 10.3.2.3.1). 34 digits,
// half to even, exact where the result fits. In and out as text without an exponent. No binary
// floating point anywhere.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace zhaoshang {

/// How a value is brought to a quantum: the words of `round:` in a policy and of FEEL's rounding
/// functions.
enum class Rounding { kHalfUp, kHalfDown, kHalfEven, kUp, kDown, kFloor, kCeiling };

/// "half up" and so on, as policies write them; nullopt: none of them.
std::optional<Rounding> rounding_of(std::string_view word);
std::string_view rounding_word(Rounding mode);

/// A decimal128 in BID form; the default is zero. An operation that overflows or has no result
/// yields a value for which is_finite() is false; who makes a Value of it turns that into null, or
/// refuses it (finite_number).
class Decimal {
 public:
  constexpr Decimal() = default;
  constexpr Decimal(std::int64_t integer);  // NOLINT: an integer is a number
  constexpr Decimal(int integer) : Decimal(static_cast<std::int64_t>(integer)) {}  // NOLINT

  /// coefficient × 10^exponent, exact; |coefficient| < 10^18.
  static Decimal scaled(std::int64_t coefficient, int exponent);
  /// `[+-]digits[.digits][e[+-]digits]` or `.digits`; nullopt for anything else and for more than
  /// 34 significant digits.
  static std::optional<Decimal> parse(std::string_view text);

  bool is_finite() const;
  bool is_infinite() const;  // of an overflow or a division by zero
  bool is_zero() const;
  bool is_negative() const;  // below zero; minus zero is not
  bool is_integer() const;

  Decimal operator-() const;
  friend Decimal operator+(Decimal a, Decimal b);
  friend Decimal operator-(Decimal a, Decimal b);
  friend Decimal operator*(Decimal a, Decimal b);
  friend Decimal operator/(Decimal a, Decimal b);
  Decimal& operator+=(Decimal other) { return *this = *this + other; }
  Decimal& operator-=(Decimal other) { return *this = *this - other; }
  Decimal& operator*=(Decimal other) { return *this = *this * other; }
  /// By value: 1.0 and 1.00 are equal, minus zero equals zero. Only for finite values.
  friend bool operator==(Decimal a, Decimal b) {
    return are_of_one_scale(a, b) ? a.low_ == b.low_ : compare(a, b) == 0;
  }
  friend std::strong_ordering operator<=>(Decimal a, Decimal b) {
    if (!are_of_one_scale(a, b)) return compare(a, b);
    return (a.high_ & kSign) == 0 ? a.low_ <=> b.low_ : b.low_ <=> a.low_;
  }

  /// To a multiple of `quantum` (0.01, 10, 0.5), which must be above zero.
  Decimal rounded_to(Decimal quantum, Rounding mode) const;
  /// To `scale` digits after the point (negative: before it). FEEL: decimal(n, scale) with
  /// kHalfEven.
  Decimal rounded(int scale, Rounding mode) const;
  Decimal floor() const;
  Decimal ceiling() const;
  Decimal abs() const;
  /// dividend − divisor × floor(dividend ÷ divisor): the sign of the divisor (DMN table 75).
  static Decimal modulo(Decimal dividend, Decimal divisor);
  Decimal power(Decimal exponent) const;
  std::optional<Decimal> sqrt() const;  // nullopt below zero
  Decimal exp() const;
  std::optional<Decimal> log() const;  // nullopt at or below zero

  /// The value if it is an integer that fits.
  std::optional<std::int64_t> to_int64() const;

  /// The first significant digit, and the power of ten that it counts: of 0.0123 1 and −2. Only of
  /// finite values other than zero.
  struct Leading {
    int digit = 0;
    int exponent = 0;
    friend bool operator==(const Leading&, const Leading&) = default;
  };
  Leading leading() const;

  /// To at most 34 significant digits, trailing zeros after the point removed, never an exponent.
  /// `-0` is `0`.
  std::string to_string() const;
  /// Exactly `places` digits after the point; meant for values already rounded to them or fewer
  /// (others: half up).
  std::string to_fixed(int places) const;
  /// A hash that agrees with ==.
  std::size_t hash() const;

 private:
  friend class ExactSum;
  friend struct DecimalBits;
  static constexpr std::uint64_t kSign = 0x8000000000000000ULL;
  static constexpr std::uint64_t kExponent = 0x7FFE000000000000ULL;
  static constexpr std::uint64_t kLargeForm = 0x6000000000000000ULL;  // never canonical in 128 bits
  /// One sign, one exponent and coefficients of 64 bits: nearly all there is in a column.
  static bool are_of_one_scale(Decimal a, Decimal b) {
    return a.high_ == b.high_ && (a.high_ & ~(kSign | kExponent)) == 0 &&
           (a.high_ & kLargeForm) != kLargeForm;
  }
  static std::strong_ordering compare(Decimal a, Decimal b);

  std::uint64_t low_ = 0;  // coefficient, low bits
  std::uint64_t high_ =
      0x3040000000000000ULL;  // sign, exponent (bias 6176) and coefficient, high bits
};

constexpr Decimal::Decimal(std::int64_t integer)
    : low_(integer < 0 ? 0 - static_cast<std::uint64_t>(integer)
                       : static_cast<std::uint64_t>(integer)),
      high_(integer < 0 ? 0xB040000000000000ULL : 0x3040000000000000ULL) {}

static_assert(sizeof(Decimal) == 16);

}  // namespace zhaoshang
