#include "engine/expr/parser.h"

#include <doctest/doctest.h>

#include "engine/expr/expression_text.h"

namespace zhaoshang {
namespace {

struct Row {
  std::string text;
  std::string dump;
};

void check(std::initializer_list<Row> rows) {
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(parsed(row.text) == row.dump);
  }
}

void check_tests(std::initializer_list<Row> rows) {
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(parsed_tests(row.text) == row.dump);
  }
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

TEST_CASE("literals and names") {
  check({
      {"true", "true"},
      {"null", "null"},
      {"12.5", "12.5"},
      {R"("甲")", R"("甲")"},
      {"3000万元", "30000000元"},
      {"paid_in", "paid_in"},
      {"?", "?"},
  });
}

TEST_CASE("precedence of operators") {
  check({
      {"1 + 2 * 3", "(+ 1 (* 2 3))"},
      {"(1 + 2) * 3", "(* (+ 1 2) 3)"},
      {"a - b - c", "(- (- a b) c)"},
      {"a / b * c", "(* (/ a b) c)"},
      {"3 ** 4 ** 5", "(** (** 3 4) 5)"},
      {"-3 ** 2", "(** (neg 3) 2)"},
      {"10 ** -5", "(** 10 (neg 5))"},
      {"5 + 2 ** 5", "(+ 5 (** 2 5))"},
      {"- -1", "(neg (neg 1))"},
      {"10 - -5", "(- 10 (neg 5))"},
      {"-a.b", "(neg (path a b))"},
      {"a or b and c", "(or a (and b c))"},
      {"a and b or c", "(or (and a b) c)"},
      {"a + 1 > b and c", "(and (> (+ a 1) b) c)"},
      {"a = b != c", "(!= (= a b) c)"},
      {"a <= 1 or b >= 2", "(or (<= a 1) (>= b 2))"},
      {"1 - (1 + r / 12) ** -n", "(- 1 (** (+ 1 (/ r 12)) (neg n)))"},
  });
}

TEST_CASE("between and in") {
  check({
      {"x between 1 and 10", "(between x 1 10)"},
      {"x between 1 and 10 and y", "(and (between x 1 10) y)"},
      {"x between a + 1 and b * 2", "(between x (+ a 1) (* b 2))"},
      {"1 in [2, 3, 1]", "(in 1 (test (list 2 3 1)))"},
      {"1 in [2..4]", "(in 1 (test ([..] 2 4)))"},
      {"1 in (2..4)", "(in 1 (test ((..) 2 4)))"},
      {"1 in (2..4]", "(in 1 (test ((..] 2 4)))"},
      {"1 in [2..4)", "(in 1 (test ([..) 2 4)))"},
      {"1 in ]2..4[", "(in 1 (test ((..) 2 4)))"},
      {"1 in [2..4[ and b", "(and (in 1 (test ([..) 2 4))) b)"},
      {"x in < 5", "(in x (test< 5))"},
      {"x in (< 5)", "(in x (test< 5))"},
      {"10 in (=10)", "(in 10 (test= 10))"},
      {"10 in !=11", "(in 10 (test!= 11))"},
      {R"("d" in ("c", < "c", >="d"))", R"((in "d" (test "c") (test< "c") (test>= "d")))"},
      {"x in (1, 2, [3..4])", "(in x (test 1) (test 2) (test ([..] 3 4)))"},
      {"x in (1..2) or y", "(or (in x (test ((..) 1 2))) y)"},
      {"x in (a).b", "(in x (test (path a b)))"},
      {"x in (a + b) * 2", "(in x (test (* (+ a b) 2)))"},
      {"x in (list)[1]", "(in x (test (filter list 1)))"},
      {"x in ((1..2), 7)", "(in x (test ((..) 1 2)) (test 7))"},
      {"x in a and y in b", "(and (in x (test a)) (in y (test b)))"},
      {"date in period", "(in date (test period))"},
      {"5 in (null..10]", "(in 5 (test ((..] null 10)))"},
  });
}

TEST_CASE("if, for, some and every") {
  check({
      {"if a then b else c", "(if a b c)"},
      {"if a then b else c + 1", "(if a b (+ c 1))"},
      {"1 + if a then 1 else 2", "(+ 1 (if a 1 2))"},
      {"if a then if b then 1 else 2 else 3", "(if a (if b 1 2) 3)"},
      {"for i in [1, 2] return i + 1", "(for (i (list 1 2)) (+ i 1))"},
      {"for i in [1], j in l return i * j", "(for (i (list 1)) (j l) (* i j))"},
      {"for i in 1+1..1+3 return i", "(for (i (+ 1 1) (+ 1 3)) i)"},
      {R"(for i in @"1980-01-03"..@"1980-01-01" return i)",
       R"((for (i @"1980-01-03" @"1980-01-01") i))"},
      {"for i in [2..1] return i", "(for (i ([..] 2 1)) i)"},
      {"some x in l satisfies x > 1", "(some (x l) (> x 1))"},
      {"every x in l, y in x.m satisfies x = y", "(every (x l) (y (path x m)) (= x y))"},
      {"city in team.cities or some f in filings satisfies (f.kind = k and date in [f.from..f.to])",
       "(or (in city (test (path team cities))) (some (f filings) (and (= (path f kind) k) "
       "(in date (test ([..] (path f from) (path f to)))))))"},
  });
}

TEST_CASE("paths, filters and calls") {
  check({
      {"a.b.c", "(path (path a b) c)"},
      {"a.for", "(path a for)"},
      {"r.start included", "(path r |start included|)"},
      {"t.time offset", "(path t |time offset|)"},
      {"l[1]", "(filter l 1)"},
      {"l[-1]", "(filter l (neg 1))"},
      {"l[item > 2][1]", "(filter (filter l (> item 2)) 1)"},
      {"100[1] = 100", "(= (filter 100 1) 100)"},
      {"unit.projects[p].payments[q].amount",
       "(path (filter (path (filter (path unit projects) p) payments) q) amount)"},
      {"f()", "(call f)"},
      {"max(1, 2)", "(call max 1 2)"},
      {"not(a)", "(call not a)"},
      {"f(a)[1].b", "(path (filter (call f a) 1) b)"},
      {R"(substring(string: "foobar", start position :3))",
       R"((call substring string: "foobar" |start position|: 3))"},
      {"string join(delimiter: a, list: [b])", "(call |string join| delimiter: a list: (list b))"},
  });
}

TEST_CASE("function names with spaces, only before their bracket") {
  check({
      {R"(date and time("2022-01-01T00:00:00"))",
       R"((call |date and time| "2022-01-01T00:00:00"))"},
      {"date and time(a, b).year", "(path (call |date and time| a b) year)"},
      {"years and months duration(a, b)", "(call |years and months duration| a b)"},
      {"string length (a)", "(call |string length| a)"},
      {"day of week(d)", "(call |day of week| d)"},
      {"index of(l, x)", "(call |index of| l x)"},
      {"whole steps(x, 1)", "(call |whole steps| x 1)"},
      {"days in(span) / days in(month)", "(/ (call |days in| span) (call |days in| month))"},
      {"days in (1, 2)", "(in days (test 1) (test 2))"},
      {"working days after(d, 5)", "(call |working days after| d 5)"},
      {"date and time_ok", "(and date time_ok)"},
      {"date and b(c)", "(and date (call b c))"},
      {"x < date and y", "(and (< x date) y)"},
  });
}

TEST_CASE("lists, contexts and ranges") {
  check({
      {"[]", "(list)"},
      {"[1, [2], null]", "(list 1 (list 2) null)"},
      {"{}", "(context)"},
      {R"({a: 1, "b c": 2, d e: {f: a}})", "(context (a 1) (|b c| 2) (|d e| (context (f a))))"},
      {"{if: 1, for: 2}.if", "(path (context (if 1) (for 2)) if)"},
      {"[1..10]", "([..] 1 10)"},
      {"(1..10]", "((..] 1 10)"},
      {"]1..10]", "((..] 1 10)"},
      {"[1..10[ = [1..10)", "(= ([..) 1 10) ([..) 1 10))"},
      {"[l[1]..l[-1]]", "([..] (filter l 1) (filter l (neg 1)))"},
      {"[][1]", "(filter (list) 1)"},
      {"[] = a", "(= (list) a)"},
      {"[]1..2[, [3..4]]", "(list ((..) 1 2) ([..] 3 4))"},
      {"(< 5)", "((..) _ 5)"},
      {"(<= 5)", "((..] _ 5)"},
      {"(> 5)", "((..) 5 _)"},
      {"(>= 10)", "([..) 10 _)"},
      {"[[2..4], [1..3]]", "(list ([..] 2 4) ([..] 1 3))"},
      {"[3000万元..1亿元)", "([..) 30000000元 100000000元)"},
  });
}

TEST_CASE("instance of") {
  check({
      {"x instance of number", "(instance x |number|)"},
      {"-1 instance of number", "(instance (neg 1) |number|)"},
      {"x instance of date and time and y", "(and (instance x |date and time|) y)"},
      {"x instance of years and months duration", "(instance x |years and months duration|)"},
      {"x instance of list < number >", "(instance x |list<number>|)"},
      {"x instance of context<a: number, b: list<string>>",
       "(instance x |context<a: number, b: list<string>>|)"},
      {"x instance of function<number, string> -> Any",
       "(instance x |function<number, string> -> Any|)"},
      {"x instance of range<date and time>", "(instance x |range<date and time>|)"},
      {"if x instance of number then 1 else 2", "(if (instance x |number|) 1 2)"},
  });
}

TEST_CASE("unary tests") {
  check_tests({
      {"-", "(tests)"},
      {" - ", "(tests)"},
      {"-5", "(tests (test (neg 5)))"},
      {"5", "(tests (test 5))"},
      {">= 80%", "(tests (test>= 0.8))"},
      {R"("平台", "镇街")", R"((tests (test "平台") (test "镇街")))"},
      {"[3000..10000)", "(tests (test ([..) 3000 10000)))"},
      {"(1..5]", "(tests (test ((..] 1 5)))"},
      {"]1..5[, 7", "(tests (test ((..) 1 5)) (test 7))"},
      {R"(not("x"))", R"((not-tests (test "x")))"},
      {"not(> 5, < 3)", "(not-tests (test> 5) (test< 3))"},
      {"not((1..5])", "(not-tests (test ((..] 1 5)))"},
      {"not(1..5)", "(not-tests (test ((..) 1 5)))"},
      {"not(a) and b", "(tests (test (and (call not a) b)))"},
      {"not(a).b, 3", "(tests (test (path (call not a) b)) (test 3))"},
      {"? > 3 and ? < x", "(tests (test (and (> ? 3) (< ? x))))"},
      {R"(contains(?, "a"), "b")", R"((tests (test (call contains ? "a")) (test "b")))"},
      {"< a + 1", "(tests (test< (+ a 1)))"},
      {"= null", "(tests (test= null))"},
      {"<=date(\"2016-10-01\")", "(tests (test<= (call date \"2016-10-01\")))"},
      {"-, 5", "feel-any-test@1"},
      {"5, -", "feel-any-test@4"},
      {"not(1, 2) + 1", "feel-syntax@11"},
      {"< 5 and > 3", "feel-syntax@5"},
      {"", "feel-empty@1"},
  });
}

TEST_CASE("faults and their places") {
  check({
      {"", "feel-empty@1"},
      {" // nothing", "feel-empty@1"},
      {"1 +", "feel-unfinished@4"},
      {"1 + * 2", "feel-syntax@5"},
      {"a b", "feel-adjacent-names@1"},
      {"投资 额 > 1", "feel-adjacent-names@1"},
      {"1 2", "feel-syntax@3"},
      {"5 亩", "feel-measure-space@3"},
      {"3000 万元 + 1", "feel-measure-space@6"},
      {"(1 + 2", "feel-unclosed-bracket@1"},
      {"f(1, [2, 3)", "feel-syntax@11"},
      {"f(1, 2", "feel-unclosed-bracket@2"},
      {"{a: 1", "feel-unclosed-bracket@1"},
      {"[1, 2", "feel-unclosed-bracket@1"},
      {"l[1", "feel-unclosed-bracket@2"},
      {"[1, 2,]", "feel-syntax@7"},
      {"1)", "feel-syntax@2"},
      {"if a then b", "feel-unfinished@12"},
      {"for in l return 1", "feel-reserved-word@5"},
      {"for 1 in l return 1", "feel-syntax@5"},
      {"for x in l", "feel-unfinished@11"},
      {"x between 1", "feel-unfinished@12"},
      {"a.", "feel-unfinished@3"},
      {"a.1", "feel-syntax@2"},
      {"{a: 1, a: 2}", "feel-duplicate-key@8"},
      {"{1: 2}", "feel-syntax@2"},
      {"f(a: 1, 2)", "feel-mixed-arguments@9"},
      {"f(1, a: 2)", "feel-mixed-arguments@6"},
      {"function(x) x + 1", "feel-function-literal@1"},
      {"count(function(x, y) x < y)", "feel-function-literal@7"},
      {"sort(l, function(x, y) external {})", "feel-function-literal@9"},
      {"sort(l, function(x, if) x)", "feel-reserved-word@21"},
      {"then", "feel-syntax@1"},
      {"(!= 5)", "feel-syntax@2"},
      {"(= (= 5))", "feel-syntax@5"},
      {"x instance of 5", "feel-syntax@15"},
      {"x instance of list<number", "feel-unclosed-bracket@19"},
      {"max（1，2）", "feel-full-width@4"},
  });
}

TEST_CASE("spans") {
  const std::string text = "(甲 + 乙) * f(丙)[1]";
  ExpressionText expression(text);
  const AstPtr ast = parse_expression(expression.source, expression.diagnostics);
  REQUIRE(ast);
  CHECK(ast->span.text() == text);
  CHECK(ast->name_span.text() == "*");
  CHECK(ast->children[0]->span.text() == "甲 + 乙");
  CHECK(ast->children[0]->children[1]->span.text() == "乙");
  CHECK(ast->children[1]->span.text() == "f(丙)[1]");
  CHECK(ast->children[1]->children[0]->span.text() == "f(丙)");
  CHECK(ast->children[1]->children[0]->name_span.text() == "f");
  CHECK(ast->children[1]->children[0]->children[0]->span.text() == "丙");
}

TEST_CASE("spans of tests") {
  ExpressionText expression("not(>= 5, [1..2])");
  const AstPtr ast = parse_unary_tests(expression.source, expression.diagnostics);
  REQUIRE(ast);
  CHECK(ast->span.text() == "not(>= 5, [1..2])");
  CHECK(ast->children[0]->span.text() == ">= 5");
  CHECK(ast->children[0]->name_span.text() == ">=");
  CHECK(ast->children[1]->span.text() == "[1..2]");
}

TEST_CASE("places in text taken out of a file") {
  const SourceFile file("p.yaml", "when: |\n  a +\n  b c\n");
  // The block's text without its indentation, as the policy loader makes it.
  const SourceText text("a +\nb c", Span{&file, 10, 19}, {{0, 10}, {4, 16}});
  Diagnostics diagnostics;
  CHECK_FALSE(parse_expression(text, diagnostics));
  const auto faults = diagnostics.sorted();
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].place.line == 3);
  CHECK(faults[0].place.column == 3);
}

