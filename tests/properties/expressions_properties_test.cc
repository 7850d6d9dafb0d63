// Random expressions on random data: all rows at once give what each row gives alone, and columns
// in their own stores, for which there are kernels, give what columns of values of any kind give,
// for which operations are lifted.
#include <doctest/doctest.h>

#include "engine/base/refusal.h"
#include "engine/expr/checker.h"
#include "engine/expr/evaluator.h"
#include "engine/expr/expression_text.h"
#include "properties/random.h"

namespace zhaoshang {
namespace {

constexpr std::size_t kExpressions = 2000;
constexpr std::size_t kRows = 17;

const std::vector<Checker::Variable>& inputs() {
  static const std::vector<Checker::Variable> kInputs = {{"x", TypeKind::kNumber},
                                                         {"n", Type::integer()},
                                                         {"m", Type::money(Currency::cny())},
                                                         {"d", TypeKind::kDate},
                                                         {"t", TypeKind::kText},
                                                         {"b", TypeKind::kBoolean},
                                                         {"l", Type::list(TypeKind::kNumber)}};
  return kInputs;
}

Value some_value(Random& random, std::size_t input) {
  if (random.one_in(5)) return {};
  const auto small = [&] { return Decimal(static_cast<std::int64_t>(random.below(7)) - 2); };
  switch (input) {
    case 0: return small() / Decimal(4);
    case 1: return small();
    case 2: return Money{small() * Decimal(2500), Currency::cny()};
    case 3: return Date::from_days(19'000 + static_cast<std::int64_t>(random.below(5)));
    case 4: return Value(random.of<std::string>({"甲", "乙", "", "丙丁", "abc"}));
    case 5: return Value(random.one_in(2));
    default: {
      List items;
      for (std::size_t k = random.below(4); k > 0; --k)
        items.push_back(random.one_in(6) ? Value() : Value(small()));
      return Value(std::move(items));
    }
  }
}

/// Writes expressions of a wanted type.
class Writer {
 public:
  explicit Writer(Random& random) : random_(random) {}

  std::string boolean(int depth) {
    if (depth == 0) return pick({"b", "true", "false", "null", "n > 1", "t = \"甲\""});
    const int next = depth - 1;
    switch (random_.below(12)) {
      case 0: return "(" + boolean(next) + " and " + boolean(next) + ")";
      case 1: return "(" + boolean(next) + " or " + boolean(next) + ")";
      case 2: return "not(" + boolean(next) + ")";
      case 3: return "(" + number(next) + compare() + number(next) + ")";
      case 4: return "(" + money(next) + compare() + money(next) + ")";
      case 5: return "(" + date(next) + compare() + date(next) + ")";
      case 6: return "(" + text(next) + pick({" = ", " != "}) + text(next) + ")";
      case 7: return "(" + number(next) + " between " + number(next) + " and " + number(next) + ")";
      case 8: return "(" + number(next) + " in (< 1, [0..2), " + number(next) + "))";
      case 9: return "(" + text(next) + " in (\"甲\", not(\"乙\")))";
      case 10:
        return "(" + pick({"some", "every"}) + " i in " + list(next) + " satisfies i" + compare() +
               number(next) + ")";
      default: return choice(next, &Writer::boolean);
    }
  }
  std::string number(int depth) {
    if (depth == 0) return pick({"x", "n", "1", "0.5", "-2", "null", "count(l)"});
    const int next = depth - 1;
    switch (random_.below(10)) {
      case 0:
      case 1: return "(" + number(next) + pick({" + ", " - ", " * ", " / "}) + number(next) + ")";
      case 2: return "(" + money(next) + " / " + money(next) + ")";
      case 3: return "(-" + number(next) + ")";
      case 4: return pick({"sum", "min", "max", "mean", "count"}) + "(" + list(next) + ")";
      case 5: return "string length(" + text(next) + ")";
      case 6: return "(" + date(next) + " - " + date(next) + ").days";
      case 7: return list(next) + "[" + pick({"1", "-1", "n"}) + "]";
      case 8: return pick({"floor", "ceiling", "abs"}) + "(" + number(next) + ")";
      default: return choice(next, &Writer::number);
    }
  }
  std::string money(int depth) {
    if (depth == 0) return pick({"m", "5000元", "1万元"});
    const int next = depth - 1;
    switch (random_.below(4)) {
      case 0: return "(" + money(next) + pick({" + ", " - "}) + money(next) + ")";
      case 1: return "(" + money(next) + pick({" * ", " / "}) + number(next) + ")";
      case 2: return pick({"min", "max"}) + "(" + money(next) + ", " + money(next) + ")";
      default: return choice(next, &Writer::money);
    }
  }
  std::string date(int depth) {
    if (depth == 0) return pick({"d", "@\"2022-01-09\""});
    const int next = depth - 1;
    if (random_.one_in(2)) return choice(next, &Writer::date);
    return "(" + date(next) + " + @\"P" + std::to_string(random_.below(3)) + "D\")";
  }
  std::string text(int depth) {
    if (depth == 0) return pick({"t", "\"甲\"", "\"\""});
    const int next = depth - 1;
    switch (random_.below(4)) {
      case 0: return "(" + text(next) + " + " + text(next) + ")";
      case 1: return "substring(" + text(next) + ", 1)";
      case 2: return "upper case(" + text(next) + ")";
      default: return choice(next, &Writer::text);
    }
  }
  std::string list(int depth) {
    if (depth == 0) return pick({"l", "[x, n, 1]", "[]"});
    const int next = depth - 1;
    switch (random_.below(4)) {
      case 0: return list(next) + "[item" + compare() + number(next) + "]";
      case 1: return "(for i in " + list(next) + " return " + number(next) + " + i)";
      case 2: return "concatenate(" + list(next) + ", " + list(next) + ")";
      default: return "[" + number(next) + ", " + number(next) + "]";
    }
  }

 private:
  std::string pick(const std::vector<std::string>& words) { return random_.of(words); }
  std::string compare() { return pick({" < ", " <= ", " > ", " >= ", " = ", " != "}); }
  std::string choice(int depth, std::string (Writer::*of)(int)) {
    return "(if " + boolean(depth) + " then " + (this->*of)(depth) + " else " + (this->*of)(depth) +
           ")";
  }
  Random& random_;
};

using Rows = std::vector<std::vector<Value>>;

/// A frame whose locals are columns of some rows, in their own stores or as values of any kind.
Frame frame_of(const Rows& rows, bool own_stores) {
  Frame frame = Frame::single();
  frame.size = rows.size();
  for (std::size_t input = 0; input < inputs().size(); ++input) {
    ColumnBuilder builder(own_stores ? inputs()[input].type : Type(TypeKind::kAny), rows.size());
    for (const auto& row : rows) builder.append(row[input]);
    frame.locals.push_back(builder.finish());
  }
  return frame;
}

/// What each row comes to, as text; what is refused, by its slug.
std::vector<std::string> results(const Node& node, const Frame& frame) {
  std::vector<std::string> texts;
  try {
    const NoData no_data;
    const Column column = Evaluator(no_data).evaluate(node, frame);
    for (std::size_t row = 0; row < frame.size; ++row) texts.push_back(to_feel(column.at(row)));
  } catch (const Refusal& refusal) {
    texts.assign(frame.size, refusal.diagnostic().slug);
  }
  return texts;
}

TEST_CASE("a batch is its rows one by one, and kernels are the operations they stand for") {
  Random random(20221124);
  Writer writer(random);
  EmptyEnvironment environment;
  std::size_t compared = 0;
  for (std::size_t k = 0; k < kExpressions; ++k) {
    const int depth = 1 + static_cast<int>(random.below(4));
    ExpressionText text(random.one_in(2) ? writer.boolean(depth) : writer.number(depth));
    CAPTURE(text.file->text());
    const AstPtr ast = parse_expression(text.source, text.diagnostics);
    CAPTURE(text.faults());
    REQUIRE(ast != nullptr);
    const NodePtr node = Checker(environment, text.diagnostics, Rigour::kEval)
                             .check_with(*ast, std::nullopt, inputs());
    REQUIRE(node != nullptr);
    Rows rows(kRows);
    for (auto& row : rows) {
      for (std::size_t input = 0; input < inputs().size(); ++input)
        row.push_back(some_value(random, input));
    }
    const std::vector<std::string> all = results(*node, frame_of(rows, true));
    CHECK_EQ(results(*node, frame_of(rows, false)), all);
    for (std::size_t row = 0; row < kRows; ++row) {
      CHECK_EQ(results(*node, frame_of({rows[row]}, true)).front(), all[row]);
      if (all[row] != "null") ++compared;
    }
  }
  CHECK_GT(compared, kExpressions * kRows / 3);
}

}  // namespace
}  // namespace zhaoshang
