#include "engine/value/time_values.h"

#include <cstdlib>

namespace zhaoshang {

namespace {

/// No two dates are further apart; also keeps every sum below in range.
constexpr std::int64_t kFarthestMonths = 2 * (kMaxYear + 1) * 12;
constexpr Int128 kFarthestDays = static_cast<Int128>(kMaxYear + 1) * 366 * 2;

std::optional<Date> within_calendar(Date date) {
  const std::int64_t year = date.year();
  if (year < -kMaxYear || year > kMaxYear) return std::nullopt;
  return date;
}

/// The days and the nanoseconds of the day that a span of nanoseconds from midnight comes to.
struct DaysAndRest {
  Int128 days;
  std::int64_t rest;
};

DaysAndRest split(Int128 nanoseconds) {
  Int128 days = nanoseconds / kNanosecondsPerDay;
  Int128 rest = nanoseconds % kNanosecondsPerDay;
  if (rest < 0) {
    rest += kNanosecondsPerDay;
    --days;
  }
  return {days, static_cast<std::int64_t>(rest)};
}

std::optional<Date> plus(Date date, Int128 days) {
  if (days > kFarthestDays || days < -kFarthestDays) return std::nullopt;
  return within_calendar(date.plus_days(static_cast<std::int64_t>(days)));
}

}  // namespace

Int128 instant_of(const Time& time) {
  return time.nanoseconds - time.offset.value_or(0) * kNanosecondsPerSecond;
}

Int128 instant_of(const DateTime& moment) {
  return moment.date.days() * kNanosecondsPerDay + instant_of(moment.time);
}

std::optional<Date> add(Date date, DaysDuration duration) {
  return plus(date, split(duration.nanoseconds).days);
}

std::optional<Date> add(Date date, MonthsDuration duration) {
  if (std::abs(duration.months) > kFarthestMonths) return std::nullopt;
  return within_calendar(date.plus_months(duration.months));
}

std::optional<DateTime> add(const DateTime& moment, DaysDuration duration) {
  const DaysAndRest sum = split(moment.time.nanoseconds + duration.nanoseconds);
  const std::optional<Date> date = plus(moment.date, sum.days);
  if (!date) return std::nullopt;
  return DateTime{*date, Time{sum.rest, moment.time.offset}};
}

std::optional<DateTime> add(const DateTime& moment, MonthsDuration duration) {
  const std::optional<Date> date = add(moment.date, duration);
  if (!date) return std::nullopt;
  return DateTime{*date, moment.time};
}

Time add(const Time& time, DaysDuration duration) {
  return Time{split(time.nanoseconds + duration.nanoseconds).rest, time.offset};
}

}  // namespace zhaoshang
