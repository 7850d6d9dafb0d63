#include <doctest/doctest.h>

#include "engine/expr/function_call.h"

namespace zhaoshang {
namespace {

TEST_CASE("dates") {
  check_calls({{R"(date("2017-12-31"))", R"(@"2017-12-31")"},
               {R"(date("2012-12-25T"))", "null"},
               {R"(date("2012/12/25"))", "null"},
               {R"(date("2017-02-29"))", "null"},
               {"date(2017, 12, 31)", R"(@"2017-12-31")"},
               {"date(-2017, 12, 31)", R"(@"-2017-12-31")"},
               {"date(2017, 13, 31)", "null"},
               {"date(2017, 12, 32)", "null"},
               {"date(2017, 1, null)", "null"},
               {"date(-1000999999, 12, 01)", "null"},
               {"date(year: 2017, month: 08, day: 30)", R"(@"2017-08-30")"},
               {R"(date(@"2017-08-14T14:25:00"))", R"(@"2017-08-14")"},
               {R"(date(@"2017-10-11"))", R"(@"2017-10-11")"},
               {"date(2017)", "\"no signature\""}});
}

TEST_CASE("dates and times") {
  check_calls({{R"(date and time("2012-12-24"))", R"(@"2012-12-24T00:00:00")"},
               {R"(date and time("2017-12-31T11:22:33.345"))", R"(@"2017-12-31T11:22:33.345")"},
               {R"(date and time(@"2017-01-01", @"23:59:01"))", R"(@"2017-01-01T23:59:01")"},
               {R"(date and time(date: @"2017-01-01T00:00:00", time: @"23:59:01"))",
                R"(@"2017-01-01T23:59:01")"},
               {R"(date and time("11:00:00"))", "null"},
               {R"(date and time("2017-12-31T7:20"))", "null"},
               {"date and time(null, null)", "null"},
               {"date and time()", "\"no signature\""},
               {R"(time("11:22:33.5"))", R"(@"11:22:33.5")"},
               {"time(11, 59, 45, null)", R"(@"11:59:45")"},
               {"time(11, 59, 45)", R"(@"11:59:45")"},
               {R"(time(11, 59, 45, @"PT2H"))", R"(@"11:59:45+02:00")"},
               {R"(time(11, 59, 45, @"-PT2H1M"))", R"(@"11:59:45-02:01")"},
               {"time(23, 59, 1.987654321)", R"(@"23:59:01.987654321")"},
               {"time(24, 0, 0)", "null"},
               {"time(-1, 0, 0)", "null"},
               {R"(time(@"2017-08-10T10:20:00+01:00"))", R"(@"10:20:00+01:00")"},
               {R"(time(@"2017-08-10"))", R"(@"00:00:00Z")"}});
}

TEST_CASE("durations") {
  check_calls(
      {{R"(duration("P1Y2M"))", R"(@"P1Y2M")"},
       {R"(duration("PT1000M"))", R"(@"PT16H40M")"},
       {R"(duration("P1H"))", "null"},
       {R"(duration(from: "-P1Y"))", R"(@"-P1Y")"},
       {"duration(2017)", "\"no signature\""},
       {R"(years and months duration(@"2014-12-31T23:59:59", @"2019-10-01T12:32:59"))",
        R"(@"P4Y9M")"},
       {R"(years and months duration(@"2013-08-24", @"2017-12-15T00:59:59"))", R"(@"P4Y3M")"},
       {R"(years and months duration(@"2019-10-01", @"2014-12-31"))", R"(@"-P4Y9M")"},
       {R"(years and months duration(@"2017-12-31T13:00:00", @"2017-12-31T12:00:00"))",
        R"(@"P0M")"},
       {R"(years and months duration(from: @"2015-01-21", to: @"2016-01-21"))", R"(@"P1Y")"},
       {"years and months duration(null)", "\"no signature\""}});
}

TEST_CASE("the calendar") {
  check_calls({{R"(day of year(@"2019-09-17"))", "260"},
               {R"(day of week(@"2019-09-17"))", R"("Tuesday")"},
               {R"(month of year(@"2019-09-17"))", R"("September")"},
               {R"(week of year(@"2019-09-17"))", "38"},
               {R"(week of year(@"2003-12-29"))", "1"},
               {R"(week of year(@"2005-01-01"))", "53"},
               {R"(day of week(date: @"2019-09-17T10:00:00"))", R"("Tuesday")"},
               {"day of year(null)", "null"}});
}

}  // namespace
}  // namespace zhaoshang
