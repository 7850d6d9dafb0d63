// Amounts in another unit than their column.
#include "workspace/amount_profile.h"

#include <doctest/doctest.h>

#include <string>

namespace zhaoshang {
namespace {

/// How many amounts seem to be in another unit, and which of them is the first: "2 from 1".
std::string slipped(Suspected suspected, std::initializer_list<const char*> amounts) {
  AmountProfile profile;
  std::uint32_t line = 0;
  for (const char* each : amounts) profile.add(Decimal::parse(each).value(), {0, line++});
  const auto slip = profile.slip(suspected);
  return slip ? std::to_string(slip->count) + " from " + std::to_string(slip->first.line) : "";
}

constexpr Suspected kLarger = Suspected::kLarger;
constexpr Suspected kSmaller = Suspected::kSmaller;

TEST_CASE("yuan under a heading of ten thousands: one amount, half of them, or most") {
  CHECK_EQ(slipped(kLarger, {"500", "1200", "8000000", "900"}), "1 from 2");
  CHECK_EQ(slipped(kLarger, {"500", "12000000", "8000000", "900", "700"}), "2 from 1");
  CHECK_EQ(slipped(kLarger, {"500", "600", "900", "5000000", "6000000", "9000000"}), "3 from 3");
  CHECK_EQ(slipped(kLarger, {"5000000", "600", "900", "6000000", "9000000"}), "3 from 0");
}

TEST_CASE("ten thousands under a heading of yuan") {
  CHECK_EQ(slipped(kSmaller, {"5000000", "0", "12000000", "800", "9000000"}), "1 from 3");
}

TEST_CASE("amounts that lie apart for other reasons") {
  for (const Suspected suspected : {kLarger, kSmaller}) {
    CHECK(slipped(suspected, {}).empty());
    CHECK(slipped(suspected, {"100", "1000000"}).empty());  // too few to tell what is usual
    CHECK(slipped(suspected, {"10", "80", "500", "3000", "20000", "150000"}).empty());  // no gap
    CHECK(
        slipped(suspected, {"1000", "1600", "2000", "0.01"}).empty());  // a hundred thousand times
    CHECK(slipped(suspected, {"100", "120", "150", "20000"}).empty());  // two hundred times
    CHECK(slipped(suspected, {"0", "0", "0", "500"}).empty());
  }
  // A trifle among amounts of ten thousands is no slip of theirs.
  CHECK(slipped(kLarger, {"0.01", "90", "700", "800"}).empty());
}

TEST_CASE("the amounts of several threads are those of one") {
  const std::initializer_list<const char*> amounts{"500", "1200", "8000000", "900", "7000000"};
  AmountProfile whole, odd, even;
  std::uint32_t line = 0;
  for (const char* each : amounts) {
    const Decimal amount = Decimal::parse(each).value();
    whole.add(amount, {0, line});
    (line % 2 == 0 ? even : odd).add(amount, {0, line});
    ++line;
  }
  odd.merge(even);
  for (const AmountProfile* each : {&whole, &odd}) {
    const auto slip = each->slip(kLarger);
    REQUIRE(slip.has_value());
    CHECK_EQ(slip->count, 2);
    CHECK_EQ(slip->first.line, 2);
    CHECK_EQ(slip->first_amount, Decimal(8000000));
    CHECK_EQ(slip->like, Decimal(900));  // the middle one of 500, 900 and 1200
  }
}

}  // namespace
}  // namespace zhaoshang
