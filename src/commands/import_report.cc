#include "commands/import_report.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "engine/base/suggest.h"
#include "engine/base/utf8.h"
#include "engine/report/report_text.h"
#include "engine/table/amounts.h"

namespace zhaoshang {
namespace {

Message kind_words(const ColumnSchema& column) {
  switch (column.kind) {
    case CellKind::kText: return {"文字", "text"};
    case CellKind::kId: return {"编号", "id"};
    case CellKind::kIdentity: return {"身份证号", "identity"};
    case CellKind::kDate: return {"日期", "date"};
    case CellKind::kBoolean: return {"是否", "boolean"};
    case CellKind::kNumber: return {"数", "number"};
    case CellKind::kInteger: return {"整数", "integer"};
    case CellKind::kMoney: return {"金额", "money"};
    case CellKind::kQuantity: return {"数量", "quantity"};
    case CellKind::kPeriod: return {"所属期", "period"};
    case CellKind::kMonth: return {"月份", "month"};
    case CellKind::kScale: return {"等级", "word of a scale"};
    case CellKind::kTextList: return {"多个文字", "list of texts"};
    case CellKind::kAmount: return {"数或金额", "amount"};
  }
  return {};
}

/// 万元; of a currency that another column names 万, and nothing for its own unit.
std::string unit_of(const ColumnSchema& column) {
  if (column.currency_column.empty()) return measure_word(column.measure);
  Measure scale;
  scale.scale = column.measure.scale;
  return measure_word(scale);
}

/// What a column was taken for: `money, read in 元, written in 万元`.
Message taken_for(const FileColumn& column, const TableSchema& schema) {
  if (column.column >= schema.columns.size()) {
    std::vector<std::string> known;
    for (const ColumnSchema& each : schema.columns)
      known.insert(known.end(), each.headings.begin(), each.headings.end());
    const auto near = nearest(read_heading(column.heading).name, known);
    if (near)
      return {fmt::format("不认识,照抄;是不是“{}”?", *near),
              fmt::format("not known, kept as it is; is it \"{}\"?", *near)};
    return {"不认识,照抄", "not known, kept as it is"};
  }
  const ColumnSchema& wanted = schema.columns[column.column];
  Message words = kind_words(wanted);
  const std::string read = unit_of(column.schema);
  const std::string written = unit_of(wanted);
  if (read == written) {
    if (!read.empty()) words = {words.zh + "," + read, words.en + ", " + read};
  } else {
    words.zh += fmt::format(",按{}读,按{}写", read.empty() ? "个位" : read,
                            written.empty() ? "个位" : written);
    words.en += fmt::format(", read in {}, written in {}", read.empty() ? "whole units" : read,
                            written.empty() ? "whole units" : written);
  }
  return words;
}

Message why_words(LeftOut::Why why) {
  switch (why) {
    case LeftOut::Why::kTitle: return {"表头之上", "above the headings"};
    case LeftOut::Why::kUnit: return {"计量单位", "the unit"};
    case LeftOut::Why::kHeading: return {"重复的表头", "the headings again"};
    case LeftOut::Why::kTotal: return {"合计", "a total"};
    case LeftOut::Why::kSubtotal: return {"小计", "a subtotal"};
    case LeftOut::Why::kNote: return {"表后的说明", "a note below"};
  }
  return {};
}

std::string_view why_word(LeftOut::Why why) {
  switch (why) {
    case LeftOut::Why::kTitle: return "title";
    case LeftOut::Why::kUnit: return "unit";
    case LeftOut::Why::kHeading: return "heading";
    case LeftOut::Why::kTotal: return "total";
    case LeftOut::Why::kSubtotal: return "subtotal";
    case LeftOut::Why::kNote: return "note";
  }
  return {};
}

/// A cell of several lines on one.
std::string on_one_line(std::string text) {
  std::erase_if(text, [](char c) { return c == '\n' || c == '\r'; });
  return text;
}

std::string text_of(const LeftOut& line) {
  std::string text;
  for (const std::string& cell : line.cells) {
    if (cell.empty()) continue;
    text += (text.empty() ? "" : " ") + on_one_line(cell);
  }
  return text;
}

/// The columns in one language, as the text shows them.
ReportTable columns_shown(const ImportReport& report, Language language) {
  const TableSchema& schema = *report.found->schema;
  ReportTable table;
  table.columns = {{"heading", "标题"}, {"column", "列"}, {"taken for", "读作"}};
  for (const FileColumn& column : report.layout.columns) {
    const bool is_known = column.column < schema.columns.size();
    table.rows.push_back(
        {text_cell(on_one_line(column.heading)),
         text_cell(is_known ? schema.columns[column.column].name : column.schema.name),
         text_cell(taken_for(column, schema).in(language))});
  }
  return table;
}

ReportTable lines_shown(const ImportReport& report, Language language) {
  ReportTable table;
  table.columns = {{"line", "行"}, {"what", "是什么"}, {"text", "内容"}};
  for (const LeftOut& line : report.found->layout.left_out) {
    table.rows.push_back({number_cell(Decimal(static_cast<std::int64_t>(line.place.line))),
                          text_cell(why_words(line.why).in(language)), text_cell(text_of(line))});
  }
  return table;
}

std::string indented(const std::string& text) {
  std::string made;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    made += "  " + text.substr(at, end - at) + "\n";
    at = end + 1;
  }
  return made;
}

Message first_lines(const ImportReport& report) {
  const FoundTable& found = *report.found;
  const std::string sheet = found.sheet.empty() ? std::string() : fmt::format(" [{}]", found.sheet);
  const bool is_tab = found.separator == "tab";
  const std::string zh_of =
      report.headings_of.empty() ? "共用表的标题" : report.headings_of + " 的标题";
  const std::string en_of = report.headings_of.empty() ? "headings of the shared tables"
                                                       : "headings of " + report.headings_of;
  Message text{fmt::format("{}{} → {} {}\n", report.file->shown, sheet, found.schema->name,
                           found.schema->title),
               fmt::format("{}{} → {} {}\n", report.file->shown, sheet, found.schema->name,
                           found.schema->title)};
  if (found.sheet.empty()) {
    text.zh += fmt::format("编码 {},行尾 {},分隔符{}\n", found.encoding, found.line_ends,
                           is_tab ? "制表符" : "逗号");
    text.en += fmt::format("encoding {}, line ends {}, separator {}\n", found.encoding,
                           found.line_ends, found.separator);
  }
  text.zh += fmt::format("标题在第 {} 行({}):\n", found.layout.heading_line, zh_of);
  text.en += fmt::format("headings in line {} ({}):\n", found.layout.heading_line, en_of);
  return text;
}

Message last_lines(const ImportReport& report) {
  const ReadCounts& counts = report.counts;
  const ExportLayout& layout = report.found->layout;
  Message text;
  if (layout.unit) {
    text.zh = fmt::format("标题没有写单位的金额按{}读\n", layout.unit->word);
    text.en = fmt::format("money whose heading names no unit is read in {}\n", layout.unit->word);
  }
  if (report.found->rounded > 0) {
    text.zh += fmt::format("{} 个数取 15 位有效数字,即表格软件的精度\n", report.found->rounded);
    text.en += fmt::format("{} numbers brought to 15 digits, as many as a spreadsheet works with\n",
                           report.found->rounded);
  }
  text.zh += fmt::format("读 {} 行,写 {} 行,剔除 {} 行;另有空行 {}", counts.read, counts.used,
                         counts.rejected, layout.blank_lines);
  text.en += fmt::format("rows: {} read, {} written, {} set aside; blank lines: {}", counts.read,
                         counts.used, counts.rejected, layout.blank_lines);
  if (!report.written_to.empty()) {
    text.zh += fmt::format("\n写入 {}", report.written_to);
    text.en += fmt::format("\nwritten to {}", report.written_to);
  }
  return {text.zh + "\n", text.en + "\n"};
}

Cell count_cell(std::uint64_t count) {
  return number_cell(Decimal(static_cast<std::int64_t>(count)));
}

ReportTable summary_table(const ImportReport& report) {
  const FoundTable& found = *report.found;
  ReportTable table;
  table.name = "import";
  for (const char* name :
       {"file", "sheet", "table", "encoding", "line_ends", "separator", "heading_line", "unit",
        "read", "written", "rejected", "blank_lines", "written_to"})
    table.columns.push_back({name, ""});
  table.rows.push_back({text_cell(report.file->shown), text_cell(found.sheet),
                        plain_cell(found.schema->name), plain_cell(found.encoding),
                        plain_cell(found.line_ends), plain_cell(found.separator),
                        count_cell(found.layout.heading_line),
                        text_cell(found.layout.unit ? found.layout.unit->word : std::string()),
                        count_cell(report.counts.read), count_cell(report.counts.used),
                        count_cell(report.counts.rejected), count_cell(found.layout.blank_lines),
                        text_cell(report.written_to)});
  return table;
}

}  // namespace

