// The forms of reward: awards, and what settles them.
#include "scheme/form_shapes.h"
#include "scheme/policy_forms.h"

namespace zhaoshang::forms {
namespace {

constexpr Need kOptional = Need::kOptional;
constexpr Need kRequired = Need::kRequired;
constexpr Need kAsked = Need::kAsked;

KeyForm of_key(std::string_view key) {
  return {std::string(key),
          kRequired,
          ids_or_all(),
          {"哪些奖项:编号的列表,或 all", "which awards: a list of ids, or all"}};
}

KeyForm per_key(Need need) {
  return {"per",
          need,
          name(),
          {"按什么算:project、recipient、team 等", "for each project, recipient, team …"}};
}

std::vector<KeyForm> award_amount() {
  return {
      {"kind",
       kOptional,
       word({"grant", "fund", "stipend", "levy", "entry"}),
       {"奖励(grant,缺省)、经费、补助、收缴、只登记",
        "grant (default), fund, stipend, levy or entry"}},
      {"for", kRequired, name(), {"对哪张表的各行", "the table of which each row is a candidate"}},
      {"when", kOptional, feel(), {"哪些行", "which rows"}},
      {"amount", kRequired, value(), {"金额", "the amount, money in yuan"}},
      {"to", kOptional, feel(), {"发给谁,不写为该行自己", "who gets it; default the row itself"}},
      {"split", kOptional, map(split_form), {"几方怎么分", "how several recipients divide it"}},
      {"pay", kOptional, rows(instalment_form), {"分期兑现", "instalments"}},
      {"due", kOptional, feel(), {"应兑现的日期", "the day on which it is due"}},
      {"round", kOptional, rounding(), {"取整,不写为 0.01 half up", "default 0.01 half up"}}};
}

std::vector<KeyForm> award_limits() {
  return {{"once",
           kOptional,
           list(name()),
           {"以前兑现过的不再兑现:[project, recipient]",
            "paid before for the same, it is not paid again"}},
          {"less_paid",
           kOptional,
           list(name()),
           {"扣除以前年度已兑现的", "what earlier years paid is taken off"}},
          {"quota", kOptional, map(quota_form), {"名额", "only the first so many"}},
          {"excluded", kOptional, map(hold_form), {"不予兑现的情形", "where it is withheld"}},
          {"awaits", kOptional, map(hold_form), {"尚待的事项", "while it holds, it is pending"}}};
}

}  // namespace

const MapForm& reward_form() {
  static const MapForm kForm = {
      .name = "reward",
      .says = {"兑现", "rewards"},
      .keys = {{"awards", kOptional, rows(award_form), {"奖项", "who gets what"}},
               {"exclusive",
                kOptional,
                rows(exclusive_form),
                {"就高不重复", "awards that exclude each other"}},
               {"caps", kOptional, rows(cap_form), {"封顶,依次", "limits, in the order written"}},
               {"pools", kOptional, rows(pool_form), {"奖励总额", "pots"}},
               {"clawbacks", kOptional, rows(clawback_form), {"追回", "what is taken back"}},
               {"notice", kOptional, map(notice_form), {"公示", "the public notice"}},
               {"requirements",
                kOptional,
                rows(requirement_form),
                {"要求:不符合就列为问题", "requirements: what does not hold is a finding"}}}};
  return kForm;
}

const MapForm& award_form() {
  static const MapForm kForm = {.name = "award",
                                .says = {"一个奖项", "an award"},
                                .keys = joined({head(kRequired), award_amount(), award_limits()}),
                                .apart = {"once", "less_paid"}};
  return kForm;
}

const MapForm& split_form() {
  static const MapForm kForm = {
      .name = "split",
      .says = {"几方怎么分", "how several recipients divide it"},
      .keys = {{"among",
                kRequired,
                feel(),
                {"在哪些人之间分(行的列表)", "the recipients, a list of rows"}},
               {"by",
                kAsked,
                either({word({"equal", "ruling"}), feel()}),
                {"平分、按裁定,或按份额的列表", "equal, ruling, or a list of shares"}}}};
  return kForm;
}

const MapForm& quota_form() {
  static const MapForm kForm = {
      .name = "quota",
      .says = {"名额", "only the first so many"},
      .keys = {{"first", kRequired, feel(), {"前几名", "how many"}},
               {"by", kRequired, rank_key(), {"按什么排", "by what, with its direction"}},
               {"then",
                kOptional,
                list(rank_key()),
                {"相同时再按什么排", "further keys, which part equals"}},
               {"within",
                kOptional,
                word({"group"}),
                {"group:各组分别", "group: each group by itself"}}}};
  return kForm;
}

const MapForm& instalment_form() {
  static const MapForm kForm = {
      .name = "instalment",
      .says = {"一期", "an instalment"},
      .keys = {{"share", kRequired, feel(), {"占多少", "its share"}},
               {"on", kRequired, feel(), {"哪天兑现", "the day; not known yet: pending"}},
               {"title", kOptional, text(), {"名称", "what it is called"}}}};
  return kForm;
}

const MapForm& hold_form() {
  static const MapForm kForm = {
      .name = "hold",
      .says = {"不予兑现或尚待的情形", "where an award is withheld or pending"},
      .keys = {
          {"when", kRequired, feel(), {"条件", "the condition"}},
          {"note", kOptional, message(), {"理由,{} 中为表达式", "the reason, with {expressions}"}},
          clause_key()}};
  return kForm;
}

const MapForm& exclusive_form() {
  static const MapForm kForm = {
      .name = "exclusive",
      .says = {"就高不重复", "awards that exclude each other"},
      .keys =
          joined({head(kRequired),
                  {of_key("of"),
                   per_key(kRequired),
                   {"keep",
                    kAsked,
                    word_or_parameter({"highest", "first", "all"}),
                    {"留哪个:最高的、写在前面的、都留", "which stays: highest, first or all"}}}})};
  return kForm;
}

const MapForm& cap_form() {
  static const MapForm kForm = {
      .name = "cap",
      .says = {"封顶", "a limit"},
      .keys = joined(
          {head(kRequired),
           {of_key("of"),
            per_key(kOptional),
            {"within",
             kAsked,
             either({word({"year", "ever"}), date_span(), feel()}),
             {"在什么时间内:year、ever、起止日期", "over what time: year, ever or a span"}},
            {"to", kRequired, feel(), {"最高多少", "the most"}},
            {"share",
             kAsked,
             word_or_parameter({"in_order", "prorate", "whole"}),
             {"超过时怎么减:依次、按比例、整笔", "who is cut: in_order, prorate or whole"}}}})};
  return kForm;
}

const MapForm& pool_form() {
  static const MapForm kForm = {
      .name = "pool",
      .says = {"奖励总额", "a pot"},
      .keys = joined(
          {head(kRequired),
           {of_key("draws"),
            {"amount", kRequired, feel(), {"总额", "what there is"}},
            per_key(kOptional),
            {"over",
             kAsked,
             word_or_parameter({"report", "prorate", "in_order", "whole"}),
             {"超过时:只报告、按比例减、依次、整笔",
              "above it: report, prorate, in_order or whole"}},
            {"by", kOptional, feel(), {"依次的次序,如 date", "in which order they are served"}}}}),
      .demands = {{"over", {"in_order", "whole"}, "by"}}};
  return kForm;
}

const MapForm& clawback_form() {
  static const MapForm kForm = {
      .name = "clawback",
      .says = {"追回", "what is taken back"},
      .keys = joined(
          {head(kRequired),
           {{"for", kRequired, name(), {"对哪张表的各行", "the table whose rows are looked at"}},
            {"when", kOptional, feel(), {"哪些行", "which rows"}},
            of_key("of"),
            {"share", kOptional, feel(), {"追回多少,不写为全部", "how much of it; default all"}},
            {"action", kOptional, text(), {"后果", "what follows"}}}})};
  return kForm;
}

const MapForm& notice_form() {
  static const MapForm kForm = {
      .name = "notice",
      .says = {"公示", "the public notice"},
      .keys =
          {clause_key(),
           {"days", kOptional, feel(), {"公示几天", "for how many days"}},
           {"from", kOptional, feel(), {"从哪天的次日起", "the day after which it runs"}},
           {"text", kOptional, message(), {"文字,{} 中为表达式", "its text, with {expressions}"}},
           {"kind",
            kOptional,
            word({"working", "calendar"}),
            {"working 工作日,calendar 日历天", "working days or calendar days"}}},
      .demands = {{"days", {}, "kind"}}};
  return kForm;
}

}  // namespace zhaoshang::forms
