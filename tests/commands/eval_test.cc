// eval: values, names, unary tests, tables; which faults refuse and which make null.
#include "commands/eval.h"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "engine/base/output.h"
#include "support/temp_folder.h"

namespace zhaoshang {
namespace {

Options asking(std::string expression, std::vector<Let> lets = {}) {
  Options options;
  options.expression = std::move(expression);
  options.lets = std::move(lets);
  return options;
}

/// The value as a literal, or where the evaluation is refused `! slug …`; warnings follow as
/// `(slug)`.
std::string answer(const Options& options) {
  Diagnostics diagnostics;
  const std::optional<Value> value = evaluate(options, diagnostics);
  std::string text = value ? to_feel(*value) : "!";
  for (const Diagnostic& d : diagnostics.sorted()) {
    text += d.severity == Severity::kError ? " " + d.slug : " (" + d.slug + ")";
  }
  return text;
}

struct Row {
  std::string expression;
  std::string answer;
};

TEST_CASE("numbers are exact decimals of 34 digits") {
  const Row rows[] = {
      {"0.1 + 0.2", "0.3"},
      {"0.1 + 0.2 = 0.3", "true"},
      {"1 / 3", "0.3333333333333333333333333333333333"},
      {"1 / 3 * 3", "0.9999999999999999999999999999999999"},
      {"2 / 3", "0.6666666666666666666666666666666667"},
      {"1.10 + 2.20", "3.3"},
      {"9999999999999999999999999999999999 + 1", "10000000000000000000000000000000000"},
      {"sum([0.1, 0.2, 0.3, 1e30, -1e30])", "0.6"},
      {"decimal(2.675, 2)", "2.68"},
      {"decimal(2.665, 2)", "2.66"},
      {"-3 ** 2", "9"},
      {"1 / 0", "null"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.expression);
    CHECK_EQ(answer(asking(row.expression)), row.answer);
  }
}

TEST_CASE("quantities keep their units") {
  const Row rows[] = {
      {"80%", "0.8"},
      {"1亿元 / 3000万元", "3.333333333333333333333333333333333"},
      {"1亿元 + 500万元", "105000000元"},
      {"10亿元 * 2‰", "2000000元"},
      {"5亩 + 3亩", "8亩"},
      {"3000万元 >= 0.3亿元", "true"},
      {"5000万元 in [3000万元..1亿元)", "true"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.expression);
    CHECK_EQ(answer(asking(row.expression)), row.answer);
  }
}

TEST_CASE(
    "syntax, unknown names, units and currencies are refused; other faults of types are null") {
  const Row rows[] = {
      {"1 +", "! feel-unfinished"},
      {"nothing + 1", "! unknown-name"},
      {"nosuch(1)", "! unknown-function"},
      {"today()", "! clock-function"},
      {"1元 + 1美元", "! currency-mismatch"},
      {"5亩 > 3吨", "! unit-mismatch"},
      {"1万元 + 1", "! type-mismatch"},
      {"1 in (1元..3元)", "! type-mismatch"},
      {"sum(1元, 1美元)", "! currency-mismatch"},
      {"max([1万元, 5])", "! type-mismatch"},
      {"max(1, \"a\")", "null (type-mismatch)"},
      {"if 1 = 2 then 1万元 else 0", "! branch-units"},
      {"1 + \"a\"", "null (type-mismatch)"},
      {"if 1 then 2 else 3", "3 (not-a-condition)"},
      {"substring(1, 2, 3, 4)", "null (wrong-arguments)"},
      {"{a: 1}.b", "null (unknown-field)"},
      {"5 in (null..10]", "null (null-end)"},
      {"for i in [3..1] return i", "null"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.expression);
    CHECK_EQ(answer(asking(row.expression)), row.answer);
  }
}

TEST_CASE("names are bound in order, and may be bound again") {
  CHECK_EQ(answer(asking("paid / plan", {{"paid", "9600万元"}, {"plan", "1亿元"}})), "0.96");
  CHECK_EQ(answer(asking("b", {{"a", "2"}, {"b", "a * a"}})), "4");
  CHECK_EQ(answer(asking("a", {{"a", "1"}, {"a", "a + 1"}})), "2");
  CHECK_EQ(answer(asking("完成率 >= 80%", {{"完成率", "0.8"}})), "true");
  CHECK_EQ(answer(asking("x.y[item > 1]", {{"x", "{y: [1, 2, 3]}"}})), "[2, 3]");
  // A fault in one of them is reported once, and not again where it is used.
  CHECK_EQ(answer(asking("a + 1", {{"a", "b"}})), "! unknown-name");
  CHECK_EQ(answer(asking("b", {{"a", "b"}})), "! unknown-name unknown-name");
}

TEST_CASE("places name the binding or the expression") {
  Diagnostics diagnostics;
  CHECK_FALSE(evaluate(asking("a +\n  b", {{"a", "1 +"}}), diagnostics));
  REQUIRE_EQ(diagnostics.error_count(), 2);
  const std::vector<Diagnostic> all = diagnostics.sorted();
  CHECK_EQ(all[0].place.path, "--let a");
  CHECK_EQ(all[0].place.column, 4);
  CHECK_EQ(all[1].place.path, "EXPR");
  CHECK_EQ(all[1].place.line, 2);
  CHECK_EQ(all[1].place.column, 3);
}

TEST_CASE("unary tests test what ? is bound to") {
  const struct {
    std::string value;
    std::string tests;
    std::string answer;
  } rows[] = {
      {"3000", "[3000..10000)", "true"},
      {"10000", "[3000..10000)", "false"},
      {"0.96", ">= 80%", "true"},
      {"\"平台\"", "\"平台\", \"镇街\"", "true"},
      {"\"乡镇\"", "not(\"平台\", \"镇街\")", "true"},
      {"1", "-", "true"},
      {"7", "? > limit", "true"},
      {"null", "> 5", "null"},
      {"1万元", "> 5", "! type-mismatch"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.value);
    CAPTURE(row.tests);
    Options options = asking(row.tests, {{"limit", "5"}, {"?", row.value}});
    options.test = true;
    CHECK_EQ(answer(options), row.answer);
  }
  CHECK_EQ(answer(asking("? + 1", {{"?", "1"}})), "2");
}

TEST_CASE("warnings are errors when they are taken as such") {
  Diagnostics diagnostics;
  diagnostics.take_warnings_as_errors();
  CHECK_FALSE(evaluate(asking("1 + \"a\""), diagnostics));
  CHECK_EQ(diagnostics.error_count(), 1);
}

/// The answer of a table in a file.
std::string table_answer(const std::string& table, std::vector<Let> lets) {
  const TempFolder folder;
  Options options;
  options.table = folder.write("table.yaml", table);
  options.lets = std::move(lets);
  return answer(options);
}

constexpr const char* kBands = R"(hit: unique
table: |
  | completion     || factor |
  | >= 100%        || 1      |
  | [80%..100%)    || completion |
  | < 80%          || 0      |
)";

TEST_CASE("tables: text, long form in YAML, JSON") {
  CHECK_EQ(table_answer(kBands, {{"completion", "1.2"}}), "1");
  CHECK_EQ(table_answer(kBands, {{"completion", "0.96"}}), "0.96");
  CHECK_EQ(table_answer(kBands, {{"completion", "0.1"}}), "0");

  const std::string long_form = R"(hit: collect
aggregate: sum
inputs: [years]
outputs: [points]
rules:
- {if: ['> 1'], then: ['100']}
- {if: ['> 2'], then: ['200']}
incomplete: allowed
)";
  CHECK_EQ(table_answer(long_form, {{"years", "3"}}), "300");

  const std::string json = R"({"hit": "first", "inputs": ["class"],
 "outputs": [{"name": "rate", "default": "0"}, "award/kind"],
 "rules": [{"if": ["\"甲\""], "then": ["2‰", "\"奖\""]},
           {"if": ["-"], "then": ["1‰", "\"补\""]}]})";
  CHECK_EQ(table_answer(json, {{"class", "\"甲\""}}), "{rate: 0.002, \"award/kind\": \"奖\"}");
  CHECK_EQ(table_answer(json, {{"class", "\"乙\""}}), "{rate: 0.001, \"award/kind\": \"补\"}");
}

TEST_CASE("a table with faults is refused") {
  CHECK_EQ(table_answer("hit: unique\n", {}).substr(0, 1), "!");
  CHECK_EQ(table_answer(kBands, {}), "! unknown-name unknown-name");
  CHECK_EQ(
      table_answer("hit: uniqe\ntable: |\n  | a || b |\n  | 1 || 2 |\n", {{"a", "1"}}).substr(0, 1),
      "!");
}

}  // namespace
}  // namespace zhaoshang
