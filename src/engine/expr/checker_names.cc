// Names and paths: variables, items, fields of rows, globals, and what stands behind a dot.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "engine/base/suggest.h"
#include "engine/expr/checker.h"
#include "engine/expr/checker_kit.h"
#include "engine/expr/expr_diagnostics.h"
#include "engine/expr/hoist.h"
#include "engine/value/property_types.h"

namespace zhaoshang {

namespace {

bool has_field(const Type& context, std::string_view name) {
  return std::any_of(context.fields().begin(), context.fields().end(),
                     [&](const Type::Field& field) { return field.name == name; });
}

/// Fills in what a node that reads a field knows of it.
void read_field(Node& node, std::uint32_t table, const FieldInfo& field, std::string name) {
  node.table = table;
  node.index = field.field;
  node.missing = field.missing;
  node.name = std::move(name);
  node.related = is_row_list(field.type);
  node.streams = field.streams;
}

/// What a name of a table's rows stands for, which may depend on the rule's own row: the outermost.
template <typename Scopes>
const Ast* find_macro(const Scopes& scopes, Environment& environment, std::uint32_t table,
                      const std::string& name, const Span& span) {
  bool rule_has_span = false;
  bool rule_has_due = false;
  for (std::size_t i = scopes.size(); i-- > 0;) {
    if (scopes[i].table)
      rule_has_span = environment.find_field(*scopes[i].table, "span", span).has_value();
    for (const auto& variable : scopes[i].variables) rule_has_due |= variable.name == "due";
  }
  return environment.find_macro(table, name, rule_has_span, rule_has_due);
}

}  // namespace

NodePtr Checker::name(const Ast& ast) { return find_name(ast.text, ast.span); }

NodePtr Checker::find_name(const std::string& text, const Span& span) {
  std::vector<std::string> known;
  for (std::size_t i = scopes_.size(); i-- > 0;) {
    const Scope& scope = scopes_[i];
    const auto depth = static_cast<std::uint32_t>(scopes_.size() - 1 - i);
    for (std::size_t slot = 0; slot < scope.variables.size(); ++slot) {
      known.push_back(scope.variables[slot].name);
      if (scope.variables[slot].name != text) continue;
      // In a list of contexts that have an entry `item`, the name is that entry's (DMN 10.3.2.5).
      if (scope.is_item && has_field(scope.variables[slot].type, text)) break;
      if (scope.is_context) check_hidden(text, i, span);
      NodePtr result = make(NodeKind::kLocal, scope.variables[slot].type, span);
      result->depth = depth;
      result->slot = static_cast<std::uint32_t>(slot);
      return result;
    }
    if (scope.is_item && !scope.table) {
      const Type& item = scope.variables[0].type;
      bool has_entry = item.is_any();
      Type type;
      for (const Type::Field& field : item.fields()) {
        if (field.name != text) continue;
        has_entry = true;
        type = field.type;
      }
      // An item of unknown make may have the entry: found when it runs, unless the name means
      // something outside.
      if (has_entry && !(item.is_any() && i > 0 && environment_.find_global(text, span))) {
        bool bound_outside = false;
        for (std::size_t j = i; item.is_any() && j-- > 0;) {
          for (const Variable& variable : scopes_[j].variables)
            bound_outside |= variable.name == text;
        }
        if (!bound_outside) {
          NodePtr local = make(NodeKind::kLocal, item, span);
          local->depth = depth;
          NodePtr result = make(NodeKind::kEntry, type, span, std::move(local));
          result->name = text;
          return result;
        }
      }
    }
    if (scope.table) {
      if (text == "item" && scope.is_item) {
        NodePtr result = make(NodeKind::kFrameRow, Type::row(*scope.table), span);
        result->depth = depth;
        result->table = *scope.table;
        return result;
      }
      if (const Ast* body = find_macro(scopes_, environment_, *scope.table, text, span))
        return macro(*body, *scope.table, depth, span);
      if (auto found = environment_.find_field(*scope.table, text, span)) {
        NodePtr result = make(NodeKind::kFrameField, found->type, span);
        result->depth = depth;
        read_field(*result, *scope.table, *found, text);
        return result;
      }
      for (std::string& field : environment_.field_names(*scope.table))
        known.push_back(std::move(field));
    }
  }
  if (text == "this") {
    for (std::size_t i = 0; i < scopes_.size(); ++i) {
      if (!scopes_[i].table) continue;
      NodePtr result = make(NodeKind::kFrameRow, Type::row(*scopes_[i].table), span);
      result->depth = static_cast<std::uint32_t>(scopes_.size() - 1 - i);
      result->table = *scopes_[i].table;
      return result;
    }
  }
  if (auto found = environment_.find_global(text, span)) {
    if (is_row_list(found->type)) {
      NodePtr result = make(NodeKind::kTable, found->type, span);
      result->table = found->type.element().table();
      result->related = true;
      result->streams = found->streams;
      return result;
    }
    NodePtr result = make(NodeKind::kGlobal, found->type, span);
    result->index = found->global;
    result->name = text;
    if (found->dated) {
      for (std::size_t i = scopes_.size(); i-- > 0;) {
        if (!scopes_[i].table) continue;
        auto span_field = environment_.find_field(*scopes_[i].table, "span", span);
        if (!span_field) continue;
        NodePtr grain = make(NodeKind::kFrameField, span_field->type, span);
        grain->depth = static_cast<std::uint32_t>(scopes_.size() - 1 - i);
        grain->table = *scopes_[i].table;
        grain->index = span_field->field;
        NodePtr start = make(NodeKind::kProperty, TypeKind::kDate, span, std::move(grain));
        start->name = "start";
        result->children.push_back(std::move(start));
        break;
      }
      if (result->children.empty()) environment_.note_undated(result->index, span);
    }
    return result;
  }
  if (text == "?") return refuse(expr_diagnostics::nothing_tested(span), span);
  for (std::string& global : environment_.global_names()) known.push_back(std::move(global));
  return refuse(expr_diagnostics::unknown_name(span, text, nearest(text, known)), span);
}

void Checker::check_hidden(const std::string& name, std::size_t inside, const Span& span) {
  if (rigour_ == Rigour::kEval) return;
  for (std::size_t i = inside; i-- > 0;) {
    const Scope& scope = scopes_[i];
    const bool is_variable = std::any_of(scope.variables.begin(), scope.variables.end(),
                                         [&](const Variable& each) { return each.name == name; });
    if (is_variable) {
      diagnostics_.add(
          expr_diagnostics::shadowed(span, name, {"外层的同名变量", "a variable around it"}));
      return;
    }
    if (!scope.table || !environment_.has_field(*scope.table, name)) continue;
    const std::string table = environment_.table_name(*scope.table);
    diagnostics_.add(expr_diagnostics::shadowed(
        span, name, {fmt::format("{} 的“{}”", table, name), fmt::format("{} of {}", name, table)}));
    return;
  }
  if (!environment_.has_global(name)) return;
  diagnostics_.add(expr_diagnostics::shadowed(
      span, name, {"同名的参数、表或范围名称", "the parameter, table or scope name"}));
}

NodePtr Checker::dotted_name(const Ast& ast, const std::string& full) {
  for (std::size_t i = scopes_.size(); i-- > 0;) {
    if (!scopes_[i].table) continue;
    if (auto found = environment_.find_field(*scopes_[i].table, full, ast.span)) {
      NodePtr result = make(NodeKind::kFrameField, found->type, ast.span);
      result->depth = static_cast<std::uint32_t>(scopes_.size() - 1 - i);
      read_field(*result, *scopes_[i].table, *found, full);
      return result;
    }
  }
  return nullptr;
}

// A field's own name may have dots (target.paid_in, completion.paid_in, teams.paid_in.rank): the
// longest name that the row has is taken, before the path is walked step by step.
NodePtr Checker::path(const Ast& ast) {
  std::vector<const Ast*> steps;  // from the last step to the first
  const Ast* head = &ast;
  while (head->kind == AstKind::kPath) {
    steps.push_back(head);
    head = head->children[0].get();
  }
  NodePtr of;
  std::size_t next = steps.size();
  if (head->kind == AstKind::kName) {
    for (std::size_t taken = steps.size(); taken > 0 && !of; --taken) {
      std::string full = head->text;
      for (std::size_t k = 0; k < taken; ++k) full += "." + steps[steps.size() - 1 - k]->text;
      of = dotted_name(*steps[steps.size() - taken], full);
      if (of) next = steps.size() - taken;
    }
    if (!of) {
      for (std::size_t i = scopes_.size(); i-- > 0;) {
        if (!scopes_[i].table || !environment_.is_field_prefix(*scopes_[i].table, head->text))
          continue;
        if (environment_.find_field(*scopes_[i].table, head->text, head->span)) break;
        const std::string full = head->text + "." + steps.back()->text;
        return refuse(expr_diagnostics::unknown_field(
                          steps.back()->span, full, environment_.table_name(*scopes_[i].table),
                          nearest(full, environment_.field_names(*scopes_[i].table))),
                      ast.span);
      }
    }
  }
  if (!of) of = node(*head);
  while (next > 0) {
    const Type& type = of->type;
    const Type row = is_row_list(type) ? type.element() : type;
    std::size_t taken = 1;
    std::string full = steps[next - 1]->text;
    if (row.is(TypeKind::kRow)) {
      std::string longer = full;
      for (std::size_t k = 2; k <= next; ++k) {
        longer += "." + steps[next - k]->text;
        if (environment_.find_field(row.table(), longer, steps[next - k]->span)) {
          taken = k;
          full = longer;
        }
      }
    }
    of = path_of(std::move(of), full, *steps[next - taken]);
    next -= taken;
  }
  return of;
}

NodePtr Checker::path_of(NodePtr of, const std::string& text, const Ast& ast) {
  const Type type = of->type;
  if (type.is(TypeKind::kRow) || is_row_list(type)) {
    const std::uint32_t table = is_row_list(type) ? type.element().table() : type.table();
    auto found = environment_.find_field(table, text, ast.name_span);
    const Ast* const stands_for =
        found ? nullptr : find_macro(scopes_, environment_, table, text, ast.name_span);
    if (stands_for != nullptr) {
      open_items(type);
      NodePtr inner = node(*stands_for);
      scopes_.pop_back();
      hoist_invariants(inner);
      const Type one = inner->type;
      NodePtr of_each = make(NodeKind::kMap, Type::list(one), ast.span, std::move(of));
      of_each->children.push_back(std::move(inner));
      of_each->related = true;
      if (is_row_list(type)) return of_each;
      NodePtr result = make(NodeKind::kIndex, one, ast.span, std::move(of_each));
      result->children.push_back(constant(Value(1), ast.span));
      return result;
    }
    if (!found) {
      return refuse(
          expr_diagnostics::unknown_field(ast.name_span, text, environment_.table_name(table),
                                          nearest(text, environment_.field_names(table))),
          ast.span);
    }
    if (type.is(TypeKind::kRow)) {
      NodePtr result = make(NodeKind::kField, found->type, ast.span, std::move(of));
      read_field(*result, table, *found, text);
      return result;
    }
    NodePtr body = make(NodeKind::kFrameField, found->type, ast.name_span);
    read_field(*body, table, *found, text);
    const bool flattens = is_row_list(found->type);
    NodePtr result = make(NodeKind::kMap, flattens ? found->type : Type::list(found->type),
                          ast.span, std::move(of));
    result->streams = result->children[0]->streams || body->streams;
    result->children.push_back(std::move(body));
    result->related = true;
    return result;
  }
  const Type& item = type.is(TypeKind::kList) ? type.element() : type;
  if (item.is(TypeKind::kContext) || item.is_any() || item.is(TypeKind::kNull)) {
    Type entry;
    bool known = item.fields().empty();
    for (const Type::Field& field : item.fields()) {
      if (field.name != text) continue;
      known = true;
      entry = field.type;
    }
    if (!known) {
      std::vector<std::string> names;
      for (const Type::Field& field : item.fields()) names.push_back(field.name);
      fault(expr_diagnostics::unknown_field(ast.name_span, text, "context", nearest(text, names)));
    }
    NodePtr result = make(NodeKind::kEntry, type.is(TypeKind::kList) ? Type::list(entry) : entry,
                          ast.span, std::move(of));
    result->name = text;
    return result;
  }
  Type property_type = property_type_of(item, text);
  if (property_type.is(TypeKind::kNull))
    fault(expr_diagnostics::unknown_property(ast.name_span, text, item));
  NodePtr result = make(NodeKind::kProperty,
                        type.is(TypeKind::kList) ? Type::list(property_type) : property_type,
                        ast.span, std::move(of));
  result->name = text;
  return result;
}

}  // namespace zhaoshang
