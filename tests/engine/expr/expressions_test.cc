// Whole expressions: parsed, checked and worked out without any table.
#include <doctest/doctest.h>

#include <initializer_list>
#include <string>

#include "engine/base/refusal.h"
#include "engine/expr/checker.h"
#include "engine/expr/evaluator.h"
#include "engine/expr/expression_text.h"

namespace zhaoshang {
namespace {

std::string value_of(const std::string& text) {
  ExpressionText expression(text);
  const AstPtr ast = parse_expression(expression.source, expression.diagnostics);
  if (!ast) return expression.faults();
  EmptyEnvironment environment;
  NoData data;
  const NodePtr node = Checker(environment, expression.diagnostics, Rigour::kEval)
                           .check_with(*ast, std::nullopt, {});
  if (!node) return expression.faults();
  try {
    return to_feel(Evaluator(data).evaluate(*node, Frame::single()).at(0));
  } catch (const Refusal& refusal) {
    const Diagnostic& fault = refusal.diagnostic();
    return fault.slug + "@" + std::to_string(fault.place.column);
  }
}

struct Row {
  std::string text;
  std::string value;
};

void check_values(std::initializer_list<Row> rows) {
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(value_of(row.text) == row.value);
  }
}

TEST_CASE("functions of two items: sort and list replace") {
  check_values({
      {"sort([3, 1, 4, 5, 2], function(x, y) x < y)", "[1, 2, 3, 4, 5]"},
      {"sort(precedes: function(x, y) x > y, list: [3, 1, 2])", "[3, 2, 1]"},
      {"sort([{a: 3, b: 1}, {a: 1, b: 2}, {a: 3, b: 3}], function(x, y) x.a < y.a).b", "[2, 1, 3]"},
      {"sort([\"b\", \"a\"], function(x: string, y: string) x < y)", "[\"a\", \"b\"]"},
      {"for k in [1, -1] return sort([2, 1, 3], function(x, y) k * x < k * y)",
       "[[1, 2, 3], [3, 2, 1]]"},
      {"sort([], function(x, y) x < y)", "[]"},
      {"sort(null, function(x, y) x < y)", "null"},
      {"sort([1, null], function(x, y) x < y)", "null"},
      {"sort([1, 2], function(x) x)", "null"},
      {"list replace([2, 4, 7, 8], function(item, newItem) item < newItem, 5)", "[5, 5, 7, 8]"},
      {"list replace(list: [2, 4], match: function(i, n) i = 2, newItem: 6)", "[6, 4]"},
      {"for k in [2, 4] return list replace([2, 4], function(i, n) i = k, n_of_none)",
       "unknown-name@67"},
      {"list replace([1, 2, 3], 2, 9)", "[1, 9, 3]"},
  });
}

TEST_CASE("ranges from comparisons") {
  check_values({
      {"(= 10) = [10..10]", "true"},
      {"(>= 10).end included", "false"},
      {"range(\"[2..)\") = >= 2", "true"},
      {"range(\"(..2)\") = < 2", "true"},
      {"5 in (= 5)", "true"},
      {"(< 5) != < 6", "true"},
  });
}

TEST_CASE("types of functions and of contexts without fields") {
  check_values({
      {"1 instance of function<> -> Any", "false"},
      {"null instance of function<number, string> -> number", "false"},
      {"{a: 1} instance of context<>", "true"},
      {"[1, 2] instance of list<number>", "true"},
      {"1 <> 2", "feel-operator@3"},
  });
}

TEST_CASE("an item that has an entry of that name") {
  check_values({
      {"[{item: 1}, {item: 2}, {item: 3}][item >= 2]", "[{item: 2}, {item: 3}]"},
      {"[1, 2, 3][item >= 2]", "[2, 3]"},
  });
}

TEST_CASE("named arguments choose the form by their order") {
  check_values({
      {"before(range: [1..5], point: 10)", "true"},
      {"before(point: 10, range: [1..5])", "false"},
      {"after(range: [6..9], point: 5)", "true"},
  });
}

TEST_CASE("what is too large or too small to hold is refused where it happens") {
  check_values({
      {"1 + 9.9e6144 * 10", "number-overflow@5"},
      {"exp(1000000)", "number-overflow@1"},
      {"1 + 1e-6100 * 1e-100", "number-underflow@5"},
      {"1e-6176 / 10", "number-underflow@1"},
      {"10 ** -6177", "number-underflow@1"},
      {"exp(-1000000)", "number-underflow@1"},
      {"product([1e-6000, 1e-6000])", "number-underflow@1"},
      {"0 * 1e-6000", "0"},
      {"0 / 1e6000", "0"},
      {"10 ** -6176 * 1e6144", "0.00000000000000000000000000000001"},
      {"10 ** 1000000000", "number-overflow@1"},
      {"product([9e6000, 9e6000])", "number-overflow@1"},
      {"sum([9.9e6144, 9.9e6144])", "number-overflow@1"},
      {"1 / 0", "null"},
      {"0 ** -1", "null"},
      {"1元 / 0", "null"},
      {"@\"P1D\" / @\"PT0S\"", "null"},
      {"log(0)", "null"},
      {"number(\"9e9999\")", "null"},
  });
}

TEST_CASE("what makes too much is refused before it is made") {
  check_values({
      {"for i in 1..1000000000 return i", "too-much@5"},
      {"for i in [1..1000000000] return i", "too-much@10"},
      {"for i in @\"0001-01-01\"..@\"9999-12-31\" return i", "too-much@5"},
      {"for i in 1..1000000, j in 1..1000000 return i", "too-much@22"},
      {"some i in 1..1000000, j in 1..1000000 satisfies i = -j", "too-much@23"},
      {"for i in 1..60 return if i = 1 then [1, 1] else [partial[-1], partial[-1]]", "too-much@49"},
      {"for i in 1..60 return if i = 1 then \"aa\" else partial[-1] + partial[-1]", "too-much@47"},
      {"for i in 1..40 return if i = 1 then [1] else concatenate(partial[-1], partial[-1])",
       "too-much@46"},
      {"{a: for i in 1..1000 return i, b: for i in a, j in a return i, "
       "c: for i in b, j in b return i}.a[1]",
       "too-much@67"},
      {"sort(for i in 1..1000000 return -i, function(x, y) x < y)", "too-much@1"},
      {"count(for i in 1..1000, j in 1..1000 return i)", "1000000"},
      {"replace(string join(for i in 1..1000 return \"aaaaaaaaaa\"), \"a\", string join(for i in "
       "1..1000 return \"bbbbbbbbbb\"))",
       "too-much@1"},
      // A search that goes on does not start again: 50 000 matches are found at once.
      {"string length(replace(string join(for i in 1..5000 return \"aaaaaaaaaa\"), \"a\", \"bb\"))",
       "100000"},
      {"for i in 1..5 return if i = 1 then 1 else i * partial[-1]", "[1, 2, 6, 24, 120]"},
  });
}

TEST_CASE("a range in a range lies within it") {
  check_values({
      {"[2..3] in [1..4]", "true"},
      {"[1..4] in [1..4]", "true"},
      {"[0..3] in [1..4]", "false"},
      {"[2..5] in [1..4]", "false"},
      {"[1..4] in (1..4)", "false"},
      {"(1..4) in (1..4)", "true"},
      {"{open: (>1), held: [2..3] in open}.held", "true"},
      {"{open: (>2), held: open in [1..4]}.held", "false"},
      {"[5..6] in [[1..4], [4..8]]", "true"},
      {"[3..6] in [[1..4], [4..8]]", "false"},
  });
}

TEST_CASE("lists to go through") {
  check_values({
      {"for i in 3..1 return i", "[3, 2, 1]"},
      {"for i in (1..4) return i", "[2, 3]"},
      {"for i in (1..2) return i", "[]"},
      {"for i in (1..1) return i", "[]"},
      {"for i in [2..1] return i", "null"},
      {"for i in 1..2.5 return i", "null"},
      {"for i in [1..3], j in 1..i return j", "[1, 1, 2, 1, 2, 3]"},
      {"for i in [[1..2], [4..5]], j in i return j", "[1, 2, 4, 5]"},
      {"for i in @\"2022-02-28\"..@\"2022-03-01\" return i.day", "[28, 1]"},
      {"for i in 5 return i", "[5]"},
      {"for i in null return i", "null"},
  });
}

TEST_CASE("any and all are decided by one item") {
  check_values({
      {"any([true, \"a\"])", "true"},
      {"any([false, \"a\"])", "null"},
      {"all([false, \"a\"])", "false"},
      {"all([true, 123])", "null"},
  });
}

TEST_CASE("patterns that are none are told") {
  ExpressionText expression("matches(\"a\", \"(?=a)\")");
  const AstPtr ast = parse_expression(expression.source, expression.diagnostics);
  EmptyEnvironment environment;
  CHECK(Checker(environment, expression.diagnostics, Rigour::kPolicy)
            .check_with(*ast, std::nullopt, {}) == nullptr);
  CHECK(expression.faults() == "bad-pattern@14");
}

}  // namespace
}  // namespace zhaoshang
