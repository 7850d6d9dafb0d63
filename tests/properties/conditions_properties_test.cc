// Conditions that are told to hold never or always are tried on every input that their bounds tell
// apart, and one that never holds on one input alone is told.
#include <doctest/doctest.h>

#include <map>

#include "engine/expr/checker.h"
#include "engine/expr/evaluator.h"
#include "engine/expr/expression_text.h"
#include "engine/rules/conditions.h"
#include "properties/random.h"

namespace zhaoshang {
namespace {

constexpr std::size_t kExpressions = 3000;

/// x: any number; n: whole; t: one of two words; b: a truth. All may be empty.
const std::vector<Checker::Variable> kInputs = {{"x", TypeKind::kNumber},
                                                {"n", Type::integer()},
                                                {"t", TypeKind::kText},
                                                {"b", TypeKind::kBoolean}};

/// All values that bounds from 1 to 3 tell apart.
std::vector<Value> values_of(std::size_t input) {
  std::vector<Value> values{Value()};
  const auto add_halves = [&](std::int64_t step) {
    for (std::int64_t half = 0; half <= 8; half += step)
      values.emplace_back(Decimal(half) / Decimal(2));
  };
  switch (input) {
    case 0: add_halves(1); break;
    case 1: add_halves(2); break;
    case 2: values.insert(values.end(), {Value("甲"), Value("乙")}); break;
    default: values.insert(values.end(), {Value(true), Value(false)}); break;
  }
  return values;
}

Domain domain_of(const Node& input) {
  const Domain every(input.type);
  if (!input.type.is(TypeKind::kText)) return every;
  return Domain::of_values(input.type, {Value("甲"), Value("乙")});
}

class Generator {
 public:
  explicit Generator(Random& random) : random_(random) {}

  std::string condition(int depth, const std::vector<std::size_t>& inputs) {
    if (depth == 0 || random_.one_in(4)) return comparison(random_.of(inputs));
    switch (random_.below(5)) {
      case 0: return "not(" + condition(depth - 1, inputs) + ")";
      case 1:
        return "(if " + condition(depth - 1, inputs) + " then " + condition(depth - 1, inputs) +
               " else " + condition(depth - 1, inputs) + ")";
      case 2:
        return "(" + condition(depth - 1, inputs) + " or " + condition(depth - 1, inputs) + ")";
      default:
        return "(" + condition(depth - 1, inputs) + " and " + condition(depth - 1, inputs) + ")";
    }
  }

 private:
  std::string comparison(std::size_t input) {
    const std::string& name = kInputs[input].name;
    if (random_.one_in(8)) return name + (random_.one_in(2) ? " = null" : " != null");
    if (input == 3) return name;
    if (input == 2) {
      const std::string word = random_.of<std::string>({"\"甲\"", "\"乙\"", "\"丙\""});
      return name + random_.of<std::string>({" = ", " != "}) + word;
    }
    const std::string low = std::to_string(random_.below(3) + 1);
    const std::string high = std::to_string(random_.below(3) + 1);
    switch (random_.below(4)) {
      case 0: return name + " between " + low + " and " + high;
      case 1: return low + random_.of<std::string>({" < ", " <= ", " = "}) + name;
      case 2:
        return name + " in (" + random_.of<std::string>({"< ", ">= "}) + low + ", " + high + ")";
      default:
        return name + random_.of<std::string>({" < ", " <= ", " > ", " >= ", " = ", " != "}) + low;
    }
  }
  Random& random_;
};

struct Truths {
  bool ever_true = false;
  bool always_true = true;  // of inputs that have values
};

/// What a node comes to wherever it is reached, over all inputs.
class Watcher : public Observer {
 public:
  void observe(const Node& node, const Frame& frame, const Column& result) override {
    Truths& truths = seen[&node];
    for (std::size_t i = 0; i < frame.size; ++i) {
      truths.ever_true = truths.ever_true || result.at(i).is_true();
      const bool is_null = result.at(i).is_null();
      truths.always_true = truths.always_true && (is_null || result.at(i).is_true());
    }
  }
  std::map<const Node*, Truths> seen;
};

/// Whether a node is one of those that `and` joins into the whole.
bool is_conjunct(const Node& whole, const Node& part) {
  if (&whole == &part) return true;
  return whole.kind == NodeKind::kAnd &&
         (is_conjunct(*whole.children[0], part) || is_conjunct(*whole.children[1], part));
}

/// A frame of all combinations of the inputs' values.
Frame all_inputs() {
  std::vector<std::vector<Value>> rows{{}};
  for (std::size_t input = 0; input < kInputs.size(); ++input) {
    std::vector<std::vector<Value>> longer;
    for (const auto& row : rows) {
      for (const Value& value : values_of(input)) {
        longer.push_back(row);
        longer.back().push_back(value);
      }
    }
    rows = std::move(longer);
  }
  Frame frame = Frame::single();
  frame.size = rows.size();
  for (std::size_t input = 0; input < kInputs.size(); ++input) {
    ColumnBuilder builder(kInputs[input].type, rows.size());
    for (const auto& row : rows) builder.append(row[input]);
    frame.locals.push_back(builder.finish());
  }
  return frame;
}

TEST_CASE("conditions told to be idle are; on one input all that never hold are told") {
  Random random(20221122);
  Generator generator(random);
  EmptyEnvironment environment;
  const NoData no_data;
  const Frame frame = all_inputs();
  std::size_t told = 0;
  for (std::size_t k = 0; k < kExpressions; ++k) {
    const bool alone = random.one_in(2);
    const std::vector<std::size_t> inputs =
        alone ? std::vector<std::size_t>{random.below(kInputs.size())}
              : std::vector<std::size_t>{0, 1, 2, 3};
    ExpressionText text(generator.condition(3, inputs));
    CAPTURE(text.file->text());
    const AstPtr ast = parse_expression(text.source, text.diagnostics);
    REQUIRE(ast != nullptr);
    const NodePtr root =
        Checker(environment, text.diagnostics).check_with(*ast, std::nullopt, kInputs);
    REQUIRE(root != nullptr);
    Watcher watcher;
    Evaluator evaluator(no_data, &watcher);
    evaluator.evaluate(*root, frame);
    const std::vector<IdleCondition> found = idle_conditions(*root, domain_of);
    for (const IdleCondition& each : found) {
      ++told;
      CAPTURE(each.node->span.text());
      const auto seen = watcher.seen.find(each.node);
      if (seen == watcher.seen.end()) continue;  // a branch that is never reached
      if (each.holds) {
        CHECK(seen->second.always_true);
      } else if (each.why != IdleCondition::Why::kEarlier) {
        CHECK_FALSE(seen->second.ever_true);
      } else if (is_conjunct(*root, *each.node)) {
        CHECK_FALSE(watcher.seen[root.get()].ever_true);
      }
    }
    if (alone && !watcher.seen[root.get()].ever_true) CHECK_FALSE(found.empty());
  }
  CHECK_GT(told, kExpressions / 4);
}

}  // namespace
}  // namespace zhaoshang
