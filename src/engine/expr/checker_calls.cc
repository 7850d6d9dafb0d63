// Calls: of functions of the catalogue, with what they ask of their arguments, of functions that
// read data, and of those whose arguments are functions.
#include <algorithm>
#include <initializer_list>
#include <utility>

#include "engine/base/suggest.h"
#include "engine/expr/aggregates.h"
#include "engine/expr/checker.h"
#include "engine/expr/checker_kit.h"
#include "engine/expr/expr_diagnostics.h"
#include "engine/expr/function_kit.h"
#include "engine/expr/hoist.h"
#include "engine/expr/regex.h"

namespace zhaoshang {

NodePtr Checker::latest(const Ast& ast) {
  if (ast.children.size() != 2) {
    return refuse(expr_diagnostics::wrong_arguments(ast.span, ast.text, ast.text + "(list, by)"),
                  ast.span);
  }
  NodePtr of = node(*ast.children[0]);
  const Type list_type = of->type.is(TypeKind::kList) ? of->type : Type::list(of->type);
  open_items(list_type);
  NodePtr key = node(*ast.children[1]);
  scopes_.pop_back();
  hoist_invariants(key);
  NodePtr result = make(NodeKind::kLatest, list_type.element(), ast.span, std::move(of));
  result->children.push_back(std::move(key));
  result->name = ast.text;
  return result;
}

NodePtr Checker::body_of_two(const Ast& function, const Type& first, const Type& second) {
  if (function.kind != AstKind::kFunction || function.names.size() != 2) return nullptr;
  scopes_.push_back({std::nullopt,
                     {{function.names[0], first}, {function.names[1], second}},
                     false,
                     false,
                     false});
  NodePtr body = node(*function.children[0]);
  scopes_.pop_back();
  require_boolean(*body, "function");
  return body;
}

namespace {

/// The arguments of a call in the order of `parameters`, whether named or not; empty: they do not
/// fit.
std::vector<const Ast*> arguments_in_order(const Ast& call,
                                           std::initializer_list<std::string_view> parameters) {
  if (call.children.size() != parameters.size()) return {};
  std::vector<const Ast*> in_order;
  for (const std::string_view parameter : parameters) {
    std::size_t found = in_order.size();
    if (!call.names[0].empty()) {
      found = static_cast<std::size_t>(std::find(call.names.begin(), call.names.end(), parameter) -
                                       call.names.begin());
    }
    if (found == call.children.size()) return {};
    in_order.push_back(call.children[found].get());
  }
  return in_order;
}

bool takes_function(const Ast& call) {
  return std::any_of(call.children.begin(), call.children.end(),
                     [](const AstPtr& child) { return child->kind == AstKind::kFunction; });
}

/// The type of what a call of constants gives, where the function's own type cannot be told:
/// duration("P1D") is of days, duration("P1M") of months. Any where it gives nothing.
Type type_of_constant_call(const Node& call) {
  std::vector<Value> values(call.arguments.size());
  for (std::size_t k = 0; k < call.arguments.size(); ++k) {
    if (!call.arguments[k]) continue;
    const Node& argument = *call.children[*call.arguments[k]];
    if (argument.kind != NodeKind::kConstant) return TypeKind::kAny;
    values[k] = argument.value;
  }
  const Value value = call.signature->apply(values);
  return value.is_null() ? Type(TypeKind::kAny) : type_of(value);
}

}  // namespace

NodePtr Checker::sort_by(const Ast& ast) {
  const auto arguments = arguments_in_order(ast, {"list", "precedes"});
  NodePtr of = arguments.empty() ? nullptr : node(*arguments[0]);
  NodePtr precedes =
      of ? body_of_two(*arguments[1], element_type(of->type), element_type(of->type)) : nullptr;
  if (!precedes) {
    fault(
        expr_diagnostics::wrong_arguments(ast.span, ast.text, "sort(list, function(x, y) x < y)"));
    return constant(Value(), ast.span);
  }
  const Type sorted = Type::list(element_type(of->type));
  NodePtr result = make(NodeKind::kSortBy, sorted, ast.span, std::move(of));
  result->related = result->children[0]->related;
  result->children.push_back(std::move(precedes));
  return result;
}

NodePtr Checker::replace_where(const Ast& ast) {
  const auto arguments = arguments_in_order(ast, {"list", "match", "newItem"});
  NodePtr of = arguments.empty() ? nullptr : node(*arguments[0]);
  NodePtr item = of ? node(*arguments[2]) : nullptr;
  NodePtr match = item ? body_of_two(*arguments[1], element_type(of->type), item->type) : nullptr;
  if (!match) {
    fault(expr_diagnostics::wrong_arguments(
        ast.span, ast.text, "list replace(list, function(item, newItem) item < newItem, newItem)"));
    return constant(Value(), ast.span);
  }
  const Type element = common_type(element_type(of->type), item->type);
  NodePtr result = make(NodeKind::kReplaceWhere, Type::list(element), ast.span, std::move(of));
  result->children.push_back(std::move(item));
  hoist_invariants(match);
  result->children.push_back(std::move(match));
  return result;
}

NodePtr Checker::dated_parameter(const Ast& ast) {
  auto found = environment_.find_global(ast.text, ast.name_span);
  if (!found || ast.children.size() != 1) return nullptr;
  NodePtr date = node(*ast.children[0]);
  if (!may_be(date->type, TypeKind::kDate)) fault(expr_diagnostics::not_dated(ast.span, ast.text));
  NodePtr result = make(NodeKind::kGlobal, found->type, ast.span, std::move(date));
  result->index = found->global;
  result->name = ast.text;
  return result;
}

std::optional<std::uint32_t> Checker::innermost_table() const {
  for (std::size_t i = scopes_.size(); i-- > 0;) {
    if (scopes_[i].table) return scopes_[i].table;
  }
  return std::nullopt;
}

void Checker::check_addends(Aggregate aggregate, const std::vector<NodePtr>& arguments) {
  const bool adds = aggregate == Aggregate::kSum || aggregate == Aggregate::kMean;
  const bool compares = aggregate == Aggregate::kMin || aggregate == Aggregate::kMax;
  if (arguments.empty() || !(adds || compares)) return;
  const Operator op = adds ? Operator::kAdd : Operator::kLess;
  const bool written = arguments.size() == 1 && arguments[0]->kind == NodeKind::kList;
  const std::vector<NodePtr>& addends = written ? arguments[0]->children : arguments;
  for (std::size_t i = 1; i < addends.size(); ++i) {
    const Node& first = *addends[0];
    const Node& other = *addends[i];
    check_operation(op, other.span, first, other, type_of_operation(op, first.type, other.type));
  }
}

void Checker::check_pattern(const Node& call, const Call& resolved) {
  const std::vector<Parameter>& parameters = resolved.signature->parameters;
  std::optional<std::string> pattern;
  std::string flags;
  const Node* place = nullptr;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const bool is_pattern = parameters[i].pattern;
    if (!(is_pattern || parameters[i].name == "flags") || !resolved.arguments[i]) continue;
    const Node& argument = *call.children[*resolved.arguments[i]];
    if (argument.kind != NodeKind::kConstant || !argument.value.is(TypeKind::kText)) return;
    if (is_pattern) {
      pattern = argument.value.text();
      place = &argument;
    } else {
      flags = argument.value.text();
    }
  }
  if (pattern && !Regex::compile(*pattern, flags)) {
    fault(expr_diagnostics::bad_pattern(place->span, *pattern));
  }
}

