#include "domain/glossary.h"

#include <algorithm>
#include <initializer_list>
#include <string>
#include <utility>

#include "domain/cell_words.h"
#include "domain/subjects.h"

namespace zhaoshang {
namespace {

using enum CellKind;

/// One column being declared: text that should be there, unless the calls that follow say
/// otherwise.
class Declared {
 public:
  Declared(const char* name, std::initializer_list<const char*> headings) {
    column_.name = name;
    column_.headings.assign(headings.begin(), headings.end());
  }
  Declared& kind(CellKind kind) { return column_.kind = kind, *this; }
  Declared& measured(CellKind kind, const char* word) {
    column_.measure = measure_of(word).value();
    return this->kind(kind);
  }
  Declared& missing(Missing missing) { return column_.missing = missing, *this; }
  Declared& otherwise(Value value) {
    column_.missing_value = std::move(value);
    return missing(Missing::kDefault);
  }
  Declared& values(std::initializer_list<const char*> words) {
    column_.values.assign(words.begin(), words.end());
    return *this;
  }
  Declared& synonyms(std::initializer_list<std::pair<const char*, const char*>> pairs) {
    for (const auto& [word, meant] : pairs) column_.synonyms.emplace_back(word, meant);
    return *this;
  }
  Declared& references(const char* table) { return column_.references = table, *this; }
  Declared& currency_from(const char* column) { return column_.currency_column = column, *this; }
  operator ColumnSchema() const { return column_; }  // NOLINT: a declaration is a column

