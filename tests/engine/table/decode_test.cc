#include "engine/table/decode.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "engine/base/system_error.h"
#include "reading.h"
#include "support/temp_folder.h"

namespace zhaoshang {
namespace {

TableSchema names() {
  return table_of({column_of("id", CellKind::kId), column_of("name", CellKind::kText, {"姓名"})});
}

std::string utf16(std::u16string_view text, bool big) {
  std::string bytes;
  for (const char16_t c : text) {
    const char high = static_cast<char>(c >> 8U);
    const char low = static_cast<char>(c & 0xFFU);
    bytes += big ? high : low;
    bytes += big ? low : high;
  }
  return bytes;
}

const std::string kGbk = "id,\xD0\xD5\xC3\xFB\n1,\xD5\xC5\xC8\xFD\n";  // 姓名, 张三

TEST_CASE("UTF-8 is read without a word, with and without its mark") {
  for (const char* mark : {"", "\xEF\xBB\xBF", "\xEF\xBB\xBF\xEF\xBB\xBF"}) {
    const Reading read = read_text(names(), std::string(mark) + "id,姓名\n1,张三😀\n");
    CHECK(read.cell(0, "name") == "\"张三😀\"");
    CHECK(read.faults.empty());
  }
}

TEST_CASE("other encodings are recognised, and said") {
  struct Row {
    std::string bytes;
    const char* encoding;
  };
  for (const Row& row :
       {Row{kGbk, "GB18030"}, Row{"\xFF\xFE" + utf16(u"id,姓名\r\n1,张三\r\n", false), "UTF-16LE"},
        Row{"\xFE\xFF" + utf16(u"id,姓名\n1,张三", true), "UTF-16BE"}}) {
    const Reading read = read_text(names(), row.bytes);
    CHECK(read.cell(0, "name") == "\"张三\"");
    REQUIRE(read.faults.size() == 1);
    CHECK(read.faults[0].slug == "encoding-used");
    CHECK(read.faults[0].severity == Severity::kInfo);
    CHECK(read.faults[0].text.en == std::string("not UTF-8: read as ") + row.encoding);
  }
}

TEST_CASE("GB18030 has four-byte characters and a rare one of two") {
  // 㐀 (U+3400) is 81 39 EE 39, 镕 is E9 46.
  const Reading read = read_text(names(), "id,name\n1,\x81\x39\xEE\x39\xE9\x46\n");
  CHECK(read.cell(0, "name") == "\"㐀镕\"");
}

TEST_CASE("what is neither UTF-8 nor GB18030 is refused where it stops being UTF-8") {
  const Reading read = read_text(names(), "id,姓名\n1,张三\n2,李\xFF四\n");
  CHECK(read.places() == Strings{"unknown-encoding 3:4"});
  CHECK(read.faults[0].place.text == "2,李\uFFFD四");
  CHECK(read.unusable);
  CHECK(read_text(names(), "\xEF\xBB\xBF" + kGbk).places() == Strings{"unknown-encoding 1:4"});
  CHECK(read_text(names(), "\xFF\xFE\x41").places() == Strings{"unknown-encoding 1:1"});
}

TEST_CASE("overlong forms, surrogates and cut characters are not UTF-8") {
  for (const char* bytes :
       {"\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE5\xBC"}) {
    const Reading read = read_text(names(), std::string("id,name\n1,") + bytes);
    REQUIRE_FALSE(read.faults.empty());
    CHECK(read.faults[0].severity != Severity::kWarning);
  }
}

TEST_CASE("NUL bytes end nothing silently") {
  const Reading read = read_text(names(), std::string("id,name\n1,甲\0乙\n", 17));
  CHECK(read.places() == Strings{"nul-byte 2:4"});
  CHECK(read_text(names(), utf16(u"id,name\n1,a\n", false)).faults[0].slug == "nul-byte");
}

TEST_CASE("a lone CR is no line end") {
  CHECK(read_text(names(), "id,name\r1,a\r").places() == Strings{"lone-cr 1:8"});
  CHECK(read_text(names(), "id,name\r\n1,a\r2,b\r\n").places() == Strings{"lone-cr 2:4"});
  CHECK(read_text(names(), "id,name\r\n1,a\r").places() == Strings{"lone-cr 2:4"});
}

/// The whole text of a stream, asked for in pieces of `size`.
std::string drain(TextStream& stream, std::size_t size) {
  std::string all;
  std::string piece(size, '\0');
  while (const std::size_t count = stream.read(piece.data(), size)) {
    all += piece.substr(0, count);
    if (count < size) break;
  }
  return all;
}

TEST_CASE("a file that is too large to hold reads as a small one does") {
  const TempFolder folder;
  // Lines of odd length, so that characters are cut by every block.
  std::string text = "id,姓名\n";
  std::string gbk = kGbk.substr(0, 8);
  while (text.size() < (std::size_t{9} << 20U)) text += "1,张三三\n";
  while (gbk.size() < (std::size_t{9} << 20U)) gbk += "1,\xD5\xC5\xC8\xFD\xC8\xFD\n";
  text.pop_back();
  Diagnostics diagnostics;
  const auto input = TextInput::open({folder.write("a.csv", text), "a.csv", {}}, diagnostics);
  REQUIRE(input);
  CHECK_FALSE(input->is_held());
  CHECK(diagnostics.empty());
  // As booleans: a failure should not print nine megabytes.
  CHECK((drain(*input->start(), 1'000'003) == text + "\n"));
  CHECK((drain(*input->start(), text.size()) == text + "\n"));

  const auto converted = TextInput::open({folder.write("b.csv", gbk), "b.csv", {}}, diagnostics);
  REQUIRE(converted);
  const std::string decoded = drain(*converted->start(), 1'000'003);
  CHECK((decoded.substr(0, 40) ==
         std::string("id,姓名\n1,张三三\n1,张三三\n1,张三三\n").substr(0, 40)));
  CHECK((decoded.substr(decoded.size() - 13) == "\n1,张三三\n"));
  CHECK(diagnostics.sorted().front().slug == "encoding-used");

  text[text.size() - 1] = '\xFF';
  Diagnostics faults;
  CHECK_FALSE(TextInput::open({folder.write("c.csv", text), "c.csv", {}}, faults));
  CHECK(faults.sorted().front().place.line ==
        std::size_t(std::count(text.begin(), text.end(), '\n')) + 1);
}

TEST_CASE("a file that is not there is the system's fault") {
  Diagnostics diagnostics;
  CHECK_THROWS_AS(TextInput::open({"/nowhere/a.csv", "a.csv", {}}, diagnostics), SystemError);
}

}  // namespace
}  // namespace zhaoshang
