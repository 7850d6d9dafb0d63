#include "engine/expr/checker.h"

#include <algorithm>
#include <utility>

#include "engine/base/suggest.h"
#include "engine/expr/aggregates.h"
#include "engine/expr/checker_kit.h"
#include "engine/expr/expr_diagnostics.h"
#include "engine/expr/function_kit.h"
#include "engine/expr/hoist.h"

namespace zhaoshang {

namespace {

/// Whether anything in the body of a filter or path reads more than its item.
bool reads_beyond_item(const Node& body) {
  bool beyond = false;
  visit(body, [&](const Node& part) {
    beyond = beyond || part.kind == NodeKind::kOuter || part.kind == NodeKind::kDataCall;
  });
  return beyond || nearest_read(body).value_or(0) > 0 || farthest_read(body) > 0;
}

bool names_variable(const Ast& ast, std::string_view name) {
  if (ast.kind == AstKind::kName && ast.text == name) return true;
  for (const AstPtr& child : ast.children) {
    if (child && names_variable(*child, name)) return true;
  }
  for (const auto& [key, entry] : ast.entries) {
    if (names_variable(*entry, name)) return true;
  }
  for (const Ast::Binding& binding : ast.bindings) {
    if (names_variable(*binding.domain, name)) return true;
  }
  return false;
}

/// An expression in which every `from` is called `to`; null where a binding within takes the name
/// for its own.
AstPtr renamed(const Ast& ast, std::string_view from, const std::string& to) {
  auto copy = std::make_unique<Ast>();
  copy->kind = ast.kind;
  copy->span = ast.span;
  copy->name_span = ast.name_span;
  copy->value = ast.value;
  copy->text = ast.kind == AstKind::kName && ast.text == from ? to : ast.text;
  copy->op = ast.op;
  copy->negated = ast.negated;
  copy->start_included = ast.start_included;
  copy->end_included = ast.end_included;
  copy->type_text = ast.type_text;
  copy->names = ast.names;
  copy->height = ast.height;
  bool is_whole = true;
  const auto copied = [&](const AstPtr& part) {
    AstPtr made = part ? renamed(*part, from, to) : nullptr;
    is_whole = is_whole && (made || !part);
    return made;
  };
  for (const AstPtr& child : ast.children) copy->children.push_back(copied(child));
  for (const auto& [key, entry] : ast.entries) {
    is_whole = is_whole && key != from;
    copy->entries.emplace_back(key, copied(entry));
  }
  for (const Ast::Binding& binding : ast.bindings) {
    is_whole = is_whole && binding.name != from;
    copy->bindings.push_back(
        {binding.name, binding.span, copied(binding.domain), copied(binding.domain_end)});
  }
  return is_whole ? std::move(copy) : nullptr;
}

/// Whether a bare name may be a column of the table: in the scope of its rows it would be read so.
bool names_column(const Ast& ast, std::uint32_t table, const Environment& environment) {
  if (ast.kind == AstKind::kName && environment.has_field(table, ast.text)) return true;
  const auto names = [&](const AstPtr& part) {
    return part && names_column(*part, table, environment);
  };
  return std::any_of(ast.children.begin(), ast.children.end(), names) ||
         std::any_of(ast.entries.begin(), ast.entries.end(),
                     [&](const auto& entry) { return names(entry.second); }) ||
         std::any_of(ast.bindings.begin(), ast.bindings.end(), [&](const Ast::Binding& binding) {
           return names(binding.domain) || names(binding.domain_end);
         });
}

}  // namespace

Program Checker::check(const Ast& ast, std::optional<std::uint32_t> table) {
  Program program;
  program.table = table;
  program.root = check_with(ast, table, {});
  return program;
}

NodePtr Checker::check_with(const Ast& ast, std::optional<std::uint32_t> table,
                            std::vector<Variable> variables) {
  failed_ = false;
  scopes_.clear();
  scopes_.push_back({table, {}, false, false, false});
  if (!variables.empty())
    scopes_.push_back({std::nullopt, std::move(variables), false, false, false});
  NodePtr result = node(ast);
  refuse_held_streams(*result);
  return failed_ ? nullptr : std::move(result);
}

NodePtr Checker::check_tests(const Ast& ast, std::optional<std::uint32_t> table,
                             std::vector<Variable> variables, const Type& tested) {
  failed_ = false;
  scopes_.clear();
  scopes_.push_back({table, {}, false, false, false});
  if (!variables.empty())
    scopes_.push_back({std::nullopt, std::move(variables), false, false, false});
  scopes_.push_back({std::nullopt, {{"?", tested}}, false, true, false});
  NodePtr result = tests(ast, tested);
  refuse_held_streams(*result);
  return failed_ ? nullptr : std::move(result);
}

void Checker::fault(Diagnostic diagnostic) {
  if (rigour_ == Rigour::kEval) {
    diagnostic.severity = Severity::kWarning;
  } else {
    failed_ = true;
  }
  diagnostics_.add(std::move(diagnostic));
}

NodePtr Checker::refuse(Diagnostic diagnostic, const Span& span) {
  failed_ = true;
  diagnostics_.add(std::move(diagnostic));
  return make(NodeKind::kConstant, TypeKind::kAny, span);
}

NodePtr Checker::node(const Ast& ast) {
  switch (ast.kind) {
    case AstKind::kLiteral: return constant(ast.value, ast.span);
    case AstKind::kName: return name(ast);
    case AstKind::kNegate: return negation(ast);
    case AstKind::kBinary: return binary(ast);
    case AstKind::kAnd:
    case AstKind::kOr: return logic(ast);
    case AstKind::kIf: return choice(ast);
    case AstKind::kFor: return loop(ast);
    case AstKind::kSome:
    case AstKind::kEvery: return quantified(ast);
    case AstKind::kBetween: return between(ast);
    case AstKind::kIn: return in(ast);
    case AstKind::kTests:
    case AstKind::kTestCompare:
    case AstKind::kTestValue: return refuse(expr_diagnostics::nothing_tested(ast.span), ast.span);
    case AstKind::kTested: {
      for (std::size_t i = scopes_.size(); i-- > 0;) {
        if (!scopes_[i].is_tested) continue;
        NodePtr result = make(NodeKind::kLocal, scopes_[i].variables[0].type, ast.span);
        result->depth = static_cast<std::uint32_t>(scopes_.size() - 1 - i);
        return result;
      }
      return find_name("?", ast.span);
    }
    case AstKind::kRange: return range(ast);
    case AstKind::kList: return list(ast);
    case AstKind::kContext: return context(ast);
    case AstKind::kPath: return path(ast);
    case AstKind::kFilter: return filter(ast);
    case AstKind::kCall: return call(ast);
    case AstKind::kInstanceOf: return instance_of(ast);
    case AstKind::kFunction: break;  // sort and list replace see to theirs
  }
  return refuse(expr_diagnostics::unknown_name(ast.span, ast.span.text(), {}), ast.span);
}

NodePtr Checker::negation(const Ast& ast) {
  NodePtr operand = node(*ast.children[0]);
  const Type type = operand->type;
  if (operand->kind == NodeKind::kConstant && !operand->value.is_null()) {
    Value negated = negate(operand->value);
    if (!negated.is_null()) return constant(std::move(negated), ast.span);
  }
  const bool fits = type.is_any() || type.is(TypeKind::kNull) || type.is(TypeKind::kNumber) ||
                    type.is(TypeKind::kMoney) || type.is(TypeKind::kQuantity) ||
                    type.is(TypeKind::kDaysDuration) || type.is(TypeKind::kMonthsDuration);
  if (!fits)
    fault(
        expr_diagnostics::kinds_do_not_fit(ast.span, Operator::kSubtract, TypeKind::kNumber, type));
  return make(NodeKind::kNegate, type, ast.span, std::move(operand));
}

void Checker::check_operation(Operator op, const Span& span, const Node& left, const Node& right,
                              const OperationType& found) {
  switch (found.fault) {
    case OperationType::Fault::kNone: return;
    case OperationType::Fault::kKinds:
      if (is_amount(left.type) && is_amount(right.type)) {
        refuse(expr_diagnostics::kinds_do_not_fit(span, op, left.type, right.type), span);
      } else {
        fault(expr_diagnostics::kinds_do_not_fit(span, op, left.type, right.type));
      }
      return;
    case OperationType::Fault::kDurations:
      fault(expr_diagnostics::durations_differ(span, op));
      return;
    case OperationType::Fault::kCurrencies:
      refuse(expr_diagnostics::currencies_differ(span, op, left.type, right.type), span);
      return;
    case OperationType::Fault::kUnits:
      refuse(expr_diagnostics::units_differ(span, op, left.type, right.type), span);
      return;
  }
}

NodePtr Checker::binary(const Ast& ast) {
  NodePtr left = node(*ast.children[0]);
  NodePtr right = node(*ast.children[1]);
  place_on_scale(ast.op, left, right);
  const OperationType found = type_of_operation(ast.op, left->type, right->type);
  check_operation(ast.op, ast.name_span.file ? ast.name_span : ast.span, *left, *right, found);
  NodePtr result = make(NodeKind::kBinary, found.type, ast.span, std::move(left));
  result->children.push_back(std::move(right));
  result->op = ast.op;
  return result;
}

void Checker::require_boolean(const Node& condition, std::string_view where) {
  if (!may_be(condition.type, TypeKind::kBoolean)) {
    fault(expr_diagnostics::not_boolean(condition.span, where, condition.type));
  }
}

NodePtr Checker::logic(const Ast& ast) {
  NodePtr result = make(ast.kind == AstKind::kAnd ? NodeKind::kAnd : NodeKind::kOr,
                        TypeKind::kBoolean, ast.span);
  for (const AstPtr& child : ast.children) {
    result->children.push_back(node(*child));
    require_boolean(*result->children.back(), ast.kind == AstKind::kAnd ? "and" : "or");
  }
  return result;
}

NodePtr Checker::choice(const Ast& ast) {
  NodePtr result = make(NodeKind::kIf, TypeKind::kAny, ast.span);
  for (const AstPtr& child : ast.children) result->children.push_back(node(*child));
  require_boolean(*result->children[0], "if");
  const Type& yes = result->children[1]->type;
  const Type& no = result->children[2]->type;
  const OperationType fits = type_of_operation(Operator::kEqual, yes, no);
  if (is_amount(yes) && is_amount(no) && fits.fault != OperationType::Fault::kNone) {
    return refuse(expr_diagnostics::branches_differ(result->children[2]->span, yes, no), ast.span);
  }
  result->type = common_type(yes, no);
  return result;
}

std::vector<NodePtr> Checker::iterators(const Ast& ast) {
  std::vector<NodePtr> lists;
  for (const Ast::Binding& binding : ast.bindings) {
    NodePtr domain = node(*binding.domain);
    Type item;
    if (binding.domain_end) {
      NodePtr end = node(*binding.domain_end);
      item = domain->type.is(TypeKind::kDate) ? Type(TypeKind::kDate) : Type::integer();
      NodePtr counting = make(NodeKind::kCount, Type::list(item), binding.span, std::move(domain));
      counting->children.push_back(std::move(end));
      domain = std::move(counting);
    } else if (domain->type.is(TypeKind::kRange)) {
      item = domain->type.element();
    } else {
      item = domain->type.is(TypeKind::kList) ? domain->type.element() : domain->type;
    }
    lists.push_back(std::move(domain));
    check_hidden(binding.name, scopes_.size(), binding.span);
    scopes_.push_back({std::nullopt, {{binding.name, item}}, false, false, false});
  }
  return lists;
}

NodePtr Checker::loop(const Ast& ast) {
  NodePtr result = make(NodeKind::kFor, TypeKind::kAny, ast.span);
  const std::size_t outer = scopes_.size();
  result->children = iterators(ast);
  result->sequential = names_variable(*ast.children[0], "partial");
  for (const Ast::Binding& binding : ast.bindings) result->sequential &= binding.name != "partial";
  if (result->sequential)
    scopes_.back().variables.push_back({"partial", Type::list(TypeKind::kAny)});
  NodePtr body = node(*ast.children[0]);
  scopes_.resize(outer);
  if (!result->sequential) hoist_invariants(body);
  result->type = Type::list(body->type);
  // `for p in payments return p.amount` is payments.amount: its sum over no rows is zero as well.
  for (const NodePtr& domain : result->children) result->related |= domain->related;
  result->children.push_back(std::move(body));
  return result;
}

// `some a in attendance satisfies a.status = "在岗"` is any(attendance.(status = "在岗")) where
// rows stream by: what a fold keeps.
NodePtr Checker::folded_quantifier(const Ast& ast) {
  if (ast.bindings.size() != 1 || ast.bindings[0].domain_end) return nullptr;
  NodePtr rows = node(*ast.bindings[0].domain);
  if (!rows->streams || !is_row_list(rows->type)) return nullptr;
  const Ast& condition = *ast.children[0];
  if (names_column(condition, rows->type.element().table(), environment_)) return nullptr;
  const AstPtr of_item = renamed(condition, ast.bindings[0].name, "item");
  if (!of_item) return nullptr;
  open_items(rows->type);
  NodePtr truth = node(*of_item);
  scopes_.pop_back();
  require_boolean(*truth, "satisfies");
  NodePtr truths = make(NodeKind::kMap, Type::list(TypeKind::kBoolean), ast.span, std::move(rows));
  truths->children.push_back(std::move(truth));
  truths->streams = true;
  return fold(ast.kind == AstKind::kSome ? Aggregate::kAny : Aggregate::kAll, truths, ast.span);
}

NodePtr Checker::quantified(const Ast& ast) {
  if (NodePtr folded = folded_quantifier(ast)) return folded;
  NodePtr result = make(ast.kind == AstKind::kSome ? NodeKind::kSome : NodeKind::kEvery,
                        TypeKind::kBoolean, ast.span);
  const std::size_t outer = scopes_.size();
  result->children = iterators(ast);
  NodePtr condition = node(*ast.children[0]);
  require_boolean(*condition, "satisfies");
  scopes_.resize(outer);
  hoist_invariants(condition);
  result->children.push_back(std::move(condition));
  return result;
}

NodePtr Checker::between(const Ast& ast) {
  NodePtr result = make(NodeKind::kBetween, TypeKind::kBoolean, ast.span);
  for (const AstPtr& child : ast.children) result->children.push_back(node(*child));
  for (std::size_t end : {std::size_t{1}, std::size_t{2}}) {
    const Operator op = end == 1 ? Operator::kGreaterEqual : Operator::kLessEqual;
    const Node& value = *result->children[0];
    const Node& bound = *result->children[end];
    check_operation(op, bound.span, value, bound, type_of_operation(op, value.type, bound.type));
  }
  return result;
}

NodePtr Checker::range(const Ast& ast) {
  NodePtr result = make(NodeKind::kRange, TypeKind::kAny, ast.span);
  Type element = TypeKind::kNull;
  for (const AstPtr& child : ast.children) {
    result->children.push_back(child ? node(*child) : constant(Value(), ast.span));
    element = common_type(element, result->children.back()->type);
  }
  const Node& start = *result->children[0];
  const Node& end = *result->children[1];
  if (!start.type.is(TypeKind::kNull) && !end.type.is(TypeKind::kNull)) {
    check_operation(Operator::kLess, ast.span, start, end,
                    type_of_operation(Operator::kLess, start.type, end.type));
  }
  result->type = Type::range(element);
  for (std::size_t side = 0; side < 2; ++side) {
    const Node& written = *result->children[side];
    if (!ast.children[side] || written.kind != NodeKind::kConstant || !written.value.is_null())
      continue;
    fault(expr_diagnostics::null_end(written.span));
    NodePtr nothing = constant(Value(), ast.span);
    nothing->type = result->type;
    return nothing;
  }
  result->start_included = ast.start_included;
  result->end_included = ast.end_included;
  return result;
}

NodePtr Checker::list(const Ast& ast) {
  NodePtr result = make(NodeKind::kList, TypeKind::kAny, ast.span);
  Type element = TypeKind::kNull;
  for (const AstPtr& child : ast.children) {
    result->children.push_back(node(*child));
    element = common_type(element, result->children.back()->type);
  }
  result->type = Type::list(ast.children.empty() ? Type(TypeKind::kAny) : element);
  return result;
}

NodePtr Checker::context(const Ast& ast) {
  NodePtr result = make(NodeKind::kContext, TypeKind::kAny, ast.span);
  std::vector<Type::Field> fields;
  for (const auto& [key, entry] : ast.entries) {
    std::vector<Variable> so_far;
    for (const Type::Field& field : fields) so_far.push_back({field.name, field.type});
    scopes_.push_back({std::nullopt, std::move(so_far), false, false, true});
    result->children.push_back(node(*entry));
    scopes_.pop_back();
    result->names.push_back(key);
    fields.push_back({key, result->children.back()->type});
  }
  result->type = Type::context(std::move(fields));
  return result;
}

void Checker::open_items(const Type& list) {
  const Type item = list.is(TypeKind::kList) ? list.element() : list;
  if (item.is(TypeKind::kRow)) {
    scopes_.push_back({item.table(), {}, true, false, false});
  } else {
    scopes_.push_back({std::nullopt, {{"item", item}}, true, false, false});
  }
}

NodePtr Checker::filter(const Ast& ast) {
  NodePtr of = node(*ast.children[0]);
  const Type of_type = of->type;
  const Type list_type = of_type.is(TypeKind::kList) ? of_type : Type::list(of_type);
  const bool related = of->related || is_row_list(of_type);
  const bool streams = of->streams;
  open_items(list_type);
  NodePtr condition = node(*ast.children[1]);
  scopes_.pop_back();
  if (condition->type.is(TypeKind::kNumber)) {
    NodePtr position =
        node(*ast.children[1]);  // again, outside the items: an index is not one of their fields
    NodePtr result = make(NodeKind::kIndex, list_type.element(), ast.span, std::move(of));
    result->children.push_back(std::move(position));
    return result;
  }
  require_boolean(*condition, "[ ]");
  hoist_invariants(condition);
  NodePtr result = make(NodeKind::kFilter, list_type, ast.span, std::move(of));
  result->children.push_back(std::move(condition));
  result->related = related;
  result->streams = streams;
  return result;
}

NodePtr Checker::macro(const Ast& body, std::uint32_t table, std::uint32_t depth,
                       const Span& span) {
  scopes_.push_back({table, {}, true, false, false});
  NodePtr inner = node(body);
  scopes_.pop_back();
  hoist_invariants(inner);
  const Type type = inner->type;
  NodePtr result = make(NodeKind::kOfRow, type, span, std::move(inner));
  result->depth = depth;
  result->table = table;
  return result;
}

NodePtr Checker::fold(Aggregate aggregate, NodePtr& list, const Span& span) {
  NodePtr element;
  NodePtr* source = &list;
  if ((*source)->kind == NodeKind::kMap) {
    if (reads_beyond_item(*(*source)->children[1]) || (*source)->children[1]->streams)
      return nullptr;
    source = &(*source)->children[0];
  }
  std::vector<NodePtr*> conditions;
  while ((*source)->kind == NodeKind::kFilter) {
    if (reads_beyond_item(*(*source)->children[1])) return nullptr;
    conditions.push_back(&(*source)->children[1]);
    source = &(*source)->children[0];
  }
  Node& relation = **source;
  if (relation.kind != NodeKind::kFrameField && relation.kind != NodeKind::kField) return nullptr;
  if (list->kind == NodeKind::kMap) element = std::move(list->children[1]);
  NodePtr filter;
  for (NodePtr* condition : conditions) {
    if (!filter) {
      filter = std::move(*condition);
      continue;
    }
    NodePtr both =
        make(NodeKind::kAnd, TypeKind::kBoolean, (*condition)->span, std::move(*condition));
    both->children.push_back(std::move(filter));
    filter = std::move(both);
  }
  auto found = environment_.fold_field(relation.table, relation.index, aggregate, std::move(filter),
                                       std::move(element), span);
  if (!found) return nullptr;
  NodePtr result = std::move(*source);
  result->type = found->type;
  result->span = span;
  result->index = found->field;
  result->missing = Missing::kNone;
  result->related = false;
  result->streams = false;
  return result;
}

void Checker::refuse_held_streams(const Node& root) {
  std::vector<const Node*> open{&root};
  while (!open.empty()) {
    const Node& node = *open.back();
    open.pop_back();
    if (node.streams) {
      failed_ = true;
      diagnostics_.add(expr_diagnostics::cannot_stream(node.span));
      continue;
    }
    for (const NodePtr& child : node.children) open.push_back(child.get());
  }
}

NodePtr Checker::instance_of(const Ast& ast) {
  NodePtr value = node(*ast.children[0]);
  auto type = type_by_name(ast.type_text);
  if (!type) return refuse(expr_diagnostics::unknown_type(ast.name_span, ast.type_text), ast.span);
  NodePtr result = make(NodeKind::kInstanceOf, TypeKind::kBoolean, ast.span, std::move(value));
  result->tested_type = *type;
  return result;
}

}  // namespace zhaoshang
