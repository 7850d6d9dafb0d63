#include "engine/value/exact_sum.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <random>

namespace zhaoshang {
namespace {

std::string total_of(const std::vector<std::string>& addends) {
  ExactSum sum;
  for (const std::string& text : addends) sum.add(Decimal::parse(text).value());
  CHECK(sum.count() == addends.size());
  return sum.total().to_string();
}

TEST_CASE("sums with known totals") {
  struct Row {
    std::vector<std::string> addends;
    std::string total;
  };
  const std::string nines(34, '9');
  // clang-format off
  const Row rows[] = {
      {{}, "0"},
      {{"0", "-0"}, "0"},
      {{"0.1", "0.2", "0.3"}, "0.6"},
      {{"1", "-1"}, "0"},
      {{"5", "1e3", "0.005"}, "1005.005"},
      // What plain addition loses: one part of 10^40 stays when the large ones cancel.
      {{"1e40", "1", "-1e40"}, "1"},
      {{"1e6111", "1e-6176", "-1e6111"}, "0." + std::string(6175, '0') + "1"},
      {{"-1e-6176", "1e6144"}, "1" + std::string(6144, '0')},
      {{nines, nines}, "2" + std::string(34, '0')},               // 19999…8 in 34 digits
      {{nines, "1"}, "1" + std::string(34, '0')},
      // Rounded once, half to even: 10^33 + 0.5 is a tie, a little more or less is not.
      {{"1e33", "0.5"}, "1" + std::string(33, '0')},
      {{"1e33", "0.5", "1e-60"}, "1" + std::string(32, '0') + "1"},
      {{"1e33", "1", "0.5"}, "1" + std::string(32, '0') + "2"},
      {{"1e33", "1", "0.5", "-1e-60"}, "1" + std::string(32, '0') + "1"},
      {{"-1e33", "-0.5", "-1e-60"}, "-1" + std::string(32, '0') + "1"},
      {{"-1e40", "1"}, "-" + std::string("1") + std::string(40, '0')},
      {{"-1e50", "1e50", "-3"}, "-3"},
  };
  // clang-format on
  for (const Row& row : rows) CHECK(total_of(row.addends) == row.total);
}

TEST_CASE("a sum beyond the largest decimal, or of what is not finite, is not finite") {
  ExactSum sum;
  const Decimal largest = Decimal::parse("9e6144").value();
  sum.add(largest);
  sum.add(largest);
  CHECK_FALSE(sum.total().is_finite());
  sum.add(-largest);
  CHECK(sum.total() == largest);
  ExactSum broken;
  broken.add(Decimal(1) / Decimal(0));
  CHECK_FALSE(broken.total().is_finite());
  ExactSum merged;
  merged.merge(broken);
  CHECK_FALSE(merged.total().is_finite());
}

TEST_CASE("many large values of one exponent leave the short form without loss") {
  ExactSum sum;
  const Decimal value = Decimal::parse("9999999999999999999999999999999999").value();
  for (int i = 0; i < 100'000; ++i) sum.add(value);
  // 10^5 × (10^34 − 1) = 10^39 − 10^5
  for (int i = 0; i < 100'000; ++i) sum.add(1);
  CHECK(sum.total().to_string() == "1" + std::string(39, '0'));
  CHECK(sum.count() == 200'000);
}

/// Sums in one order, and cut into pieces that are merged.
struct Totals {
  Decimal whole;
  Decimal pieces;
};

Totals totals_of(const std::vector<Decimal>& values, std::size_t piece) {
  ExactSum whole;
  ExactSum merged;
  for (std::size_t from = 0; from < values.size(); from += piece) {
    ExactSum part;
    for (std::size_t i = from; i < std::min(values.size(), from + piece); ++i) {
      whole.add(values[i]);
      part.add(values[i]);
    }
    merged.merge(part);
  }
  CHECK(merged.count() == values.size());
  return {whole.total(), merged.total()};
}

TEST_CASE("10^5 quotients in any order and any division have one total") {
  std::mt19937_64 random(1999);
  std::vector<Decimal> values;
  for (int i = 1; i <= 100'000; ++i) {
    const auto numerator = static_cast<std::int64_t>(random() % 2'000'001) - 1'000'000;
    values.push_back(Decimal(numerator) / Decimal(static_cast<std::int64_t>(random() % 9'973) + 1));
  }
  const Decimal total = totals_of(values, 100'000).whole;
  constexpr std::array<std::size_t, 4> kPieces = {1, 7, 1'000, 33'333};
  for (std::size_t order = 0; order < 100; ++order) {
    std::shuffle(values.begin(), values.end(), random);
    const Totals totals = totals_of(values, kPieces[order % kPieces.size()]);
    CHECK(totals.whole.to_string() == total.to_string());
    CHECK(totals.pieces.to_string() == total.to_string());
  }
  // Every value taken away again leaves exactly nothing.
  ExactSum sum;
  for (const Decimal& value : values) sum.add(value);
  for (const Decimal& value : values) sum.add(-value);
  CHECK(sum.total().is_zero());
}

TEST_CASE("exponents from end to end") {
  std::mt19937_64 random(42);
  std::vector<Decimal> values;
  for (int i = 0; i < 3'000; ++i) {
    const auto coefficient =
        static_cast<std::int64_t>(random() % 1'000'000'000'000) - 500'000'000'000;
    values.push_back(Decimal::scaled(coefficient, static_cast<int>(random() % 12'280) - 6176));
  }
  const Decimal total = totals_of(values, 3'000).whole;
  CHECK(total.is_finite());
  for (const std::size_t piece : {1UL, 13UL, 500UL}) {
    std::shuffle(values.begin(), values.end(), random);
    const Totals totals = totals_of(values, piece);
    CHECK(totals.whole == total);
    CHECK(totals.pieces == total);
  }
}

TEST_CASE("copies are independent, and a sum may be merged into itself") {
  ExactSum sum;
  sum.add(Decimal::parse("1e40").value());
  sum.add(1);
  ExactSum copy = sum;
  copy.add(1);
  CHECK(sum.total().to_string() == "1" + std::string(40, '0'));
  sum.add(Decimal::parse("-1e40").value());
  CHECK(sum.total() == Decimal(1));
  copy.add(Decimal::parse("-1e40").value());
  CHECK(copy.total() == Decimal(2));
  copy = sum;
  CHECK(copy.total() == Decimal(1));
  const ExactSum& self = copy;
  copy.merge(self);
  CHECK(copy.total() == Decimal(2));
  CHECK(copy.count() == 6);
}

}  // namespace
}  // namespace zhaoshang
