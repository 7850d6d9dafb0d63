#include "engine/value/unit.h"

#include <doctest/doctest.h>

namespace zhaoshang {
namespace {

TEST_CASE("words of measure") {
  struct Row {
    std::string_view word;
    std::string_view scale;
    std::string_view currency;
    std::string_view unit;
  };
  // clang-format off
  const Row rows[] = {
      {"元", "1", "CNY", ""}, {"万元", "10000", "CNY", ""}, {"亿元", "100000000", "CNY", ""},
      {"千元", "1000", "CNY", ""}, {"百万元", "1000000", "CNY", ""}, {"千万元", "10000000", "CNY", ""},
      {"十亿元", "1000000000", "CNY", ""}, {"百元", "100", "CNY", ""}, {"万元人民币", "10000", "CNY", ""},
      {"人民币", "1", "CNY", ""}, {"CNY", "1", "CNY", ""}, {"万CNY", "10000", "CNY", ""},
      {"美元", "1", "USD", ""}, {"万美元", "10000", "USD", ""}, {"亿美元", "100000000", "USD", ""},
      {"USD", "1", "USD", ""}, {"万港元", "10000", "HKD", ""}, {"港币", "1", "HKD", ""},
      {"欧元", "1", "EUR", ""}, {"日元", "1", "JPY", ""}, {"英镑", "1", "GBP", ""},
      {"万", "10000", "", ""}, {"亿", "100000000", "", ""}, {"千", "1000", "", ""},
      {"%", "0.01", "", ""}, {"％", "0.01", "", ""}, {"‰", "0.001", "", ""},
      {"亩", "1", "", "亩"}, {"万亩", "10000", "", "亩"}, {"公顷", "1", "", "公顷"},
      {"平方米", "1", "", "平方米"}, {"㎡", "1", "", "平方米"}, {"m2", "1", "", "平方米"},
      {"万㎡", "10000", "", "平方米"}, {"万平方米", "10000", "", "平方米"}, {"平方公里", "1", "", "平方公里"},
      {"公里", "1", "", "公里"}, {"千米", "1", "", "公里"}, {"km", "1", "", "公里"}, {"米", "1", "", "米"},
      {"万吨", "10000", "", "吨"}, {"千克", "1", "", "公斤"}, {"千瓦", "1", "", "千瓦"},
      {"人", "1", "", "人"}, {"万人", "10000", "", "人"}, {"人次", "1", "", "人次"}, {"个", "1", "", "个"},
      {"户", "1", "", "户"}, {"条", "1", "", "条"}, {"件", "1", "", "件"}, {"次", "1", "", "次"},
      {"天", "1", "", "天"}, {"日", "1", "", "天"}, {"月", "1", "", "月"}, {"个月", "1", "", "月"},
      {"年", "1", "", "年"}, {"百分点", "1", "", "百分点"}, {"个百分点", "1", "", "百分点"},
  };
  // clang-format on
  for (const Row& row : rows) {
    CAPTURE(row.word);
    const std::optional<Measure> measure = measure_of(row.word);
    REQUIRE(measure.has_value());
    CHECK(measure->scale == Decimal::parse(row.scale));
    CHECK(measure->currency.code() == row.currency);
    CHECK(measure->unit.word() == row.unit);
    CHECK(measure->is_money() == !row.currency.empty());
    CHECK(measure->is_quantity() == !row.unit.empty());
    CHECK(measure_prefix(row.word) == row.word.size());
  }
}

TEST_CASE("words that measure nothing") {
  for (const std::string_view word :
       {"", "万%", "%元", "元元", "万万元", "usd", "XYZ", "斗", " 元", "元/亩", "亩地"}) {
    CAPTURE(word);
    CHECK_FALSE(measure_of(word).has_value());
  }
}

TEST_CASE("the measure at the start of a text") {
  struct Row {
    std::string_view text;
    std::string_view measure;
  };
  const Row rows[] = {
      {"亿元 + 3", "亿元"},
      {"万元以上", "万元"},
      {"% * x", "%"},
      {"千米路", "千米"},
      {"万", "万"},
      {"百分点", "百分点"},
      {"百分", "百分"},
      {"分钟后", "分钟"},
      {"个百分点", "个百分点"},
      {"months", ""},
      {"m2", "m2"},
      {"m2x", ""},
      {"km)", "km"},
      {"kmh", ""},
      {"USD]", "USD"},
      {"USDT", ""},
      {"m亩", "m"},
      {"", ""},
      {" 元", ""},
      {"‰", "‰"},
      {"万亿元", "万亿元"},
      {"元人民币。", "元人民币"},
      {"and", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(row.text.substr(0, measure_prefix(row.text)) == row.measure);
  }
}

TEST_CASE("currencies by code") {
  CHECK(Currency::from_code("SEK")->code() == "SEK");
  CHECK(Currency::from_code("SEK")->word() == "SEK");
  CHECK(Currency::cny().word() == "元");
  CHECK(Currency::usd().word() == "美元");
  CHECK(Currency::cny() == Currency::from_code("CNY"));
  CHECK(Currency::cny() != Currency::usd());
  CHECK(Currency().is_none());
  CHECK(Currency().code().empty());
  for (const std::string_view code : {"", "CN", "CNYX", "cny", "C1Y", "元"}) {
    CHECK_FALSE(Currency::from_code(code).has_value());
  }
}

TEST_CASE("units are equal when their words mean the same") {
  CHECK(Unit::named("亩") == Unit::named("亩"));
  CHECK(Unit::named("㎡") == Unit::named("平方米"));
  CHECK(Unit::named("亩") != Unit::named("公顷"));
  CHECK(Unit::named("工位").word() == "工位");  // a county's own
  CHECK(Unit::named("工位") == Unit::named(std::string("工") + "位"));
  CHECK(Unit::named("").is_none());
  CHECK(Unit() == Unit());
  CHECK(Unit().word().empty());
}

TEST_CASE("the word for money at a scale") {
  CHECK(money_word(Currency::cny(), 1) == "元");
  CHECK(money_word(Currency::cny(), 10'000) == "万元");
  CHECK(money_word(Currency::cny(), Decimal::scaled(1, 8)) == "亿元");
  CHECK(money_word(Currency::usd(), Decimal::parse("10000.00").value()) == "万美元");
  CHECK(money_word(Currency::from_code("SEK").value(), 1) == "SEK");
  CHECK(money_word(Currency::cny(), 7) == "");
  CHECK(money_word(Currency::cny(), Decimal::scaled(1, -2)) == "");
  CHECK(money_word(Currency(), 1) == "");
}

}  // namespace
}  // namespace zhaoshang
