// The unary tests of a cell as a set of values. In: the tests' syntax tree, the column's domain,
// and who evaluates constant expressions. Out: the values for which the tests are true, or nothing
// where that is no set over `?` alone.
#pragma once

#include <functional>
#include <optional>

#include "engine/expr/ast.h"
#include "engine/rules/domain.h"
#include "engine/rules/value_set.h"
#include "engine/value/value.h"

namespace zhaoshang {

/// The value of an expression that is the same for every row (a literal, a parameter in force);
/// nullopt: it is not.
using ConstantEvaluator = std::function<std::optional<Value>(const Ast&)>;

/// The values of `domain` that pass the tests (an AstKind::kTests node, or a single test). nullopt:
/// the tests depend on other names, compare another kind of value, or are too intricate to be a
/// set; the prover then says so.
std::optional<ValueSet> set_of(const Ast& tests, const Domain& domain,
                               const ConstantEvaluator& constant);

}  // namespace zhaoshang
