#include "engine/rules/sheet.h"

#include <numeric>

#include "engine/value/operations.h"

namespace zhaoshang {

namespace {

/// The lesser (or greater) of two values; null where either is missing or they do not compare.
Value bounded(const Value& value, const Value& bound, bool above) {
  const Value crosses = above ? less(bound, value) : less(value, bound);
  if (crosses.is_null()) return {};
  return crosses.is_true() ? bound : value;
}

Value step_result(Sheet::Step step, const Value& total, const Value& value) {
  switch (step) {
    case Sheet::Step::kStart: return value;
    case Sheet::Step::kPlus: return apply(Operator::kAdd, total, value);
    case Sheet::Step::kMinus: return apply(Operator::kSubtract, total, value);
    case Sheet::Step::kTimes: return apply(Operator::kMultiply, total, value);
    case Sheet::Step::kCap: return bounded(total, value, true);
    case Sheet::Step::kFloor: return bounded(total, value, false);
    case Sheet::Step::kRound: break;
  }
  return total;
}

}  // namespace

Value rounded(const Value& value, const Quantum& quantum, Decimal scale) {
  const auto bring = [&](Decimal amount) {
    return scale == Decimal(1) ? amount.rounded_to(quantum.quantum, quantum.mode)
                               : amount.rounded_to(quantum.quantum * scale, quantum.mode);
  };
  switch (value.kind()) {
    case TypeKind::kNumber: return bring(value.number());
    case TypeKind::kMoney: return Money{bring(value.money().amount), value.money().currency};
    case TypeKind::kQuantity:
      return Quantity{bring(value.quantity().amount), value.quantity().unit};
    default: return {};
  }
}

std::vector<Value> Sheet::amounts_after(std::size_t count, Evaluator& evaluator,
                                        const Frame& frame) const {
  std::vector<Value> totals(frame.size);
  std::vector<std::uint32_t> everywhere(frame.size);
  std::iota(everywhere.begin(), everywhere.end(), 0U);
  for (std::size_t k = 0; k < count; ++k) {
    const Line& line = lines[k];
    const std::vector<std::uint32_t> where =
        line.when ? evaluator.positions_where(*line.when, frame) : everywhere;
    if (where.empty()) continue;
    if (line.step == Step::kRound) {
      for (std::uint32_t position : where)
        totals[position] = rounded(totals[position], line.round, scale);
      continue;
    }
    const Column values =
        evaluator.evaluate(*line.value, where.size() == frame.size ? frame : frame.at(where));
    for (std::size_t i = 0; i < where.size(); ++i) {
      totals[where[i]] = step_result(line.step, totals[where[i]], values.at(i));
    }
  }
  return totals;
}

Column Sheet::evaluate(Evaluator& evaluator, const Frame& frame) const {
  ColumnBuilder builder(result_type, frame.size);
  for (const Value& total : amounts_after(lines.size(), evaluator, frame)) builder.append(total);
  return builder.finish();
}

void Sheet::visit(const std::function<void(const Node&)>& visitor) const {
  for (const Line& line : lines) {
    if (line.when) visitor(*line.when);
    if (line.value) visitor(*line.value);
  }
}

namespace {

bool reaches(const Brackets::Bracket& bracket, const Value& amount) {
  if (!bracket.low.is_null()) {
    const Operator op = bracket.low_included ? Operator::kGreaterEqual : Operator::kGreater;
    if (!apply(op, amount, bracket.low).is_true()) return false;
  }
  if (!bracket.high.is_null()) {
    const Operator op = bracket.high_included ? Operator::kLessEqual : Operator::kLess;
    if (!apply(op, amount, bracket.high).is_true()) return false;
  }
  return true;
}

/// What of an amount lies in a bracket, of the amount's kind; null where none does.
Value slice_of(const Brackets::Bracket& bracket, const Value& amount) {
  Value top = amount;
  if (!bracket.high.is_null() && less(bracket.high, amount).is_true()) top = bracket.high;
  if (bracket.low.is_null()) return top;
  return less(bracket.low, top).is_true() ? apply(Operator::kSubtract, top, bracket.low) : Value();
}

}  // namespace

bool Brackets::takes_slices(Evaluator& evaluator, const Frame& frame) const {
  return word ? same(evaluator.evaluate(*word, frame).at(0), Value("slice")) : slice;
}

Value Brackets::part_in(const Bracket& bracket, const Value& amount, bool slices) {
  if (slices) return slice_of(bracket, amount);
  return reaches(bracket, amount) ? amount : Value();
}

Column Brackets::evaluate(Evaluator& evaluator, const Frame& frame) const {
  const Column amounts = evaluator.evaluate(*of, frame);
  const bool slices = takes_slices(evaluator, frame);
  std::vector<Value> totals(frame.size);
  for (const Bracket& bracket : brackets) {
    std::vector<std::uint32_t> where;
    std::vector<Value> parts;
    for (std::uint32_t i = 0; i < frame.size; ++i) {
      Value part = part_in(bracket, amounts.at(i), slices);
      if (part.is_null()) continue;
      where.push_back(i);
      parts.push_back(std::move(part));
    }
    if (where.empty()) continue;
    const Column results = evaluator.evaluate(*bracket.result, frame.at(where));
    for (std::size_t i = 0; i < where.size(); ++i) {
      const Value result = results.at(i);
      const Value amount =
          result.is(TypeKind::kNumber) ? apply(Operator::kMultiply, parts[i], result) : result;
      Value& total = totals[where[i]];
      total = slices && !total.is_null() ? apply(Operator::kAdd, total, amount) : amount;
    }
  }
  ColumnBuilder builder(result_type, frame.size);
  for (const Value& total : totals) builder.append(total);
  return builder.finish();
}

void Brackets::visit(const std::function<void(const Node&)>& visitor) const {
  if (word) visitor(*word);
  visitor(*of);
  for (const Bracket& bracket : brackets) visitor(*bracket.result);
}

Column Finish::evaluate(Evaluator& evaluator, const Frame& frame) const {
  Column result = evaluator.evaluate(*value, frame);
  const auto replace = [&](const std::function<Value(const Value&, std::size_t)>& change) {
    ColumnBuilder builder(result.type(), frame.size);
    for (std::size_t i = 0; i < frame.size; ++i) builder.append(change(result.at(i), i));
    result = builder.finish();
  };
  if (otherwise) {
    const Column other = evaluator.evaluate(*otherwise, frame);
    replace([&](const Value& each, std::size_t i) { return each.is_null() ? other.at(i) : each; });
  }
  for (const NodePtr* bound : {&cap, &floor}) {
    if (!*bound) continue;
    const Column limit = evaluator.evaluate(**bound, frame);
    replace([&](const Value& each, std::size_t i) {
      return bounded(each, limit.at(i), bound == &cap);
    });
  }
  if (round) {
    replace([&](const Value& each, std::size_t) {
      return each.is_null() ? each : rounded(each, *round, scale);
    });
  }
  return result;
}

void Finish::visit(const std::function<void(const Node&)>& visitor) const {
  visitor(*value);
  for (const NodePtr* part : {&otherwise, &cap, &floor}) {
    if (*part) visitor(**part);
  }
}

NodePtr extension_node(std::shared_ptr<const Extension> extension, Type type, Span span) {
  auto node = std::make_unique<Node>();
  node->kind = NodeKind::kExtension;
  node->type = std::move(type);
  node->span = span;
  node->extension = std::move(extension);
  return node;
}

}  // namespace zhaoshang
