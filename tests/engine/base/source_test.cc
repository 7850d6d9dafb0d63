#include "engine/base/source.h"

#include <doctest/doctest.h>

namespace zhaoshang {
namespace {

TEST_CASE("lines of a file") {
  const SourceFile file("a.csv", "一行\r\nsecond\n\nlast");
  CHECK(file.line_count() == 4);
  CHECK(file.line_text(1) == "一行");
  CHECK(file.line_text(2) == "second");
  CHECK(file.line_text(3) == "");
  CHECK(file.line_text(4) == "last");
  CHECK(file.line_of(0) == 1);
  CHECK(file.line_of(7) == 1);  // the newline itself
  CHECK(file.line_of(8) == 2);
  CHECK(file.line_of(15) == 3);
  CHECK(file.line_of(file.text().size()) == 4);
}

TEST_CASE("a final newline starts no line; an empty file has one") {
  CHECK(SourceFile("a", "x\n").line_count() == 1);
  CHECK(SourceFile("a", "").line_count() == 1);
  CHECK(SourceFile("a", "").line_text(1) == "");
  const SourceFile file("a", "x\ny\n");
  CHECK(file.line_of(4) == 2);
}

TEST_CASE("a byte order mark takes no column") {
  const SourceFile file("a.csv", "\xEF\xBB\xBFid,name\n1,2\n");
  CHECK(file.line_text(1) == "id,name");
  const Place place = Span{&file, 6, 10}.place();
  CHECK(place.line == 1);
  CHECK(place.column == 4);
  CHECK(place.length == 4);
  CHECK(Span{&file, 0, 3}.place().column == 1);
}

TEST_CASE("a span knows its place in characters") {
  const SourceFile file("pay.csv", "id,date,amount\nP-0031,2022-03-02,12亿元\n");
  const Span cell{&file, 15 + 18, 15 + 18 + 8};
  CHECK(cell.text() == "12亿元");
  const Place place = cell.place();
  CHECK(place.path == "pay.csv");
  CHECK(place.line == 2);
  CHECK(place.column == 19);
  CHECK(place.length == 4);
  CHECK(place.text == "P-0031,2022-03-02,12亿元");
}

TEST_CASE("the marked part ends with the line, and an empty span marks one character") {
  const SourceFile file("a", "甲乙丙\n丁\n");
  const Place over{Span{&file, 3, 13}.place()};
  CHECK(over.line == 1);
  CHECK(over.column == 2);
  CHECK(over.length == 2);
  const Place at_end = Span{&file, file.text().size(), file.text().size()}.place();
  CHECK(at_end.line == 2);
  CHECK(at_end.column == 2);
  CHECK(at_end.length == 1);
}

TEST_CASE("no file, no place") {
  const Place place = Span{}.place();
  CHECK(place.path.empty());
  CHECK(place.line == 0);
  CHECK(Span{}.text().empty());
}

TEST_CASE("parts and joins of spans") {
  const SourceFile file("a", "0123456789");
  const Span span{&file, 2, 9};
  CHECK(span.part(1, 3).text() == "34");
  CHECK(Span{&file, 1, 2}.to(Span{&file, 5, 7}).text() == "123456");
}

TEST_CASE("text taken out of a file knows where each byte stood") {
  // A single-quoted YAML scalar: 'it''s "平台"' reads as it's "平台".
  const SourceFile file("p.yaml", "a: 'it''s \"平台\"'\n");
  const SourceText text("it's \"平台\"", Span{&file, 4, 18}, {{0, 4}, {3, 8}});
  CHECK(text.span(0, 2).text() == "it");
  CHECK(text.span(0, 3).text() == "it'");
  CHECK(text.span(3, 4).text() == "s");
  CHECK(text.span(2, 4).text() == "''s");
  CHECK(text.span(6, 12).text() == "平台");
  CHECK(text.span(6, 12).place().column == 12);
  CHECK(text.span(13, 13).begin == 18);

  const SourceText part = text.part(2, 12);
  CHECK(part.text() == "'s \"平台");
  CHECK(part.span(1, 2).text() == "s");
  CHECK(part.span(4, 10).text() == "平台");
  CHECK(part.whole().text() == "''s \"平台");
}

TEST_CASE("text of a span as it stands, and of nothing") {
  const SourceFile file("p.yaml", "x: a + b");
  const SourceText text(Span{&file, 3, 8});
  CHECK(text.text() == "a + b");
  CHECK(text.span(4, 5).text() == "b");
  CHECK(text.span(5, 5).begin == 8);
  CHECK(text.part(2, 5).span(0, 1).begin == 5);
  const SourceText empty(Span{&file, 3, 3});
  CHECK(empty.span(0, 0).begin == 3);
  CHECK(SourceText().span(0, 0).file == nullptr);
}

}  // namespace
}  // namespace zhaoshang
