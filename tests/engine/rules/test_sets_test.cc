// Unary tests as sets: the sets themselves, and that they hold exactly what the evaluator lets
// pass.
#include "engine/rules/test_sets.h"

#include <doctest/doctest.h>

#include <memory>
#include <random>
#include <string>

#include "engine/expr/checker.h"
#include "engine/expr/evaluator.h"
#include "engine/expr/parser.h"

namespace zhaoshang {
namespace {

/// Tests on values of one type, read as a set and run by the evaluator.
class Cell {
 public:
  Cell(const std::string& text, Type type) : file_("cell", text), type_(std::move(type)) {
    ast_ = parse_unary_tests(SourceText(Span{&file_, 0, file_.text().size()}), diagnostics_);
    REQUIRE(ast_);
    Checker checker(environment_, diagnostics_, Rigour::kEval);
    program_ = checker.check_tests(*ast_, std::nullopt, {}, type_);
  }

  std::optional<ValueSet> set(const Domain& domain) {
    return set_of(*ast_, domain, [this](const Ast& ast) { return constant(ast); });
  }

  /// Whether the tests are true for a value.
  bool passes(const Value& value) {
    REQUIRE(program_);
    const Frame rows = Frame::single();
    Frame tested;
    tested.outer = &rows;
    tested.size = 1;
    tested.locals.push_back(Column::constant(value, type_, 1));
    return Evaluator(data_).evaluate(*program_, tested).at(0).is_true();
  }

 private:
  std::optional<Value> constant(const Ast& ast) {
    Diagnostics ignored;
    const NodePtr node =
        Checker(environment_, ignored, Rigour::kPolicy).check_with(ast, std::nullopt, {});
    if (!node || !is_constant(*node)) return std::nullopt;
    return Evaluator(data_).evaluate(*node, Frame::single()).at(0);
  }

  SourceFile file_;
  Diagnostics diagnostics_;
  EmptyEnvironment environment_;
  NoData data_;
  Type type_;
  AstPtr ast_;
  NodePtr program_;
};

std::string described(const std::string& tests, const Domain& domain) {
  Cell cell(tests, domain.type());
  const auto set = cell.set(domain);
  return set ? domain.describe(*set) : "none";
}

const Type kGrade = Type::scaled_text(std::make_shared<const std::vector<std::string>>(
    std::vector<std::string>{"科员", "副科级", "正科级", "副处级"}));

TEST_CASE("numbers") {
  const Domain numbers{Type(TypeKind::kNumber)};
  const struct {
    std::string tests;
    std::string set;
  } rows[] = {
      {"-", "-"},
      {"3", "3"},
      {"-3", "-3"},
      {"< 60%", "< 0.6"},
      {">= 1", ">= 1"},
      {"[60%..100%)", "[0.6..1)"},
      {"]1..2[", "(1..2)"},
      {"1, 2, [5..7]", "1, 2, [5..7]"},
      {"[1, 2, [5..7]]", "1, 2, [5..7]"},
      {"[1..3], (2..5]", "[1..5]"},
      {"not(1, 2)", "not(1, 2)"},
      {"not(< 3)", ">= 3"},
      {"not([1..2])", "< 1, > 2"},
      {"null", "null"},
      {"not(null)", "not(null)"},
      {"null, 3", "3, null"},
      {"not(null, 3)", "not(3, null)"},
      {"= 3", "3"},
      {"!= 3", "not(3)"},
      {"= null", "null"},
      {"!= null", "not(null)"},
      {"< null", "not(-)"},
      {"not(< null)", "not(-)"},
      {"2 + 3", "5"},
      {"> 2 * 3", "> 6"},
      {"? > 3", "> 3"},
      {"3 < ?", "> 3"},
      {"? >= 3 and ? < 5", "[3..5)"},
      {"? < 1 or ? > 9", "< 1, > 9"},
      {"not(? < 3)", ">= 3"},
      {"? between 1 and 3", "[1..3]"},
      {"? in (1, [3..4])", "1, [3..4]"},
      {"? in [3..4]", "[3..4]"},
      {"? in < 4", "< 4"},
      {"[5..1]", "not(-)"},
      {"not([5..1])", "not(-)"},
      // Not sets over ? alone.
      {"> other", "none"},
      {"[1..other]", "none"},
      {"? * 2 > 3", "none"},
      {"? > ?", "none"},
      {"\"x\"", "none"},
      {"1, other", "none"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.tests);
    CHECK_EQ(described(row.tests, numbers), row.set);
  }
}

TEST_CASE("other kinds") {
  const Type yuan = Type::money(Currency::cny());
  const Domain texts{Type(TypeKind::kText)};
  const Domain classes = Domain::of_values(TypeKind::kText, {"工业", "农业", "文旅"});
  const Domain booleans{Type(TypeKind::kBoolean)};
  const Domain money{yuan};
  const Domain dates{Type(TypeKind::kDate)};
  const Domain grades(kGrade);
  const Domain anything{Type(TypeKind::kAny)};
  const struct {
    const Domain& domain;
    std::string tests;
    std::string set;
  } rows[] = {
      {texts, "\"甲\", \"乙\"", "\"乙\", \"甲\""},
      {texts, "not(\"甲\")", "not(\"甲\")"},
      {texts, "3", "none"},
      {classes, "not(\"工业\")", "not(\"工业\")"},
      {classes, "\"工业\", \"文旅\"", "\"工业\", \"文旅\""},
      {classes, "\"商业\"", "not(-)"},
      {booleans, "true", "true"},
      {booleans, "not(true)", "not(true)"},
      {booleans, "?", "true"},
      {booleans, "not(?)", "false"},
      {money, ">= 1亿元", ">= 100000000元"},
      {money, "(5000万元..1亿元]", "(50000000元..100000000元]"},
      {money, "> 500万美元", "none"},
      {money, "> 3", "none"},
      {dates, "[@\"2022-01-01\"..@\"2022-12-31\"]", "[@\"2022-01-01\"..@\"2022-12-31\"]"},
      {grades, "\"副科级\"", "\"副科级\""},
      {grades, ">= \"正科级\"", "\"正科级\", \"副处级\""},
      {grades, "< \"正科级\"", "\"科员\", \"副科级\""},
      {grades, "not(\"科员\")", "not(\"科员\")"},
      {anything, "3, \"x\"", "3, \"x\""},
      {anything, "-", "-"},
      {anything, "> 3", "none"},
      {anything, "not(3)", "none"},
      {anything, "[1..3]", "none"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.tests);
    CHECK_EQ(described(row.tests, row.domain), row.set);
  }
}

/// One random test, or several, over numbers from 0 to 5.
class RandomTests {
 public:
  explicit RandomTests(unsigned seed) : random_(seed) {}

