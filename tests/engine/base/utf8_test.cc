#include "engine/base/utf8.h"

#include <doctest/doctest.h>

namespace zhaoshang {
namespace {

TEST_CASE("code points are decoded strictly") {
  struct Row {
    std::string_view bytes;
    std::optional<char32_t> value;
    std::size_t length;  // bytes moved past
  };
  // clang-format off
  const Row rows[] = {
      {"A", U'A', 1},
      {"\xC3\xA9", U'\u00E9', 2},
      {"招", U'\u62DB', 3},
      {"\xF0\x9F\x98\x80", U'\U0001F600', 4},
      {"\xF4\x8F\xBF\xBF", U'\U0010FFFF', 4},
      {"\xC0\x80", std::nullopt, 1},          // overlong
      {"\xE0\x80\x80", std::nullopt, 1},      // overlong
      {"\xF0\x80\x80\x80", std::nullopt, 1},  // overlong
      {"\xED\xA0\x80", std::nullopt, 1},      // surrogate
      {"\xF4\x90\x80\x80", std::nullopt, 1},  // above U+10FFFF
      {"\xFF", std::nullopt, 1},
      {"\x80", std::nullopt, 1},
      {"\xE6\x8B", std::nullopt, 1},          // truncated
      {"\xE6" "AB", std::nullopt, 1},
  };
  // clang-format on
  for (const Row& row : rows) {
    std::size_t offset = 0;
    CHECK(next_code_point(row.bytes, offset) == row.value);
    CHECK(offset == row.length);
  }
}

TEST_CASE("the first fault of UTF-8 is found") {
  CHECK(first_invalid_utf8("") == std::nullopt);
  CHECK(first_invalid_utf8("abc招商😀") == std::nullopt);
  CHECK(first_invalid_utf8("招\xFF商") == 3);
  CHECK(first_invalid_utf8("ab\xED\xA0\x80") == 2);
  CHECK(first_invalid_utf8("招\xE6\x8B") == 3);
}

TEST_CASE("appending a code point and reading it again") {
  for (const char32_t c :
       {U'\0', U'~', U'\u0080', U'\u07FF', U'\u0800', U'\uFFFF', U'\U00010000', U'\U0010FFFF'}) {
    std::string text;
    append_utf8(text, c);
    std::size_t offset = 0;
    CHECK(next_code_point(text, offset) == c);
    CHECK(offset == text.size());
  }
}

TEST_CASE("characters are counted, and a faulty byte is one") {
  CHECK(character_count("") == 0);
  CHECK(character_count("P-0031,12亿元") == 11);
  CHECK(character_count("招\xFF\xFE商") == 4);
  // Wherever a character stands among eight bytes that are read together.
  for (std::size_t before = 0; before < 20; ++before) {
    CAPTURE(before);
    CHECK(character_count(std::string(before, 'x') + "招" + std::string(9, 'y')) == before + 10);
    CHECK(character_count(std::string(before, 'x') + "\xE6") == before + 1);
  }
}

TEST_CASE("display width") {
  CHECK(display_width("") == 0);
  CHECK(display_width("abc") == 3);
  CHECK(display_width("招商") == 4);
  CHECK(display_width("，") == 2);       // full-width comma
  CHECK(display_width("e\u0301") == 1);  // combining acute
  CHECK(display_width("ｱ") == 1);        // half-width katakana
  CHECK(display_width("\u200B") == 0);
  CHECK(display_width("a\xFF") == 2);
}

TEST_CASE("what cannot be seen is spelled out") {
  struct Row {
    std::string_view text;
    std::string_view shown;
  };
  const Row rows[] = {
      {"招商 abc", "招商 abc"},   {"a\tb\n", "a<U+0009>b<U+000A>"}, {"\x1b[31m", "<U+001B>[31m"},
      {"x\u202Ey", "x<U+202E>y"}, {"x\u2066y", "x<U+2066>y"},       {"甲\u200B乙", "甲<U+200B>乙"},
      {"\uFEFFid", "<U+FEFF>id"}, {"\u0085", "<U+0085>"},           {"\U000E0041", "<U+E0041>"},
      {"a\xC3", "a<0xC3>"},
  };
  for (const Row& row : rows) CHECK(visible(row.text) == row.shown);
}

TEST_CASE("blanks around a cell are taken off, inside they stay") {
  CHECK(trim("") == "");
  CHECK(trim(" \t ") == "");
  CHECK(trim("\uFEFF\u3000 a b\u00A0\u200B") == "a b");
  CHECK(trim("甲\u3000乙") == "甲\u3000乙");
  CHECK(trim("\n甲\n") == "\n甲\n");
  CHECK(trim("\x80 ") == "\x80");
}

TEST_CASE("full-width forms are folded") {
  CHECK(fold_full_width("１２，３４５．６７％") == "12,345.67%");
  CHECK(fold_full_width("（Ａｂ）\u3000～") == "(Ab) ~");
  CHECK(fold_full_width("万元、“引号”") == "万元、“引号”");
}

}  // namespace
}  // namespace zhaoshang
