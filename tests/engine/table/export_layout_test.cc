// What stands around a table in an export, and what is left of it.
#include "engine/table/export_layout.h"

#include <doctest/doctest.h>

#include <string>

namespace zhaoshang {
namespace {

TableSchema payments() {
  TableSchema table;
  table.name = "payments";
  for (const char* name : {"project_id", "date", "amount"}) {
    ColumnSchema& column = table.columns.emplace_back();
    column.name = name;
  }
  table.columns[0].headings = {"项目编号"};
  table.columns[1].headings = {"日期"};
  table.columns[2].headings = {"到位金额"};
  return table;
}

ExportLayout layout_of(const std::string& text) {
  Diagnostics found;
  const auto input = TextInput::open({"", "x.csv", text}, found);
  REQUIRE(input);
  return lay_out(*input, "x.csv", payments());
}

TEST_CASE("a plain table is left as it is") {
  const ExportLayout layout = layout_of("项目编号,日期,到位金额\nP1,2022-01-01,5\n");
  CHECK_EQ(layout.heading_line, 1);
  CHECK_EQ(layout.named, 3);
  CHECK(layout.left_out.empty());
  CHECK_EQ(layout.blank_lines, 0);
  CHECK_EQ(layout.text, "项目编号,日期,到位金额\nP1,2022-01-01,5\n");
}

TEST_CASE("titles, unit, sums and notes are left out, and rows stay on their lines") {
  const ExportLayout layout = layout_of(
      "到位资金台账,,\n,,单位：元\n\n项目编号,日期,到位金额\nP1,2022-01-01,5\n项目编号,日期,"
      "到位金额\n"
      "P2,2022-01-02,6\n小计,,11\n合 计：,,11\n填表人：甲某,,\n以上为虚构,,\n");
  CHECK_EQ(layout.heading_line, 4);
  CHECK_EQ(layout.text, "\n\n\n项目编号,日期,到位金额\nP1,2022-01-01,5\n\nP2,2022-01-02,6\n");
  REQUIRE(layout.unit);
  CHECK_EQ(layout.unit->word, "元");
  std::string kinds;
  std::string lines;
  for (const LeftOut& each : layout.left_out) {
    kinds += std::to_string(static_cast<int>(each.why));
    lines += std::to_string(each.place.line) + " ";
  }
  CHECK_EQ(kinds, "0124355");  // title, unit, heading, subtotal, total, note, note
  CHECK_EQ(lines, "1 2 6 8 9 10 11 ");
  CHECK_EQ(layout.blank_lines, 1);
}

TEST_CASE("what looks like a note before a row is a row, for the reader to judge") {
  const ExportLayout layout = layout_of("项目编号,日期\n注:暂缺,2022-01-01\nP1,2022-01-02\n");
  CHECK(layout.left_out.empty());
  CHECK_EQ(layout.text, "项目编号,日期\n注:暂缺,2022-01-01\nP1,2022-01-02\n");
}

TEST_CASE("one known heading among others is no line of headings, alone it is") {
  CHECK_EQ(layout_of("甲,日期,乙\n1,2,3\n").heading_line, 0);
  CHECK_EQ(layout_of("日期\n2022-01-01\n").heading_line, 1);
}

TEST_CASE("records of several lines keep them") {
  const ExportLayout layout = layout_of("标题\n项目编号,\"日\n期\"\n\"P\n1\",2022-01-01\nP2,x\n");
  CHECK_EQ(layout.heading_line, 2);
  CHECK_EQ(layout.text, "\n项目编号,\"日\n期\"\n\"P\n1\",2022-01-01\nP2,x\n");
}

TEST_CASE("tabs between cells become commas; a cell that has commas is quoted") {
  CHECK_EQ(with_commas_for_tabs("a\tb\r\n1,5\t\"x\ty\"\n").value(), "a,b\r\n\"1,5\",\"x\ty\"\n");
  CHECK_FALSE(with_commas_for_tabs("a,b\tc\n"));
  CHECK_FALSE(with_commas_for_tabs("a,b\n1\t2\n"));
}

}  // namespace
}  // namespace zhaoshang
