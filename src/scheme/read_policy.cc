// A policy file from its first key to its last: the header, the clauses and every section in turn.
#include <algorithm>
#include <utility>

#include "engine/base/utf8.h"
#include "engine/policy/policy_diagnostics.h"
#include "scheme/citations.h"
#include "scheme/policy_forms.h"
#include "scheme/policy_reading.h"

namespace zhaoshang {
namespace {

void read_header(RuleMap& map, Policy& policy) {
  if (const auto schema = map.text("schema", Need::kRequired); schema && schema->value != "1") {
    map.diagnostics().add(scheme_fault::not_schema_one(schema->span, schema->value));
  }
  if (auto scheme = map.id("scheme", Need::kRequired)) policy.scheme = std::move(scheme->value);
  policy.title = map.text_or_empty("title");
  if (const auto issued = map.date("issued")) policy.issued = issued->value;
  if (const auto span = map.date_span("in_force", Need::kRequired)) {
    policy.in_force = span->value;
    policy.in_force_span = span->span;
  }
  policy.source = map.text_or_empty("source");
}

/// `id: TEXT` or `id: {text, recorded: true}`.
Clause read_clause(const PolicyNode::Entry& entry, PolicyReading& reading) {
  Clause clause;
  clause.id = entry.key;
  clause.span = entry.key_span;
  if (!entry.value.is_map()) {
    if (auto text = read_text(entry.value, reading.diagnostics)) clause.text = text->value;
    return clause;
  }
  RuleMap map(entry.value, forms::clause_form(), reading);
  if (auto text = map.text("text", Need::kRequired)) clause.text = std::move(text->value);
  clause.recorded = map.flag("recorded");
  map.finish();
  return clause;
}

/// {foreign: refuse | on the day | year average | a parameter}.
void read_currency(const PolicyNode& node, PolicyReading& reading, Policy& policy) {
  RuleMap map(node, forms::currency_form(), reading);
  const PolicyNode* foreign = map.node("foreign");
  const auto& known = reading.parameters;
  if (foreign != nullptr && std::any_of(known.begin(), known.end(), [&](const ParameterForm& one) {
        return one.name == foreign->text;
      })) {
    policy.foreign = ForeignMoney::kParameter;
    policy.foreign_parameter = foreign->text;
  } else {
    policy.foreign = map.meaning<ForeignMoney>("foreign", ForeignMoney::kRefuse,
                                               {{"refuse", ForeignMoney::kRefuse},
                                                {"on the day", ForeignMoney::kOnTheDay},
                                                {"year average", ForeignMoney::kYearAverage}});
  }
  map.unnamed_head();
  map.finish();
}

/// Citations are checked where a policy lists the clauses that it runs; one that lists none, or
/// only those it records and does not run, is free to cite any.
void check_citations(const PolicyReading& reading, const Policy& policy) {
  std::vector<std::string> listed;
  bool lists_rules = false;
  for (const Clause& clause : policy.clauses) {
    listed.push_back(clause.id);
    lists_rules = lists_rules || !clause.recorded;
  }
  if (!lists_rules) return;
  for (const Citation& citation : reading.citations) {
    for (const std::string& clause : cited_clauses(citation.clause)) {
      if (policy.find_clause(clause) == nullptr) {
        reading.diagnostics.add(scheme_fault::unknown_clause(citation.span, clause, listed));
      }
    }
  }
}

/// Calls the reader of a section, if it is written.
template <typename Section>
void read_section(RuleMap& map, std::string_view key, Section& section,
                  Section (*read)(const PolicyNode&, PolicyReading&)) {
  if (const PolicyNode* node = map.node(key)) section = read(*node, map.reading());
}

}  // namespace

const Clause* Policy::find_clause(std::string_view id) const {
  for (const Clause& clause : clauses) {
    if (clause.id == id) return &clause;
  }
  return nullptr;
}

Policy read_policy(const PolicyNode& root, Diagnostics& diagnostics) {
  PolicyReading reading{diagnostics, {}, {}};
  RuleMap map(root, forms::policy_form(), reading);
  Policy policy;
  read_header(map, policy);
  for (const PolicyNode::Entry& entry : map.named("clauses")) {
    policy.clauses.push_back(read_clause(entry, reading));
  }
  read_section(map, "parameters", reading.parameters, read_parameters);
  read_section(map, "scales", policy.scales, read_scales);
  read_section(map, "groups", policy.groups, read_groups);
  read_section(map, "calendar", policy.calendar, read_calendar);
  if (const PolicyNode* currency = map.node("currency")) read_currency(*currency, reading, policy);
  read_section(map, "columns", policy.columns, read_columns);
  read_section(map, "tables", policy.tables, read_tables);
  read_section(map, "relations", policy.relations, read_relations);
  read_section(map, "credit", policy.credit, read_credit);
  read_section(map, "facts", policy.facts, read_facts);
  read_section(map, "measures", policy.measures, read_measures);
  read_section(map, "roster", policy.roster, read_roster);
  read_section(map, "attendance", policy.attendance, read_attendance);
  read_section(map, "assess", policy.assessments, read_assess);
  read_section(map, "reward", policy.reward, read_reward);
  read_section(map, "bulletin", policy.bulletins, read_bulletins);
  read_section(map, "tests", policy.tests, read_tests);
  map.finish();
  policy.parameters = std::move(reading.parameters);
  check_citations(reading, policy);
  return policy;
}

}  // namespace zhaoshang
