#include "engine/policy/policy_diagnostics.h"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "engine/base/suggest.h"
#include "engine/base/utf8.h"

namespace zhaoshang::policy_fault {
namespace {

Diagnostic error(std::string_view slug, Span span, Message text, Message help) {
  return {Severity::kError, std::string(slug), span.place(), std::move(text), std::move(help), {}};
}

/// The user's words in a message: made visible, and cut where they are long.
std::string shown(std::string_view text) {
  constexpr std::size_t kLongest = 40;
  std::size_t at = 0;
  for (std::size_t i = 0; i < kLongest && at < text.size(); ++i) next_code_point(text, at);
  return visible(text.substr(0, at)) + (at < text.size() ? "…" : "");
}

std::string joined(const std::vector<std::string>& words, std::string_view separator) {
  return fmt::format("{}", fmt::join(words, separator));
}

/// What yaml-cpp says, in words for people who write policies, and what usually causes it.
struct Reason {
  std::string_view yaml;  // the message starts with this
  Message text;
  Message help;
};

const Message kQuoteIt = {"含 , : [ ] { } # 的表达式整体放进单引号,如 '[1..2]';或写成 | 文本块",
                          "put an expression that holds , : [ ] { } or # in single quotes as a "
                          "whole, such as '[1..2]', or "
                          "in a | block"};
const Message kStartQuoted = {
    "以 > | - ? @ % ` & * ! 开头的表达式整体放进单引号,如 '>= 80%'",
    "put an expression that starts with > | - ? @ % ` & * or ! in single quotes, such as '>= 80%'"};
const Message kIndent = {"同一层的键左边对齐,用空格缩进,不用制表符",
                         "align the keys of one level and indent with spaces, not tabs"};

const std::array<Reason, 14>& reasons() {
  static const std::array<Reason, 14> all = {{
      {"end of map not found",
       {"这里不是新的一行“键: 值”", "this is not another `key: value`"},
       {"值写完后还有多余的字,或缩进不齐;以引号开头的表达式(如 \"平台\", \"镇街\")整体放进单引号",
        "something follows a finished value, or the indentation is uneven; put an expression that "
        "starts with a quote (such as \"a\", \"b\") in single quotes as a whole"}},
      {"end of map flow not found", {"{ } 没有写完", "the { } is not finished"}, kQuoteIt},
      {"end of sequence flow not found", {"[ ] 没有写完", "the [ ] is not finished"}, kQuoteIt},
      {"end of sequence not found",
       {"这里不是新的一行“- 项”", "this is not another `- item`"},
       kIndent},
      {"illegal map value",
       {"这里不能再有冒号", "a colon cannot stand here"},
       {"值中有“: ”时整体放进单引号;上一行的缩进也可能不齐",
        "put a value that holds `: ` in single quotes; or the line above is not aligned"}},
      {"illegal map key", {"这里不能有键", "a key cannot stand here"}, kStartQuoted},
      {"illegal block entry",
       {"这里不能有“- ”", "`- ` cannot stand here"},
       {"值以 - 开头时放进单引号;列表另起一行;缩进只用空格",
        "put a value that starts with - in single quotes; start a list on its own line; indent "
        "with "
        "spaces only"}},
      {"illegal flow end", {"这里多了一个 ] 或 }", "there is a ] or } too many"}, kQuoteIt},
      {"illegal tab", {"缩进中有制表符", "there is a tab in the indentation"}, kIndent},
      {"unknown token",
       {"值不能以这个字符开头", "a value cannot start with this character"},
       kStartQuoted},
      {"unexpected character in block scalar",
       {"> 和 | 在 YAML 中开始一个文本块", "> and | start a block of text in YAML"},
       kStartQuoted},
      {"unknown escape character",
       {"双引号中没有这种转义", "there is no such escape in double quotes"},
       {"改用单引号,其中反斜杠就是反斜杠", "use single quotes, in which a backslash is itself"}},
      {"illegal EOF in scalar",
       {"文件在引号或文本块中间结束", "the file ends inside a scalar"},
       {}},
      {"bad file", {"嵌套太深", "nested too deeply"}, {}},
  }};
  return all;
}

std::string_view wanted_zh(Wanted wanted) {
  switch (wanted) {
    case Wanted::kMap: return "若干“键: 值”";
    case Wanted::kScalar: return "一个值";
    case Wanted::kList: return "一个列表";
    case Wanted::kRows: return "一个列表(每项若干“键: 值”),或文本表";
    case Wanted::kNamed: return "若干“名称: 内容”,或首列为 name 的文本表";
  }
  return "";
}

std::string_view wanted_en(Wanted wanted) {
  switch (wanted) {
    case Wanted::kMap: return "`key: value` pairs";
    case Wanted::kScalar: return "one value";
    case Wanted::kList: return "a list";
    case Wanted::kRows: return "a list of `key: value` pairs, or a text table";
    case Wanted::kNamed:
      return "`name: content` pairs, or a text table whose first heading is name";
  }
  return "";
}

Message wanted_help(Wanted wanted, bool colon_without_space) {
  if (colon_without_space) {
    return {"冒号后要有一个空格", "a colon needs a space after it"};
  }
  switch (wanted) {
    case Wanted::kScalar:
      return {"以 [ 或 { 开头的表达式整体放进单引号,如 '[1..2]'",
              "put an expression that starts with [ or { in single quotes, such as '[1..2]'"};
    case Wanted::kList: return {"写成 [甲, 乙]", "write [a, b]"};
    case Wanted::kMap: return {"每行写一个“键: 值”", "write one `key: value` a line"};
    case Wanted::kNamed: return {"每行写一个“名称: 内容”", "write one `name: content` a line"};
    default: return {};
  }
}

}  // namespace

Diagnostic not_utf8(Span byte) {
  return error("yaml-encoding", byte, {"这里的字节不是 UTF-8", "these bytes are not UTF-8"},
               {"政策文件用 UTF-8 保存", "save the policy file as UTF-8"});
}

Diagnostic control_character(Span byte) {
  const std::string name = visible(byte.text());
  return error("yaml-control-character", byte,
               {fmt::format("文件中有控制字符 {}", name),
                fmt::format("the file holds the control character {}", name)},
               {"删去它;行以 LF 或 CR LF 结束", "delete it; lines end in LF or CR LF"});
}

Diagnostic too_large(Span file, std::size_t limit) {
  return error("yaml-size", file,
               {fmt::format("文件超过 {} 字节", limit),
                fmt::format("the file has more than {} bytes", limit)},
               {"数据放进 CSV,政策只写规则", "keep data in CSV files; a policy holds rules"});
}

Diagnostic too_deep(Span node, std::size_t limit) {
  return error(
      "yaml-depth", node,
      {fmt::format("嵌套超过 {} 层", limit), fmt::format("nested more than {} levels deep", limit)},
      {"检查方括号、花括号和缩进,是不是有没收尾的",
       "look at brackets, braces and indentation: one may not be closed"});
}

Diagnostic too_many_nodes(Span node, std::size_t limit) {
  return error("yaml-too-many-nodes", node,
               {fmt::format("键、值和列表项超过 {} 个", limit),
                fmt::format("there are more than {} keys, values and items", limit)},
               {"数据放进 CSV,政策只写规则", "keep data in CSV files; a policy holds rules"});
}

Diagnostic no_document(Span file) {
  return error("yaml-empty", file, {"文件是空的", "the file is empty"},
               {"政策从 schema: 1 开始写", "a policy starts with schema: 1"});
}

Diagnostic second_document(Span start) {
  return error("yaml-documents", start, {"一个文件只写一份文档", "a file holds one document only"},
               {"删去 --- 或 ... 之后的部分,或另存一个文件",
                "delete what follows --- or ..., or move it to a file of its own"});
}

Diagnostic syntax(Span at, std::string_view reason) {
  Message text = {fmt::format("不是 YAML:{}", reason), fmt::format("this is not YAML: {}", reason)};
  Message help;
  for (const Reason& known : reasons()) {
    if (!reason.starts_with(known.yaml)) continue;
    text = known.text;
    help = known.help;
    break;
  }
  return error("yaml-syntax", at, std::move(text), std::move(help));
}

Diagnostic unclosed_quote(Span quote) {
  return error(
      "yaml-unclosed-quote", quote, {"引号没有在本行结束", "the quote is not closed on this line"},
      {"补上右引号;单引号中的单引号写两个", "close it; inside single quotes write a quote twice"});
}

Diagnostic duplicate_key(Span key, std::string_view text, std::size_t first_line) {
  return error(
      "yaml-duplicate-key", key,
      {fmt::format("键“{}”在第 {} 行已经写过", shown(text), first_line),
       fmt::format("the key “{}” was written in line {} already", shown(text), first_line)},
      {"删去其中一个,或合并", "delete one of them or merge them"});
}

Diagnostic key_not_scalar(Span key) {
  return error("yaml-key", key, {"键只能是一个词", "a key must be one word"}, kQuoteIt);
}

Diagnostic anchor(Span at) {
  return error(
      "yaml-anchor", at, {"不用锚(&)", "anchors (&) are not used here"},
      {"重复的内容用参数、事实或共用的表来表达;以 & 开头的文字放进单引号",
       "say what repeats by a parameter, a fact or a table; quote text that starts with &"});
}

Diagnostic alias(Span at) {
  return error(
      "yaml-alias", at, {"不用别名(*)", "aliases (*) are not used here"},
      {"重复的内容用参数、事实或共用的表来表达;以 * 开头的文字放进单引号",
       "say what repeats by a parameter, a fact or a table; quote text that starts with *"});
}

Diagnostic tag(Span at) {
  return error("yaml-tag", at, {"不用标签(!)", "tags (!) are not used here"},
               {"删去它:每个键的类型是固定的", "delete it: the type of every key is fixed"});
}

Diagnostic merge_key(Span key) {
  return error("yaml-merge", key, {"不用合并键 <<", "the merge key << is not used here"},
               {"把要用的键写出来", "write the keys out"});
}

Diagnostic flow_comma(Span rest) {
  const std::string text = shown(rest.text());
  return error(
      "flow-comma", rest,
      {fmt::format("{{ }} 和 [ ] 中,逗号结束一个值:“{}”被读成了下一项", text),
       fmt::format("inside {{ }} and [ ] a comma ends a value: “{}” was read as the next item",
                   text)},
      {"含逗号的值整体放进单引号,或换行写",
       "put a value with a comma in single quotes, or on a line of its own"});
}

Diagnostic colon_without_space(Span key) {
  return error("yaml-colon-space", key,
               {fmt::format("“{}”的冒号后没有空格", shown(key.text())),
                fmt::format("there is no space after the colon of “{}”", shown(key.text()))},
               {"写成 键: 值", "write key: value"});
}

Diagnostic full_width_colon(Span colon) {
  return error("full-width-colon", colon,
               {"全角冒号不分开键和值", "a full-width colon does not part a key from its value"},
               {"改成半角冒号和一个空格", "write an ASCII colon and a space"});
}

Diagnostic feel_style(Span scalar, FeelForm form) {
  Message text;
  switch (form) {
    case FeelForm::kFolded:
      text = {"表达式不能写在 > 折叠文本中", "an expression cannot stand in folded text (>)"};
      break;
    case FeelForm::kEscaped:
      text = {"表达式中不能有 YAML 转义", "an expression cannot hold YAML escapes"};
      break;
    case FeelForm::kSeveralLines:
      text = {"表达式写成多行时要用 | 文本块", "an expression of several lines needs a | block"};
      break;
    case FeelForm::kNotScalar:
      text = {"这里要写表达式,以 [ 或 { 开头时放进单引号",
              "an expression is wanted here; quote one that starts with [ or {"};
      break;
  }
  return error(
      "feel-style", scalar, std::move(text),
      {"写在一行,或整体放进单引号,或用 | 文本块;以 > 开头时必须放进单引号",
       "write it on one line, in single quotes, or in a | block; quote one that starts with >"});
}

Diagnostic eaten_quotes(Span scalar, std::string_view name) {
  return error(
      "eaten-quotes", scalar,
      {fmt::format("YAML 去掉了这对引号,剩下名称 {0},不是文字 \"{0}\"", shown(name)),
       fmt::format("YAML takes these quotes: what is left is the name {0}, not the text \"{0}\"",
                   shown(name))},
      {fmt::format("文字写成 '\"{0}\"';名称写成 {0}", shown(name)),
       fmt::format("for the text write '\"{0}\"', for the name {0}", shown(name))});
}

Diagnostic unknown_key(Span key, std::string_view text, const std::vector<std::string>& known) {
  Message help = {fmt::format("这里可以写:{}", joined(known, "、")),
                  fmt::format("what can stand here: {}", joined(known, ", "))};
  if (const auto near = nearest(text, known)) {
    help = {fmt::format("是不是“{}”?", *near), fmt::format("did you mean “{}”?", *near)};
  } else if (known.empty()) {
    help = {};
  }
  return error("policy-unknown-key", key,
               {fmt::format("没有“{}”这个键", shown(text)),
                fmt::format("there is no key “{}” here", shown(text))},
               std::move(help));
}

Diagnostic missing_key(Span map, std::string_view key) {
  return error("policy-missing-key", map,
               {fmt::format("缺少“{}”", key), fmt::format("“{}” is missing", key)},
               {fmt::format("补上 {}: …", key), fmt::format("add {}: …", key)});
}

Diagnostic wrong_kind(Span node, Wanted wanted, bool colon_without_space) {
  return error("policy-kind", node,
               {fmt::format("这里要写{}", wanted_zh(wanted)),
                fmt::format("{} wanted here", wanted_en(wanted))},
               wanted_help(wanted, colon_without_space));
}

Diagnostic nothing_written(Span at) {
  return error("policy-empty", at, {"这里没有写值", "no value is written here"},
               {"写上值,或删去这个键", "write one, or delete the key"});
}

Diagnostic not_a_name(Span scalar, std::string_view text) {
  return error("policy-name", scalar,
               {fmt::format("“{}”不能用作名称", shown(text)),
                fmt::format("“{}” cannot be a name", shown(text))},
               {"名称由字母、数字、下划线和汉字组成,不以数字开头",
                "a name is made of letters, digits, _ and Chinese characters and does not start "
                "with a digit"});
}

Diagnostic not_an_id(Span scalar, std::string_view text) {
  return error("policy-id", scalar,
               {fmt::format("“{}”不能用作编号", shown(text)),
                fmt::format("“{}” cannot be an id", shown(text))},
               {"编号由字母、数字、汉字和 _ - . 组成",
                "an id is made of letters, digits, Chinese characters, _, - and ."});
}

Diagnostic not_a_boolean(Span scalar, std::string_view text) {
  return error("policy-boolean", scalar,
               {fmt::format("“{}”不是 true 或 false", shown(text)),
                fmt::format("“{}” is neither true nor false", shown(text))},
               {"只写 true 或 false", "write true or false"});
}

Diagnostic not_an_integer(Span scalar, std::string_view text, std::int64_t low, std::int64_t high) {
  return error("policy-integer", scalar,
               {fmt::format("“{}”不是 {} 到 {} 的整数", shown(text), low, high),
                fmt::format("“{}” is not a whole number from {} to {}", shown(text), low, high)},
               {"只写数字,前面不补零", "write digits only, without leading zeros"});
}

Diagnostic not_a_number(Span scalar, std::string_view text) {
  return error(
      "policy-number", scalar,
      {fmt::format("“{}”不是数", shown(text)), fmt::format("“{}” is not a number", shown(text))},
      {"写成 12.5 这样的十进制数", "write a decimal number such as 12.5"});
}

Diagnostic not_a_date(Span scalar, std::string_view text) {
  return error(
      "policy-date", scalar,
      {fmt::format("“{}”不是日期", shown(text)), fmt::format("“{}” is not a date", shown(text))},
      {"写成 2022-03-01", "write it as 2022-03-01"});
}

Diagnostic not_a_date_span(Span scalar, std::string_view text) {
  return error("policy-date-span", scalar,
               {fmt::format("“{}”不是起止日期", shown(text)),
                fmt::format("“{}” is not a span of dates", shown(text))},
               {"写成 2022-01-01..2022-12-31,不定的一端空着",
                "write it as 2022-01-01..2022-12-31; leave an open side empty"});
}

Diagnostic reversed_date_span(Span scalar) {
  return error("policy-span-reversed", scalar, {"止日早于起日", "the last day is before the first"},
               {"两端对调", "exchange the two"});
}

Diagnostic not_a_rounding(Span scalar, std::string_view text) {
  return error("policy-rounding", scalar,
               {fmt::format("“{}”不是进位方式", shown(text)),
                fmt::format("“{}” does not say how to round", shown(text))},
               {"写成 0.01 half up;方式有 half up、half down、half even、up、down、floor、ceiling",
                "write 0.01 half up; the modes are half up, half down, half even, up, down, floor, "
                "ceiling"});
}

Diagnostic unknown_word(Span scalar, std::string_view text,
                        const std::vector<std::string>& one_of) {
  Message help = {fmt::format("可以写:{}", joined(one_of, "、")),
                  fmt::format("one of: {}", joined(one_of, ", "))};
  if (const auto near = nearest(text, one_of)) {
    help = {fmt::format("是不是“{}”?可以写:{}", *near, joined(one_of, "、")),
            fmt::format("did you mean “{}”? One of: {}", *near, joined(one_of, ", "))};
  }
  return error("policy-word", scalar,
               {fmt::format("这里不能写“{}”", shown(text)),
                fmt::format("“{}” cannot stand here", shown(text))},
               std::move(help));
}

Diagnostic not_a_table(Span node) {
  return error("table-wanted", node, {"这里要写文本表", "a text table is wanted here"},
               {"用 | 文本块,每行以 | 开头和结尾",
                "use a | block in which every line starts and ends with |"});
}

Diagnostic empty_table(Span node) {
  return error("table-empty", node, {"文本表没有表头", "the text table has no heading"},
               {"第一行写各列的名称", "the first row names the columns"});
}

Diagnostic bad_row(Span line) {
  return error("table-row", line,
               {"文本表的一行以 | 开头和结尾", "a row of a text table starts and ends with |"},
               {"每行写成 | 甲 | 乙 |", "write every row as | a | b |"});
}

Diagnostic ruling_line(Span line) {
  return error("table-ruling-line", line, {"文本表不用分隔行", "a text table has no ruling line"},
               {"删去这一行", "delete the line"});
}

Diagnostic unclosed_cell(Span quote) {
  return error("table-quote", quote,
               {"这一格的引号没有结束", "the quote in this cell is not closed"},
               {"补上右引号", "close it"});
}

Diagnostic ragged_row(Span row, std::size_t cells, std::size_t columns) {
  return error(
      "table-ragged", row,
      {fmt::format("这一行有 {} 格,表头有 {} 格", cells, columns),
       fmt::format("the row has {} cells, the heading {}", cells, columns)},
      {"空格子写成 |  |,中间留空格;文字中的 | 放进双引号",
       "write an empty cell as |  | with a space inside; put a | that is text in double quotes"});
}

Diagnostic misplaced_divider(Span row) {
  return error(
      "table-divider", row, {"|| 的位置与表头不同", "|| stands elsewhere than in the heading"},
      {"|| 分开条件和结果,每行在同一处;空格子写成 |  |",
       "|| parts inputs from outputs at the same place in every row; write an empty cell as |  |"});
}

Diagnostic empty_heading(Span cell) {
  return error("table-heading", cell, {"表头有一格是空的", "a heading is empty"},
               {"写上列名", "name the column"});
}

Diagnostic repeated_heading(Span heading, std::string_view text) {
  return error("table-repeated-heading", heading,
               {fmt::format("表头“{}”出现两次", shown(text)),
                fmt::format("the heading “{}” is given twice", shown(text))},
               {"删去或改名", "delete or rename one"});
}

Diagnostic second_divider(Span heading) {
  return error("table-second-divider", heading, {"表头只有一处 ||", "a heading holds one || only"},
               {"|| 左边是条件,右边是结果", "inputs stand left of ||, outputs right of it"});
}

Diagnostic unexpected_divider(Span heading) {
  return error("table-unexpected-divider", heading,
               {"这个表不分条件和结果,不用 ||", "this table has no inputs and outputs, so no ||"},
               {"改成 |", "write |"});
}

Diagnostic first_heading_not_name(Span heading) {
  return error("table-first-heading", heading,
               {"这里的文本表首列为 name", "the first heading of this table must be name"},
               {"首列写名称", "put the names into the first column"});
}

Diagnostic row_without_name(Span row) {
  return error("table-row-name", row, {"这一行没有名称", "the row has no name"},
               {"写上首格", "write the first cell"});
}

Diagnostic repeated_name(Span cell, std::string_view text) {
  return error("table-repeated-name", cell,
               {fmt::format("名称“{}”在表中出现两次", shown(text)),
                fmt::format("the name “{}” is given twice in the table", shown(text))},
               {"删去或改名", "delete or rename one"});
}

}  // namespace zhaoshang::policy_fault
