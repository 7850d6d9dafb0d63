// The parameters of a scheme: values, dated values, and words to choose among.
#include <algorithm>
#include <utility>

#include "engine/policy/policy_diagnostics.h"
#include "scheme/policy_forms.h"
#include "scheme/policy_reading.h"

namespace zhaoshang {
namespace {

/// Whether a text is a word to choose, which stands for itself: pro_rata, sum of ranks, half-up.
bool is_bare_word(const PolicyNode& node) {
  if (!node.is_scalar() || node.text == "true" || node.text == "false" || node.text == "null") {
    return false;
  }
  std::string letters;
  for (const char c : node.text) {
    if (c != ' ' && c != '-') letters += c;
  }
  return is_policy_name(letters);
}

/// A value of a parameter with one_of: a bare word is text.
std::optional<Feel> read_option(const PolicyNode& node, Diagnostics& diagnostics) {
  if (!is_bare_word(node)) return read_expression(node, diagnostics);
  const std::optional<SourceText> text = source_text(node, diagnostics);
  if (!text) return std::nullopt;
  auto literal = std::make_unique<Ast>();
  literal->kind = AstKind::kLiteral;
  literal->span = text->whole();
  literal->name_span = text->whole();
  literal->value = Value(text->text());
  return Feel{*text, std::move(literal)};
}

std::optional<Feel> read_one_value(const PolicyNode& node, const ParameterForm& parameter,
                                   Diagnostics& diagnostics) {
  return parameter.one_of.empty() ? read_expression(node, diagnostics)
                                  : read_option(node, diagnostics);
}

/// {date: FEEL, …} into the order of dates.
void read_dated_values(RuleMap& map, ParameterForm& parameter) {
  Diagnostics& diagnostics = map.diagnostics();
  for (const PolicyNode::Entry& entry : map.named("values")) {
    const std::optional<Date> from = Date::parse_iso(entry.key);
    if (!from) diagnostics.add(policy_fault::not_a_date(entry.key_span, entry.key));
    std::optional<Feel> value = read_one_value(entry.value, parameter, diagnostics);
    if (from && value) parameter.values.push_back({from, std::move(*value)});
  }
  std::sort(parameter.values.begin(), parameter.values.end(),
            [](const auto& a, const auto& b) { return a.from < b.from; });
}

ParameterForm read_parameter(const PolicyNode::Entry& entry, PolicyReading& reading) {
  RuleMap map(entry.value, forms::parameter_form(), reading);
  ParameterForm parameter;
  parameter.name = entry.key;
  parameter.span = entry.key_span;
  if (const PolicyNode* options = map.node("one_of")) {
    for (const PolicyNode& item : read_list(*options, reading.diagnostics)) {
      std::optional<Feel> option = read_option(item, reading.diagnostics);
      if (option) parameter.one_of.push_back(std::move(*option));
    }
  }
  const auto key = map.one_of({"value", "values"});
  if (key == "value") {
    auto value = read_one_value(*map.node("value"), parameter, reading.diagnostics);
    if (value) parameter.values.push_back({std::nullopt, std::move(*value)});
  } else if (key == "values") {
    read_dated_values(map, parameter);
  }
  const RuleHead head = map.unnamed_head();
  parameter.clause = head.clause;
  parameter.clause_span = head.clause_span;
  parameter.note = head.note;
  parameter.unit = map.text_or_empty("unit");
  parameter.open = map.flag("open");
  map.finish();
  return parameter;
}

}  // namespace

std::vector<ParameterForm> read_parameters(const PolicyNode& node, PolicyReading& reading) {
  std::vector<ParameterForm> parameters;
  for (const PolicyNode::Entry& entry : read_named(node, reading.diagnostics)) {
    if (is_named(entry, reading.diagnostics)) parameters.push_back(read_parameter(entry, reading));
  }
  return parameters;
}

}  // namespace zhaoshang
