#include "engine/value/amount.h"

#include "engine/base/refusal.h"

#include <doctest/doctest.h>

#include "literals.h"

namespace zhaoshang {
namespace {

TEST_CASE("amounts and what they count") {
  CHECK(amount_of(literal("3万元")) == Decimal(30'000));
  CHECK(amount_of(literal("5亩")) == Decimal(5));
  CHECK(amount_of(literal("7")) == Decimal(7));
  for (const std::string_view text : {"null", "true", "'7'", "@P1D", "@2022-01-01"}) {
    CHECK_FALSE(amount_of(literal(text)).has_value());
    CHECK(with_amount(literal(text), 1).is_null());
  }
  CHECK(to_feel(with_amount(literal("1元"), 2)) == "2元");
  CHECK(to_feel(with_amount(literal("1亩"), 2)) == "2亩");
  CHECK_THROWS_AS(with_amount(1, *Decimal::parse("9e6144") * 10), Refusal);
  CHECK(with_amount(1, Decimal::modulo(1, 0)).is_null());
  CHECK(same_measure(literal("1元"), literal("2万元")));
  CHECK_FALSE(same_measure(literal("1元"), literal("1美元")));
  CHECK_FALSE(same_measure(literal("1元"), literal("1")));
  CHECK_FALSE(same_measure(literal("1亩"), literal("1公顷")));
  CHECK_FALSE(same_measure(literal("@P1D"), literal("@P1D")));
}

TEST_CASE("sums of amounts of one measure") {
  CHECK(to_feel(sum_of({literal("1万元"), literal("500元"), literal("0.5元")})) == "10500.5元");
  CHECK(to_feel(sum_of({literal("0.1"), literal("0.2")})) == "0.3");
  CHECK(sum_of({}).is_null());
  CHECK(sum_of({literal("1元"), literal("1美元")}).is_null());
  CHECK(sum_of({literal("1元"), Value()}).is_null());
  CHECK(sum_of({Value()}).is_null());
  CHECK(sum_of({literal("'a'")}).is_null());
}

}  // namespace
}  // namespace zhaoshang
