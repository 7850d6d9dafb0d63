// VALUE forms to programs. In: a form and what it may name. Out: a node that works it out, or null
// with diagnostics.
#pragma once

#include <optional>
#include <vector>

#include "engine/expr/checker.h"
#include "engine/rules/decision_table.h"
#include "engine/rules/sheet.h"
#include "scheme/policy.h"

namespace zhaoshang {

/// What a form is compiled for.
struct ValueScope {
  std::optional<std::uint32_t> table;
  std::vector<Checker::Variable> variables;
};

class ValueCompiler {
 public:
  ValueCompiler(Environment& environment, Diagnostics& diagnostics, Rigour rigour = Rigour::kPolicy)
      : environment_(environment), diagnostics_(diagnostics), rigour_(rigour) {}

  NodePtr compile(const ValueForm& form, const ValueScope& scope);
  NodePtr compile(const Feel& feel, const ValueScope& scope);
  NodePtr compile(const Ast& ast, const ValueScope& scope);
  /// The same, and its type must be `wanted` (or not known).
  NodePtr compile(const Feel& feel, const ValueScope& scope, TypeKind wanted,
                  std::string_view what);
  std::shared_ptr<DecisionTable> compile_table(const TableForm& form, const ValueScope& scope);

 private:
  NodePtr compile_brackets(const BracketForm& form, const ValueScope& scope);
  NodePtr compile_sheet(const std::vector<SheetLine>& lines, const ValueScope& scope,
                        const ValueForm& form);
  NodePtr finish(NodePtr value, const ValueForm& form, const ValueScope& scope);
  /// The scale that rounding counts in: of the form's unit, else 1.
  Decimal scale_of(const ValueForm& form, const Type& type);

  Environment& environment_;
  Diagnostics& diagnostics_;
  Rigour rigour_;
};

/// The value of a node that names nothing but scope and parameters is not known here; of a constant
/// one it is.
std::optional<Value> constant_value(const Node& node);

}  // namespace zhaoshang
