// The forms of roster, attendance and assess.
#include "domain/subjects.h"
#include "engine/rules/ranking.h"
#include "scheme/form_shapes.h"
#include "scheme/policy_forms.h"

namespace zhaoshang::forms {
namespace {

constexpr Need kOptional = Need::kOptional;
constexpr Need kRequired = Need::kRequired;
constexpr Need kAsked = Need::kAsked;

KeyForm requirements_key() {
  return {"requirements",
          kOptional,
          rows(requirement_form),
          {"要求:不符合就列为问题", "requirements: what does not hold is a finding"}};
}

KeyForm due_key() {
  return {"due",
          kOptional,
          now_or_date(),
          {"到哪天才判定:now,或日期;之前为待定", "now, or a date before which it is pending"}};
}

KeyForm action_key() { return {"action", kOptional, text(), {"后果,如 约谈", "what follows"}}; }

Words subject_tables() {
  Words tables;
  for (const SubjectWords& subject : subject_kinds()) tables.emplace_back(subject.table);
  return tables;
}

/// What an item and the whole assessment may have alike.
std::vector<KeyForm> limits() {
  return {
      {"floor", kOptional, feel(), {"最低分;扣完为止写 '0'", "the least; '0' for 扣完为止"}},
      {"round", kOptional, rounding(), {"取整:0.01 half up(四舍五入)", "rounding: 0.01 half up"}}};
}

Shape score() {
  return either({word({"ratio", "pass", "rank", "rank descending", "rank ascending"}),
                 map(min_max_form), value()});
}

std::vector<KeyForm> totals() {
  return {{"indicators", kOptional, rows(item_form), {"指标", "indicators"}},
          {"bonuses", kOptional, rows(item_form), {"加分项", "what is added"}},
          {"deductions", kOptional, rows(item_form), {"扣分项", "what is taken off"}},
          {"score",
           kOptional,
           feel(),
           {"总分的算法,不写为指标加加分减扣分",
            "the total, instead of indicators + bonuses - deductions"}},
          {"cap", kOptional, feel(), {"总分最高", "the most"}},
          {"weights_sum",
           kOptional,
           number(),
           {"各指标权重应合计多少", "what the weights must add up to"}},
          {"not_applicable",
           kOptional,
           word({"spread", "drop", "zero"}),
           {"不适用的指标:权重摊给其他(spread)、不计(drop)、记 0 分(zero)",
            "an indicator that does not apply: spread its weight, drop it, or zero"}}};
}

}  // namespace

const MapForm& requirement_form() {
  static const MapForm kForm = {
      .name = "requirement",
      .says = {"一条要求", "a requirement"},
      .keys = joined(
          {head(kRequired),
           {{"for", kRequired, name(), {"对哪张表的各行", "the table whose rows are judged"}},
            {"when", kOptional, feel(), {"哪些行,不写为全部", "which rows; default all"}},
            {"require", kRequired, feel(), {"必须成立的条件", "what must be true"}},
            {"severity",
             kOptional,
             word({"error", "warning", "info"}),
             {"轻重:error(缺省)、warning、info", "error (default), warning or info"}},
            {"message",
             kOptional,
             message(),
             {"问题的文字,{} 中为表达式", "the finding's text, with {expressions}"}},
            due_key(),
            action_key()}})};
  return kForm;
}

const MapForm& roster_form() {
  static const MapForm kForm = {
      .name = "roster", .says = {"名册", "the roster"}, .keys = {requirements_key()}};
  return kForm;
}

const MapForm& attendance_form() {
  static const MapForm kForm = {
      .name = "attendance",
      .says = {"考勤", "attendance"},
      .keys = {{"resident",
                kOptional,
                value(),
                {"考勤的一行算不算驻点一天", "whether a row of attendance is a day at the post"}},
               {"days_required",
                kOptional,
                value(),
                {"每人每月应驻天数(member_months)", "days required, on member_months"}},
               {"residents_required",
                kOptional,
                value(),
                {"每队每天应在岗人数(team_days)", "how many must be at the post, on team_days"}},
               {"reports", kOptional, map(reports_form), {"应报的报告", "what must be reported"}},
               requirements_key()}};
  return kForm;
}

const MapForm& reports_form() {
  static const MapForm kForm = {
      .name = "reports",
      .says = {"应报的报告", "what must be reported"},
      .keys = joined(
          {head(kOptional),
           {{"for",
             kRequired,
             name(),
             {"按什么报,如 team_months", "a grain table such as team_months"}},
            {"when", kOptional, feel(), {"谁要报", "who must report"}},
            {"recipients", kOptional, feel(), {"报给谁(文本的列表)", "a list of texts: to whom"}},
            {"due", kOptional, feel(), {"哪天前报", "by which day"}}}})};
  return kForm;
}

const MapForm& assessment_form() {
  static const MapForm kForm = {
      .name = "assessment",
      .says = {"一项考核", "an assessment"},
      .keys = joined(
          {unnamed_head(),
           {{"subject", kRequired, word(subject_tables()), {"考核谁", "who is assessed"}},
            {"for", kOptional, feel(), {"其中哪些,不写为全部", "which of them; default all"}}},
           totals(),
           limits(),
           {{"rank", kOptional, map(rank_form), {"名次", "ranks"}},
            {"rating", kOptional, map(rating_form), {"等次", "ratings"}},
            requirements_key(),
            {"counted",
             kOptional,
             map(counted_form),
             {"本年已计入的行,以后年度不再计", "rows used up this year"}}}})};
  return kForm;
}

const MapForm& item_form() {
  static const MapForm kForm = {
      .name = "item",
      .says = {"一个指标、加分项或扣分项", "an indicator, a bonus or a deduction"},
      .keys =
          joined({head(kRequired),
                  {{"measure", kOptional, name(), {"依据哪个指标数", "the measure it goes by"}},
                   {"weight", kOptional, feel(), {"权重(满分)", "its weight"}},
                   {"score",
                    kOptional,
                    score(),
                    {"怎么记分:ratio 按完成率、pass 达标得满分、rank 按名次、{min_max: …},或算式",
                     "ratio, pass, rank, {min_max: …}, or a value"}},
                   {"items",
                    kOptional,
                    rows(item_form),
                    {"细项,得分相加", "sub-items, whose scores add up"}},
                   {"cap",
                    kOptional,
                    either({word({"none"}), feel()}),
                    {"最高分;none 为不封顶", "the most; none for no limit"}},
                   {"ties",
                    kOptional,
                    word_or_parameter(ties_words()),
                    {"并列怎么排", "which rank equals take"}},
                   {"for", kOptional, feel(), {"对谁适用", "to whom it applies"}},
                   {"otherwise",
                    kOptional,
                    feel(),
                    {"缺值时的得分", "the score where a value is missing"}}},
                  limits()}),
      .one_of = {"score", "items"},
      .demands = {
          {"score", {"ratio", "pass", "rank", "rank descending", "rank ascending"}, "measure"},
          {"score", {"ratio"}, "cap"}}};
  return kForm;
}

const MapForm& min_max_form() {
  static const MapForm kForm = {
      .name = "min-max",
      .says = {"在组内最低与最高之间折算", "between the least and the greatest of the group"},
      .keys = {
          {"min_max", kRequired, feel(), {"折算哪个数", "the figure"}},
          {"low", kRequired, feel(), {"最低者得分", "the score of the least"}},
          {"high", kRequired, feel(), {"最高者得分", "the score of the greatest"}},
          {"all_equal", kAsked, feel(), {"全都相同时的得分", "the score where all are the same"}}}};
  return kForm;
}

const MapForm& rank_form() {
  static const MapForm kForm = {
      .name = "rank",
      .says = {"名次", "ranks"},
      .keys = {{"by",
                kRequired,
                rank_key(),
                {"按什么排,写明升序降序:score descending",
                 "score descending: always with its direction"}},
               {"then",
                kOptional,
                list(rank_key()),
                {"相同时再按什么排", "further keys, which part equals"}},
               {"within",
                kOptional,
                word({"group"}),
                {"group:各组分别排", "group: each group by itself"}},
               {"ties",
                kAsked,
                word_or_parameter(ties_words()),
                {"并列怎么排:share(1、1、3)、dense(1、1、2)、average(1.5、1.5、3)、fault(报错)",
                 "equals: share (1, 1, 3), dense (1, 1, 2), average (1.5, 1.5, 3) or fault"}},
               clause_key()}};
  return kForm;
}

const MapForm& rating_form() {
  static const MapForm kForm = {
      .name = "rating",
      .says = {"等次", "ratings"},
      .keys = {
          {"scale", kOptional, name(), {"用哪个等级,不写为 rating", "which scale; default rating"}},
          {"default", kOptional, text(), {"其余的等次", "the rating where no rule gives one"}},
          clause_key(),
          {"rules",
           kRequired,
           rows(rating_rule_form),
           {"规则,前面的优先", "in order of precedence"}}}};
  return kForm;
}

const MapForm& rating_rule_form() {
  static const MapForm kForm = {
      .name = "rating-rule",
      .says = {"评定等次的一条规则", "a rule of a rating"},
      .keys = joined(
          {head(kRequired),
           {{"when",
             kRequired,
             feel(),
             {"条件,可用 score、rank", "the condition; may name score and rank"}},
            {"sets",
             kOptional,
             text(),
             {"直接定为,别的规则不再看", "decides, whatever else holds"}},
            {"gives",
             kOptional,
             text(),
             {"评为(未被取消时)", "gives the word, unless it is barred"}},
            {"bars",
             kOptional,
             text(),
             {"不得评为;all 为一票否决", "bars the word; all: every award"}},
            {"raises", kOptional, text(), {"升到某等,或升几等", "up to the word, or by steps"}},
            {"lowers", kOptional, text(), {"降到某等,或降几等", "down to the word, or by steps"}},
            due_key(),
            action_key()}}),
      .one_of = {"sets", "gives", "bars", "raises", "lowers"}};
  return kForm;
}

const MapForm& counted_form() {
  static const MapForm kForm = {.name = "counted",
                                .says = {"本年已计入的行", "rows used up this year"},
                                .keys = {{"table", kRequired, name(), {"哪张表", "of which table"}},
                                         {"when", kOptional, feel(), {"哪些行", "which rows"}}}};
  return kForm;
}

}  // namespace zhaoshang::forms
