#include "domain/results.h"

#include <algorithm>

namespace zhaoshang {
namespace {

auto named(std::string_view name) {
  return [name](const auto& each) { return each.name == name; };
}

}  // namespace

bool ResultTable::is_about(std::string_view column) const {
  return std::find(about.begin(), about.end(), column) != about.end();
}

const std::vector<ResultColumn>& further_columns() {
  static const std::vector<ResultColumn> kColumns{
      {"assessment", "考核"}, {"instalment", "期次"}, {"low", "下限"},
      {"high", "上限"},       {"action", "处理"},     {"adjusted", "核定依据"},
  };
  return kColumns;
}

const std::vector<ResultTable>& result_tables() {
  static const std::vector<ResultTable> kTables{
      {"findings",
       "核查结果",
       {{"severity", "级别"},
        {"stage", "环节"},
        {"rule", "规则"},
        {"clause", "条款"},
        {"subject_kind", "对象类别"},
        {"subject_id", "对象编号"},
        {"subject", "对象"},
        {"date", "日期"},
        {"message", "说明"},
        {"source", "出处"},
        {"status", "状态"}},
       {"stage", "rule", "subject_kind", "subject_id", "subject", "date"}},
      {"roster",
       "名册",
       {{"unit_id", "单位编号"},
        {"unit", "单位"},
        {"team_id", "小分队编号"},
        {"team", "小分队"},
        {"member_id", "人员编号"},
        {"member", "姓名"},
        {"role", "角色"},
        {"grade", "职级"},
        {"from", "起始日期"},
        {"to", "结束日期"},
        {"status", "状态"}},
       {"unit_id", "unit", "team_id", "team", "member_id", "member", "from"}},
      {"attendance",
       "考勤",
       {{"member_id", "人员编号"},
        {"member", "姓名"},
        {"team_id", "小分队编号"},
        {"month", "月份"},
        {"days_resident", "驻点天数"},
        {"days_required", "应驻天数"},
        {"met", "达标"},
        {"stipend", "包干经费"}},
       {"member_id", "member", "team_id", "month"}},
      {"team_attendance",
       "小分队考勤",
       {{"team_id", "小分队编号"},
        {"team", "小分队"},
        {"month", "月份"},
        {"minimum_resident", "最少在岗人数"},
        {"days_below", "不足天数"},
        {"reports_due", "应报次数"},
        {"reports_on_time", "按时报送次数"}},
       {"team_id", "team", "month"}},
      {"scores",
       "得分明细",
       {{"subject_kind", "对象类别"},
        {"subject_id", "对象编号"},
        {"subject", "对象"},
        {"group", "组别"},
        {"indicator", "指标"},
        {"title", "指标名称"},
        {"clause", "条款"},
        {"actual", "完成值"},
        {"target", "目标值"},
        {"unit", "计量单位"},
        {"completion", "完成率"},
        {"weight", "权重"},
        {"score", "得分"},
        {"rank", "名次"}},
       {"subject_kind", "subject_id", "subject", "indicator", "assessment"}},
      {"assessment",
       "考核结果",
       {{"subject_kind", "对象类别"},
        {"subject_id", "对象编号"},
        {"subject", "对象"},
        {"group", "组别"},
        {"score", "得分"},
        {"rank", "名次"},
        {"rating", "等次"},
        {"barred", "不得评优"},
        {"reason", "原因"}},
       {"subject_kind", "subject_id", "subject", "assessment"}},
      {"awards",
       "奖励",
       {{"award", "奖项"},
        {"clause", "条款"},
        {"recipient_kind", "领取对象类别"},
        {"recipient_id", "领取对象编号"},
        {"recipient", "领取对象"},
        {"project_id", "项目编号"},
        {"basis", "计算依据"},
        {"amount", "金额"},
        {"status", "状态"},
        {"note", "备注"}},
       {"award", "recipient_kind", "recipient_id", "recipient", "project_id", "instalment"}},
      {"payouts",
       "兑现计划",
       {{"due_on", "应付日期"},
        {"payee_kind", "收款对象类别"},
        {"payee_id", "收款对象编号"},
        {"payee", "收款对象"},
        {"award", "奖项"},
        {"amount", "金额"},
        {"clause", "条款"}},
       {"due_on", "payee_kind", "payee_id", "payee", "award"}},
      {"counted",
       "已计入",
       {{"table", "表"},
        {"row_id", "行编号"},
        {"subject_id", "对象编号"},
        {"for_period", "所属期"}},
       {"table", "row_id", "subject_id", "for_period"}},
  };
  return kTables;
}

const ResultTable* find_result_table(std::string_view name) {
  const std::vector<ResultTable>& tables = result_tables();
  const auto found = std::find_if(tables.begin(), tables.end(), named(name));
  return found == tables.end() ? nullptr : &*found;
}

std::string_view result_column(std::string_view table, std::string_view heading) {
  const auto name_in = [&](const std::vector<ResultColumn>& columns) {
    const auto found = std::find_if(columns.begin(), columns.end(), [&](const ResultColumn& each) {
      return each.name == heading || each.title == heading;
    });
    return found == columns.end() ? std::string_view() : found->name;
  };
  const ResultTable* const known = find_result_table(table);
  std::string_view name = known ? name_in(known->columns) : std::string_view();
  if (name.empty()) name = name_in(further_columns());
  return name.empty() ? heading : name;
}

std::string_view result_title(std::string_view table, std::string_view column) {
  const auto title_in = [&](const std::vector<ResultColumn>& columns) {
    const auto found = std::find_if(columns.begin(), columns.end(), named(column));
    return found == columns.end() ? std::string_view() : found->title;
  };
  const ResultTable* const known = find_result_table(table);
  const std::string_view title = known ? title_in(known->columns) : std::string_view();
  return title.empty() ? title_in(further_columns()) : title;
}

}  // namespace zhaoshang
