#include "scheme/parameter_values.h"

#include <string_view>
#include <utility>

#include "engine/base/diagnostics.h"
#include "engine/policy/reader.h"

namespace zhaoshang {
namespace {

constexpr std::string_view kParameters = "parameters";

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

PolicyNode with_parameters(const PolicyNode& root, const std::vector<PolicyNode::Entry>& values) {
  Diagnostics told_before;  // what is wrong with the policy as it stands
  std::vector<PolicyNode::Entry> sections = root.entries();
  for (PolicyNode::Entry& section : sections) {
    if (section.key != kParameters) continue;
    std::vector<PolicyNode::Entry> parameters = read_named(section.value, told_before);
    for (PolicyNode::Entry& parameter : parameters) {
      for (const PolicyNode::Entry& each : values) {
        if (each.key == parameter.key) parameter.value = with_value(parameter.value, each);
      }
    }
    section.value = make_map(section.value.span, std::move(parameters));
  }
  return make_map(root.span, std::move(sections));
}

}  // namespace zhaoshang
