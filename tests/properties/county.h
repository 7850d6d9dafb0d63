// A small made-up county: a scheme that uses most of the policy language, and random tables for it.
#pragma once

#include <string>
#include <vector>

#include "properties/random.h"
#include "support/scheme_under_test.h"

namespace zhaoshang {

inline constexpr const char* kCountyPolicy = R"(
groups:
  县直单位: kind = "县直单位"
  乡镇: kind = "乡镇"
scales:
  grade: [科员, 副科级, 正科级]
  rating: [不称职, 称职, 优秀]
columns:
  projects:
    bonus: {heading: 奖金, type: money(元), missing: none}
facts:
  projects:
    paid_in: 'sum(payments[date in to_date].amount)'
    big_payments: 'count(payments[amount > this.investment / 10])'
    last_paid: latest(payments, date).amount
    thick: paid_in / investment
    kinds: 'count(distinct values(payments.kind))'
  credits:
    paid_in: share * project.paid_in
  teams:
    active: 'count(members[serving])'
    silent: longest run(months.idle)
    best_of_unit: 'paid_now = max(unit.teams.paid_now)'
    paid_now: sum(credits.paid_in)
  team_months:
    seen: count(visits)
    idle: count(visits) = 0
    before: if previous = null then 0 else previous.seen
  member_months:
    share_of_team: days_resident / team_month.minimum_resident
  units:
    first_signed: 'min(projects[signed_on != null].signed_on)'
    projects_each: 'for p in projects return p.paid_in'
    ranked: 'sort(projects.investment)'
attendance:
  resident: 'status = "在岗" and city in ("苏州", "东莞")'
  days_required: 'ceiling(20 * days in(span) / days in(month))'
  residents_required: 1
  requirements:
    - {id: days, for: member_months, require: met, severity: warning, message: "{member.name}{month}{days_resident}"}
measures:
  units:
    paid_in: {title: 到位资金, unit: 万元, is: sum(credits.paid_in), target: given}
    signed: {title: 签约, is: 'count(projects[signed_on in to_date])'}
assess:
  units:
    subject: units
    not_applicable: spread
    indicators:
      - {id: paid_in, measure: paid_in, weight: 60, score: ratio, cap: weight * 1.2}
      - {id: signed, measure: signed, weight: 40, for: 'kind = "县直单位"', score: {min_max: signed, low: 0, high: 40, all_equal: 40}}
    bonuses:
      - {id: visits, score: 'count(visits) / 10', cap: 5, round: 0.1 half up}
    round: 0.01 half up
    rank: {by: score descending, then: [paid_in descending], ties: average, within: group}
    rating:
      default: 称职
      rules:
        - {id: short, clause: 6, when: completion.paid_in < 0.5, bars: 优秀}
        - {id: top, clause: 6, when: rank <= 2, gives: 优秀}
reward:
  awards:
    - {id: merit, for: projects, when: paid_in > 0元, amount: 2‰ * paid_in, to: person, split: {among: team.members, by: equal}}
    - {id: bonus, for: projects, amount: {is: bonus, otherwise: 0元}, to: unit, quota: {first: 8, by: investment descending}}
  caps:
    - {id: cap, of: [merit], per: member, within: year, to: 500元, share: in_order}
  pools:
    - {id: pot, draws: [bonus], amount: 3000元, over: prorate}
)";

/// The rows of each table, without its headings.
struct County {
  struct Table {
    std::string headings;
    std::vector<std::string> rows;
  };
  std::map<std::string, Table> tables;