std::vector<ReportTable> to_tables(const ImportReport& report) {
  const TableSchema& schema = *report.found->schema;
  ReportTable columns;
  columns.name = "columns";
  columns.columns = {
      {"heading", ""}, {"column", ""}, {"kind", ""}, {"read_in", ""}, {"written_in", ""}};
  for (const FileColumn& each : report.layout.columns) {
    const bool is_known = each.column < schema.columns.size();
    const ColumnSchema& wanted = is_known ? schema.columns[each.column] : each.schema;
    columns.rows.push_back({text_cell(on_one_line(each.heading)), text_cell(wanted.name),
                            plain_cell(is_known ? kind_words(wanted).en : "unknown"),
                            text_cell(unit_of(each.schema)), text_cell(unit_of(wanted))});
  }
  ReportTable left_out;
  left_out.name = "left_out";
  left_out.columns = {{"line", ""}, {"why", ""}, {"text", ""}};
  for (const LeftOut& line : report.found->layout.left_out)
    left_out.rows.push_back({count_cell(line.place.line),
                             plain_cell(std::string(why_word(line.why))),
                             text_cell(text_of(line))});
  return {summary_table(report), std::move(columns), std::move(left_out)};
}

std::string to_text(const ImportReport& report, Language language) {
  TextTableStyle style;
  style.language = language;
  style.headings = language == Language::kChinese ? Headings::kTitles : Headings::kNames;
  std::string text = first_lines(report).in(language);
  text += indented(to_text(columns_shown(report, language), style));
  const ReportTable lines = lines_shown(report, language);
  if (!lines.rows.empty()) {
    text += Message{"不是数据的行:\n", "lines that are no rows:\n"}.in(language);
    text += indented(to_text(lines, style));
  }
  return text + last_lines(report).in(language);
}

}  // namespace zhaoshang
