#include <doctest/doctest.h>

#include "engine/value/value.h"
#include "literals.h"

namespace zhaoshang {
namespace {

TEST_CASE("values as FEEL literals") {
  struct Row {
    Value value;
    std::string_view feel;
  };
  // clang-format off
  const Row rows[] = {
      {{}, "null"}, {true, "true"}, {false, "false"},
      {literal("12.50"), "12.5"}, {literal("-0"), "0"}, {literal("1e3"), "1000"},
      {"甲", "\"甲\""}, {"a\"b\\c\n\t\r", R"("a\"b\\c\n\t\r")"}, {std::string(1, '\x01'), R"("\u0001")"}, {"", "\"\""},
      {literal("@2022-03-01"), "@\"2022-03-01\""}, {literal("@10:30:00"), "@\"10:30:00\""},
      {literal("@2022-03-01T08:00:00Z"), "@\"2022-03-01T08:00:00Z\""},
      {literal("@PT24H"), "@\"P1D\""}, {literal("@P14M"), "@\"P1Y2M\""},
      {literal("3万元"), "30000元"}, {literal("-500万美元"), "-5000000美元"}, {literal("5亩"), "5亩"},
      {Money{7, Currency::from_code("SEK").value()}, "7SEK"},
      {Range{1, 5, true, false}, "[1..5)"}, {Range{1, 5, false, true}, "(1..5]"},
      {Range{Value(), 5, false, true}, "(<= 5)"}, {Range{Value(), 5, false, false}, "(< 5)"},
      {Range{5, Value(), true, false}, "(>= 5)"}, {Range{5, Value(), false, false}, "(> 5)"},
      {Range{literal("@2022-01-01"), literal("@2022-12-31")}, "[@\"2022-01-01\"..@\"2022-12-31\"]"},
      {List{}, "[]"}, {List{1, "甲", List{Value()}}, "[1, \"甲\", [null]]"},
      {Context{}, "{}"}, {Context{{{"a", 1}, {"投资额", literal("1亿元")}}}, "{a: 1, 投资额: 100000000元}"},
      {Context{{{"a b", 1}, {"1a", 2}, {"if", 3}, {"投资额（万元）", 4}, {"", 5}}},
       "{\"a b\": 1, \"1a\": 2, \"if\": 3, \"投资额（万元）\": 4, \"\": 5}"},
      {RowRef{3, 7}, "<table 3 row 7>"}, {FunctionRef{"string length"}, "string length"},
  };
  // clang-format on
  for (const Row& row : rows) CHECK(to_feel(row.value) == row.feel);
}

TEST_CASE("values as typed JSON") {
  struct Row {
    Value value;
    std::string_view json;
  };
  // clang-format off
  const Row rows[] = {
      {{}, R"({"type": "null", "value": null})"},
      {true, R"({"type": "boolean", "value": true})"},
      {literal("12.50"), R"({"type": "number", "value": "12.5"})"},
      {"a\"甲\n", R"({"type": "string", "value": "a\"甲\n"})"},
      {literal("@2022-03-01"), R"({"type": "date", "value": "2022-03-01"})"},
      {literal("@10:30:00"), R"({"type": "time", "value": "10:30:00"})"},
      {literal("@2022-03-01T08:00:00"), R"({"type": "date and time", "value": "2022-03-01T08:00:00"})"},
      {literal("@P1D"), R"({"type": "days and time duration", "value": "P1D"})"},
      {literal("@P1Y"), R"({"type": "years and months duration", "value": "P1Y"})"},
      {literal("3万元"), R"({"type": "money", "value": {"currency": "CNY", "value": "30000"}})"},
      {literal("5亩"), R"({"type": "quantity", "value": {"unit": "亩", "value": "5"}})"},
      {Range{1, Value(), true, false},
       R"({"type": "range", "value": {"start": {"type": "number", "value": "1"}, "end": {"type": "null", "value": null}, "start_included": true, "end_included": false}})"},
      {List{1, Value()}, R"({"type": "list", "value": [{"type": "number", "value": "1"}, {"type": "null", "value": null}]})"},
      {List{}, R"({"type": "list", "value": []})"},
      {Context{{{"a", 1}, {"乙", List{}}}},
       R"({"type": "context", "value": {"a": {"type": "number", "value": "1"}, "乙": {"type": "list", "value": []}}})"},
      {Context{}, R"({"type": "context", "value": {}})"},
  };
  // clang-format on
  for (const Row& row : rows) CHECK(to_json(row.value) == row.json);
}

TEST_CASE("entries of a context by name") {
  const Context context{{{"a", 1}, {"b", 2}}};
  REQUIRE(context.find("b") != nullptr);
  CHECK(context.find("b")->number() == Decimal(2));
  CHECK(context.find("c") == nullptr);
}

}  // namespace
}  // namespace zhaoshang
