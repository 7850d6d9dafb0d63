#include "engine/rules/rules_diagnostics.h"

#include <fmt/format.h>

#include <string_view>
#include <utility>

#include "engine/expr/expr_diagnostics.h"

namespace zhaoshang::rules_fault {
namespace {

Diagnostic fault(Severity severity, std::string_view slug, Span span, Message text, Message help) {
  return {severity, std::string(slug), span.place(), std::move(text), std::move(help), {}};
}

}  // namespace

Diagnostic gap(Span table, const std::string& witness, const std::string& region) {
  return fault(
      Severity::kError, "table-gap", table,
      {fmt::format("没有一行覆盖 {}", witness), fmt::format("no row covers {}", witness)},
      {fmt::format("缺的是 {}:补一行;有意留空时写 otherwise 或 incomplete: allowed", region),
       fmt::format("what is missing is {}: add a row; if that is meant, write otherwise or "
                   "incomplete: allowed",
                   region)});
}

Diagnostic more_gaps(Span table, std::size_t told) {
  return fault(Severity::kInfo, "more-table-gaps", table,
               {fmt::format("还有缺口,只列出前 {} 处", told),
                fmt::format("there are more gaps than the {} shown", told)},
               {});
}

Diagnostic overlap(Span row, std::size_t other_line, const std::string& witness,
                   bool outputs_differ) {
  Message text = {fmt::format("与第 {} 行重叠:{} 两行都符合", other_line, witness),
                  fmt::format("overlaps line {}: both match {}", other_line, witness)};
  if (outputs_differ) {
    text = {fmt::format("与第 {} 行结果不同:{} 两行都符合", other_line, witness),
            fmt::format("differs from line {}: both match {}", other_line, witness)};
  }
  return fault(
      Severity::kError, "table-overlap", row, std::move(text),
      {"改条件使两行不相交;有先后时写 hit: first 或 hit: priority",
       "keep the two apart; if one comes before the other, write hit: first or hit: priority"});
}

Diagnostic more_overlaps(Span table, std::size_t told, std::size_t all) {
  return fault(Severity::kInfo, "more-table-overlaps", table,
               {fmt::format("共 {} 对行重叠,只列出前 {} 对", all, told),
                fmt::format("{} pairs of rows overlap, {} are shown", all, told)},
               {});
}

Diagnostic never_matches(Span row) {
  return fault(Severity::kError, "table-impossible-row", row,
               {"没有输入符合这一行", "no input matches this row"},
               {"检查区间两端和各列的取值范围",
                "look at the ends of its ranges and at the columns' values"});
}

Diagnostic never_chosen(Span row, const std::vector<std::size_t>& winning_lines) {
  const std::string lines = fmt::format("{}", fmt::join(winning_lines, ", "));
  return fault(
      Severity::kError, "table-dead-row", row,
      {fmt::format("轮不到这一行:凡符合它的,第 {} 行都在先", lines),
       fmt::format("this row is never chosen: line {} comes first wherever it matches", lines)},
      {"删去它,或移到前面", "delete it or move it up"});
}

Diagnostic unproved(Span row) {
  return fault(Severity::kWarning, "table-unproved", row,
               {"这一行的条件取决于其他名称,无法证明全表无缺口、无重叠",
                "this row depends on other names, so the table cannot be proved complete and free "
                "of overlaps"},
               {"条件写成与常数或参数比较;把要比较的量另列一列",
                "compare with constants or parameters; give what is compared a column of its own"});
}

Diagnostic unproved_input(Span row, const std::string& input) {
  Diagnostic made = unproved(row);
  made.text = {fmt::format("{} 是哪类值不得而知,无法证明全表无缺口、无重叠", input),
               fmt::format("what kind of value {} has is not known, so the table cannot be proved "
                           "complete and free of overlaps",
                           input)};
  made.help = {"列在表中写明类型;eval 时给它一个值,不是 null",
               "give the column a type; in eval, give it a value other than null"};
  return made;
}

Diagnostic too_large_to_prove(Span table) {
  return fault(
      Severity::kWarning, "table-too-large", table,
      {"表太大,无法证明全表无缺口、无重叠", "the table is too large to be proved complete"},
      {"分成几个表", "make several tables of it"});
}

namespace {

Message reason(const IdleCondition& condition) {
  switch (condition.why) {
    case IdleCondition::Why::kConstant:
      return {"它不随任何数据变化", "it depends on nothing that differs"};
    case IdleCondition::Why::kSameSides:
      return {"两边是同一个东西", "both sides are the same thing"};
    case IdleCondition::Why::kType:
      return {fmt::format("{} 是{}", condition.input,
                          expr_diagnostics::kind_in_chinese(condition.type)),
              fmt::format("{} is a {}", condition.input, type_name(condition.type))};
    case IdleCondition::Why::kValues:
      if (!condition.values.empty()) {
        return {fmt::format("{} 的取值只有 {}", condition.input, condition.values),
                fmt::format("{} can only be {}", condition.input, condition.values)};
      }
      if (condition.holds) {
        return {fmt::format("{} 的任何取值都符合", condition.input),
                fmt::format("every value of {} passes", condition.input)};
      }
      return {fmt::format("{} 的任何取值都不符合", condition.input),
              fmt::format("no value of {} passes", condition.input)};
    case IdleCondition::Why::kEarlier:
      return {fmt::format("到这里 {} 只能是 {}", condition.input, condition.values),
              fmt::format("by then {} can only be {}", condition.input, condition.values)};
  }
  return {};
}

}  // namespace

Diagnostic idle(const IdleCondition& condition) {
  const Message why = reason(condition);
  Message help = {"改正写错的一端,或删去这个条件", "mend the end that is wrong, or take it out"};
  if (condition.why == IdleCondition::Why::kSameSides) {
    help = {"外层那一行的名称前写 this.",
            "write this. before the name that the rule's own row has"};
  }
  return condition.holds
             ? fault(Severity::kWarning, "always-true", condition.node->span,
                     {"这个条件总是成立:" + why.zh, "this condition always holds: " + why.en},
                     std::move(help))
             : fault(Severity::kWarning, "never-true", condition.node->span,
                     {"这个条件永远不成立:" + why.zh, "this condition never holds: " + why.en},
                     std::move(help));
}

}  // namespace zhaoshang::rules_fault
