// What a policy adds to the shared tables: columns, tables of its own, relations and credit.
#include <utility>

#include "engine/policy/policy_diagnostics.h"
#include "scheme/policy_forms.h"
#include "scheme/policy_reading.h"

namespace zhaoshang {
namespace {

/// `none`, `unknown`, `fault`, or the value that an empty cell stands for.
void read_missing(RuleMap& map, ColumnForm& column) {
  const PolicyNode* missing = map.node("missing");
  if (missing == nullptr) return;
  column.missing_span = missing->span;
  if (missing->text == "none" || missing->text == "unknown" || missing->text == "fault") {
    column.missing = missing->text;
  } else {
    column.missing_value = read_expression(*missing, map.diagnostics());
  }
}

ColumnForm read_column(const std::string& table, const PolicyNode::Entry& entry,
                       PolicyReading& reading) {
  RuleMap map(entry.value, forms::column_form(), reading);
  ColumnForm column;
  column.table = table;
  column.name = entry.key;
  column.span = entry.key_span;
  column.heading = map.text_or_empty("heading");
  if (auto type = map.text("type")) {
    column.type = std::move(type->value);
    column.type_span = type->span;
  }
  column.values = map.tests("values");
  read_missing(map, column);
  map.unnamed_head();
  map.finish();
  return column;
}

std::vector<ColumnForm> read_table_columns(const std::string& table, const PolicyNode& node,
                                           PolicyReading& reading) {
  std::vector<ColumnForm> columns;
  for (const PolicyNode::Entry& entry : read_named(node, reading.diagnostics)) {
    if (is_named(entry, reading.diagnostics)) {
      columns.push_back(read_column(table, entry, reading));
    }
  }
  return columns;
}

TableDeclaration read_table(const PolicyNode::Entry& entry, PolicyReading& reading) {
  RuleMap map(entry.value, forms::table_form(), reading);
  TableDeclaration table;
  table.name = entry.key;
  table.span = entry.key_span;
  table.heading = map.text_or_empty("heading");
  for (auto& column : map.names("key")) table.key.push_back(std::move(column.value));
  table.date = map.name_or_empty("date");
  table.is_long = map.flag("long");
  if (const PolicyNode* columns = map.required("columns")) {
    table.columns = read_table_columns(table.name, *columns, reading);
  }
  map.finish();
  return table;
}

/// The two names of `a.b`; nullopt for anything else.
std::optional<std::pair<std::string, std::string>> dotted(std::string_view text) {
  const std::size_t dot = text.find('.');
  if (dot == std::string_view::npos) return std::nullopt;
  const std::string_view first = text.substr(0, dot);
  const std::string_view second = text.substr(dot + 1);
  if (!is_policy_name(first) || !is_policy_name(second)) return std::nullopt;
  return std::pair(std::string(first), std::string(second));
}

CreditForm read_credit_rule(const PolicyNode& node, RuleIds& ids, PolicyReading& reading) {
  RuleMap map(node, forms::credit_form(), reading);
  CreditForm credit;
  credit.head = map.head(Need::kOptional);
  ids.add(credit.head);
  credit.condition = map.expression("for");
  credit.to = map.expression("to");
  credit.role = map.text_or_empty("role");
  if (const PolicyNode* share = map.node("share"); share != nullptr && share->text == "equal") {
    credit.share = CreditForm::Share::kEqual;
  } else if (share != nullptr && share->text != "full") {
    credit.share = CreditForm::Share::kExpression;
    credit.share_expression = read_expression(*share, reading.diagnostics);
  }
  if (const auto at_most = map.integer("at_most", 1, 1000)) credit.at_most = at_most->value;
  credit.over = map.meaning<CreditForm::Over>("over", CreditForm::Over::kError,
                                              {{"error", CreditForm::Over::kError},
                                               {"nobody", CreditForm::Over::kNobody},
                                               {"first", CreditForm::Over::kFirst}});
  map.finish();
  return credit;
}

}  // namespace

std::vector<ColumnForm> read_columns(const PolicyNode& node, PolicyReading& reading) {
  std::vector<ColumnForm> columns;
  for (const PolicyNode::Entry& table : read_named(node, reading.diagnostics)) {
    for (ColumnForm& column : read_table_columns(table.key, table.value, reading)) {
      column.table_span = table.key_span;
      columns.push_back(std::move(column));
    }
  }
  return columns;
}

std::vector<TableDeclaration> read_tables(const PolicyNode& node, PolicyReading& reading) {
  std::vector<TableDeclaration> tables;
  for (const PolicyNode::Entry& entry : read_named(node, reading.diagnostics)) {
    if (is_named(entry, reading.diagnostics)) tables.push_back(read_table(entry, reading));
  }
  return tables;
}

std::vector<RelationForm> read_relations(const PolicyNode& node, PolicyReading& reading) {
  std::vector<RelationForm> relations;
  for (const PolicyNode::Entry& entry : read_named(node, reading.diagnostics)) {
    const auto from = dotted(entry.key);
    const auto column = dotted(entry.value.text);
    if (from && column) {
      relations.push_back(
          {from->first, from->second, column->first, column->second, entry.key_span});
    } else {
      reading.diagnostics.add(
          scheme_fault::relation_form(from ? entry.value.span : entry.key_span));
    }
  }
  return relations;
}

std::vector<CreditForm> read_credit(const PolicyNode& node, PolicyReading& reading) {
  std::vector<CreditForm> credit;
  RuleIds ids(reading.diagnostics);
  for (const PolicyNode& row : read_rows(node, reading.diagnostics)) {
    credit.push_back(read_credit_rule(row, ids, reading));
  }
  return credit;
}

}  // namespace zhaoshang
