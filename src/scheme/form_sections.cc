// The forms of the file itself, and of what is added to the tables.
#include <string>

#include "domain/subjects.h"
#include "scheme/form_shapes.h"
#include "scheme/policy_forms.h"

namespace zhaoshang::forms {
namespace {

constexpr Need kOptional = Need::kOptional;
constexpr Need kRequired = Need::kRequired;

Words subject_tables() {
  Words tables;
  for (const SubjectWords& subject : subject_kinds()) tables.emplace_back(subject.table);
  return tables;
}

std::vector<KeyForm> header() {
  return {
      {"schema", kRequired, word({"1"}), {"这种语言的版本:1", "the version of this language: 1"}},
      {"scheme",
       kRequired,
       id(),
       {"办法的编号,条款引作 编号:6.4", "ID of the scheme; clauses are cited as ID:6.4"}},
      {"title", kOptional, text(), {"办法的名称", "what the scheme is called"}},
      {"issued", kOptional, date(), {"印发日期", "the day on which it was issued"}},
      {"in_force",
       kRequired,
       date_span(),
       {"施行的起止日期 2022-01-01..2022-12-31,两端都算,可以空着一端",
        "first and last day in force, 2022-01-01..2022-12-31; a side may be left empty"}},
      {"source", kOptional, text(), {"依据的文件", "which document this is"}}};
}

std::vector<KeyForm> shared_sections() {
  return {
      {"clauses",
       kOptional,
       by_any_name(either({text(), map(clause_form)})),
       {"条款:编号和原文", "clauses: numbers and texts"}},
      {"parameters",
       kOptional,
       named(map(parameter_form)),
       {"参数:数值和取法,可以按日期变化", "parameters: figures and readings, with dates"}},
      {"scales",
       kOptional,
       named(list(text())),
       {"等级:由低到高的一串词", "scales: words from the lowest to the highest"}},
      {"groups",
       kOptional,
       by_any_name(feel()),
       {"分组:每组一个条件,一个单位恰好属于一组",
        "groups of units: a condition each, of which exactly one must hold"}},
      {"calendar", kOptional, map(calendar_form), {"年度起点和时段", "the year and its spans"}},
      {"currency", kOptional, map(currency_form), {"外币怎么办", "what becomes of foreign money"}},
      {"columns",
       kOptional,
       by_any_name(named(map(column_form))),
       {"台账的增列、改名和单位:台账 → 列",
        "columns added to tables or called otherwise, by table"}},
      {"tables",
       kOptional,
       named(map(table_form)),
       {"本办法自己的台账", "tables of the policy's own"}},
      {"relations",
       kOptional,
       by_names_like("^[^.]+\\.[^.]+$", text_like("^[^.]+\\.[^.]+$")),
       {"另一种对应关系:台账.名称 写作 另一台账.列",
        "a further relation, table.name: other.column"}},
      {"credit", kOptional, rows(credit_form), {"项目算谁的", "whose project it is"}},
      {"facts",
       kOptional,
       by_any_name(named(value())),
       {"台账各行的派生数值:台账 → 名称", "named values of the rows of a table, by table"}},
      {"measures",
       kOptional,
       by_words(subject_tables(), named(measure())),
       {"指标:对象 → 名称,可以有目标", "figures of a subject, which may have targets"}}};
}

std::vector<KeyForm> stage_sections() {
  return {{"roster", kOptional, map(roster_form), {"名册:谁可以进小分队", "who may be on a team"}},
          {"attendance",
           kOptional,
           map(attendance_form),
           {"考勤:驻点天数和报告", "days at the post, and reports"}},
          {"assess",
           kOptional,
           named(map(assessment_form)),
           {"考核:记分、名次、等次", "assessments: scores, ranks, ratings"}},
          {"reward",
           kOptional,
           map(reward_form),
           {"兑现:奖项和结算规则", "awards, and what settles them"}},
          {"bulletin", kOptional, rows(bulletin_form), {"通报", "the notices"}},
          {"tests", kOptional, rows(example_form), {"试算的例子", "worked examples"}}};
}

}  // namespace

const MapForm& policy_form() {
  static const MapForm kForm = {.name = "policy",
                                .says = {"招商引资办法:一部办法一个文件",
                                         "a scheme of investment promotion: one file for each"},
                                .keys = joined({header(), shared_sections(), stage_sections()})};
  return kForm;
}

const MapForm& clause_form() {
  static const MapForm kForm = {
      .name = "clause",
      .says = {"一条条款", "one clause"},
      .keys = {{"text", kRequired, text(), {"原文", "its text"}},
               {"recorded",
                kOptional,
                flag(),
                {"true:只存档,没有规则执行它", "true: kept for the record, no rule runs it"}}}};
  return kForm;
}

const MapForm& parameter_form() {
  static const MapForm kForm = {
      .name = "parameter",
      .says = {"一个参数", "one parameter"},
      .keys = joined({{{"value", kOptional, feel(), {"数值(表达式)", "its value, an expression"}},
                       {"values",
                        kOptional,
                        by_names_like("^-?\\d{4,9}-\\d{2}-\\d{2}$", feel()),
                        {"按日期的数值:自该日起", "dated values: in force from each day on"}},
                       {"one_of",
                        kOptional,
                        list(feel()),
                        {"可取的值;这里和 value 中的单词就是文本",
                         "the values it may have; bare words are text"}},
                       {"unit", kOptional, text(), {"单位,给人看的", "its unit, for people"}},
                       {"open",
                        kOptional,
                        flag(),
                        {"true:原文没有写,这里是县里或编写人定的",
                         "true: the source does not say; the county or the writer chose"}}},
                      unnamed_head()}),
      .one_of = {"value", "values"}};
  return kForm;
}

const MapForm& calendar_form() {
  static const MapForm kForm = {
      .name = "calendar",
      .says = {"年度和时段", "the year and its spans"},
      .keys = {
          {"year_starts",
           kOptional,
           text_like("^((0[1-9]|1[0-2])-(0[1-9]|1\\d|2[0-8])|(0[13-9]|1[0-2])-(29|30)|"
                     "(0[13578]|1[02])-31)$"),
           {"年度从哪一天开始,如 12-21;不写为 01-01",
            "month and day on which the year starts: 12-21"}},
          {"grains",
           kOptional,
           named(either({map(every_form), by_any_name(date_span())})),
           {"自定的时段:{every: P30D, from: 日期},或 名称: 起止日期",
            "spans of its own: {every: P30D, from: DATE}, or labels and spans"}},
          {"since",
           kOptional,
           date(),
           {"累计从哪天起,不写为年初", "where to_date starts, instead of the start of the year"}}}};
  return kForm;
}

const MapForm& every_form() {
  static const MapForm kForm = {
      .name = "every",
      .says = {"等长的时段", "spans of equal length"},
      .keys = {{"every",
                kRequired,
                text_like("^P(\\d+D|(\\d+D)?T[0-9HMS.]+)$"),
                {"每段的整天数,如 P30D", "whole days of each, such as P30D"}},
               {"from", kRequired, date(), {"第一段的第一天", "the first day of the first one"}}}};
  return kForm;
}

const MapForm& currency_form() {
  static const MapForm kForm = {
      .name = "currency",
      .says = {"外币怎么办", "what becomes of foreign money"},
      .keys = joined({{{"foreign",
                        kOptional,
                        word_or_parameter({"refuse", "on the day", "year average"}),
                        {"不计入(refuse,缺省)、按当日汇率、按年平均汇率,或一个参数(每单位元数)",
                         "refuse (default), on the day, year average, or a parameter in yuan"}}},
                      unnamed_head()})};
  return kForm;
}

const MapForm& column_form() {
  static const MapForm kForm = {
      .name = "column",
      .says = {"台账的一列", "a column of a table"},
      .keys = joined(
          {{{"heading",
             kOptional,
             text(),
             {"表头,已有的也认", "a heading, accepted besides the known ones"}},
            {"type",
             kOptional,
             either({word({"text", "id", "identity", "date", "bool", "number", "integer", "period",
                           "month", "list(text)", "list"}),
                     text_like("^(money|quantity|ref|scale)\\(.+\\)$")}),
             {"类型;money(万元)、quantity(亩)、ref(台账)、scale(等级)",
              "its type; also money(万元), quantity(亩), ref(table), scale(name)"}},
            {"values",
             kOptional,
             feel(),
             {"可以填的词:'\"新签\", \"续建\"'",
              "the words that it may hold: '\"新签\", \"续建\"'"}},
            {"missing",
             kOptional,
             either({word({"none", "unknown", "fault"}), feel()}),
             {"空格的意思:none 没有、unknown 应有而缺(缺省)、fault 整行有错,或代用的值",
              "what an empty cell means: none, unknown (default), fault, or a value for it"}}},
           unnamed_head()})};
  return kForm;
}

const MapForm& table_form() {
  static const MapForm kForm = {
      .name = "table",
      .says = {"本办法自己的台账", "a table of the policy's own"},
      .keys = {
          {"heading", kOptional, text(), {"台账的名称", "what people call it"}},
          {"key",
           kOptional,
           list(name()),
           {"区分各行的列;不写就是流水账", "the columns that tell rows apart; none: a ledger"}},
          {"date",
           kOptional,
           name(),
           {"事情发生的日期是哪一列", "the column that says when a row happened"}},
          {"long",
           kOptional,
           flag(),
           {"true:行数很多,边读边算", "true: read as a stream and never held"}},
          {"columns", kRequired, named(map(column_form)), {"各列", "its columns"}}}};
  return kForm;
}

const MapForm& credit_form() {
  static const MapForm kForm = {
      .name = "credit",
      .says = {"项目算谁的:一条规则", "whose project it is: one rule"},
      .keys = joined(
          {head(kOptional),
           {{"for", kOptional, feel(), {"哪些项目,不写为全部", "which projects; default all"}},
            {"to",
             kOptional,
             feel(),
             {"算给谁:unit、team、person 等", "the row that counts it: unit, team, person"}},
            {"role", kOptional, text(), {"认定角色", "the role of the credit"}},
            {"share",
             kOptional,
             either({word({"full", "equal"}), feel()}),
             {"份额:full 全部(缺省)、equal 平分,或表达式", "full (default), equal, or a number"}},
            {"at_most", kOptional, integer(1, 1000), {"最多几家", "how many may count it at most"}},
            {"over",
             kOptional,
             word({"error", "nobody", "first"}),
             {"超过时:报错(缺省)、都不算、算第一家",
              "above that: error (default), nobody, first"}}}})};
  return kForm;
}

}  // namespace zhaoshang::forms
