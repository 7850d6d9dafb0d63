#include "engine/expr/syntax_diagnostics.h"

#include <utility>

#include "engine/base/utf8.h"

namespace zhaoshang::syntax_fault {

namespace {

Diagnostic make(const char* slug, const Span& at, Message text, Message help) {
  return {Severity::kError, slug, at.place(), std::move(text), std::move(help), {}};
}

std::string quoted(std::string_view text) { return "“" + visible(text) + "”"; }
std::string ticked(std::string_view text) { return "`" + visible(text) + "`"; }

}  // namespace

Diagnostic empty(const Span& at) {
  return make("feel-empty", at, {"表达式是空的", "the expression is empty"},
              {"写一个值;没有值写 null", "write a value; no value is `null`"});
}

Diagnostic too_long(const Span& at, std::size_t limit) {
  const std::string bytes = std::to_string(limit);
  return make(
      "feel-too-long", at,
      {"表达式超过 " + bytes + " 字节", "the expression is longer than " + bytes + " bytes"},
      {"拆成几个有名字的值", "split it into several named values"});
}

Diagnostic too_deep(const Span& at, std::size_t limit) {
  const std::string levels = std::to_string(limit);
  return make(
      "feel-too-deep", at,
      {"表达式嵌套超过 " + levels + " 层", "the expression nests more than " + levels + " levels"},
      {"拆成几个有名字的值;很长的加法写成 sum([...])",
       "split it into several named values; write a long addition as `sum([...])`"});
}

Diagnostic character(const Span& at, std::string_view character) {
  return make("feel-character", at,
              {"表达式中不能有字符" + quoted(character),
               "the character " + ticked(character) + " has no meaning in an expression"},
              {"文字要放在英文双引号中", "text goes between double quotes"});
}

Diagnostic full_width(const Span& at, std::string_view character, std::string_view twin) {
  return make("feel-full-width", at,
              {"全角标点" + quoted(character) + "不能用在表达式中",
               "the full-width " + ticked(character) + " has no meaning in an expression"},
              {"改用半角 " + std::string(twin), "write the ASCII " + ticked(twin)});
}

Diagnostic foreign_operator(const Span& at, std::string_view written, std::string_view feel) {
  return make("feel-operator", at,
              {"FEEL 没有运算符" + quoted(written), "FEEL has no operator " + ticked(written)},
              {"写作 " + std::string(feel), "write " + ticked(feel)});
}

Diagnostic lone_percent(const Span& at, std::string_view sign) {
  return make(
      "feel-percent", at,
      {quoted(sign) + "只能紧跟在数字后面", ticked(sign) + " must directly follow a number"},
      {"写作 80%;对一个值取百分之几,用乘法:80% * x",
       "write `80%`; take a percentage of a value by multiplying: `80% * x`"});
}

Diagnostic unclosed_string(const Span& at) {
  return make("feel-unclosed-string", at, {"字符串没有收尾的引号", "the string is never closed"},
              {"在同一行补上英文双引号;换行写作 \\n",
               "close it with a double quote on the same line; a line break is `\\n`"});
}

Diagnostic unclosed_comment(const Span& at) {
  return make("feel-unclosed-comment", at, {"注释没有收尾的 */", "the comment is never closed"},
              {"补上 */", "close it with `*/`"});
}

Diagnostic escape(const Span& at, std::string_view written) {
  return make("feel-escape", at,
              {"字符编码" + quoted(written) + "写错了",
               "the escape " + ticked(written) + " is malformed or no character"},
              {"\\u 后面写四位十六进制数,\\U 后面写六位;反斜杠本身写作 \\\\",
               "`\\u` takes four hexadecimal digits, `\\U` six; a backslash itself is `\\\\`"});
}

Diagnostic number_digits(const Span& at) {
  return make("feel-number-digits", at,
              {"数字超过 34 位有效数字", "the number has more than 34 significant digits"},
              {"舍入到 34 位以内", "round it to at most 34 digits"});
}

Diagnostic number_range(const Span& at) {
  return make("feel-number-range", at, {"数字太大或太小", "the number is too large or too small"},
              {"指数须在 -6143 到 6144 之间", "the exponent must lie between -6143 and 6144"});
}

Diagnostic measure_word(const Span& at, std::string_view word) {
  return make(
      "feel-measure", at,
      {"数字后面的" + quoted(word) + "不是已知的单位",
       ticked(word) + " after a number is no known unit"},
      {"单位如 元、万元、万美元、%、‰、亩;名字不能以数字开头",
       "units are 元, 万元, 万美元, %, ‰, 亩 and the like; a name cannot start with a digit"});
}

Diagnostic spaced_measure(const Span& at, std::string_view word) {
  return make("feel-measure-space", at,
              {"数字和单位" + quoted(word) + "之间不能有空格",
               "no space between a number and its unit " + ticked(word)},
              {"单位紧跟在数字后面:5亩、3000万元",
               "write the unit directly after the number: 5亩, 3000万元"});
}

Diagnostic at_literal(const Span& at, std::string_view text) {
  return make(
      "feel-at-literal", at,
      {"@\"" + visible(text) + "\" 不是日期、时间、日期时间或时段",
       "@\"" + visible(text) + "\" is no date, time, date and time or duration"},
      {"写法如 @\"2022-03-01\"、@\"10:30:00\"、@\"2022-03-01T10:30:00\"、@\"P1Y2M\"、@\"P3DT4H\";"
       "时区只写与 UTC 的时差",
       "write @\"2022-03-01\", @\"10:30:00\", @\"2022-03-01T10:30:00\", @\"P1Y2M\" or "
       "@\"P3DT4H\"; zones only as offsets from UTC"});
}

Diagnostic unexpected(const Span& at, std::string_view token, const Message& expected) {
  return make("feel-syntax", at, {"这里不能是" + quoted(token), "unexpected " + ticked(token)},
              {"这里应是" + expected.zh, "expected here: " + expected.en});
}

Diagnostic unfinished(const Span& at, const Message& expected) {
  return make("feel-unfinished", at, {"表达式没有写完", "the expression ends too early"},
              {"后面应是" + expected.zh, "expected next: " + expected.en});
}

Diagnostic adjacent_names(const Span& at, std::string_view first, std::string_view second) {
  return make("feel-adjacent-names", at,
              {"两个名字" + quoted(first) + quoted(second) + "之间缺少运算符",
               "no operator between " + ticked(first) + " and " + ticked(second)},
              {"名字里不能有空格;文字要放在英文双引号中",
               "names have no spaces; text goes between double quotes"});
}

Diagnostic unclosed_bracket(const Span& at, std::string_view open) {
  return make(
      "feel-unclosed-bracket", at,
      {"括号" + quoted(open) + "没有配对", "the bracket " + ticked(open) + " is never closed"},
      {"补上另一半括号", "add its closing bracket"});
}

Diagnostic reserved_word(const Span& at, std::string_view word) {
  return make(
      "feel-reserved-word", at,
      {quoted(word) + "是保留字,不能作名字", ticked(word) + " is a reserved word, not a name"},
      {"换一个名字", "choose another name"});
}

Diagnostic function_literal(const Span& at) {
  return make("feel-function-literal", at,
              {"不能在表达式里定义函数", "functions cannot be defined in an expression"},
              {"只有 sort 和 list replace 接受 function(x, y) "
               "…;别处用有名字的值、for、some、every、过滤 [...]",
               "only `sort` and `list replace` take a `function(x, y) ...`; elsewhere use a named "
               "value, `for`, `some`, `every` and filters `[...]`"});
}

Diagnostic mixed_arguments(const Span& at) {
  return make("feel-mixed-arguments", at,
              {"同一个函数的参数不能有的写名字、有的不写",
               "arguments are either all named or all positional"},
              {"全部写名字,或全部按次序写", "name all of them, or none"});
}

Diagnostic duplicate_key(const Span& at, std::string_view key) {
  return make(
      "feel-duplicate-key", at,
      {"上下文中" + quoted(key) + "出现了两次", "the context has " + ticked(key) + " twice"},
      {"删去或改名其中一个", "remove or rename one of them"});
}

Diagnostic chained_tests(const Span& at) {
  return make("feel-any-test", at, {"单元格里的“-”只能单独使用", "`-` in a cell stands alone"},
              {"“-”表示任何值;要列出几个条件,用逗号隔开,不写“-”",
               "`-` means any value; list tests with commas and without `-`"});
}

Diagnostic unclosed_brace(const Span& at) {
  return make("feel-unclosed-brace", at, {"“{”没有收尾的“}”", "the `{` is never closed"},
              {"补上“}”;花括号本身写作“{{”", "close it with `}`; a brace itself is `{{`"});
}

Diagnostic stray_brace(const Span& at) {
  return make("feel-stray-brace", at, {"多出一个“}”", "a `}` without its `{`"},
              {"花括号本身写作“}}”", "a brace itself is `}}`"});
}

}  // namespace zhaoshang::syntax_fault
