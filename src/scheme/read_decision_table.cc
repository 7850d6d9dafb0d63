// Decision tables: text tables, and the long form that `eval --table` takes as well.
#include <algorithm>
#include <utility>

#include "engine/policy/policy_diagnostics.h"
#include "engine/policy/text_table.h"
#include "scheme/policy_forms.h"
#include "scheme/policy_reading.h"

namespace zhaoshang {
namespace {

using Cells = std::vector<std::optional<Feel>>;

/// A condition; `-` and an empty cell hold for any value.
std::optional<Feel> read_test(const std::optional<SourceText>& cell, Diagnostics& diagnostics) {
  if (!cell || cell->text() == "-") return std::nullopt;
  return parsed_tests(*cell, diagnostics);
}

void read_text_column(const TextTable::Column& column, TableForm& form, PolicyReading& reading) {
  const SourceText& heading = column.heading;
  if (column.is_annotation) return;
  if (!column.is_output) {
    form.inputs.push_back({parsed_expression(heading, reading.diagnostics), std::nullopt});
    return;
  }
  if (!reading.any_output_name && !is_policy_name(heading.text())) {
    reading.diagnostics.add(policy_fault::not_a_name(heading.whole(), heading.text()));
  }
  form.outputs.push_back({heading.text(), heading.whole(), std::nullopt, std::nullopt});
}

/// Cells of a column `# clause` are the clause of their row, those of any other `#` its reason.
void read_annotation(const TextTable::Column& column, const SourceText& cell, TableForm::Rule& rule,
                     PolicyReading& reading) {
  if (column.heading.text() == "clause") {
    rule.clause = cell.text();
    reading.citations.push_back({rule.clause, cell.whole()});
  } else {
    rule.annotation += (rule.annotation.empty() ? "" : "; ") + cell.text();
  }
}

TableForm::Rule read_text_row(const TextTable& table, const TextTable::Row& row,
                              PolicyReading& reading) {
  TableForm::Rule rule;
  rule.span = row.span;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const TextTable::Column& column = table.columns[i];
    const std::optional<SourceText>& cell = row.cells[i];
    if (column.is_annotation) {
      if (cell) read_annotation(column, *cell, rule, reading);
    } else if (!column.is_output) {
      rule.tests.push_back(read_test(cell, reading.diagnostics));
    } else if (cell) {
      rule.results.emplace_back(parsed_expression(*cell, reading.diagnostics));
    } else {
      rule.results.emplace_back();
    }
  }
  return rule;
}

/// `FEEL` or {expr, values}.
std::optional<TableForm::Input> read_input(const PolicyNode& node, PolicyReading& reading) {
  if (!node.is_map()) {
    std::optional<Feel> feel = read_expression(node, reading.diagnostics);
    if (!feel) return std::nullopt;
    return TableForm::Input{std::move(*feel), std::nullopt};
  }
  RuleMap map(node, forms::table_input_form(), reading);
  TableForm::Input input;
  input.expression = map.required_expression("expr");
  input.values = map.tests("values");
  map.finish();
  return input;
}

std::optional<Located<std::string>> read_output_name(const PolicyNode& node,
                                                     PolicyReading& reading) {
  return reading.any_output_name ? read_text(node, reading.diagnostics)
                                 : read_name(node, reading.diagnostics);
}

/// A name or {name, values, default}.
std::optional<TableForm::Output> read_output(const PolicyNode& node, PolicyReading& reading) {
  if (!node.is_map()) {
    auto name = read_output_name(node, reading);
    if (!name) return std::nullopt;
    return TableForm::Output{std::move(name->value), name->span, std::nullopt, std::nullopt};
  }
  RuleMap map(node, forms::table_output_form(), reading);
  TableForm::Output output;
  output.span = node.span;
  if (const PolicyNode* name = map.required("name")) {
    if (auto read = read_output_name(*name, reading)) output.name = std::move(read->value);
  }
  output.values = map.tests("values");
  output.otherwise = map.expression("default");
  map.finish();
  return output;
}

/// The cells under `if` or `then`; one for each column, absent where a cell is faulty.
template <typename ReadCell>
Cells read_cells(RuleMap& rule, std::string_view key, std::size_t columns, const ReadCell& read) {
  Cells cells;
  const PolicyNode* list = rule.required(key);
  if (list == nullptr) return Cells(columns);
  for (const PolicyNode& cell : read_list(*list, rule.diagnostics())) cells.push_back(read(cell));
  if (list->is_sequence() && list->items().size() != columns) {
    rule.diagnostics().add(scheme_fault::rule_length(list->span, list->items().size(), columns));
  }
  cells.resize(columns);
  return cells;
}

/// {if: [TESTS, …], then: [FEEL, …]}.
TableForm::Rule read_long_rule(const PolicyNode& node, const TableForm& form,
                               PolicyReading& reading) {
  RuleMap map(node, forms::table_rule_form(), reading);
  TableForm::Rule rule;
  rule.span = node.span;
  rule.tests = read_cells(map, "if", form.inputs.size(), [&](const PolicyNode& cell) {
    return read_test(read_feel(cell, reading.diagnostics), reading.diagnostics);
  });
  rule.results = read_cells(map, "then", form.outputs.size(), [&](const PolicyNode& cell) {
    return read_expression(cell, reading.diagnostics);
  });
  rule.clause = map.clause();
  rule.annotation = map.text_or_empty("note");
  map.finish();
  return rule;
}

/// The items of a list of scalars or maps; a single word is no list.
const std::vector<PolicyNode>& list_items(const PolicyNode* list, Diagnostics& diagnostics) {
  static const std::vector<PolicyNode> kNone;
  if (list == nullptr) return kNone;
  if (!list->is_sequence()) read_list(*list, diagnostics);  // reports it
  return list->items();
}

void read_long_form(RuleMap& map, TableForm& form) {
  PolicyReading& reading = map.reading();
  for (const PolicyNode& item : list_items(map.required("inputs"), reading.diagnostics)) {
    if (auto input = read_input(item, reading)) form.inputs.push_back(std::move(*input));
  }
  for (const PolicyNode& item : list_items(map.required("outputs"), reading.diagnostics)) {
    if (auto output = read_output(item, reading)) form.outputs.push_back(std::move(*output));
  }
  for (const PolicyNode& item : map.rows("rules", Need::kRequired)) {
    form.rules.push_back(read_long_rule(item, form, reading));
  }
}

/// What goes by the order of output values needs some.
void check_order_of_outputs(const Span& hit, const TableForm& form, Diagnostics& diagnostics) {
  if (form.hit != HitPolicy::kPriority && form.hit != HitPolicy::kOutputOrder) return;
  const bool has_order = std::any_of(form.outputs.begin(), form.outputs.end(),
                                     [](const auto& output) { return output.values.has_value(); });
  if (!has_order)
    diagnostics.add(scheme_fault::no_order_of_outputs(hit, hit_policy_word(form.hit)));
}

void read_hit(RuleMap& map, TableForm& form) {
  if (const auto hit = map.word("hit", hit_policy_words())) {
    form.hit = hit_policy_of(hit->value).value_or(HitPolicy::kUnique);
    check_order_of_outputs(hit->span, form, map.diagnostics());
  }
  const auto aggregate = map.word("aggregate", hit_aggregate_words());
  if (!aggregate) return;
  form.aggregate = hit_aggregate_of(aggregate->value).value_or(HitAggregate::kNone);
  if (form.hit != HitPolicy::kCollect) {
    map.diagnostics().add(scheme_fault::aggregate_without_collect(aggregate->span));
  }
}

TableForm read_text_form(const PolicyNode& node, PolicyReading& reading) {
  TableForm form;
  form.span = node.span;
  const std::optional<TextTable> table = read_text_table(node, reading.diagnostics);
  if (!table) return form;
  if (!table->has_outputs) {
    const SourceText& first = table->columns.front().heading;
    reading.diagnostics.add(scheme_fault::table_without_outputs(first.whole()));
    return form;
  }
  for (const TextTable::Column& column : table->columns) {
    read_text_column(column, form, reading);
  }
  for (const TextTable::Row& row : table->rows) {
    form.rules.push_back(read_text_row(*table, row, reading));
  }
  return form;
}

}  // namespace

TableForm read_table_text(const PolicyNode& node, PolicyReading& reading) {
  const std::size_t faults = reading.diagnostics.error_count();
  TableForm form = read_text_form(node, reading);
  form.is_faulty = reading.diagnostics.error_count() != faults;
  return form;
}

TableForm read_table_keys(RuleMap& map) {
  const std::size_t faults = map.diagnostics().error_count();
  TableForm form;
  form.span = map.span();
  if (map.written({"table"}).empty()) {
    read_long_form(map, form);
  } else {
    form = read_table_text(*map.node("table"), map.reading());
  }
  read_hit(map, form);
  form.incomplete_allowed = map.word("incomplete", {"allowed"}).has_value();
  form.is_faulty = map.diagnostics().error_count() != faults;
  return form;
}

TableForm read_table_file(const PolicyNode& root, Diagnostics& diagnostics) {
  PolicyReading reading{diagnostics, {}, {}, true};
  RuleMap map(root, forms::decision_table_form(), reading);
  TableForm form = read_table_keys(map);
  map.finish();
  return form;
}

}  // namespace zhaoshang
