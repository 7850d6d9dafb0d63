// Which expressions of a policy were evaluated, and what came out. In: everything that is evaluated
// on the data watched. Out: an answer for any place in the policy's file.
#pragma once

#include <map>
#include <utility>

#include "engine/base/source.h"
#include "engine/expr/evaluator.h"

namespace zhaoshang {

class ReachedPlaces : public Observer {
 public:
  struct Outcome {
    bool evaluated = false;  // on one row at least
    bool was_true = false;   // of a condition
  };

  explicit ReachedPlaces(const SourceFile& policy) : policy_(policy) {}

  void observe(const Node& node, const Frame& frame, const Column& result) override;
  /// Of the expression written there: the largest part of it that was evaluated.
  Outcome at(const Span& expression) const;

 private:
  const SourceFile& policy_;
  std::map<std::pair<std::size_t, std::size_t>, Outcome> outcomes_;  // by begin and end
};

}  // namespace zhaoshang
