#include "engine/table/identity_number.h"

#include <algorithm>
#include <array>

#include "engine/value/calendar.h"

namespace zhaoshang {
namespace {

constexpr std::size_t kLength = 18;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

int number_at(std::string_view text, std::size_t from, std::size_t count) {
  int number = 0;
  for (const char c : text.substr(from, count)) number = number * 10 + (c - '0');
  return number;
}

/// The provinces of GB/T 2260, Taiwan, Hong Kong, Macao, and 91 for abroad.
bool is_province(int code) {
  constexpr std::array<std::array<int, 2>, 8> kRanges{
      {{11, 15}, {21, 23}, {31, 37}, {41, 46}, {50, 54}, {61, 65}, {81, 83}, {91, 91}}};
  return code == 71 || std::any_of(kRanges.begin(), kRanges.end(), [&](const auto& range) {
           return code >= range[0] && code <= range[1];
         });
}

char check_character(std::string_view text) {
  constexpr std::array<int, kLength - 1> kWeights{7, 9, 10, 5,  8, 4, 2, 1, 6,
                                                  3, 7, 9,  10, 5, 8, 4, 2};
  int sum = 0;
  for (std::size_t i = 0; i < kWeights.size(); ++i) sum += kWeights[i] * (text[i] - '0');
  return "10X98765432"[sum % 11];
}

}  // namespace

bool is_identity_number(std::string_view text) {
  if (text.size() != kLength) return false;
  if (!std::all_of(text.begin(), text.end() - 1, is_digit)) return false;
  constexpr int kFirstYear = 1800;
  const int year = number_at(text, 6, 4);
  const char last = text.back() == 'x' ? 'X' : text.back();
  return is_province(number_at(text, 0, 2)) && year >= kFirstYear &&
         Date::from_ymd(year, number_at(text, 10, 2), number_at(text, 12, 2)).has_value() &&
         last == check_character(text);
}

std::string without_identity_numbers(std::string_view text, std::string_view star) {
  constexpr std::size_t kShownBefore = 3;
  constexpr std::size_t kShownAfter = 4;
  std::string shown;
  std::size_t done = 0;
  for (std::size_t at = 0; at + kLength <= text.size();) {
    const std::string_view number = text.substr(at, kLength);
    if (!is_identity_number(number)) {
      ++at;
      continue;
    }
    shown += text.substr(done, at + kShownBefore - done);
    for (std::size_t k = kShownBefore + kShownAfter; k < kLength; ++k) shown += star;
    at += kLength - kShownAfter;  // another may begin in what is left of this one
    done = at;
  }
  return shown.append(text.substr(done));
}

}  // namespace zhaoshang
