#include "domain/period.h"

#include <doctest/doctest.h>

namespace zhaoshang {
namespace {

Date day(std::string_view text) { return read_date(text).value(); }
std::string text(DateSpan span) { return span.first.to_string() + ".." + span.last.to_string(); }

TEST_CASE("a period knows what kind it is and is written in one way") {
  struct Row {
    const char* given;
    const char* text;
    std::optional<CalendarGrain> grain;
  };
  for (const Row& row : {Row{"2022", "2022", CalendarGrain::kYear},
                         Row{"2022-01-01..2022-12-31", "2022", CalendarGrain::kYear},
                         Row{"2022H2", "2022H2", CalendarGrain::kHalf},
                         Row{"2022年上半年", "2022H1", CalendarGrain::kHalf},
                         Row{"2022Q3", "2022Q3", CalendarGrain::kQuarter},
                         Row{"2022-02", "2022-02", CalendarGrain::kMonth},
                         Row{"2022-03-01..2022-06-30", "2022-03-01..2022-06-30", std::nullopt},
                         Row{"2022-03-05..2022-03-05", "2022-03-05..2022-03-05", std::nullopt}}) {
    const auto period = Period::parse(row.given);
    REQUIRE(period);
    CHECK(period->text == row.text);
    CHECK(period->grain == row.grain);
  }
  CHECK_FALSE(Period::parse("2022Q5"));
  CHECK(Period::parse("2022-02")->default_as_of() == day("2022-02-28"));
}

TEST_CASE("a year that starts on another day has its own quarters and keeps its name") {
  const YearStart april{4, 1};
  const YearStart december{12, 21};
  CHECK(text(Period::parse("2022Q4", april)->span) == "2023-01-01..2023-03-31");
  CHECK(Period::parse("2022Q4", april)->text == "2022Q4");
  CHECK(Period::parse("2022", december)->text == "2022");
  CHECK(text(Period::parse("2022", december)->span) == "2021-12-21..2022-12-20");
  CHECK(Period::parse("2022H2", december)->text == "2022H2");
  CHECK(Period::parse("2022-01-01..2022-12-31", april)->text == "2022-01-01..2022-12-31");
}

TEST_CASE("what a span is called is read as that span again") {
  for (const YearStart start :
       {YearStart{1, 1}, YearStart{4, 1}, YearStart{12, 21}, YearStart{7, 1}}) {
    for (const CalendarGrain grain : {CalendarGrain::kMonth, CalendarGrain::kQuarter,
                                      CalendarGrain::kHalf, CalendarGrain::kYear}) {
      for (Date at = day("2019-12-15"); at < day("2022-01-15"); at = at.plus_days(11)) {
        const DateSpan span = grain_span(grain, at, start);
        CHECK(span.first <= at);
        CHECK(at <= span.last);
        CHECK(read_period(span_text(span, start), start) == span);
      }
    }
  }
}

TEST_CASE("the grains of a calendar that meet a range") {
  const DateSpan within{day("2022-03-16"), day("2022-05-02")};
  const auto months = grain_spans(CalendarGrain::kMonth, within);
  REQUIRE(months.size() == 3);
  CHECK(text(months[0]) == "2022-03-01..2022-03-31");
  CHECK(text(months[2]) == "2022-05-01..2022-05-31");
  CHECK(grain_spans(CalendarGrain::kDay, within).size() == 48);
  CHECK(grain_spans(CalendarGrain::kQuarter, within).size() == 2);
  CHECK(text(grain_spans(CalendarGrain::kYear, within, {4, 1})[0]) == "2021-04-01..2022-03-31");
  CHECK(days_in(within) == 48);
  CHECK(text(*overlap(within, months[0])) == "2022-03-16..2022-03-31");
  CHECK_FALSE(overlap(within, {day("2022-05-03"), day("2022-06-01")}));
}

TEST_CASE("grains that start on the last day of a month do not drift") {
  const auto quarters =
      grain_spans(CalendarGrain::kQuarter, {day("2021-12-31"), day("2022-12-30")}, {12, 31});
  REQUIRE(quarters.size() == 4);
  CHECK(text(quarters[0]) == "2021-12-31..2022-03-30");
  CHECK(text(quarters[1]) == "2022-03-31..2022-06-29");
  CHECK(text(quarters[3]) == "2022-09-30..2022-12-30");
}

TEST_CASE("grain words") {
  CHECK(grain_of("quarter") == CalendarGrain::kQuarter);
  CHECK(grain_word(CalendarGrain::kHalf) == "half");
  CHECK_FALSE(grain_of("week"));
}

}  // namespace
}  // namespace zhaoshang
