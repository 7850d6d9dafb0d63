// What the rules add to expressions, as operations: decision tables, sheets, brackets, and what may
// stand around a value.
#include <array>

#include <fmt/format.h>

#include "engine/value/operations.h"
#include "scheme/tracer.h"

namespace zhaoshang {

// The inputs; then each row that holds, with its tests and its results, and of each other the test
// that keeps it out; then the default where none holds. Tests read the inputs by their place.
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
  bool any = false;
  for (std::size_t rule = 0; rule < hits.size(); ++rule) {
    const bool holds = !hits[rule].empty();
    Operation row = Operation::of(holds ? "rule" : "other rule", {}, std::to_string(rule + 1));
    if (table.rules[rule].span.file != nullptr) row.source = place_text(table.rules[rule].span);
    row.operands.push_back(row_tests(figure, table, rule, holds, frame));
    if (!holds && row.operands.back().operands.empty()) continue;  // an earlier row was first
    for (std::size_t k = 0; holds && k < table.outputs.size(); ++k) {
      row.operands.push_back(
          Operation::of("entry", {operation(figure, *table.rules[rule].results[k], frame)},
                        table.outputs[k].name));
    }
    any = any || holds;
    made.operands.push_back(std::move(row));
  }
  if (any) return made;
  Operation otherwise = Operation::of("default", {});
  for (const DecisionTable::Output& output : table.outputs) {
    if (output.otherwise)
      otherwise.operands.push_back(
          Operation::of("entry", {operation(figure, *output.otherwise, frame)}, output.name));
  }
  made.operands.push_back(std::move(otherwise));
  return made;
}

/// The tests of a row that holds; of one that does not the first that keeps it out.
Operation Tracer::row_tests(TracedFigure& figure, const DecisionTable& table, std::size_t rule,
                            bool holds, const Frame& frame) {
  Operation tests = Operation::of("tests", {});
  for (std::size_t k = 0; k < table.inputs.size(); ++k) {
    const NodePtr& test = table.rules[rule].tests[k];
    if (!test) continue;
    Frame tested;
    tested.outer = &frame;
    tested.size = 1;
    tested.locals.push_back(Evaluator(*data_).evaluate(*table.inputs[k].expression, frame));
    const bool passes = value_of(*test, tested).is_true();
    if (!holds && passes) continue;
    bound_[{&tested, 0}] =
        Operation::leaf("input", printable(tested.locals[0].at(0)), std::to_string(k + 1));
    tests.operands.push_back(operation(figure, *test, tested));
    bound_.erase({&tested, 0});
    if (!holds) break;
  }
  return tests;
}

namespace {

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

/// What a declared rounding makes of an operation: to a multiple of what the policy says, in the
/// unit that it counts in.
Operation Tracer::rounded_operation(const Quantum& quantum, Decimal scale, Operation of) const {
  const std::string_view mode = rounding_word(quantum.mode);
  Operation to = Operation::leaf("declared", Value(quantum.quantum * scale),
                                 fmt::format("{} {}", quantum.quantum.to_string(), mode));
  if (scale != Decimal(1)) to.unit = scale.to_string();
  return Operation::of("round", {std::move(of), std::move(to)}, std::string(mode));
}

// Lines that act, in order; each takes the total so far and its own value.
Operation Tracer::sheet_operation(TracedFigure& figure, const Sheet& sheet, const Frame& frame) {
  Operation total = Operation::constant(Value());
  for (const Sheet::Line& line : sheet.lines) {
    if (line.when && !value_of(*line.when, frame).is_true()) continue;
    if (line.step == Sheet::Step::kRound) {
      total = rounded_operation(line.round, sheet.scale, std::move(total));
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
        slice.operands.push_back(literal(bracket.span, printable(bracket.low)));
        slice.operands.push_back(literal(bracket.span, printable(bracket.high)));
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
  if (finish.round) made = rounded_operation(*finish.round, finish.scale, std::move(made));
  return made;
}

}  // namespace zhaoshang
