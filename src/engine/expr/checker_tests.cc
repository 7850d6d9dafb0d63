// Unary tests: the cells of decision tables, and what stands after `in`.
#include <utility>

#include "engine/expr/checker.h"
#include "engine/expr/checker_kit.h"
#include "engine/expr/expr_diagnostics.h"

namespace zhaoshang {

namespace {

bool mentions_tested(const Ast& ast) {
  if (ast.kind == AstKind::kTested) return true;
  for (const AstPtr& child : ast.children) {
    if (child && mentions_tested(*child)) return true;
  }
  for (const Ast::Binding& binding : ast.bindings) {
    if (mentions_tested(*binding.domain)) return true;
    if (binding.domain_end && mentions_tested(*binding.domain_end)) return true;
  }
  for (const auto& [key, entry] : ast.entries) {
    if (mentions_tested(*entry)) return true;
  }
  return false;
}

}  // namespace

NodePtr Checker::in(const Ast& ast) {
  NodePtr value = node(*ast.children[0]);
  const Type tested = value->type;
  NodePtr result = make(NodeKind::kBind, TypeKind::kBoolean, ast.span, std::move(value));
  scopes_.push_back({std::nullopt, {{"", tested}}, false, true, false});
  NodePtr alternatives = make(NodeKind::kTests, TypeKind::kBoolean, ast.span);
  for (std::size_t i = 1; i < ast.children.size(); ++i) {
    const Ast& child = *ast.children[i];
    alternatives->children.push_back(child.kind == AstKind::kTests ? tests(child, tested)
                                                                   : test(child, tested));
  }
  scopes_.pop_back();
  result->children.push_back(std::move(alternatives));
  return result;
}

NodePtr Checker::tests(const Ast& ast, const Type& tested) {
  if (ast.kind != AstKind::kTests) return test(ast, tested);
  NodePtr result = make(NodeKind::kTests, TypeKind::kBoolean, ast.span);
  result->negated = ast.negated;
  for (const AstPtr& child : ast.children) result->children.push_back(tests(*child, tested));
  return result;
}

NodePtr Checker::test(const Ast& ast, const Type& tested) {
  if (ast.kind == AstKind::kTests) return tests(ast, tested);
  if (ast.kind == AstKind::kTestCompare) {
    NodePtr value = make(NodeKind::kLocal, tested, ast.span);
    NodePtr endpoint = node(*ast.children[0]);
    place_on_scale(ast.op, value, endpoint);
    check_operation(ast.op, ast.span, *value, *endpoint,
                    type_of_operation(ast.op, value->type, endpoint->type));
    NodePtr result =
        make(NodeKind::kTestCompare, TypeKind::kBoolean, ast.span, std::move(endpoint));
    result->children.push_back(std::move(value));
    result->op = ast.op;
    return result;
  }
  const Ast& inner = ast.kind == AstKind::kTestValue ? *ast.children[0] : ast;
  if (tested.scale() && inner.kind == AstKind::kRange) return range_on_scale(inner, tested);
  NodePtr expression = node(inner);
  NodePtr result = make(NodeKind::kTestValue, TypeKind::kBoolean, ast.span);
  result->uses_tested = mentions_tested(inner);
  if (!result->uses_tested) {
    const Type& found = expression->type;
    const bool holds_values = found.is(TypeKind::kRange) || found.is(TypeKind::kList);
    const Type& element = holds_values ? found.element() : found;
    const Type& whole = element.is(TypeKind::kRange) ? element.element() : element;
    const OperationType fits = type_of_operation(Operator::kEqual, tested, whole);
    const bool amounts = is_amount(tested) && is_amount(whole);
    if (fits.fault != OperationType::Fault::kNone && amounts) {
      check_operation(Operator::kEqual, ast.span, *make(NodeKind::kLocal, tested, ast.span),
                      *make(NodeKind::kLocal, whole, ast.span), fits);
    } else if (fits.fault != OperationType::Fault::kNone &&
               !(tested.is(TypeKind::kList) || found == tested)) {
      fault(expr_diagnostics::test_kind(ast.span, tested, whole));
    }
    if (tested.scale() && expression->kind == NodeKind::kConstant) {
      NodePtr value = make(NodeKind::kLocal, tested, ast.span);
      place_on_scale(Operator::kEqual, value, expression);
    }
  }
  result->children.push_back(std::move(expression));
  return result;
}

}  // namespace zhaoshang
