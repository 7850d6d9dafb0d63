#include "engine/table/csv_writer.h"

#include <doctest/doctest.h>

#include "reading.h"

namespace zhaoshang {
namespace {

std::string written(const Strings& cells, CsvStyle style = {}) {
  std::string out;
  CsvWriter writer(out, style);
  for (const std::string& cell : cells) writer.text(cell);
  writer.end_record();
  return out;
}

TEST_CASE("quotes stand only where they are needed") {
  CHECK(written({"甲", "a b", "", "x"}) == "甲,a b,,x\n");
  CHECK(written({"a,b", "说\"好\"", "两\n行"}) == "\"a,b\",\"说\"\"好\"\"\",\"两\n行\"\n");
  CHECK(written({"a\r\nb", "a\rb"}) == "\"a\nb\",\"a\nb\"\n");
}

TEST_CASE("formulas are guarded; figures of our own never") {
  CHECK(written({"=1+1", "+86", "-x", "@x", "a=1"}) == "'=1+1,'+86,'-x,'@x,a=1\n");
  CHECK(written({"=HYPERLINK(\"x\",1)"}) == "\"'=HYPERLINK(\"\"x\"\",1)\"\n");
  std::string out;
  CsvWriter writer(out);
  writer.plain("-12.50");
  writer.plain("2022-03-01");
  writer.end_record();
  CHECK(out == "-12.50,2022-03-01\n");
}

TEST_CASE("for Excel: a mark at the start, CR LF at the ends") {
  CHECK(written({"a", "b"}, {true}) ==
        "\xEF\xBB\xBF"
        "a,b\r\n");
}

/// Texts made of the pieces that have meaning in CSV, without blanks at the ends.
std::string made_up(std::uint32_t& seed) {
  static const Strings kPieces{"\"", ",",  "\n", "'", "=", "+",  "-", "@",
                               "＝", "甲", "；", "a", "1", "𠮷", "\""};
  std::string text;
  const auto next = [&] { return (seed = seed * 1664525U + 1013904223U) >> 8U; };
  for (std::uint32_t length = next() % 6; length > 0; --length)
    text += kPieces[next() % kPieces.size()];
  // A newline at an end is not a blank that reading takes off.
  return text;
}

TEST_CASE("what is written is read back as it was") {
  const TableSchema schema =
      table_of({column_of("id", CellKind::kId), column_of("a", CellKind::kText),
                column_of("b", CellKind::kText)});
  std::uint32_t seed = 20220406;
  for (const CsvStyle style : {CsvStyle{false}, CsvStyle{true}}) {
    std::vector<Strings> rows;
    std::string out;
    CsvWriter writer(out, style);
    for (const char* heading : {"id", "a", "b"}) writer.text(heading);
    writer.end_record();
    for (int i = 0; i < 500; ++i) {
      rows.push_back({"R" + std::to_string(i), made_up(seed), made_up(seed)});
      for (const std::string& cell : rows.back()) writer.text(cell);
      writer.end_record();
    }
    const Reading read = read_text(schema, out);
    REQUIRE(read.faults.empty());
    REQUIRE(read.batch.rows == rows.size());
    for (std::size_t row = 0; row < rows.size(); ++row) {
      for (std::size_t column = 0; column < 3; ++column) {
        const Value value = read.batch.columns[column].at(row);
        CHECK((value.is_null() ? std::string() : value.text()) == rows[row][column]);
      }
    }
  }
}

}  // namespace
}  // namespace zhaoshang
