// Cells of examples against printed cells: by value, not by spelling.
#include "commands/same_cell.h"

#include <doctest/doctest.h>

#include <string_view>

namespace zhaoshang {
namespace {

bool is_figure(std::string_view expected, std::string_view actual, std::string_view unit = {}) {
  return is_same_cell(expected, {Cell::Kind::kNumber, std::string(actual)}, unit);
}
bool is_plain(std::string_view expected, std::string_view actual) {
  return is_same_cell(expected, {Cell::Kind::kPlain, std::string(actual)});
}

TEST_CASE("figures are compared as decimals") {
  CHECK(is_figure("0.48", "0.480"));
  CHECK(is_figure("48%", "0.48"));
  CHECK(is_figure("5‰", "0.005"));
  CHECK(is_figure("1,234.50", "1234.5"));
  CHECK(is_figure("-3", "-3.00"));
  CHECK_FALSE(is_figure("0.48", "0.4800000000000000000000000000000001"));
  CHECK_FALSE(is_figure("48", "0.48"));
  CHECK_FALSE(is_figure("三", "3"));
}

TEST_CASE("money is in 元 where no unit is said, and any unit may be written") {
  CHECK(is_figure("2000元", "2000.00"));
  CHECK(is_figure("2000", "2000.00"));
  CHECK(is_figure("0.2万元", "2000.00"));
  CHECK(is_figure("￥2,000", "2000.00"));
  CHECK_FALSE(is_figure("0.2万元", "2000.01"));
  CHECK(is_figure("24.75亿元", "24.75", "亿元"));
  CHECK(is_figure("247500万元", "24.75", "亿元"));
  CHECK(is_figure("24.75", "24.750", "亿元"));
  CHECK_FALSE(is_figure("24.75万元", "24.75", "亿元"));
}

TEST_CASE("a ratio beside a unit stands for itself") {
  CHECK(is_figure("110%", "1.1", "亿元"));
  CHECK_FALSE(is_figure("110%", "110", "亿元"));
}

TEST_CASE("dates, periods, truth values and kinds of subject in any spelling") {
  CHECK(is_plain("2022年3月1日", "2022-03-01"));
  CHECK_FALSE(is_plain("2022-03-02", "2022-03-01"));
  CHECK(is_plain("2022年3月", "2022-03"));
  CHECK_FALSE(is_plain("2022年4月", "2022-03"));
  CHECK(is_plain("是", "true"));
  CHECK(is_plain("0", "false"));
  CHECK_FALSE(is_plain("是", "false"));
  CHECK(is_plain("小分队", "team"));
  CHECK(is_plain("全县", "county"));
  CHECK_FALSE(is_plain("单位", "team"));
  CHECK_FALSE(is_plain("granted", "pending"));
}

TEST_CASE("texts are what they are; an empty cell equals nothing else") {
  CHECK(is_same_cell(" 优秀 ", {Cell::Kind::kText, "优秀"}));
  CHECK_FALSE(is_same_cell("1.0", {Cell::Kind::kText, "1"}));
  CHECK(is_same_cell("", {}));
  CHECK_FALSE(is_same_cell("", {Cell::Kind::kText, "优秀"}));
  CHECK_FALSE(is_same_cell("0", {}));
}

}  // namespace
}  // namespace zhaoshang
