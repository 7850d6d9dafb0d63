// What the parts of the checker build nodes with.
#pragma once

#include <memory>
#include <utility>

#include "engine/expr/program.h"

namespace zhaoshang {

inline NodePtr make(NodeKind kind, Type type, const Span& span) {
  auto node = std::make_unique<Node>();
  node->kind = kind;
  node->type = std::move(type);
  node->span = span;
  return node;
}

inline NodePtr make(NodeKind kind, Type type, const Span& span, NodePtr child) {
  NodePtr node = make(kind, std::move(type), span);
  node->children.push_back(std::move(child));
  return node;
}

inline NodePtr constant(Value value, const Span& span) {
  NodePtr node = make(NodeKind::kConstant, type_of(value), span);
  node->value = std::move(value);
  return node;
}

inline bool may_be(const Type& type, TypeKind kind) {
  return type.is(kind) || type.is_any() || type.is(TypeKind::kNull);
}

inline bool is_row_list(const Type& type) {
  return type.is(TypeKind::kList) && type.element().is(TypeKind::kRow);
}

/// A number, money or a quantity: what does not fit between these is a fault of units (1万元 + 1).
inline bool is_amount(const Type& type) {
  return type.is(TypeKind::kNumber) || type.is(TypeKind::kMoney) || type.is(TypeKind::kQuantity);
}

}  // namespace zhaoshang
