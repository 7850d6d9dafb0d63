// Small steps shared by the readers and writers of numbers, dates, times and durations.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace zhaoshang {

inline bool take(std::string_view& text, char wanted) {
  if (!text.starts_with(wanted)) return false;
  text.remove_prefix(1);
  return true;
}

inline std::size_t digits_at_front(std::string_view text) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_digit) -
                                  text.begin());
}

/// Exactly `digits` digits (at most 18) from the front.
inline std::optional<std::int64_t> take_number(std::string_view& text, std::size_t digits) {
  if (digits == 0 || digits_at_front(text) < digits) return std::nullopt;
  std::int64_t value = 0;
  for (const char c : text.substr(0, digits)) value = value * 10 + (c - '0');
  text.remove_prefix(digits);
  return value;
}

/// A fraction of a second, the digits after the point, as nanoseconds; what is finer is dropped.
inline std::int64_t take_nanoseconds(std::string_view& text) {
  std::int64_t value = 0;
  const std::size_t digits = digits_at_front(text);
  for (std::size_t i = 0; i < 9; ++i) value = value * 10 + (i < digits ? text[i] - '0' : 0);
  text.remove_prefix(digits);
  return value;
}

/// `value` (not below zero) in at least `width` digits.
inline void append_padded(std::string& out, std::int64_t value, std::size_t width) {
  const std::string digits = std::to_string(value);
  if (digits.size() < width) out.append(width - digits.size(), '0');
  out += digits;
}

/// `.5` for 500 000 000; nothing for 0.
inline void append_fraction(std::string& out, std::int64_t nanoseconds) {
  if (nanoseconds == 0) return;
  out += '.';
  append_padded(out, nanoseconds, 9);
  out.erase(out.find_last_not_of('0') + 1);
}

}  // namespace zhaoshang
