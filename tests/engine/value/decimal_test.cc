#include "engine/value/decimal.h"

#include <doctest/doctest.h>

#include <random>

#include "engine/value/decimal_bits.h"

namespace zhaoshang {
namespace {

Decimal dec(std::string_view text) {
  const std::optional<Decimal> value = Decimal::parse(text);
  REQUIRE_MESSAGE(value.has_value(), text);
  return *value;
}

TEST_CASE("numbers are read strictly") {
  struct Row {
    std::string_view text;
    std::optional<std::string> value;
  };
  // clang-format off
  const Row rows[] = {
      {"0", "0"}, {"-0", "0"}, {"+7", "7"}, {"007", "7"}, {"-12.50", "-12.5"}, {".5", "0.5"},
      {"1.5e3", "1500"}, {"1.5E-3", "0.0015"}, {"1e+2", "100"}, {"-.5e1", "-5"},
      {"0.0000000000000000000000000000000000001", "0.0000000000000000000000000000000000001"},
      {"1234567890123456789012345678901234", "1234567890123456789012345678901234"},    // 34 digits
      {"12345678901234567890123456789012345", std::nullopt},                             // 35
      {"0.1234567890123456789012345678901234", "0.1234567890123456789012345678901234"},
      {"0.12345678901234567890123456789012345", std::nullopt},
      {"00000000000000000000000000000000000000012", "12"},                               // zeros in front
      {"1.50000000000000000000000000000000000000000000", "1.5"},                         // and behind
      {"12345678901234567890123456789012340000", "12345678901234567890123456789012340000"},
      {"0.00000000000000000000000000000000000000000000000000", "0"},
      {"1e6144", std::optional<std::string>("1" + std::string(6144, '0'))},
      {"1e6145", std::nullopt}, {"1e99999999999999999999", std::nullopt},
      {"0e99999999999999999999", "0"},
      {"1e-6176", std::optional<std::string>("0." + std::string(6175, '0') + "1")},
      {"1e-6177", std::nullopt}, {"10e-6177", std::optional<std::string>("0." + std::string(6175, '0') + "1")},
      {"", std::nullopt}, {"-", std::nullopt}, {".", std::nullopt}, {"5.", std::nullopt},
      {"e5", std::nullopt}, {"1e", std::nullopt}, {"1e+", std::nullopt}, {"1e5.5", std::nullopt},
      {"1,234", std::nullopt}, {" 1", std::nullopt}, {"1 ", std::nullopt}, {"--1", std::nullopt},
      {"0x10", std::nullopt}, {"inf", std::nullopt}, {"Infinity", std::nullopt}, {"nan", std::nullopt},
      {"１２", std::nullopt}, {"1.2.3", std::nullopt}, {"1_000", std::nullopt},
  };
  // clang-format on
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const std::optional<Decimal> value = Decimal::parse(row.text);
    CHECK(value.has_value() == row.value.has_value());
    if (value && row.value) CHECK(value->to_string() == *row.value);
  }
}

TEST_CASE("integers become decimals") {
  CHECK(Decimal().to_string() == "0");
  CHECK(Decimal(42).to_string() == "42");
  CHECK(Decimal(INT64_MIN).to_string() == "-9223372036854775808");
  CHECK(Decimal(INT64_MAX).to_string() == "9223372036854775807");
  CHECK(Decimal::scaled(12345, -2).to_string() == "123.45");
  CHECK(Decimal::scaled(-5, 3).to_string() == "-5000");
  CHECK(Decimal::scaled(0, -2).is_zero());
  CHECK(decimal_of(static_cast<Int128>(INT64_MAX) * 10).to_string() == "92233720368547758070");
}

TEST_CASE("decimal arithmetic has no binary surprises") {
  CHECK((dec("0.1") + dec("0.2")).to_string() == "0.3");
  CHECK((dec("1.1") * dec("1.1")).to_string() == "1.21");
  CHECK((dec("2.675") - dec("2.67")).to_string() == "0.005");
  CHECK((Decimal(1) / Decimal(3)).to_string() == "0.3333333333333333333333333333333333");
  CHECK((Decimal(1) / Decimal(3) * Decimal(3)).to_string() ==
        "0.9999999999999999999999999999999999");
  CHECK((Decimal(2) / Decimal(3)).to_string() == "0.6666666666666666666666666666666667");
  CHECK((Decimal(1) / Decimal(8)).to_string() == "0.125");
  CHECK((dec("12000000") * dec("0.002")).to_string() == "24000");
  // 34 digits and no more, half to even.
  const Decimal large = dec("9999999999999999999999999999999999");
  CHECK((large + Decimal(1)).to_string() == "1" + std::string(34, '0'));
  CHECK((large + dec("0.5")).to_string() == "1" + std::string(34, '0'));
  CHECK((dec("1000000000000000000000000000000000") + dec("0.5")).to_string() ==
        "1000000000000000000000000000000000");
  CHECK((dec("1000000000000000000000000000000001") + dec("0.5")).to_string() ==
        "1000000000000000000000000000000002");
  CHECK((dec("1e30") - dec("1e-30")).to_string() == "1000000000000000000000000000000");
}

TEST_CASE("what has no result is not finite") {
  CHECK_FALSE((Decimal(1) / Decimal(0)).is_finite());
  CHECK_FALSE((Decimal(0) / Decimal(0)).is_finite());
  CHECK_FALSE((dec("9e6144") * Decimal(10)).is_finite());
  CHECK_FALSE(Decimal::modulo(Decimal(1), Decimal(0)).is_finite());
  CHECK_FALSE(Decimal(0).power(Decimal(-1)).is_finite());
  CHECK_FALSE(Decimal(-2).power(dec("0.5")).is_finite());
  CHECK_FALSE(Decimal(-1).sqrt().has_value());
  CHECK_FALSE(Decimal(0).log().has_value());
  CHECK_FALSE(Decimal(-1).log().has_value());
  CHECK(Decimal(0).is_finite());
}

TEST_CASE("comparison is by value") {
  CHECK(dec("1.0") == dec("1.00"));
  CHECK(dec("1e2") == Decimal(100));
  CHECK(-Decimal(0) == Decimal(0));
  CHECK(dec("1e30") == dec("1000000000000000000000000000000"));
  CHECK(dec("1e6111") > dec("1e-6000"));
  CHECK(Decimal(-2) < Decimal(-1));
  CHECK(dec("-0.1") < Decimal(0));
  CHECK(dec("0.9999999999999999999999999999999999") < Decimal(1));
  CHECK((dec("3.30") <=> dec("3.3")) == std::strong_ordering::equal);
  CHECK((dec("12345678901234567890123") <=> dec("12345678901234567890124")) ==
        std::strong_ordering::less);
  CHECK(dec("1.0").hash() == dec("1.00").hash());
  CHECK(dec("1e2").hash() == Decimal(100).hash());
  CHECK((-Decimal(0)).hash() == dec("0.00").hash());
  CHECK(Decimal(1).hash() != Decimal(-1).hash());
}

TEST_CASE("signs, zeros and whole numbers") {
  CHECK(Decimal(-1).is_negative());
  CHECK_FALSE((-Decimal(0)).is_negative());
  CHECK((-Decimal(0)).is_zero());
  CHECK(dec("0.000").is_zero());
  CHECK(dec("5.00").is_integer());
  CHECK(dec("1e40").is_integer());
  CHECK_FALSE(dec("5.01").is_integer());
  CHECK_FALSE(dec("1e-40").is_integer());
  CHECK(dec("-3.5").abs() == dec("3.5"));
  CHECK(dec("12.00").to_int64() == 12);
  CHECK(dec("-9223372036854775808").to_int64() == INT64_MIN);
  CHECK(dec("9223372036854775808").to_int64() == std::nullopt);
  CHECK(dec("1.5").to_int64() == std::nullopt);
  CHECK(dec("1e4").to_int64() == 10'000);
  CHECK(dec("1e400").to_int64() == std::nullopt);
}

TEST_CASE("the first digit and what it counts") {
  using Leading = Decimal::Leading;
  CHECK(dec("0.0123").leading() == Leading{1, -2});
  CHECK(dec("9").leading() == Leading{9, 0});
  CHECK(dec("-70.50").leading() == Leading{7, 1});
  CHECK(dec("10").leading() == Leading{1, 1});
  CHECK(dec("1e40").leading() == Leading{1, 40});
  CHECK(dec("9999999999999999999999999999999999").leading() == Leading{9, 33});
  CHECK(dec("18446744073709551616").leading() == Leading{1, 19});  // above 64 bits
}

TEST_CASE("rounding in every mode") {
  // The figures of the table in java.math.RoundingMode, which names the same seven.
  struct Row {
    std::string_view value;
    int up, down, ceiling, floor, half_up, half_down, half_even;
  };
  const Row rows[] = {
      {"5.5", 6, 5, 6, 5, 6, 5, 6},         {"2.5", 3, 2, 3, 2, 3, 2, 2},
      {"1.6", 2, 1, 2, 1, 2, 2, 2},         {"1.1", 2, 1, 2, 1, 1, 1, 1},
      {"1.0", 1, 1, 1, 1, 1, 1, 1},         {"-1.0", -1, -1, -1, -1, -1, -1, -1},
      {"-1.1", -2, -1, -1, -2, -1, -1, -1}, {"-1.6", -2, -1, -1, -2, -2, -2, -2},
      {"-2.5", -3, -2, -2, -3, -3, -2, -2}, {"-5.5", -6, -5, -5, -6, -6, -5, -6},
  };
  for (const Row& row : rows) {
    CAPTURE(row.value);
    const Decimal value = dec(row.value);
    CHECK(value.rounded(0, Rounding::kUp) == Decimal(row.up));
    CHECK(value.rounded(0, Rounding::kDown) == Decimal(row.down));
    CHECK(value.rounded(0, Rounding::kCeiling) == Decimal(row.ceiling));
    CHECK(value.rounded(0, Rounding::kFloor) == Decimal(row.floor));
    CHECK(value.rounded(0, Rounding::kHalfUp) == Decimal(row.half_up));
    CHECK(value.rounded(0, Rounding::kHalfDown) == Decimal(row.half_down));
    CHECK(value.rounded(0, Rounding::kHalfEven) == Decimal(row.half_even));
    CHECK(value.floor() == Decimal(row.floor));
    CHECK(value.ceiling() == Decimal(row.ceiling));
  }
}

TEST_CASE("rounding to a scale") {
  struct Row {
    std::string_view value;
    int scale;
    Rounding mode;
    std::string_view result;
  };
  // clang-format off
  const Row rows[] = {
      {"0.3333333333333333", 2, Rounding::kHalfEven, "0.33"},
      {"2.675", 2, Rounding::kHalfUp, "2.68"},
      {"2.665", 2, Rounding::kHalfEven, "2.66"},
      {"1234.5", -2, Rounding::kHalfUp, "1200"},
      {"1250", -2, Rounding::kHalfEven, "1200"},
      {"1250", -2, Rounding::kHalfUp, "1300"},
      {"9.995", 2, Rounding::kHalfUp, "10"},
      {"1.5", 4, Rounding::kUp, "1.5"},
      {"49", -2, Rounding::kHalfUp, "0"},
      {"50", -2, Rounding::kHalfUp, "100"},
      {"0.0000001", 0, Rounding::kUp, "1"},
      {"-0.0000001", 0, Rounding::kFloor, "-1"},
      {"-0.0000001", 0, Rounding::kCeiling, "0"},
      {"1e-40", 2, Rounding::kCeiling, "0.01"},
      {"1e-40", 2, Rounding::kHalfUp, "0"},
      {"9999999999999999999999999999999999", -1, Rounding::kHalfUp, "10000000000000000000000000000000000"},
      {"5000000000000000000000000000000000", -34, Rounding::kHalfUp, "10000000000000000000000000000000000"},
      {"5000000000000000000000000000000000", -34, Rounding::kHalfEven, "0"},
      {"4999999999999999999999999999999999", -34, Rounding::kHalfUp, "0"},
      {"5", 6176, Rounding::kUp, "5"},
      {"5", -6000, Rounding::kDown, "0"},
  };
  // clang-format on
  for (const Row& row : rows) {
    CAPTURE(row.value);
    CAPTURE(row.scale);
    CHECK(dec(row.value).rounded(row.scale, row.mode).to_string() == row.result);
  }
  CHECK_FALSE(Decimal(5).rounded(-6900, Rounding::kUp).is_finite());
}

TEST_CASE("rounding to a quantum") {
  struct Row {
    std::string_view value;
    std::string_view quantum;
    Rounding mode;
    std::string_view result;
  };
  // clang-format off
  const Row rows[] = {
      {"1.24", "0.5", Rounding::kHalfUp, "1"},
      {"1.25", "0.5", Rounding::kHalfUp, "1.5"},
      {"1.25", "0.5", Rounding::kHalfEven, "1"},       // 2 halves, not 3
      {"1.75", "0.5", Rounding::kHalfEven, "2"},       // 4 halves, not 3
      {"1.25", "0.5", Rounding::kHalfDown, "1"},
      {"1.01", "0.5", Rounding::kUp, "1.5"},
      {"-1.01", "0.5", Rounding::kCeiling, "-1"},
      {"-1.01", "0.5", Rounding::kFloor, "-1.5"},
      {"-1.25", "0.5", Rounding::kHalfUp, "-1.5"},
      {"123456", "5000", Rounding::kDown, "120000"},
      {"123456", "5000", Rounding::kHalfUp, "125000"},
      {"7", "0.25", Rounding::kUp, "7"},
      {"1", "3", Rounding::kHalfUp, "0"},
      {"2", "3", Rounding::kHalfUp, "3"},
      {"123.456", "0.01", Rounding::kHalfUp, "123.46"},
      {"123.456", "10", Rounding::kHalfUp, "120"},
      {"123.456", "1.00", Rounding::kHalfUp, "123"},
      {"0", "0.5", Rounding::kUp, "0"},
  };
  // clang-format on
  for (const Row& row : rows) {
    CAPTURE(row.value);
    CHECK(dec(row.value).rounded_to(dec(row.quantum), row.mode).to_string() == row.result);
  }
  CHECK_FALSE(Decimal(1).rounded_to(0, Rounding::kUp).is_finite());
  CHECK_FALSE(Decimal(1).rounded_to(-1, Rounding::kUp).is_finite());
}

TEST_CASE("modulo takes the sign of the divisor") {
  struct Row {
    std::string_view dividend, divisor, result;
  };
  const Row rows[] = {
      {"12", "5", "2"},         {"-12", "5", "3"},         {"12", "-5", "-3"},
      {"-12", "-5", "-2"},      {"10.1", "4.5", "1.1"},    {"-10.1", "4.5", "3.4"},
      {"10.1", "-4.5", "-3.4"}, {"-10.1", "-4.5", "-1.1"}, {"10", "5", "0"},
      {"0", "5", "0"},          {"1e40", "7", "4"},
  };
  for (const Row& row : rows) {
    CHECK(Decimal::modulo(dec(row.dividend), dec(row.divisor)).to_string() == row.result);
  }
}

TEST_CASE("powers, roots, logarithms") {
  CHECK(Decimal(2).power(10).to_string() == "1024");
  CHECK(Decimal(5).power(-2).to_string() == "0.04");
  CHECK(dec("1.1").power(10).to_string() == "2.5937424601");
  // Powers of ten are exact to the last that there is.
  CHECK(Decimal(10).power(-6176) == Decimal::scaled(1, -6176));
  CHECK(Decimal(-10).power(-6175) == Decimal::scaled(-1, -6175));
  CHECK(dec("0.01").power(3088) == Decimal::scaled(1, -6176));
  CHECK(Decimal(1000).power(2000) == Decimal::scaled(1, 6000));
  CHECK(Decimal(1).power(123456) == Decimal(1));
  CHECK(Decimal(10).power(-6177).is_zero());
  CHECK(Decimal(0).power(0).to_string() == "1");
  CHECK(Decimal(-2).power(3).to_string() == "-8");
  CHECK(Decimal(3).power(-1).to_string() == "0.3333333333333333333333333333333333");
  CHECK(Decimal(4).power(dec("0.5")).to_string() == "2");
  CHECK(Decimal(10).power(33).to_string() == "1" + std::string(33, '0'));
  CHECK(Decimal(1).power(dec("1e20")).to_string() == "1");
  // Correct to 34 digits: 3^80 = 147808829414345923316083210206383297601.
  CHECK(Decimal(3).power(80).to_string() == "147808829414345923316083210206383300000");
  CHECK(Decimal(2).sqrt()->to_string() == "1.414213562373095048801688724209698");
  CHECK(Decimal(16).sqrt()->to_string() == "4");
  CHECK(dec("0.25").sqrt()->to_string() == "0.5");
  CHECK(Decimal(0).sqrt()->to_string() == "0");
  CHECK(Decimal(0).exp().to_string() == "1");
  CHECK(Decimal(1).exp().to_string() == "2.718281828459045235360287471352662");
  CHECK(Decimal(10).log()->to_string() == "2.302585092994045684017991454684364");
  CHECK(Decimal(1).log()->to_string() == "0");
}

TEST_CASE("text with a fixed number of places") {
  struct Row {
    std::string_view value;
    int places;
    std::string_view text;
  };
  const Row rows[] = {
      {"1.5", 2, "1.50"},
      {"0", 2, "0.00"},
      {"-0", 2, "0.00"},
      {"1e3", 2, "1000.00"},
      {"0.05", 2, "0.05"},
      {"-0.05", 2, "-0.05"},
      {"12", 0, "12"},
      {"1.50", 1, "1.5"},
      {"0.005", 2, "0.01"},
      {"-0.001", 2, "0.00"},
      {"9.999", 2, "10.00"},
      {"0e5", 1, "0.0"},
      {"1234567890123456789012345678901234", 2, "1234567890123456789012345678901234.00"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.value);
    CHECK(dec(row.value).to_fixed(row.places) == row.text);
  }
}

// ---- the short ways against the library ---------------------------------------------------

/// Coefficients of every length and exponents near and far, signs and zeros included.
Decimal any_decimal(std::mt19937_64& random, int exponents) {
  const int digits = static_cast<int>(random() % 35);
  const UInt128 wide = (static_cast<UInt128>(random()) << 64U) | random();
  const int exponent =
      static_cast<int>(random() % static_cast<unsigned>(2 * exponents + 1)) - exponents;
  return DecimalBits::pack(random() % 2 == 0, wide % power_of_ten(digits), exponent);
}

bool same_bits(Decimal a, BID_UINT128 b) {
  return DecimalBits::low(a) == b.w[0] && DecimalBits::high(a) == b.w[1];
}

TEST_CASE("the short ways give the library's bits") {
  std::mt19937_64 random(20220301);
  for (const int exponents : {0, 3, 20, 60, 6000}) {
    for (int i = 0; i < 40'000; ++i) {
      const Decimal a = any_decimal(random, exponents);
      const Decimal b = any_decimal(random, exponents);
      const BID_UINT128 x = DecimalBits::to_bid(a);
      const BID_UINT128 y = DecimalBits::to_bid(b);
      unsigned flags = 0;
      const bool add = same_bits(a + b, bid128_add(x, y, 0, &flags));
      const bool subtract = same_bits(a - b, bid128_sub(x, y, 0, &flags));
      const bool multiply = same_bits(a * b, bid128_mul(x, y, 0, &flags));
      const bool equal = (a == b) == (bid128_quiet_equal(x, y, &flags) != 0);
      const bool less = (a < b) == (bid128_quiet_less(x, y, &flags) != 0);
      if (!(add && subtract && multiply && equal && less)) {
        CAPTURE(a.to_string());
        CAPTURE(b.to_string());
        CHECK(add);
        CHECK(subtract);
        CHECK(multiply);
        CHECK(equal);
        CHECK(less);
      }
    }
  }
}

TEST_CASE("every finite decimal reads back from its text, and equal ones hash alike") {
  std::mt19937_64 random(7);
  for (int i = 0; i < 20'000; ++i) {
    const Decimal a = any_decimal(random, 80);
    const std::optional<Decimal> again = Decimal::parse(a.to_string());
    if (!again || *again != a || again->hash() != a.hash()) FAIL_CHECK(a.to_string());
  }
}

}  // namespace
}  // namespace zhaoshang
