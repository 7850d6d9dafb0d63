// Amounts in another unit than their column.
#include "workspace/unit_slips.h"

#include <doctest/doctest.h>

namespace zhaoshang {
namespace {

std::vector<std::size_t> slipped(Suspected suspected, std::initializer_list<const char*> amounts) {
  std::vector<Decimal> values;
  for (const char* each : amounts) values.push_back(Decimal::parse(each).value());
  return find_unit_slips(values, suspected).rows;
}

using Rows = std::vector<std::size_t>;
constexpr Suspected kLarger = Suspected::kLarger;
constexpr Suspected kSmaller = Suspected::kSmaller;

TEST_CASE("yuan under a heading of ten thousands: one amount, half of them, or most") {
  CHECK_EQ(slipped(kLarger, {"500", "1200", "8000000", "900"}), Rows{2});
  CHECK_EQ(slipped(kLarger, {"500", "12000000", "8000000", "900", "700"}), Rows{1, 2});
  CHECK_EQ(slipped(kLarger, {"500", "600", "900", "5000000", "6000000", "9000000"}), Rows{3, 4, 5});
  CHECK_EQ(slipped(kLarger, {"5000000", "600", "900", "6000000", "9000000"}), Rows{0, 3, 4});
}

TEST_CASE("ten thousands under a heading of yuan") {
  CHECK_EQ(slipped(kSmaller, {"5000000", "0", "12000000", "800", "9000000"}), Rows{3});
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

}  // namespace
}  // namespace zhaoshang
