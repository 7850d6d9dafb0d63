// A policy with other values of its parameters: worked examples and comparisons try them. In: a
// policy file's tree. Out: the tree as if those values were written in it.
#pragma once

#include <vector>

#include "engine/policy/document.h"

namespace zhaoshang {

/// Each parameter named has its value on every day. Names that are no parameters are left out: who
/// calls says so.
PolicyNode with_parameters(const PolicyNode& root, const std::vector<PolicyNode::Entry>& values);

}  // namespace zhaoshang
