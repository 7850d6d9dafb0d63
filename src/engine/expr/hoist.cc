#include "engine/expr/hoist.h"

#include <algorithm>

namespace zhaoshang {

namespace {

/// How many frames further in a child of a node runs; −1: one further out.
int frames_inside(const Node& node, std::size_t child) {
  const bool last = child + 1 == node.children.size();
  switch (node.kind) {
    case NodeKind::kMap:
    case NodeKind::kFilter:
    case NodeKind::kLatest:
    case NodeKind::kSortBy: return child == 1 ? 1 : 0;
    case NodeKind::kReplaceWhere: return child == 2 ? 1 : 0;
    case NodeKind::kFor:
    case NodeKind::kSome:
    case NodeKind::kEvery: return static_cast<int>(child);
    case NodeKind::kBind: return last ? 1 : 0;
    case NodeKind::kContext:
    case NodeKind::kOfRow: return 1;
    case NodeKind::kOuter: return -1;
    default: return 0;
  }
}

bool has_place(const Node& node) {
  return node.kind == NodeKind::kLocal || node.kind == NodeKind::kFrameRow ||
         node.kind == NodeKind::kFrameField || node.kind == NodeKind::kOfRow;
}

/// Nodes whose reading cannot be told from their members: they stay where they are.
bool is_opaque(const Node& node) {
  switch (node.kind) {
    case NodeKind::kTests:
    case NodeKind::kTestCompare:
    case NodeKind::kTestValue:
    case NodeKind::kDataCall:
    case NodeKind::kExtension: return true;
    case NodeKind::kFor: return node.sequential;
    default: return false;
  }
}

/// The least and greatest depth read.
struct Reads {
  std::optional<std::uint32_t> nearest;
  std::uint32_t farthest = 0;
};

// `level` is how many frames inside the first node's frame this one runs.
void find_reads(const Node& node, int level, Reads& reads) {
  const auto note = [&](int depth) {
    if (depth < 0) return;  // a frame that the part opens itself
    const auto found = static_cast<std::uint32_t>(depth);
    reads.nearest = reads.nearest ? std::min(*reads.nearest, found) : found;
    reads.farthest = std::max(reads.farthest, found);
  };
  if (has_place(node)) note(static_cast<int>(node.depth) - level);
  if (is_opaque(node)) note(0 - std::min(level, 0));
  for (std::size_t k = 0; k < node.children.size(); ++k) {
    find_reads(*node.children[k], level + frames_inside(node, k), reads);
  }
}

/// Takes one off every depth that reaches beyond the part itself.
void come_out(Node& node, int level) {
  if (has_place(node) && static_cast<int>(node.depth) >= level) --node.depth;
  for (std::size_t k = 0; k < node.children.size(); ++k)
    come_out(*node.children[k], level + frames_inside(node, k));
}

bool is_worth_moving(const Node& node) {
  switch (node.kind) {
    case NodeKind::kConstant:
    case NodeKind::kGlobal:
    case NodeKind::kLocal:
    case NodeKind::kFrameRow:
    case NodeKind::kFrameField:
    case NodeKind::kOuter: return false;
    default: return true;
  }
}

void hoist(NodePtr& node, int level) {
  if (level == 0 && is_worth_moving(*node)) {
    const auto nearest = nearest_read(*node);
    if (nearest && *nearest > 0) {
      auto outer = std::make_unique<Node>();
      outer->kind = NodeKind::kOuter;
      outer->type = node->type;
      outer->span = node->span;
      outer->related = node->related;
      outer->streams = node->streams;
      come_out(*node, 0);
      outer->children.push_back(std::move(node));
      node = std::move(outer);
      return;
    }
  }
  for (std::size_t k = 0; k < node->children.size(); ++k) {
    // Only parts that run in the body's own frame: those further in were seen to when their frame
    // was closed.
    if (level + frames_inside(*node, k) == 0) hoist(node->children[k], 0);
  }
}

}  // namespace

std::optional<std::uint32_t> nearest_read(const Node& node) {
  Reads reads;
  find_reads(node, 0, reads);
  return reads.nearest;
}

std::uint32_t farthest_read(const Node& node) {
  Reads reads;
  find_reads(node, 0, reads);
  return reads.farthest;
}

void hoist_invariants(NodePtr& body) { hoist(body, 0); }

}  // namespace zhaoshang