  explicit County(std::uint64_t seed) {
    Random random(seed);
    const std::vector<std::string> places = {"苏州", "东莞", "杭州"};
    Table& units = tables["units"] = {"unit_id,name,kind", {}};
    for (int k = 1; k <= 5; ++k) {
      units.rows.push_back("U" + std::to_string(k) + ",单位" + std::to_string(k) + "," +
                           (k <= 3 ? "县直单位" : "乡镇"));
    }
    Table& teams = tables["teams"] = {"team_id,unit_id,name,from,to", {}};
    for (int k = 1; k <= 6; ++k) {
      teams.rows.push_back("T" + std::to_string(k) + ",U" + std::to_string(random.below(5) + 1) +
                           ",队" + std::to_string(k) + ",2022-0" +
                           std::to_string(random.below(3) + 1) + "-05," +
                           (random.one_in(4) ? "2022-11-20" : ""));
    }
    Table& members = tables["members"] = {"member_id,name,unit_id,team_id,grade,from,to", {}};
    for (int k = 1; k <= 9; ++k) {
      const std::string start = "M" + std::to_string(k) + ",人" + std::to_string(k) + ",U1,";
      const std::string team = "T" + std::to_string(random.below(6) + 1);
      if (random.one_in(3)) {
        members.rows.push_back(start + team + ",科员,2022-01-01,2022-06-15");
        members.rows.push_back(start + "T" + std::to_string(random.below(6) + 1) +
                               ",副科级,2022-06-20,");
      } else {
        members.rows.push_back(start + team + ",科员,2022-02-01,");
      }
    }
    Table& attendance = tables["attendance"] = {"member_id,date,city,status", {}};
    for (int k = 1; k <= 9; ++k) {
      Date day = Date::from_days(read_date("2022-01-20").value().days());
      for (int n = 0; n < 60;
           ++n, day = day.plus_days(1 + static_cast<std::int64_t>(random.below(5)))) {
        attendance.rows.push_back("M" + std::to_string(k) + "," + day.to_string() + "," +
                                  random.of(places) + "," + (random.one_in(5) ? "请假" : "在岗"));
      }
    }
    Table& projects = tables["projects"] = {
        "project_id,name,unit_id,team_id,person_id,investment,bonus,signed_on", {}};
    for (int k = 1; k <= 14; ++k) {
      const bool has_team = !random.one_in(4);
      projects.rows.push_back(
          "P" + std::to_string(k) + ",项目" + std::to_string(k) + ",U" +
          std::to_string(random.below(5) + 1) + "," +
          (has_team ? "T" + std::to_string(random.below(6) + 1) : "") + ",M" +
          std::to_string(random.below(9) + 1) + "," +
          (random.one_in(6) ? "" : std::to_string(100 + random.below(5000))) + "," +
          (random.one_in(3) ? "" : std::to_string(random.below(100000)) + ".37") + "," +
          (random.one_in(3) ? "" : random.day()));
    }
    Table& payments = tables["payments"] = {"project_id,date,amount,kind", {}};
    for (int k = 0; k < 60; ++k) {
      payments.rows.push_back("P" + std::to_string(random.below(14) + 1) + "," + random.day() +
                              "," + std::to_string(random.below(900)) + "." +
                              std::to_string(random.below(1000)) + "," +
                              (random.one_in(2) ? "固定资产" : "其他"));
    }
    Table& credits = tables["credits"] = {"project_id,role,subject_kind,subject_id,share", {}};
    for (int k = 1; k <= 4; ++k) {
      credits.rows.push_back("P" + std::to_string(k) + ",,unit,U1,0.3333");
      credits.rows.push_back("P" + std::to_string(k) + ",,unit,U" + std::to_string(k + 1) +
                             ",0.6667");
    }
    Table& targets = tables["targets"] = {"subject_kind,subject_id,measure,for_period,amount", {}};
    for (int k = 1; k <= 5; ++k) {
      const std::string start = "unit,U" + std::to_string(k) + ",paid_in,2022";
      if (k == 5) continue;  // one without
      targets.rows.push_back(start + "H1," + std::to_string(random.below(900) + 100));
      targets.rows.push_back(start + "H2," + std::to_string(random.below(900) + 100));
    }
    Table& visits = tables["visits"] = {"unit_id,team_id,date,kind", {}};
    for (int k = 0; k < 80; ++k) {
      visits.rows.push_back("U" + std::to_string(random.below(5) + 1) + ",T" +
                            std::to_string(random.below(6) + 1) + "," + random.day() + ",拜访");
    }
  }

  void shuffle(std::uint64_t seed) {
    Random random(seed);
    for (auto& [name, table] : tables) random.shuffle(table.rows);
  }

  TableTexts texts() const {
    TableTexts texts;
    for (const auto& [name, table] : tables) {
      std::string& text = texts[name] = table.headings + '\n';
      for (const std::string& row : table.rows) text += row + '\n';
    }
    return texts;
  }
};

/// Every figure, score, finding and award, without the places that they come from.
inline std::string everything(SchemeUnderTest& scheme) {
  std::string text;
  const Plan& plan = scheme.plan();
  for (std::uint32_t table = 0; table < plan.tables().size(); ++table) {
    if (plan.table(table).schema.is_long) continue;
    for (const Field& field : plan.table(table).fields) {
      const bool is_figure =
          field.kind == Field::Kind::kProgram ||
          (field.kind == Field::Kind::kNative && !field.type.is(TypeKind::kList));
      if (is_figure && (!field.clause.empty() || field.used || field.measure != nullptr ||
                        field.span.file != nullptr)) {
        text += plan.table(table).name + '.' + field.name + ": " +
                scheme.column(plan.table(table).name, field.name) + '\n';
      }
    }
  }
  text += scheme.attendance();
  for (const AssessmentPlan& assessment : plan.assessments) {
    text += scheme.assessed(assessment.name) + scheme.assessment_notes(assessment.name);
  }
  text += scheme.awards() + scheme.payouts() + scheme.settlement_findings();
  return text;
}

}  // namespace zhaoshang
