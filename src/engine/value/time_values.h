// Moments on one line of time, and durations added to dates: what the operations of values need of
// the calendar. All of it refuses what leaves the calendar's years.
#pragma once

#include <optional>

#include "engine/value/calendar.h"

namespace zhaoshang {

/// Nanoseconds since 1970-01-01T00:00:00, or since midnight for a time of day: of UTC where there
/// is an offset.
Int128 instant_of(const DateTime& moment);
Int128 instant_of(const Time& time);

/// A date stays a date: it is its midnight, and what is left of a day is dropped.
std::optional<Date> add(Date date, DaysDuration duration);
std::optional<Date> add(Date date, MonthsDuration duration);
std::optional<DateTime> add(const DateTime& moment, DaysDuration duration);
std::optional<DateTime> add(const DateTime& moment, MonthsDuration duration);
/// Round the clock.
Time add(const Time& time, DaysDuration duration);

}  // namespace zhaoshang
