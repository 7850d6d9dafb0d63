// Dates, times and the two kinds of duration (DMN 10.3.2.3.4–10.3.2.3.8), proleptic Gregorian, no
// clock, no zone names.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/value/wide_integer.h"

namespace zhaoshang {

/// The last year of a date; the first is its negative.
inline constexpr std::int64_t kMaxYear = 999'999'999;

/// A day; years −999 999 999 to 999 999 999. Ordered by time.
class Date {
 public:
  constexpr Date() = default;
  /// nullopt where there is no such day.
  static std::optional<Date> from_ymd(std::int64_t year, int month, int day);
  static constexpr Date from_days(std::int64_t days_since_1970) { return Date(days_since_1970); }
  /// `YYYY-MM-DD` as FEEL and ISO 8601 have it (sign and more digits of the year allowed).
  static std::optional<Date> parse_iso(std::string_view text);

  constexpr std::int64_t days() const { return days_; }
  std::int64_t year() const;
  int month() const;
  int day() const;
  int weekday() const;  // 1 Monday .. 7 Sunday
  int day_of_year() const;
  int iso_week() const;
  Date plus_days(std::int64_t days) const { return Date(days_ + days); }
  /// The same day of another month, or that month's last day.
  Date plus_months(std::int64_t months) const;
  Date first_of_month() const;
  Date last_of_month() const;
  std::string to_string() const;  // ISO 8601

  friend constexpr auto operator<=>(const Date&, const Date&) = default;

 private:
  explicit constexpr Date(std::int64_t days) : days_(days) {}
  std::int64_t days_ = 0;
};

/// Days in a month of a year.
int days_in_month(std::int64_t year, int month);

/// A time of day, to the nanosecond, with an optional offset from UTC in seconds.
struct Time {
  std::int64_t nanoseconds = 0;  // since midnight
  std::optional<std::int32_t> offset;
  static std::optional<Time> parse_iso(std::string_view text);
  int hour() const;
  int minute() const;
  int second() const;
  std::string to_string() const;
  friend bool operator==(const Time&, const Time&) = default;
};

/// A date and a time of it.
struct DateTime {
  Date date;
  Time time;
  static std::optional<DateTime> parse_iso(std::string_view text);
  std::string to_string() const;
  friend bool operator==(const DateTime&, const DateTime&) = default;
};

/// Days and time duration: an exact number of nanoseconds.
struct DaysDuration {
  Int128 nanoseconds = 0;
  static std::optional<DaysDuration> parse_iso(
      std::string_view text);  // P1DT2H…, no years or months
  static DaysDuration of_days(std::int64_t days);
  std::string to_string() const;
  friend auto operator<=>(const DaysDuration&, const DaysDuration&) = default;
};

/// Years and months duration: a whole number of months.
struct MonthsDuration {
  std::int64_t months = 0;
  static std::optional<MonthsDuration> parse_iso(std::string_view text);  // P1Y2M
  std::string to_string() const;
  friend auto operator<=>(const MonthsDuration&, const MonthsDuration&) = default;
};

inline constexpr Int128 kNanosecondsPerSecond = 1'000'000'000;
inline constexpr Int128 kNanosecondsPerDay = kNanosecondsPerSecond * 86'400;

}  // namespace zhaoshang
