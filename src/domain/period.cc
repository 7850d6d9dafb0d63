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

std::string_view grain_word(CalendarGrain grain) { return kGrainWords[static_cast<std::size_t>(grain)]; }

std::optional<CalendarGrain> grain_of(std::string_view word) {
  const auto found = std::find(kGrainWords.begin(), kGrainWords.end(), word);
  if (found == kGrainWords.end()) return std::nullopt;
  return static_cast<CalendarGrain>(found - kGrainWords.begin());
}

std::optional<Period> Period::parse(std::string_view text) {
  const auto span = read_period(text);
  if (!span) return std::nullopt;
  Period period{span_text(*span), *span, std::nullopt};
  for (CalendarGrain grain : {CalendarGrain::kYear, CalendarGrain::kHalf, CalendarGrain::kQuarter, CalendarGrain::kMonth}) {
    if (grain_span(grain, span->first) == *span) {
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
  const int months = months_of(grain);
  Date first = year;
  for (int passed = months; first.plus_months(months) <= day; passed += months) first = year.plus_months(passed);
  return {first, first.plus_months(months).plus_days(-1)};
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

std::string span_text(DateSpan span) {
  const std::int64_t year = span.first.year();
  if (span == grain_span(CalendarGrain::kYear, span.first)) return fmt::format("{:04}", year);
  if (span == grain_span(CalendarGrain::kHalf, span.first)) return fmt::format("{:04}H{}", year, span.first.month() / 6 + 1);
  if (span == grain_span(CalendarGrain::kQuarter, span.first)) {
    return fmt::format("{:04}Q{}", year, span.first.month() / 3 + 1);
  }
  if (span == grain_span(CalendarGrain::kMonth, span.first)) return fmt::format("{:04}-{:02}", year, span.first.month());
  if (span.first == span.last) return span.first.to_string();
  return span.first.to_string() + ".." + span.last.to_string();
}

}  // namespace zhaoshang
