#include "engine/expr/expr_diagnostics.h"

#include <fmt/format.h>

namespace zhaoshang::expr_diagnostics {

namespace {

Diagnostic make(std::string slug, const Span& span, Message text, Message help) {
  Diagnostic diagnostic;
  diagnostic.slug = std::move(slug);
  diagnostic.place = span.place();
  diagnostic.text = std::move(text);
  diagnostic.help = std::move(help);
  return diagnostic;
}

Message did_you_mean(const std::optional<std::string>& nearest, Message otherwise) {
  if (!nearest) return otherwise;
  return {fmt::format("是不是“{}”?", *nearest), fmt::format("did you mean \"{}\"?", *nearest)};
}

}  // namespace

std::string kind_in_chinese(const Type& type) {
  switch (type.kind()) {
    case TypeKind::kAny: return "任意值";
    case TypeKind::kNull: return "空值";
    case TypeKind::kNumber: return "数";
    case TypeKind::kText: return "文字";
    case TypeKind::kBoolean: return "真假值";
    case TypeKind::kDate: return "日期";
    case TypeKind::kTime: return "时刻";
    case TypeKind::kDateTime: return "日期和时刻";
    case TypeKind::kDaysDuration: return "天数时长";
    case TypeKind::kMonthsDuration: return "年月时长";
    case TypeKind::kMoney:
      return type.currency().is_none() ? "金额" : fmt::format("金额({})", type.currency().word());
    case TypeKind::kQuantity: return fmt::format("数量({})", type.unit().word());
    case TypeKind::kRange: return "区间";
    case TypeKind::kList: return "列表";
    case TypeKind::kContext: return "上下文";
    case TypeKind::kRow: return "表的一行";
    case TypeKind::kFunction: return "函数";
  }
  return {};
}

Diagnostic unknown_name(const Span& span, std::string_view name,
                        const std::optional<std::string>& nearest) {
  return make(
      "unknown-name", span,
      {fmt::format("“{}”不是这里能用的名称", name), fmt::format("\"{}\" means nothing here", name)},
      did_you_mean(nearest,
                   {"文字要加引号;列、事实、指标和参数用它们的名称",
                    "quote texts; columns, facts, measures and parameters go by their names"}));
}

Diagnostic shadowed(const Span& span, std::string_view name, const Message& hidden) {
  Diagnostic made = make("name-shadowed", span,
                         {fmt::format("这里的“{}”遮住了{}", name, hidden.zh),
                          fmt::format("\"{}\" hides {} here", name, hidden.en)},
                         {"换一个名称", "choose another name"});
  made.severity = Severity::kWarning;
  return made;
}

Diagnostic unknown_field(const Span& span, std::string_view name, std::string_view table,
                         const std::optional<std::string>& nearest) {
  return make(
      "unknown-field", span,
      {fmt::format("{}里没有“{}”", table, name), fmt::format("{} has no \"{}\"", table, name)},
      did_you_mean(nearest,
                   {"在 columns 中声明该列,或在 facts、measures 中定义它",
                    "declare the column under columns, or define it under facts or measures"}));
}

Diagnostic unknown_property(const Span& span, std::string_view name, const Type& of) {
  return make("unknown-property", span,
              {fmt::format("{}没有属性“{}”", kind_in_chinese(of), name),
               fmt::format("a {} has no property \"{}\"", type_name(of), name)},
              {"日期有 year month day weekday,区间有 start end",
               "dates have year, month, day, weekday; ranges have start and end"});
}

Diagnostic unknown_function(const Span& span, std::string_view name,
                            const std::optional<std::string>& nearest) {
  return make("unknown-function", span,
              {fmt::format("没有函数“{}”", name), fmt::format("there is no function \"{}\"", name)},
              did_you_mean(nearest, {"函数列在 zhaoshang-feel(7)",
                                     "zhaoshang-feel(7) lists the functions"}));
}

Diagnostic clock_function(const Span& span, std::string_view name) {
  return make(
      "clock-function", span,
      {fmt::format("{}() 会读时钟,结果因运行时间而变", name),
       fmt::format("{}() would read the clock: results would depend on when they are made", name)},
      {"用 as_of,由 --as-of 指定", "use as_of, which --as-of sets"});
}

Diagnostic wrong_arguments(const Span& span, std::string_view function, std::string_view forms) {
  return make("wrong-arguments", span,
              {fmt::format("{} 的参数不合", function),
               fmt::format("the arguments do not fit {}", function)},
              {fmt::format("写法:{}", forms), fmt::format("forms: {}", forms)});
}

Diagnostic kinds_do_not_fit(const Span& span, Operator op, const Type& left, const Type& right) {
  return make("type-mismatch", span,
              {fmt::format("“{}”不能用于{}和{}", operator_text(op), kind_in_chinese(left),
                           kind_in_chinese(right)),
               fmt::format("\"{}\" does not go with {} and {}", operator_text(op), type_name(left),
                           type_name(right))},
              {"两边要是同类的值;给数加上单位(3000万元),日期写成 @\"2022-03-01\"",
               "both sides must be of one kind; give a number its unit (3000万元), write a date as "
               "@\"2022-03-01\""});
}

Diagnostic currencies_differ(const Span& span, Operator op, const Type& left, const Type& right) {
  return make(
      "currency-mismatch", span,
      {fmt::format("“{}”两边币种不同:{}和{}", operator_text(op), left.currency().word(),
                   right.currency().word()),
       fmt::format("\"{}\" between {} and {}", operator_text(op), left.currency().code(),
                   right.currency().code())},
      {"先换算:convert(金额, \"CNY\", 日期)", "convert first: convert(amount, \"CNY\", date)"});
}

Diagnostic units_differ(const Span& span, Operator op, const Type& left, const Type& right) {
  return make("unit-mismatch", span,
              {fmt::format("“{}”两边单位不同:{}和{}", operator_text(op), left.unit().word(),
                           right.unit().word()),
               fmt::format("\"{}\" between {} and {}", operator_text(op), left.unit().word(),
                           right.unit().word())},
              {"两边用同一单位", "use one unit on both sides"});
}

Diagnostic branches_differ(const Span& span, const Type& left, const Type& right) {
  return make("branch-units", span,
              {fmt::format("then 是{},else 是{}", kind_in_chinese(left), kind_in_chinese(right)),
               fmt::format("then is {}, else is {}", type_name(left), type_name(right))},
              {"两个分支用同一单位,零也要写单位(0万元)",
               "give both branches one unit, a zero too (0万元)"});
}

Diagnostic durations_differ(const Span& span, Operator op) {
  return make("duration-mismatch", span,
              {fmt::format("“{}”两边一个是年月、一个是天数,无法比较", operator_text(op)),
               fmt::format("\"{}\" between months and days: a month has no fixed number of days",
                           operator_text(op))},
              {"两边都用 P3M 这样的年月,或都用 P90D 这样的天数",
               "use months on both sides (P3M) or days on both (P90D)"});
}

Diagnostic not_boolean(const Span& span, std::string_view where, const Type& found) {
  return make("not-a-condition", span,
              {fmt::format("{} 要真假值,这里是{}", where, kind_in_chinese(found)),
               fmt::format("{} takes a boolean, this is a {}", where, type_name(found))},
              {"写成比较,例如 x > 0", "write a comparison, such as x > 0"});
}

Diagnostic not_on_scale(const Span& span, std::string_view word, const Type& scale) {
  std::string words;
  for (const std::string& known : *scale.scale()) words += (words.empty() ? "" : " ") + known;
  return make(
      "not-on-scale", span,
      {fmt::format("“{}”不在等级之列", word), fmt::format("\"{}\" is not on the scale", word)},
      {fmt::format("等级由低到高:{}", words), fmt::format("the scale, lowest first: {}", words)});
}

Diagnostic unknown_type(const Span& span, std::string_view name) {
  return make("unknown-type", span,
              {fmt::format("没有类型“{}”", name), fmt::format("there is no type \"{}\"", name)},
              {"number string boolean date time list<…> 等",
               "number, string, boolean, date, time, list<…> and so on"});
}

Diagnostic test_kind(const Span& span, const Type& tested, const Type& found) {
  return make("test-mismatch", span,
              {fmt::format("被检验的是{},这里是{},永远不会相符", kind_in_chinese(tested),
                           kind_in_chinese(found)),
               fmt::format("a {} is tested, this is a {}: it can never match", type_name(tested),
                           type_name(found))},
              {"写同类的值;文字要加引号", "write a value of the same kind; quote texts"});
}

Diagnostic nothing_tested(const Span& span) {
  return make("nothing-tested", span, {"这里没有被检验的值", "there is no value to test here"},
              {"? 只在决策表的格子里和 in 之后有值",
               "? has a value only in cells of decision tables and after in"});
}

Diagnostic cannot_stream(const Span& span) {
  return make(
      "cannot-stream", span,
      {"长表按流读取,不能把它的行收在一起",
       "a long table is read as a stream: its rows cannot be collected"},
      {"用 count、sum、min、max、mean、all、any,条件只用该行、它的上级和范围名称;或去掉 long: true",
       "use count, sum, min, max, mean, all or any with a condition on the row, its parents and "
       "scope names; or drop long: true"});
}

Diagnostic null_end(const Span& span) {
  return make("null-end", span,
              {"区间的一端是空值,整个区间就是空值", "a range with null for an end is null itself"},
              {"没有上限或下限时写成比较,例如 > 5",
               "where one end is open, write a comparison, such as > 5"});
}

Diagnostic too_much(const Span& span) {
  return make("too-much", span, {"这里要生成的值太多", "this makes too many values"},
              {"缩小 for 的范围、列表或文字;一个表达式可以生成约一百万个值",
               "make the range of the `for`, the list or the text smaller: an expression may make "
               "about a million values"});
}

Diagnostic bad_pattern(const Span& span, std::string_view pattern) {
  return make("bad-pattern", span,
              {fmt::format("“{}”不是 matches、replace、split 认得的模式", pattern),
               fmt::format("\"{}\" is no pattern that matches, replace and split know", pattern)},
              {"用 XPath 的正则写法;没有环视、词界 \\b 和命名分组;标志只有 s m i x q",
               "write a regular expression as XPath has them: no lookaround, no \\b, no named "
               "groups; the flags are s m i x q"});
}

Diagnostic pattern_cost() {
  return make("pattern-cost", {},
              {"这个模式在这段文字上要试的走法太多",
               "matching this pattern takes too many steps on this text"},
              {"避免重复里套重复,例如把 (a+)+ 写成 a+",
               "avoid a repetition within a repetition: write a+ for (a+)+"});
}

Diagnostic not_dated(const Span& span, std::string_view name) {
  return make("not-a-date", span,
              {fmt::format("{}(…) 要一个日期", name), fmt::format("{}(…) takes a date", name)},
              {fmt::format("例如 {}(as_of)", name), fmt::format("such as {}(as_of)", name)});
}

}  // namespace zhaoshang::expr_diagnostics
