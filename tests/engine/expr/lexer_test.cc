#include "engine/expr/lexer.h"

#include <doctest/doctest.h>

#include "engine/expr/expression_text.h"

namespace zhaoshang {
namespace {

/// All tokens as written, joined by `|`; literals as values in FEEL; or the faults.
std::string tokens_of(std::string text) {
  ExpressionText expression(std::move(text));
  const auto tokens = lex(expression.source, expression.diagnostics);
  if (!tokens) return expression.faults();
  std::string all;
  for (const Token& token : *tokens) {
    if (token.kind == TokenKind::kEnd) break;
    if (!all.empty()) all += '|';
    all += token.kind == TokenKind::kLiteral ? to_feel(token.value) : std::string(token.text);
  }
  return all;
}

struct Row {
  std::string text;
  std::string tokens;
};

void check(std::initializer_list<Row> rows) {
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(tokens_of(row.text) == row.tokens);
  }
}

TEST_CASE("numbers") {
  check({
      {"0", "0"},
      {"12.50", "12.5"},
      {".5", "0.5"},
      {"007", "7"},
      {"1.23e4 1.23E+4 1.23e-4", "12300|12300|0.000123"},
      {"1..5", "1|..|5"},
      {"1.5..2.5", "1.5|..|2.5"},
      {"1...5", "1|..|0.5"},
      {"[1.]", "[|1|.|]"},
      {"1234567890123456789012345678901234", "1234567890123456789012345678901234"},
      {"12345678901234567890123456789012345", "feel-number-digits@1"},
      {"1e9999999", "feel-number-range@1"},
      {"1e7000", "feel-number-range@1"},
  });
}

TEST_CASE("quantities") {
  check({
      {"80%", "0.8"},
      {"2‰", "0.002"},
      {"1.5‰*3", "0.0015|*|3"},
      {"1亿元", "100000000元"},
      {"3000万元", "30000000元"},
      {"3000万", "30000000"},
      {"500万美元", "5000000美元"},
      {"5亩", "5亩"},
      {"20000元+1", "20000元|+|1"},
      {"5亩地", "feel-measure@2"},
      {"3abc", "feel-measure@2"},
      {"80 %", "feel-percent@4"},
      {"x%", "feel-percent@2"},
  });
}

TEST_CASE("names in any script") {
  check({
      {"a_1 平台 Größe _x 项目2", "a_1|平台|Größe|_x|项目2"},
      {"a.b-c", "a|.|b|-|c"},
      {"投资额>=1", "投资额|>=|1"},
  });
}

TEST_CASE("strings") {
  check({
      {R"("foo bar")", R"("foo bar")"},
      {R"("横綱" "")", R"("横綱"|"")"},
      {R"("a\"b\\c\'d")", R"("a\"b\\c'd")"},
      {R"("\u4e2d\U01F40E\uD83D\uDC0E")", R"("中🐎🐎")"},
      {R"("\d+")", R"("\\d+")"},  // an unknown escape keeps its backslash
      {R"("（，“”")", R"("（，“”")"},
      {R"("a)", "feel-unclosed-string@1"},
      {"x = \"a\nb\"", "feel-unclosed-string@5"},
      {R"("\u12G4")", "feel-escape@2"},
      {R"("\uD83D")", "feel-escape@2"},
      {R"("\U110000")", "feel-escape@2"},
      {R"("\u12)", "feel-escape@2"},
  });
}

TEST_CASE("a line end in a string is an escape") {
  const std::string text = R"("a\tb\nc")";
  ExpressionText expression(text);
  const auto tokens = lex(expression.source, expression.diagnostics);
  REQUIRE(tokens);
  CHECK(tokens->front().value.text() == "a\tb\nc");
}

TEST_CASE("at-literals are values of their kind") {
  check({
      {R"(@"2022-03-01")", R"(@"2022-03-01")"},
      {R"(@"10:30:00")", R"(@"10:30:00")"},
      {R"(@"2022-03-01T10:30:00")", R"(@"2022-03-01T10:30:00")"},
      {R"(@"P1Y2M")", R"(@"P1Y2M")"},
      {R"(@"-P3DT4H")", R"(@"-P3DT4H")"},
      {R"(@"foo")", "feel-at-literal@1"},
      {R"(@"2022-02-30")", "feel-at-literal@1"},
      {"@x", "feel-character@1"},
  });
}

TEST_CASE("comments and blanks") {
  check({
      {"1 // one\n+ 2", "1|+|2"},
      {"/* a\n b */ 1 /**/ + 2", "1|+|2"},
      {"1\u3000+\u00a02", "1|+|2"},
      {"1 /* open", "feel-unclosed-comment@3"},
      {"/*/", "feel-unclosed-comment@1"},
  });
}

TEST_CASE("symbols") {
  check({
      {"a**b*c", "a|**|b|*|c"},
      {"a<=b>=c!=d<e>f=g", "a|<=|b|>=|c|!=|d|<|e|>|f|=|g"},
      {"]a..b[ {k:?}", "]|a|..|b|[|{|k|:|?|}"},
  });
}

TEST_CASE("what other languages write") {
  check({
      {"a == b", "feel-operator@3"},
      {"a && b", "feel-operator@3"},
      {"a || b", "feel-operator@3"},
      {"a <> b", "feel-operator@3"},
      {"!a", "feel-operator@1"},
      {"a ≥ b", "feel-operator@3"},
      {"a × b", "feel-operator@3"},
      {"'a'", "feel-operator@1"},
      {"a # b", "feel-character@3"},
  });
}

TEST_CASE("full-width punctuation names its ASCII twin") {
  struct Twin {
    std::string text;
    std::string help;
  };
  for (const Twin& row :
       {Twin{"max（1, 2)", "改用半角 ("}, Twin{"f(1，2)", "改用半角 ,"},
        Twin{"{a：1}", "改用半角 :"}, Twin{"x = “平台”", "改用半角 \""}, Twin{"a、b", "改用半角 ,"},
        Twin{"１", "改用半角 1"}, Twin{"a＞1", "改用半角 >"}}) {
    CAPTURE(row.text);
    ExpressionText expression(row.text);
    CHECK_FALSE(lex(expression.source, expression.diagnostics));
    const auto faults = expression.diagnostics.sorted();
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].slug == "feel-full-width");
    CHECK(faults[0].help.zh == row.help);
  }
}

TEST_CASE("tokens know their bytes") {
  ExpressionText expression("甲 + 12万元");
  const auto tokens = lex(expression.source, expression.diagnostics);
  REQUIRE(tokens);
  CHECK((*tokens)[2].begin == 6);
  CHECK((*tokens)[2].end == 14);
  CHECK(expression.source.span((*tokens)[2].begin, (*tokens)[2].end).place().column == 5);
}

}  // namespace
}  // namespace zhaoshang
