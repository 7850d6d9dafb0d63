// The algebra of sets of values, and its laws on random sets.
#include "engine/rules/value_set.h"

#include <doctest/doctest.h>

#include <random>
#include <string>

namespace zhaoshang {
namespace {

/// (-∞..1] {3} (4..∞) null
std::string dump(const ValueSet& set) {
  std::string text;
  for (const Interval& interval : set.intervals()) {
    if (interval.is_point()) {
      text += "{" + to_feel(interval.low) + "} ";
      continue;
    }
    text += interval.low_included ? "[" : "(";
    text += (interval.low.is_null() ? "-∞" : to_feel(interval.low)) + "..";
    text += interval.high.is_null() ? "∞" : to_feel(interval.high);
    text += interval.high_included ? "] " : ") ";
  }
  return text + (set.has_null() ? "null" : "-");
}

ValueSet range(int low, int high, bool low_included, bool high_included) {
  return ValueSet::interval({low, high, low_included, high_included});
}

TEST_CASE("comparisons") {
  CHECK_EQ(dump(ValueSet::comparing(Operator::kLess, 3)), "(-∞..3) -");
  CHECK_EQ(dump(ValueSet::comparing(Operator::kLessEqual, 3)), "(-∞..3] -");
  CHECK_EQ(dump(ValueSet::comparing(Operator::kGreater, 3)), "(3..∞) -");
  CHECK_EQ(dump(ValueSet::comparing(Operator::kGreaterEqual, 3)), "[3..∞) -");
  CHECK_EQ(dump(ValueSet::comparing(Operator::kEqual, 3)), "{3} -");
  CHECK_EQ(dump(ValueSet::comparing(Operator::kNotEqual, 3)), "(-∞..3) (3..∞) -");
  CHECK_EQ(dump(ValueSet::everything()), "(-∞..∞) null");
  CHECK_EQ(dump(ValueSet()), "-");
  CHECK_EQ(dump(ValueSet::null_only()), "null");
  CHECK_EQ(dump(ValueSet::point(Value())), "null");
}

TEST_CASE("unions, intersections, complements") {
  CHECK_EQ(dump(range(1, 3, true, false).unite(range(3, 5, true, true))), "[1..5] -");
  CHECK_EQ(dump(range(1, 3, true, false).unite(range(3, 5, false, true))), "[1..3) (3..5] -");
  CHECK_EQ(dump(range(1, 9, true, true).unite(range(2, 3, true, true))), "[1..9] -");
  CHECK_EQ(dump(range(1, 3, true, true).intersect(range(3, 5, true, true))), "{3} -");
  CHECK_EQ(dump(range(1, 3, true, false).intersect(range(3, 5, true, true))), "-");
  CHECK_EQ(dump(range(1, 3, true, false).complement()), "(-∞..1) [3..∞) null");
  CHECK_EQ(dump(ValueSet::point(1).unite(ValueSet::point(2)).complement()),
           "(-∞..1) (1..2) (2..∞) null");
  CHECK_EQ(dump(ValueSet::point("甲").unite(ValueSet::null_only())), "{\"甲\"} null");
  CHECK_EQ(dump(range(3, 1, true, true)), "-");
  CHECK_EQ(dump(range(3, 3, true, false)), "-");
  CHECK_EQ(dump(ValueSet::everything().complement()), "-");
}

TEST_CASE("boundaries") {
  const ValueSet set =
      range(1, 3, true, false).unite(range(3, 5, false, true)).unite(ValueSet::point(7));
  std::string all;
  for (const Value& end : set.boundaries()) all += to_feel(end) + " ";
  CHECK_EQ(all, "1 3 5 7 ");
}

TEST_CASE("random sets agree with membership") {
  std::mt19937 random(99);
  const auto below = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  const auto make = [&] {
    ValueSet set = ValueSet().with_null(below(2) == 0);
    for (int i = below(4); i > 0; --i) {
      const int low = below(8);
      Interval interval{low, low + below(4), below(2) == 0, below(2) == 0};
      if (below(6) == 0) interval.low = Value();
      if (below(6) == 0) interval.high = Value();
      set = set.unite(ValueSet::interval(interval));
    }
    return set;
  };
  std::vector<Value> probes = {Value()};
  for (int half = -2; half <= 26; ++half) probes.push_back(Decimal::scaled(half * 5, -1));
  for (int round = 0; round < 2000; ++round) {
    const ValueSet a = make();
    const ValueSet b = make();
    const ValueSet both = a.intersect(b);
    const ValueSet either = a.unite(b);
    const ValueSet rest = a.complement();
    bool agree = true;
    for (const Value& probe : probes) {
      agree = agree && both.contains(probe) == (a.contains(probe) && b.contains(probe)) &&
              either.contains(probe) == (a.contains(probe) || b.contains(probe)) &&
              rest.contains(probe) == !a.contains(probe);
    }
    CHECK(agree);
    CHECK_EQ(dump(rest.complement()), dump(a));
  }
}

}  // namespace
}  // namespace zhaoshang
