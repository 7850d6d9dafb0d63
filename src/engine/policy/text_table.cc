#include "engine/policy/text_table.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

#include "engine/base/utf8.h"
#include "engine/policy/policy_diagnostics.h"

namespace zhaoshang {
namespace {

namespace fault = policy_fault;

/// One line cut at its bars.
struct Line {
  SourceText text;  // from the first bar to the last
  std::vector<SourceText> cells;
  std::vector<std::size_t> dividers;  // how many cells stand before each `||`
};

SourceText trimmed(const SourceText& text, std::size_t begin, std::size_t end) {
  const std::string_view all = text.text();
  const std::string_view kept = trim(all.substr(begin, end - begin));
  if (kept.empty()) return text.part(begin, begin);
  const auto from = static_cast<std::size_t>(kept.data() - all.data());
  return text.part(from, from + kept.size());
}

/// The end of a FEEL string that starts at `at`; npos when it is not closed.
std::size_t skip_string(std::string_view text, std::size_t at) {
  for (++at; at < text.size(); ++at) {
    if (text[at] == '\\') {
      ++at;
    } else if (text[at] == '"') {
      return at + 1;
    }
  }
  return std::string_view::npos;
}

/// Cuts a trimmed line; nullopt after a diagnostic.
std::optional<Line> cut_line(const SourceText& text, Diagnostics& diagnostics) {
  const std::string_view line = text.text();
  if (line.size() < 2 || line.front() != '|' || line.back() != '|') {
    diagnostics.add(fault::bad_row(text.whole()));
    return std::nullopt;
  }
  Line result{text, {}, {}};
  std::size_t begin = 1;
  for (std::size_t at = 1; at < line.size();) {
    if (line[at] == '"') {
      const std::size_t end = skip_string(line, at);
      if (end == std::string_view::npos) {
        diagnostics.add(fault::unclosed_cell(text.span(at, at + 1)));
        return std::nullopt;
      }
      at = end;
      continue;
    }
    if (line[at++] != '|') continue;
    result.cells.push_back(trimmed(text, begin, at - 1));
    if (at < line.size() && line[at] == '|') {
      result.dividers.push_back(result.cells.size());
      ++at;
    }
    begin = at;
  }
  return result;
}

/// `|---|:--|` as Markdown has it.
bool is_ruling_line(const Line& line) {
  return std::all_of(line.cells.begin(), line.cells.end(), [](const SourceText& cell) {
    return cell.text().size() >= 3 && cell.text().find_first_not_of("-:") == std::string::npos;
  });
}

/// The lines of a block that are not blank, each without the blanks around it.
std::vector<SourceText> lines_of(const SourceText& block) {
  std::vector<SourceText> lines;
  const std::string& text = block.text();
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    SourceText line = trimmed(block, begin, end);
    if (!line.text().empty()) lines.push_back(std::move(line));
    begin = end + 1;
  }
  return lines;
}

TextTable::Column column_of(const SourceText& heading, bool is_output) {
  if (!heading.text().starts_with('#')) return {heading, is_output, false};
  return {trimmed(heading, 1, heading.text().size()), false, true};
}

/// Headings into `table`; false after a diagnostic.
bool read_heading(const Line& line, TextTable& table, Diagnostics& diagnostics) {
  if (line.dividers.size() > 1) {
    diagnostics.add(fault::second_divider(line.text.whole()));
    return false;
  }
  bool valid = true;
  table.has_outputs = !line.dividers.empty();
  const std::size_t inputs = table.has_outputs ? line.dividers.front() : line.cells.size();
  std::set<std::string> seen;
  for (std::size_t i = 0; i < line.cells.size(); ++i) {
    const SourceText& cell = line.cells[i];
    TextTable::Column column = column_of(cell, i >= inputs);
    if (cell.text().empty()) {
      diagnostics.add(fault::empty_heading(cell.whole()));
      valid = false;
    } else if (!column.is_annotation &&
               !seen.insert((column.is_output ? "|" : "") + cell.text()).second) {
      // An input may have the name of an output: `| rate || rate |` is a table that corrects one.
      diagnostics.add(fault::repeated_heading(cell.whole(), cell.text()));
      valid = false;
    }
    table.columns.push_back(std::move(column));
  }
  return valid;
}

void read_row(const Line& line, const Line& heading, TextTable& table, Diagnostics& diagnostics) {
  if (is_ruling_line(line)) {
    diagnostics.add(fault::ruling_line(line.text.whole()));
  } else if (line.cells.size() != table.columns.size()) {
    diagnostics.add(fault::ragged_row(line.text.whole(), line.cells.size(), table.columns.size()));
  } else if (line.dividers != heading.dividers) {
    diagnostics.add(fault::misplaced_divider(line.text.whole()));
  } else {
    TextTable::Row row{line.text.whole(), {}};
    for (const SourceText& cell : line.cells) {
      row.cells.push_back(cell.text().empty() ? std::nullopt : std::optional(cell));
    }
    table.rows.push_back(std::move(row));
  }
}

/// A table that stands for maps: no `||`, and whether every heading will do was said already.
std::optional<TextTable> read_flat_table(const PolicyNode& node, Diagnostics& diagnostics) {
  std::optional<TextTable> table = read_text_table(node, diagnostics);
  if (table && table->has_outputs) {
    diagnostics.add(fault::unexpected_divider(table->columns.front().heading.whole()));
    return std::nullopt;
  }
  return table;
}

PolicyNode map_of_row(const TextTable& table, const TextTable::Row& row, std::size_t first_column) {
  std::vector<PolicyNode::Entry> entries;
  for (std::size_t i = first_column; i < table.columns.size(); ++i) {
    const TextTable::Column& column = table.columns[i];
    if (column.is_annotation || !row.cells[i]) continue;
    entries.push_back({column.heading.text(), column.heading.whole(), cell_node(*row.cells[i])});
  }
  return make_map(row.span, std::move(entries));
}

}  // namespace

