#include <doctest/doctest.h>

#include "engine/expr/function_call.h"

namespace zhaoshang {
namespace {

TEST_CASE("rounding") {
  check_calls({{"decimal(2.5, 0)", "2"},
               {"decimal(3.5, 0)", "4"},
               {"decimal(65.123456, 6)", "65.123456"},
               {"decimal(n: 2.145, scale: 2)", "2.14"},
               {"decimal(1234, -2)", "1200"},
               {"decimal(1.25, 1.9)", "1.2"},
               {"floor(-1.5)", "-2"},
               {"floor(-1.56, 1)", "-1.6"},
               {"floor(null, 1)", "null"},
               {"floor(n: 1.5, scale: \"1\")", "\"no signature\""},
               {"floor()", "\"no signature\""},
               {"ceiling(-1.5)", "-1"},
               {"ceiling(1.56, 1)", "1.6"},
               {"ceiling(1.56, null)", "null"},
               {"round up(5.5, 0)", "6"},
               {"round up(-5.5, 0)", "-6"},
               {"round up(1.121, 2)", "1.13"},
               {"round down(-5.5, 0)", "-5"},
               {"round down(1.126, 2)", "1.12"},
               {"round half up(5.5, 0)", "6"},
               {"round half up(-1.126, 2)", "-1.13"},
               {"round half up(-5.5, 0)", "-6"},
               {"round half down(5.5, 0)", "5"},
               {"round half down(-5.5, 0)", "-5"},
               {"round half down(-1.126, 2)", "-1.13"},
               {"round half up(5.5, 6176)", "5.5"},
               {"round half up(5.5, 6177)", "null"},
               {"round half down(5.5, -6112)", "null"},
               {"round half down(5.5, -6111)", "0"}});
}

TEST_CASE("rounding of money and quantities") {
  check_calls({{"decimal(10.005元, 2)", "10元"},
               {"round half up(10.005元, 2)", "10.01元"},
               {"floor(7.9亩)", "7亩"},
               {"abs(-5亩)", "5亩"},
               {"abs(-5万元)", "50000元"}});
}

TEST_CASE("absolute value") {
  check_calls({{"abs(-1)", "1"},
               {"abs(n: -1)", "1"},
               {"abs(number: -1)", "\"no signature\""},
               {"abs(@\"-P1D\")", "@\"P1D\""},
               {"abs(@\"-P1Y\")", "@\"P1Y\""},
               {"abs(null)", "null"},
               {"abs(@\"2018-12-06\")", "\"no signature\""}});
}

TEST_CASE("modulo has the sign of the divisor") {
  check_calls({{"modulo(10, 4)", "2"},
               {"modulo(10, -4)", "-2"},
               {"modulo(-10, 4)", "2"},
               {"modulo(12, -5)", "-3"},
               {"modulo(-12, -5)", "-2"},
               {"modulo(-10.1, 4.5)", "3.4"},
               {"modulo(10.1, -4.5)", "-3.4"},
               {"modulo(dividend: 10, divisor: 4)", "2"},
               {"modulo(1, 0)", "null"},
               {"modulo(10, null)", "null"},
               {"modulo(4, 4, 4)", "\"no signature\""}});
}

TEST_CASE("roots, logarithms, odd and even") {
  check_calls({{"sqrt(16)", "4"},
               {"sqrt(-1)", "null"},
               {"log(1)", "0"},
               {"log(0)", "null"},
               {"exp(0)", "1"},
               {"odd(5)", "true"},
               {"odd(-1)", "true"},
               {"odd(2)", "false"},
               {"odd(2.5)", "null"},
               {"even(-2)", "true"},
               {"even(number: 4)", "true"},
               {"odd(n: 4)", "\"no signature\""},
               {"even(null)", "null"}});
}

TEST_CASE("whole, begun and proportional steps") {
  check_calls({{"whole steps(25, 10)", "2"},
               {"whole steps(20, 10)", "2"},
               {"whole steps(-25, 10)", "0"},
               {"whole steps(9.9, 10)", "0"},
               {"whole steps(0.3, 0.1)", "3"},
               {"begun steps(25, 10)", "3"},
               {"begun steps(20, 10)", "2"},
               {"begun steps(0, 10)", "0"},
               {"begun steps(-1, 10)", "0"},
               {"proportional steps(25, 10)", "2.5"},
               {"proportional steps(-25, 10)", "0"},
               {"whole steps(2500万元, 1000万元)", "2"},
               {"begun steps(2500万元, 1000万元)", "3"},
               {"proportional steps(3亩, 2亩)", "1.5"},
               {"whole steps(1, 0)", "null"},
               {"whole steps(1, -1)", "null"},
               {"whole steps(null, 1)", "null"},
               {"whole steps(100万元, 5万美元)", "null"},
               // The quotient rounds up to 1 in 34 digits, the step is not full.
               {"whole steps(2.999999999999999999999999999999999, 3)", "0"},
               {"begun steps(3.000000000000000000000000000000001, 3)", "2"}});
}

TEST_CASE("rank and min-max in a group") {
  check_calls({{"rank(7, [9, 7, 7, 3])", "2"},
               {"rank(9, [9, 7])", "1"},
               {"rank(1, [9, 7])", "3"},
               {"rank(1, [])", "1"},
               {"rank(null, [1])", "null"},
               {"rank(1, [1, null])", "null"},
               {"rank(1, [\"a\"])", "null"},
               {"rank(3万元, [5万元, 1万元])", "2"},
               {"min max(30, [10, 30, 50], 60, 100, 100)", "80"},
               {"min max(10, [10, 30, 50], 60, 100, 100)", "60"},
               {"min max(50, [10, 30, 50], 60, 100, 100)", "100"},
               {"min max(5, [5, 5], 60, 100, 80)", "80"},
               {"min max(5, [5, 5], 60, 100, null)", "null"},
               {"min max(5, [], 60, 100, 80)", "null"},
               {"min max(2万元, [1万元, 5万元], 0, 100, 100)", "25"},
               {"min max(5, [1, null], 60, 100, 80)", "null"}});
}

TEST_CASE("runs") {
  check_calls({{"longest run([true, true, false, true])", "2"},
               {"longest run([false])", "0"},
               {"longest run([])", "0"},
               {"longest run([true, null, true])", "null"},
               {"last run([true, false, true, true])", "2"},
               {"last run([true, false])", "0"},
               {"last run([])", "0"},
               {"last run([null, false, true])", "1"},
               {"last run([true, null, true])", "null"}});
}

}  // namespace
}  // namespace zhaoshang
