// Values inside {} and [] that a comma cut: `{is: max(a, b)}` is two keys to YAML, `is` and `b)`.
// Finds them, reports `flow-comma` once for each, and puts the value together again so that the
// expression can still be checked.
#pragma once

#include <vector>

#include "engine/base/diagnostics.h"
#include "engine/policy/document.h"

namespace zhaoshang {

/// Whether a plain scalar opens brackets or a string that it does not close.
bool is_cut(const PolicyNode& node);

/// The items of a [] without those that are the rest of the item before them.
std::vector<PolicyNode> join_cut_items(std::vector<PolicyNode> items, Diagnostics& diagnostics);

/// The entries of a {} without those that are the rest of the value before them, or words without a
/// colon.
std::vector<PolicyNode::Entry> join_cut_entries(std::vector<PolicyNode::Entry> entries,
                                                Diagnostics& diagnostics);

/// The entries of a block without lines such as `键：值`, which YAML takes for a key without a
/// value.
std::vector<PolicyNode::Entry> without_unseen_colons(std::vector<PolicyNode::Entry> entries,
                                                     Diagnostics& diagnostics);

}  // namespace zhaoshang
