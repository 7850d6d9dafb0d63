// The forms of bulletin and tests.
#include "scheme/form_shapes.h"
#include "scheme/policy_forms.h"

namespace zhaoshang::forms {
namespace {

constexpr Need kOptional = Need::kOptional;
constexpr Need kRequired = Need::kRequired;

}  // namespace

const MapForm& bulletin_form() {
  static const MapForm kForm = {
      .name = "bulletin",
      .says = {"一种通报", "a kind of notice"},
      .keys = {
          {"id", kRequired, id(), {"编号", "its ID"}},
          {"every",
           kRequired,
           word({"month", "quarter", "half", "year", "any"}),
           {"多久一期:月、季、半年、年、任意", "how often: month, quarter, half, year, any"}},
          {"title", kRequired, message(), {"标题,{} 中为表达式", "its title, with {expressions}"}},
          {"template",
           kOptional,
           text(),
           {"工作区里的一个 Mustache 模板,代替自带的",
            "a Mustache template of the workspace, in place of ours"}},
          {"parts", kOptional, rows(part_form), {"各部分,依次", "its parts, in order"}},
          clause_key(),
          note_key()}};
  return kForm;
}

const MapForm& part_form() {
  static const MapForm kForm = {
      .name = "part",
      .says = {"通报的一部分", "a part of a notice"},
      .keys =
          {{"title", kOptional, text(), {"小标题", "its heading"}},
           {"table", kOptional, map(table_part_form), {"一张表", "a table"}},
           {"assessment", kOptional, name(), {"一项考核的结果", "the results of an assessment"}},
           {"awards", kOptional, ids_or_all(), {"奖项的结果", "the results of awards"}},
           {"findings", kOptional, ids_or_all(), {"发现的问题", "findings"}},
           {"as",
            kOptional,
            word({"explain", "praise", "criticism", "exposure"}),
            {"表或问题所列的对象:说明、表扬、批评、曝光",
             "what is said of those that the table or the findings list"}},
           {"text", kOptional, message(), {"一段文字", "a paragraph, with {expressions}"}}},
      .variants = {{{"table"}, {"as"}},
                   {{"assessment"}, {}},
                   {{"awards"}, {}},
                   {{"findings"}, {"as"}},
                   {{"text"}, {}}}};
  return kForm;
}

const MapForm& table_part_form() {
  static const MapForm kForm = {
      .name = "table-part",
      .says = {"通报中的表", "a table in a notice"},
      .keys = {{"title", kOptional, text(), {"小标题", "its heading"}},
               {"of", kRequired, name(), {"哪张表的行", "the table whose rows it shows"}},
               {"by", kOptional, feel(), {"按什么分类汇总", "one row for each value of this"}},
               {"columns",
                kRequired,
                sequence(either({feel(), by_any_name(feel())})),
                {"各列:表达式,或 {表头: 表达式};汇总时可用 count、sum of …",
                 "its columns: FEEL or {heading: FEEL}; with by, also count and sum of FEEL"}},
               {"when", kOptional, feel(), {"哪些行", "which rows"}},
               {"sort", kOptional, feel(), {"按什么排序", "the order of its rows"}}}};
  return kForm;
}

const MapForm& example_form() {
  static const MapForm kForm = {
      .name = "example",
      .says = {"试算的例子", "a worked example"},
      .keys = {
          {"name", kRequired, text(), {"说明了什么", "what it shows"}},
          clause_key(),
          {"period",
           kOptional,
           text(),
           {"期间,如 2022、2022Q1", "the period, such as 2022 or 2022Q1"}},
          {"as_of", kOptional, date(), {"在哪天看", "the day on which figures are looked at"}},
          {"set",
           kOptional,
           by_any_name(anything()),
           {"参数的别的取值:{参数: 值}", "other values of parameters"}},
          {"given", kOptional, by_any_name(data_rows()), {"台账的行", "rows of the tables"}},
          {"expect",
           kRequired,
           by_any_name(data_rows()),
           {"应有的结果行;absent: true 为不应有", "rows of results; absent: true, not there"}}}};
  return kForm;
}

}  // namespace zhaoshang::forms
