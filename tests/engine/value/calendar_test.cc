#include "engine/value/calendar.h"

#include <doctest/doctest.h>

namespace zhaoshang {
namespace {

Date day(std::string_view text) { return Date::parse_iso(text).value(); }

TEST_CASE("days, their numbers, weekdays, weeks and days of the year") {
  struct Row {
    std::string_view date;
    std::int64_t days;
    int weekday;
    int week;
    int day_of_year;
  };
  // From Python's datetime.
  const Row rows[] = {
      {"1970-01-01", 0, 4, 1, 1},        {"2000-02-29", 11016, 2, 9, 60},
      {"2022-03-01", 19052, 2, 9, 60},   {"1900-03-01", -25508, 4, 9, 60},
      {"0001-01-01", -719162, 1, 1, 1},  {"9999-12-31", 2932896, 5, 52, 365},
      {"2018-12-10", 17875, 1, 50, 344}, {"2021-01-03", 18630, 7, 53, 3},
      {"2020-12-31", 18627, 4, 53, 366}, {"2024-12-30", 20087, 1, 1, 365},
      {"2023-01-01", 19358, 7, 52, 1},   {"2026-12-31", 20818, 4, 53, 365},
  };
  for (const Row& row : rows) {
    CAPTURE(row.date);
    const Date date = day(row.date);
    CHECK(date.days() == row.days);
    CHECK(date.weekday() == row.weekday);
    CHECK(date.iso_week() == row.week);
    CHECK(date.day_of_year() == row.day_of_year);
    CHECK(date.to_string() == row.date);
    CHECK(Date::from_days(row.days) == date);
  }
}

TEST_CASE("every day of 400 years follows the one before") {
  Date date = day("1899-12-31");
  int expected_weekday = 7;  // a Sunday
  for (int i = 0; i < 146'097; ++i) {
    const Date next = date.plus_days(1);
    expected_weekday = expected_weekday % 7 + 1;
    const bool new_month = date.day() == days_in_month(date.year(), date.month());
    const bool new_year = new_month && date.month() == 12;
    const bool right = next.day() == (new_month ? 1 : date.day() + 1) &&
                       next.month() == (new_year ? 1 : date.month() + (new_month ? 1 : 0)) &&
                       next.year() == date.year() + (new_year ? 1 : 0) &&
                       next.weekday() == expected_weekday &&
                       Date::from_ymd(next.year(), next.month(), next.day()) == next;
    if (!right) FAIL_CHECK(next.to_string());
    date = next;
  }
  CHECK(date.to_string() == "2299-12-31");
}

TEST_CASE("dates that are none") {
  for (const std::string_view text : {"",
                                      "2022",
                                      "2022-03",
                                      "2022-3-1",
                                      "2022-03-1",
                                      "2022-02-29",
                                      "1900-02-29",
                                      "2022-04-31",
                                      "2022-13-01",
                                      "2022-00-01",
                                      "2022-01-00",
                                      "2022/03/01",
                                      "20220301",
                                      "998-12-31",
                                      "01211-12-31",
                                      "9999999999-12-25",
                                      "2012-12-25T",
                                      " 2022-03-01",
                                      "2022-03-01 ",
                                      "+2022-03-01",
                                      "-0000-01-01",
                                      "2022-03-01Z"}) {
    CAPTURE(text);
    CHECK_FALSE(Date::parse_iso(text).has_value());
  }
  CHECK_FALSE(Date::from_ymd(1'000'000'000, 1, 1).has_value());
  CHECK_FALSE(Date::from_ymd(2022, 2, 30).has_value());
}

TEST_CASE("far and early years") {
  for (const std::string_view text : {"999999999-12-31", "-999999999-01-01", "-2017-12-31",
                                      "0000-02-29", "-0001-03-01", "12345-06-07"}) {
    CHECK(day(text).to_string() == text);
  }
  CHECK(day("-0001-12-31").plus_days(1) == day("0000-01-01"));
  CHECK(day("-2017-12-31").year() == -2017);
  CHECK(day("-0004-02-29").plus_months(-48 * 25).to_string() == "-0104-02-29");
}

TEST_CASE("months end where they end") {
  struct Row {
    std::string_view date;
    std::int64_t months;
    std::string_view result;
  };
  const Row rows[] = {
      {"2022-01-31", 1, "2022-02-28"},     {"2020-01-31", 1, "2020-02-29"},
      {"2022-03-31", -1, "2022-02-28"},    {"2022-12-15", 1, "2023-01-15"},
      {"2022-01-15", -1, "2021-12-15"},    {"2020-02-29", 12, "2021-02-28"},
      {"2020-02-29", 48, "2024-02-29"},    {"2022-05-31", 0, "2022-05-31"},
      {"2000-03-31", -1200, "1900-03-31"},
  };
  for (const Row& row : rows)
    CHECK(day(row.date).plus_months(row.months).to_string() == row.result);
  CHECK(day("2022-02-14").first_of_month() == day("2022-02-01"));
  CHECK(day("2022-02-14").last_of_month() == day("2022-02-28"));
  CHECK(day("2020-02-01").last_of_month() == day("2020-02-29"));
  CHECK(days_in_month(2100, 2) == 28);
  CHECK(days_in_month(2000, 2) == 29);
}

TEST_CASE("times of day") {
  struct Row {
    std::string_view text;
    std::optional<std::string> shown;
  };
  // clang-format off
  const Row rows[] = {
      {"00:00:00", "00:00:00"}, {"23:59:59", "23:59:59"}, {"10:30:00.5", "10:30:00.5"},
      {"10:30:00.0000", "10:30:00"}, {"10:30:00.123456789", "10:30:00.123456789"},
      {"23:59:59.9999999999", "23:59:59.999999999"},      // finer than a nanosecond is dropped
      {"10:30:00Z", "10:30:00Z"}, {"10:30:00z", "10:30:00Z"}, {"10:30:00+00:00", "10:30:00Z"},
      {"10:30:00-00:00", "10:30:00Z"}, {"10:30:00+08:00", "10:30:00+08:00"},
      {"10:30:00-05:30", "10:30:00-05:30"}, {"10:30:00.25+01:00:30", "10:30:00.25+01:00:30"},
      {"10:30:00+14:00", "10:30:00+14:00"}, {"24:00:00", "00:00:00"},
      {"24:00:01", std::nullopt}, {"24:01:00", std::nullopt}, {"24:00:00.5", std::nullopt},
      {"25:00:00", std::nullopt}, {"10:60:00", std::nullopt}, {"10:30:60", std::nullopt},
      {"10:30", std::nullopt}, {"7:00:00", std::nullopt}, {"07:1:00", std::nullopt}, {"07:01:0", std::nullopt},
      {"10:30:00.", std::nullopt}, {"10:30:00+5:00", std::nullopt}, {"10:30:00+05:0", std::nullopt},
      {"10:30:00+14:01", std::nullopt}, {"10:30:00+08", std::nullopt}, {"10:30:00@Asia/Shanghai", std::nullopt},
      {"10:30:00 ", std::nullopt}, {"T10:30:00", std::nullopt}, {"", std::nullopt}, {"10:30:00ZZ", std::nullopt},
  };
  // clang-format on
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const std::optional<Time> time = Time::parse_iso(row.text);
    CHECK(time.has_value() == row.shown.has_value());
    if (time && row.shown) CHECK(time->to_string() == *row.shown);
  }
  const Time time = Time::parse_iso("13:05:09.25-01:30").value();
  CHECK(time.hour() == 13);
  CHECK(time.minute() == 5);
  CHECK(time.second() == 9);
  CHECK(time.offset == -5400);
}

TEST_CASE("dates with times") {
  struct Row {
    std::string_view text;
    std::optional<std::string> shown;
  };
  // clang-format off
  const Row rows[] = {
      {"2022-03-01T08:00:00", "2022-03-01T08:00:00"},
      {"2022-03-01", "2022-03-01T00:00:00"},
      {"2022-12-31T24:00:00", "2023-01-01T00:00:00"},
      {"-2017-12-31T11:22:33.345", "-2017-12-31T11:22:33.345"},
      {"2022-03-01T08:00:00+08:00", "2022-03-01T08:00:00+08:00"},
      {"2022-03-01T", std::nullopt}, {"2022-03-01 08:00:00", std::nullopt}, {"11:00:00", std::nullopt},
      {"2017-12-31T7:00:00", std::nullopt}, {"2017-13-10T11:22:33", std::nullopt},
      {"2022-03-01T08:00:00T09:00:00", std::nullopt},
  };
  // clang-format on
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const std::optional<DateTime> moment = DateTime::parse_iso(row.text);
    CHECK(moment.has_value() == row.shown.has_value());
    if (moment && row.shown) CHECK(moment->to_string() == *row.shown);
  }
}

TEST_CASE("durations of days and time") {
  struct Row {
    std::string_view text;
    std::optional<std::string> shown;
  };
  // clang-format off
  const Row rows[] = {
      {"P1D", "P1D"}, {"PT24H", "P1D"}, {"PT1000M", "PT16H40M"}, {"PT90S", "PT1M30S"},
      {"P1DT2H3M4.123456789S", "P1DT2H3M4.123456789S"}, {"-PT1H2M", "-PT1H2M"}, {"PT0.999S", "PT0.999S"},
      {"P0D", "PT0S"}, {"-P0D", "PT0S"}, {"PT0.S", "PT0S"}, {"PT4.S", "PT4S"}, {"PT36H", "P1DT12H"},
      {"PT0.0000000001S", "PT0S"}, {"P999999999999999999D", "P999999999999999999D"}, {"-PT0.5S", "-PT0.5S"},
      {"P", std::nullopt}, {"P1DT", std::nullopt}, {"PT", std::nullopt}, {"P1H", std::nullopt},
      {"PT1D", std::nullopt}, {"1D", std::nullopt}, {"P1Y", std::nullopt}, {"P1M", std::nullopt},
      {"P1M1D", std::nullopt}, {"P1.5D", std::nullopt}, {"PT1.5H", std::nullopt}, {"PT1S1M", std::nullopt},
      {"P-1D", std::nullopt}, {"+P1D", std::nullopt}, {"P1D ", std::nullopt}, {"", std::nullopt},
      {"P1W", std::nullopt}, {"PT.5S", std::nullopt}, {"P1000000000000000000D", std::nullopt},
  };
  // clang-format on
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const std::optional<DaysDuration> duration = DaysDuration::parse_iso(row.text);
    CHECK(duration.has_value() == row.shown.has_value());
    if (duration && row.shown) CHECK(duration->to_string() == *row.shown);
  }
  CHECK(DaysDuration::of_days(-3).to_string() == "-P3D");
  CHECK(DaysDuration::parse_iso("PT1S") < DaysDuration::parse_iso("P1D"));
}

TEST_CASE("durations of years and months") {
  struct Row {
    std::string_view text;
    std::optional<std::string> shown;
  };
  // clang-format off
  const Row rows[] = {
      {"P1Y", "P1Y"}, {"P1Y2M", "P1Y2M"}, {"P27M", "P2Y3M"}, {"P1Y27M", "P3Y3M"}, {"-P14M", "-P1Y2M"},
      {"P0Y", "P0M"}, {"-P999999999M", "-P83333333Y3M"}, {"P99999999Y", "P99999999Y"},
      {"P", std::nullopt}, {"P1D", std::nullopt}, {"P1M1Y", std::nullopt}, {"P1YT1M", std::nullopt},
      {"PT1M", std::nullopt}, {"P1.5Y", std::nullopt}, {"1Y", std::nullopt}, {"P1", std::nullopt},
      {"P999999999999999999Y", std::nullopt},
  };
  // clang-format on
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const std::optional<MonthsDuration> duration = MonthsDuration::parse_iso(row.text);
    CHECK(duration.has_value() == row.shown.has_value());
    if (duration && row.shown) CHECK(duration->to_string() == *row.shown);
  }
}

}  // namespace
}  // namespace zhaoshang
