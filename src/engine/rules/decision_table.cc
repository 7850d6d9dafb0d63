#include "engine/rules/decision_table.h"

#include <algorithm>
#include <iterator>
#include <numeric>

namespace zhaoshang {

namespace {

/// Ascending positions without some of them.
std::vector<std::uint32_t> without(const std::vector<std::uint32_t>& all,
                                   const std::vector<std::uint32_t>& taken) {
  std::vector<std::uint32_t> left;
  std::set_difference(all.begin(), all.end(), taken.begin(), taken.end(), std::back_inserter(left));
  return left;
}

}  // namespace

Type DecisionTable::type() const {
  Type one;
  if (outputs.size() == 1) {
    one = outputs[0].type;
  } else {
    std::vector<Type::Field> fields;
    for (const Output& output : outputs) fields.push_back({output.name, output.type});
    one = Type::context(std::move(fields));
  }
  if (aggregate == HitAggregate::kCount) return Type::integer();
  if (aggregate != HitAggregate::kNone) return one;
  return is_collecting(hit) ? Type::list(one) : one;
}

void DecisionTable::visit(const std::function<void(const Node&)>& visitor) const {
  const auto each = [&](const NodePtr& node) {
    if (node) visitor(*node);
  };
  for (const Input& input : inputs) {
    each(input.expression);
    each(input.allowed);
  }
  for (const Rule& rule : rules) {
    for (const NodePtr& test : rule.tests) each(test);
    for (const NodePtr& result : rule.results) each(result);
  }
  for (const Output& output : outputs) each(output.otherwise);
}

std::vector<std::vector<std::uint32_t>> DecisionTable::hits(Evaluator& evaluator,
                                                            const Frame& frame) const {
  std::vector<Frame> tested(inputs.size());
  std::vector<std::uint32_t> admitted(frame.size);
  std::iota(admitted.begin(), admitted.end(), 0U);
  for (std::size_t k = 0; k < inputs.size(); ++k) {
    tested[k].outer = &frame;
    tested[k].size = frame.size;
    tested[k].locals.push_back(evaluator.evaluate(*inputs[k].expression, frame));
    if (!inputs[k].allowed) continue;
    // A value that the input cannot have meets no rule (DMN 8.2.5).
    const Frame part = tested[k].at(admitted);
    std::vector<std::uint32_t> left;
    for (std::uint32_t i : evaluator.positions_where(*inputs[k].allowed, part))
      left.push_back(admitted[i]);
    admitted = std::move(left);
  }
  std::vector<std::vector<std::uint32_t>> result;
  for (const Rule& rule : rules) {
    std::vector<std::uint32_t> open = admitted;
    for (std::size_t k = 0; k < inputs.size() && !open.empty(); ++k) {
      if (!rule.tests[k]) continue;
      const bool all = open.size() == frame.size;
      std::vector<std::uint32_t> held =
          evaluator.positions_where(*rule.tests[k], all ? tested[k] : tested[k].at(open));
      if (!all) {
        for (std::uint32_t& position : held) position = open[position];
      }
      open = std::move(held);
    }
    if (hit == HitPolicy::kFirst) admitted = without(admitted, open);
    result.push_back(std::move(open));
  }
  return result;
}

/// Where each position has exactly one hit there is nothing to resolve.
std::optional<Column> DecisionTable::evaluate_single(
    Evaluator& evaluator, const Frame& frame,
    const std::vector<std::vector<std::uint32_t>>& held) const {
  if (outputs.size() != 1 || aggregate != HitAggregate::kNone || is_collecting(hit)) return {};
  constexpr std::uint32_t kNone = 0xFFFFFFFF;
  std::vector<std::uint32_t> rule_of(frame.size, kNone);
  std::size_t found = 0;
  for (std::uint32_t r = 0; r < rules.size(); ++r) {
    for (const std::uint32_t position : held[r]) {
      if (rule_of[position] != kNone) return {};
      rule_of[position] = r;
      ++found;
    }
  }
  if (found != frame.size) return {};
  std::vector<Column> results;
  for (std::size_t r = 0; r < rules.size(); ++r)
    results.push_back(evaluator.evaluate(*rules[r].results[0], frame.at(held[r])));
  std::vector<std::size_t> next(rules.size(), 0);
  ColumnBuilder builder(type(), frame.size);
  for (const std::uint32_t r : rule_of) builder.append(results[r].at(next[r]++));
  return builder.finish();
}

Column DecisionTable::evaluate(Evaluator& evaluator, const Frame& frame) const {
  const std::vector<std::vector<std::uint32_t>> held = hits(evaluator, frame);
  if (const auto single = evaluate_single(evaluator, frame, held)) return *single;
  std::vector<std::vector<std::vector<Value>>> found(frame.size);  // position → hits → outputs
  for (std::size_t r = 0; r < rules.size(); ++r) {
    if (held[r].empty()) continue;
    const Frame part = frame.at(held[r]);
    std::vector<Column> columns;
    for (const NodePtr& result : rules[r].results)
      columns.push_back(evaluator.evaluate(*result, part));
    for (std::size_t i = 0; i < held[r].size(); ++i) {
      std::vector<Value> values;
      for (const Column& column : columns) values.push_back(column.at(i));
      found[held[r][i]].push_back(std::move(values));
    }
  }
  std::vector<std::optional<Column>> defaults;
  for (const Output& output : outputs) {
    defaults.push_back(output.otherwise
                           ? std::optional(evaluator.evaluate(*output.otherwise, frame))
                           : std::nullopt);
  }
  std::vector<HitOutput> described;
  for (const Output& output : outputs) described.push_back({output.name, output.order, {}});
  ColumnBuilder builder(type(), frame.size);
  for (std::size_t i = 0; i < frame.size; ++i) {
    for (std::size_t k = 0; k < outputs.size(); ++k) {
      described[k].otherwise = defaults[k] ? std::optional(defaults[k]->at(i)) : std::nullopt;
    }
    builder.append(resolve_hits(hit, aggregate, described, found[i]));
  }
  return builder.finish();
}

NodePtr table_node(std::shared_ptr<const DecisionTable> table) {
  auto node = std::make_unique<Node>();
  node->kind = NodeKind::kExtension;
  node->type = table->type();
  node->span = table->span;
  node->extension = std::move(table);
  return node;
}

}  // namespace zhaoshang
