#include "commands/given_rows.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "commands/example_diagnostics.h"
#include "engine/base/utf8.h"
#include "engine/policy/reader.h"
#include "engine/table/csv_reader.h"
#include "engine/table/headings.h"

namespace zhaoshang {
namespace {

/// A column as the rows name it, where they first do.
struct NamedColumn {
  std::string name;
  Span span;
};

std::vector<NamedColumn> columns_of(const std::vector<PolicyNode>& rows) {
  std::vector<NamedColumn> columns;
  for (const PolicyNode& row : rows) {
    for (const PolicyNode::Entry& entry : row.entries()) {
      const bool known = std::any_of(columns.begin(), columns.end(),
                                     [&](const auto& each) { return each.name == entry.key; });
      if (!known) columns.push_back({entry.key, entry.key_span});
    }
  }
  return columns;
}

/// What a cell of a CSV file would hold.
std::string cell_text(const PolicyNode& node, Diagnostics& diagnostics) {
  if (node.is_scalar()) return node.text;
  if (node.is_map()) {
    diagnostics.add(example_fault::not_a_cell(node.span));
    return {};
  }
  std::string text;
  for (const PolicyNode& item : node.items()) {
    if (!item.is_scalar()) diagnostics.add(example_fault::not_a_cell(item.span));
    text += (text.empty() ? "" : ";") + item.text;
  }
  return text;
}

std::string quoted(const std::string& cell) {
  if (cell.find_first_of(",\"\r\n") == std::string::npos) return cell;
  std::string text = "\"";
  for (const char c : cell) {
    if (c == '"') text += '"';
    text += c;
  }
  return text + "\"";
}

std::vector<std::string> column_names(const TableSchema& schema) {
  std::vector<std::string> names;
  for (const ColumnSchema& column : schema.columns) names.push_back(column.name);
  return names;
}

}  // namespace

/// Writes the text of one table; empty lines bring each row to its line of the policy.
class GivenRows::Writer {
 public:
  void heading(std::size_t line, const std::vector<NamedColumn>& columns) {
    go_to(line);
    std::string record;
    for (const NamedColumn& column : columns) {
      record += (record.empty() ? "" : ",") + quoted(column.name);
    }
    end(record);
  }

  WrittenRow row(const PolicyNode& row, const std::vector<NamedColumn>& columns,
                 Diagnostics& diagnostics) {
    go_to(row.span.place().line);
    WrittenRow written{line_, "", row.span, {}};
    std::string record;
    for (const NamedColumn& column : columns) {
      if (&column != &columns.front()) record += ',';
      const PolicyNode* const node = row.find(column.name);
      const std::string cell = node == nullptr ? std::string() : cell_text(*node, diagnostics);
      const std::size_t first = character_count(record) + 1;
      record += quoted(cell);
      written.cells.push_back(
          {first, character_count(record), node == nullptr ? row.span : node->span});
    }
    // A row of one empty cell would be no row at all.
    if (record.empty()) record = "\"\"";
    written.text = record.substr(0, record.find('\n'));
    end(record);
    return written;
  }

  std::string take() { return std::move(text_); }

 private:
  void go_to(std::size_t line) {
    while (line_ < line) {
      text_ += '\n';
      ++line_;
    }
  }
  void end(const std::string& record) {
    text_ += record + "\n";
    line_ += 1 + static_cast<std::size_t>(std::count(record.begin(), record.end(), '\n'));
  }

  std::string text_;
  std::size_t line_ = 1;
};

GivenRows::GivenRows(const Plan& plan, const std::vector<PolicyNode::Entry>& given,
                     Diagnostics& diagnostics) {
  for (const PolicyNode::Entry& entry : given) {
    const auto found = plan.find_table(entry.key);
    if (found && plan.table(*found).kind == PlanTable::Kind::kInput) {
      add_table(plan.table(*found), entry, diagnostics);
      continue;
    }
    std::vector<std::string> known;
    for (const PlanTable& table : plan.tables()) {
      if (table.kind == PlanTable::Kind::kInput) known.push_back(table.name);
    }
    diagnostics.add(example_fault::unknown_table(entry.key_span, entry.key, known));
  }
}

void GivenRows::add_table(const PlanTable& table, const PolicyNode::Entry& given,
                          Diagnostics& diagnostics) {
  const std::vector<PolicyNode>& rows = given.value.items();
  const std::vector<NamedColumn> columns = columns_of(rows);
  if (columns.empty()) return;
  policy_ = given.key_span.file;
  Writer writer;
  const std::size_t first = rows.front().span.place().line;
  writer.heading(first > 1 ? first - 1 : 1, columns);
  for (const PolicyNode& row : rows) written_.push_back(writer.row(row, columns, diagnostics));
  CsvFile file{"", given.key_span.place().path, writer.take()};
  Diagnostics told_later;
  CsvOptions options;
  options.may_lack_columns = true;
  const CsvReader probe(table.schema, {file}, told_later, options);
  const std::vector<ColumnSchema>& all = probe.schema().columns;
  for (std::size_t i = table.schema.columns.size(); i < all.size(); ++i) {
    const auto column = std::find_if(columns.begin(), columns.end(), [&](const NamedColumn& each) {
      return without_guard(read_heading(each.name).whole) == all[i].name;
    });
    if (column == columns.end()) continue;
    diagnostics.add(example_fault::unknown_column(column->span, column->name, table.name,
                                                  column_names(table.schema)));
  }
  files_[table.name].push_back(std::move(file));
}

Place GivenRows::place_of(const Place& written) const {
  for (const WrittenRow& row : written_) {
    const bool is_here =
        row.line == written.line && (written.text.empty() || written.text == row.text);
    if (!is_here) continue;
    for (const WrittenCell& cell : row.cells) {
      if (written.column >= cell.first && written.column <= std::max(cell.last, cell.first)) {
        return cell.span.place();
      }
    }
    return row.span.place();
  }
  // A heading: the line of the policy is the same, or the one above a list of maps.
  Place place = written;
  place.column = 0;
  place.text = policy_->line_text(place.line);
  return place;
}

void GivenRows::report(const Diagnostics& found, Diagnostics& diagnostics) const {
  for (Diagnostic& each : found.sorted()) {
    if (each.place.line > 0) each.place = place_of(each.place);
    diagnostics.add(std::move(each));
  }
}

}  // namespace zhaoshang
