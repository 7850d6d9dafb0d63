// What names, paths and calls come to.
#include "engine/expr/aggregates.h"
#include "engine/expr/evaluator_kit.h"

namespace zhaoshang {

Column Evaluator::local(const Node& node, const Frame& frame) {
  const Outer outer = outer_frame(frame, node.depth);
  const Column& variable = outer.frame->locals[node.slot];
  if (outer.positions.size() > variable.size()) charge_items(node, variable, outer.positions);
  return take(variable, outer.positions);
}

Column Evaluator::frame_row(const Node& node, const Frame& frame) {
  std::vector<std::uint32_t> rows = rows_of(frame, node.depth);
  if (rows.empty()) rows = all_positions(frame.size);
  return Column(node.type, frame.size, Column::Rows{std::move(rows)});
}

Column Evaluator::frame_field(const Node& node, const Frame& frame) {
  return take(data_.field(node.table, node.index), rows_of(frame, node.depth));
}

Column Evaluator::field(const Node& node, const Frame& frame) {
  const Column rows = evaluate(*node.children[0], frame);
  if (rows.is_constant() && rows.at(0).is_null())
    return Column::constant(Value(), node.type, frame.size);
  return data_.field(node.table, node.index).gather(row_numbers(rows));
}

Column Evaluator::global(const Node& node, const Frame& frame) {
  if (node.children.empty())
    return Column::constant(data_.global(node.index, {}), node.type, frame.size);
  return lift(node, frame, [&](auto values) {
    return values[0].is(TypeKind::kDate) ? data_.global(node.index, values[0].date()) : Value();
  });
}

Column Evaluator::entry(const Node& node, const Frame& frame) {
  const auto of_one = [&](const Value& value) -> Value {
    if (value.is(TypeKind::kContext)) {
      const Value* found = value.context().find(node.name);
      return found == nullptr ? Value() : *found;
    }
    return property(value, node.name);
  };
  const Column of = evaluate(*node.children[0], frame);
  if (const auto* spans = of.as<Column::Spans>()) {
    if (node.name == "start")
      return Column(TypeKind::kDate, of.size(), Column::Dates{spans->first}, of.nulls());
    if (node.name == "end")
      return Column(TypeKind::kDate, of.size(), Column::Dates{spans->last}, of.nulls());
  }
  return lift(node, {&of}, frame.size, [&](auto values) -> Value {
    if (!values[0].is(TypeKind::kList)) return of_one(values[0]);
    List entries;
    for (const Value& item : values[0].list()) entries.push_back(of_one(item));
    return entries;
  });
}

Column Evaluator::bind(const Node& node, const Frame& frame) {
  Frame inner;
  inner.outer = &frame;
  inner.size = frame.size;
  for (std::size_t k = 0; k + 1 < node.children.size(); ++k)
    inner.locals.push_back(evaluate(*node.children[k], frame));
  return evaluate(*node.children.back(), inner);
}

Column Evaluator::call(const Node& node, const Frame& frame) {
  if (node.children.size() == 1) {
    if (const auto aggregate = aggregate_named(node.name)) {
      const Column lists = evaluate(*node.children[0], frame);
      return placed(node, [&] { return aggregate_lists(*aggregate, lists, node); });
    }
  }
  return lift(node, frame, [&](auto values) {
    std::vector<Value> in_order(node.arguments.size());
    for (std::size_t k = 0; k < node.arguments.size(); ++k) {
      if (node.arguments[k]) in_order[k] = values[*node.arguments[k]];
    }
    return node.signature->apply(in_order);
  });
}

Column Evaluator::data_call(const Node& node, const Frame& frame) {
  const Frame* rows_frame = &frame;
  std::uint32_t depth = 0;
  for (std::uint32_t level = 0; rows_frame != nullptr; rows_frame = rows_frame->outer, ++level) {
    if (rows_frame->table) depth = level;  // the outermost: the rule's own row
  }
  const Frame& base = *outer_frame(frame, depth).frame;
  const std::vector<std::uint32_t> rows = rows_of(frame, depth);
  std::vector<Column> operands;
  for (const NodePtr& child : node.children) operands.push_back(evaluate(*child, frame));
  ColumnBuilder builder(node.type, frame.size);
  std::vector<Value> values(operands.size());
  for (std::size_t i = 0; i < frame.size; ++i) {
    for (std::size_t k = 0; k < operands.size(); ++k) values[k] = operands[k].at(i);
    std::optional<RowRef> row;
    if (base.table)
      row = RowRef{*base.table, rows.empty() ? static_cast<std::uint32_t>(i) : rows[i]};
    builder.append(data_.call(node.index, values, row));
  }
  return builder.finish();
}

}  // namespace zhaoshang
