// Conditions that come out the same whatever the data are. In: a checked expression and the values
// that its inputs can have. Out: every condition that never holds, or holds always, by exact
// reasoning over the values of one input; what cannot be decided so is passed over in silence.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/expr/program.h"
#include "engine/rules/domain.h"

namespace zhaoshang {

/// The values that an expression can have.
using DomainOf = std::function<Domain(const Node&)>;

/// One condition that decides nothing.
struct IdleCondition {
  enum class Why : std::uint8_t {
    kConstant,   // it names nothing that differs
    kSameSides,  // it compares a thing with itself
    kType,       // its input is of another type
    kValues,     // every value of its input passes, or none
    kEarlier,    // conditions before it leave its input no other values
  };
  const Node* node = nullptr;
  bool holds = false;  // always; else never
  Why why = Why::kConstant;
  std::string input;   // as written
  Type type;           // of the input
  std::string values;  // those that the input can have there, as unary tests; empty: any
};

/// Innermost ones only: what rests on one that was found is not judged again.
std::vector<IdleCondition> idle_conditions(const Node& root, const DomainOf& domain_of);

}  // namespace zhaoshang