TEST_CASE("limits hold against hostile texts") {
  const ParseLimits wide{10'000'000, 256};
  const auto slug = [&](const std::string& text) {
    ExpressionText expression(text);
    const AstPtr ast = parse_expression(expression.source, expression.diagnostics, wide);
    return ast ? std::string("parsed") : expression.diagnostics.sorted().at(0).slug;
  };
  CHECK(slug(repeated("(", 1'000'000)) == "feel-too-deep");
  CHECK(slug(repeated("[", 1'000'000)) == "feel-too-deep");
  CHECK(slug(repeated("-", 1'000'000)) == "feel-too-deep");
  CHECK(slug(repeated("{a:", 100'000)) == "feel-too-deep");
  CHECK(slug(repeated("if a then b else ", 100'000) + "c") == "feel-too-deep");
  CHECK(slug(repeated("x in (", 100'000)) == "feel-too-deep");
  CHECK(slug("1" + repeated("+1", 1'000'000)) == "feel-too-deep");
  CHECK(slug("a" + repeated(".b", 1'000'000)) == "feel-too-deep");
  CHECK(slug("a" + repeated("[1]", 1'000'000)) == "feel-too-deep");
  CHECK(slug("x instance of " + repeated("list<", 100'000)) == "feel-too-deep");
  CHECK(slug(repeated("(", 200) + "1" + repeated(")", 200)) == "parsed");
  CHECK(slug("1" + repeated("+1", 200)) == "parsed");
  CHECK(slug("[1" + repeated(",1", 100'000) + "]") == "parsed");
  CHECK(parsed(repeated(" ", 70'000)) == "feel-too-long@1");
  CHECK(parsed_tests(repeated("not(", 10'000)).starts_with("feel-too-deep@"));
}

TEST_CASE("every message is there in both languages") {
  for (const std::string text :
       {"", "1 +", "a b", "(1", "{a: 1, a: 2}", "f(a: 1, 2)", "function() 1", "a == b", "a # b",
        "80 %", "3abc", "\"a", "/*", "1）", "@\"x\"", "for if in a return 1", "5 亩", "1e9999999",
        "\"\\u1\""}) {
    CAPTURE(text);
    ExpressionText expression(text);
    CHECK_FALSE(parse_expression(expression.source, expression.diagnostics));
    for (const Diagnostic& fault : expression.diagnostics.sorted()) {
      CHECK_FALSE(fault.text.zh.empty());
      CHECK_FALSE(fault.text.en.empty());
      CHECK_FALSE(fault.help.zh.empty());
      CHECK_FALSE(fault.help.en.empty());
    }
  }
}

}  // namespace
}  // namespace zhaoshang
