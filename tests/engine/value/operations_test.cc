#include "engine/value/operations.h"

#include <doctest/doctest.h>

#include "literals.h"

namespace zhaoshang {
namespace {

struct Row {
  std::string_view a;
  Operator op;
  std::string_view b;
  std::string_view result;  // as to_feel prints it
};

constexpr Operator kPlus = Operator::kAdd;
constexpr Operator kMinus = Operator::kSubtract;
constexpr Operator kTimes = Operator::kMultiply;
constexpr Operator kOver = Operator::kDivide;
constexpr Operator kPower = Operator::kPower;

void check(std::initializer_list<Row> rows) {
  for (const Row& row : rows) {
    CAPTURE(row.a);
    CAPTURE(operator_text(row.op));
    CAPTURE(row.b);
    CHECK(to_feel(apply(row.op, literal(row.a), literal(row.b))) == row.result);
  }
}

// clang-format off

TEST_CASE("numbers and text") {
  check({
      {"0.1", kPlus, "0.2", "0.3"}, {"10", kMinus, "-5", "15"}, {"1.5", kTimes, "1.5", "2.25"},
      {"100", kOver, "8", "12.5"}, {"1", kOver, "0", "null"}, {"5", kPower, "-2", "0.04"},
      {"0", kPower, "-1", "null"}, {"-8", kPower, "0.5", "null"},
      {"'招'", kPlus, "'商'", "\"招商\""}, {"'1'", kPlus, "'1'", "\"11\""},
      {"'a'", kMinus, "'a'", "null"}, {"'a'", kTimes, "2", "null"}, {"'1'", kPlus, "1", "null"},
      {"true", kPlus, "1", "null"}, {"true", kPlus, "true", "null"},
      {"null", kPlus, "1", "null"}, {"1", kTimes, "null", "null"}, {"null", kOver, "null", "null"},
  });
}

TEST_CASE("dates and durations") {
  check({
      {"@2022-01-31", kPlus, "@P1M", "@\"2022-02-28\""},
      {"@P1Y", kPlus, "@2020-02-29", "@\"2021-02-28\""},
      {"@2022-03-01", kMinus, "@P1M", "@\"2022-02-01\""},
      {"@2022-01-01", kPlus, "@PT36H", "@\"2022-01-02\""},       // a date stays a date
      {"@2022-01-02", kMinus, "@PT1M", "@\"2022-01-01\""},
      {"@2022-01-02", kMinus, "@-PT1M", "@\"2022-01-02\""},
      {"@2020-03-01", kMinus, "@PT24H", "@\"2020-02-29\""},
      {"@2022-03-01", kMinus, "@2022-02-01", "@\"P28D\""},
      {"@2022-02-01", kMinus, "@2022-03-01", "@\"-P28D\""},
      {"@2022-03-01", kPlus, "@2022-03-01", "null"},
      {"@2022-03-01", kPlus, "1", "null"},
      {"@P1D", kMinus, "@2022-03-01", "null"},
      {"@999999999-12-31", kPlus, "@P1D", "null"},
      {"@-999999999-01-01", kMinus, "@P1M", "null"},
      {"@2022-01-01", kPlus, "@P999999999999999999D", "null"},
      {"@2022-01-01", kPlus, "@P9999999999Y", "null"},
  });
}

TEST_CASE("dates with times") {
  check({
      {"@2022-12-31T23:30:00", kPlus, "@PT45M", "@\"2023-01-01T00:15:00\""},
      {"@2022-01-31T10:00:00", kPlus, "@P1M", "@\"2022-02-28T10:00:00\""},
      {"@2022-01-01T00:00:00+08:00", kMinus, "@PT1S", "@\"2021-12-31T23:59:59+08:00\""},
      {"@P1DT1H", kPlus, "@2022-01-12T10:10:10", "@\"2022-01-13T11:10:10\""},
      {"@2022-01-02T10:00:00", kMinus, "@2022-01-01T09:30:00", "@\"P1DT30M\""},
      {"@2022-01-01T00:00:00+08:00", kMinus, "@2021-12-31T00:00:00Z", "@\"PT16H\""},
      {"@2022-01-01T00:00:00", kMinus, "@2021-12-31T00:00:00Z", "null"},   // on no common line
      {"@2022-01-02T00:00:00Z", kMinus, "@2022-01-01", "@\"P1D\""},       // a date is its midnight in UTC
      {"@2022-01-02", kMinus, "@2022-01-01T10:10:10+11:00", "@\"P1DT49M50S\""},
      {"@2022-01-02T00:00:00", kMinus, "@2022-01-01", "null"},
      {"@2022-01-02T00:00:00", kPlus, "@2022-01-01T00:00:00", "null"},
  });
}

TEST_CASE("times of day go round the clock") {
  check({
      {"@10:15:00", kPlus, "@PT1H", "@\"11:15:00\""}, {"@23:30:00", kPlus, "@PT1H", "@\"00:30:00\""},
      {"@10:15:00", kPlus, "@P1D", "@\"10:15:00\""}, {"@00:30:00", kMinus, "@PT1H", "@\"23:30:00\""},
      {"@PT1H", kPlus, "@10:15:00+08:00", "@\"11:15:00+08:00\""},
      {"@10:10:10", kMinus, "@11:10:10", "@\"-PT1H\""},
      {"@10:00:00+08:00", kMinus, "@10:00:00Z", "@\"-PT8H\""}, {"@10:00:00", kMinus, "@10:00:00Z", "null"},
      {"@10:00:00", kPlus, "@P1Y", "null"}, {"@10:00:00", kPlus, "@10:00:00", "null"},
      {"@10:00:00", kMinus, "@2022-01-01", "null"},
  });
}

TEST_CASE("durations among themselves and with numbers") {
  check({
      {"@P1Y", kPlus, "@P2M", "@\"P1Y2M\""}, {"@P1Y", kMinus, "@P14M", "@\"-P2M\""},
      {"@P1D", kPlus, "@-PT2H", "@\"PT22H\""}, {"@P1D", kPlus, "@P1Y", "null"}, {"@P1Y", kMinus, "@P1D", "null"},
      {"10", kTimes, "@P1D", "@\"P10D\""}, {"@P4DT1H", kTimes, "1.5", "@\"P6DT1H30M\""},
      {"@P1Y11M", kTimes, "-2.5", "@\"-P4Y9M\""},                       // 57.5 months: the half is dropped
      {"@P10Y11M", kOver, "2.5", "@\"P4Y4M\""}, {"@P10DT23H", kOver, "2.5", "@\"P4DT9H12M\""},
      {"@P10D", kOver, "@P5D", "2"}, {"@P10Y", kOver, "@P30M", "4"}, {"@P10D", kOver, "@P1Y", "null"},
      {"@P10D", kOver, "@P0D", "null"}, {"@P10Y", kOver, "0", "null"}, {"10", kOver, "@P1D", "null"},
      {"@P1D", kTimes, "@P1D", "null"}, {"@P1D", kPlus, "1", "null"}, {"@P1D", kPower, "2", "null"},
      {"@P1Y", kTimes, "9999999999999999999", "null"},
      {"@P1D", kTimes, "99999999999999999999999999999999", "null"},
      {"@PT1S", kOver, "3", "@\"PT0.333333333S\""},
  });
}

TEST_CASE("money and quantities") {
  check({
      {"1万元", kPlus, "500元", "10500元"}, {"1亿元", kMinus, "3000万元", "70000000元"},
      {"1元", kPlus, "1美元", "null"}, {"1元", kMinus, "1美元", "null"}, {"1元", kPlus, "1", "null"},
      {"1", kPlus, "1元", "null"}, {"80%", kTimes, "5000元", "4000元"}, {"5000元", kTimes, "2‰", "10元"},
      {"1元", kTimes, "1元", "null"}, {"100元", kOver, "3", "33.33333333333333333333333333333333元"},
      {"1亿元", kOver, "2000万元", "5"}, {"1元", kOver, "1美元", "null"}, {"1元", kOver, "0", "null"},
      {"1元", kOver, "0元", "null"}, {"1", kOver, "1元", "null"}, {"2元", kPower, "2", "null"},
      {"5亩", kPlus, "2亩", "7亩"}, {"5亩", kPlus, "2公顷", "null"}, {"5亩", kPlus, "5元", "null"},
      {"3", kTimes, "1万㎡", "30000平方米"}, {"6亩", kOver, "4亩", "1.5"}, {"6亩", kOver, "4", "1.5亩"},
      {"5亩", kPlus, "1", "null"}, {"1元", kTimes, "@P1D", "null"}, {"1元", kPlus, "null", "null"},
  });
}

// clang-format on

TEST_CASE("the other side of zero") {
  CHECK(to_feel(negate(literal("10"))) == "-10");
  CHECK(to_feel(negate(literal("0"))) == "0");
  CHECK(to_feel(negate(literal("@P1D"))) == "@\"-P1D\"");
  CHECK(to_feel(negate(literal("@-P1Y"))) == "@\"P1Y\"");
  CHECK(to_feel(negate(literal("5元"))) == "-5元");
  CHECK(to_feel(negate(literal("5亩"))) == "-5亩");
  for (const std::string_view text : {"null", "true", "'5'", "@2022-01-01", "@10:00:00"}) {
    CHECK(negate(literal(text)).is_null());
  }
  CHECK(negate(List{10}).is_null());
}

TEST_CASE("lists, contexts and ranges have no arithmetic") {
  const Value values[] = {List{10}, Context{{{"a", 10}}}, Range{1, 10}, RowRef{1, 1}};
  for (const Value& value : values) {
    for (const Operator op : {kPlus, kMinus, kTimes, kOver, kPower}) {
      CHECK(apply(op, value, 10).is_null());
      CHECK(apply(op, 10, value).is_null());
      CHECK(apply(op, value, value).is_null());
    }
    CHECK(apply(Operator::kLess, value, value).is_null());
  }
}

TEST_CASE("logic of three values; what is no boolean is unknown") {
  const Value t(true);
  const Value f(false);
  const Value n;
  const Value number(123);
  struct LogicRow {
    Value a, b;
    std::string_view conjunction, disjunction;
  };
  const LogicRow rows[] = {
      {t, t, "true", "true"},      {t, f, "false", "true"},      {f, f, "false", "false"},
      {t, n, "null", "true"},      {f, n, "false", "null"},      {n, n, "null", "null"},
      {t, number, "null", "true"}, {f, number, "false", "null"}, {number, number, "null", "null"},
      {"true", t, "null", "true"},
  };
  for (const LogicRow& row : rows) {
    CHECK(to_feel(and3(row.a, row.b)) == row.conjunction);
    CHECK(to_feel(and3(row.b, row.a)) == row.conjunction);
    CHECK(to_feel(or3(row.a, row.b)) == row.disjunction);
    CHECK(to_feel(or3(row.b, row.a)) == row.disjunction);
  }
  CHECK(not3(t).is_false());
  CHECK(not3(f).is_true());
  CHECK(not3(n).is_null());
  CHECK(not3(number).is_null());
}

TEST_CASE("operators as they are written") {
  CHECK(operator_text(Operator::kPower) == "**");
  CHECK(operator_text(Operator::kNotEqual) == "!=");
  CHECK(operator_text(Operator::kGreaterEqual) == ">=");
}

}  // namespace
}  // namespace zhaoshang
