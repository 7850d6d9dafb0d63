// Facts, named values of the rows of any table, and measures, those that have a target.
#include <algorithm>
#include <utility>

#include "domain/subjects.h"
#include "engine/policy/policy_diagnostics.h"
#include "scheme/policy_forms.h"
#include "scheme/policy_reading.h"

namespace zhaoshang {
namespace {

/// [25%, 50%, 75%, 100%] or `elapsed`.
void read_phase(RuleMap& map, TargetForm& target) {
  const PolicyNode* phase = map.node("phase");
  if (phase == nullptr) return;
  if (phase->is_scalar()) {
    target.phase_elapsed = read_word(*phase, {"elapsed"}, map.diagnostics()).has_value();
    return;
  }
  for (const PolicyNode& item : read_list(*phase, map.diagnostics())) {
    if (auto share = read_expression(item, map.diagnostics())) {
      target.phases.push_back(std::move(*share));
    }
  }
}

TargetForm read_target_map(const PolicyNode& node, PolicyReading& reading) {
  RuleMap map(node, forms::target_form(), reading);
  TargetForm target;
  target.span = node.span;
  const auto source = map.one_of({"from", "is"});
  if (source == "from") target.given = map.word("from", {"given"}).has_value();
  if (source == "is") target.is = map.expression("is");
  target.condition = map.expression("for");
  if (const auto rows = map.word("rows", {"year", "half", "quarter", "month"})) {
    target.rows = grain_of(rows->value);
  }
  target.cumulative = map.meaning<bool>("figures", false, {{"each", false}, {"cumulative", true}});
  read_phase(map, target);
  target.missing = map.expression("missing");
  target.stretch = map.flag("stretch");
  map.finish();
  return target;
}

/// `given`, an expression, or a map of either with its conditions.
std::optional<TargetForm> read_target(const PolicyNode& node, PolicyReading& reading) {
  if (node.is_map()) return read_target_map(node, reading);
  TargetForm target;
  target.span = node.span;
  if (node.is_scalar() && node.text == "given") {
    target.given = true;
    return target;
  }
  target.is = read_expression(node, reading.diagnostics);
  if (!target.is) return std::nullopt;
  return target;
}

MeasureForm read_measure(const std::string& table, const PolicyNode::Entry& entry,
                         PolicyReading& reading) {
  MeasureForm measure;
  measure.table = table;
  measure.name = entry.key;
  measure.span = entry.key_span;
  if (!entry.value.is_map()) {
    measure.value = read_value(entry.value, reading);
    return measure;
  }
  RuleMap map(entry.value, forms::measure_form(), reading);
  measure.value = read_value_keys(map);
  if (const PolicyNode* target = map.node("target")) measure.target = read_target(*target, reading);
  map.finish();
  return measure;
}

std::vector<std::string> subject_tables() {
  std::vector<std::string> tables;
  for (const SubjectWords& subject : subject_kinds()) tables.emplace_back(subject.table);
  return tables;
}

}  // namespace

std::vector<FactForm> read_facts(const PolicyNode& node, PolicyReading& reading) {
  std::vector<FactForm> facts;
  for (const PolicyNode::Entry& table : read_named(node, reading.diagnostics)) {
    for (const PolicyNode::Entry& fact : read_named(table.value, reading.diagnostics)) {
      if (!is_named(fact, reading.diagnostics)) continue;
      facts.push_back(
          {table.key, table.key_span, fact.key, read_value(fact.value, reading), fact.key_span});
    }
  }
  return facts;
}

std::vector<MeasureForm> read_measures(const PolicyNode& node, PolicyReading& reading) {
  std::vector<MeasureForm> measures;
  for (const PolicyNode::Entry& subject : read_named(node, reading.diagnostics)) {
    const std::vector<std::string> known = subject_tables();
    if (std::find(known.begin(), known.end(), subject.key) == known.end()) {
      reading.diagnostics.add(policy_fault::unknown_key(subject.key_span, subject.key, known));
      continue;
    }
    for (const PolicyNode::Entry& entry : read_named(subject.value, reading.diagnostics)) {
      if (is_named(entry, reading.diagnostics)) {
        measures.push_back(read_measure(subject.key, entry, reading));
      }
    }
  }
  return measures;
}

}  // namespace zhaoshang
