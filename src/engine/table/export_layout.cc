#include "engine/table/export_layout.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/base/utf8.h"
#include "engine/table/cells.h"
#include "engine/table/headings.h"
#include "engine/table/lines.h"
#include "engine/table/records.h"

namespace zhaoshang {
namespace {

/// Titles, units and dates of printing take a few lines; headings further down are none.
constexpr std::size_t kMostTitleRecords = 30;

/// A word as it is compared: without blanks, full-width characters folded.
std::string plain_word(std::string_view text) {
  std::string word;
  for (const char c : fold_full_width(text)) {
    if (c != ' ' && c != '\t' && c != '\n') word += c;
  }
  return word;
}

std::vector<std::string> cells_of(const Record& record) {
  std::vector<std::string> cells;
  for (const RecordField& field : record.fields) cells.emplace_back(trim_cell(field.text));
  return cells;
}

std::string first_word(const std::vector<std::string>& cells) {
  const auto first = std::find_if(cells.begin(), cells.end(),
                                  [](const std::string& cell) { return !cell.empty(); });
  return first == cells.end() ? std::string() : plain_word(*first);
}

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// The word that a line of sums begins with; a colon may follow it.
std::optional<LeftOut::Why> sum_of(std::string word) {
  static constexpr std::array<std::string_view, 7> kTotals{"合计", "总计",  "总合计", "共计",
                                                           "合計", "Total", "TOTAL"};
  static constexpr std::array<std::string_view, 6> kSubtotals{"小计", "本页合计", "本页小计",
                                                              "小計", "Subtotal", "SUBTOTAL"};
  if (word.ends_with(':')) word.pop_back();
  if (is_one_of(word, kTotals)) return LeftOut::Why::kTotal;
  if (is_one_of(word, kSubtotals)) return LeftOut::Why::kSubtotal;
  return std::nullopt;
}

/// What stands below a table: who filled it in and when, notes, seals.
bool starts_note(std::string_view word) {
  static constexpr std::array<std::string_view, 22> kStarts{
      "注:",      "备注:",    "说明:",    "填表人",     "填报人", "填报单位",
      "填表单位", "填表日期", "填报日期", "填报时间",   "制表",   "审核人",
      "审核:",    "经办人",   "负责人:",  "单位负责人", "联系人", "联系电话",
      "分管领导", "数据来源", "资料来源", "打印日期"};
  return std::any_of(kStarts.begin(), kStarts.end(),
                     [&](std::string_view start) { return word.starts_with(start); });
}

std::optional<NamedUnit> unit_in(const std::vector<std::string>& cells) {
  for (const std::string& cell : cells) {
    const std::string word = plain_word(cell);
    for (const std::string_view start : {"单位:", "金额单位:", "计量单位:", "(单位:"}) {
      if (!word.starts_with(start)) continue;
      std::string unit = word.substr(start.size());
      if (unit.ends_with(')')) unit.pop_back();
      if (const auto measure = measure_of(unit)) return NamedUnit{unit, *measure};
    }
  }
  return std::nullopt;
}

bool is_single(const std::vector<std::string>& cells) {
  return std::count_if(cells.begin(), cells.end(),
                       [](const std::string& cell) { return !cell.empty(); }) == 1;
}

RecordReader records_of(const TextInput& input) {
  return RecordReader(parser_lines(input.start()));
}

bool ends_reading(const Record& record) {
  return record.fault == RecordFault::kUnclosedQuote || record.fault == RecordFault::kTooLong;
}

/// The columns that every row must have.
TableSchema needed_of(TableSchema schema) {
  std::erase_if(schema.columns,
                [](const ColumnSchema& column) { return column.missing != Missing::kFault; });
  return schema;
}

/// Finds the line of the headings. One column is enough where the line has no other cell.
ExportLayout find_headings(const TextInput& input, const TableSchema& schema) {
  RecordReader reader = records_of(input);
  Record record;
  ExportLayout best;
  const TableSchema needed = needed_of(schema);
  for (std::size_t i = 0; i < kMostTitleRecords && reader.next(record); ++i) {
    if (ends_reading(record)) break;
    const std::size_t named = named_columns(record, schema);
    const std::vector<std::string> cells = cells_of(record);
    if (named <= best.named || (named == 1 && !is_single(cells))) continue;
    best.heading_line = record.line;
    best.named = named;
    best.has_needed = named_columns(record, needed) == needed.columns.size();
  }
  return best;
}

/// A record as text, so that it outlives the reading of the next.
struct KeptRecord {
  std::size_t line = 0;
  std::string raw;

