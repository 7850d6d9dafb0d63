// What a condition on one input comes to: the values for which it is true, those for which it is
// false. In: a comparison with a constant, and the values that the input can have. Cells of
// decision tables and conditions in expressions are both read by it.
#pragma once

#include <optional>

#include "engine/rules/domain.h"
#include "engine/rules/value_set.h"
#include "engine/value/operations.h"
#include "engine/value/value.h"

namespace zhaoshang {

/// Where a condition is true and where it is false; elsewhere it is null, as on an empty cell most
/// are.
struct Outcome {
  ValueSet yes;
  ValueSet no;
};

Outcome either(const Outcome& a, const Outcome& b);
Outcome both(const Outcome& a, const Outcome& b);
Outcome negation(const Outcome& outcome);

/// The comparison that says the same with its sides exchanged.
Operator mirrored(Operator op);

/// `x op value` for the values x of a domain; nullopt: the value is of another kind, or what comes
/// of it is not known.
std::optional<Outcome> outcome_of(Operator op, const Value& value, const Domain& domain);
/// `x in value`, where the value is one of the domain, a range of them, or a list of such.
std::optional<Outcome> outcome_in(const Value& value, const Domain& domain);

}  // namespace zhaoshang
