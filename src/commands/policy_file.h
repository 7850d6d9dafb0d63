// A policy opened by itself, without a workspace. In: a path. Out: the policy and its plan, or
// every fault. Reads no data.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/base/diagnostics.h"
#include "engine/base/source.h"
#include "engine/policy/document.h"
#include "scheme/plan.h"
#include "scheme/policy.h"

namespace zhaoshang {

/// A policy file read as far as its faults allow.
struct OpenedPolicy {
  std::unique_ptr<SourceFile> file;
  PolicyNode root;  // empty: no YAML
  Policy policy;
  std::unique_ptr<Plan> plan;  // null: it has faults, and all are reported

  bool is_valid() const { return plan != nullptr; }
};

/// Throws SystemError where the file cannot be read. The diagnostics must outlive the policy.
std::unique_ptr<OpenedPolicy> open_policy(const std::string& path, Diagnostics& diagnostics);

/// The policy as it is with other values of parameters: `set` of a worked example. nullptr after
/// diagnostics. Its places are those of `policy`, which must outlive it.
std::unique_ptr<OpenedPolicy> with_parameters(const OpenedPolicy& policy,
                                              const std::vector<PolicyNode::Entry>& set,
                                              Diagnostics& diagnostics);

}  // namespace zhaoshang
