// Sheets and brackets as parts of a program: an amount worked from top to bottom in the order
// written, and an amount by bracket. In: checked nodes. Out: a column. Rounds only where the policy
// says so.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/base/source.h"
#include "engine/expr/evaluator.h"
#include "engine/expr/program.h"

namespace zhaoshang {

/// A quantum and how to come to it.
struct Quantum {
  Decimal quantum;
  Rounding mode = Rounding::kHalfUp;
};

/// A number, money or quantity brought to a multiple of `quantum` in the unit of measure `scale` (1
/// for 元, 10 000 for 万元); other kinds are null.
Value rounded(const Value& value, const Quantum& quantum, Decimal scale = 1);

/// An amount worked line by line: start, plus, minus, times, cap, floor, round.
class Sheet : public Extension {
 public:
  enum class Step : std::uint8_t { kStart, kPlus, kMinus, kTimes, kCap, kFloor, kRound };
  struct Line {
    Step step = Step::kStart;
    NodePtr value;  // null of kRound
    NodePtr when;   // null: always
    Quantum round;
    std::string clause;
    Span span;
  };
  std::vector<Line> lines;
  Type result_type;
  Decimal scale = 1;  // of the unit that rounding counts in

  Column evaluate(Evaluator& evaluator, const Frame& frame) const override;
  /// What the first `count` lines come to, for each row of a frame.
  std::vector<Value> amounts_after(std::size_t count, Evaluator& evaluator,
                                   const Frame& frame) const;
  void visit(const std::function<void(const Node&)>& visitor) const override;
};

/// An amount by bracket of `of`: the rate (times `of`) or the fixed amount of the bracket reached;
/// slice by slice, each slice at its own rate.
class Brackets : public Extension {
 public:
  struct Bracket {
    Value low, high;  // null: open; constants of the kind of `of`
    bool low_included = true;
    bool high_included = false;
    NodePtr result;  // a rate (number) or, where brackets are whole, an amount
    std::string clause;
    Span span;
  };
  bool slice = false;
  NodePtr word;  // "slice" or "whole", where a parameter says which; null: `slice` does
  NodePtr of;
  std::vector<Bracket> brackets;  // ascending, without gap or overlap over what they cover
  Type result_type;

  /// Whether amounts go slice by slice, in this run.
  bool takes_slices(Evaluator& evaluator, const Frame& frame) const;
  /// What of an amount a bracket takes: all of it where it is reached, or the slice that lies in
  /// it. Null: nothing.
  static Value part_in(const Bracket& bracket, const Value& amount, bool slices);

  Column evaluate(Evaluator& evaluator, const Frame& frame) const override;
  void visit(const std::function<void(const Node&)>& visitor) const override;
};

/// What may stand around a value: otherwise, cap, floor, round, in this order.
class Finish : public Extension {
 public:
  NodePtr value;
  NodePtr otherwise, cap, floor;
  std::optional<Quantum> round;
  Decimal scale = 1;

  Column evaluate(Evaluator& evaluator, const Frame& frame) const override;
  void visit(const std::function<void(const Node&)>& visitor) const override;
};

/// A node that stands for an extension.
NodePtr extension_node(std::shared_ptr<const Extension> extension, Type type, Span span);

}  // namespace zhaoshang
