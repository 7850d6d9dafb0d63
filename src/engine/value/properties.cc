// Properties of built-in kinds (DMN tables 53 and 54). property_types.cc says what each yields.
#include "engine/value/decimal_bits.h"
#include "engine/value/operations.h"

namespace zhaoshang {

namespace {

constexpr std::int64_t kSecondsPerDay = 86'400;

Value date_property(Date date, std::string_view name) {
  if (name == "year") return Decimal(date.year());
  if (name == "month") return date.month();
  if (name == "day") return date.day();
  if (name == "weekday") return date.weekday();
  return {};
}

/// Seconds with their fraction.
Decimal seconds(std::int64_t nanoseconds) {
  constexpr int kNanosecondDigits = 9;
  return Decimal::scaled(nanoseconds, -kNanosecondDigits);
}

Value time_property(const Time& time, std::string_view name) {
  constexpr auto kNanosecondsPerMinute = static_cast<std::int64_t>(kNanosecondsPerSecond * 60);
  if (name == "hour") return time.hour();
  if (name == "minute") return time.minute();
  if (name == "second") return seconds(time.nanoseconds % kNanosecondsPerMinute);
  if (name == "time offset" && time.offset) {
    return DaysDuration{*time.offset * kNanosecondsPerSecond};
  }
  return {};
}

/// Parts that add up to the duration; all of them have its sign.
Value days_duration_property(DaysDuration duration, std::string_view name) {
  const Int128 whole_seconds = duration.nanoseconds / kNanosecondsPerSecond;
  if (name == "days") return decimal_of(duration.nanoseconds / kNanosecondsPerDay);
  if (name == "hours") return static_cast<int>(whole_seconds % kSecondsPerDay / 3600);
  if (name == "minutes") return static_cast<int>(whole_seconds % 3600 / 60);
  if (name == "seconds") {
    return seconds(static_cast<std::int64_t>(duration.nanoseconds % (kNanosecondsPerSecond * 60)));
  }
  return {};
}

Value months_duration_property(MonthsDuration duration, std::string_view name) {
  if (name == "years") return Decimal(duration.months / 12);
  if (name == "months") return Decimal(duration.months % 12);
  return {};
}

Value range_property(const Range& range, std::string_view name) {
  if (name == "start") return range.start;
  if (name == "end") return range.end;
  if (name == "start included") return range.start_included;
  if (name == "end included") return range.end_included;
  return {};
}

}  // namespace

Value property(const Value& of, std::string_view name) {
  switch (of.kind()) {
    case TypeKind::kDate: return date_property(of.date(), name);
    case TypeKind::kTime: return time_property(of.time(), name);
    case TypeKind::kDateTime: {
      const Value of_date = date_property(of.date_time().date, name);
      return of_date.is_null() ? time_property(of.date_time().time, name) : of_date;
    }
    case TypeKind::kDaysDuration: return days_duration_property(of.days_duration(), name);
    case TypeKind::kMonthsDuration: return months_duration_property(of.months_duration(), name);
    case TypeKind::kRange: return range_property(of.range(), name);
    default: return {};
  }
}

}  // namespace zhaoshang
