#include "commands/policy_file.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "commands/example_diagnostics.h"
#include "engine/base/output.h"

namespace zhaoshang {
namespace {

constexpr std::string_view kParameters = "parameters";

std::vector<std::string> names_of(const OpenedPolicy& policy) {
  std::vector<std::string> names;
  for (const ParameterForm& each : policy.policy.parameters) names.push_back(each.name);
  return names;
}

/// A parameter as written, with one value on every day.
PolicyNode with_value(const PolicyNode& parameter, const PolicyNode::Entry& set) {
  if (!parameter.is_map()) return set.value;
  std::vector<PolicyNode::Entry> entries;
  for (const PolicyNode::Entry& each : parameter.entries()) {
    if (each.key != "value" && each.key != "values") entries.push_back(each);
  }
  entries.push_back({"value", set.key_span, set.value});
  return make_map(parameter.span, std::move(entries));
}

}  // namespace

std::unique_ptr<OpenedPolicy> open_policy(const std::string& path, Diagnostics& diagnostics) {
  auto opened = std::make_unique<OpenedPolicy>();
  opened->file = std::make_unique<SourceFile>(path, read_file(path));
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
  Diagnostics told_before;  // what is wrong with the policy as it stands
  std::vector<PolicyNode::Entry> sections = policy.root.entries();
  for (const PolicyNode::Entry& each : set) {
    const std::vector<std::string> known = names_of(policy);
    if (std::find(known.begin(), known.end(), each.key) != known.end()) continue;
    diagnostics.add(example_fault::unknown_parameter(each.key_span, each.key, known));
    return nullptr;
  }
  for (PolicyNode::Entry& section : sections) {
    if (section.key != kParameters) continue;
    std::vector<PolicyNode::Entry> parameters = read_named(section.value, told_before);
    for (PolicyNode::Entry& parameter : parameters) {
      for (const PolicyNode::Entry& each : set) {
        if (each.key == parameter.key) parameter.value = with_value(parameter.value, each);
      }
    }
    section.value = make_map(section.value.span, std::move(parameters));
  }
  auto changed = std::make_unique<OpenedPolicy>();
  Diagnostics found;
  changed->root = make_map(policy.root.span, std::move(sections));
  changed->policy = read_policy(changed->root, found);
  changed->plan = Plan::compile(changed->policy, found);
  if (!found.has_errors()) return changed;
  diagnostics.add_all(std::move(found));
  return nullptr;
}

}  // namespace zhaoshang
