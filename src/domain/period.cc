#include "domain/period.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace zhaoshang {

namespace {

constexpr std::array<std::string_view, 5> kGrainWords{"day", "month", "quarter", "half", "year"};

Date first_day(std::int64_t year, int month, int day) {
  return Date::from_ymd(year, month, std::min(day, days_in_month(year, month))).value_or(Date());
}

/// Months that a grain has; 0: a day has none.
int months_of(CalendarGrain grain) {
  switch (grain) {
    case CalendarGrain::kDay: return 0;
    case CalendarGrain::kMonth: return 1;
    case CalendarGrain::kQuarter: return 3;
    case CalendarGrain::kHalf: return 6;
    case CalendarGrain::kYear: return 12;
  }
  return 0;
}

}  // namespace

std::string_view grain_word(CalendarGrain grain) {
  return kGrainWords[static_cast<std::size_t>(grain)];
}

std::optional<CalendarGrain> grain_of(std::string_view word) {
  const auto found = std::find(kGrainWords.begin(), kGrainWords.end(), word);
  if (found == kGrainWords.end()) return std::nullopt;
  return static_cast<CalendarGrain>(found - kGrainWords.begin());
}

std::optional<Period> Period::parse(std::string_view text, YearStart start) {
  const auto span = read_period(text, start);
  if (!span) return std::nullopt;
  Period period{period_text(*span, start), *span, std::nullopt};
  for (CalendarGrain grain : {CalendarGrain::kYear, CalendarGrain::kHalf, CalendarGrain::kQuarter,
                              CalendarGrain::kMonth}) {
    if (grain_span(grain, span->first, start) == *span) {
      period.grain = grain;
      break;
    }
  }
  return period;
}

DateSpan grain_span(CalendarGrain grain, Date day, YearStart start) {
  if (grain == CalendarGrain::kDay) return {day, day};
  if (grain == CalendarGrain::kMonth) return {day.first_of_month(), day.last_of_month()};
  Date year = first_day(day.year(), start.month, start.day);
  if (day < year) year = first_day(day.year() - 1, start.month, start.day);
  // Always from the start of the year: 31 January plus a month plus a month is not 31 March.
  const int months = months_of(grain);
  int passed = 0;
  while (year.plus_months(passed + months) <= day) passed += months;
  return {year.plus_months(passed), year.plus_months(passed + months).plus_days(-1)};
}

std::optional<Period> period_before(const Period& period, YearStart start) {
  if (!period.grain) return std::nullopt;
  const DateSpan span = grain_span(*period.grain, period.span.first.plus_days(-1), start);
  return Period{span_text(span, start), span, period.grain};
}

std::vector<DateSpan> grain_spans(CalendarGrain grain, DateSpan within, YearStart start) {
  std::vector<DateSpan> spans;
  for (Date day = within.first; day <= within.last;) {
    spans.push_back(grain_span(grain, day, start));
    day = spans.back().last.plus_days(1);
  }
  return spans;
}

std::optional<DateSpan> overlap(DateSpan a, DateSpan b) {
  const DateSpan both{std::max(a.first, b.first), std::min(a.last, b.last)};
  return both.first <= both.last ? std::optional(both) : std::nullopt;
}

std::int64_t days_in(DateSpan span) { return span.last.days() - span.first.days() + 1; }

std::string span_text(DateSpan span, YearStart start) {
  // The name of the county's year that the span lies in, and how far into it.
  const DateSpan whole_year = grain_span(CalendarGrain::kYear, span.first, start);
  std::int64_t name = whole_year.first.year();
  if (read_period(fmt::format("{:04}", name), start) != whole_year) ++name;
  const auto place_among = [&](CalendarGrain grain) {
    const std::vector<DateSpan> parts = grain_spans(grain, whole_year, start);
    return std::find(parts.begin(), parts.end(), span) - parts.begin() + 1;
  };
  if (span == whole_year) return fmt::format("{:04}", name);
  if (span == grain_span(CalendarGrain::kHalf, span.first, start)) {
    return fmt::format("{:04}H{}", name, place_among(CalendarGrain::kHalf));
  }
  if (span == grain_span(CalendarGrain::kQuarter, span.first, start)) {
    return fmt::format("{:04}Q{}", name, place_among(CalendarGrain::kQuarter));
  }
  if (span == grain_span(CalendarGrain::kMonth, span.first)) {
    return fmt::format("{:04}-{:02}", span.first.year(), span.first.month());
  }
  if (span.first == span.last) return span.first.to_string();
  return span.first.to_string() + ".." + span.last.to_string();
}

std::string period_text(DateSpan span, YearStart start) {
  // A single day is no form of a period, the span from it to itself is.
  if (span.first == span.last) return span.first.to_string() + ".." + span.last.to_string();
  return span_text(span, start);
}

}  // namespace zhaoshang
