#include "commands/policy_format.h"

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/utf8.h"
#include "engine/policy/text_table.h"

namespace zhaoshang {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// Calls `visit` for every scalar below a node.
template <typename Visit>
void each_scalar(const PolicyNode& node, const Visit& visit) {
  if (node.is_scalar()) visit(node);
  for (const PolicyNode& item : node.items()) each_scalar(item, visit);
  for (const PolicyNode::Entry& entry : node.entries()) each_scalar(entry.value, visit);
}

std::optional<TextTable> table_of(const PolicyNode& scalar) {
  if (scalar.style != PolicyNode::Style::kLiteral || !is_text_table(scalar)) return std::nullopt;
  Diagnostics found;
  std::optional<TextTable> table = read_text_table(scalar, found);
  // A faulty row is left out of the table: it must stay in the file.
  return found.has_errors() ? std::nullopt : std::move(table);
}

std::string heading_text(const TextTable::Column& column) {
  const std::string text(trim(column.heading.text()));
  return column.is_annotation ? "# " + text : text;
}

std::string cell_text(const TextTable::Row& row, std::size_t column) {
  return row.cells[column] ? row.cells[column]->text() : std::string();
}

/// The lines of a table, its bars below one another.
class AlignedTable {
 public:
  explicit AlignedTable(const TextTable& table) : table_(table), widths_(table.columns.size()) {
    for (std::size_t i = 0; i < widths_.size(); ++i) {
      widths_[i] = display_width(heading_text(table.columns[i]));
      for (const TextTable::Row& row : table.rows) {
        widths_[i] = std::max(widths_[i], display_width(cell_text(row, i)));
      }
    }
  }

  std::string heading() const {
    return line([&](std::size_t i) { return heading_text(table_.columns[i]); });
  }
  std::string row(const TextTable::Row& row) const {
    return line([&](std::size_t i) { return cell_text(row, i); });
  }

 private:
  template <typename CellOf>
  std::string line(const CellOf& cell) const {
    std::string text;
    // Notes may stand between outputs: the bars are doubled once.
    const auto first_output =
        std::find_if(table_.columns.begin(), table_.columns.end(),
                     [](const TextTable::Column& column) { return column.is_output; });
    const auto outputs_at = static_cast<std::size_t>(first_output - table_.columns.begin());
    for (std::size_t i = 0; i < widths_.size(); ++i) {
      const bool starts_outputs = table_.has_outputs && i > 0 && i == outputs_at;
      std::string padded = cell(i);
      padded.append(widths_[i] - display_width(padded), ' ');
      text += (starts_outputs ? "|| " : "| ") + padded + " ";
    }
    return text + "|";
  }

  const TextTable& table_;
  std::vector<std::size_t> widths_;
};

/// The lines of a file on their way to the canonical form.
class Lines {
 public:
  explicit Lines(const SourceFile& file) : file_(file) {
    for (std::size_t line = 1; line <= file.line_count(); ++line) {
      std::string_view text = file.line_text(line);
      if (line == 1 && text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
      if (text.ends_with('\r')) text.remove_suffix(1);
      lines_.emplace_back(text);
    }
    is_kept_.resize(lines_.size());
    starts_section_.resize(lines_.size());
  }

  void scalar(const PolicyNode& scalar) {
    if (const auto table = table_of(scalar)) {
      const AlignedTable aligned(*table);
      put(table->columns.front().heading.whole(), aligned.heading());
      for (const TextTable::Row& row : table->rows) put(row.span, aligned.row(row));
      return;
    }
    // Blanks within a text of several lines may be part of it.
    const std::size_t first = file_.line_of(scalar.span.begin);
    const std::size_t last = file_.line_of(std::max(scalar.span.begin, scalar.span.end - 1));
    for (std::size_t line = first; first < last && line <= last; ++line) is_kept_[line - 1] = true;
  }

  /// A key at the top whose value takes several lines.
  void section(const PolicyNode::Entry& entry) {
    const std::size_t first = file_.line_of(entry.key_span.begin);
    const std::size_t last = file_.line_of(std::max(entry.value.span.begin, entry.value.span.end));
    starts_section_[first - 1] = last > first;
  }

  std::string text() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (!is_kept_[i]) lines_[i].erase(lines_[i].find_last_not_of(" \t") + 1);
    }
    std::string text;
    bool was_empty = true;  // no empty line at the start
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const bool is_empty = lines_[i].empty() && !is_kept_[i];
      if (is_empty && was_empty) continue;
      if (!was_empty && !is_empty && opens_section(i)) text += "\n";
      text += lines_[i] + "\n";
      was_empty = is_empty;
    }
    while (text.ends_with("\n\n")) text.pop_back();
    // A character of the text, which would be a mark of the file and no part of it at the start.
    if (text.starts_with(kByteOrderMark)) text.insert(0, "\n");
    // A text that the file ends in, without a line end, has none: one more would be part of it.
    if (is_kept_.back() && !file_.text().ends_with('\n')) text.pop_back();
    return text;
  }

 private:
  void put(const Span& at, const std::string& written) {
    std::string& line = lines_[file_.line_of(at.begin) - 1];
    line = line.substr(0, line.find('|')) + written;
  }

  bool is_comment(std::size_t i) const { return lines_[i].starts_with('#'); }

  /// Whether the line is a section's first: its key, or the first of the comments above it.
  bool opens_section(std::size_t i) const {
    if (i > 0 && is_comment(i - 1)) return false;
    while (i < lines_.size() && is_comment(i)) ++i;
    return i < lines_.size() && starts_section_[i];
  }

  const SourceFile& file_;
  std::vector<std::string> lines_;
  std::vector<bool> is_kept_;         // part of a text
  std::vector<bool> starts_section_;  // the key of one
};

bool is_same_table(const TextTable& a, const TextTable& b) {
  if (a.columns.size() != b.columns.size() || a.rows.size() != b.rows.size()) return false;
  for (std::size_t i = 0; i < a.columns.size(); ++i) {
    if (heading_text(a.columns[i]) != heading_text(b.columns[i])) return false;
    for (std::size_t row = 0; row < a.rows.size(); ++row) {
      if (cell_text(a.rows[row], i) != cell_text(b.rows[row], i)) return false;
    }
  }
  return true;
}

/// Whether two trees say the same.
bool is_same(const PolicyNode& a, const PolicyNode& b) {
  if (a.kind != b.kind) return false;
  if (a.is_scalar()) {
    const auto table = table_of(a);
    const auto other = table_of(b);
    return table && other ? is_same_table(*table, *other) : a.text == b.text;
  }
  return std::equal(a.items().begin(), a.items().end(), b.items().begin(), b.items().end(),
                    is_same) &&
         std::equal(a.entries().begin(), a.entries().end(), b.entries().begin(), b.entries().end(),
                    [](const auto& one, const auto& other) {
                      return one.key == other.key && is_same(one.value, other.value);
                    });
}

}  // namespace

std::string formatted(const SourceFile& file, const PolicyNode& root) {
  Lines lines(file);
  each_scalar(root, [&](const PolicyNode& scalar) { lines.scalar(scalar); });
  for (const PolicyNode::Entry& entry : root.entries()) lines.section(entry);
  std::string text = lines.text();
  const SourceFile again(file.path(), text);
  Diagnostics found;
  const auto tree = load_document(again, found);
  if (!tree || !is_same(root, *tree)) {
    throw std::logic_error("policy fmt would change what " + file.path() + " says");
  }
  return text;
}

}  // namespace zhaoshang
