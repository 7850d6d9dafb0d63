#include "engine/expr/evaluator.h"

#include <algorithm>

#include "engine/expr/aggregates.h"
#include "engine/expr/evaluator_kit.h"
#include "engine/expr/expr_diagnostics.h"
#include "engine/expr/kernels.h"

namespace zhaoshang {

Column Evaluator::evaluate(const Node& node, const Frame& frame) {
  // A frame without positions has nothing to compute; an empty list of rows would otherwise mean
  // "all rows".
  if (frame.size == 0) return ColumnBuilder(node.type).finish();
  if (depth_ == 0) allowance_ = kAllowance + kAllowancePerRow * frame.size;
  ++depth_;
  Column result = compute(node, frame);
  --depth_;
  if (observer_ != nullptr) observer_->observe(node, frame, result);
  if (watcher_ != nullptr) watcher_->observe(node, frame, result);
  return result;
}

void Evaluator::charge(const Node& node, std::uint64_t made) {
  if (made > allowance_) throw Refusal(expr_diagnostics::too_much(node.span));
  allowance_ -= made;
}

void Evaluator::charge_items(const Node& node, const Column& lists,
                             std::span<const std::uint32_t> positions) {
  if (lists.type().is(TypeKind::kList) && lists.type().element().is(TypeKind::kRow)) return;
  const std::size_t size = positions.empty() ? lists.size() : positions.size();
  if (const auto* constant = lists.as<Column::Constant>()) {
    const Value& value = constant->value;
    if (value.is(TypeKind::kList)) charge(node, size * value.list().size());
    return;
  }
  const auto* store = lists.as<Column::Lists>();
  if (store == nullptr) return;
  std::uint64_t items = 0;
  for (std::size_t i = 0; i < size; ++i) {
    const std::size_t row = positions.empty() ? i : positions[i];
    if (row != kNoRow) items += store->offsets[row + 1] - store->offsets[row];
  }
  charge(node, items);
}

std::vector<std::uint32_t> Evaluator::positions_where(const Node& condition, const Frame& frame) {
  return true_positions(truths_of(evaluate(condition, frame)));
}

Column Evaluator::compute(const Node& node, const Frame& frame) {
  switch (node.kind) {
    case NodeKind::kConstant: return Column::constant(node.value, node.type, frame.size);
    case NodeKind::kGlobal: return global(node, frame);
    case NodeKind::kLocal: return local(node, frame);
    case NodeKind::kFrameRow: return frame_row(node, frame);
    case NodeKind::kFrameField: return frame_field(node, frame);
    case NodeKind::kField: return field(node, frame);
    case NodeKind::kNegate: return lift(node, frame, [](auto values) { return negate(values[0]); });
    case NodeKind::kBinary: return binary(node, frame);
    case NodeKind::kAnd:
    case NodeKind::kOr: return logic(node, frame);
    case NodeKind::kIf: return choice(node, frame);
    case NodeKind::kBetween:
      return lift(node, frame, [](auto values) {
        return and3(apply(Operator::kGreaterEqual, values[0], values[1]),
                    apply(Operator::kLessEqual, values[0], values[2]));
      });
    case NodeKind::kRange: return range(node, frame);
    case NodeKind::kList: return list(node, frame);
    case NodeKind::kContext: return context(node, frame);
    case NodeKind::kEntry: return entry(node, frame);
    case NodeKind::kProperty: return entry(node, frame);
    case NodeKind::kMap: return map(node, frame);
    case NodeKind::kIndex: return index(node, frame);
    case NodeKind::kFilter: return filter(node, frame);
    case NodeKind::kFor: return node.sequential ? sequential_loop(node, frame) : loop(node, frame);
    case NodeKind::kCount: return counting(node, frame);
    case NodeKind::kSome:
    case NodeKind::kEvery: return quantified(node, frame);
    case NodeKind::kTests: return tests(node, frame);
    case NodeKind::kTestCompare: {
      const Column endpoint = evaluate(*node.children[0], frame);
      const Column tested = evaluate(*node.children[1], frame);
      if (auto compared = compare_columns(node.op, tested, endpoint)) return *compared;
      return lift(node, {&tested, &endpoint}, frame.size,
                  [&](auto values) { return apply(node.op, values[0], values[1]); });
    }
    case NodeKind::kTestValue: return test(node, frame);
    case NodeKind::kBind: return bind(node, frame);
    case NodeKind::kCall: return call(node, frame);
    case NodeKind::kDataCall: return data_call(node, frame);
    case NodeKind::kInstanceOf:
      return lift(node, frame,
                  [&](auto values) { return Value(is_instance(values[0], node.tested_type)); });
    case NodeKind::kTable: {
      const std::size_t count = data_.row_count(node.table);
      std::vector<std::uint32_t> offsets(frame.size + 1);
      std::vector<std::uint32_t> rows;
      rows.reserve(count * frame.size);
      for (std::size_t i = 0; i < frame.size; ++i) {
        for (std::uint32_t row = 0; row < count; ++row) rows.push_back(row);
        offsets[i + 1] = static_cast<std::uint32_t>(rows.size());
      }
      const std::size_t total = rows.size();
      auto items =
          std::make_shared<const Column>(node.type.element(), total, Column::Rows{std::move(rows)});
      return Column(node.type, frame.size, Column::Lists{std::move(offsets), std::move(items)});
    }
    case NodeKind::kPlace:
      return lift(node, frame,
                  [&](auto values) { return place_on(values[0], *node.tested_type.scale()); });
    case NodeKind::kOuter: {
      Column outer = evaluate(*node.children[0], *frame.outer);
      if (frame.up.empty()) return outer;
      if (frame.up.size() > outer.size()) charge_items(node, outer, frame.up);
      return outer.gather(frame.up);
    }
    case NodeKind::kOfRow: {
      Frame inner;
      inner.outer = &frame;
      inner.size = frame.size;
      inner.table = node.table;
      inner.rows = rows_of(frame, node.depth);
      return evaluate(*node.children[0], inner);
    }
    case NodeKind::kLatest: return latest(node, frame);
    case NodeKind::kSortBy: return sort_by(node, frame);
    case NodeKind::kReplaceWhere: return replace_where(node, frame);
    case NodeKind::kExtension: return node.extension->evaluate(*this, frame);
  }
  return {};
}

Column Evaluator::lift(const Node& node, const Frame& frame, const ValueFunction& function) {
  std::vector<Column> operands;
  operands.reserve(node.children.size());
  for (const NodePtr& child : node.children) operands.push_back(evaluate(*child, frame));
  std::vector<const Column*> pointers;
  for (const Column& operand : operands) pointers.push_back(&operand);
  return lift(node, pointers, frame.size, function);
}

Column Evaluator::lift(const Node& node, const std::vector<const Column*>& operands,
                       std::size_t size, const ValueFunction& function) {
  for (const Column* operand : operands) charge_items(node, *operand);
  std::vector<Value> values(operands.size());
  const auto at = [&](std::size_t row) {
    for (std::size_t k = 0; k < operands.size(); ++k) {
      values[k] = operands[k]->at(row);
      // What a function makes is about as much as it is given.
      if (operands[k]->as<Column::Anything>() != nullptr) charge(node, values[k].weight() - 1);
    }
    Value result = placed(node, [&] { return function(values); });
    charge(node, result.weight() - 1);
    return result;
  };
  const bool constant = std::all_of(operands.begin(), operands.end(),
                                    [](const Column* each) { return each->is_constant(); });
  if (constant) return Column::constant(at(0), node.type, size);
  ColumnBuilder builder(node.type, size);
  for (std::size_t row = 0; row < size; ++row) builder.append(at(row));
  return builder.finish();
}

}  // namespace zhaoshang
