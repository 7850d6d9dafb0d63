#include "commands/policy_file.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "commands/example_diagnostics.h"
#include "scheme/parameter_values.h"

namespace zhaoshang {
namespace {

std::vector<std::string> names_of(const OpenedPolicy& policy) {
  std::vector<std::string> names;
  for (const ParameterForm& each : policy.policy.parameters) names.push_back(each.name);
  return names;
}

}  // namespace

std::unique_ptr<OpenedPolicy> open_policy(const std::string& path, Diagnostics& diagnostics) {
  auto opened = std::make_unique<OpenedPolicy>();
  opened->file = std::make_unique<SourceFile>(path, read_document(path));
  const std::size_t before = diagnostics.error_count();
  if (auto root = load_document(*opened->file, diagnostics)) {
    opened->root = std::move(*root);
    opened->policy = read_policy(opened->root, diagnostics);
    opened->plan = Plan::compile(opened->policy, diagnostics);
  }
  if (diagnostics.error_count() > before) opened->plan.reset();
  return opened;
}

std::unique_ptr<OpenedPolicy> with_parameters(const OpenedPolicy& policy,
                                              const std::vector<PolicyNode::Entry>& set,
                                              Diagnostics& diagnostics) {
  for (const PolicyNode::Entry& each : set) {
    const std::vector<std::string> known = names_of(policy);
    if (std::find(known.begin(), known.end(), each.key) != known.end()) continue;
    diagnostics.add(example_fault::unknown_parameter(each.key_span, each.key, known));
    return nullptr;
  }
  auto changed = std::make_unique<OpenedPolicy>();
  Diagnostics found;
  changed->root = zhaoshang::with_parameters(policy.root, set);
  changed->policy = read_policy(changed->root, found);
  changed->plan = Plan::compile(changed->policy, found);
  if (!found.has_errors()) return changed;
  diagnostics.add_all(std::move(found));
  return nullptr;
}

}  // namespace zhaoshang
