#include "scheme/form_shapes.h"

#include <utility>

#include "scheme/policy_forms.h"

namespace zhaoshang::forms {
namespace {

using Kind = Shape::Kind;

Shape of_kind(Kind kind) {
  Shape shape;
  shape.kind = kind;
  return shape;
}

Shape holding(Kind kind, Shape of) {
  Shape shape = of_kind(kind);
  shape.of.push_back(std::move(of));
  return shape;
}

Shape of_form(Kind kind, FormOf form) {
  Shape shape = of_kind(kind);
  shape.form = form;
  return shape;
}

Shape called(std::string name, Shape shape) {
  shape.name = std::move(name);
  return shape;
}

}  // namespace

Shape text() { return of_kind(Kind::kText); }

Shape text_like(std::string pattern) {
  Shape shape = of_kind(Kind::kText);
  shape.pattern = std::move(pattern);
  return shape;
}

Shape name() { return of_kind(Kind::kName); }
Shape id() { return of_kind(Kind::kId); }
Shape flag() { return of_kind(Kind::kBoolean); }

Shape integer(std::int64_t low, std::int64_t high) {
  Shape shape = of_kind(Kind::kInteger);
  shape.low = low;
  shape.high = high;
  return shape;
}

Shape number() { return of_kind(Kind::kNumber); }
Shape date() { return of_kind(Kind::kDate); }
Shape date_span() { return of_kind(Kind::kDateSpan); }
Shape rounding() { return of_kind(Kind::kRounding); }

Shape word(Words words) {
  Shape shape = of_kind(Kind::kWord);
  shape.words = std::move(words);
  return shape;
}

Shape feel() { return of_kind(Kind::kFeel); }
Shape message() { return of_kind(Kind::kMessage); }
Shape anything() { return of_kind(Kind::kAny); }
Shape table() { return of_kind(Kind::kTable); }
Shape list(Shape of) { return holding(Kind::kList, std::move(of)); }
Shape sequence(Shape of) { return holding(Kind::kSequence, std::move(of)); }
Shape map(FormOf form) { return of_form(Kind::kMap, form); }
Shape rows(FormOf form) { return of_form(Kind::kRows, form); }
Shape data_rows() { return of_kind(Kind::kRows); }

Shape named(Shape of) { return by_names_like(std::string(kNamePattern), std::move(of)); }
Shape by_any_name(Shape of) { return holding(Kind::kNamed, std::move(of)); }

Shape by_names_like(std::string pattern, Shape of) {
  Shape shape = holding(Kind::kNamed, std::move(of));
  shape.pattern = std::move(pattern);
  return shape;
}

Shape by_words(Words words, Shape of) {
  Shape shape = holding(Kind::kNamed, std::move(of));
  shape.words = std::move(words);
  return shape;
}

Shape either(std::vector<Shape> of) {
  Shape shape = of_kind(Kind::kEither);
  shape.of = std::move(of);
  return shape;
}

Shape word_or_parameter(Words words) { return either({word(std::move(words)), name()}); }
Shape ids_or_all() { return called("ids-or-all", either({word({"all"}), list(id())})); }
Shape now_or_date() { return called("now-or-date", either({word({"now"}), feel()})); }

Shape rank_key() {
  Shape shape = feel();
  shape.pattern = "\\s(ascending|descending)\\s*$";
  return called("rank-key", std::move(shape));
}

Shape value() {
  return called("value", either({feel(), sequence(map(sheet_line_form)), map(value_form)}));
}

Shape measure() {
  return called("measure", either({feel(), sequence(map(sheet_line_form)), map(measure_form)}));
}

KeyForm clause_key() {
  return {"clause",
          Need::kOptional,
          text(),
          {"所依据的条款,一条或几条:6.4,或 1, 2", "the clause or clauses it cites: 6.4, or 1, 2"}};
}

KeyForm note_key() {
  return {"note", Need::kOptional, text(), {"说明,给人看的", "a remark, for people"}};
}

std::vector<KeyForm> unnamed_head() {
  return {clause_key(),
          {"title",
           Need::kOptional,
           text(),
           {"名称,结果和通报中用", "what results and notices call it"}},
          note_key()};
}

std::vector<KeyForm> head(Need id_need) {
  return joined({{{"id",
                   id_need,
                   id(),
                   {"编号:字母、数字、_、-、.和汉字,本节内不重复",
                    "ID: letters, digits, _, -, . and Chinese; unique in its section"}}},
                 unnamed_head()});
}

std::vector<KeyForm> joined(std::initializer_list<std::vector<KeyForm>> lists) {
  std::vector<KeyForm> all;
  for (const std::vector<KeyForm>& each : lists) all.insert(all.end(), each.begin(), each.end());
  return all;
}

}  // namespace zhaoshang::forms
