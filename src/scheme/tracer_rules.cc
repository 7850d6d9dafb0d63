// What the rules add to expressions, as operations: decision tables, sheets, brackets, and what may
// stand around a value.
#include <array>

#include "engine/value/operations.h"
#include "scheme/tracer.h"

namespace zhaoshang {

// Operands: the results of the rows that hold; `name` says what the hit policy makes of them.
Operation Tracer::table_operation(TracedFigure& figure, const DecisionTable& table,
                                  const Frame& frame) {
  Operation made;
  made.op = "table";
  made.name = std::string(hit_policy_word(table.hit));
  constexpr std::array<std::string_view, 5> kAggregates{"", " sum", " min", " max", " count"};
  made.name += kAggregates.at(static_cast<std::size_t>(table.aggregate));
  Operation inputs;
  inputs.op = "inputs";
  for (const DecisionTable::Input& input : table.inputs)
    inputs.operands.push_back(operation(figure, *input.expression, frame));
  made.operands.push_back(std::move(inputs));
  Evaluator evaluator(*data_);
  const auto hits = table.hits(evaluator, frame);
  for (std::size_t rule = 0; rule < hits.size(); ++rule) {
    if (hits[rule].empty()) continue;
    Operation row;
    row.op = "row";
    row.name = std::to_string(rule + 1);
    for (const NodePtr& result : table.rules[rule].results)
      row.operands.push_back(operation(figure, *result, frame));
    made.operands.push_back(std::move(row));
  }
  if (made.operands.size() == 1) {
    Operation otherwise;
    otherwise.op = "default";
    for (const DecisionTable::Output& output : table.outputs) {
      if (output.otherwise)
        otherwise.operands.push_back(operation(figure, *output.otherwise, frame));
    }
    made.operands.push_back(std::move(otherwise));
  }
  return made;
}

namespace {

Operation round_operation(const Quantum& quantum, Decimal scale, Operation of) {
  Operation made;
  made.op = "round";
  made.name = std::string(rounding_word(quantum.mode));
  made.operands.push_back(std::move(of));
  made.operands.push_back(Operation::constant(Value(quantum.quantum * scale)));
  return made;
}

/// The operation of a line on the total so far.
std::string_view symbol(Sheet::Step step) {
  switch (step) {
    case Sheet::Step::kPlus: return "+";
    case Sheet::Step::kMinus: return "-";
    case Sheet::Step::kTimes: return "*";
    case Sheet::Step::kCap: return "cap";
    case Sheet::Step::kFloor: return "floor";
    case Sheet::Step::kStart:
    case Sheet::Step::kRound: break;
  }
  return {};
}

}  // namespace

// Lines that act, in order; each takes the total so far and its own value.
Operation Tracer::sheet_operation(TracedFigure& figure, const Sheet& sheet, const Frame& frame) {
  Operation total = Operation::constant(Value());
  for (const Sheet::Line& line : sheet.lines) {
    if (line.when && !value_of(*line.when, frame).is_true()) continue;
    if (line.step == Sheet::Step::kRound) {
      total = round_operation(line.round, sheet.scale, std::move(total));
      continue;
    }
    Operation value = operation(figure, *line.value, frame);
    if (line.step == Sheet::Step::kStart) {
      total = std::move(value);
      continue;
    }
    Operation made;
    made.op = std::string(symbol(line.step));
    made.operands.push_back(std::move(total));
    made.operands.push_back(std::move(value));
    total = std::move(made);
  }
  return total;
}

Operation Tracer::brackets_operation(TracedFigure& figure, const Brackets& brackets,
                                     const Frame& frame) {
  const Operation amount = operation(figure, *brackets.of, frame);
  Evaluator evaluator(*data_);
  const bool slices = brackets.takes_slices(evaluator, frame);
  const Value whole = value_of(*brackets.of, frame);
  Operation sum;
  sum.op = slices ? "sum" : "bracket";
  for (const Brackets::Bracket& bracket : brackets.brackets) {
    const Value part = Brackets::part_in(bracket, whole, slices);
    if (part.is_null()) continue;
    Operation result = operation(figure, *bracket.result, frame);
    if (result.value && result.value->is(TypeKind::kNumber)) {
      Operation product;
      product.op = "*";
      if (slices) {
        Operation slice{"part", {}, {}, printable(part), {}};
        slice.operands.push_back(amount);
        slice.operands.push_back(Operation::constant(printable(bracket.low)));
        slice.operands.push_back(Operation::constant(printable(bracket.high)));
        product.operands.push_back(std::move(slice));
      } else {
        product.operands.push_back(amount);
      }
      product.operands.push_back(std::move(result));
      result = std::move(product);
    }
    sum.operands.push_back(std::move(result));
  }
  return sum;
}

Operation Tracer::finish_operation(TracedFigure& figure, const Finish& finish, const Frame& frame) {
  Operation made = operation(figure, *finish.value, frame);
  const auto around = [&](const char* op, const NodePtr& node) {
    if (!node) return;
    Operation outer;
    outer.op = op;
    outer.operands.push_back(std::move(made));
    outer.operands.push_back(operation(figure, *node, frame));
    made = std::move(outer);
  };
  around("otherwise", finish.otherwise);
  around("cap", finish.cap);
  around("floor", finish.floor);
  if (finish.round) made = round_operation(*finish.round, finish.scale, std::move(made));
  return made;
}

}  // namespace zhaoshang
