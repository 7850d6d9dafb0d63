// Days by number: the proleptic Gregorian calendar repeats every 400 years of 146 097 days.
#include <algorithm>
#include <array>

#include "engine/value/calendar.h"
#include "engine/value/text_steps.h"

namespace zhaoshang {

namespace {

constexpr std::int64_t kDaysPerEra = 146'097;
constexpr std::int64_t kYearsPerEra = 400;
constexpr std::int64_t kEraToEpoch = 719'468;  // days from 0000-03-01 to 1970-01-01

struct YearMonthDay {
  std::int64_t year;
  int month;
  int day;
};

constexpr std::int64_t floor_divide(std::int64_t a, std::int64_t b) {
  return a / b - (a % b < 0 ? 1 : 0);
}

/// Years that begin in March put the leap day last, where it disturbs nothing.
std::int64_t days_from(std::int64_t year, int month, int day) {
  const std::int64_t march_year = month <= 2 ? year - 1 : year;
  const std::int64_t era = floor_divide(march_year, kYearsPerEra);
  const std::int64_t year_of_era = march_year - era * kYearsPerEra;
  const std::int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const std::int64_t day_of_era =
      year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * kDaysPerEra + day_of_era - kEraToEpoch;
}

YearMonthDay split(std::int64_t days) {
  const std::int64_t shifted = days + kEraToEpoch;
  const std::int64_t era = floor_divide(shifted, kDaysPerEra);
  const std::int64_t day_of_era = shifted - era * kDaysPerEra;
  const std::int64_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const std::int64_t day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t march_month = (5 * day_of_year + 2) / 153;
  const int month = static_cast<int>(march_month < 10 ? march_month + 3 : march_month - 9);
  return {year_of_era + era * kYearsPerEra + (month <= 2 ? 1 : 0), month,
          static_cast<int>(day_of_year - (153 * march_month + 2) / 5 + 1)};
}

bool is_leap(std::int64_t year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

}  // namespace

int days_in_month(std::int64_t year, int month) {
  constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : kDays[static_cast<std::size_t>(month - 1)];
}

std::optional<Date> Date::from_ymd(std::int64_t year, int month, int day) {
  if (year < -kMaxYear || year > kMaxYear || month < 1 || month > 12 || day < 1)
    return std::nullopt;
  if (day > days_in_month(year, month)) return std::nullopt;
  return Date(days_from(year, month, day));
}

std::int64_t Date::year() const { return split(days_).year; }
int Date::month() const { return split(days_).month; }
int Date::day() const { return split(days_).day; }

int Date::weekday() const {
  // 1970-01-01 was a Thursday.
  return static_cast<int>(days_ + 3 - 7 * floor_divide(days_ + 3, 7)) + 1;
}

int Date::day_of_year() const { return static_cast<int>(days_ - days_from(year(), 1, 1)) + 1; }

int Date::iso_week() const {
  // The week belongs to the year of its Thursday.
  const Date thursday = plus_days(4 - weekday());
  return (thursday.day_of_year() - 1) / 7 + 1;
}

Date Date::plus_months(std::int64_t months) const {
  const YearMonthDay date = split(days_);
  const std::int64_t month_number = date.year * 12 + (date.month - 1) + months;
  const std::int64_t year = floor_divide(month_number, 12);
  const int month = static_cast<int>(month_number - year * 12) + 1;
  return Date(days_from(year, month, std::min(date.day, days_in_month(year, month))));
}

Date Date::first_of_month() const { return plus_days(1 - day()); }

Date Date::last_of_month() const {
  const YearMonthDay date = split(days_);
  return plus_days(days_in_month(date.year, date.month) - date.day);
}

std::optional<Date> Date::parse_iso(std::string_view text) {
  const bool negative = take(text, '-');
  const std::size_t year_digits = digits_at_front(text);
  constexpr std::size_t kMaxYearDigits = 9;
  if (year_digits < 4 || year_digits > kMaxYearDigits) return std::nullopt;
  if (year_digits > 4 && text.front() == '0') return std::nullopt;
  const std::int64_t year = take_number(text, year_digits).value_or(0);
  if (negative && year == 0) return std::nullopt;
  if (!take(text, '-')) return std::nullopt;
  const std::optional<std::int64_t> month = take_number(text, 2);
  if (!month || !take(text, '-')) return std::nullopt;
  const std::optional<std::int64_t> day = take_number(text, 2);
  if (!day || !text.empty()) return std::nullopt;
  return from_ymd(negative ? -year : year, static_cast<int>(*month), static_cast<int>(*day));
}

std::string Date::to_string() const {
  const YearMonthDay date = split(days_);
  std::string text = date.year < 0 ? "-" : "";
  append_padded(text, date.year < 0 ? -date.year : date.year, 4);
  text += '-';
  append_padded(text, date.month, 2);
  text += '-';
  append_padded(text, date.day, 2);
  return text;
}

}  // namespace zhaoshang
