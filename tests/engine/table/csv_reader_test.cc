#include "engine/table/csv_reader.h"

#include <doctest/doctest.h>

#include "reading.h"
#include "support/temp_folder.h"

namespace zhaoshang {
namespace {

TableSchema members() {
  ColumnSchema id = column_of("member_id", CellKind::kId, {"人员编号"});
  id.missing = Missing::kFault;
  return table_of({id, column_of("name", CellKind::kText, {"姓名"}),
                   column_of("from", CellKind::kDate, {"起始日期"})});
}

TableSchema payments() {
  ColumnSchema amount = measured_column("amount", CellKind::kMoney, "万元", {"到位资金"});
  return table_of(
      {column_of("project_id", CellKind::kId), column_of("date", CellKind::kDate), amount});
}

TEST_CASE("rows of typed columns, with the lines they stand in") {
  const Reading read = read_text(members(), "member_id,name,from\nM1,张三,2022-01-01\n\nM2,,\n");
  CHECK(read.batch.rows == 2);
  CHECK(read.cell(0, "name") == "\"张三\"");
  CHECK(read.cell(0, "from") == "@\"2022-01-01\"");
  CHECK(read.cell(1, "name") == "null");
  CHECK(read.batch.lines == std::vector<std::uint32_t>{2, 4});
  CHECK(read.faults.empty());
  CHECK(read.counts.read == 2);
  CHECK(read.counts.used == 2);
}

TEST_CASE("the last line needs no newline, and nothing is read past it") {
  // LineReader looks at the byte after the last line: over stale bytes that could be a newline.
  for (const char* end : {"", "\n", "\r\n", "\n\n", "\r\n\r\n"}) {
    const Reading read = read_text(members(), std::string("member_id,name\nM1,甲\nM2,乙") + end);
    CHECK(read.batch.rows == 2);
    CHECK(read.cell(1, "name") == "\"乙\"");
  }
}

TEST_CASE("CR LF, a BOM, quotes with commas, newlines and quotes") {
  const Reading read = read_text(members(),
                                 "\xEF\xBB\xBFmember_id,name,from\r\nM1,\"甲,乙\",2022-01-01\r\nM2,"
                                 "\"两\r\n行\",\r\nM3,\"说\"\"好\"\"\", \"2022-01-02\" \r\n");
  CHECK(read.batch.rows == 3);
  CHECK(read.cell(0, "name") == "\"甲,乙\"");
  CHECK(read.cell(1, "name") == "\"两\\n行\"");
  CHECK(read.cell(2, "name") == "\"说\\\"好\\\"\"");
  CHECK(read.cell(2, "from") == "@\"2022-01-02\"");
  CHECK(read.batch.lines == std::vector<std::uint32_t>{2, 3, 5});
}

TEST_CASE("a quote that is never closed is an error where it opens") {
  const Reading read = read_text(members(), "member_id,name\nM1,甲\nM2,\"乙\nM3,丙\n");
  CHECK(read.places() == Strings{"unclosed-quote 3:4"});
  CHECK(read.batch.rows == 1);
  CHECK(read.unusable);
}

TEST_CASE("text after a quoted cell is diagnosed, and reading goes on") {
  const Reading read = read_text(members(), "member_id,name\nM1,\"x\"y\nM2,\"a\nb\"c\nM3,5\" 管\n");
  CHECK(read.places() == Strings{"stray-quote 2:7", "stray-quote 4:3"});
  CHECK(read.batch.rows == 1);
  CHECK(read.cell(0, "name") == "\"5\\\" 管\"");
  CHECK(read.counts.rejected == 2);
  CHECK_FALSE(read.unusable);
}

TEST_CASE("blank records are skipped; commas at the end do no harm") {
  const Reading read =
      read_text(members(), "member_id,name,,\nM1,甲,,\n,,,\n \t\n　,　\nM2,乙\nM3,丙,,,,,\n");
  CHECK(read.batch.rows == 3);
  CHECK(read.faults.empty());
  CHECK(read.batch.lines == std::vector<std::uint32_t>{2, 6, 7});
}

TEST_CASE("a row that is too long or too short, or has a cell without a heading, is set aside") {
  const Reading read = read_text(
      members(),
      "member_id,name,from,\nM1,考察,洽谈,2022-01-01,x\nM2,甲\nM3,丙,2022-01-01,备注\nM4,丁,,\n");
  CHECK(read.places() == Strings{"row-width 2:21", "row-width 3:1", "unnamed-column 4:17"});
  CHECK(read.batch.rows == 1);
  CHECK(read.rejected.size() == 3);
  CHECK(read.rejected[0].record == "M1,考察,洽谈,2022-01-01,x");
  CHECK(read.rejected[0].slugs == "row-width");
  CHECK(read.rejected[0].line == 2);
}

TEST_CASE("every fault of a row is reported, and the row is set aside once") {
  const Reading read = read_text(
      members(), "member_id,name,from\n,甲,2022-02-30\nM2,乙,2022-02-28\n1.23E+17,丙,x\n");
  CHECK(read.places() ==
        Strings{"empty-key 2:1", "bad-date 2:4", "damaged-id 4:1", "bad-date 4:12"});
  CHECK(read.batch.rows == 1);
  CHECK(read.cell(0, "member_id") == "\"M2\"");
  CHECK(read.batch.columns[2].size() == 1);
  CHECK(read.counts.read == 3);
  CHECK(read.counts.rejected == 2);
  CHECK(read.rejected[0].slugs == "empty-key;bad-date");
}

TEST_CASE("places count characters, in the physical line of the cell") {
  const Reading read = read_text(members(), "member_id,name,from\nM1,\"张\n三丰\",2022-2-30\n");
  REQUIRE(read.faults.size() == 1);
  CHECK(read.faults[0].place.path == "t1.csv");
  CHECK(read.faults[0].place.line == 3);
  CHECK(read.faults[0].place.column == 5);
  CHECK(read.faults[0].place.length == 9);
  CHECK(read.faults[0].place.text == "三丰\",2022-2-30");
}

TEST_CASE("columns may stand in any order and go by their Chinese headings") {
  const Reading read = read_text(members(), "起始日期,姓名, 人员编号 \n2022-01-01,张三,M1\n");
  CHECK(read.cell(0, "member_id") == "\"M1\"");
  CHECK(read.cell(0, "name") == "\"张三\"");
  CHECK(read.cell(0, "from") == "@\"2022-01-01\"");
  CHECK(read.absent.empty());
}

TEST_CASE("unknown columns are kept as text; declared ones that are not there are null and named") {
  const Reading read =
      read_texts(members(), {"member_id,造成损失\nM1,是\n", "member_id,name\nM2,乙\n"});
  CHECK(read.schema.columns.size() == 4);
  CHECK(read.cell(0, "造成损失") == "\"是\"");
  CHECK(read.cell(1, "造成损失") == "null");
  CHECK(read.cell(0, "name") == "null");
  CHECK(read.cell(1, "name") == "\"乙\"");
  CHECK(read.absent == Strings{"from"});
  CHECK(read.batch.file_of == std::vector<std::uint16_t>{0, 1});
  CHECK(read.batch.lines == std::vector<std::uint32_t>{2, 2});
}

TEST_CASE("an absent column with a default has it in every row") {
  TableSchema schema = members();
  ColumnSchema currency = column_of("currency", CellKind::kText);
  currency.missing = Missing::kDefault;
  currency.missing_value = "CNY";
  schema.columns.push_back(currency);
  CHECK(read_text(schema, "member_id\nM1\n").cell(0, "currency") == "\"CNY\"");
  CHECK(read_text(schema, "member_id,currency\nM1,\nM2,USD\n").cell(0, "currency") == "\"CNY\"");
}

TEST_CASE("two headings for one column") {
  const Reading read = read_text(members(), "member_id,姓名,name\nM1,甲,乙\n");
  CHECK(read.places() == Strings{"duplicate-column 1:14"});
  CHECK(read.unusable);
  CHECK(read_text(members(), "member_id,备注,备注\nM1,甲,乙\n").places() ==
        Strings{"duplicate-column 1:14"});
}

TEST_CASE("a key column that is not there") {
  const Reading read = read_text(members(), "member_ids,name\nM1,甲\n");
  REQUIRE(read.faults.size() == 1);
  CHECK(read.faults[0].slug == "missing-column");
  CHECK(read.faults[0].place.line == 1);
  CHECK(read.faults[0].help.en == "is it \"member_ids\"?");
  CHECK(read.batch.rows == 0);
}

TEST_CASE("worked examples may leave out even key columns") {
  CsvOptions options;
  options.may_lack_columns = true;
  const Reading read = read_texts(members(), {"name\n甲\n"}, options);
  CHECK(read.faults.empty());
  CHECK(read.cell(0, "member_id") == "null");
}

TEST_CASE("no line of headings") {
  for (const char* text : {"", "\n\n", "\xEF\xBB\xBF", " , ,\n"}) {
    CHECK(read_text(members(), text).places() == Strings{"no-heading 1:0"});
  }
  CHECK(read_text(members(), "member_id,name\n").faults.empty());
}

TEST_CASE("a heading may name another unit of the same kind") {
  const auto amount = [](const char* heading, const char* cell) {
    return read_text(payments(),
                     std::string("project_id,date,") + heading + "\nP1,2022-01-01," + cell + "\n")
        .cell(0, "amount");
  };
  CHECK(amount("amount", "12") == "120000元");
  CHECK(amount("amount(亿元)", "1.2") == "120000000元");
  CHECK(amount("到位资金（亿元）", "1.2亿元") == "120000000元");
  CHECK(amount("到位资金 （元）", "120000") == "120000元");
  CHECK(amount("到位资金(亿)", "1") == "100000000元");
  CHECK(amount("\"到位资金\n(亿元)\"", "1") == "100000000元");
  CHECK(amount("到位资金(实际)", "1") == "null");  // another column
}

TEST_CASE("a heading that names a unit of another kind") {
  for (const char* heading : {"amount(万美元)", "amount(亩)"}) {
    const Reading read =
        read_text(payments(), std::string("project_id,date,") + heading + "\nP1,2022-01-01,12\n");
    CHECK(read.places() == Strings{"heading-unit 1:17"});
    CHECK(read.unusable);
  }
  CHECK(read_text(payments(), "project_id(元),date\nP1,2022-01-01\n").places() ==
        Strings{"heading-unit 1:1"});
}

TEST_CASE("a heading of the county's own, with its unit") {
  TableSchema schema = payments();
  schema.columns[2].headings = {"总投资额(万元)"};
  const auto amount = [&](const char* heading) {
    return read_text(schema, std::string(heading) + "\n1\n").cell(0, "amount");
  };
  CHECK(amount("总投资额(万元)") == "10000元");
  CHECK(amount("总投资额（亿元）") == "100000000元");
  CHECK(amount("总投资额") == "10000元");
}

TEST_CASE("the example of the interface: an amount in another unit") {
  Diagnostics diagnostics;
  const std::string text = "project_id,date,到位资金\nP-0031,2022-03-02,12亿元\n";
  CsvReader reader(payments(), {{"", "samples/gongan-2022/data/payments.csv", text}}, diagnostics);
  CHECK(reader.read_all().rows == 0);
  DiagnosticStyle style;
  CHECK(render(diagnostics, style) ==
        "samples/gongan-2022/data/payments.csv:2:19: error[amount-unit]: "
        "“到位资金”按万元填写,单元格写的是“12亿元”\n"
        "       2 | P-0031,2022-03-02,12亿元\n"
        "         |                   ^~~~~~\n"
        "       help: 写成 120000,或在政策的 columns 中声明 type: money(亿元)\n");
}

TEST_CASE("the currency of a row decides the money in it") {
  TableSchema schema = payments();
  schema.columns[2].currency_column = "currency";
  ColumnSchema currency = column_of("currency", CellKind::kText);
  currency.synonyms = {{"美元", "USD"}};
  schema.columns.push_back(currency);
  const Reading read =
      read_text(schema,
                "project_id,amount,currency\nP1,5,美元\nP2,5,\nP3,5,CNY\nP4,5,金条\n"
                "P5,5万元,USD\n");
  CHECK(read.cell(0, "amount") == "50000美元");
  CHECK(read.cell(0, "currency") == "\"USD\"");
  CHECK(read.cell(1, "amount") == "50000元");
  CHECK(read.cell(2, "amount") == "50000元");
  CHECK(read.places() == Strings{"unknown-currency 5:6", "amount-unit 6:4"});
}

TEST_CASE("a spreadsheet's day number is read with a warning") {
  const Reading read = read_text(members(), "member_id,from\nM1,44657\n");
  CHECK(read.cell(0, "from") == "@\"2022-04-06\"");
  REQUIRE(read.faults.size() == 1);
  CHECK(read.faults[0].slug == "serial-date");
  CHECK(read.faults[0].severity == Severity::kWarning);
}

TEST_CASE("blanks that cannot be seen do not make another id") {
  const Reading read = read_text(members(), "member_id,name\n\u00A0M1\u200B,　甲 \n\"M1 \",甲\n");
  CHECK(read.cell(0, "member_id") == "\"M1\"");
  CHECK(read.cell(1, "member_id") == "\"M1\"");
  const auto& texts = *read.batch.columns[0].as<Column::Texts>();
  CHECK(texts.codes[0] == texts.codes[1]);
}

TEST_CASE("full-width digits are folded in numbers and never in names") {
  const Reading read =
      read_text(payments(), "project_id,date,amount\nＰ１,２０２２年１月２日,１２\n");
  CHECK(read.cell(0, "project_id") == "\"Ｐ１\"");
  CHECK(read.cell(0, "date") == "@\"2022-01-02\"");
  CHECK(read.cell(0, "amount") == "120000元");
}

TEST_CASE("batches share their dictionaries, and together are what one batch is") {
  std::string text = "member_id,name,from\n";
  for (int i = 0; i < 10; ++i)
    text += "M" + std::to_string(i % 3) + ",甲,2022-01-0" + std::to_string(i % 9 + 1) + "\n";
  const Reading whole = read_text(members(), text);
  Diagnostics diagnostics;
  CsvOptions options;
  options.batch_rows = 3;
  CsvReader reader(members(), {{"", "t.csv", text}}, diagnostics, options);
  Batch batch;
  std::size_t row = 0;
  const Dictionary* dictionary = nullptr;
  while (reader.next(batch)) {
    const auto& texts = *batch.columns[0].as<Column::Texts>();
    if (dictionary != nullptr) CHECK(texts.dictionary.get() == dictionary);
    dictionary = texts.dictionary.get();
    for (std::size_t i = 0; i < batch.rows; ++i, ++row) {
      for (std::size_t c = 0; c < batch.columns.size(); ++c) {
        CHECK(to_feel(batch.columns[c].at(i)) == to_feel(whole.batch.columns[c].at(row)));
      }
      CHECK(batch.lines[i] == whole.batch.lines[row]);
    }
  }
  CHECK(row == 10);
  CHECK(dictionary->size() == 3);
}

TEST_CASE("a reader that is rewound gives the same rows and says nothing twice") {
  const std::string text = "member_id,from\nM1,2022-01-01\nM2,x\nM3,44657\n";
  Diagnostics diagnostics;
  std::size_t observed = 0;
  CsvOptions options;
  options.observe = [&](std::size_t, std::string_view bytes) { observed += bytes.size(); };
  CsvReader reader(members(), {{"", "t.csv", text}}, diagnostics, options);
  const Batch first = reader.read_all();
  CHECK(first.rows == 2);
  for (int again = 0; again < 2; ++again) {
    reader.rewind();
    const Batch rows = reader.read_all();
    REQUIRE(rows.rows == 2);
    CHECK(rows.lines == first.lines);
    CHECK(rows.columns[0].as<Column::Texts>()->codes ==
          first.columns[0].as<Column::Texts>()->codes);
  }
  CHECK(diagnostics.sorted().size() == 2);
  CHECK(reader.counts().read == 3);
  CHECK(reader.counts().used == 2);
  CHECK(reader.rejected().size() == 1);
  CHECK(observed == text.size());
}

TEST_CASE("a large file, which is streamed, reads as a small one does") {
  const TempFolder folder;
  std::string small = "member_id,name,from\n";
  for (int i = 0; i < 2000; ++i) {
    const std::string id = "M" + std::to_string(i % 700);
    small += id +
             (i % 5 == 0   ? ",\"甲\n\"\"乙\"\"\","
              : i % 7 == 0 ? ",,"
                           : ",丙,") +
             "2022-03-" + std::to_string(10 + i % 20) + (i % 3 == 0 ? "\r\n" : "\n");
    if (i % 400 == 0) small += id + ",\"x\"y\n" + id + ",甲,2022-02-30\n";
  }
  std::string large = small;
  large.append(9U << 20U, '\n');  // blank lines, that are no rows
  const Reading held = read_text(members(), small);
  Diagnostics diagnostics;
  CsvReader reader(members(), {{folder.write("t1.csv", large), "t1.csv", {}}}, diagnostics);
  const Batch streamed = reader.read_all();
  CHECK(streamed.rows == held.batch.rows);
  CHECK(streamed.lines == held.batch.lines);
  for (std::size_t column = 0; column < 3; ++column) {
    for (std::size_t row = 0; row < streamed.rows; ++row) {
      CHECK(to_feel(streamed.columns[column].at(row)) ==
            to_feel(held.batch.columns[column].at(row)));
    }
  }
  const std::vector<Diagnostic> faults = diagnostics.sorted();
  REQUIRE(faults.size() == held.faults.size());
  for (std::size_t i = 0; i < faults.size(); ++i) {
    CHECK(faults[i].slug == held.faults[i].slug);
    CHECK(faults[i].place.line == held.faults[i].place.line);
    CHECK(faults[i].place.text == held.faults[i].place.text);
  }
  reader.reject(0, streamed.lines[5], "duplicate-key");
  CHECK(reader.rejected().size() == held.rejected.size() + 1);
}

TEST_CASE("cells read the short way are what cells.h says they are") {
  std::uint32_t seed = 7;
  const auto next = [&] { return (seed = seed * 1664525U + 1013904223U) >> 8U; };
  ColumnSchema day = column_of("day", CellKind::kDate);
  ColumnSchema number = column_of("number", CellKind::kNumber);
  ColumnSchema money = measured_column("money", CellKind::kMoney, "万元");
  ColumnSchema word = column_of("word", CellKind::kText);
  word.synonyms = {{"单位", "unit"}};
  ColumnSchema id = column_of("id", CellKind::kId);
  const std::vector<ColumnSchema> columns{day, number, money, word, id};
  const Strings pieces{"2022-02-2", "2022-03-0", "8", "9",    "0",  "1",   "-",    ".",
                       "00",        "'",         "=", "单位", "甲", "E+1", "万元", "/"};
  std::vector<Strings> rows;
  std::string text = "day,number,money,word,id\n";
  for (int i = 0; i < 3000; ++i) {
    Strings row;
    for (std::size_t c = 0; c < columns.size(); ++c) {
      std::string cell;
      for (std::uint32_t length = next() % 4; length > 0; --length)
        cell += pieces[next() % pieces.size()];
      row.push_back(cell);
      text += (c == 0 ? "" : ",") + cell;
    }
    text += "\n";
    rows.push_back(row);
  }
  const Reading read = read_text(table_of(columns), text);
  std::size_t used = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    bool blank = true;
    bool good = true;
    Strings values;
    for (std::size_t c = 0; c < columns.size(); ++c) {
      blank = blank && rows[i][c].empty();
      const CellValue value = read_cell(rows[i][c], columns[c]);
      good = good && value.fault == CellFault::kNone;
      values.push_back(to_feel(value.value));
    }
    if (blank || !good) continue;
    REQUIRE(used < read.batch.rows);
    REQUIRE(read.batch.lines[used] == i + 2);
    for (std::size_t c = 0; c < columns.size(); ++c) {
      CHECK(to_feel(read.batch.columns[c].at(used)) == values[c]);
    }
    ++used;
  }
  CHECK(used == read.batch.rows);
  CHECK(used > 20);
}

TEST_CASE("rows rejected after they were read keep their record and place") {
  Diagnostics diagnostics;
  const std::string text = "member_id,name\nM1,甲\nM2,\"乙\n丙\"\nM1,丁\n,戊\n";
  CsvReader reader(members(), {{"", "t.csv", text}}, diagnostics);
  CHECK(reader.read_all().rows == 3);
  reader.reject(0, 5, "duplicate-key");
  reader.reject(0, 5, "unknown-reference");
  reader.reject(0, 3, "unknown-reference");
  const auto rejected = reader.rejected();
  REQUIRE(rejected.size() == 3);
  CHECK(rejected[0].record == "M2,\"乙\n丙\"");
  CHECK(rejected[0].slugs == "unknown-reference");
  CHECK(rejected[1].record == "M1,丁");
  CHECK(rejected[1].slugs == "duplicate-key;unknown-reference");
  CHECK(rejected[2].slugs == "empty-key");
  CHECK(reader.counts().used == 1);
  CHECK(reader.counts().rejected == 3);

  const Place place = reader.place(0, 3, 1);
  CHECK(place.line == 3);
  CHECK(place.column == 4);
  CHECK(place.text == "M2,\"乙");
  CHECK(reader.place(0, 5, 0).text == "M1,丁");
  CHECK(reader.place(0, 5, 2).column == 1);  // a column that the file has not
  CHECK(reader.heading(0, 0) == "member_id");
  CsvReader chinese(members(), {{"", "t.csv", "人员编号,name\nM1,甲\n"}}, diagnostics);
  CHECK(chinese.heading(0, 0) == "人员编号");
}

TEST_CASE("private cells are not shown") {
  TableSchema schema = members();
  ColumnSchema number = column_of("id_card", CellKind::kId);
  number.is_private = true;
  schema.columns.push_back(number);
  const Reading read =
      read_text(schema, "member_id,id_card,from\nM1,421022199001011234,x\nM2,4.2E+17,\n");
  REQUIRE(read.faults.size() == 2);
  CHECK(read.faults[0].place.text == "M1,******************,x");
  CHECK(read.faults[0].place.column == 23);
  CHECK(read.faults[1].place.text == "M2,*******,");
  CHECK(read.faults[1].text.zh.find("4.2E") == std::string::npos);
}

TEST_CASE("the bytes of a file are observed once, in order, whatever comes of them") {
  for (const std::string& text :
       {std::string("\xEF\xBB\xBFmember_id\nM1\n"), std::string("member_id\n\xD5\xC5\xC8\xFD\n"),
        std::string("member_id\n\xFF\xFF\n"), std::string("")}) {
    std::string seen;
    CsvOptions options;
    options.observe = [&](std::size_t file, std::string_view bytes) {
      CHECK(file == 0);
      seen += bytes;
    };
    read_texts(members(), {text}, options);
    CHECK(seen == text);
  }
}

TEST_CASE("a hopeless file is described up to a point, and then counted") {
  std::string text = "member_id,from\n";
  for (int i = 0; i < 20'005; ++i) text += "M1,x\n";
  const Reading read = read_text(members(), text);
  CHECK(read.counts.rejected == 20'005);
  CHECK(read.rejected.size() == 20'005);
  CHECK(read.faults.size() == 20'001);
  CHECK(read.faults.front().slug == "more-faulty-rows");
  CHECK(read.faults.front().text.en == "5 more faulty rows are not listed");
}

}  // namespace
}  // namespace zhaoshang
