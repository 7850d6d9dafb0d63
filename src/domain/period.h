// Periods and calendar grains. In: `2022`, `2022Q1`, `2022-03`, `a..b`. Out: first and last day,
// and the spans of each grain between two days. No clock.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/table/cells.h"
#include "engine/value/calendar.h"

namespace zhaoshang {

/// 粒度: the calendar's own grains, finest first.
enum class CalendarGrain : std::uint8_t { kDay, kMonth, kQuarter, kHalf, kYear };

/// "day", "month", "quarter", "half", "year".
std::string_view grain_word(CalendarGrain grain);
std::optional<CalendarGrain> grain_of(std::string_view word);

/// 所属期: what a run is about.
struct Period {
  std::string text;  // canonical: 2022, 2022H1, 2022Q1, 2022-03 or a..b
  DateSpan span;
  std::optional<CalendarGrain> grain;  // what kind of span it is; none: any two days

  /// nullopt: not in any of the forms.
  static std::optional<Period> parse(std::string_view text, YearStart start = {});
  /// The default of `--as-of`.
  Date default_as_of() const { return span.last; }
};

/// The one of the same kind just before; nullopt: any two days have none.
std::optional<Period> period_before(const Period& period, YearStart start = {});
/// The whole span of a grain that holds a day: its month, quarter, half or year.
DateSpan grain_span(CalendarGrain grain, Date day, YearStart start = {});
/// All whole spans of a grain that meet [first, last], in order.
std::vector<DateSpan> grain_spans(CalendarGrain grain, DateSpan within, YearStart start = {});
/// What two spans share; nullopt: nothing.
std::optional<DateSpan> overlap(DateSpan a, DateSpan b);
/// Days in a span, both ends counted.
std::int64_t days_in(DateSpan span);
/// A span as people write it: 2022, 2022H1, 2022Q1, 2022-03, 2022-03-01, or a..b. What read_period
/// reads as that span, but for a single day.
std::string span_text(DateSpan span, YearStart start = {});
/// A period in its canonical form: what read_period reads as that span.
std::string period_text(DateSpan span, YearStart start = {});

}  // namespace zhaoshang
