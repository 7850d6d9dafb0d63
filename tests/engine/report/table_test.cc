// Cells: how values are printed, by unit and rounding.
#include "engine/report/table.h"

#include <doctest/doctest.h>

namespace zhaoshang {
namespace {

Decimal decimal(const char* text) { return Decimal::parse(text).value(); }
Value yuan(const char* amount) { return Money{decimal(amount), Currency::cny()}; }
Value mu(const char* amount) { return Quantity{decimal(amount), Unit::named("亩")}; }
Date day(int year, int month, int of_month) {
  return Date::from_ymd(year, month, of_month).value();
}

TEST_CASE("figures are printed in their unit, rounded ones with their digits") {
  struct Row {
    Value value;
    const char* unit;
    const char* quantum;  // "": not rounded
    const char* text;
  };
  const Value third = decimal("1") / decimal("3");
  // clang-format off
  const std::vector<Row> rows{
      // numbers: trailing zeros go, no exponent, 34 digits at most
      {decimal("12.50"),  "", "",     "12.5"},
      {decimal("1e3"),    "", "",     "1000"},
      {decimal("0.80"),   "", "",     "0.8"},
      {third,             "", "",     "0.3333333333333333333333333333333333"},
      {decimal("12.5"),   "", "0.01", "12.50"},
      {decimal("12"),     "", "1",    "12"},
      {decimal("120"),    "", "10",   "120"},
      {decimal("-0"),     "", "",     "0"},
      // money: in 元 to the fen, unless the column names another unit
      {yuan("20000"),     "", "",     "20000.00"},
      {yuan("66666.6"),   "元", "",   "66666.60"},
      {yuan("0.125"),     "", "",     "0.125"},
      {yuan("10"),        "", "1",    "10.00"},
      {yuan("99999900"),  "万元", "", "9999.99"},
      {yuan("100000000"), "万元", "", "10000"},
      {yuan("100000000"), "亿元", "0.01", "1.00"},
      {yuan("5"),         "万美元", "", "5.00"},  // not its unit: in 元
      {yuan("-1500"),     "", "",     "-1500.00"},
      // quantities and scaled numbers
      {mu("12.50"),       "", "",     "12.5"},
      {mu("12.50"),       "亩", "0.1", "12.5"},
      {decimal("35000"),  "万", "",   "3.5"},
      // a ratio stays the decimal that it is
      {decimal("0.8"),    "%", "",    "0.8"},
      {decimal("0.8"),    "%", "0.1", "0.800"},
  };
  // clang-format on
  for (const Row& row : rows) {
    FigureStyle style{row.unit, {}};
    if (*row.quantum != '\0') style.quantum = decimal(row.quantum);
    const Cell cell = value_cell(row.value, style);
    CHECK(cell.text == row.text);
    CHECK(cell.kind == Cell::Kind::kNumber);
  }
}

TEST_CASE("values that are no figures") {
  const Range march{day(2022, 3, 1), day(2022, 3, 31), true, true};
  const Range from_march{day(2022, 3, 1), Value(), true, false};
  CHECK(value_cell(Value()) == Cell{});
  CHECK(value_cell("") == Cell{});
  CHECK(value_cell("甲") == Cell{Cell::Kind::kText, "甲"});
  CHECK(value_cell(true) == Cell{Cell::Kind::kPlain, "true"});
  CHECK(value_cell(day(2022, 3, 1)) == Cell{Cell::Kind::kPlain, "2022-03-01"});
  CHECK(value_cell(march).text == "2022-03-01..2022-03-31");
  CHECK(value_cell(from_march).text == "2022-03-01..");
  CHECK(value_cell(List{Value("无锡"), Value("常州")}).text == "无锡;常州");
}

TEST_CASE("the word that figures are in") {
  CHECK(unit_word(yuan("1"), {"万元", {}}) == "万元");
  CHECK(unit_word(yuan("1")) == "元");
  CHECK(unit_word(yuan("1"), {"亩", {}}) == "元");
  CHECK(unit_word(mu("1")) == "亩");
  CHECK(unit_word(decimal("3"), {"个", {}}) == "个");
  CHECK(unit_word(decimal("0.8"), {"%", {}}) == "");
}

TEST_CASE("rows are sorted by bytes, equal ones keep their order") {
  ReportTable table;
  table.columns = {{"team_id", ""}, {"month", ""}, {"n", ""}};
  const auto add = [&](const char* team, const char* month, const char* n) {
    table.rows.push_back({text_cell(team), plain_cell(month), plain_cell(n)});
  };
  add("T2", "2022-01", "1");
  add("T10", "2022-02", "2");
  add("T10", "2022-01", "3");
  add("T2", "2022-01", "4");
  table.sort_by({"team_id", "month", "no such column"});
  std::string order;
  for (const auto& row : table.rows) order += row[2].text;
  CHECK(order == "3214");
}

TEST_CASE("headings in either language") {
  CHECK(heading({"team_id", "小分队编号"}, Headings::kNames) == "team_id");
  CHECK(heading({"team_id", "小分队编号"}, Headings::kTitles) == "小分队编号");
  CHECK(heading({"leader_grade", ""}, Headings::kTitles) == "leader_grade");
}

}  // namespace
}  // namespace zhaoshang
