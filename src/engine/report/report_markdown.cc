#include "engine/report/report_markdown.h"

#include <algorithm>

#include "engine/base/utf8.h"

namespace zhaoshang {
namespace {

constexpr std::size_t kLeastWidth = 3;  // of the dashes under a heading

/// Characters that mean something inside a line of Markdown.
constexpr std::string_view kEscaped = "\\`*[]<|~&";
/// Likewise, only where a line begins.
constexpr std::string_view kEscapedFirst = "#+-=>";
/// Line ends, which would end a cell or a paragraph.
constexpr std::string_view kLineEnds = "\r\n\v\f";

bool is_of_word(std::string_view text, std::size_t at) {
  if (at >= text.size()) return false;
  const unsigned char c = static_cast<unsigned char>(text[at]);
  return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/// The point of `1. ` or the bracket of `1) ` where a line begins, which would make a list of it.
bool ends_list_number(std::string_view text, std::size_t at) {
  constexpr std::size_t kMostDigits = 9;
  if (text[at] != '.' && text[at] != ')') return false;
  const bool is_number = text.find_first_not_of("0123456789") == at;
  return is_number && at > 0 && at <= kMostDigits && (at + 1 == text.size() || text[at + 1] == ' ');
}

/// `_` means something only at the edge of a word: names such as team_id are left as they are.
bool is_escaped(std::string_view text, std::size_t at) {
  if (text[at] == '_') return at == 0 || !is_of_word(text, at - 1) || !is_of_word(text, at + 1);
  return kEscaped.find(text[at]) != std::string_view::npos || ends_list_number(text, at) ||
         (at == 0 && kEscapedFirst.find(text[at]) != std::string_view::npos);
}

/// One line: line ends, however many together, become one blank.
std::string one_line(std::string_view text) {
  std::string out;
  bool ended = false;
  for (const char c : text) {
    const bool ends = kLineEnds.find(c) != std::string_view::npos;
    if (!ends) out += c;
    if (ends && !ended) out += ' ';
    ended = ends;
  }
  return out;
}

struct Aligned {
  std::size_t width = kLeastWidth;
  bool to_the_right = false;
};

void append_padded(std::string& out, const std::string& text, const Aligned& column) {
  const std::string blanks(column.width - std::min(column.width, display_width(text)), ' ');
  out += "| ";
  out += column.to_the_right ? blanks + text : text + blanks;
  out += ' ';
}

/// Whether every cell that is there is a figure, and some is.
bool is_numeric(const ReportTable& table, std::size_t column) {
  bool any = false;
  for (const std::vector<Cell>& row : table.rows) {
    const Cell::Kind kind = row[column].kind;
    if (kind != Cell::Kind::kEmpty && kind != Cell::Kind::kNumber) return false;
    any = any || kind == Cell::Kind::kNumber;
  }
  return any;
}

}  // namespace

std::string markdown_text(std::string_view text) {
  const std::string line = visible(one_line(text));
  std::string out;
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (is_escaped(line, at)) out += '\\';
    out += line[at];
  }
  return out;
}

std::string to_markdown(const ReportTable& table, Headings headings) {
  if (table.made.count > 0) return to_markdown(table.held(), headings);
  std::vector<Aligned> columns(table.columns.size());
  std::vector<std::vector<std::string>> lines(1);
  for (const ReportColumn& column : table.columns)
    lines.front().push_back(markdown_text(heading(column, headings)));
  for (const std::vector<Cell>& row : table.rows) {
    lines.emplace_back();
    for (const Cell& cell : row) {
      const bool signs = cell.kind == Cell::Kind::kNumber;  // -5 is no list
      lines.back().push_back(signs ? cell.text : markdown_text(cell.text));
    }
  }
  for (std::size_t i = 0; i < columns.size(); ++i) {
    columns[i].to_the_right = is_numeric(table, i);
    for (const auto& line : lines)
      columns[i].width = std::max(columns[i].width, display_width(line[i]));
  }
  std::string out;
  for (std::size_t row = 0; row < lines.size(); ++row) {
    for (std::size_t i = 0; i < columns.size(); ++i) append_padded(out, lines[row][i], columns[i]);
    out += "|\n";
    if (row > 0) continue;
    for (const Aligned& column : columns) {
      out += "| " + std::string(column.width - 1, '-') + (column.to_the_right ? ": " : "- ");
    }
    out += "|\n";
  }
  return out;
}

std::string to_markdown(const std::vector<ReportTable>& tables, Headings headings) {
  std::string out;
  for (const ReportTable& table : tables) {
    const std::string& title =
        headings == Headings::kTitles && !table.title.empty() ? table.title : table.name;
    if (!out.empty()) out += '\n';
    out += "## " + markdown_text(title) + "\n\n" + to_markdown(table, headings);
  }
  return out;
}

}  // namespace zhaoshang
