#include "scheme/scheme_diagnostics.h"

#include <fmt/format.h>

#include <utility>

#include "engine/base/suggest.h"
#include "engine/base/utf8.h"

namespace zhaoshang::scheme_fault {
namespace {

Diagnostic error(std::string_view slug, Span span, Message text, Message help) {
  return {Severity::kError, std::string(slug), span.place(), std::move(text), std::move(help), {}};
}

Diagnostic warning(std::string_view slug, Span span, Message text, Message help) {
  return {Severity::kWarning, std::string(slug), span.place(),
          std::move(text),    std::move(help),   {}};
}

std::string joined(const std::vector<std::string>& words, std::string_view separator) {
  return fmt::format("{}", fmt::join(words, separator));
}

/// The key that answers a question, and the question in words.
struct Asked {
  std::string_view key;
  Message text;
};

Asked asked(Question question) {
  switch (question) {
    case Question::kScoreCap:
      return {"cap", {"按完成率计分,得分封顶不封顶", "whether a score by ratio stops at a cap"}};
    case Question::kTies: return {"ties", {"并列时怎样排名", "which rank equals take"}};
    case Question::kAllEqual:
      return {"all_equal",
              {"各对象数值全都相同时得几分", "the score where all have the same value"}};
    case Question::kNotApplicable:
      return {"not_applicable",
              {"指标对某些对象不适用(for)时,它的权重怎么办",
               "what becomes of the weight of an indicator that does not apply to all (for)"}};
    case Question::kBrackets:
      return {"brackets",
              {"达到的档次管全部金额,还是各段各算",
               "whether the bracket reached holds for the whole amount or each slice has its own"}};
    case Question::kDirection:
      return {"ascending, descending",
              {"从小到大还是从大到小排", "whether the smallest or the largest comes first"}};
    case Question::kKeep:
      return {"keep",
              {"几项不能兼得时保留哪项", "which of the awards that exclude each other stays"}};
    case Question::kCapShare:
      return {"share", {"几项共用的上限先减哪项", "which of the awards under one cap is cut"}};
    case Question::kCapWithin:
      return {"within", {"上限在多长时间内合计", "the time over which the cap is counted"}};
    case Question::kPoolOver: return {"over", {"超出总额怎么办", "what happens above the pool"}};
    case Question::kPoolOrder:
      return {"by", {"总额不够时先付给谁", "who is paid first out of a pool that is too small"}};
    case Question::kSplit:
      return {"by", {"几个受奖人之间怎样分", "how the recipients share the award"}};
    case Question::kNoticeDays:
      return {"kind",
              {"公示按工作日还是按日历天数",
               "whether the notice counts working days or calendar days"}};
  }
  return {};
}

}  // namespace

Diagnostic unstated(Span rule, Question question, const std::vector<std::string>& answers) {
  const auto [key, text] = asked(question);
  return error(
      "policy-unstated", rule,
      {fmt::format("没有写明({}):{}", key, text.zh),
       fmt::format("not stated ({}): {}", key, text.en)},
      {fmt::format("政策要定下来,可以写:{};原文未定的,用 open: true 的参数", joined(answers, "、")),
       fmt::format("the policy must say; one of: {}; where the source is silent, use a "
                   "parameter with open: true",
                   joined(answers, ", "))});
}

Diagnostic not_schema_one(Span value, std::string_view text) {
  return error("policy-schema", value,
               {fmt::format("不认识政策语言的第“{}”版", visible(text)),
                fmt::format("version “{}” of the policy language is not known", visible(text))},
               {"写成 schema: 1", "write schema: 1"});
}

Diagnostic duplicate_id(Span id, std::string_view text, std::size_t first_line) {
  return error("policy-duplicate-id", id,
               {fmt::format("编号“{}”在第 {} 行已经用过", visible(text), first_line),
                fmt::format("the id “{}” was used in line {} already", visible(text), first_line)},
               {"改名:结果文件靠编号认规则", "rename one: results tell rules by their ids"});
}

Diagnostic unknown_clause(Span citation, std::string_view clause,
                          const std::vector<std::string>& listed) {
  Message help = {"在 clauses 中补上这一条,或改正条号", "add it to clauses, or correct the number"};
  if (const auto near = nearest(clause, listed)) {
    help = {fmt::format("是不是“{}”?", *near), fmt::format("did you mean “{}”?", *near)};
  }
  return warning("unknown-clause", citation,
                 {fmt::format("clauses 中没有条款“{}”", visible(clause)),
                  fmt::format("clauses has no clause “{}”", visible(clause))},
                 std::move(help));
}

Diagnostic not_one_key(Span map, const std::vector<std::string>& keys, bool several) {
  Message text = {fmt::format("缺少 {} 中的一个", joined(keys, "、")),
                  fmt::format("one of {} is missing", joined(keys, ", "))};
  if (several) {
    text = {fmt::format("{} 只能写一个", joined(keys, "、")),
            fmt::format("only one of {} can stand here", joined(keys, ", "))};
  }
  return error("policy-one-key", map, std::move(text),
               {"只写其中一个", "write exactly one of them"});
}

Diagnostic parameter_not_words(Span use, std::string_view parameter,
                               const std::vector<std::string>& words) {
  return error("word-parameter", use,
               {fmt::format("参数“{}”不能代替这里的词", visible(parameter)),
                fmt::format("the parameter “{}” cannot stand for a word here", visible(parameter))},
               {fmt::format("参数要写 one_of: [{}],或其中几个", joined(words, ", ")),
                fmt::format("declare it one_of: [{}], or some of them", joined(words, ", "))});
}

Diagnostic relation_form(Span text) {
  return error("relation-form", text,
               {"关系写成 表.名称: 另一表.列", "a relation is table.name: other.column"},
               {"如 units.drafted_projects: projects.drafted_by",
                "as in units.drafted_projects: projects.drafted_by"});
}

Diagnostic not_a_month_day(Span scalar, std::string_view text) {
  return error("calendar-day", scalar,
               {fmt::format("“{}”不是每年都有的月日", visible(text)),
                fmt::format("“{}” is not a month and day of every year", visible(text))},
               {"写成 04-01", "write it as 04-01"});
}

Diagnostic not_whole_days(Span scalar, std::string_view text) {
  return error("calendar-every", scalar,
               {fmt::format("“{}”不是若干整天", visible(text)),
                fmt::format("“{}” is not a number of whole days", visible(text))},
               {"写成 P30D", "write it as P30D"});
}

Diagnostic table_without_outputs(Span heading) {
  return error("table-outputs", heading,
               {"决策表要用 || 分开条件和结果", "a decision table needs || before its outputs"},
               {"写成 | 条件 || 结果 |", "write | input || output |"});
}

Diagnostic rule_length(Span cells, std::size_t found, std::size_t wanted) {
  return error("rule-length", cells,
               {fmt::format("这里有 {} 格,应有 {} 格", found, wanted),
                fmt::format("there are {} cells here, {} are wanted", found, wanted)},
               {"if 对应 inputs,then 对应 outputs;不限的条件写 -",
                "`if` answers to inputs and `then` to outputs; write - for any value"});
}

Diagnostic aggregate_without_collect(Span aggregate) {
  return error("table-aggregate", aggregate,
               {"只有 hit: collect 的表才汇总", "only a table with hit: collect aggregates"},
               {"加上 hit: collect,或删去 aggregate", "add hit: collect, or delete aggregate"});
}

Diagnostic no_order_of_outputs(Span hit, std::string_view policy) {
  return error(
      "table-priority", hit,
      {fmt::format("hit: {} 要按结果的先后取舍,这里没有写明先后", policy),
       fmt::format("hit: {} goes by the order of an output's values, and none is given", policy)},
      {"用 inputs、outputs、rules 的写法,在 outputs 中写 values,先者优先:"
       "outputs: [{name: r, values: '\"高\", \"低\"'}]",
       "write the table with inputs, outputs and rules, and give the output its values, "
       "the first before the others: outputs: [{name: r, values: '\"high\", \"low\"'}]"});
}

Diagnostic bracket_columns(Span table) {
  return error("bracket-columns", table,
               {"分档表只有一列金额和一列结果", "a table of brackets has one input and one output"},
               {"写成 | 金额 || 比例 |", "write | amount || rate |"});
}

Diagnostic sheet_start(Span line) {
  return error("sheet-start", line,
               {"算式的第一行是 start", "the first line of a sheet is its start"},
               {"先写 - start: …", "begin with - start: …"});
}

}  // namespace zhaoshang::scheme_fault
