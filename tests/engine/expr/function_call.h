// Calls of catalogue functions written as FEEL, for rows of tests: `max([1, null])`. Arguments are
// constants; a call that no signature fits is "no signature".
#pragma once

#include <doctest/doctest.h>

#include <initializer_list>
#include <string>
#include <vector>

#include "engine/expr/ast.h"
#include "engine/expr/expression_text.h"
#include "engine/expr/functions.h"
#include "engine/value/operations.h"

namespace zhaoshang {

inline Value constant(const Ast& ast);

inline std::vector<Value> constants(const std::vector<AstPtr>& asts) {
  std::vector<Value> values;
  for (const AstPtr& ast : asts) values.push_back(ast ? constant(*ast) : Value());
  return values;
}

inline Value call_of(const Ast& ast) {
  const Function* function = find_function(ast.text);
  if (function == nullptr) return "no function";
  const std::vector<Value> values = constants(ast.children);
  std::vector<Type> types;
  for (const Value& value : values) types.push_back(type_of(value));
  const Call call = resolve_call(*function, types, ast.names);
  if (call.signature == nullptr) return "no signature";
  std::vector<Value> arguments;
  for (const auto& index : call.arguments) arguments.push_back(index ? values[*index] : Value());
  return call.signature->apply(arguments);
}

inline Value constant(const Ast& ast) {
  switch (ast.kind) {
    case AstKind::kLiteral: return ast.value;
    case AstKind::kNegate: return negate(constant(*ast.children[0]));
    case AstKind::kList: return List(constants(ast.children));
    case AstKind::kRange: {
      const std::vector<Value> ends = constants(ast.children);
      return Range{ends[0], ends[1], ast.start_included, ast.end_included};
    }
    case AstKind::kContext: {
      Context context;
      for (const auto& [name, value] : ast.entries)
        context.entries.emplace_back(name, constant(*value));
      return context;
    }
    case AstKind::kCall: return call_of(ast);
    default: return "no constant";
  }
}

/// The result of a call as FEEL.
inline std::string result_of(const std::string& call) {
  ExpressionText expression(call);
  const AstPtr ast = parse_expression(expression.source, expression.diagnostics);
  return ast ? to_feel(constant(*ast)) : expression.faults();
}

struct CallRow {
  std::string call;
  std::string result;
};

inline void check_calls(std::initializer_list<CallRow> rows) {
  for (const CallRow& row : rows) {
    CAPTURE(row.call);
    CHECK(result_of(row.call) == row.result);
  }
}

}  // namespace zhaoshang
