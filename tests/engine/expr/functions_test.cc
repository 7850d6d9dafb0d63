#include "engine/expr/functions.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "engine/base/refusal.h"
#include "engine/expr/function_call.h"

namespace zhaoshang {
namespace {

Call resolved(std::string_view name, std::vector<Type> types, std::vector<std::string> names = {}) {
  if (names.empty()) names.resize(types.size());
  return resolve_call(*find_function(name), types, names);
}

TEST_CASE("the catalogue") {
  CHECK(find_function("string length") != nullptr);
  CHECK(find_function("string") != nullptr);
  CHECK(find_function("today") == nullptr);
  CHECK(find_function("now") == nullptr);
  CHECK(is_function_name("date and time"));
  CHECK(is_function_name("days in"));
  CHECK_FALSE(is_function_name("date and"));
  const std::vector<std::string> names = function_names();
  CHECK(std::is_sorted(names.begin(), names.end()));
  CHECK(names.size() > 80);
  for (const std::string& name : names) CHECK(find_function(name)->name == name);
}

TEST_CASE("no function fails on arguments of a wrong kind or on nulls") {
  const std::vector<Value> odd_values = {Value(),
                                         Value(true),
                                         Value(1),
                                         Value(Decimal::scaled(-15, -1)),
                                         Value("甲"),
                                         Value(List{}),
                                         Value(List{Value()}),
                                         Value(List{Value(1), Value("a")}),
                                         Value(Context{}),
                                         Value(Range{}),
                                         Value(Range{Value(1), Value("a"), true, true}),
                                         Value(*Date::parse_iso("2022-03-01")),
                                         Value(Time{}),
                                         Value(DateTime{}),
                                         Value(DaysDuration{}),
                                         Value(MonthsDuration{}),
                                         Value(Money{Decimal(1), Currency::cny()}),
                                         Value(Quantity{Decimal(1), Unit::named("亩")}),
                                         Value(RowRef{}),
                                         Value(FunctionRef{"sum"}),
                                         Value(*Decimal::parse("9e6000"))};
  for (const std::string& name : function_names()) {
    CAPTURE(name);
    for (const Signature& signature : find_function(name)->signatures) {
      const std::size_t count = signature.parameters.size();
      for (const Value& first : odd_values) {
        for (const Value& second : odd_values) {
          std::vector<Value> arguments(count, second);
          if (count > 0) arguments[0] = first;
          try {
            (void)signature.apply(arguments);
          } catch (const Refusal& refusal) {  // exp(9e6000) is no number
            const std::string& slug = refusal.diagnostic().slug;
            CHECK((slug == "number-overflow" || slug == "number-underflow"));
          }
          std::vector<Type> types;
          for (const Value& argument : arguments) types.push_back(type_of(argument));
          CHECK_NOTHROW(signature.result(types));
        }
      }
    }
  }
}

TEST_CASE("arguments by position") {
  const Type number = TypeKind::kNumber;
  CHECK(resolved("floor", {number}).arguments.size() == 1);
  CHECK(resolved("floor", {number, number}).arguments.size() == 2);
  CHECK(resolved("floor", {}).signature == nullptr);
  CHECK(resolved("floor", {number, number, number}).signature == nullptr);
  CHECK(resolved("floor", {TypeKind::kText}).signature == nullptr);
  CHECK(resolved("floor", {TypeKind::kAny}).signature != nullptr);
  CHECK(resolved("floor", {TypeKind::kNull}).signature != nullptr);
  CHECK(resolved("floor", {Type::money(Currency::cny())}).signature != nullptr);
}

TEST_CASE("max of a list and of its arguments") {
  const Type number = TypeKind::kNumber;
  const Call list = resolved("max", {Type::list(number)});
  REQUIRE(list.signature != nullptr);
  CHECK(list.arguments == std::vector<std::optional<std::size_t>>{0});
  CHECK(list.signature->parameters[0].name == "list");
  const Call items = resolved("max", {number, number, number});
  REQUIRE(items.signature != nullptr);
  CHECK(items.arguments == std::vector<std::optional<std::size_t>>{0, 1, 2});
}

TEST_CASE("arguments by name") {
  const Type text = TypeKind::kText;
  const Type number = TypeKind::kNumber;
  const Call call = resolved("substring", {number, text}, {"start position", "string"});
  REQUIRE(call.signature != nullptr);
  CHECK(call.arguments == std::vector<std::optional<std::size_t>>{1, 0});
  CHECK(resolved("substring", {text, number}, {"string", "start"}).signature == nullptr);
  CHECK(resolved("substring", {text, text}, {"string", "string"}).signature == nullptr);
  const Call optional = resolved("string join", {Type::list(text)}, {"list"});
  CHECK(optional.arguments == std::vector<std::optional<std::size_t>>{0, std::nullopt});
}

TEST_CASE("result types") {
  const auto type_of_call = [](std::string_view name, std::vector<Type> types) {
    return type_name(resolved(name, types).signature->result(types));
  };
  const Type money = Type::money(Currency::cny());
  CHECK(type_of_call("sum", {Type::list(money)}) == type_name(money));
  CHECK(type_of_call("max", {money, money}) == type_name(money));
  CHECK(type_of_call("abs", {TypeKind::kDaysDuration}) == "days and time duration");
  CHECK(type_of_call("floor", {TypeKind::kNumber}) == "number");
  CHECK(resolved("count", {Type::list(money)})
            .signature->result(std::vector<Type>{Type::list(money)})
            .is_integer());
  CHECK(type_of_call("sort", {Type::list(TypeKind::kDate)}) == "list<date>");
  CHECK(type_of_call("append", {Type::list(TypeKind::kDate), TypeKind::kDate}) == "list<date>");
  CHECK(type_of_call("flatten", {Type::list(Type::list(TypeKind::kText))}) == "list<string>");
  CHECK_FALSE(resolved("mean", {Type::list(Type::integer())})
                  .signature->result(std::vector<Type>{Type::list(Type::integer())})
                  .is_integer());
}

TEST_CASE("steps of different measures have no signature") {
  CHECK(resolved("whole steps", {Type::money(Currency::cny()), TypeKind::kNumber}).signature ==
        nullptr);
  CHECK(resolved("whole steps", {Type::money(Currency::cny()), Type::money(Currency::cny())})
            .signature != nullptr);
}

TEST_CASE("conversion of single values and lists of one") {
  const Function& abs = *find_function("abs");
  CHECK(to_feel(abs.signatures[0].apply(std::vector<Value>{Value(List{Value(-2)})})) == "2");
  check_calls({{"count(5)", "1"},
               {"sum(5)", "5"},
               {"string join(\"a\")", "\"a\""},
               {"mode(6)", "[6]"},
               {"list contains(1, 1)", "true"}});
}

}  // namespace
}  // namespace zhaoshang
