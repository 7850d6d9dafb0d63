// tests: worked examples, the rows given and the rows of results expected.
#include <utility>

#include "scheme/policy_forms.h"
#include "scheme/policy_reading.h"

namespace zhaoshang {
namespace {

/// Tables by name, each as a sequence of maps however it is written.
std::vector<PolicyNode::Entry> read_example_tables(RuleMap& map, std::string_view key, Need need) {
  std::vector<PolicyNode::Entry> tables;
  for (const PolicyNode::Entry& entry : map.named(key, need)) {
    std::vector<PolicyNode> rows = read_rows(entry.value, map.diagnostics());
    tables.push_back({entry.key, entry.key_span, make_sequence(entry.value.span, std::move(rows))});
  }
  return tables;
}

WorkedExample read_example(const PolicyNode& node, PolicyReading& reading) {
  RuleMap map(node, forms::example_form(), reading);
  WorkedExample example;
  example.span = node.span;
  if (auto name = map.text("name", Need::kRequired)) {
    example.name = std::move(name->value);
    example.span = name->span;
  }
  example.clause = map.clause();
  example.period = map.text_or_empty("period");
  if (const auto as_of = map.date("as_of")) example.as_of = as_of->value;
  example.set = map.named("set");
  example.given = read_example_tables(map, "given", Need::kOptional);
  example.expect = read_example_tables(map, "expect", Need::kRequired);
  map.finish();
  return example;
}

}  // namespace

std::vector<WorkedExample> read_tests(const PolicyNode& node, PolicyReading& reading) {
  std::vector<WorkedExample> examples;
  for (const PolicyNode& row : read_rows(node, reading.diagnostics)) {
    examples.push_back(read_example(row, reading));
  }
  return examples;
}

}  // namespace zhaoshang
