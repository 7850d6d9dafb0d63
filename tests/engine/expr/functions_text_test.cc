#include <doctest/doctest.h>

#include "engine/base/refusal.h"
#include "engine/expr/function_call.h"

namespace zhaoshang {
namespace {

TEST_CASE("parts of strings") {
  check_calls({{R"(substring("foobar", 3))", R"("obar")"},
               {R"(substring("foobar", 3, 3.8))", R"("oba")"},
               {R"(substring("foobar", -2, 1))", R"("a")"},
               {R"(substring("foobar", -6, 6))", R"("foobar")"},
               {R"(substring("foobar", 3, 100))", R"("obar")"},
               {R"(substring("foobar", 0))", "null"},
               {R"(substring("foobar", 7))", "null"},
               {R"(substring("foobar", 1, 0))", "null"},
               {R"(substring("甲🐎乙", 2, 1))", R"("🐎")"},
               {R"(substring("foobar", 3, null))", "null"},
               {R"(string length("甲🐎乙"))", "3"},
               {R"(string length(""))", "0"},
               {"string length(null)", "null"},
               {R"(upper case("aBc4ä"))", R"("ABC4Ä")"},
               {R"(lower case("ABÄ?@{"))", R"("abä?@{")"},
               {R"(substring before("foobar", "bar"))", R"("foo")"},
               {R"(substring before("foobar", "x"))", R"("")"},
               {R"(substring before("abc", ""))", R"("")"},
               {R"(substring after("foobar", "o"))", R"("obar")"},
               {R"(substring after("", "a"))", R"("")"},
               {R"(substring after("abc", ""))", R"("abc")"},
               {R"(substring after("abc", "x"))", R"("")"}});
}

TEST_CASE("questions about strings") {
  check_calls({{R"(contains("foobar", "ob"))", "true"},
               {R"(contains("", "ab"))", "false"},
               {R"(contains("", ""))", "true"},
               {R"(contains(null, "bar"))", "null"},
               {R"(starts with("foobar", "fo"))", "true"},
               {R"(starts with(string: "foobar", match: "o"))", "false"},
               {R"(ends with("foobar", "r"))", "true"},
               {R"(contains("a", 1))", "\"no signature\""}});
}

TEST_CASE("string join") {
  check_calls({{R"(string join(["a", "b", "c"], " and "))", R"("a and b and c")"},
               {R"(string join(["a"]))", R"("a")"},
               {R"(string join(["a", null, "c"], "X"))", R"("aXc")"},
               {R"(string join(["a", "c"], null))", R"("ac")"},
               {R"(string join([]))", R"("")"},
               {R"(string join([1, 2], "X"))", "\"no signature\""},
               {R"(string join(["a", 1], "X"))", "null"},
               {R"(string join(null, "X"))", "null"}});
}

TEST_CASE("patterns") {
  check_calls({{R"(matches("foobar", "^fo*b"))", "true"},
               {R"(matches("foobar", "^o"))", "false"},
               {R"(matches("平台公司", "^平.公"))", "true"},
               {R"(matches("FooBar", "foo", "i"))", "true"},
               {R"(matches("foobar", "foo", null))", "true"},
               {R"(matches("foobar", "foo", "X"))", "null"},
               {R"(matches("a", "("))", "null"},
               {R"(matches("a\nb", "a.b"))", "false"},
               {R"(matches("a\nb", "a.b", "s"))", "true"},
               {R"(matches("a\rb", "a.b"))", "false"},
               {R"(matches("a\nb", "^b$", "m"))", "true"},
               {R"(matches("a\n", "a$"))", "false"},
               {R"(matches("helloworld", "hello world", "x"))", "true"},
               {R"(matches("hello world", "hello[ ]world", "x"))", "true"},
               {R"(matches("a#b", "a#b", "x"))", "true"},
               {R"(matches("a.b", "a.b", "q"))", "true"},
               {R"(matches("axb", "a.b", "q"))", "false"},
               {R"(matches("x", "[a-z-[x]]"))", "false"},
               {R"(matches("y", "[a-z-[x]]"))", "true"},
               {R"(matches("O", "[A-Z-[OI]]", "i"))", "false"},
               {R"(matches("x", "[A-Z-[OI]]", "i"))", "true"},
               {R"(matches("hello world", "\p{ IsBasicLatin}+", "x"))", "true"},
               {R"(matches("hello world", "\p{ IsBasicLatin}+"))", "null"},
               {R"(matches("平台", "^\p{IsCJKUnifiedIdeographs}+$"))", "true"},
               {R"(matches("a-1", "^\i\c*$"))", "true"},
               {R"(matches("1a", "^\i\c*$"))", "false"},
               {R"(matches("hello world", "hello\ sworld", "x"))", "true"},
               {R"(matches("aA", "(a)\1", "i"))", "true"},
               {R"(matches("h", "(.)\2"))", "null"},
               {R"(matches("abcd", "(asd)[asd\1]"))", "null"},
               {R"~(matches("foobar", "(?=foo)"))~", "null"},
               {R"(matches("foobar", "\bfoo"))", "null"},
               {R"~(matches("foobar", "(?:foo)"))~", "true"},
               {R"(matches("foobar", "fo++"))", "null"},
               {R"(matches("12", "\d+"))", "true"},
               {R"(matches(null, "a"))", "null"},
               {R"(matches("a"))", "\"no signature\""}});
}

TEST_CASE("a runaway pattern is refused") {
  CHECK_THROWS_WITH_AS(
      result_of(R"(matches("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", "^(a+)+$"))"),
      "pattern-cost", Refusal);
}

TEST_CASE("replace and split") {
  check_calls(
      {{R"(replace("banana", "a", "o"))", R"("bonono")"},
       {R"~(replace("0123456789", "(\d{3})(\d{3})(\d{4})", "($1) $2-$3"))~", R"("(012) 345-6789")"},
       {R"~(replace("abcd", "(ab)|(a)", "[1=$1][2=$2]"))~", R"("[1=ab][2=]cd")"},
       {R"(replace("abc", "b", "$0$0"))", R"("abbc")"},
       {R"(replace("abc", "b", "\\$"))", R"("a$c")"},
       {R"(replace("abc", "b", "$"))", "null"},
       {R"(replace("abc", "b", "\\x"))", "null"},
       {R"(replace("abc", "x*", "-"))", "null"},
       {R"(replace("ABC", "b", "x", "i"))", R"("AxC")"},
       {R"(replace("a.c", ".", "$1", "q"))", R"("a$1c")"},
       {R"(replace("甲乙甲", "甲", "丙"))", R"("丙乙丙")"},
       {R"~(replace("(a)(b)", "(a)", "$12"))~", R"~("(a2)(b)")~"},
       {R"(split("John Doe", "\s"))", R"(["John", "Doe"])"},
       {R"(split("a;b;c;;", ";"))", R"(["a", "b", "c", "", ""])"},
       {R"(split(delimiter: ",", string: "foo,bar"))", R"(["foo", "bar"])"},
       {R"(split("", ","))", R"([""])"},
       {R"(split("foo", null))", "null"},
       {R"(split("foo", ""))", "null"}});
}

TEST_CASE("numbers of strings") {
  check_calls(
      {{R"(number("1.000.000,01", ".", ","))", "1000000.01"},
       {R"(number("1,000,000.01", " ", "."))", "null"},
       {R"(number("1000000.01", null, "."))", "1000000.01"},
       {R"(number("1,000,000", ",", null))", "1000000"},
       {R"(number("1,000,000.00", ".", "."))", "null"},
       {R"(number("1 000", " ", "."))", "1000"},
       {R"(number("foo,bar.001", ".", ","))", "null"},
       {R"(number("1.5", ",", ","))", "null"},
       {R"(number("1", ";", "."))", "null"},
       {R"(number(null, ".", "."))", "null"},
       {R"(number(from: "1.000,5", decimal separator: ",", grouping separator: "."))", "1000.5"},
       {R"(number("12.50"))", "12.5"},
       {R"(number("x"))", "null"},
       {"number(123, \".\", \",\")", "\"no signature\""}});
}

TEST_CASE("strings of values") {
  check_calls({{"string(1.10)", R"("1.1")"},
               {"string(true)", R"("true")"},
               {R"(string("a"))", R"("a")"},
               {"string(null)", "null"},
               {R"(string(@"2022-03-01"))", R"("2022-03-01")"},
               {R"(string(@"P1D"))", R"("P1D")"},
               {R"(string([1, "a"]))", R"("[1, \"a\"]")"},
               {"string(3万元)", R"("30000元")"},
               {R"(string(date("-999999999-12-31")))", R"("-999999999-12-31")"}});
}

TEST_CASE("not and is") {
  check_calls({{"not(true)", "false"},
               {"not(null)", "null"},
               {"not(0)", "null"},
               {"is(1, 1.0)", "true"},
               {"is(1, \"1\")", "false"},
               {"is(null, null)", "true"},
               {"is(@\"2012-12-25\", @\"23:00:50\")", "false"},
               {"is(@\"23:00:50Z\", @\"23:00:50\")", "false"},
               {"is(@\"23:00:50Z\", @\"23:00:50+00:00\")", "true"}});
}

}  // namespace
}  // namespace zhaoshang
