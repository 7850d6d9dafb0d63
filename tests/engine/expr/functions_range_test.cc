#include <doctest/doctest.h>

#include "engine/expr/function_call.h"

namespace zhaoshang {
namespace {

TEST_CASE("before and after") {
  check_calls({{"before(1, 10)", "true"},
               {"before(10, 1)", "false"},
               {"before(1, [1..10])", "false"},
               {"before(1, (1..10])", "true"},
               {"before(1, [5..10])", "true"},
               {"before([1..10], 10)", "false"},
               {"before([1..10), 10)", "true"},
               {"before([1..10], 15)", "true"},
               {"before([1..10], [15..20])", "true"},
               {"before([1..10], [10..20])", "false"},
               {"before([1..10), [10..20])", "true"},
               {"before([1..10], (10..20])", "true"},
               {"after(10, 5)", "true"},
               {"after(12, [1..10])", "true"},
               {"after(10, [1..10))", "true"},
               {"after(10, [1..10])", "false"},
               {"after([11..20], 10)", "true"},
               {"after((10..20], 10)", "true"},
               {"after([11..20], [1..10])", "true"},
               {"after([1..10], [11..20])", "false"},
               {"after((11..20], [1..11])", "true"},
               {"before(point1: 1, point2: 2)", "true"},
               {"before(1, \"a\")", "null"},
               {"before(null, 1)", "null"},
               {"before((< 5), 6)", "true"},
               {"before((> 5), 6)", "false"}});
}

TEST_CASE("meeting and overlapping") {
  check_calls(
      {{"meets([1..5], [5..10])", "true"},           {"meets([1..5), [5..10])", "false"},
       {"meets([1..5], (5..10])", "false"},          {"meets([1..5], [6..10])", "false"},
       {"met by([5..10], [1..5])", "true"},          {"met by([5..10], [1..5))", "false"},
       {"overlaps([1..5], [3..8])", "true"},         {"overlaps([3..8], [1..5])", "true"},
       {"overlaps([1..8], [3..5])", "true"},         {"overlaps([1..5], [6..8])", "false"},
       {"overlaps([1..5], [5..8])", "true"},         {"overlaps([1..5], (5..8])", "false"},
       {"overlaps([1..5), [5..8])", "false"},        {"overlaps before([1..5], [3..8])", "true"},
       {"overlaps before([1..5], [6..8])", "false"}, {"overlaps before([1..5], [5..8])", "true"},
       {"overlaps before([1..5), [5..8])", "false"}, {"overlaps before([1..5), (1..5])", "true"},
       {"overlaps before([1..5], (1..5])", "true"},  {"overlaps before([1..5], [1..5])", "false"},
       {"overlaps before([1..5], [1..5))", "false"}, {"overlaps after([3..8], [1..5])", "true"},
       {"overlaps after([6..8], [1..5])", "false"},  {"overlaps after([5..8], [1..5])", "true"},
       {"overlaps after((5..8], [1..5])", "false"},  {"overlaps after((1..5], [1..5])", "true"},
       {"overlaps after([1..5], [1..5])", "false"},  {"meets([1..5], null)", "null"},
       {"meets(1, 2)", "\"no signature\""}});
}

TEST_CASE("starting, finishing and including") {
  check_calls({{"finishes(10, [1..10])", "true"},
               {"finishes(10, [1..10))", "false"},
               {"finishes([5..10], [1..10])", "true"},
               {"finishes([5..10), [1..10])", "false"},
               {"finishes([1..10], (1..10])", "false"},
               {"finishes((1..10], [1..10])", "true"},
               {"finished by([1..10], 10)", "true"},
               {"finished by([1..10], [5..10])", "true"},
               {"includes([1..10], 5)", "true"},
               {"includes([1..10], 12)", "false"},
               {"includes([1..10], 1)", "true"},
               {"includes((1..10], 1)", "false"},
               {"includes([1..10), 10)", "false"},
               {"includes([1..10], [4..6])", "true"},
               {"includes((1..10], [1..5])", "false"},
               {"includes([1..10], (1..10))", "true"},
               {"during(5, [1..10])", "true"},
               {"during([4..6], [1..10])", "true"},
               {"starts(1, [1..10])", "true"},
               {"starts(1, (1..10])", "false"},
               {"starts([1..5], [1..10])", "true"},
               {"starts((1..5], [1..10])", "false"},
               {"starts([1..10], [1..10])", "true"},
               {"started by([1..10], 1)", "true"},
               {"started by([1..10], [1..5])", "true"},
               {"coincides(5, 5)", "true"},
               {"coincides(3, 4)", "false"},
               {"coincides([1..5], [1..5])", "true"},
               {"coincides((1..5), [1..5])", "false"},
               {"includes([1..10], \"a\")", "null"},
               {"during(3, (< 5))", "true"},
               {"coincides((> 5), (> 5))", "true"},
               {"includes((>= 1), [2..3])", "true"}});
}

TEST_CASE("ranges from strings") {
  check_calls(
      {{R"(range("[18..21]"))", "[18..21]"},
       {R"~(range("(18..21)"))~", "(18..21)"},
       {R"(range("]18..21["))", "(18..21)"},
       {R"(range(" [ 1 .. 3 ] "))", "[1..3]"},
       {R"(range("[\"a\"..\"c\"]"))", R"(["a".."c"])"},
       {R"(range("[@\"1970-01-01\"..@\"1970-01-02\"]"))", R"([@"1970-01-01"..@"1970-01-02"])"},
       {R"(range("[date(\"1970-01-01\")..@\"1970-01-02\"]"))", R"([@"1970-01-01"..@"1970-01-02"])"},
       {R"(range("[date(string(\"1970-01-01\"))..@\"1970-01-02\"]"))", "null"},
       {R"(range("[-2..-1.5]"))", "[-2..-1.5]"},
       {R"~(before(range("(..2)"), 2))~", "true"},
       {R"~(includes(range("[2..)"), 2))~", "true"},
       {R"(range("[..2]"))", "null"},
       {R"(range("[1..]"))", "null"},
       {R"~(range("(..)"))~", "null"},
       {R"(range("[1..\"a\"]"))", "null"},
       {R"(range("[2..1]"))", "null"},
       {R"(range("1..2"))", "null"},
       {R"(range(""))", "null"},
       {R"(range("[x..2]"))", "null"},
       {R"(range("[\"..\"..\"a\"]"))", R"(["..".."a"])"}});
}

TEST_CASE("overlap and days of ranges") {
  check_calls({{"overlap([1..5], [3..8])", "[3..5]"},
               {"overlap([1..5), (3..8])", "(3..5)"},
               {"overlap([1..5], [6..8])", "null"},
               {"overlap([1..5], [5..8])", "[5..5]"},
               {"overlap([1..5), [5..8])", "null"},
               {"overlap([1..9], (2..3))", "(2..3)"},
               {"overlap((>= 3), [1..5])", "[3..5]"},
               {"overlap([1..5], null)", "null"},
               {"overlap([1..5], [\"a\"..\"b\"])", "null"},
               {R"(days in([@"2022-03-01"..@"2022-03-31"]))", "31"},
               {R"(days in([@"2022-03-01"..@"2022-03-31")))", "30"},
               {R"(days in([@"2022-03-01"..@"2022-03-01"]))", "1"},
               {R"(days in((@"2022-03-01"..@"2022-03-02")))", "0"},
               {R"(days in([@"2022-03-31"..@"2022-03-01"]))", "0"},
               {"days in(null)", "null"},
               {"days in([1..2])", "\"no signature\""}});
}

}  // namespace
}  // namespace zhaoshang
