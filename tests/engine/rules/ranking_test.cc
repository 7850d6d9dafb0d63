// Ranks: ties, groups, several keys, missing values, and independence of the order of subjects.
#include "engine/rules/ranking.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>
#include <random>
#include <string>

namespace zhaoshang {
namespace {

constexpr Direction kUp = Direction::kAscending;
constexpr Direction kDown = Direction::kDescending;

std::string shown(const Ranks& ranks) {
  std::string all;
  for (const auto& rank : ranks.ranks) all += (rank ? rank->to_string() : "-") + " ";
  if (!all.empty()) all.pop_back();
  return all;
}

std::string shown(const std::vector<std::vector<std::size_t>>& sets) {
  std::string all;
  for (const auto& set : sets) {
    all += "[";
    for (const std::size_t i : set) all += std::to_string(i) + " ";
    all.back() = ']';
  }
  return all;
}

std::vector<Contender> scores(const std::vector<Value>& values) {
  std::vector<Contender> contenders;
  for (const Value& value : values) contenders.push_back({{value}, {}});
  return contenders;
}

TEST_CASE("ties") {
  const struct {
    std::vector<Value> scores;
    Direction direction;
    Ties ties;
    std::string ranks;
    std::string sets;
  } rows[] = {
      {{90, 80, 70}, kDown, Ties::kShare, "1 2 3", ""},
      {{90, 80, 70}, kUp, Ties::kShare, "3 2 1", ""},
      {{80, 90, 90, 70}, kDown, Ties::kShare, "3 1 1 4", "[1 2]"},
      {{80, 90, 90, 70}, kDown, Ties::kFault, "3 1 1 4", "[1 2]"},
      {{80, 90, 90, 70}, kDown, Ties::kDense, "2 1 1 3", "[1 2]"},
      {{80, 90, 90, 70}, kDown, Ties::kAverage, "3 1.5 1.5 4", "[1 2]"},
      {{5, 5, 5, 5, 1}, kDown, Ties::kAverage, "2.5 2.5 2.5 2.5 5", "[0 1 2 3]"},
      {{5, 5, 5, 1}, kDown, Ties::kAverage, "2 2 2 4", "[0 1 2]"},
      {{90, Value(), 70, Value()}, kDown, Ties::kShare, "1 - 2 -", ""},
      {{Value(), Value()}, kDown, Ties::kShare, "- -", ""},
      {{}, kDown, Ties::kShare, "", ""},
      {{*Decimal::parse("1.0"), *Decimal::parse("1.00"), 2}, kDown, Ties::kShare, "2 2 1", "[0 1]"},
      {{"乙", "甲"}, kUp, Ties::kShare, "1 2", ""},  // by code point
  };
  for (const auto& row : rows) {
    CAPTURE(row.ranks);
    const Ranks ranks = rank(scores(row.scores), {row.direction}, row.ties);
    CHECK_EQ(shown(ranks), row.ranks);
    CHECK_EQ(shown(ranks.ties), row.sets);
    CHECK(ranks.undecided.empty());
  }
}

TEST_CASE("later keys decide among equals only") {
  const std::vector<Direction> directions = {kDown, kUp};
  CHECK_EQ(shown(rank({{{90, 3}, {}}, {{90, 1}, {}}, {{95, 9}, {}}, {{90, 1}, {}}}, directions,
                      Ties::kShare)),
           "4 2 1 2");
  // A null breaks no tie: who is tied shares, and whose tie could not be parted is told.
  const Ranks ranks = rank({{{90, 3}, {}}, {{90, Value()}, {}}, {{95, Value()}, {}}, {{80, 1}, {}}},
                           directions, Ties::kShare);
  CHECK_EQ(shown(ranks), "2 2 1 4");
  CHECK_EQ(shown(ranks.undecided), "[0 1]");
}

TEST_CASE("groups are ranked apart") {
  const Ranks ranks =
      rank({{{90}, "乡镇"}, {{80}, "县直"}, {{70}, "乡镇"}, {{95}, "县直"}, {{90}, "乡镇"}},
           {kDown}, Ties::kShare);
  CHECK_EQ(shown(ranks), "1 2 3 1 1");
  CHECK_EQ(shown(ranks.ties), "[0 4]");
}

TEST_CASE("the order of subjects is not seen") {
  std::mt19937 random(20220301);
  const auto below = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  for (int round = 0; round < 500; ++round) {
    std::vector<Contender> contenders(static_cast<std::size_t>(1 + below(12)));
    for (Contender& contender : contenders) {
      for (int k = 0; k < 2; ++k)
        contender.keys.push_back(below(6) == 0 ? Value() : Value(below(4)));
      contender.group = below(2);
    }
    std::vector<std::size_t> shuffled(contenders.size());
    std::iota(shuffled.begin(), shuffled.end(), std::size_t{0});
    std::shuffle(shuffled.begin(), shuffled.end(), random);
    std::vector<Contender> other;
    for (const std::size_t i : shuffled) other.push_back(contenders[i]);
    const Ties ties = static_cast<Ties>(below(4));
    const Ranks expected = rank(contenders, {kDown, kUp}, ties);
    const Ranks found = rank(other, {kDown, kUp}, ties);
    for (std::size_t i = 0; i < shuffled.size(); ++i) {
      CHECK(found.ranks[i] == expected.ranks[shuffled[i]]);
    }
  }
}

TEST_CASE("words") {
  CHECK(ties_of("average") == Ties::kAverage);
  CHECK_FALSE(ties_of("skip"));
  CHECK_EQ(ties_words().size(), 4);
}

}  // namespace
}  // namespace zhaoshang
