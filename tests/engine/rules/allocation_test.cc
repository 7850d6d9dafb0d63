// Dividing amounts: figures by hand, and the property that parts always add up.
#include "engine/rules/allocation.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>
#include <random>
#include <string>

namespace zhaoshang {
namespace {

Decimal decimal(const std::string& text) { return *Decimal::parse(text); }

std::vector<Claim> claims(const std::vector<std::string>& amounts) {
  std::vector<Claim> all;
  for (const std::string& amount : amounts) {
    all.push_back({decimal(amount), Value(static_cast<int>(all.size()))});
  }
  return all;
}

std::string shown(const std::optional<std::vector<Decimal>>& parts) {
  if (!parts) return "none";
  std::string all;
  for (const Decimal part : *parts) all += part.to_string() + " ";
  if (!all.empty()) all.pop_back();
  return all;
}

Decimal sum(const std::vector<Decimal>& parts) {
  return std::accumulate(parts.begin(), parts.end(), Decimal(0));
}

TEST_CASE("largest remainder") {
  const struct {
    std::string whole;
    std::vector<std::string> claims;
    std::string quantum;
    std::string parts;
  } rows[] = {
      {"100", {"1", "1", "1"}, "0.01", "33.34 33.33 33.33"},
      {"100.01", {"50", "30", "20"}, "0.01", "50.01 30 20"},  // 50.005, 30.003, 20.002
      {"10", {"1", "2", "4"}, "1", "1 3 6"},                  // 1.43, 2.86, 5.71
      {"1", {"1", "1", "1"}, "1", "1 0 0"},
      {"1", {"0", "1", "1"}, "1", "0 1 0"},
      {"0", {"1", "1"}, "0.01", "0 0"},
      {"0.005", {"0", "1", "1"}, "0.01", "0 0.005 0"},  // less than a quantum goes to one
      {"-100", {"1", "1", "1"}, "0.01", "-33.34 -33.33 -33.33"},
      {"1000", {"1", "1", "1"}, "100", "400 300 300"},
      {"300000", {"0.6", "0.3", "0.1"}, "0.01", "180000 90000 30000"},
      {"100", {"0", "0"}, "1", "none"},
      {"100", {}, "1", "none"},
      {"100", {"-1", "2"}, "1", "none"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.parts);
    CHECK_EQ(shown(split(decimal(row.whole), claims(row.claims), decimal(row.quantum))), row.parts);
  }
}

TEST_CASE("quotients that round up to the next unit do not spoil the sum") {
  const Decimal whole = decimal("9999999999999999999999999999999997");
  // The first due is 1999999999999999999999999999999999.8, which 34 digits cannot hold.
  const auto parts = split(whole, claims({"1", "3.999999999999999999999999999999999"}), Decimal(1));
  REQUIRE(parts);
  CHECK(sum(*parts) == whole);
}

TEST_CASE("equal remainders go to the smaller key, wherever it stands") {
  CHECK_EQ(shown(split_equally(Decimal(100), {"c", "a", "b"}, decimal("0.01"))),
           "33.33 33.34 33.33");
  CHECK_EQ(shown(split_equally(Decimal(101), {"c", "a", "b"}, Decimal(1))), "33 34 34");
  CHECK_EQ(shown(split_equally(Decimal(1), {}, Decimal(1))), "none");
}

TEST_CASE("fractions of a whole") {
  const Decimal fen = decimal("0.01");
  CHECK_EQ(shown(split_by_fractions(decimal("99.99"), claims({"0.5", "0.3", "0.2"}), fen)),
           "49.99 30 20");
  CHECK_EQ(shown(split_by_fractions(decimal("0.01"), claims({"0.5", "0.5"}), fen)), "0.01 0");
  // 0.9 × 100.01 = 90.009, rounded 90.01.
  CHECK_EQ(shown(split_by_fractions(decimal("100.01"), claims({"0.6", "0.3"}), fen)), "60.01 30");
}

TEST_CASE("a pool that suffices and one that does not") {
  const Decimal fen = decimal("0.01");
  CHECK_EQ(shown(prorate(Decimal(300), claims({"100", "200"}), fen)), "100 200");
  CHECK_EQ(shown(prorate(Decimal(100), claims({"100", "100", "100"}), fen)), "33.34 33.33 33.33");
  CHECK_EQ(shown(prorate(decimal("100.009"), claims({"100", "300"}), fen)), "25 75");
  CHECK_EQ(shown(prorate(Decimal(0), claims({"100", "0"}), fen)), "0 0");
  CHECK_EQ(shown(prorate(Decimal(5), claims({}), fen)), "");
  CHECK_EQ(shown(prorate(Decimal(-1), claims({"1"}), fen)), "none");
  CHECK_EQ(shown(prorate(Decimal(1), claims({"-1", "3"}), fen)), "none");
}

TEST_CASE("in the order of keys until used up") {
  CHECK_EQ(shown(serve_in_order(Decimal(250), claims({"100", "200", "50"}))), "100 150 0");
  CHECK_EQ(shown(serve_in_order(Decimal(250), {{Decimal(100), "b"}, {Decimal(200), "a"}})),
           "50 200");
  CHECK_EQ(shown(serve_in_order(Decimal(1000), claims({"100", "200"}))), "100 200");
  CHECK_EQ(shown(serve_in_order(Decimal(0), claims({"100"}))), "0");
  CHECK_EQ(shown(serve_in_order(Decimal(-1), claims({"100"}))), "none");
}

TEST_CASE(
    "parts add up, stay within a quantum of their due, and do not depend on the order of claims") {
  std::mt19937 random(4711);
  const auto below = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  const Decimal fen = decimal("0.01");
  for (int round = 0; round < 2000; ++round) {
    std::vector<Claim> all;
    const int size = 1 + below(9);
    for (int i = 0; i < size; ++i) {
      all.push_back({Decimal::scaled(below(3) == 0 ? below(5) : below(10'000'000), -2), Value(i)});
    }
    const Decimal whole = Decimal::scaled(below(1'000'000'000), -2);
    Decimal total = 0;
    for (const Claim& claim : all) total += claim.amount;
    const auto parts = split(whole, all, fen);
    REQUIRE_EQ(parts.has_value(), !total.is_zero());
    if (!parts) continue;
    CHECK(sum(*parts) == whole);
    for (std::size_t i = 0; i < all.size(); ++i) {
      CHECK(((*parts)[i] * total - whole * all[i].amount).abs() < fen * total);
    }
    const auto cut = prorate(whole, all, fen);
    REQUIRE(cut);
    CHECK(sum(*cut) == std::min(whole, total));
    for (std::size_t i = 0; i < all.size(); ++i) CHECK((*cut)[i] <= all[i].amount);
    CHECK(sum(*serve_in_order(whole, all)) == std::min(whole, total));

    std::vector<std::size_t> shuffled(all.size());
    std::iota(shuffled.begin(), shuffled.end(), std::size_t{0});
    std::shuffle(shuffled.begin(), shuffled.end(), random);
    std::vector<Claim> other;
    for (const std::size_t i : shuffled) other.push_back(all[i]);
    const auto found = split(whole, other, fen);
    for (std::size_t i = 0; i < shuffled.size(); ++i) CHECK((*found)[i] == (*parts)[shuffled[i]]);
  }
}

}  // namespace
}  // namespace zhaoshang
