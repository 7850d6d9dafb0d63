// Tables as a terminal shows them.
#include "engine/report/report_text.h"

#include <doctest/doctest.h>

namespace zhaoshang {
namespace {

Cell number(const char* text) { return number_cell(Decimal::parse(text).value()); }

ReportTable scores() {
  ReportTable table;
  table.columns = {{"id", "编号"}, {"name", "单位"}, {"note", "备注"}, {"completion", "完成率"}};
  table.rows = {{text_cell("U1"), text_cell("县招商局"), {}, number("0.96")},
                {text_cell("U2"), text_cell("Fair"), {}, number("1.2")},
                {text_cell("U3"), {}, {}, {}}};
  return table;
}

TEST_CASE("columns are aligned by display width, figures to the right; empty ones are named") {
  CHECK_EQ(to_text(scores(), {}),
           "id  name      completion\n"
           "--  --------  ----------\n"
           "U1  县招商局        0.96\n"
           "U2  Fair             1.2\n"
           "U3\n"
           "empty in every row: note\n");
}

TEST_CASE("ratios get bars, the titles are Chinese, colour is put around words") {
  TextTableStyle style;
  style.language = Language::kChinese;
  style.headings = Headings::kTitles;
  style.bars = "completion";
  style.most_rows = 2;
  CHECK_EQ(to_text(scores(), style),
           "编号  单位      完成率\n"
           "----  --------  ------\n"
           "U1    县招商局    0.96  #########.\n"
           "U2    Fair         1.2  ##########\n"
           "各行都空的列:备注\n"
           "另有 1 行\n");
  ReportTable table;
  table.columns = {{"severity", ""}};
  table.rows = {{plain_cell("error")}};
  TextTableStyle colored;
  colored.color = true;
  CHECK_EQ(to_text(table, colored), "\x1b[1mseverity\x1b[0m\n--------\n\x1b[31merror\x1b[0m\n");
}

TEST_CASE("a table that is too wide is wrapped, then set in parts; every text is there") {
  ReportTable table;
  table.columns = {{"id", ""}, {"message", ""}, {"sum", ""}};
  table.rows = {{text_cell("U1"), text_cell("驻点天数少于应到天数两天"), number("123456789")}};
  TextTableStyle style;
  style.width = 27;
  CHECK_EQ(to_text(table, style),
           "id  message             sum\n"
           "--  ------------  ---------\n"
           "U1  驻点天数少于  123456789\n"
           "    应到天数两天\n");
  style.width = 20;
  CHECK_EQ(to_text(table, style),
           "id  message\n"
           "--  ----------------\n"
           "U1  驻点天数少于应到\n"
           "    天数两天\n"
           "\n"
           "id        sum\n"
           "--  ---------\n"
           "U1  123456789\n");
}

TEST_CASE("words are broken at blanks, control characters are made visible") {
  ReportTable table;
  table.columns = {{"text", ""}};
  table.rows = {{text_cell("one two three four")}, {text_cell("a\x1b[31mb")}};
  TextTableStyle style;
  style.width = 13;
  const std::string text = to_text(table, style);
  CHECK_NE(text.find("one two three\nfour\n"), std::string::npos);
  CHECK_EQ(text.find('\x1b'), std::string::npos);
}

TEST_CASE("of rows that are made when they are asked for only those that are shown are") {
  ReportTable table;
  table.columns = {{"n", ""}};
  table.made = {1000, [](std::size_t first, std::size_t last, const ReportTable::Visit& visit) {
                  CHECK_EQ(last, 1);
                  for (; first < last; ++first)
                    visit({number_cell(Decimal(static_cast<std::int64_t>(first)))});
                }};
  TextTableStyle style;
  style.most_rows = 1;
  CHECK_EQ(to_text(table, style), "n\n-\n0\n999 more rows\n");
}

TEST_CASE("a table without rows says so") {
  ReportTable table;
  table.columns = {{"n", ""}};
  CHECK_EQ(to_text(table, {}), "no rows\n");
}

}  // namespace
}  // namespace zhaoshang
