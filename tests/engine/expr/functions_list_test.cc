#include <doctest/doctest.h>

#include "engine/expr/function_call.h"

namespace zhaoshang {
namespace {

TEST_CASE("aggregates of lists and of arguments") {
  check_calls({{"count([1, null, 3])", "3"},
               {"count([])", "0"},
               {"count(null)", "null"},
               {"sum([1, 2, 3])", "6"},
               {"sum(1, 2, 3)", "6"},
               {"sum([])", "null"},
               {"sum([1, null])", "null"},
               {"sum([1, \"a\"])", "null"},
               {"min([6, 14, -3])", "-3"},
               {"max(1, 2, 3)", "3"},
               {"max([])", "null"},
               {"max([1, null])", "null"},
               {"max([\"a\", \"c\", \"b\"])", "\"c\""},
               {"min([@\"2022-03-01\", @\"2022-02-01\"])", "@\"2022-02-01\""},
               {"mean([1, 2])", "1.5"},
               {"mean(11, 2, 10, 5)", "7"},
               {"mean([])", "null"},
               {"sum([0.1, 0.2])", "0.3"},
               {"product([6, 3, 9, 6, 6])", "5832"},
               {"product([1, 2, null, 4])", "null"},
               {"product([])", "null"},
               {"product(list: null)", "null"},
               {"product(6)", "6"},
               {"product(l: [2, 4])", "\"no signature\""}});
}

TEST_CASE("aggregates of money and quantities") {
  check_calls({{"sum([1万元, 500元])", "10500元"},
               {"sum(3亩, 2亩)", "5亩"},
               {"sum([1元, 1亩])", "null"},
               {"sum([1元, 1美元])", "null"},
               {"sum([1元, 1])", "null"},
               {"max([1万元, 500元])", "10000元"},
               {"max([1元, 1美元])", "null"},
               {"mean([1元, 2元])", "1.5元"},
               {"median([3元, 1元, 2元, 4元])", "2.5元"},
               {"mode([3元, 1元, 3元])", "[3元]"}});
}

TEST_CASE("all and any have three values") {
  check_calls({{"all([true, false, true])", "false"},
               {"all([true, null, true])", "null"},
               {"all([false, null])", "false"},
               {"all([true, 123, true])", "null"},
               {"all([])", "true"},
               {"all(false)", "false"},
               {"all(123)", "null"},
               {"all(true, false)", "false"},
               {"all(list: null)", "null"},
               {"any([false, false])", "false"},
               {"any([true, null])", "true"},
               {"any([123, false])", "null"},
               {"any([])", "false"},
               {"any(null, false)", "null"}});
}

TEST_CASE("median, stddev and mode") {
  check_calls({{"median(8, 2, 5, 3, 4)", "4"},
               {"median([6, 1, 2, 3])", "2.5"},
               {"median([])", "null"},
               {"median([1, \"a\"])", "null"},
               {"median()", "\"no signature\""},
               {"stddev(2, 4, 6)", "2"},
               {"stddev([1])", "null"},
               {"stddev([])", "null"},
               // √(13/3): the deviations of 2, 4, 7, 5 from 4.5 squared are 6.25, 0.25, 6.25, 0.25.
               {"stddev(2, 4, 7, 5)", "2.081665999466132735282297706979931"},
               {"mode(6, 3, 9, 6, 6)", "[6]"},
               {"mode([6, 1, 9, 6, 1])", "[1, 6]"},
               {"mode([])", "[]"},
               {"mode([1, null])", "null"},
               {"mode([2.5, 1, 2.50])", "[2.5]"}});
}

TEST_CASE("parts of lists and changed lists") {
  check_calls({{"list contains([1, 2, null], null)", "true"},
               {"list contains([1, 2], 3)", "false"},
               {"list contains(null, 1)", "null"},
               {"sublist([4, 5, 6], 1, 2)", "[4, 5]"},
               {"sublist([4, 5, 6], -1, 1)", "[6]"},
               {"sublist([4, 5, 6], 2)", "[5, 6]"},
               {"sublist([4, 5, 6], 0)", "null"},
               {"sublist([4, 5, 6], 4)", "null"},
               {"sublist([4, 5, 6], 2, 9)", "[5, 6]"},
               {"append([1], 2, 3)", "[1, 2, 3]"},
               {"append([1], [2])", "[1, [2]]"},
               {"append([1], null)", "[1, null]"},
               {"append(null, 1)", "null"},
               {"concatenate([1, 2], [3])", "[1, 2, 3]"},
               {"concatenate([1], null)", "null"},
               {"insert before([1, 3], 1, 2)", "[2, 1, 3]"},
               {"insert before([1, 3], -1, 2)", "[1, 2, 3]"},
               {"insert before([1], 3, 2)", "null"},
               {"remove([1, 2, 3], 2)", "[1, 3]"},
               {"remove([1, 2], 0)", "null"},
               {"list replace([2, 4, 7], 3, 6)", "[2, 4, 6]"},
               {"list replace([2, 4, 7], -3, null)", "[null, 4, 7]"},
               {"list replace([2, 4, 7], 1.5, 6)", "null"},
               {"list replace(null, 1, 6)", "null"},
               {"reverse([1, 2, 3])", "[3, 2, 1]"},
               {"index of([1, 2, 3, 2], 2)", "[2, 4]"},
               {"index of([1, null], null)", "[2]"},
               {"union([1, 2], [2, 3])", "[1, 2, 3]"},
               {"distinct values([1, 2.0, 3, 2, \"2\"])", "[1, 2, 3, \"2\"]"},
               {"duplicate values([1, 2, 3, 2, 1, 2])", "[1, 2]"},
               {"flatten([[1, 2], [[3]], 4])", "[1, 2, 3, 4]"},
               {"flatten(null)", "null"}});
}

TEST_CASE("sort") {
  check_calls({{"sort([3, 1, 2])", "[1, 2, 3]"},
               {"sort([\"b\", \"a\"])", "[\"a\", \"b\"]"},
               {"sort([])", "[]"},
               {"sort([2万元, 1元])", "[1元, 20000元]"},
               {"sort([1, \"a\"])", "null"},
               {"sort([1, null])", "null"},
               {"sort([1元, 1美元])", "null"}});
}

TEST_CASE("contexts") {
  check_calls(
      {{"get value({a: 1}, \"a\")", "1"},
       {"get value({a: 1}, \"b\")", "null"},
       {"get value(null, \"b\")", "null"},
       {"get value(m: {a: 1}, key: \"a\")", "1"},
       {"get entries({a: 1, b: null})", "[{key: \"a\", value: 1}, {key: \"b\", value: null}]"},
       {"context([{key: \"a\", value: 1}, {key: \"b\", value: 2, c: 3}])", "{a: 1, b: 2}"},
       {"context({key: \"a\", value: null})", "{a: null}"},
       {"context([{key: \"a\", value: 1}, {key: \"a\", value: 2}])", "null"},
       {"context([{key: \"a\"}])", "null"},
       {"context([{key: null, value: 1}])", "null"},
       {"context([])", "{}"},
       {"context put({a: 1, b: 2}, \"a\", 3)", "{a: 3, b: 2}"},
       {"context put({a: 1}, \"b\", null)", "{a: 1, b: null}"},
       {"context put({a: 1}, null, 3)", "null"},
       {"context put(null, \"a\", 3)", "null"},
       {"context put({x: 1, y: {a: 0}}, [\"y\", \"b\"], 2)", "{x: 1, y: {a: 0, b: 2}}"},
       {"context put({x: 1}, keys: [\"x\"], value: 2)", "feel-mixed-arguments@21"},
       {"context put(context: {x: 1}, keys: [\"x\"], value: 2)", "{x: 2}"},
       {"context put(context: {x: 1}, key: [\"x\"], value: 2)", "\"no signature\""},
       {"context put({x: 1}, [], 2)", "null"},
       {"context put({x: 1}, [\"x\", \"y\"], 2)", "null"},
       {"context merge([{a: 1}, {b: 2}, {a: 3}])", "{a: 3, b: 2}"},
       {"context merge({a: 1})", "{a: 1}"},
       {"context merge([])", "{}"},
       {"context merge(null)", "null"}});
}

}  // namespace
}  // namespace zhaoshang
