#include "engine/value/type.h"

#include <doctest/doctest.h>

#include "engine/value/property_types.h"
#include "engine/value/value.h"

namespace zhaoshang {
namespace {

const Type kNumber(TypeKind::kNumber);
const Type kText(TypeKind::kText);

TEST_CASE("names of types") {
  CHECK(type_name({}) == "Any");
  CHECK(type_name(TypeKind::kNull) == "null");
  CHECK(type_name(kNumber) == "number");
  CHECK(type_name(Type::integer()) == "number");
  CHECK(type_name(kText) == "string");
  CHECK(type_name(TypeKind::kBoolean) == "boolean");
  CHECK(type_name(TypeKind::kDateTime) == "date and time");
  CHECK(type_name(TypeKind::kDaysDuration) == "days and time duration");
  CHECK(type_name(TypeKind::kMonthsDuration) == "years and months duration");
  CHECK(type_name(Type::money(Currency::cny())) == "money(元)");
  CHECK(type_name(TypeKind::kMoney) == "money");
  CHECK(type_name(Type::quantity(Unit::named("亩"))) == "quantity(亩)");
  CHECK(type_name(Type::list(kNumber)) == "list<number>");
  CHECK(type_name(Type::list(Type::list(kText))) == "list<list<string>>");
  CHECK(type_name(Type::range(TypeKind::kDate)) == "range<date>");
  CHECK(type_name(TypeKind::kList) == "list<Any>");
  CHECK(type_name(TypeKind::kContext) == "context");
  CHECK(type_name(Type::context({{"a", kNumber}, {"b", kText}})) ==
        "context<a: number, b: string>");
}

TEST_CASE("types are equal when they say the same") {
  CHECK(Type::list(kNumber) == Type::list(kNumber));
  CHECK(Type::list(kNumber) != Type::list(kText));
  CHECK(Type(TypeKind::kList) == Type::list({}));
  CHECK(Type::money(Currency::cny()) != Type::money(Currency::usd()));
  CHECK(Type::quantity(Unit::named("㎡")) == Type::quantity(Unit::named("平方米")));
  CHECK(Type::row(1) != Type::row(2));
  CHECK(Type::integer() != kNumber);
  CHECK(Type::context({{"a", kNumber}}) == Type::context({{"a", kNumber}}));
  CHECK(Type::context({{"a", kNumber}}) != Type::context({{"a", kText}}));
  CHECK(Type::context({{"a", kNumber}}) != Type::context({{"b", kNumber}}));
  CHECK(kNumber != kText);
}

TEST_CASE("the type of either") {
  CHECK(common_type(kNumber, kNumber) == kNumber);
  CHECK(common_type(Type::integer(), Type::integer()) == Type::integer());
  CHECK(common_type(Type::integer(), kNumber) == kNumber);
  CHECK(common_type(kNumber, TypeKind::kNull) == kNumber);
  CHECK(common_type(TypeKind::kNull, kText) == kText);
  CHECK(common_type(kNumber, kText).is_any());
  CHECK(common_type(Type::money(Currency::cny()), Type::money(Currency::usd())).is_any());
  CHECK(common_type(Type::list(kNumber), Type::list(kText)) == Type::list({}));
  CHECK(common_type(Type::list(TypeKind::kNull), Type::list(kText)) == Type::list(kText));
  CHECK(common_type({}, kNumber).is_any());
  const auto words = [](std::vector<std::string> list) {
    return Type::scaled_text(std::make_shared<const std::vector<std::string>>(std::move(list)));
  };
  const Type grade = words({"科员", "副科级", "正科级"});
  CHECK(grade == words({"科员", "副科级", "正科级"}));
  CHECK(grade != words({"正科级", "副科级", "科员"}));
  CHECK(grade != kText);
  CHECK(common_type(kText, grade) == grade);
  CHECK(common_type(grade, kText) == grade);
  CHECK(common_type(grade, words({"差", "好"})) == kText);
}

TEST_CASE("types of values") {
  CHECK(type_of(Value()) == Type(TypeKind::kNull));
  CHECK(type_of(5) == Type::integer());
  CHECK(type_of(Decimal::scaled(5, -1)) == kNumber);
  CHECK(type_of("甲") == kText);
  CHECK(type_of(List{1, 2}) == Type::list(Type::integer()));
  CHECK(type_of(List{1, Value(), Decimal::scaled(5, -1)}) == Type::list(kNumber));
  CHECK(type_of(List{1, "甲"}) == Type::list({}));
  CHECK(type_of(List{}) == Type::list({}));
  CHECK(type_of(Range{1, Value()}) == Type::range(Type::integer()));
  CHECK(type_of(Money{5, Currency::usd()}) == Type::money(Currency::usd()));
  CHECK(type_of(Context{{{"a", 1}}}) == Type::context({{"a", Type::integer()}}));
  CHECK(type_of(RowRef{3, 7}) == Type::row(3));
}

TEST_CASE("types of properties") {
  CHECK(property_type_of(TypeKind::kDate, "year") == Type::integer());
  CHECK(property_type_of(TypeKind::kDate, "hour").is(TypeKind::kNull));
  CHECK(property_type_of(TypeKind::kDateTime, "hour") == Type::integer());
  CHECK(property_type_of(TypeKind::kTime, "time offset").is(TypeKind::kDaysDuration));
  CHECK(property_type_of(Type::range(TypeKind::kDate), "start").is(TypeKind::kDate));
  CHECK(property_type_of({}, "anything").is_any());
  CHECK(property_type_of(TypeKind::kNumber, "year").is(TypeKind::kNull));
}

}  // namespace
}  // namespace zhaoshang
