// Text tables: what a row is, exact places of cells, faults, and rows as maps.
#include "engine/policy/text_table.h"

#include <doctest/doctest.h>

#include <string>

#include "engine/policy/policy_text.h"

namespace zhaoshang {
namespace {

/// A table under the key `t`, whose lines are indented by two.
struct Table : Loaded {
  std::optional<TextTable> table;

  explicit Table(const std::string& text) : Loaded(text) {
    REQUIRE(root);
    table = read_text_table(*root->find("t"), diagnostics);
  }
};

/// Headings, then rows: "a b || c #note / 1 _ || 3 x".
std::string shape(const std::optional<TextTable>& table) {
  if (!table) return "none";
  std::string all;
  bool divided = false;
  for (const TextTable::Column& column : table->columns) {
    if (column.is_output && !divided) all += "|| ";
    divided = divided || column.is_output;
    all += (column.is_annotation ? "#" : "") + column.heading.text() + " ";
  }
  for (const TextTable::Row& row : table->rows) {
    all += "/ ";
    for (const auto& cell : row.cells) {
      all += (cell ? "⟨" + cell->text() + "⟩" : "_");
      all += ' ';
    }
  }
  all.pop_back();
  return all;
}

TEST_CASE("a text table is headings and rows of cells") {
  const struct {
    std::string text;
    std::string shape;
  } rows[] = {
      {"t: |\n  | a | b |\n  | 1 | 2 |\n", "a b / ⟨1⟩ ⟨2⟩"},
      {"t: |\n  | a |  | b |\n", "none"},
      {"t: |\n  | x || factor | # |\n  | >= 100% || 1 | 5.3 |\n  | < 60%   || x | |\n",
       "x || factor # / ⟨>= 100%⟩ ⟨1⟩ ⟨5.3⟩ / ⟨< 60%⟩ ⟨x⟩ _"},
      {"t: |\n  | class || rate | # 占位 数 |\n  | \"农业\", \"服务业\" || 1.5‰ | |\n",
       "class || rate #占位 数 / ⟨\"农业\", \"服务业\"⟩ ⟨1.5‰⟩ _"},
      {"t: |\n  |a|b|\n\n  |1||2|\n  |1| |\n", "a b / ⟨1⟩ _"},
      {"t: |\n  | a | b |\n  | \"x|y\" | \"q\\\"|\" |\n", "a b / ⟨\"x|y\"⟩ ⟨\"q\\\"|\"⟩"},
      {"t: |\n  | 名称 | 值 |\n  |  甲  | 乙　|\n", "名称 值 / ⟨甲⟩ ⟨乙⟩"},
      {"t: |\n  | rate || rate |\n  | 1 || 2 |\n", "rate || rate / ⟨1⟩ ⟨2⟩"},
      {"t: |\n  | a |\n", "a"},
      {"t: |\n  || a |\n  || 1 |\n", "none"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK_EQ(shape(Table(row.text).table), row.shape);
  }
}

TEST_CASE("faults of a table") {
  const struct {
    std::string text;
    std::string faults;
  } rows[] = {
      {"t: |\n  | a | b |\n  | 1 |\n  | 1 | 2 | 3 |\n  | 1 | 2 |\n",
       "3:3 table-ragged; 4:3 table-ragged"},
      {"t: |\n  | a || b |\n  | 1 | 2 |\n", "3:3 table-divider"},
      {"t: |\n  | a | b |\n  | 1 || 2 |\n", "3:3 table-divider"},
      {"t: |\n  | a | b |\n  1 | 2\n", "3:3 table-row"},
      {"t: |\n  | a | b |\n  | 1 | 2\n", "3:3 table-row"},
      {"t: |\n  | a | b |\n  |---|:---|\n", "3:3 table-ruling-line"},
      {"t: |\n  | a | b |\n  | - | - |\n", ""},
      {"t: |\n  | a | b |\n  | \"x | 2 |\n", "3:5 table-quote"},
      {"t: |\n  | a | | a |\n", "2:8 table-heading; 2:11 table-repeated-heading"},
      {"t: |\n  | a || b || c |\n", "2:3 table-second-divider"},
      {"t: |\n\n", "1:4 table-empty"},
      {"t: | # none\n\n  \n", "1:4 table-empty"},
      {"t: x\n", "1:4 table-wanted"},
      {"t: '| a |'\n", "1:4 table-wanted"},
      {"t: [a]\n", "1:4 table-wanted"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK_EQ(faults(Table(row.text).diagnostics), row.faults);
  }
}

TEST_CASE("cells know their places") {
  const Table loaded("x: 1\nt: |\n    | 甲 乙  || b |\n    | >= 3 || \"中\" |\r\n");
  REQUIRE(loaded.table);
  const auto place = [](const SourceText& text) {
    const Place found = text.whole().place();
    CHECK_EQ(std::string(text.whole().text()), text.text());
    return std::to_string(found.line) + ":" + std::to_string(found.column) + "+" +
           std::to_string(found.length);
  };
  CHECK_EQ(place(loaded.table->columns[0].heading), "3:7+3");
  CHECK_EQ(place(loaded.table->columns[1].heading), "3:15+1");
  CHECK_EQ(place(*loaded.table->rows[0].cells[0]), "4:7+4");
  CHECK_EQ(place(*loaded.table->rows[0].cells[1]), "4:15+3");
  CHECK_EQ(std::string(loaded.table->rows[0].span.text()), "| >= 3 || \"中\" |");
}

TEST_CASE("rows as maps, and maps by name") {
  const struct {
    std::string text;
    std::string rows;
    std::string named;
    std::string faults;
  } rows[] = {
      {"t: |\n  | id | when | # |\n  | a | x = \"y\" | why |\n  | b | | |\n",
       "[{id: ⟨a⟩, when: ⟨x = \"y\"⟩}, {id: ⟨b⟩}]", "none", "2:5 table-first-heading"},
      {"t: |\n  | name | is |\n  | a | 1 |\n  | b | 2 |\n",
       "[{name: ⟨a⟩, is: ⟨1⟩}, {name: ⟨b⟩, is: ⟨2⟩}]", "{a: {is: ⟨1⟩}, b: {is: ⟨2⟩}}", ""},
      {"t: |\n  | name | is |\n  | a | 1 |\n  | a | 2 |\n  | | 3 |\n",
       "[{name: ⟨a⟩, is: ⟨1⟩}, {name: ⟨a⟩, is: ⟨2⟩}, {is: ⟨3⟩}]", "{a: {is: ⟨1⟩}}",
       "4:5 table-repeated-name; 5:3 table-row-name"},
      {"t: |\n  | name || is |\n  | a || 1 |\n", "none", "none",
       "2:5 table-unexpected-divider; 2:5 table-unexpected-divider"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    Loaded loaded(row.text);
    const PolicyNode& node = *loaded.root->find("t");
    CHECK(is_text_table(node));
    const auto expanded = expand_rows(node, loaded.diagnostics);
    const auto named = expand_named_rows(node, loaded.diagnostics);
    CHECK_EQ(expanded ? dump(*expanded) : "none", row.rows);
    CHECK_EQ(named ? dump(*named) : "none", row.named);
    CHECK_EQ(faults(loaded.diagnostics), row.faults);
  }
}

TEST_CASE("a cell is text with places") {
  Loaded loaded("t: |\n  | id | when |\n  | a | x = \"y\" |\n");
  const auto rows = expand_rows(*loaded.root->find("t"), loaded.diagnostics);
  REQUIRE(rows);
  const auto text = source_text(*rows->items()[0].find("when"), loaded.diagnostics);
  REQUIRE(text);
  CHECK_EQ(text->span(4, 7).place().column, 13);
  CHECK_EQ(std::string(text->span(4, 7).text()), "\"y\"");
}

}  // namespace
}  // namespace zhaoshang