NodePtr Checker::call(const Ast& ast) {
  if (ast.text == "now" || ast.text == "today")
    return refuse(expr_diagnostics::clock_function(ast.span, ast.text), ast.span);
  if (ast.text == "latest" || ast.text == "earliest") return latest(ast);
  if (takes_function(ast)) return ast.text == "sort" ? sort_by(ast) : replace_where(ast);
  const Function* function = find_function(ast.text);
  if (function == nullptr) {
    if (NodePtr parameter = dated_parameter(ast)) return parameter;
  }
  NodePtr result = make(NodeKind::kCall, TypeKind::kAny, ast.span);
  std::vector<Type> types;
  for (const AstPtr& child : ast.children) {
    result->children.push_back(node(*child));
    types.push_back(result->children.back()->type);
  }
  if (function == nullptr) {
    if (auto found = environment_.find_function(ast.text, types, innermost_table())) {
      result->kind = NodeKind::kDataCall;
      result->type = found->type;
      result->index = found->function;
      result->name = ast.text;
      return result;
    }
    std::vector<std::string> known = function_names();
    for (std::string& name : environment_.data_function_names()) known.push_back(std::move(name));
    return refuse(
        expr_diagnostics::unknown_function(ast.name_span, ast.text, nearest(ast.text, known)),
        ast.span);
  }
  const Type scale = put_on_scale(ast.text, result->children, types);
  Call resolved = resolve_call(*function, types, ast.names);
  if (resolved.signature == nullptr) {
    std::string forms;
    for (const Signature& signature : function->signatures) {
      if (!forms.empty()) forms += ", ";
      forms += ast.text + "(";
      for (std::size_t i = 0; i < signature.parameters.size(); ++i) {
        if (i > 0) forms += ", ";
        forms += std::string(signature.parameters[i].name) +
                 (signature.parameters[i].variadic ? "…" : "");
      }
      forms += ")";
    }
    fault(expr_diagnostics::wrong_arguments(ast.span, ast.text, forms));
    return constant(Value(), ast.span);
  }
  if (const auto aggregate = aggregate_named(ast.text)) {
    if (result->children.size() == 1 && result->children[0]->streams) {
      if (NodePtr folded = fold(*aggregate, result->children[0], ast.span))
        return words_of(std::move(folded), scale);
    }
    check_addends(*aggregate, result->children);
  }
  check_pattern(*result, resolved);
  result->name = std::string(function->name);
  result->signature = resolved.signature;
  result->arguments = resolved.arguments;
  std::vector<Type> in_order;
  for (const auto& argument : resolved.arguments) {
    in_order.push_back(argument ? types[*argument] : Type(TypeKind::kNull));
  }
  result->type = resolved.signature->result(in_order);
  if (result->type.is_any()) result->type = type_of_constant_call(*result);
  for (const NodePtr& child : result->children) result->related |= child->related;
  return words_of(std::move(result), scale);
}

}  // namespace zhaoshang
