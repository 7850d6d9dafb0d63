// Dates, times and durations: their conversion functions (DMN 10.3.4.1) and the calendar's
// (10.3.4.10).
#include <array>

#include "engine/expr/function_kit.h"

namespace zhaoshang {

namespace {

template <typename T>
Value or_null(const std::optional<T>& value) {
  return value ? Value(*value) : Value();
}

/// The date of a date or of a date and time.
Date date_of(const Value& value) {
  return value.is(TypeKind::kDate) ? value.date() : value.date_time().date;
}

Value date_from(Arguments a) {
  return a[0].is(TypeKind::kText) ? or_null(Date::parse_iso(a[0].text())) : Value(date_of(a[0]));
}

Value date_of_parts(Arguments a) {
  const auto year = a[0].number().to_int64();
  const auto month = a[1].number().to_int64();
  const auto day = a[2].number().to_int64();
  if (!year || !month || !day || *month < 1 || *month > 12 || *day < 1 || *day > 31) return {};
  return or_null(Date::from_ymd(*year, static_cast<int>(*month), static_cast<int>(*day)));
}

Value date_time_from(Arguments a) {
  if (a[0].is(TypeKind::kDateTime)) return a[0];
  if (a[0].is(TypeKind::kDate)) return DateTime{a[0].date(), Time{}};
  const std::string& text = a[0].text();
  if (const auto date = Date::parse_iso(text)) return DateTime{*date, Time{}};
  return or_null(DateTime::parse_iso(text));
}

Value date_and_time(Arguments a) { return DateTime{date_of(a[0]), a[1].time()}; }

Value time_from(Arguments a) {
  switch (a[0].kind()) {
    case TypeKind::kText: return or_null(Time::parse_iso(a[0].text()));
    case TypeKind::kDateTime: return a[0].date_time().time;
    case TypeKind::kDate:
      return Time{0, 0};  // midnight, UTC, as a date is taken for a date and time
    default: return a[0];
  }
}

/// time(hour, minute, second, offset): seconds may have a fraction, the offset is a duration.
Value time_of_parts(Arguments a) {
  const auto hour = a[0].number().to_int64();
  const auto minute = a[1].number().to_int64();
  const auto nanoseconds =
      (a[2].number() * Decimal(1'000'000'000)).rounded(0, Rounding::kDown).to_int64();
  constexpr auto kSecond = static_cast<std::int64_t>(kNanosecondsPerSecond);
  if (!hour || !minute || !nanoseconds) return {};
  const bool valid = *hour >= 0 && *hour < 24 && *minute >= 0 && *minute < 60 &&
                     *nanoseconds >= 0 && *nanoseconds < 60 * kSecond;
  if (!valid) return {};
  Time time{(*hour * 3600 + *minute * 60) * kSecond + *nanoseconds, std::nullopt};
  if (!a[3].is_null()) {
    const auto offset = a[3].days_duration().nanoseconds / kNanosecondsPerSecond;
    if (offset < -14 * 3600 || offset > 14 * 3600) return {};
    time.offset = static_cast<std::int32_t>(offset);
  }
  return time;
}

Value duration_from(Arguments a) {
  const std::string& text = a[0].text();
  if (const auto months = MonthsDuration::parse_iso(text)) return *months;
  return or_null(DaysDuration::parse_iso(text));
}

/// Whole months between two days, towards zero.
Value months_between(Arguments a) {
  const Date from = date_of(a[0]);
  const Date to = date_of(a[1]);
  std::int64_t months = (to.year() - from.year()) * 12 + to.month() - from.month();
  if (months > 0 && to.day() < from.day()) --months;
  if (months < 0 && to.day() > from.day()) ++months;
  return MonthsDuration{months};
}

Value day_of_week(Arguments a) {
  static constexpr std::array<const char*, 7> kDays = {
      "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
  return Value(kDays[static_cast<std::size_t>(date_of(a[0]).weekday() - 1)]);
}

Value month_of_year(Arguments a) {
  static constexpr std::array<const char*, 12> kMonths = {
      "January", "February", "March",     "April",   "May",      "June",
      "July",    "August",   "September", "October", "November", "December"};
  return Value(kMonths[static_cast<std::size_t>(date_of(a[0]).month() - 1)]);
}

}  // namespace

void add_time_functions(std::vector<Function>& functions) {
  const auto number = [](std::string_view name) { return takes(name, TypeKind::kNumber); };
  const KindSet date_time = {TypeKind::kDateTime};
  const Parameter date = takes("date", TypeKind::kDate, date_time);

  functions.push_back(
      {"date",
       {entry({takes("from", TypeKind::kText, {TypeKind::kDate, TypeKind::kDateTime})},
              always(TypeKind::kDate), date_from),
        entry({number("year"), number("month"), number("day")}, always(TypeKind::kDate),
              date_of_parts)}});
  functions.push_back(
      {"date and time",
       {entry({takes("from", TypeKind::kText, {TypeKind::kDate, TypeKind::kDateTime})},
              always(TypeKind::kDateTime), date_time_from),
        entry({date, takes("time", TypeKind::kTime)}, always(TypeKind::kDateTime),
              date_and_time)}});
  functions.push_back({"time",
                       {entry({takes("from", TypeKind::kText,
                                     {TypeKind::kTime, TypeKind::kDate, TypeKind::kDateTime})},
                              always(TypeKind::kTime), time_from),
                        entry({number("hour"), number("minute"), number("second"),
                               maybe("offset", TypeKind::kDaysDuration)},
                              always(TypeKind::kTime), time_of_parts)}});
  functions.push_back(
      {"duration",
       {entry({takes("from", TypeKind::kText)}, always(TypeKind::kAny), duration_from)}});
  functions.push_back(
      {"years and months duration",
       {entry({takes("from", TypeKind::kDate, date_time), takes("to", TypeKind::kDate, date_time)},
              always(TypeKind::kMonthsDuration), months_between)}});
  functions.push_back({"day of year", {entry({date}, always(Type::integer()), [](Arguments a) {
                         return Value(date_of(a[0]).day_of_year());
                       })}});
  functions.push_back({"week of year", {entry({date}, always(Type::integer()), [](Arguments a) {
                         return Value(date_of(a[0]).iso_week());
                       })}});
  functions.push_back({"day of week", {entry({date}, always(TypeKind::kText), day_of_week)}});
  functions.push_back({"month of year", {entry({date}, always(TypeKind::kText), month_of_year)}});
}

}  // namespace zhaoshang
