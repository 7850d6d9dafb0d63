// One table in the three formats.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "engine/base/utf8.h"
#include "engine/report/report_csv.h"
#include "engine/report/report_json.h"
#include "engine/report/report_markdown.h"

namespace zhaoshang {
namespace {

ReportTable awards() {
  ReportTable table;
  table.name = "awards";
  table.title = "奖励";
  table.columns = {{"recipient", "领取对象"}, {"amount", "金额"}, {"due_on", "应付日期"}};
  table.rows = {{text_cell("甲|乙, \"丙\""), number_cell(Decimal(-5), 2), plain_cell("2022-03-31")},
                {text_cell("=1+1"), Cell{}, Cell{}},
                {text_cell("+86\n二行"), number_cell(Decimal(20000), 2), Cell{}}};
  return table;
}

TEST_CASE("CSV quotes what must be, guards text that would run and never a figure") {
  CHECK(to_csv(awards(), Headings::kNames) ==
        "recipient,amount,due_on\n"
        "\"甲|乙, \"\"丙\"\"\",-5.00,2022-03-31\n"
        "'=1+1,,\n"
        "\"'+86\n二行\",20000.00,\n");
}

// Enough rows for several pieces a thread, and one more.
TEST_CASE("rows that are made on demand are written in their order, whatever the threads") {
  ReportTable table;
  table.columns = {{"number", "号"}, {"name", "名称"}};
  table.rows = {{number_cell(Decimal(-1)), text_cell("先")}};
  table.made = {70001, [](std::size_t first, std::size_t last, const ReportTable::Visit& visit) {
                  for (; first < last; ++first) {
                    visit({number_cell(Decimal(static_cast<std::int64_t>(first))),
                           text_cell("=" + std::to_string(first % 7))});
                  }
                }};
  std::string expected = "number,name\n-1,先\n";
  for (int row = 0; row <= 70000; ++row)
    expected += std::to_string(row) + ",'=" + std::to_string(row % 7) + "\n";
  for (const unsigned threads : {1U, 2U, 3U, 8U})
    CHECK(to_csv(table, Headings::kNames, {}, threads) == expected);
  const ReportTable held = table.held();
  CHECK(held.rows.size() == 70002);
  CHECK(held.row_count() == table.row_count());
  CHECK(to_csv(held, Headings::kNames) == expected);
}

TEST_CASE("CSV for a spreadsheet") {
  ReportTable table = awards();
  table.rows.resize(1);
  CHECK(to_csv(table, Headings::kTitles, {.excel = true}) ==
        "\xEF\xBB\xBF领取对象,金额,应付日期\r\n\"甲|乙, \"\"丙\"\"\",-5.00,2022-03-31\r\n");
}

TEST_CASE("JSON has every cell as a string under the column's name") {
  ReportTable empty;
  empty.name = "payouts";
  CHECK(to_json({awards(), empty}) ==
        "{\n"
        "\"awards\": [\n"
        "  {\"recipient\": \"甲|乙, \\\"丙\\\"\", \"amount\": \"-5.00\", \"due_on\": "
        "\"2022-03-31\"},\n"
        "  {\"recipient\": \"=1+1\", \"amount\": \"\", \"due_on\": \"\"},\n"
        "  {\"recipient\": \"+86\\n二行\", \"amount\": \"20000.00\", \"due_on\": \"\"}\n"
        "],\n"
        "\"payouts\": []\n"
        "}\n");
}

TEST_CASE("Markdown lines up on a terminal, figures to the right") {
  const std::string text = to_markdown(awards(), Headings::kTitles);
  CHECK(text ==
        "| 领取对象     |     金额 | 应付日期   |\n"
        "| ------------ | -------: | ---------- |\n"
        "| 甲\\|乙, \"丙\" |    -5.00 | 2022-03-31 |\n"
        "| \\=1+1        |          |            |\n"
        "| \\+86 二行    | 20000.00 |            |\n");
}

TEST_CASE("several tables stand under their titles") {
  ReportTable table;
  table.name = "payouts";
  table.title = "兑现计划";
  table.columns = {{"award", "奖项"}};
  CHECK(to_markdown(std::vector{table, table}, Headings::kTitles) ==
        "## 兑现计划\n\n| 奖项 |\n| ---- |\n\n## 兑现计划\n\n| 奖项 |\n| ---- |\n");
}

TEST_CASE("what people wrote cannot become Markdown") {
  // clang-format off
  const std::vector<std::pair<const char*, const char*>> rows{
      {"甲队",               "甲队"},
      {"a|b",                "a\\|b"},
      {"*重点*",             "\\*重点\\*"},
      {"[链接](x)",          "\\[链接\\](x)"},
      {"<b>x</b>",           "\\<b>x\\</b>"},
      {"# 一",               "\\# 一"},
      {"3 # 4",              "3 # 4"},
      {"> 引",               "\\> 引"},
      {"- 项",               "\\- 项"},
      {"`code`",             "\\`code\\`"},
      {"2~3人",              "2\\~3人"},
      {"A&amp;B",            "A\\&amp;B"},
      {"c:\\x",              "c:\\\\x"},
      {"team_id",            "team_id"},
      {"_x_",                "\\_x\\_"},
      {"一\r\n\n二",         "一 二"},
      {"一\xE2\x80\xAE二",   "一\\<U+202E>二"},
  };
  // clang-format on
  for (const auto& [text, escaped] : rows) CHECK(markdown_text(text) == escaped);
}

}  // namespace
}  // namespace zhaoshang
