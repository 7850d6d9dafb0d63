#include "engine/table/table_diagnostics.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <utility>

#include "engine/base/suggest.h"
#include "engine/base/utf8.h"
#include "engine/table/amounts.h"

namespace zhaoshang::table_fault {
namespace {

Diagnostic error(std::string_view slug, Place place, Message text, Message help = {}) {
  return {Severity::kError, std::string(slug), std::move(place),
          std::move(text),  std::move(help),   {}};
}

Place whole_file(const std::string& path) {
  Place place;
  place.path = path;
  return place;
}

/// The user's words in a message: made visible, and cut where they are long.
std::string shown(std::string_view text) {
  constexpr std::size_t kLongest = 40;
  std::size_t at = 0;
  for (std::size_t i = 0; i < kLongest && at < text.size(); ++i) next_code_point(text, at);
  return visible(text.substr(0, at)) + (at < text.size() ? "…" : "");
}

std::string kind_in_chinese(CellKind kind) {
  switch (kind) {
    case CellKind::kText: return "文字";
    case CellKind::kId: return "编号";
    case CellKind::kIdentity: return "身份证号";
    case CellKind::kDate: return "日期";
    case CellKind::kBoolean: return "是否";
    case CellKind::kNumber: return "数";
    case CellKind::kInteger: return "整数";
    case CellKind::kMoney: return "金额";
    case CellKind::kQuantity: return "数量";
    case CellKind::kPeriod: return "所属期";
    case CellKind::kMonth: return "月份";
    case CellKind::kScale: return "等级";
    case CellKind::kTextList: return "多个文字";
    case CellKind::kAmount: return "数或金额";
  }
  return {};
}

std::string kind_in_english(CellKind kind) {
  switch (kind) {
    case CellKind::kText: return "text";
    case CellKind::kId: return "an id";
    case CellKind::kIdentity: return "an identity number";
    case CellKind::kDate: return "a date";
    case CellKind::kBoolean: return "a boolean";
    case CellKind::kNumber: return "a number";
    case CellKind::kInteger: return "an integer";
    case CellKind::kMoney: return "money";
    case CellKind::kQuantity: return "a quantity";
    case CellKind::kPeriod: return "a period";
    case CellKind::kMonth: return "a month";
    case CellKind::kScale: return "a word of a scale";
    case CellKind::kTextList: return "a list of texts";
    case CellKind::kAmount: return "a number or money";
  }
  return {};
}

/// A date or integer in the spelling that is sure to be understood.
const Message kWriteDate{"写成 2022-04-06、2022/4/6、2022.4.6、2022年4月6日 或 20220406",
                         "write 2022-04-06, 2022/4/6, 2022.4.6, 2022年4月6日 or 20220406"};

Message has(const FaultyCell& cell, std::string_view zh, std::string_view en) {
  const std::string text = shown(cell.text);
  const std::string heading = shown(cell.heading);
  return {fmt::format("“{}”的单元格“{}”{}", heading, text, zh),
          fmt::format("the cell \"{}\" of \"{}\" {}", text, heading, en)};
}

}  // namespace

Diagnostic encoding_used(const std::string& path, std::string_view encoding) {
  Diagnostic made =
      error("encoding-used", whole_file(path),
            {fmt::format("不是 UTF-8,按 {} 读取", encoding),
             fmt::format("not UTF-8: read as {}", encoding)},
            {"另存为 UTF-8 可以避免误判", "saving it as UTF-8 leaves nothing to guess"});
  made.severity = Severity::kInfo;
  return made;
}

Diagnostic unknown_encoding(const Place& place) {
  return error("unknown-encoding", place,
               {"既不是 UTF-8 也不是 GB18030;这里是第一个不合 UTF-8 的字节",
                "neither UTF-8 nor GB18030; the first byte that is not UTF-8 stands here"},
               {"在表格软件中另存为“CSV UTF-8”", "save it as \"CSV UTF-8\" from the spreadsheet"});
}

Diagnostic nul_byte(const Place& place) {
  return error("nul-byte", place, {"有 NUL 字节,不是文本", "a NUL byte: this is not text"},
               {"可能是没有 BOM 的 UTF-16 或表格文件本身:另存为“CSV UTF-8”",
                "it may be UTF-16 without a BOM, or the spreadsheet file itself: save it as \"CSV "
                "UTF-8\""});
}

Diagnostic lone_cr(const Place& place) {
  return error("lone-cr", place, {"只有回车(CR)没有换行(LF)的行尾", "a line end of CR without LF"},
               {"另存为 LF 或 CR LF 行尾", "save it with LF or CR LF at the ends of lines"});
}

Diagnostic line_too_long(const Place& place) {
  return error("line-too-long", place, {"一行超过 16 MiB", "a line of more than 16 MiB"},
               {"检查行尾和引号", "look at the ends of lines and at quotes"});
}

Diagnostic unclosed_quote(const Place& place) {
  return error("unclosed-quote", place, {"这里的引号没有闭合", "this quote is never closed"},
               {"补上后一个引号;单元格里的引号要写成两个 \"\"",
                "close it; a quote within a cell is written twice: \"\""});
}

Diagnostic no_heading(const std::string& path) {
  Place place = whole_file(path);
  place.line = 1;
  return error("no-heading", place, {"没有标题行", "there is no line of headings"},
               {"第一行写各列的标题;没有数据时只留这一行",
                "put the headings of the columns in the first line; keep that line where there "
                "are no data"});
}

Diagnostic too_many_columns(const Place& place, std::size_t most) {
  return error(
      "too-many-columns", place,
      {fmt::format("超过 {} 列", most), fmt::format("more than {} columns", most)},
      {"删去用不着的列;也看看标题行是不是缺了换行",
       "remove columns that nobody needs; see whether the line of headings lacks its end"});
}

Diagnostic duplicate_column(const Place& place, std::string_view heading, std::string_view first) {
  return error("duplicate-column", place,
               {fmt::format("标题“{}”与前面的“{}”是同一列", shown(heading), shown(first)),
                fmt::format("the heading \"{}\" is the same column as \"{}\" before it",
                            shown(heading), shown(first))},
               {"删去一列,或改用别的标题", "remove one of them, or give it another heading"});
}

Diagnostic missing_column(const Place& headings, const ColumnSchema& column, std::string_view table,
                          std::string_view needed_by, const std::vector<std::string>& present) {
  const std::string title = column.headings.empty() ? column.name : column.headings.front();
  const std::string rule_zh =
      needed_by.empty() ? "每一行都要有它" : fmt::format("规则 {} 要用它", needed_by);
  const std::string rule_en =
      needed_by.empty() ? "every row must have it" : fmt::format("the rule {} needs it", needed_by);
  Message help{
      fmt::format("加上标题 {} 或 {},或在政策的 columns 中写明它的标题", column.name, title),
      fmt::format("add the heading {} or {}, or say under columns in the policy what it "
                  "is called",
                  column.name, title)};
  if (present.empty()) {
    help = {
        fmt::format("这一行一个标题也不认得:表的上面有标题、说明等行时,用 zhaoshang import {} "
                    "文件 先去掉它们;县里自己的叫法写在政策的 columns 中",
                    table),
        fmt::format("none of its headings is known: where titles stand above the table, zhaoshang "
                    "import {} FILE takes them off; a county's own headings are named under "
                    "columns in the policy",
                    table)};
  }
  std::vector<std::string> names{column.name};
  names.insert(names.end(), column.headings.begin(), column.headings.end());
  for (const std::string& name : names) {
    if (const auto near = nearest(name, present)) {
      help = {fmt::format("是不是“{}”?", *near), fmt::format("is it \"{}\"?", *near)};
      break;
    }
  }
  return error("missing-column", headings,
               {fmt::format("表 {} 没有“{}”({})这一列,{}", table, title, column.name, rule_zh),
                fmt::format("the table {} has no column {}; {}", table, column.name, rule_en)},
               std::move(help));
}

Diagnostic heading_unit(const Place& place, std::string_view heading, std::string_view unit,
                        const ColumnSchema& column) {
  const std::optional<Measure> named = measure_of(unit);
  const bool is_money = named && named->is_money();
  const std::string type = fmt::format("{}({})", is_money ? "money" : "quantity", shown(unit));
  const std::string declared = measure_word(column.measure);
  const std::string zh = declared.empty() ? kind_in_chinese(column.kind) : declared;
  const std::string en = declared.empty() ? kind_in_english(column.kind) : declared;
  return error(
      "heading-unit", place,
      {fmt::format("标题“{}”的单位是{},这一列({})是{}", shown(heading), shown(unit), column.name,
                   zh),
       fmt::format("the heading \"{}\" names the unit {}, but the column {} is {}", shown(heading),
                   shown(unit), column.name, en)},
      {fmt::format("改标题中的单位,或在政策的 columns 中声明 type: {}", type),
       fmt::format(
           "change the unit in the heading, or declare type: {} under columns in the policy",
           type)});
}

Diagnostic more_faulty_rows(const std::string& path, std::size_t count) {
  return error("more-faulty-rows", whole_file(path),
               {fmt::format("还有 {} 行有错,不再一一列出", count),
                fmt::format("{} more faulty rows are not listed", count)},
               {"先改正列出的;用 --reject 文件 可以看到全部",
                "correct those that are listed first; --reject FILE shows all of them"});
}

Diagnostic row_width(const Place& place, std::size_t cells, std::size_t headings) {
  return error("row-width", place,
               {fmt::format("这一行有 {} 格,标题有 {} 列", cells, headings),
                fmt::format("this row has {} cells, the headings are {}", cells, headings)},
               {"单元格里有逗号时整格加引号;缺的格子补上逗号",
                "quote a cell that holds a comma; add the commas of missing cells"});
}

Diagnostic stray_quote(const Place& place, const Place& opened) {
  return error(
      "stray-quote", place,
      {fmt::format("引号之后应是逗号或行尾;这一格的引号在第 {} 行第 {} 字打开", opened.line,
                   opened.column),
       fmt::format("a comma or the end of the line should follow the quote; the cell's quote "
                   "opens at line {}, column {}",
                   opened.line, opened.column)},
      {"单元格里的引号要写成两个 \"\"", "a quote within a cell is written twice: \"\""});
}

Diagnostic unnamed_column(const Place& place) {
  return error("unnamed-column", place,
               {"这一格所在的列没有标题", "this cell stands in a column without a heading"},
               {"给这一列写上标题,或清空它", "give the column a heading, or empty it"});
}

Diagnostic duplicate_key(const Place& place, std::string_view key, const Place& first) {
  return error(
      "duplicate-key", place,
      {fmt::format("{} 重复,前一次在 {}:{}", shown(key), first.path, first.line),
       fmt::format("{} stands here again, first at {}:{}", shown(key), first.path, first.line)},
      {"删去一行,或改正编号", "remove one of the rows, or correct its id"});
}

Diagnostic unknown_reference(const Place& place, std::string_view heading, std::string_view id,
                             std::string_view table_title, std::string_view table,
                             const std::vector<std::string>& known) {
  Message help{fmt::format("改正编号,或在 {} 中加上它", table),
               fmt::format("correct the id, or add it to {}", table)};
  if (const auto near = nearest(id, known)) {
    help = {fmt::format("是不是“{}”?", *near), fmt::format("is it \"{}\"?", *near)};
  }
  return error(
      "unknown-reference", place,
      {fmt::format("“{}”写的“{}”在{}({})中没有", shown(heading), shown(id), table_title, table),
       fmt::format("\"{}\" says \"{}\", which is not in {}", shown(heading), shown(id), table)},
      std::move(help));
}

Diagnostic empty_key(const FaultyCell& cell) {
  const std::string heading = shown(cell.heading);
  return error("empty-key", cell.place,
               {fmt::format("“{}”不能是空的", heading), fmt::format("\"{}\" is empty", heading)},
               {"填上它;没有它,这一行不知道说的是谁",
                "fill it in: without it nobody knows what the row is about"});
}

Diagnostic bad_date(const FaultyCell& cell) {
  return error("bad-date", cell.place, has(cell, "不是日期", "is no date"), kWriteDate);
}

Diagnostic serial_date(const FaultyCell& cell, Date date) {
  Diagnostic made =
      error("serial-date", cell.place,
            has(cell, fmt::format("是表格软件的日期序号,按 {} 读取", date.to_string()),
                fmt::format("is a spreadsheet's day number: read as {}", date.to_string())),
            {"把这一列设为日期格式再导出", "format the column as dates and export again"});
  made.severity = Severity::kWarning;
  return made;
}

Diagnostic hidden_characters(Place place, std::string_view heading,
                             const std::vector<std::string>& hidden) {
  const std::string all = fmt::format("{}", fmt::join(hidden, " "));
  Diagnostic made = error(
      "hidden-characters", std::move(place),
      {fmt::format("“{}”的单元格里有看不见的字符 {}", shown(heading), all),
       fmt::format("the cell of \"{}\" has characters that nobody sees: {}", shown(heading), all)},
      {"重新键入这个单元格;看上去相同的两个编号或名称可能并不相同",
       "type the cell anew; two ids or names that look the same may not be"});
  made.severity = Severity::kWarning;
  return made;
}

Diagnostic bad_number(const FaultyCell& cell) {
  return error("bad-number", cell.place, has(cell, "不是数", "is no number"),
               {"只写数字,小数点用 .;没有数时留空",
                "write digits with . as the decimal point; leave it empty where there is no "
                "number"});
}

Diagnostic bad_integer(const FaultyCell& cell) {
  return error("bad-integer", cell.place, has(cell, "不是整数", "is no whole number"),
               {"写成整数", "write a whole number"});
}

Diagnostic bad_boolean(const FaultyCell& cell) {
  return error("bad-boolean", cell.place, has(cell, "不是“是”或“否”", "is neither true nor false"),
               {"写成 是/否、true/false 或 1/0", "write true/false, 是/否 or 1/0"});
}

Diagnostic bad_month(const FaultyCell& cell) {
  return error("bad-month", cell.place, has(cell, "不是月份", "is no month"),
               {"写成 2022-03", "write 2022-03"});
}

Diagnostic bad_period(const FaultyCell& cell) {
  return error("bad-period", cell.place, has(cell, "不是所属期", "is no period"),
               {"写成 2022、2022H1、2022Q1、2022-03 或 2022-03-01..2022-06-30",
                "write 2022, 2022H1, 2022Q1, 2022-03 or 2022-03-01..2022-06-30"});
}

Diagnostic amount_unit(const FaultyCell& cell) {
  const std::string heading = shown(cell.heading);
  const std::string text = shown(cell.text);
  const Measure& wanted = cell.column->measure;
  const std::string unit = measure_word(wanted);
  Message said{fmt::format("“{}”按{}填写,单元格写的是“{}”", heading, unit, text),
               fmt::format("\"{}\" is in {}, the cell says \"{}\"", heading, unit, text)};
  if (unit.empty()) {
    said = {fmt::format("“{}”不带单位,单元格写的是“{}”", heading, text),
            fmt::format("\"{}\" has no unit, the cell says \"{}\"", heading, text)};
  }
  const Amount amount = read_amount(cell.text);
  const Measure written = amount.measure.value_or(Measure{1, Currency::cny(), {}});
  const bool same_kind = (wanted.is_money() || wanted.is_quantity()) &&
                         written.currency == wanted.currency && written.unit == wanted.unit;
  const std::string number =
      same_kind ? (amount.number * written.scale / wanted.scale).to_string() : std::string();
  const std::string declared =
      fmt::format("{}({})", written.is_money() ? "money" : "quantity", measure_word(written));
  const bool declarable = written.is_money() || written.is_quantity();
  Message help{same_kind ? "写成 " + number : "只写数字",
               same_kind ? "write " + number : "write the number alone"};
  if (declarable) {
    help.zh += ",或在政策的 columns 中声明 type: " + declared;
    help.en += ", or declare type: " + declared + " under columns in the policy";
  }
  return error("amount-unit", cell.place, std::move(said), std::move(help));
}

Diagnostic bad_grouping(const FaultyCell& cell) {
  return error("bad-grouping", cell.place,
               has(cell, "的逗号不是三位一组", "has commas that do not stand before three digits"),
               {"去掉逗号", "leave the commas out"});
}

Diagnostic damaged_id(const FaultyCell& cell) {
  return error("damaged-id", cell.place,
               has(cell, "是被表格软件当成数的编号,原来的数字已经丢失",
                   "is an id that a spreadsheet took for a number: its digits are lost"),
               {"从原表把这一列设为文本格式再导出",
                "export again from the original with the column formatted as text"});
}

Diagnostic bad_identity(const FaultyCell& cell) {
  return error("bad-identity", cell.place, has(cell, "不是身份证号", "is no identity number"),
               {"逐位核对:18 位,地区、出生日期和末位校验码都要对(GB 11643)",
                "compare it digit by digit: 18 of them, with a region, a day of birth and a check "
                "character that are right (GB 11643)"});
}

Diagnostic undeclared_word(const FaultyCell& cell) {
  const std::vector<std::string>& words = cell.column->values;
  std::vector<std::string> known = words;
  for (const auto& [synonym, meaning] : cell.column->synonyms) known.push_back(synonym);
  Message help{fmt::format("可以写:{}", fmt::join(known, "、")),
               fmt::format("it may be: {}", fmt::join(known, ", "))};
  if (const auto near = nearest(cell.text, known)) {
    help = {fmt::format("是不是“{}”?", *near), fmt::format("is it \"{}\"?", *near)};
  }
  return error("undeclared-word", cell.place,
               has(cell, "不是这一列的用词", "is not one of the column's words"), std::move(help));
}

Diagnostic too_many_digits(const FaultyCell& cell) {
  return error("too-many-digits", cell.place,
               has(cell, "超过 34 位有效数字", "has more than 34 significant digits"),
               {"减少位数", "write fewer digits"});
}

Diagnostic unknown_currency(const FaultyCell& cell) {
  return error("unknown-currency", cell.place, has(cell, "不是币种", "is no currency"),
               {"写 ISO 4217 代码(CNY、USD)或 人民币、美元",
                "write an ISO 4217 code (CNY, USD) or 人民币, 美元"});
}

Diagnostic cell_fault(CellFault fault, const FaultyCell& cell) {
  switch (fault) {
    case CellFault::kNone: break;
    case CellFault::kEmptyKey: return empty_key(cell);
    case CellFault::kNotADate: return bad_date(cell);
    case CellFault::kNotANumber: return bad_number(cell);
    case CellFault::kNotAnInteger: return bad_integer(cell);
    case CellFault::kNotABoolean: return bad_boolean(cell);
    case CellFault::kNotAPeriod:
      return cell.column->kind == CellKind::kMonth ? bad_month(cell) : bad_period(cell);
    case CellFault::kAmountUnit: return amount_unit(cell);
    case CellFault::kGrouping: return bad_grouping(cell);
    case CellFault::kDamagedId: return damaged_id(cell);
    case CellFault::kNotAnIdentity: return bad_identity(cell);
    case CellFault::kNotDeclared: return undeclared_word(cell);
    case CellFault::kTooManyDigits: return too_many_digits(cell);
    case CellFault::kNoCurrency: return unknown_currency(cell);
  }
  return {};
}

}  // namespace zhaoshang::table_fault
