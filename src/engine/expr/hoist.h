// Moves what does not depend on an item out of the loop over items. In: the body of a filter, path,
// loop or search. Out: the same body, its invariant parts evaluated once for each position of the
// frame around it.
#pragma once

#include "engine/expr/program.h"

namespace zhaoshang {

/// Wraps every largest part of `body` that reads nothing of its own frame in a kOuter node.
void hoist_invariants(NodePtr& body);

/// The least depth, seen from the node's own frame, at which it reads anything; nullopt: it reads
/// nothing.
std::optional<std::uint32_t> nearest_read(const Node& node);
/// The greatest such depth; 0: it reads its own frame at most.
std::uint32_t farthest_read(const Node& node);

}  // namespace zhaoshang
