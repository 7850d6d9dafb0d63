// Requirements, which every section may have, and the section that has nothing else.
#include <utility>

#include "scheme/policy_forms.h"
#include "scheme/policy_reading.h"

namespace zhaoshang {
namespace {

Requirement read_requirement(const PolicyNode& node, RuleIds& ids, PolicyReading& reading) {
  RuleMap map(node, forms::requirement_form(), reading);
  Requirement rule;
  rule.head = map.head(Need::kRequired);
  ids.add(rule.head);
  if (auto table = map.name("for", Need::kRequired)) {
    rule.table = std::move(table->value);
    rule.table_span = table->span;
  }
  rule.when = map.expression("when");
  rule.require = map.required_expression("require");
  rule.severity = map.meaning<Severity>(
      "severity", Severity::kError,
      {{"error", Severity::kError}, {"warning", Severity::kWarning}, {"info", Severity::kInfo}});
  map.message("message", rule.message, rule.message_text);
  if (const PolicyNode* due = map.node("due"); due != nullptr && due->text == "now") {
    rule.due_now = true;
  } else {
    rule.due = map.expression("due");
  }
  rule.action = map.text_or_empty("action");
  map.finish();
  return rule;
}

}  // namespace

std::vector<Requirement> read_requirements(RuleMap& section, RuleIds& ids) {
  std::vector<Requirement> rules;
  for (const PolicyNode& row : section.rows("requirements")) {
    rules.push_back(read_requirement(row, ids, section.reading()));
  }
  return rules;
}

std::vector<Requirement> read_roster(const PolicyNode& node, PolicyReading& reading) {
  RuleMap map(node, forms::roster_form(), reading);
  RuleIds ids(reading.diagnostics);
  std::vector<Requirement> rules = read_requirements(map, ids);
  map.finish();
  return rules;
}

}  // namespace zhaoshang
