// The forms of VALUE: expressions with what stands around them, decision tables, brackets, sheets,
// and of measures with their targets.
#include "engine/rules/hit_policy.h"
#include "scheme/form_shapes.h"
#include "scheme/policy_forms.h"

namespace zhaoshang::forms {
namespace {

constexpr Need kOptional = Need::kOptional;
constexpr Need kRequired = Need::kRequired;

/// What makes a map a decision table.
std::vector<KeyForm> table_keys() {
  return {
      {"table",
       kOptional,
       table(),
       {"决策表或分档表:| 条件 || 结果 |", "a decision table or brackets: | input || output |"}},
      {"inputs",
       kOptional,
       sequence(either({feel(), map(table_input_form)})),
       {"输入(长写法)", "inputs, in the long form"}},
      {"outputs",
       kOptional,
       sequence(either({name(), map(table_output_form)})),
       {"输出(长写法)", "outputs, in the long form"}},
      {"rules", kOptional, rows(table_rule_form), {"各行(长写法)", "rows, in the long form"}},
      {"hit",
       kOptional,
       word(hit_policy_words()),
       {"命中方式:unique 至多一行(缺省)、any、first、priority、collect、rule order、output order",
        "hit policy: unique (default), any, first, priority, collect, rule order, output order"}},
      {"aggregate",
       kOptional,
       word(hit_aggregate_words()),
       {"collect 时怎么汇总", "with collect: what all matching rows come to"}},
      {"incomplete",
       kOptional,
       word({"allowed"}),
       {"allowed:有的情形没有行,本意如此(值为空)",
        "allowed: inputs without a row are meant; null there"}}};
}

std::vector<MapForm::Variant> table_variants() {
  return {{{"table"}, {"hit", "aggregate", "incomplete"}},
          {{"inputs", "outputs", "rules"}, {"hit", "aggregate", "incomplete"}}};
}

std::vector<MapForm::Variant> value_variants() {
  std::vector<MapForm::Variant> variants = {{{"is"}, {}}, {{"brackets", "of", "table"}, {}}};
  for (MapForm::Variant& each : table_variants()) variants.push_back(std::move(each));
  return variants;
}

std::vector<KeyForm> value_keys() {
  return joined(
      {{{"is", kOptional, value(), {"数值", "the value"}},
        {"brackets",
         kOptional,
         word_or_parameter({"whole", "slice"}),
         {"分档:whole 全额按所在档,slice 分段累进",
          "by bracket: whole (its rate for all of it) or slice (each slice at its own)"}},
        {"of", kOptional, feel(), {"按什么金额分档", "the amount whose bracket it is"}}},
       table_keys(),
       {{"otherwise", kOptional, feel(), {"缺值时用什么", "in place of a value that is missing"}},
        {"cap", kOptional, feel(), {"最高", "the most"}},
        {"floor", kOptional, feel(), {"最低", "the least"}},
        {"round", kOptional, rounding(), {"取整:0.01 half up(四舍五入)", "rounding: 0.01 half up"}},
        {"unit",
         kOptional,
         text(),
         {"显示和取整的单位:万元、亿元、亩",
          "the unit in which it is printed and rounded: 万元, 亩"}}},
       unnamed_head()});
}

}  // namespace

const MapForm& value_form() {
  static const MapForm kForm = {
      .name = "value-map",
      .says =
          {"数值:表达式、决策表或分档,以及封顶、取整等",
           "a value: an expression, a decision table or brackets, with cap, rounding and the like"},
      .keys = value_keys(),
      .variants = value_variants()};
  return kForm;
}

const MapForm& sheet_line_form() {
  static const MapForm kForm = {
      .name = "sheet-line",
      .says = {"算式的一行,从上到下计算", "a line of a sheet, worked from top to bottom"},
      .keys =
          {{"start", kOptional, value(), {"起始数(第一行)", "what it starts from: the first line"}},
           {"plus", kOptional, value(), {"加", "added"}},
           {"minus", kOptional, value(), {"减", "taken off"}},
           {"times", kOptional, value(), {"乘", "multiplied by"}},
           {"cap", kOptional, value(), {"最高", "the most"}},
           {"floor", kOptional, value(), {"最低", "the least"}},
           {"round", kOptional, rounding(), {"取整:0.01 half up", "rounding: 0.01 half up"}},
           {"when",
            kOptional,
            feel(),
            {"什么情况下算这一行", "the line acts only where this is true"}},
           clause_key(),
           note_key()},
      .one_of = {"start", "plus", "minus", "times", "cap", "floor", "round"}};
  return kForm;
}

const MapForm& decision_table_form() {
  static const MapForm kForm = {.name = "decision-table",
                                .says = {"决策表", "a decision table"},
                                .keys = table_keys(),
                                .variants = table_variants()};
  return kForm;
}

const MapForm& table_input_form() {
  static const MapForm kForm = {
      .name = "table-input",
      .says = {"决策表的输入", "an input of a decision table"},
      .keys = {{"expr", kRequired, feel(), {"表达式", "an expression"}},
               {"values", kOptional, feel(), {"可能的值", "unary tests: the values it may have"}}}};
  return kForm;
}

const MapForm& table_output_form() {
  static const MapForm kForm = {
      .name = "table-output",
      .says = {"决策表的输出", "an output of a decision table"},
      .keys = {
          {"name", kRequired, name(), {"名称", "its name"}},
          {"values",
           kOptional,
           feel(),
           {"可能的值,priority 时依次优先", "its values, by priority the first before the last"}},
          {"default", kOptional, feel(), {"没有行符合时的值", "the value where no row matches"}}}};
  return kForm;
}

const MapForm& table_rule_form() {
  static const MapForm kForm = {
      .name = "table-rule",
      .says = {"决策表的一行", "a row of a decision table"},
      .keys = {{"if",
                kRequired,
                list(feel()),
                {"各输入的条件,- 为任意", "a test for each input, - for any"}},
               {"then", kRequired, list(feel()), {"各输出的值", "a value for each output"}},
               clause_key(),
               note_key()}};
  return kForm;
}

const MapForm& measure_form() {
  static const MapForm kForm = {
      .name = "measure-map",
      .says = {"指标:数值和目标", "a measure: its value and its target"},
      .keys = joined(
          {value_keys(),
           {{"target",
             kOptional,
             either({word({"given"}), feel(), map(target_form)}),
             {"目标:given(目标任务表)、表达式,或带条件的写法",
              "its target: given (the table targets), an expression, or a map of either"}}}}),
      .variants = value_variants()};
  return kForm;
}

const MapForm& target_form() {
  static const MapForm kForm = {
      .name = "target",
      .says = {"指标的目标", "the target of a measure"},
      .keys =
          {{"from", kOptional, word({"given"}), {"given:目标任务表", "given: the table targets"}},
           {"is", kOptional, feel(), {"目标的表达式", "the target as an expression"}},
           {"for", kOptional, feel(), {"哪些对象有目标", "which subjects have one at all"}},
           {"rows",
            kOptional,
            word({"year", "half", "quarter", "month"}),
            {"只看哪种所属期的目标行", "the spans that are given; others are not looked at"}},
           {"figures",
            kOptional,
            word({"each", "cumulative"}),
            {"各期数相加(each,缺省)还是末期即累计", "each (default: parts add up) or cumulative"}},
           {"phase",
            kOptional,
            either({word({"elapsed"}), list(feel())}),
            {"进度:elapsed 按天数,或各期末应达的比例",
             "elapsed (by days passed), or the shares due at the end of each part"}},
           {"missing", kOptional, feel(), {"没有下达时用什么", "the target where none is given"}},
           {"stretch",
            kOptional,
            flag(),
            {"true:力争目标,只显示", "true: hoped for, shown and never failed"}}},
      .one_of = {"from", "is"}};
  return kForm;
}

}  // namespace zhaoshang::forms
