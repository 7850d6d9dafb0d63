#include "scheme/plan_diagnostics.h"

#include <fmt/format.h>

#include "engine/expr/expr_diagnostics.h"

namespace zhaoshang::plan_diagnostics {

namespace {

using expr_diagnostics::kind_in_chinese;

Diagnostic make(std::string slug, const Span& span, Message text, Message help) {
  Diagnostic diagnostic;
  diagnostic.slug = std::move(slug);
  diagnostic.place = span.place();
  diagnostic.text = std::move(text);
  diagnostic.help = std::move(help);
  return diagnostic;
}

Message meant(const std::optional<std::string>& nearest, Message otherwise) {
  if (!nearest) return otherwise;
  return {fmt::format("是不是“{}”?", *nearest), fmt::format("did you mean \"{}\"?", *nearest)};
}

std::string joined(const std::vector<std::string>& words, std::string_view by) {
  std::string text;
  for (const std::string& word : words) {
    if (!text.empty()) text += by;
    text += word;
  }
  return text;
}

}  // namespace

Diagnostic unknown_table(const Span& span, std::string_view name,
                         const std::optional<std::string>& nearest) {
  return make(
      "unknown-table", span,
      {fmt::format("没有表“{}”", name), fmt::format("there is no table \"{}\"", name)},
      meant(nearest, {"共用的表列在 zhaoshang-csv(5);自己的表写在 tables",
                      "zhaoshang-csv(5) lists the shared tables; declare your own under tables"}));
}

Diagnostic unknown_measure(const Span& span, std::string_view name, std::string_view table,
                           const std::optional<std::string>& nearest) {
  return make("unknown-measure", span,
              {fmt::format("{}没有指标“{}”", table, name),
               fmt::format("{} has no measure \"{}\"", table, name)},
              meant(nearest, {"在 measures 中定义它", "define it under measures"}));
}

Diagnostic unknown_award(const Span& span, std::string_view id,
                         const std::optional<std::string>& nearest) {
  return make("unknown-award", span,
              {fmt::format("没有奖项“{}”", id), fmt::format("there is no award \"{}\"", id)},
              meant(nearest, {"奖项写在 reward.awards", "awards stand under reward.awards"}));
}

Diagnostic unknown_assessment(const Span& span, std::string_view name,
                              const std::optional<std::string>& nearest) {
  return make(
      "unknown-assessment", span,
      {fmt::format("没有考核“{}”", name), fmt::format("there is no assessment \"{}\"", name)},
      meant(nearest, {"考核写在 assess", "assessments stand under assess"}));
}

Diagnostic unknown_scale(const Span& span, std::string_view name,
                         const std::optional<std::string>& nearest) {
  return make(
      "unknown-scale", span,
      {fmt::format("没有等级“{}”", name), fmt::format("there is no scale \"{}\"", name)},
      meant(nearest, {"等级写在 scales,由低到高", "scales stand under scales, lowest first"}));
}

Diagnostic unknown_column_type(const Span& span, std::string_view type) {
  return make(
      "unknown-column-type", span,
      {fmt::format("没有列类型“{}”", type), fmt::format("there is no column type \"{}\"", type)},
      {"text id date bool number integer money(万元) quantity(亩) period month list(text) ref(表) "
       "scale(等级)",
       "text, id, date, bool, number, integer, money(万元), quantity(亩), period, month, "
       "list(text), ref(table), "
       "scale(name)"});
}

Diagnostic name_taken(const Span& span, std::string_view name, std::string_view table) {
  return make("name-taken", span,
              {fmt::format("{}里已经有“{}”", table, name),
               fmt::format("{} has a \"{}\" already", table, name)},
              {"换一个名称", "choose another name"});
}

Diagnostic unused(const Span& span, std::string_view name) {
  Diagnostic made = make(
      "unused-name", span,
      {fmt::format("没有哪条规则用到“{}”", name), fmt::format("no rule uses \"{}\"", name)},
      {"删去,或写进应当用到它的规则", "take it out, or name it in the rule that should use it"});
  made.severity = Severity::kWarning;
  return made;
}

Diagnostic parameter_hidden(const Span& span, std::string_view name, std::string_view table) {
  Diagnostic made = make("parameter-hidden", span,
                         {fmt::format("在 {} 的行里,“{}”遮住了同名的参数", table, name),
                          fmt::format("\"{}\" hides the parameter in rows of {}", name, table)},
                         {"两者之一换个名称", "give one of the two another name"});
  made.severity = Severity::kWarning;
  return made;
}

Diagnostic share_ignored(const Span& span, std::string_view role) {
  Diagnostic made = make(
      "share-ignored", span,
      {fmt::format("项目按份额认定(credit{}),这里却按全额相加", role),
       fmt::format("projects are credited by share (credit{}), but added up whole here", role)},
      {"对 credits 求和:先在 facts.credits 里乘以 share",
       "sum over credits: multiply by share in facts.credits first"});
  made.severity = Severity::kWarning;
  return made;
}

Diagnostic nothing_divided(const Span& span) {
  Diagnostic made = make(
      "nothing-divided", span,
      {"share: equal 没有可分的:to 只给出一个", "share: equal divides nothing: `to` names one"},
      {"to 写成一列人或单位,或删去 share", "let `to` give a list, or take share out"});
  made.severity = Severity::kWarning;
  return made;
}

Diagnostic shadows_scope(const Span& span, std::string_view name) {
  return make("shadows-scope", span,
              {fmt::format("“{}”是范围名称,不能另作他用", name),
               fmt::format("\"{}\" is a scope name", name)},
              {"换一个名称;范围名称有 period year term to_date as_of item this 等",
               "choose another name; scope names are period, year, term, to_date, as_of, item, "
               "this and so on"});
}

Diagnostic changes_in_period(const Span& span, std::string_view name, Date changes, Date last,
                             std::string_view taken) {
  Diagnostic made = make(
      "parameter-changes", span,
      {fmt::format("“{}”在所属期内于 {} 改变;这里取末日 {} 有效的 {}", name, changes.to_string(),
                   last.to_string(), taken),
       fmt::format("\"{}\" changes within the period, on {}; {}, in force on its last day {}, is "
                   "taken here",
                   name, changes.to_string(), taken, last.to_string())},
      {fmt::format("要某一日的值,写 {}(日期);月、季等行上取该行起始日的值", name),
       fmt::format("write {}(date) for that of a date; rows of months, quarters and so on take "
                   "that of their first day",
                   name)});
  made.severity = Severity::kWarning;
  return made;
}

Diagnostic cycle(const Span& span, const std::vector<std::string>& path) {
  return make("cycle", span,
              {fmt::format("循环定义:{}", joined(path, " → ")),
               fmt::format("circular definition: {}", joined(path, " → "))},
              {"其中一项要换一种算法", "one of them must be defined without the others"});
}

Diagnostic wrong_type(const Span& span, std::string_view what, const Type& wanted,
                      const Type& found) {
  return make(
      "wrong-type", span,
      {fmt::format("{} 要{},这里是{}", what, kind_in_chinese(wanted), kind_in_chinese(found)),
       fmt::format("{} takes a {}, this is a {}", what, type_name(wanted), type_name(found))},
      {"改写表达式,使它得出这一类的值", "write an expression that gives that kind of value"});
}

Diagnostic unit_of_value(const Span& span, std::string_view unit, const Type& found) {
  return make("unit-of-value", span,
              {fmt::format("单位写的是“{}”,值却是{}", unit, kind_in_chinese(found)),
               fmt::format("the unit says \"{}\", the value is a {}", unit, type_name(found))},
              {"改单位,或改表达式", "change the unit, or the expression"});
}

Diagnostic not_in_choices(const Span& span, std::string_view word,
                          const std::vector<std::string>& choices) {
  return make(
      "not-in-choices", span,
      {fmt::format("“{}”不在 one_of 之列", word), fmt::format("\"{}\" is not one of one_of", word)},
      {fmt::format("可选:{}", joined(choices, "、")),
       fmt::format("choose among: {}", joined(choices, ", "))});
}

Diagnostic not_constant(const Span& span) {
  return make("not-constant", span,
              {"这里要常数或参数", "a constant or a parameter is needed here"},
              {"把数写成参数,或直接写数", "make it a parameter, or write the figure"});
}

Diagnostic unknown_rating(const Span& span, std::string_view word, std::string_view scale) {
  return make("unknown-rating", span,
              {fmt::format("“{}”不在等级 {} 中", word, scale),
               fmt::format("\"{}\" is not on the scale {}", word, scale)},
              {"等次要写在 scales", "ratings must stand on their scale under scales"});
}

Diagnostic unknown_key(const Span& span, std::string_view word,
                       const std::vector<std::string>& known,
                       const std::optional<std::string>& nearest) {
  return make(
      "unknown-key-word", span,
      {fmt::format("不能按“{}”区分", word), fmt::format("nothing is told apart by \"{}\"", word)},
      meant(nearest, {fmt::format("可写:{}", joined(known, "、")),
                      fmt::format("one of: {}", joined(known, ", "))}));
}

Diagnostic no_such_key(const Span& span, std::string_view award, std::string_view word) {
  return make("award-key", span,
              {fmt::format("奖项“{}”说不出是哪一个 {}", award, word),
               fmt::format("the award \"{}\" does not say which {} it is about", award, word)},
              {"写受奖人(recipient)、项目(project),或这一奖项的对象、受奖人所属的一类",
               "write recipient, project, or the kind of subject that it is about or goes to"});
}

Diagnostic place_in_total(const Span& span, std::string_view item) {
  return make("place-in-total", span,
              {fmt::format("“{}”按名次计,名次加不进总分", item),
               fmt::format("\"{}\" is a place, which adds nothing to the total", item)},
              {"写明总分:score: sum(indicators.score) + …,或让这一项得分",
               "say the total: score: sum(indicators.score) + ..., or score the item"});
}

Diagnostic weights_do_not_add_up(const Span& span, std::string_view sum, std::string_view wanted) {
  return make("weights-sum", span,
              {fmt::format("权重合计 {},应为 {}", sum, wanted),
               fmt::format("the weights add up to {}, not {}", sum, wanted)},
              {"改权重,或改 weights_sum", "change the weights, or weights_sum"});
}

}  // namespace zhaoshang::plan_diagnostics