  std::string whole() {
    switch (below(4)) {
      case 0: return "not(" + list() + ")";
      case 1: return condition(2);
      default: return list();
    }
  }

 private:
  int below(int n) { return static_cast<int>(random_() % static_cast<unsigned>(n)); }
  std::string number() { return below(9) == 0 ? "null" : std::to_string(below(6)); }
  std::string comparison() {
    static const char* const operators[] = {"<", "<=", ">", ">=", "=", "!="};
    return operators[below(6)];
  }
  std::string range() {
    return (below(2) == 0 ? "[" : "(") + std::to_string(below(6)) + ".." +
           std::to_string(below(6)) + (below(2) == 0 ? "]" : ")");
  }
  std::string one() {
    switch (below(4)) {
      case 0: return comparison() + " " + number();
      case 1: return range();
      case 2: return "[" + number() + ", " + range() + "]";
      default: return number();
    }
  }
  std::string list() {
    std::string all = one();
    for (int i = below(3); i > 0; --i) all += ", " + one();
    return all;
  }
  std::string condition(int depth) {
    if (depth == 0 || below(3) == 0) {
      return below(2) == 0 ? "? " + comparison() + " " + number()
                           : number() + " " + comparison() + " ?";
    }
    const std::string left = condition(depth - 1);
    const std::string right = condition(depth - 1);
    switch (below(3)) {
      case 0: return "(" + left + ") and (" + right + ")";
      case 1: return "(" + left + ") or (" + right + ")";
      default: return "not(" + left + ") or (" + right + ")";
    }
  }

  std::mt19937 random_;
};

TEST_CASE("a set holds what the evaluator lets pass") {
  RandomTests tests(54);
  const Domain numbers{Type(TypeKind::kNumber)};
  for (int round = 0; round < 3000; ++round) {
    const std::string text = tests.whole();
    CAPTURE(text);
    Cell cell(text, TypeKind::kNumber);
    const auto set = cell.set(numbers);
    REQUIRE(set);
    CHECK_EQ(set->contains(Value()), cell.passes(Value()));
    for (int half = -1; half <= 11; ++half) {
      const Value value = Decimal::scaled(half * 5, -1);
      CAPTURE(half);
      CHECK_EQ(set->contains(value), cell.passes(value));
    }
  }
}

TEST_CASE("words of a scale pass by their place") {
  const Domain grades(kGrade);
  for (const std::string text :
       {"\"副科级\"", ">= \"正科级\"", "< \"副处级\"", "not(\"科员\", \"副处级\")",
        "\"科员\", > \"副科级\"", "!= \"科员\"", "? >= \"副科级\" and ? != \"正科级\""}) {
    CAPTURE(text);
    Cell cell(text, kGrade);
    const auto set = cell.set(grades);
    REQUIRE(set);
    CHECK_EQ(set->contains(Value()), cell.passes(Value()));
    for (const std::string& word : *kGrade.scale()) {
      CAPTURE(word);
      CHECK_EQ(set->contains(*grades.key_of(word)), cell.passes(word));
    }
  }
}

}  // namespace
}  // namespace zhaoshang
