// Operators, logic, choices and unary tests.
#include "engine/expr/evaluator_kit.h"
#include "engine/expr/kernels.h"

namespace zhaoshang {

Column Evaluator::binary(const Node& node, const Frame& frame) {
  const Column left = evaluate(*node.children[0], frame);
  const Column right = evaluate(*node.children[1], frame);
  if (auto compared = compare_columns(node.op, left, right)) return *compared;
  return lift(node, {&left, &right}, frame.size,
              [&](auto values) { return apply(node.op, values[0], values[1]); });
}

// The right side runs only where the left one does not decide: `x != null and x > 0` meets no null.
Column Evaluator::logic(const Node& node, const Frame& frame) {
  const bool is_and = node.kind == NodeKind::kAnd;
  const std::uint8_t decisive = is_and ? kFalse : kTrue;
  const Column left = evaluate(*node.children[0], frame);
  std::vector<std::uint8_t> truths = truths_of(left);
  std::vector<std::uint32_t> open;
  for (std::size_t i = 0; i < frame.size; ++i) {
    if (truths[i] != decisive) open.push_back(static_cast<std::uint32_t>(i));
  }
  if (open.empty())
    return left.is_constant() ? Column::constant(Value(!is_and), node.type, frame.size)
                              : column_of(std::move(truths));
  const bool everywhere = open.size() == frame.size;
  const Column right =
      everywhere ? evaluate(*node.children[1], frame) : evaluate(*node.children[1], frame.at(open));
  if (left.is_constant() && right.is_constant()) {
    return Column::constant(is_and ? and3(left.at(0), right.at(0)) : or3(left.at(0), right.at(0)),
                            node.type, frame.size);
  }
  const std::vector<std::uint8_t> decided = truths_of(right);
  for (std::size_t k = 0; k < open.size(); ++k) {
    std::uint8_t& truth = truths[open[k]];
    truth = decided[k] == decisive || truth == kUndecided
                ? (decided[k] == decisive ? decisive : kUndecided)
                : decided[k];
  }
  return column_of(std::move(truths));
}

Column Evaluator::choice(const Node& node, const Frame& frame) {
  const Column condition = evaluate(*node.children[0], frame);
  if (condition.is_constant())
    return evaluate(*node.children[condition.at(0).is_true() ? 1 : 2], frame);
  std::vector<std::uint32_t> yes;
  std::vector<std::uint32_t> no;
  for (std::size_t i = 0; i < frame.size; ++i) {
    (condition.at(i).is_true() ? yes : no).push_back(static_cast<std::uint32_t>(i));
  }
  if (no.empty()) return evaluate(*node.children[1], frame);
  if (yes.empty()) return evaluate(*node.children[2], frame);
  Scatter scatter(frame.size);
  scatter.put(evaluate(*node.children[1], frame.at(yes)), yes);
  scatter.put(evaluate(*node.children[2], frame.at(no)), no);
  return scatter.finish(node.type);
}

Column Evaluator::range(const Node& node, const Frame& frame) {
  return lift(node, frame, [&](auto values) -> Value {
    for (std::size_t end = 0; end < 2; ++end) {
      const bool open =
          node.children[end]->kind == NodeKind::kConstant && node.children[end]->value.is_null();
      if (values[end].is_null() && !open) return {};
    }
    if (!values[0].is_null() && !values[1].is_null()) {
      const Value descends = less(values[1], values[0]);
      if (descends.is_null() || descends.is_true()) return {};
    }
    return Range{values[0], values[1], node.start_included, node.end_included};
  });
}

Column Evaluator::tests(const Node& node, const Frame& frame) {
  if (node.children.empty()) return Column::constant(Value(true), node.type, frame.size);  // `-`
  std::vector<Column> alternatives;
  bool constant = true;
  for (const NodePtr& child : node.children) {
    alternatives.push_back(evaluate(*child, frame));
    constant = constant && alternatives.back().is_constant();
  }
  if (constant) {
    Value result = alternatives[0].at(0);
    for (const Column& alternative : alternatives) result = or3(result, alternative.at(0));
    return Column::constant(node.negated ? not3(result) : result, node.type, frame.size);
  }
  std::vector<std::uint8_t> truths = truths_of(alternatives[0]);
  for (std::size_t k = 1; k < alternatives.size(); ++k) {
    const std::vector<std::uint8_t> others = truths_of(alternatives[k]);
    or_truths(truths, others);
  }
  if (node.negated) {
    for (std::uint8_t& truth : truths)
      truth = truth == kUndecided ? truth : truth == kTrue ? kFalse : kTrue;
  }
  return column_of(std::move(truths));
}

Column Evaluator::test(const Node& node, const Frame& frame) {
  const Column& tested = frame.locals[0];
  const Column found = evaluate(*node.children[0], frame);
  const bool is_range = node.children[0]->type.is(TypeKind::kRange);
  const auto at = [&](std::size_t row) -> Value {
    const Value value = found.at(row);
    if (node.uses_tested && (value.is(TypeKind::kBoolean) || value.is_null())) return value;
    if (is_range && value.is_null()) return {};  // a range without one of its ends holds nothing
    return contains(tested.at(row), value);
  };
  if (tested.is_constant() && found.is_constant())
    return Column::constant(at(0), node.type, frame.size);
  if (found.is_constant() && !node.uses_tested) {
    const Value value = found.at(0);
    if (auto column = test_texts(tested, [&](const Value& text) { return contains(text, value); }))
      return *column;
    if (value.is(TypeKind::kRange)) {
      if (auto column = test_range(tested, value.range())) return *column;
    }
  }
  if (frame.size > 0 && !node.uses_tested) {
    if (auto column = test_spans(tested, found)) return *column;
  }
  ColumnBuilder builder(node.type, frame.size);
  for (std::size_t row = 0; row < frame.size; ++row) builder.append(at(row));
  return builder.finish();
}

}  // namespace zhaoshang
