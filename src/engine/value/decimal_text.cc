// Decimals as text: read strictly, written without an exponent.
#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "engine/value/decimal.h"
#include "engine/value/decimal_bits.h"
#include "engine/value/text_steps.h"

namespace zhaoshang {

namespace {

bool take_sign(std::string_view& text) {
  const bool negative = take(text, '-');
  if (!negative) take(text, '+');
  return negative;
}

/// The number after `e`; far out of range it stops growing, since no more than that matters.
std::optional<int> read_exponent(std::string_view text) {
  constexpr int kFar = 1'000'000'000;
  const bool negative = take_sign(text);
  if (text.empty() || digits_at_front(text) != text.size()) return std::nullopt;
  int value = 0;
  for (const char c : text) value = value >= kFar / 10 ? kFar : value * 10 + (c - '0');
  return negative ? -value : value;
}

/// The digits of a number without the zeros in front, its trailing zeros moved into the exponent
/// where they would not fit: those are no significant digits.
struct Digits {
  std::string text;
  std::int64_t exponent = 0;
};

std::optional<Decimal> from_digits(bool negative, Digits digits) {
  digits.text.erase(0, digits.text.find_first_not_of('0'));
  const std::size_t significant = digits.text.find_last_not_of('0') + 1;
  if (significant > kMaxDigits) return std::nullopt;
  while (digits.text.size() > kMaxDigits) {
    digits.text.pop_back();
    ++digits.exponent;
  }
  UInt128 coefficient = 0;
  for (const char c : digits.text) coefficient = coefficient * 10 + static_cast<unsigned>(c - '0');
  constexpr std::int64_t kFar = 100'000;
  const auto exponent = static_cast<int>(std::clamp(digits.exponent, -kFar, kFar));
  return DecimalBits::pack_exact(negative, coefficient, exponent);
}

/// The digits of a coefficient; "0" for zero.
std::string digits_of(UInt128 coefficient) {
  std::array<char, kMaxDigits + 5> buffer;  // NOLINT: every character is written before it is read
  auto first = buffer.end();
  const auto put = [&first](auto digit) {
    *--first = static_cast<char>('0' + static_cast<int>(digit));
  };
  // Division by ten of 128 bits is a call, of 64 a multiplication; most figures are small.
  for (; coefficient >> 64U != 0; coefficient /= 10) put(coefficient % 10);
  auto low = static_cast<std::uint64_t>(coefficient);
  do {
    put(low % 10);
    low /= 10;
  } while (low != 0);
  return {first, buffer.end()};
}

/// Digits and a point, `places` of them after it.
std::string with_point(std::string digits, std::size_t places) {
  if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
  if (places > 0) digits.insert(digits.size() - places, 1, '.');
  return digits;
}

}  // namespace

std::optional<Decimal> Decimal::parse(std::string_view text) {
  const bool negative = take_sign(text);
  Digits digits;
  const std::size_t whole = digits_at_front(text);
  digits.text = text.substr(0, whole);
  text.remove_prefix(whole);
  if (take(text, '.')) {
    const std::size_t fraction = digits_at_front(text);
    if (fraction == 0) return std::nullopt;
    digits.text += text.substr(0, fraction);
    digits.exponent = -static_cast<std::int64_t>(fraction);
    text.remove_prefix(fraction);
  }
  if (digits.text.empty()) return std::nullopt;
  if (take(text, 'e') || take(text, 'E')) {
    const std::optional<int> exponent = read_exponent(text);
    if (!exponent) return std::nullopt;
    digits.exponent += *exponent;
    text = {};
  }
  if (!text.empty()) return std::nullopt;
  return from_digits(negative, std::move(digits));
}

std::string Decimal::to_string() const {
  if (!is_finite()) return "null";  // a guard: FEEL has no such number
  DecimalParts parts = DecimalBits::parts(*this);
  if (parts.coefficient == 0) return "0";
  while (parts.exponent < 0 && parts.coefficient % 10 == 0) {
    parts.coefficient /= 10;
    ++parts.exponent;
  }
  std::string digits = digits_of(parts.coefficient);
  if (parts.exponent >= 0) {
    digits.append(static_cast<std::size_t>(parts.exponent), '0');
  } else {
    digits = with_point(std::move(digits), static_cast<std::size_t>(-parts.exponent));
  }
  return parts.negative ? '-' + digits : digits;
}

std::string Decimal::to_fixed(int places) const {
  if (!is_finite()) return "null";
  const DecimalParts parts = DecimalBits::parts(rounded(places, Rounding::kHalfUp));
  std::string digits = digits_of(parts.coefficient);
  const int padding = parts.coefficient == 0 ? 0 : parts.exponent + places;
  if (padding > 0) digits.append(static_cast<std::size_t>(padding), '0');
  digits = with_point(std::move(digits), static_cast<std::size_t>(places));
  return parts.negative && parts.coefficient != 0 ? '-' + digits : digits;
}

}  // namespace zhaoshang
