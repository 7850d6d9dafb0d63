// Workbooks: the same bytes again, and one for awkward titles. What is in their cells is read back
// by tests/golden/workbook.sh.
#include "engine/report/report_xlsx.h"

#include <doctest/doctest.h>

#include "engine/base/system_error.h"

namespace zhaoshang {
namespace {

ReportTable table(const char* title) {
  ReportTable table;
  table.name = "awards";
  table.title = title;
  table.columns = {{"id", "编号"}, {"amount", "金额(元)"}};
  table.rows = {{text_cell("007"), number_cell(Decimal(5), 2)}};
  return table;
}

TEST_CASE("the same tables and day give the same bytes, another day others") {
  const Date day = Date::from_ymd(2022, 12, 31).value();
  const std::string first = to_xlsx({table("奖补")}, Headings::kTitles, day);
  CHECK(first.substr(0, 2) == "PK");
  CHECK(first == to_xlsx({table("奖补")}, Headings::kTitles, day));
  CHECK(first != to_xlsx({table("奖补")}, Headings::kTitles, day.plus_days(1)));
}

TEST_CASE("what a workbook cannot hold is no cell to leave out") {
  const Date day = Date::from_ymd(2022, 12, 31).value();
  ReportTable longest = table("奖补");
  longest.rows = {{text_cell(std::string(32767, 'x')), number_cell(Decimal(5), 2)}};
  CHECK_NOTHROW(to_xlsx({longest}, Headings::kTitles, day));
  longest.rows[0][0] = text_cell(std::string(32768, 'x'));
  CHECK_THROWS_AS(to_xlsx({longest}, Headings::kTitles, day), SystemError);
  ReportTable wide = table("奖补");
  wide.columns.resize(16385);
  wide.rows[0].resize(16385);
  CHECK_THROWS_AS(to_xlsx({wide}, Headings::kTitles, day), SystemError);
}

TEST_CASE("sheets that would have one name, too long a name or none can be written") {
  const Date day = Date::from_ymd(2022, 12, 31).value();
  const std::string title = "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三";
  CHECK_NOTHROW(
      to_xlsx({table(title.c_str()), table(title.c_str()), table("a[b]:c*d?/\\"), table("")},
              Headings::kTitles, day));
}

}  // namespace
}  // namespace zhaoshang