bool is_text_table(const PolicyNode& node) {
  if (!node.is_scalar()) return false;
  const std::size_t first = node.text.find_first_not_of(" \t\r\n");
  return first != std::string::npos && node.text[first] == '|';
}

std::optional<TextTable> read_text_table(const PolicyNode& node, Diagnostics& diagnostics) {
  if (!node.is_scalar() || node.style != PolicyNode::Style::kLiteral) {
    diagnostics.add(fault::not_a_table(node.span));
    return std::nullopt;
  }
  const std::optional<SourceText> block = source_text(node, diagnostics);
  if (!block) return std::nullopt;
  const std::vector<SourceText> lines = lines_of(*block);
  if (lines.empty()) {
    diagnostics.add(fault::empty_table(node.span));
    return std::nullopt;
  }
  TextTable table;
  table.span = node.span;
  const std::optional<Line> heading = cut_line(lines.front(), diagnostics);
  if (!heading || !read_heading(*heading, table, diagnostics)) return std::nullopt;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const std::optional<Line> line = cut_line(lines[i], diagnostics);
    if (line) read_row(*line, *heading, table, diagnostics);
  }
  return table;
}

PolicyNode cell_node(const SourceText& cell) {
  PolicyNode node;
  node.kind = PolicyNode::Kind::kScalar;
  node.style = PolicyNode::Style::kCell;
  node.span = cell.whole();
  node.text = cell.text();
  node.pieces = {{0, cell.whole().begin}};
  return node;
}

std::optional<PolicyNode> expand_rows(const PolicyNode& node, Diagnostics& diagnostics) {
  const std::optional<TextTable> table = read_flat_table(node, diagnostics);
  if (!table) return std::nullopt;
  std::vector<PolicyNode> rows;
  for (const TextTable::Row& row : table->rows) rows.push_back(map_of_row(*table, row, 0));
  return make_sequence(node.span, std::move(rows));
}

std::optional<PolicyNode> expand_named_rows(const PolicyNode& node, Diagnostics& diagnostics) {
  const std::optional<TextTable> table = read_flat_table(node, diagnostics);
  if (!table) return std::nullopt;
  const TextTable::Column& first = table->columns.front();
  if (first.is_annotation || first.heading.text() != "name") {
    diagnostics.add(fault::first_heading_not_name(first.heading.whole()));
    return std::nullopt;
  }
  std::vector<PolicyNode::Entry> entries;
  std::set<std::string> names;
  for (const TextTable::Row& row : table->rows) {
    const std::optional<SourceText>& name = row.cells.front();
    if (!name) {
      diagnostics.add(fault::row_without_name(row.span));
    } else if (!names.insert(name->text()).second) {
      diagnostics.add(fault::repeated_name(name->whole(), name->text()));
    } else {
      entries.push_back({name->text(), name->whole(), map_of_row(*table, row, 1)});
    }
  }
  return make_map(node.span, std::move(entries));
}

}  // namespace zhaoshang
