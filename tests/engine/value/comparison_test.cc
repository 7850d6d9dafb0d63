#include <doctest/doctest.h>

#include <algorithm>

#include "engine/value/operations.h"
#include "literals.h"

namespace zhaoshang {
namespace {

struct Row {
  std::string_view a;
  std::string_view b;
  std::string_view equal;
  std::string_view less;     // a < b
  std::string_view greater;  // a > b
};

// clang-format off
const Row kRows[] = {
    {"1", "1.00", "true", "false", "false"}, {"1", "2", "false", "true", "false"}, {"-0", "0", "true", "false", "false"},
    {"12300", "1.23e4", "true", "false", "false"},
    {"'foo'", "'Foo'", "false", "false", "true"}, {"'a'", "'b'", "false", "true", "false"},
    {"'b'", "'abc'", "false", "false", "true"},
    {"'\uFF5E'", "'\U00010000'", "false", "true", "false"},      // by code points
    {"true", "true", "true", "null", "null"}, {"true", "false", "false", "null", "null"},
    {"null", "null", "true", "null", "null"}, {"1", "null", "false", "null", "null"},
    {"true", "null", "false", "null", "null"}, {"null", "@P1D", "false", "null", "null"},
    {"1", "'1'", "null", "null", "null"}, {"true", "1", "null", "null", "null"}, {"@P0D", "0", "null", "null", "null"},
    {"@2022-03-01", "@2022-03-02", "false", "true", "false"}, {"@2022-03-01", "@2022-03-01", "true", "false", "false"},
    {"@2022-03-01", "@2022-03-01T00:00:00", "null", "null", "null"},
    {"@10:30:00", "@10:31:00", "false", "true", "false"}, {"@10:30:00.0001", "@10:30:00.0002", "true", "false", "false"},
    {"@10:30:00Z", "@10:30:00+00:00", "true", "false", "false"}, {"@10:30:00Z", "@10:30:00+01:00", "false", "false", "true"},
    {"@10:30:00Z", "@11:30:00+01:00", "true", "false", "false"},
    {"@10:30:00", "@10:30:00Z", "false", "null", "null"},        // one is local
    {"@2018-12-08T00:00:00.0001", "@2018-12-08T00:00:00", "true", "false", "false"},
    {"@2018-12-08T00:00:00", "@2018-12-07T23:59:59", "false", "false", "true"},
    {"@2018-12-08T00:00:00+08:00", "@2018-12-07T16:00:00Z", "true", "false", "false"},
    {"@2018-12-08T00:00:00", "@2018-12-08T00:00:00Z", "false", "null", "null"},
    {"@P1D", "@PT24H", "true", "false", "false"}, {"@-P1D", "@P1D", "false", "true", "false"},
    {"@P1Y", "@P12M", "true", "false", "false"}, {"@P1Y", "@P13M", "false", "true", "false"},
    {"@P1Y", "@P365D", "null", "null", "null"},
    {"1万元", "10000元", "true", "false", "false"}, {"1元", "2元", "false", "true", "false"},
    {"1元", "1美元", "null", "null", "null"}, {"1元", "1", "null", "null", "null"},
    {"1㎡", "1平方米", "true", "false", "false"}, {"1亩", "2公顷", "null", "null", "null"}, {"2亩", "1亩", "false", "false", "true"},
};
// clang-format on

TEST_CASE("comparisons of simple values, both ways round") {
  const auto negated = [](std::string_view text) {
    return text == "null" ? "null" : text == "true" ? "false" : "true";
  };
  for (const Row& row : kRows) {
    CAPTURE(row.a);
    CAPTURE(row.b);
    const Value a = literal(row.a);
    const Value b = literal(row.b);
    CHECK(to_feel(equal(a, b)) == row.equal);
    CHECK(to_feel(equal(b, a)) == row.equal);
    CHECK(to_feel(apply(Operator::kNotEqual, a, b)) == negated(row.equal));
    CHECK(to_feel(less(a, b)) == row.less);
    CHECK(to_feel(less(b, a)) == row.greater);
    CHECK(to_feel(apply(Operator::kGreater, a, b)) == row.greater);
    CHECK(to_feel(apply(Operator::kLessEqual, a, b)) == negated(row.greater));
    CHECK(to_feel(apply(Operator::kGreaterEqual, a, b)) == negated(row.less));
    CHECK(same(a, b) == (row.equal == "true"));
  }
}

TEST_CASE("equality goes to the bottom") {
  const auto text = [](const Value& a, const Value& b) { return to_feel(equal(a, b)); };
  CHECK(text(List{}, List{}) == "true");
  CHECK(text(List{1, 2, List{3}}, List{1, 2, List{literal("3.0")}}) == "true");
  CHECK(text(List{1, 2, 3}, List{3, 2, 1}) == "false");
  CHECK(text(List{1, 1}, List{1, 1, 1}) == "false");
  CHECK(text(List{Value()}, List{Value()}) == "true");
  CHECK(text(List{1}, List{"1"}) == "null");
  CHECK(text(List{1, "1"}, List{2, 1}) == "false");  // one difference is enough
  CHECK(text(List{}, Value()) == "false");
  CHECK(text(List{}, 0) == "null");
  const Value ab = Context{{{"a", 1}, {"b", List{2}}}};
  CHECK(text(ab, Context{{{"b", List{2}}, {"a", 1}}}) == "true");
  CHECK(text(ab, Context{{{"a", 1}}}) == "false");
  CHECK(text(ab, Context{{{"a", 1}, {"c", List{2}}}}) == "false");
  CHECK(text(ab, Context{{{"a", 1}, {"b", List{3}}}}) == "false");
  CHECK(text(Context{}, Context{}) == "true");
  CHECK(text(Context{}, List{}) == "null");
  CHECK(text(Range{1, 10}, Range{1, 10}) == "true");
  CHECK(text(Range{1, 10}, Range{2, 10}) == "false");
  CHECK(text(Range{1, 10}, Range{1, 10, true, false}) == "false");
  CHECK(text(Range{1, Value(), true, true}, Range{1, Value(), true, false}) == "true");
  CHECK(text(Range{1, Value()}, Range{1, 10}) == "false");
  CHECK(text(RowRef{1, 2}, RowRef{1, 2}) == "true");
  CHECK(text(RowRef{1, 2}, RowRef{1, 3}) == "false");
  CHECK(text(RowRef{1, 2}, RowRef{2, 2}) == "false");
  CHECK(text(FunctionRef{"sum"}, FunctionRef{"sum"}) == "true");
}

TEST_CASE("in a range") {
  struct RangeRow {
    std::string_view tested;
    Range range;
    std::string_view result;
  };
  const Value n;
  // clang-format off
  const RangeRow rows[] = {
      {"1", {2, 4}, "false"}, {"2", {2, 4}, "true"}, {"3", {2, 4}, "true"}, {"4", {2, 4}, "true"}, {"5", {2, 4}, "false"},
      {"2", {2, 4, false, true}, "false"}, {"4", {2, 4, false, true}, "true"},
      {"2", {2, 4, true, false}, "true"}, {"4", {2, 4, true, false}, "false"},
      {"10", {n, 10, false, true}, "true"}, {"11", {n, 10, false, true}, "false"}, {"10", {n, 10, false, false}, "false"},
      {"10", {10, n, true, false}, "true"}, {"9", {10, n, true, false}, "false"}, {"10", {10, n, false, false}, "false"},
      {"10", {n, n, false, false}, "true"},
      {"null", {2, 4}, "null"}, {"null", {n, 4}, "null"}, {"'a'", {2, 4}, "null"},
      {"'c'", {"b", "d"}, "true"}, {"'e'", {"b", "d"}, "false"},
      {"@2022-03-01", {literal("@2022-01-01"), literal("@2022-12-31")}, "true"},
      {"5000万元", {literal("3000万元"), literal("1亿元"), true, false}, "true"},
      {"1亿元", {literal("3000万元"), literal("1亿元"), true, false}, "false"},
      {"5美元", {literal("1元"), literal("9元")}, "null"},
      {"@P11Y", {literal("@P10Y"), literal("@P12Y")}, "true"}, {"@P11D", {literal("@P10Y"), literal("@P12Y")}, "null"},
  };
  // clang-format on
  for (const RangeRow& row : rows) {
    CAPTURE(row.tested);
    CAPTURE(to_feel(row.range));
    CHECK(to_feel(contains(literal(row.tested), row.range)) == row.result);
  }
}

TEST_CASE("in a list, which may hold ranges; in a single value") {
  const auto in = [](const Value& tested, const Value& test) {
    return to_feel(contains(tested, test));
  };
  CHECK(in(1, List{2, 3, 1}) == "true");
  CHECK(in(1, List{2, 3, 4}) == "false");
  CHECK(in(1, List{Range{2, 4}, Range{1, 3}}) == "true");
  CHECK(in(5, List{Range{2, 4}, 5}) == "true");
  CHECK(in(5, List{Range{2, 4}, Range{1, 3}}) == "false");
  CHECK(in(1, List{"1", List{1}}) == "false");
  CHECK(in(List{1, 2}, List{List{1, 2}, 3}) == "true");
  CHECK(in(List{1, 2}, List{1, 2}) == "true");
  CHECK(in(List{1, 2}, List{1, 2, 3}) == "false");
  CHECK(in(Value(), List{1, Value()}) == "true");
  CHECK(in(Value(), List{1, 2}) == "false");
  CHECK(in(Value(), List{Range{1, 2}}) == "null");
  CHECK(in("a", List{Range{1, 2}, "a"}) == "true");
  CHECK(in("b", List{Range{1, 2}, "a"}) == "null");
  CHECK(in(1, List{}) == "false");
  CHECK(in(1, 1) == "true");
  CHECK(in(1, "1") == "null");
  CHECK(in(false, false) == "true");  // equality, not the truth of the test
  CHECK(in(true, false) == "false");
  CHECK(in(5, Value()) == "false");
  CHECK(in(Value(), Value()) == "true");
  CHECK(in(Range{1, 5}, Range{1, 5}) == "true");
}

// ---- keys ---------------------------------------------------------------------------------

/// One of everything, in order: by kind as TypeKind lists them, then by value.
std::vector<Value> ordered_values() {
  return {
      {},
      -5,
      literal("0.5"),
      1,
      "",
      "a",
      "ab",
      "b",
      "招",
      false,
      true,
      literal("@2021-12-31"),
      literal("@2022-01-01"),
      literal("@09:00:00"),
      literal("@10:00:00"),
      literal("@10:00:00+08:00"),
      literal("@10:00:00Z"),
      literal("@2022-01-01T00:00:00"),
      literal("@2022-01-01T00:00:00+08:00"),
      literal("@-P1D"),
      literal("@P1D"),
      literal("@P1M"),
      literal("@P1Y"),
      literal("5元"),
      literal("6元"),
      literal("1美元"),
      literal("3亩"),
      literal("4亩"),
      literal("1公顷"),
      Range{1, 5},
      Range{1, 5, false, true},
      Range{2, 3},
      List{},
      List{1},
      List{1, 2},
      List{2},
      Context{},
      Context{{{"a", 1}, {"b", 1}}},
      Context{{{"b", 0}, {"a", 2}}},
      RowRef{1, 9},
      RowRef{2, 1},
      FunctionRef{"sum"},
  };
}

TEST_CASE("one order of everything, with which sameness, less and hash agree") {
  const std::vector<Value> values = ordered_values();
  for (std::size_t i = 0; i < values.size(); ++i) {
    for (std::size_t j = 0; j < values.size(); ++j) {
      CAPTURE(to_feel(values[i]));
      CAPTURE(to_feel(values[j]));
      CHECK(order(values[i], values[j]) == (i <=> j));
      CHECK(same(values[i], values[j]) == (i == j));
      if (i == j) CHECK(hash(values[i]) == hash(values[j]));
      const Value below = less(values[i], values[j]);
      if (!below.is_null()) CHECK(below.is_true() == (i < j));
    }
  }
}

TEST_CASE("values that are the same hash alike and stand in no order") {
  const std::pair<Value, Value> pairs[] = {
      {literal("1.0"), literal("1.00")},
      {literal("-0"), 0},
      {literal("@10:30:00.5Z"), literal("@11:30:00+01:00")},
      {literal("@2018-12-08T00:00:00+08:00"), literal("@2018-12-07T16:00:00.25Z")},
      {literal("@P1D"), literal("@PT24H")},
      {literal("1万元"), literal("10000元")},
      {List{literal("1.0")}, List{1}},
      {Context{{{"a", 1}, {"b", 2}}}, Context{{{"b", 2}, {"a", literal("1.0")}}}},
      {Range{1, Value(), true, true}, Range{1, Value(), true, false}},
  };
  for (const auto& each : pairs) {
    const auto& a = each.first;
    const auto& b = each.second;
    CAPTURE(to_feel(a));
    CHECK(same(a, b));
    CHECK(order(a, b) == 0);
    CHECK(hash(a) == hash(b));
  }
  CHECK(hash(1) != hash(2));
  CHECK(hash("1") != hash(1));
}

}  // namespace
}  // namespace zhaoshang