  std::size_t lines() const {
    return 1 + static_cast<std::size_t>(std::count(raw.begin(), raw.end(), '\n'));
  }
};

/// Writes records on the lines that they have in the file.
class TableText {
 public:
  void add(const KeptRecord& record) {
    text_.append(record.line - line_, '\n');
    text_.append(record.raw).append("\n");
    line_ = record.line + record.lines();
  }
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
  std::size_t line_ = 1;
};

/// Tells the rows of a file, whose headings have been found, from what stands around them.
class Separation {
 public:
  Separation(const std::string& shown, ExportLayout& layout) : shown_(shown), layout_(layout) {}

  void run(const TextInput& input) {
    RecordReader reader = records_of(input);
    Record record;
    std::size_t lines = 0;
    while (reader.next(record)) {
      const KeptRecord kept{record.line, std::string(record.raw)};
      take(record, kept);
      lines += kept.lines();
    }
    for (auto& [note, kept] : notes_) layout_.left_out.push_back(std::move(note));
    const std::string_view all = input.text();
    const auto all_lines = static_cast<std::size_t>(std::count(all.begin(), all.end(), '\n'));
    layout_.blank_lines = all_lines - std::min(all_lines, lines);
    layout_.text = text_.take();
  }

 private:
  void take(const Record& record, const KeptRecord& kept) {
    std::vector<std::string> cells = cells_of(record);
    const std::string word = first_word(cells);
    if (record.line < layout_.heading_line) {
      const std::optional<NamedUnit> unit = unit_in(cells);
      if (unit) layout_.unit = unit;
      leave_out(unit ? LeftOut::Why::kUnit : LeftOut::Why::kTitle, record, std::move(cells));
    } else if (record.line == layout_.heading_line) {
      headings_ = std::move(cells);
      text_.add(kept);
    } else if (cells == headings_) {
      leave_out(LeftOut::Why::kHeading, record, std::move(cells));
    } else if (const auto sum = sum_of(word)) {
      leave_out(*sum, record, std::move(cells));
    } else if (starts_note(word) || (!notes_.empty() && is_single(cells))) {
      notes_.emplace_back(left_out(LeftOut::Why::kNote, record, std::move(cells)), kept);
    } else {
      add_row(kept);
    }
  }

  /// Notes stand below the last row: before another they are rows, for the reader to judge.
  void add_row(const KeptRecord& row) {
    for (const auto& [note, kept] : notes_) text_.add(kept);
    notes_.clear();
    text_.add(row);
  }

  LeftOut left_out(LeftOut::Why why, const Record& record, std::vector<std::string> cells) const {
    Place line = place_in_record(shown_, record, 0, record.raw.size());
    line.column = 0;
    return {why, std::move(line), std::move(cells)};
  }
  void leave_out(LeftOut::Why why, const Record& record, std::vector<std::string> cells) {
    layout_.left_out.push_back(left_out(why, record, std::move(cells)));
  }

  const std::string& shown_;
  ExportLayout& layout_;
  std::vector<std::string> headings_;
  std::vector<std::pair<LeftOut, KeptRecord>> notes_;
  TableText text_;
};

/// A cell between tabs as it stands between commas.
void add_cell(std::string& text, std::string_view cell) {
  const bool is_quoted = cell.starts_with('"');
  if (is_quoted || cell.find_first_of(",\"") == std::string_view::npos) {
    text += cell;
    return;
  }
  text += '"';
  for (const char c : cell) {
    if (c == '"') text += '"';
    text += c;
  }
  text += '"';
}

}  // namespace

std::optional<std::string> with_commas_for_tabs(std::string_view text) {
  // The first line with more than blanks in it decides.
  const std::string_view first = text.substr(0, text.find('\n', text.find_first_not_of("\r\n ")));
  if (first.find('\t') == std::string_view::npos || first.find(',') != std::string_view::npos)
    return std::nullopt;
  std::string made;
  bool is_open = false;  // within quotes, where a tab is a character of the cell
  std::size_t begin = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '"' && (is_open || at == begin)) is_open = !is_open;
    if (is_open || (text[at] != '\t' && text[at] != '\n')) continue;
    std::string_view cell = text.substr(begin, at - begin);
    const bool has_cr = text[at] == '\n' && cell.ends_with('\r');
    if (has_cr) cell.remove_suffix(1);
    add_cell(made, cell);
    made += text[at] == '\t' ? "," : has_cr ? "\r\n" : "\n";
    begin = at + 1;
  }
  return made.append(text.substr(begin));
}

ExportLayout lay_out(const TextInput& input, const std::string& shown, const TableSchema& schema) {
  ExportLayout layout = find_headings(input, schema);
  if (layout.heading_line > 0) Separation(shown, layout).run(input);
  return layout;
}

}  // namespace zhaoshang
