// Proving a decision table as it is loaded: no gap, no unintended overlap, no dead row. In: a
// table's form and what it was compiled to. Out: diagnostics, each with an input that shows the
// fault.
#pragma once

#include "engine/expr/checker.h"
#include "engine/rules/decision_table.h"
#include "engine/rules/domain.h"
#include "scheme/policy.h"

namespace zhaoshang {

/// The value of an expression of constants and parameters, as they are on a day; nullopt: it reads
/// rows.
std::optional<Value> value_on(const Node& node, const Environment& environment,
                              std::optional<Date> day);

/// The values that an expression can have: those that its column declares; counts are not below 0.
Domain domain_of(const Node& expression, const Environment& environment);

/// Reports the conditions of an expression that never hold, or always.
void check_conditions(const Node& root, const Environment& environment, Diagnostics& diagnostics);

/// Errors in a policy, warnings in `eval`. A null input is not asked for unless a row tests null: a
/// missing value makes the result missing, which is reported where it is used.
void prove_table(const TableForm& form, const DecisionTable& table, Environment& environment,
                 Rigour rigour, Diagnostics& diagnostics);

/// Brackets of an amount of a type, from the first one's low end upwards: below it there is no
/// bracket.
void prove_brackets(const TableForm& form, const Type& amount, Environment& environment,
                    Rigour rigour, Diagnostics& diagnostics);

}  // namespace zhaoshang
