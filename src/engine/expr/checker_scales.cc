// Words of a scale are compared by their place on it: comparisons, ranges, and what min, max, sort,
// median and mode are given.
#include <algorithm>
#include <array>
#include <utility>

#include "engine/expr/checker.h"
#include "engine/expr/checker_kit.h"
#include "engine/expr/expr_diagnostics.h"
#include "engine/expr/function_kit.h"

namespace zhaoshang {

namespace {

/// A word by its place on a scale.
NodePtr place_of(NodePtr word, const Type& scale) {
  const Span span = word->span;
  NodePtr place = make(NodeKind::kPlace, Type::integer(), span, std::move(word));
  place->tested_type = scale;
  return place;
}

/// The word at a place of a scale.
NodePtr word_at(NodePtr place, const Type& scale) {
  List words(scale.scale()->begin(), scale.scale()->end());
  const Span span = place->span;
  NodePtr word = make(NodeKind::kIndex, scale, span, constant(std::move(words), span));
  word->children.push_back(std::move(place));
  return word;
}

NodePtr item_of(const Type& element, const Span& span) {
  return make(NodeKind::kLocal, element, span);
}

/// A list of words as the list of their places.
NodePtr places_in(NodePtr list, const Type& scale) {
  const Type places = Type::list(Type::integer());
  const Span span = list->span;
  const bool maps = list->kind == NodeKind::kMap && !list->children[1]->type.is(TypeKind::kList);
  if (maps) {
    NodePtr& body = list->children[1];
    body = place_of(std::move(body), scale);
    list->type = places;
    return list;
  }
  NodePtr item = item_of(list->type.element(), span);
  const bool related = list->related;
  NodePtr mapped = make(NodeKind::kMap, places, span, std::move(list));
  mapped->children.push_back(place_of(std::move(item), scale));
  mapped->related = related;
  return mapped;
}

bool goes_by_order(std::string_view function) {
  constexpr std::array<std::string_view, 5> kNames = {"min", "max", "sort", "median", "mode"};
  return std::find(kNames.begin(), kNames.end(), function) != kNames.end();
}

}  // namespace

void Checker::check_on_scale(const Node& word, const Type& scale) {
  if (word.kind == NodeKind::kConstant && word.value.is(TypeKind::kText)) {
    const std::vector<std::string>& words = *scale.scale();
    if (std::find(words.begin(), words.end(), word.value.text()) == words.end())
      fault(expr_diagnostics::not_on_scale(word.span, word.value.text(), scale));
  }
  if (word.kind != NodeKind::kList) return;
  for (const NodePtr& item : word.children) check_on_scale(*item, scale);
}

void Checker::place_on_scale(Operator op, NodePtr& left, NodePtr& right) {
  const bool orders = op == Operator::kLess || op == Operator::kLessEqual ||
                      op == Operator::kGreater || op == Operator::kGreaterEqual;
  const Type scale = left->type.scale() ? left->type : right->type;
  if (!scale.scale()) return;
  for (NodePtr* side : {&left, &right}) {
    Node& word = **side;
    check_on_scale(word, scale);
    if (!orders || !may_be(word.type, TypeKind::kText)) continue;
    *side = place_of(std::move(*side), scale);
  }
}

// A range of words goes by their places: ["副科级".."副处级"] holds what is at or above the one and
// at or below the other.
NodePtr Checker::range_on_scale(const Ast& ast, const Type& tested) {
  NodePtr both = make(NodeKind::kAnd, TypeKind::kBoolean, ast.span);
  for (std::size_t end = 0; end < 2; ++end) {
    if (!ast.children[end]) continue;
    const bool included = end == 0 ? ast.start_included : ast.end_included;
    const Operator op = end == 0 ? (included ? Operator::kGreaterEqual : Operator::kGreater)
                                 : (included ? Operator::kLessEqual : Operator::kLess);
    NodePtr value = make(NodeKind::kLocal, tested, ast.span);
    NodePtr endpoint = node(*ast.children[end]);
    place_on_scale(op, value, endpoint);
    check_operation(op, ast.span, *value, *endpoint,
                    type_of_operation(op, value->type, endpoint->type));
    NodePtr compared =
        make(NodeKind::kTestCompare, TypeKind::kBoolean, ast.span, std::move(endpoint));
    compared->children.push_back(std::move(value));
    compared->op = op;
    both->children.push_back(std::move(compared));
  }
  if (both->children.size() == 1) return std::move(both->children[0]);
  return both;
}

Type Checker::put_on_scale(std::string_view function, std::vector<NodePtr>& arguments,
                           std::vector<Type>& types) {
  if (!goes_by_order(function)) return {};
  Type scale = TypeKind::kNull;
  for (const Type& type : types) scale = common_type(scale, element_type(type));
  if (!scale.scale()) return {};
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    check_on_scale(*arguments[i], scale);
    arguments[i] = types[i].is(TypeKind::kList) ? places_in(std::move(arguments[i]), scale)
                                                : place_of(std::move(arguments[i]), scale);
    types[i] = arguments[i]->type;
  }
  return scale;
}

NodePtr Checker::words_of(NodePtr places, const Type& scale) {
  if (!scale.scale()) return places;
  if (!places->type.is(TypeKind::kList)) return word_at(std::move(places), scale);
  const Span span = places->span;
  NodePtr words = make(NodeKind::kMap, Type::list(scale), span, std::move(places));
  words->children.push_back(word_at(item_of(Type::integer(), span), scale));
  return words;
}

}  // namespace zhaoshang
