#include <doctest/doctest.h>

#include "engine/value/operations.h"
#include "engine/value/property_types.h"
#include "literals.h"

namespace zhaoshang {
namespace {

TEST_CASE("properties of dates, times and durations") {
  struct Row {
    std::string_view value;
    std::string_view name;
    std::string_view result;
  };
  // clang-format off
  const Row rows[] = {
      {"@2018-12-10", "year", "2018"}, {"@2018-12-10", "month", "12"}, {"@2018-12-10", "day", "10"},
      {"@2018-12-10", "weekday", "1"}, {"@2022-03-06", "weekday", "7"}, {"@2018-12-10", "hour", "null"},
      {"@-2018-12-10", "year", "-2018"},
      {"@2018-12-10T10:30:01", "year", "2018"}, {"@2018-12-10T10:30:01", "weekday", "1"},
      {"@2018-12-10T10:30:01", "hour", "10"}, {"@2018-12-10T10:30:01", "minute", "30"},
      {"@2018-12-10T10:30:01.25", "second", "1.25"}, {"@2018-12-10T10:30:01", "time offset", "null"},
      {"@2018-12-10T10:30:01-05:30", "time offset", "@\"-PT5H30M\""}, {"@2018-12-10T10:30:01Z", "timezone", "null"},
      {"@10:30:01", "hour", "10"}, {"@10:30:01", "second", "1"}, {"@10:30:01", "year", "null"},
      {"@10:30:01Z", "time offset", "@\"PT0S\""},
      {"@P1DT2H3M4.5S", "days", "1"}, {"@P1DT2H3M4.5S", "hours", "2"}, {"@P1DT2H3M4.5S", "minutes", "3"},
      {"@P1DT2H3M4.5S", "seconds", "4.5"}, {"@PT26H", "days", "1"}, {"@PT26H", "hours", "2"},
      {"@-PT25H", "days", "-1"}, {"@-PT25H", "hours", "-1"}, {"@P1D", "years", "null"}, {"@P1D", "months", "null"},
      {"@P1Y2M", "years", "1"}, {"@P1Y2M", "months", "2"}, {"@P14M", "years", "1"}, {"@-P14M", "months", "-2"},
      {"@P1Y", "days", "null"}, {"@P1Y", "hours", "null"},
      {"5", "year", "null"}, {"'甲'", "year", "null"}, {"null", "year", "null"}, {"5元", "year", "null"},
  };
  // clang-format on
  for (const Row& row : rows) {
    CAPTURE(row.value);
    CAPTURE(row.name);
    const Value value = literal(row.value);
    const Value result = property(value, row.name);
    CHECK(to_feel(result) == row.result);
    // The checker's types and the values agree.
    const Type type = property_type_of(type_of(value), row.name);
    if (!result.is_null()) CHECK(type.kind() == result.kind());
  }
}

TEST_CASE("properties of ranges") {
  const Value range = Range{1, Value(), true, false};
  CHECK(to_feel(property(range, "start")) == "1");
  CHECK(property(range, "end").is_null());
  CHECK(property(range, "start included").is_true());
  CHECK(property(range, "end included").is_false());
  CHECK(property(range, "size").is_null());
}

}  // namespace
}  // namespace zhaoshang
