#include "engine/table/column.h"

#include <doctest/doctest.h>

#include <thread>

#include "engine/value/unit.h"

namespace zhaoshang {
namespace {

Column built(const Type& type, const std::vector<Value>& values) {
  ColumnBuilder builder(type);
  for (const Value& value : values) builder.append(value);
  return builder.finish();
}

std::string text_of(const Column& column) {
  std::string text;
  for (std::size_t row = 0; row < column.size(); ++row) {
    text += (row == 0 ? "" : " ") + to_feel(column.at(row));
    CHECK(column.is_null(row) == column.at(row).is_null());
  }
  return text;
}

TEST_CASE("a column gives back what was put into it, in the store of its type") {
  const Value yuan = Money{100, Currency::cny()};
  const Value mu = Quantity{5, Unit::named("亩")};
  const Column numbers = built(TypeKind::kNumber, {1, Value(), 2});
  CHECK(text_of(numbers) == "1 null 2");
  CHECK(numbers.as<Column::Numbers>() != nullptr);
  const Column money = built(Type::money(Currency::cny()), {yuan, Value()});
  CHECK(text_of(money) == "100元 null");
  CHECK(money.as<Column::Numbers>() != nullptr);
  CHECK(text_of(built(Type::quantity(Unit::named("亩")), {Value(), mu})) == "null 5亩");
  CHECK(text_of(built(TypeKind::kDate, {Date::from_ymd(2022, 4, 6).value(), Value()})) ==
        "@\"2022-04-06\" null");
  const Column texts = built(TypeKind::kText, {"a", "b", Value(), "a"});
  CHECK(text_of(texts) == "\"a\" \"b\" null \"a\"");
  CHECK(texts.as<Column::Texts>()->codes[0] == texts.as<Column::Texts>()->codes[3]);
  CHECK(text_of(built(TypeKind::kBoolean, {true, Value(), false})) == "true null false");
  CHECK(built(TypeKind::kNumber, {1, 2}).nulls().empty());
}

TEST_CASE("texts that are all null have a code that may be looked up") {
  const Column column = built(TypeKind::kText, {Value(), Value()});
  const auto& texts = *column.as<Column::Texts>();
  CHECK(texts.dictionary->text(texts.codes[1]).empty());
  CHECK(text_of(column) == "null null");
}

TEST_CASE("lists of lists, empty lists and null are three things") {
  const Type type = Type::list(Type::list(TypeKind::kNumber));
  const Column column = built(type, {List{List{1, 2}, List{}}, Value(), List{}});
  CHECK(text_of(column) == "[[1, 2], []] null []");
  CHECK(text_of(column.gather(std::vector<std::uint32_t>{2, 0, kNoRow})) == "[] [[1, 2], []] null");
}

TEST_CASE("a value that the type has no store for widens the column") {
  const Column column = built(TypeKind::kNumber, {1, Value(), "a", 2});
  CHECK(text_of(column) == "1 null \"a\" 2");
  CHECK(column.type().is_any());
  const Column currencies =
      built(Type::money(Currency::cny()), {Money{1, Currency::cny()}, Money{2, Currency::usd()}});
  CHECK(text_of(currencies) == "1元 2美元");
  const Column open =
      built(Type::money({}), {Money{1, Currency::cny()}, Money{2, Currency::usd()}});
  CHECK(text_of(open) == "1元 2美元");
  CHECK(open.type().is(TypeKind::kMoney));
}

TEST_CASE("gathering keeps the type; no row is null") {
  const std::vector<std::uint32_t> rows{2, kNoRow, 0};
  CHECK(text_of(built(TypeKind::kNumber, {1, 2, 3}).gather(rows)) == "3 null 1");
  CHECK(text_of(built(TypeKind::kText, {"a", "b", Value()}).gather(rows)) == "null null \"a\"");
  CHECK(text_of(Column::constant(7, 3).gather(rows)) == "7 null 7");
  CHECK(Column::constant(7, 3).gather(std::vector<std::uint32_t>{1, 1}).is_constant());
  ColumnBuilder references(Type::row(4));
  references.append(RowRef{4, 9});
  references.append_null();
  references.append(RowRef{4, 8});
  const Column column = references.finish();
  const Column gathered = column.gather(rows);
  CHECK(gathered.at(0).row() == RowRef{4, 8});
  CHECK(gathered.is_null(1));
  CHECK(gathered.at(2).row() == RowRef{4, 9});
}

TEST_CASE("closed ranges of dates are spans of days; any other range widens the column") {
  const Value april = Range{*Date::from_ymd(2022, 4, 1), *Date::from_ymd(2022, 4, 30)};
  const Value may = Range{*Date::from_ymd(2022, 5, 1), *Date::from_ymd(2022, 5, 31)};
  const Type type = Type::range(TypeKind::kDate);
  const Column spans = built(type, {april, Value(), may});
  CHECK(spans.as<Column::Spans>() != nullptr);
  CHECK(text_of(spans) ==
        "[@\"2022-04-01\"..@\"2022-04-30\"] null [@\"2022-05-01\"..@\"2022-05-31\"]");
  CHECK(text_of(spans.gather(std::vector<std::uint32_t>{2, kNoRow, 1})) ==
        "[@\"2022-05-01\"..@\"2022-05-31\"] null null");
  const Value open = Range{*Date::from_ymd(2022, 4, 1), Value()};
  const Column mixed = built(type, {april, Value(), open});
  CHECK(mixed.as<Column::Spans>() == nullptr);
  CHECK(mixed.at(0).range().end.date() == *Date::from_ymd(2022, 4, 30));
  CHECK(mixed.is_null(1));
  CHECK(mixed.at(2).range().end.is_null());
  const Value half = Range{*Date::from_ymd(2022, 4, 1), *Date::from_ymd(2022, 4, 30), true, false};
  CHECK(built(type, {half}).as<Column::Spans>() == nullptr);
  ColumnBuilder builder(type);
  builder.append(april);
  builder.append(may);
  builder.truncate(1);
  CHECK(text_of(builder.finish()) == "[@\"2022-04-01\"..@\"2022-04-30\"]");
}

TEST_CASE("constants") {
  const Column column = Column::constant("a", 2);
  CHECK(text_of(column) == "\"a\" \"a\"");
  CHECK(column.type().is(TypeKind::kText));
  CHECK(Column::constant(Value(), TypeKind::kDate, 1).is_null(0));
  CHECK(Column::constant(Value(), TypeKind::kDate, 1).type().is(TypeKind::kDate));
}

TEST_CASE("dropping the last rows of a builder") {
  ColumnBuilder builder(Type::list(TypeKind::kText));
  builder.append(List{"a", "b"});
  builder.append(List{"c"});
  builder.truncate(1);
  builder.append(List{"d"});
  CHECK(text_of(builder.finish()) == "[\"a\", \"b\"] [\"d\"]");
}

TEST_CASE("a dictionary gives one code to one text") {
  Dictionary dictionary;
  CHECK(dictionary.find("a") == kNoRow);
  for (std::uint32_t i = 0; i < 5000; ++i) CHECK(dictionary.code(std::to_string(i)) == i);
  for (std::uint32_t i = 0; i < 5000; ++i) {
    CHECK(dictionary.find(std::to_string(i)) == i);
    CHECK(dictionary.text(i) == std::to_string(i));
  }
  CHECK(dictionary.code("17") == 17);
  CHECK(dictionary.size() == 5000);
  CHECK(dictionary.code("") == 5000);
}

TEST_CASE("texts are read while others are added") {
  Dictionary dictionary;
  dictionary.code("first");
  std::thread reader([&] {
    for (int i = 0; i < 20'000; ++i) {
      if (dictionary.text(0) != "first") FAIL("lost");
      const auto last = static_cast<std::uint32_t>(dictionary.size() - 1);
      if (dictionary.text(last).empty()) FAIL("not there yet");
    }
  });
  for (int i = 0; i < 20'000; ++i) dictionary.code("t" + std::to_string(i));
  reader.join();
  CHECK(dictionary.size() == 20'001);
}

}  // namespace
}  // namespace zhaoshang
