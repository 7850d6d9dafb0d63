#include "engine/table/cells.h"

#include <doctest/doctest.h>

#include "engine/table/amounts.h"
#include "reading.h"

namespace zhaoshang {
namespace {

/// A cell's value as a FEEL literal, or its fault as a word.
std::string read(std::string_view cell, const ColumnSchema& column,
                 std::optional<Currency> currency = {}) {
  const CellValue read = read_cell(cell, column, currency);
  switch (read.fault) {
    case CellFault::kNone: return to_feel(read.value) + (read.was_serial_date ? " serial" : "");
    case CellFault::kEmptyKey: return "empty";
    case CellFault::kNotADate: return "no date";
    case CellFault::kNotANumber: return "no number";
    case CellFault::kNotAnInteger: return "no integer";
    case CellFault::kNotABoolean: return "no boolean";
    case CellFault::kNotAPeriod: return "no period";
    case CellFault::kAmountUnit: return "unit";
    case CellFault::kGrouping: return "grouping";
    case CellFault::kDamagedId: return "damaged";
    case CellFault::kNotDeclared: return "undeclared";
    case CellFault::kTooManyDigits: return "digits";
    case CellFault::kNoCurrency: return "currency";
    case CellFault::kNotAnIdentity: return "identity";
  }
  return "?";
}

struct Row {
  const char* cell;
  const char* expected;
};

void check(const std::vector<Row>& rows, const ColumnSchema& column) {
  for (const Row& row : rows) {
    CAPTURE(row.cell);
    CHECK(read(row.cell, column) == row.expected);
  }
}

TEST_CASE("dates in the five forms of offices, and what is none") {
  // clang-format off
  check({{"2022-04-06", "@\"2022-04-06\""},
         {"2022/4/6", "@\"2022-04-06\""},
         {"2022/04/06", "@\"2022-04-06\""},
         {"2022.4.6", "@\"2022-04-06\""},
         {"2022年4月6日", "@\"2022-04-06\""},
         {"20220406", "@\"2022-04-06\""},
         {"２０２２年４月６日", "@\"2022-04-06\""},
         {"2022-04-06 00:00:00", "@\"2022-04-06\""},
         {"2022/4/6 0:00", "@\"2022-04-06\""},
         {"2024-02-29", "@\"2024-02-29\""},
         {"44657", "@\"2022-04-06\" serial"},
         {"44657.0", "@\"2022-04-06\" serial"},
         {"2022-02-30", "no date"},
         {"2023-02-29", "no date"},
         {"2022年2月30日", "no date"},
         {"22-04-06", "no date"},
         {"22/4/6", "no date"},
         {"2022-13-01", "no date"},
         {"2022-00-10", "no date"},
         {"2022年4月", "no date"},
         {"2022-04", "no date"},
         {"2022-4.6", "no date"},
         {"2022-04-06 10:30", "no date"},
         {"2022040", "no date"},
         {"202204061", "no date"},
         {"1900", "no date"},
         {"明年", "no date"},
         {"-", "no date"}},
        column_of("date", CellKind::kDate));
  // clang-format on
}

TEST_CASE("numbers are exact, and only what is a number is one") {
  // clang-format off
  check({{"0.7", "0.7"},
         {"007", "7"},
         {"-12.50", "-12.5"},
         {"+3", "3"},
         {"1,234,567.89", "1234567.89"},
         {"12,345", "12345"},
         {"１２３．４５", "123.45"},
         {"１，２３４", "1234"},
         {"－５", "-5"},
         {"−5", "-5"},
         {"80%", "0.8"},
         {"80％", "0.8"},
         {"2‰", "0.002"},
         {"1.2万", "12000"},
         {"123,456", "123456"},
         {"1,23,456", "grouping"},
         {"1234,567", "grouping"},
         {"12,34", "grouping"},
         {"1,234,", "grouping"},
         {",123", "no number"},
         {"1.", "no number"},
         {".5", "no number"},
         {"1.2.3", "no number"},
         {"1 2", "no number"},
         {"--5", "no number"},
         {"1e5", "no number"},
         {"inf", "no number"},
         {"NaN", "no number"},
         {"0x10", "no number"},
         {"无", "no number"},
         {"12亿元", "unit"},
         {"5亩", "unit"},
         {"￥5", "unit"},
         {"1234567890123456789012345678901234", "1234567890123456789012345678901234"},
         {"12345678901234567890123456789012345", "digits"},
         {"0.12345678901234567890123456789012345", "digits"}},
        column_of("share", CellKind::kNumber));
  // clang-format on
}

TEST_CASE("money has the unit of its column; a cell may say the same unit and no other") {
  // clang-format off
  check({{"12", "120000元"},
         {"12.5", "125000元"},
         {"12万元", "120000元"},
         {"12 万元", "120000元"},
         {"12万", "120000元"},
         {"￥12", "120000元"},
         {"¥12", "120000元"},
         {"-￥12", "-120000元"},
         {"￥-12", "-120000元"},
         {"￥1,200.50万元", "12005000元"},
         {"１２万元", "120000元"},
         {"12亿元", "unit"},
         {"12元", "unit"},
         {"12亿", "unit"},
         {"12万美元", "unit"},
         {"￥12万美元", "unit"},
         {"12%", "unit"},
         {"12亩", "unit"},
         {"约12", "no number"},
         {"12吨多", "no number"}},
        measured_column("paid_in", CellKind::kMoney, "万元"));
  check({{"3.5", "3.5亩"}, {"3.5亩", "3.5亩"}, {"3.5平方米", "unit"}, {"3.5万亩", "unit"}, {"3.5元", "unit"}},
        measured_column("area", CellKind::kQuantity, "亩"));
  // clang-format on
}

TEST_CASE("money whose currency the row names") {
  ColumnSchema column = measured_column("amount", CellKind::kMoney, "万元");
  column.currency_column = "currency";
  const auto in_usd = [&](std::string_view cell) { return read(cell, column, Currency::usd()); };
  CHECK(in_usd("5") == "50000美元");
  CHECK(in_usd("5万美元") == "50000美元");
  CHECK(in_usd("5万元") == "unit");
  CHECK(in_usd("￥5") == "unit");
  ColumnSchema other = measured_column("investment", CellKind::kMoney, "万元");
  CHECK(read("5", other, Currency::usd()) == "50000元");
}

TEST_CASE("amounts that bring their own unit") {
  const ColumnSchema column = column_of("value", CellKind::kAmount);
  check({{"1.5", "1.5"}, {"260万元", "2600000元"}, {"80%", "0.8"}, {"5亩", "5亩"}, {"￥5", "5元"}},
        column);
  check({{"5", "50000元"}, {"5万元", "50000元"}, {"5元", "unit"}},
        measured_column("value", CellKind::kAmount, "万元"));
}

TEST_CASE("a scale in the heading of a number") {
  const ColumnSchema column = measured_column("share", CellKind::kNumber, "%");
  check({{"80", "0.8"}, {"80%", "0.8"}, {"8‰", "unit"}}, column);
}

TEST_CASE("integers") {
  check({{"5", "5"}, {"5.0", "5"}, {"1.2万", "12000"}, {"5.5", "no integer"}, {"x", "no number"}},
        column_of("count", CellKind::kInteger));
}

TEST_CASE("booleans") {
  check({{"是", "true"},
         {"否", "false"},
         {"true", "true"},
         {"FALSE", "false"},
         {"1", "true"},
         {"0", "false"},
         {"１", "true"},
         {"yes", "no boolean"},
         {"√", "no boolean"}},
        column_of("in_post", CellKind::kBoolean));
}

TEST_CASE("ids are text as written; a number that a spreadsheet made of one is told") {
  check({{"001", "\"001\""},
         {"1E5", "\"1E5\""},
         {"E+1", "\"E+1\""},
         {"ＡＢ１", "\"ＡＢ１\""},
         {"1.23E+17", "damaged"},
         {"4.20106E+17", "damaged"},
         {"1e+17", "damaged"}},
        column_of("member_id", CellKind::kId));
  check({{"1.23E+17", "\"1.23E+17\""}}, column_of("name", CellKind::kText));
}

TEST_CASE("an identity number is told from one that a spreadsheet took its last digits from") {
  // The sum of weights is 144 = 13 * 11 + 1: check character 0, order 300.
  check({{"110105199001013000", "\"110105199001013000\""},
         {"11010519491231002X", "\"11010519491231002X\""},
         {"110105194912310000", "damaged"},
         {"1.10105E+17", "damaged"},
         {"110105194912310021", "identity"}},
        column_of("id_card", CellKind::kIdentity));
}

TEST_CASE("words: synonyms, declared words, scales, lists") {
  ColumnSchema kind = column_of("subject_kind", CellKind::kText);
  kind.values = {"unit", "team"};
  kind.synonyms = {{"单位", "unit"}};
  check({{"unit", "\"unit\""}, {"单位", "\"unit\""}, {"小分队", "undeclared"}}, kind);

  ColumnSchema grade = column_of("grade", CellKind::kScale);
  grade.scale = std::make_shared<const std::vector<std::string>>(Strings{"科员", "副科级"});
  check({{"副科级", "\"副科级\""}, {"正科级", "\"正科级\""}}, grade);

  check({{"东莞;惠州", "[\"东莞\", \"惠州\"]"},
         {"东莞；惠州", "[\"东莞\", \"惠州\"]"},
         {"东莞； 惠州 ;", "[\"东莞\", \"惠州\"]"},
         {"东莞", "[\"东莞\"]"}},
        column_of("nearby_cities", CellKind::kTextList));
}

TEST_CASE("what an empty cell means is said by its column") {
  ColumnSchema column = column_of("id", CellKind::kId);
  CHECK(read("", column) == "null");
  column.missing = Missing::kFault;
  CHECK(read("", column) == "empty");
  column.missing = Missing::kDefault;
  column.missing_value = "CNY";
  CHECK(read("", column) == "\"CNY\"");
}

TEST_CASE("a text that a spreadsheet would run is guarded, and reading takes the guard off") {
  const ColumnSchema column = column_of("title", CellKind::kText);
  check({{"'=1+1", "\"=1+1\""},
         {"'+86 10", "\"+86 10\""},
         {"'-x", "\"-x\""},
         {"'@x", "\"@x\""},
         {"''=x", "\"'=x\""},
         {"'tis", "\"'tis\""},
         {"'", "\"'\""},
         {"'＝x", "\"＝x\""}},
        column);
  for (const char* text : {"=1", "+1", "-1", "@a", "\tx", "'=1", "''@"}) CHECK(needs_guard(text));
  for (const char* text : {"", "'", "a=1", "'a", "1-2"}) CHECK_FALSE(needs_guard(text));
}

TEST_CASE("what cannot be seen around a cell is taken off") {
  for (const char* cell :
       {" 甲 ", "\t甲", "　甲　", "\u00A0甲\u00A0", "\u200B甲\u200B", "\uFEFF甲"}) {
    CHECK(trim_cell(cell) == "甲");
  }
  CHECK(trim_cell("退 休") == "退 休");
  CHECK(trim_cell("，甲。") == "，甲。");
  CHECK(trim_cell("　") == "");
}

/// first..last, or "none".
std::string span(std::string_view text, YearStart starts = {}) {
  const auto read = read_period(text, starts);
  return read ? read->first.to_string() + ".." + read->last.to_string() : "none";
}

TEST_CASE("periods") {
  CHECK(span("2022") == "2022-01-01..2022-12-31");
  CHECK(span("2022H1") == "2022-01-01..2022-06-30");
  CHECK(span("2022H2") == "2022-07-01..2022-12-31");
  CHECK(span("2022Q4") == "2022-10-01..2022-12-31");
  CHECK(span("2024-02") == "2024-02-01..2024-02-29");
  CHECK(span("202203") == "2022-03-01..2022-03-31");
  CHECK(span("2022-03-01..2022-06-30") == "2022-03-01..2022-06-30");
  CHECK(span("2022年") == "2022-01-01..2022-12-31");
  CHECK(span("2022年度") == "2022-01-01..2022-12-31");
  CHECK(span("2022年上半年") == "2022-01-01..2022-06-30");
  CHECK(span("2022年第三季度") == "2022-07-01..2022-09-30");
  CHECK(span("2022年1季度") == "2022-01-01..2022-03-31");
  CHECK(span("2022年3月") == "2022-03-01..2022-03-31");
  for (const char* none : {"", "22", "2022Q5", "2022H3", "2022-13", "2022-00", "Mar-22", "2022-3-",
                           "2022-06-30..2022-03-01", "2022年13月", "2022年五季度", "2022x"}) {
    CAPTURE(none);
    CHECK(span(none) == "none");
  }
}

TEST_CASE("a year may start on another day; it has the name of the year that holds most of it") {
  CHECK(span("2022", {4, 1}) == "2022-04-01..2023-03-31");
  CHECK(span("2022Q4", {4, 1}) == "2023-01-01..2023-03-31");
  CHECK(span("2022", {12, 21}) == "2021-12-21..2022-12-20");
  CHECK(span("2022H2", {12, 21}) == "2022-06-21..2022-12-20");
  CHECK(span("2022-03", {12, 21}) == "2022-03-01..2022-03-31");
}

TEST_CASE("a month column takes whole months alone") {
  const ColumnSchema column = column_of("month", CellKind::kMonth);
  CHECK(read("2022-03", column) == "[@\"2022-03-01\"..@\"2022-03-31\"]");
  CHECK(read("2022-03-01..2022-03-31", column) == "[@\"2022-03-01\"..@\"2022-03-31\"]");
  CHECK(read("2022", column) == "no period");
}

TEST_CASE("currencies") {
  CHECK(read_currency("CNY") == Currency::cny());
  CHECK(read_currency("人民币") == Currency::cny());
  CHECK(read_currency("元") == Currency::cny());
  CHECK(read_currency("美元") == Currency::usd());
  CHECK(read_currency("万美元") == std::nullopt);
  CHECK(read_currency("dollars") == std::nullopt);
}

TEST_CASE("the word for a measure") {
  for (const char* word : {"元", "万元", "亿元", "万美元", "亩", "万亩", "%", "‰", "万"}) {
    CHECK(measure_word(measure_of(word).value()) == word);
  }
  CHECK(measure_word({}).empty());
}

}  // namespace
}  // namespace zhaoshang
