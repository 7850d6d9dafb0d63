// Words of a scale go by its order, not by that of their letters: 副科级 is above 科员 here, and
// 正科级 above both.
#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <vector>

#include "engine/expr/checker.h"
#include "engine/expr/evaluator.h"
#include "engine/expr/expression_text.h"

namespace zhaoshang {
namespace {

const Type kGrade = Type::scaled_text(std::make_shared<const std::vector<std::string>>(
    std::vector<std::string>{"科员", "副科级", "正科级", "副处级"}));

/// With `grade` 副科级, `none` no word, `odd` a word that is not on the scale, and lists of words.
std::string value_of(const std::string& text) {
  ExpressionText expression(text);
  const AstPtr ast = parse_expression(expression.source, expression.diagnostics);
  if (!ast) return expression.faults();
  const Type grades = Type::list(kGrade);
  const std::vector<Checker::Variable> variables = {
      {"grade", kGrade}, {"none", kGrade},  {"odd", kGrade},  {"grades", grades},
      {"even", grades},  {"empty", grades}, {"gappy", grades}};
  EmptyEnvironment environment;
  const NodePtr node =
      Checker(environment, expression.diagnostics).check_with(*ast, std::nullopt, variables);
  if (!node) return expression.faults();
  const Frame rows = Frame::single();
  Frame frame;
  frame.outer = &rows;
  frame.size = 1;
  frame.locals = {Column::constant(Value("副科级"), kGrade, 1),
                  Column::constant(Value(), kGrade, 1),
                  Column::constant(Value("局长"), kGrade, 1),
                  Column::constant(List{"正科级", "科员", "副处级", "科员", "副科级"}, grades, 1),
                  Column::constant(List{"科员", "副科级"}, grades, 1),
                  Column::constant(List{}, grades, 1),
                  Column::constant(List{"正科级", Value()}, grades, 1)};
  NoData data;
  return to_feel(Evaluator(data).evaluate(*node, frame).at(0));
}

TEST_CASE("comparisons of words") {
  CHECK_EQ(value_of("grade > \"科员\""), "true");
  CHECK_EQ(value_of("grade >= \"正科级\""), "false");
  CHECK_EQ(value_of("grade in [\"科员\"..\"正科级\")"), "true");
  CHECK_EQ(value_of("none > \"科员\""), "null");
  CHECK_EQ(value_of("odd > \"科员\""), "null");
  CHECK_EQ(value_of("grade < \"局长\""), "not-on-scale@9");
}

TEST_CASE("min and max of words") {
  CHECK_EQ(value_of("max(grades)"), "\"副处级\"");
  CHECK_EQ(value_of("min(grades)"), "\"科员\"");
  CHECK_EQ(value_of("max(list: grades)"), "\"副处级\"");
  CHECK_EQ(value_of("max(grade, \"科员\")"), "\"副科级\"");
  CHECK_EQ(value_of("min(\"正科级\", grade)"), "\"副科级\"");
  CHECK_EQ(value_of("max([\"科员\", grade])"), "\"副科级\"");
  CHECK_EQ(value_of("max(for g in grades return g)"), "\"副处级\"");
  CHECK_EQ(value_of("max(grades[item < \"副处级\"])"), "\"正科级\"");
  CHECK_EQ(value_of("max(empty)"), "null");
  CHECK_EQ(value_of("max(gappy)"), "null");
  CHECK_EQ(value_of("max(grade, \"局长\")"), "not-on-scale@12");
  CHECK_EQ(value_of("max([grade, \"局长\"])"), "not-on-scale@13");
  // What comes of it is a word of the scale again.
  CHECK_EQ(value_of("max(grades) > min(grades)"), "true");
  CHECK_EQ(value_of("for g in grades return max(g, grade)"),
           "[\"正科级\", \"副科级\", \"副处级\", \"副科级\", \"副科级\"]");
}

TEST_CASE("sort, median and mode of words") {
  CHECK_EQ(value_of("sort(grades)"), "[\"科员\", \"科员\", \"副科级\", \"正科级\", \"副处级\"]");
  CHECK_EQ(value_of("sort(grades, function(x, y) x > y)"),
           "[\"副处级\", \"正科级\", \"副科级\", \"科员\", \"科员\"]");
  CHECK_EQ(value_of("sort(empty)"), "[]");
  CHECK_EQ(value_of("median(grades)"), "\"副科级\"");
  CHECK_EQ(value_of("median(even)"), "null");  // nothing lies between two words
  CHECK_EQ(value_of("mode(grades)"), "[\"科员\"]");
  CHECK_EQ(value_of("mode(even)"), "[\"科员\", \"副科级\"]");
}

}  // namespace
}  // namespace zhaoshang
