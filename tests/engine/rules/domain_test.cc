// Domains: which sets are empty over them, the sample a set is shown by, and sets as tests.
#include "engine/rules/domain.h"

#include <doctest/doctest.h>

#include <memory>
#include <string>

#include "engine/rules/sample.h"

namespace zhaoshang {
namespace {

Value number(const std::string& text) { return *Decimal::parse(text); }
Value date(const std::string& text) { return *Date::parse_iso(text); }
Value yuan(int amount) { return Money{Decimal(amount), Currency::cny()}; }

TEST_CASE("a value between two others is a simple one") {
  const Type money = Type::money(Currency::cny());
  const struct {
    Type type;
    Value low;
    Value high;
    std::string value;
  } rows[] = {
      {TypeKind::kNumber, {}, {}, "0"},
      {TypeKind::kNumber, 0, 1, "0.5"},
      {TypeKind::kNumber, number("0.7"), number("0.8"), "0.75"},
      {TypeKind::kNumber, number("0.7"), number("0.800001"), "0.8"},
      {TypeKind::kNumber, 3000, 10000, "6500"},
      {TypeKind::kNumber, 100, {}, "101"},
      {TypeKind::kNumber, {}, number("0.6"), "0"},
      {TypeKind::kNumber, -3, number("-2.9"), "-2.95"},
      {Type::integer(), 3, 4, "none"},
      {Type::integer(), 3, 5, "4"},
      {Type::integer(), number("2.5"), number("2.7"), "none"},
      {Type::integer(), number("2.5"), number("3.1"), "3"},
      {Type::integer(), 0, {}, "1"},
      {money, yuan(100), {}, "101元"},
      {money, {}, yuan(0), "-1元"},
      {money, {}, {}, "0元"},
      {TypeKind::kDate, date("2022-03-01"), date("2022-03-02"), "none"},
      {TypeKind::kDate, date("2022-03-01"), date("2022-03-03"), "@\"2022-03-02\""},
      {TypeKind::kDate, date("2022-03-31"), {}, "@\"2022-04-01\""},
      {TypeKind::kMonthsDuration, MonthsDuration{1}, MonthsDuration{2}, "none"},
      {TypeKind::kMonthsDuration, MonthsDuration{1}, {}, "@\"P2M\""},
      {TypeKind::kDaysDuration, DaysDuration::of_days(1), DaysDuration::of_days(2), "@\"P1DT1H\""},
      {TypeKind::kDaysDuration, {}, DaysDuration::of_days(1), "@\"PT0S\""},
      {TypeKind::kTime, Time{}, {}, "@\"01:00:00\""},
      {TypeKind::kText, "a", "b", "\"a其他\""},
      {TypeKind::kText, "a", "ab", "\"a \""},
      {TypeKind::kText, "甲", {}, "\"甲其他\""},
      {TypeKind::kText, {}, {}, "\"其他\""},
      {TypeKind::kText, {}, "", "none"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.value);
    const auto value = value_between(row.type, row.low, row.high);
    CHECK_EQ(value ? to_feel(*value) : "none", row.value);
    if (!value) continue;
    if (!row.low.is_null()) CHECK(order(row.low, *value) < 0);
    if (!row.high.is_null()) CHECK(order(*value, row.high) < 0);
  }
}

const Type kGrade = Type::scaled_text(std::make_shared<const std::vector<std::string>>(
    std::vector<std::string>{"科员", "副科级", "正科级"}));

TEST_CASE("witnesses and descriptions") {
  const ValueSet below_one = ValueSet::comparing(Operator::kLess, 1);
  const ValueSet one_and_more = ValueSet::comparing(Operator::kGreaterEqual, 1);
  const Domain numbers{Type(TypeKind::kNumber)};
  const Domain integers{Type::integer()};
  const Domain texts{Type(TypeKind::kText)};
  const Domain classes = Domain::of_values(TypeKind::kText, {"工业", "农业", "文旅"});
  const Domain booleans{Type(TypeKind::kBoolean)};
  const Domain grades(kGrade);
  const Domain percent = numbers.within(ValueSet::interval({0, 100, true, true}));
  const ValueSet from_second =
      ValueSet::comparing(Operator::kGreaterEqual, *grades.key_of("副科级"));
  const struct {
    const Domain& domain;
    ValueSet set;
    std::string witness;
    std::string tests;
  } rows[] = {
      {numbers, ValueSet::everything(), "0", "-"},
      {numbers, below_one, "0", "< 1"},
      {numbers, one_and_more, "1", ">= 1"},
      {numbers, one_and_more.with_null(true), "1", ">= 1, null"},
      {numbers, ValueSet::null_only(), "null", "null"},
      {numbers, ValueSet(), "none", "not(-)"},
      {numbers, ValueSet::interval({0, 1, false, false}), "0.5", "(0..1)"},
      {numbers, ValueSet::everything().with_null(false), "0", "not(null)"},
      {numbers, ValueSet::point(3).complement().with_null(false), "2", "not(3, null)"},
      {integers, ValueSet::interval({0, 1, false, false}), "none", "not(-)"},
      {integers, ValueSet::point(1).unite(ValueSet::point(2)).unite(ValueSet::point(4)), "1",
       "[1..2], 4"},
      {integers, ValueSet::point(number("1.5")), "none", "not(-)"},
      {percent, ValueSet::comparing(Operator::kLess, 0), "none", "not(-)"},
      {percent, ValueSet::everything(), "0", "-"},
      {percent, below_one, "0", "[0..1)"},
      {texts, ValueSet::point("甲"), "\"甲\"", "\"甲\""},
      {texts, ValueSet::point("甲").complement(), "\"其他\"", "not(\"甲\")"},
      {classes, ValueSet::point("工业").complement().with_null(false), "\"农业\"",
       "\"农业\", \"文旅\""},
      {classes, ValueSet::point("工业"), "\"工业\"", "\"工业\""},
      {classes, ValueSet::point("商业"), "none", "not(-)"},
      {classes, ValueSet::everything(), "\"农业\"", "-"},
      {booleans, ValueSet::point(true), "true", "true"},
      {booleans, ValueSet::point(true).unite(ValueSet::point(false)), "false", "not(null)"},
      {grades, from_second, "\"副科级\"", "\"副科级\", \"正科级\""},
      {grades.without_null(), ValueSet::null_only(), "none", "not(-)"},
      {grades.without_null(), ValueSet::everything().with_null(false), "\"科员\"", "-"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.tests);
    const auto witness = row.domain.witness(row.set);
    CHECK_EQ(witness ? to_feel(*witness) : "none", row.witness);
    CHECK_EQ(row.domain.is_empty(row.set), row.witness == "none");
    CHECK_EQ(row.domain.describe(row.set), row.tests);
  }
}

TEST_CASE("keys of a scale are places") {
  const Domain grades(kGrade);
  CHECK_EQ(to_feel(*grades.key_of("正科级")), "2");
  CHECK_EQ(to_feel(grades.value_of(2)), "\"正科级\"");
  CHECK_FALSE(grades.key_of("处级"));
  CHECK_FALSE(grades.key_of(1));
  CHECK_FALSE(Domain(Type(TypeKind::kNumber)).key_of("x"));
}

}  // namespace
}  // namespace zhaoshang