 private:
  ColumnSchema column_;
};

using Headings = std::initializer_list<const char*>;

// What a column of each kind is called throughout: the word of the table first, so that 起始日期 is
// from.
Declared text(const char* name, Headings headings) { return Declared(name, headings); }
/// Text of which there may be none: no finding where it is empty.
Declared optional_text(const char* name, Headings headings) {
  return text(name, headings).missing(Missing::kNone);
}
Declared key_text(const char* name, Headings headings) {
  return text(name, headings).missing(Missing::kFault);
}
Declared boolean(const char* name, Headings headings) {
  return text(name, headings).kind(kBoolean);
}
Declared number(const char* name, Headings headings) { return text(name, headings).kind(kNumber); }
/// A number or, with a unit in the cell, money or a quantity.
Declared amount(const char* name, Headings headings) { return text(name, headings).kind(kAmount); }
Declared money(const char* name, Headings headings, const char* unit) {
  return text(name, headings).measured(kMoney, unit);
}
/// The day of an event: it should be there.
Declared day(const char* name, Headings headings) { return text(name, headings).kind(kDate); }
/// The day on which something was or will be done: empty until then.
Declared done_day(const char* name, Headings headings) {
  return day(name, headings).missing(Missing::kNone);
}
Declared period(const char* name) { return text(name, {"所属期"}).kind(kPeriod); }
Declared key_period(const char* name) { return period(name).missing(Missing::kFault); }

/// The id of the table itself, or of the row that a row is about: a row without it is faulty.
Declared key_id(const char* name, Headings headings) {
  return text(name, headings).kind(kId).missing(Missing::kFault);
}
Declared id(const char* name, Headings headings) { return text(name, headings).kind(kId); }

Declared unit_id() { return id("unit_id", {"单位编号"}).references("units"); }
/// Whoever has no team, introducer or project to name leaves the cell empty: there is none.
Declared team_id() {
  return id("team_id", {"小分队编号"}).references("teams").missing(Missing::kNone);
}
Declared member_id() {
  return id("member_id", {"人员编号"}).references("members").missing(Missing::kNone);
}
Declared project_id() {
  return id("project_id", {"项目编号"}).references("projects").missing(Missing::kNone);
}
Declared lead_id() {
  return id("lead_id", {"信息编号"}).references("leads").missing(Missing::kNone);
}

Declared subject_kind(const char* name, const char* heading) {
  Declared column = key_text(name, {heading});
  column.values({"unit", "team", "member", "project", "lead", "county"});
  return column.synonyms({{"单位", "unit"},
                          {"小分队", "team"},
                          {"人员", "member"},
                          {"项目", "project"},
                          {"信息", "lead"},
                          {"全县", "county"}});
}
Declared subject_kind() { return subject_kind("subject_kind", "对象类别"); }
/// Empty for the county, which needs no number; for others the reference is then to nothing.
Declared subject_id() { return id("subject_id", {"对象编号"}).missing(Missing::kNone); }

Declared currency() {
  return text("currency", {"币种"})
      .synonyms({{"人民币", "CNY"},
                 {"元", "CNY"},
                 {"美元", "USD"},
                 {"美金", "USD"},
                 {"港币", "HKD"},
                 {"港元", "HKD"},
                 {"欧元", "EUR"},
                 {"日元", "JPY"},
                 {"英镑", "GBP"},
                 {"RMB", "CNY"},
                 {"新台币", "TWD"},
                 {"韩元", "KRW"}});
}

TableSchema table(const char* name, const char* title, std::initializer_list<const char*> key,
                  const char* date, std::vector<ColumnSchema> columns) {
  TableSchema made;
  made.name = name;
  made.title = title;
  made.columns = std::move(columns);
  made.key.assign(key.begin(), key.end());
  made.date = date;
  return made;
}

/// Who is there and who is watched: units, teams, people and their days.
void add_people(std::vector<TableSchema>& tables) {
  tables.push_back(table("units", "单位", {"unit_id"}, "",
                         {key_id("unit_id", {"单位编号"}), text("name", {"单位名称"}),
                          text("kind", {"单位类别"}), text("group", {"组别"})}));
  tables.push_back(
      table("teams", "小分队", {"team_id"}, "",
            {key_id("team_id", {"小分队编号"}), unit_id(), text("name", {"小分队名称"}),
             text("region", {"驻点区域"}), text("center_city", {"中心城市"}),
             text("nearby_cities", {"周边城市"}).kind(kTextList).missing(Missing::kNone),
             done_day("from", {"起始日期"}), done_day("to", {"结束日期"})}));
  tables.push_back(
      table("members", "人员", {"member_id", "from"}, "",
            {key_id("member_id", {"人员编号"}), text("name", {"姓名"}), unit_id(), team_id(),
             text("role", {"角色"}), text("grade", {"职级"}), optional_text("duty", {"职务"}),
             boolean("established", {"在编"}), boolean("in_post", {"在岗"}),
             boolean("leadership", {"班子成员"}), boolean("released", {"脱钩"}),
             done_day("from", {"起始日期"}), done_day("to", {"结束日期"})}));
  tables.push_back(table("attendance", "考勤", {"member_id", "date"}, "date",
                         {key_id("member_id", {"人员编号"}).references("members"),
                          day("date", {"日期"}).missing(Missing::kFault),
                          text("city", {"所在城市"}), text("status", {"状态"})}));
  tables.back().is_long = true;
  tables.push_back(
      table("reports", "报告", {}, "for_period",
            {subject_kind(), subject_id(), period("for_period"), text("recipient", {"报送对象"}),
             done_day("submitted_on", {"报送日期"})}));
  tables.push_back(table("filings", "备案", {}, "filed_on",
                         {subject_kind(), subject_id(), text("kind", {"事项"}),
                          optional_text("city", {"城市"}), done_day("from", {"起始日期"}),
                          done_day("to", {"结束日期"}), done_day("filed_on", {"备案日期"})}));
}

/// What is brought in: leads, visits, projects and their money.
void add_projects(std::vector<TableSchema>& tables) {
  tables.push_back(
      table("leads", "信息", {"lead_id"}, "date",
            {key_id("lead_id", {"信息编号"}), unit_id(), member_id(), day("date", {"日期"}),
             text("title", {"内容"}), boolean("valuable", {"有效"}).missing(Missing::kNone),
             done_day("reviewed_on", {"评审日期"}), project_id()}));
  tables.push_back(table("opinions", "评审意见", {}, "date",
                         {subject_kind(), subject_id(), text("body", {"评审单位"}),
                          done_day("date", {"日期"}), optional_text("opinion", {"意见"})}));
  tables.push_back(table("visits", "走访邀请", {}, "date",
                         {unit_id(), team_id(), day("date", {"日期"}), text("kind", {"方式"}),
                          text("investor", {"客商"}), optional_text("place", {"地点"})}));
  tables.push_back(table("projects", "项目", {"project_id"}, "",
                         {key_id("project_id", {"项目编号"}),
                          text("name", {"项目名称"}),
                          unit_id(),
                          team_id(),
                          id("person_id", {"引资人"}).references("members").missing(Missing::kNone),
                          text("investor", {"投资方"}),
                          text("tags", {"标签"}).kind(kTextList).missing(Missing::kNone),
                          text("industry", {"产业"}),
                          text("sector", {"类别"}),
                          optional_text("zone", {"园区"}),
                          money("investment", {"总投资"}, "万元"),
                          money("fixed_investment", {"固定资产投资"}, "万元"),
                          money("registered_capital", {"注册资本"}, "万元"),
                          money("foreign", {"外资"}, "万美元").missing(Missing::kNone),
                          text("area", {"用地"}).measured(kQuantity, "亩"),
                          money("tax", {"税收"}, "万元"),
                          text("site", {"落户方式"}),
                          optional_text("drafted_by", {"编制单位"}),
                          done_day("drafted_on", {"编制日期"}),
                          optional_text("depth", {"编制深度"}),
                          done_day("introduced_on", {"引进日期"}),
                          done_day("signed_on", {"签约日期"}),
                          done_day("registered_on", {"注册日期"}),
                          done_day("started_on", {"开工日期"}),
                          done_day("completed_on", {"竣工日期"}),
                          done_day("produced_on", {"投产日期"}),
                          done_day("claimed_on", {"申报日期"})}));
  tables.push_back(
      table("milestones", "办理事项", {"project_id", "step"}, "due_on",
            {key_id("project_id", {"项目编号"}).references("projects"), key_text("step", {"事项"}),
             day("due_on", {"应办结日期"}), done_day("done_on", {"办结日期"})}));
  tables.push_back(table(
      "payments", "到位资金", {}, "date",
      {key_id("project_id", {"项目编号"}).references("projects"), day("date", {"日期", "到位日期"}),
       money("amount", {"到位金额"}, "万元").currency_from("currency"), currency().otherwise("CNY"),
       text("kind", {"资金类别"}), text("origin", {"资金来源"})}));
  tables.push_back(table("credits", "认定", {"project_id", "role", "subject_kind", "subject_id"},
                         "",
                         {key_id("project_id", {"项目编号"}).references("projects"),
                          optional_text("role", {"认定角色"}), subject_kind(), subject_id(),
                          number("share", {"比例"})}));
}

/// What is judged and paid: targets, tasks, incidents, claims and what earlier runs decided.
void add_judgement(std::vector<TableSchema>& tables) {
  tables.push_back(table(
      "targets", "目标任务", {"subject_kind", "subject_id", "measure", "for_period"}, "for_period",
      {subject_kind(), subject_id(), key_text("measure", {"指标"}), key_period("for_period"),
       amount("amount", {"目标值"}), optional_text("unit", {"单位", "计量单位"})}));
  tables.push_back(table("incidents", "违纪查实", {}, "verified_on",
                         {subject_kind(), subject_id(), day("date", {"日期"}),
                          text("kind", {"类别"}), done_day("verified_on", {"查实日期"})}));
  tables.push_back(
      table("claims", "经费报销", {"claim_id"}, "date",
            {key_id("claim_id", {"报销编号"}), team_id().missing(Missing::kUnknown), lead_id(),
             day("date", {"日期"}), text("matter", {"事项"}), money("amount", {"金额"}, "元"),
             optional_text("approved_by", {"审核单位"}), optional_text("paid_by", {"报销单位"})}));
  tables.push_back(
      table("awarded", "已兑现", {}, "paid_on",
            {key_text("award", {"奖项"}), subject_kind(), subject_id(),
             subject_kind("recipient_kind", "领取对象类别").missing(Missing::kUnknown),
             id("recipient_id", {"领取对象编号"}).missing(Missing::kNone), project_id(),
             text("for_year", {"年度"}).kind(kPeriod), optional_text("instalment", {"期次"}),
             money("amount", {"金额"}, "元"), done_day("paid_on", {"兑现日期"})}));
  tables.push_back(
      table("adjustments", "核定", {}, "for_period",
            {subject_kind(), subject_id(), key_text("measure", {"指标"}), period("for_period"),
             text("mode", {"方式"}).values({kSettledAt, kChangedBy}), amount("amount", {"核定值"}),
             text("reason", {"理由"}), text("by", {"核定单位"})}));
  tables.push_back(table("rulings", "裁定",
                         {"rule", "subject_kind", "subject_id", "project_id", "for_period"},
                         "decided_on",
                         {key_text("rule", {"规则"}), subject_kind(), subject_id(), project_id(),
                          period("for_period").missing(Missing::kNone),
                          amount("value", {"裁定值"}).missing(Missing::kNone),
                          done_day("decided_on", {"裁定日期"}), text("by", {"裁定单位"})}));
  tables.push_back(table("counted", "已计入", {"table", "row_id", "subject_id"}, "for_period",
                         {key_text("table", {"表"}), key_id("row_id", {"行编号"}),
                          key_id("subject_id", {"对象编号"}), period("for_period")}));
  tables.push_back(table("holidays", "节假日", {"date"}, "date",
                         {day("date", {"日期"}).missing(Missing::kFault),
                          text("kind", {"类别"}).values({kDayOff, kDayWorked})}));
  tables.push_back(table(
      "tasks", "任务", {"task_id"}, "due_on",
      {key_id("task_id", {"任务编号"}), subject_kind(), subject_id(), text("matter", {"事项"}),
       optional_text("measure", {"指标"}), amount("amount", {"任务量"}),
       optional_text("unit", {"单位", "计量单位"}), day("due_on", {"期限"}),
       boolean("stretch", {"力争"}).otherwise(false),
       amount("done", {"完成量"}).missing(Missing::kNone), done_day("done_on", {"完成日期"})}));
  tables.push_back(table("marks", "评价打分", {}, "for_period",
                         {subject_kind(), subject_id(), period("for_period"),
                          text("rater", {"打分人"}), text("rater_kind", {"打分人类别"}),
                          text("aspect", {"打分项目"}), number("points", {"得分"})}));
  tables.push_back(
      table("rates", "汇率", {"currency", "date"}, "date",
            {currency().missing(Missing::kFault), day("date", {"日期"}).missing(Missing::kFault),
             number("rate", {"汇率"})}));
}

}  // namespace

const std::vector<TableSchema>& shared_tables() {
  static const std::vector<TableSchema> kTables = [] {
    std::vector<TableSchema> tables;
    add_people(tables);
    add_projects(tables);
    add_judgement(tables);
    return tables;
  }();
  return kTables;
}

const TableSchema* find_shared_table(std::string_view name) {
  const std::vector<TableSchema>& tables = shared_tables();
  const auto found = std::find_if(tables.begin(), tables.end(),
                                  [&](const TableSchema& each) { return each.name == name; });
  return found == tables.end() ? nullptr : &*found;
}

}  // namespace zhaoshang
