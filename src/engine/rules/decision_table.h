// A decision table as part of a program (DMN chapter 8). In: checked inputs, cells and results.
// Out: for each row of a batch the outcome of the hit policy. Proving it complete is proof.h's
// part, choosing among hits is hit_policy.h's.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/base/source.h"
#include "engine/expr/evaluator.h"
#include "engine/expr/program.h"
#include "engine/rules/hit_policy.h"

namespace zhaoshang {

/// A compiled decision table. Every node runs in the frame of the table, cells in one more whose
/// local 0 is the input.
class DecisionTable : public Extension {
 public:
  struct Input {
    std::string text;  // as written, for explanations
    NodePtr expression;
    NodePtr allowed;  // tests on the input's declared values; null: any
  };
  struct Output {
    std::string name;
    Type type;
    std::vector<Value> order;  // declared values, highest priority first
    NodePtr otherwise;         // default; null: none
  };
  struct Rule {
    std::vector<NodePtr> tests;    // per input; null: `-`
    std::vector<NodePtr> results;  // per output
    std::string annotation;
    std::string clause;
    Span span;
  };

  HitPolicy hit = HitPolicy::kUnique;
  HitAggregate aggregate = HitAggregate::kNone;
  std::vector<Input> inputs;
  std::vector<Output> outputs;
  std::vector<Rule> rules;
  Span span;

  /// Of one output its type, of several a context, of collecting policies a list.
  Type type() const;
  Column evaluate(Evaluator& evaluator, const Frame& frame) const override;
  std::optional<Column> evaluate_single(Evaluator& evaluator, const Frame& frame,
                                        const std::vector<std::vector<std::uint32_t>>& held) const;
  void visit(const std::function<void(const Node&)>& visitor) const override;
  /// For each rule the positions of the frame at which it holds; of `first`, at which no earlier
  /// one does.
  std::vector<std::vector<std::uint32_t>> hits(Evaluator& evaluator, const Frame& frame) const;
};

/// A node that stands for a table in a program.
NodePtr table_node(std::shared_ptr<const DecisionTable> table);

}  // namespace zhaoshang
