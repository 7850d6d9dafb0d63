// Whole policies: what real schemes say, in every form of the language, reads without a fault.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "scheme/policy_under_test.h"

namespace zhaoshang {
namespace {

TEST_CASE("a reward with a sheet, a ruling and fixed rates by class") {
  const PolicyUnderTest read(R"yaml(
currency: {foreign: on the day}
parameters:
  base_cap: {clause: 1, value: 200万元}
  top_cap:  {clause: 2, value: 300万元}
columns:
  projects:
    class:       {heading: 类别, values: '"工业", "农业", "服务业", "文旅"'}
    tags:        {heading: 投资方标签, type: list(text), missing: none}
    introducer:  {heading: 引荐人, type: ref(members)}
    exceptional: {heading: 特别重大, type: bool, missing: false}
facts:
  projects:
    outstanding: {clause: 2, is: 'some t in tags satisfies t in ("500强", "上市公司", "人才", "小巨人")'}
    rate:
      clause: 1
      hit: unique
      table: |
        | class                || rate | # 原文分类比例未见,数为占位 |
        | "工业"               || 2‰   |                              |
        | "农业", "服务业"     || 1.5‰ |                              |
        | "文旅"               || 1‰   |                              |
reward:
  awards:
    - id: introducer
      title: 引荐奖励
      for: projects
      when: not(exceptional) and completed_on in period
      amount:
        - {clause: 1, start: rate * investment}
        - {clause: 2, times: 'ruling("multiplier", 1.2, 1.8)', when: outstanding}
        - {clause: 2, cap: if outstanding then top_cap else base_cap}
      to: introducer
      once: [project]
    - id: fdi
      for: projects
      when: 'count(payments[kind = "外资" and date in period]) > 0'
      amount: '5‰ * sum(payments[kind = "外资" and date in period].cny)'
      to: introducer
    - {id: exceptional, clause: 5, for: projects, when: exceptional, amount: 'ruling("exceptional")', to: introducer, once: [project]}
)yaml");
  CHECK_EQ(read.faults(), "");
  CHECK_EQ(read.policy.reward.awards.size(), 3);
}

TEST_CASE("resident teams: roster, attendance, ratings in order of precedence") {
  const PolicyUnderTest read(R"yaml(
groups: {县直单位: kind = "县直单位", 乡镇: kind = "乡镇"}
scales:
  grade: [科员, 副科级, 正科级, 副处级, 正处级]
  rating: [不称职, 基本称职, 称职, 可评优秀, 优秀]
parameters:
  resident_units:
    clause: 1.1
    value: '["县招商局", "财政局"]'
  team_target:   {clause: 3.3, value: 10000万元}
  partial_month: {clause: 4.4, value: pro_rata, one_of: [pro_rata, full, exempt], open: true, note: 月中进出的人按日历天数折算、进位}
  stipend_requires_attendance: {clause: 5.2, value: 'false', open: true}
clauses:
  6.2: {text: 原职务、待遇不变, recorded: true}
facts:
  teams:
    county: unit.kind = "县直单位"
    cities: concatenate([center_city], nearby_cities)
  leads:
    tracked_on: {clause: 5.4, is: 'if tracked then max(opinions[body in reviewers].date) else null'}
  attendance:
    at_station: {clause: 4.2, is: 'city in member.team.cities or some f in member.team.filings satisfies (f.kind = "跨区域" and f.city = city and date in [f.from..f.to])'}
  members:
    off_duty: 'count(incidents[kind = "无关工作" and verified_on <= as_of]) > 0'
measures:
  teams:
    paid_in: {title: 到位资金, unit: 万元, clause: 3.3, is: sum(credits.paid_in), target: {for: county, is: team_target}}
  units:
    paid_in: {title: 到位资金, unit: 万元, clause: 3.3, is: sum(credits.paid_in), target: given}
roster:
  requirements:
    - {id: listed-unit-team, clause: 1.2, for: units, when: listed, require: 'count(teams[serving]) = 1', message: "{name}应组建1个小分队,现有{count(teams[serving])}个"}
    - {id: leader-rank, clause: 2.2, for: members, when: 'team.county and role = "带队"', require: grade >= "副科级" and leadership, message: 带队人员须为副科级以上班子成员}
    - {id: same-city, clause: 4.1, for: teams, when: county and serving, require: 'count(teams[county and serving and center_city = this.center_city]) = 1', message: "{center_city}重复驻点"}
attendance:
  resident: status = "在岗" and at_station
  days_required:
    clause: 4.4
    is: if partial_month = "full" then days_a_month else ceiling(days_a_month * days in(span) / days in(month))
  residents_required: {clause: 4.4, is: at_post}
  reports: {clause: 4.5, for: team_months, when: team.county, recipients: '["领导小组办公室", "派驻单位"]', due: month.end}
  requirements:
    - {id: days-met, clause: 4.4, for: member_months, when: member.team.county, require: days_resident >= days_required, message: "{member.name} {month}驻点{days_resident}天,应{days_required}天"}
assess:
  members:
    subject: members
    for: team.county
    rating:
      clause: 6.4
      rules:
        - {id: off-duty, clause: 6.7, when: off_duty, sets: 不称职, action: 立即调换}
        - {id: violation, clause: 6.8, when: violated, bars: 优秀, action: 立即撤回、责任追究}
        - {id: short, clause: 6.6, when: team.completion.paid_in < 100%, bars: 优秀, due: period.end}
        - {id: exceeded, clause: 6.4, when: team.completion.paid_in > 100%, gives: 优秀, action: 晋级提拔重点考虑}
reward:
  awards:
    - {id: start-fund, title: 开办经费, kind: fund, clause: 5.1, for: teams, when: county, amount: start_fund, once: [team], to: 'members[serving and role = "带队"][1]', due: from}
    - id: township
      for: units
      amount:
        - start: township_base
        - times:
            hit: unique
            table: |
              | completion.paid_in || factor | # |
              | >= 100%            || 1      | 5.3 |
              | [60%..100%)        || completion.paid_in | 5.3 |
              | < 60%              || 0      | 5.3 |
bulletin:
  - {id: month, every: month, clause: 6.1, title: "驻点招商月调度({period})", parts: [{table: {of: teams, columns: [name, unit.name, leads, completion.paid_in], sort: paid_in}}, {findings: [days-met, outside-city]}]}
  - {id: half, every: half, clause: 6.1, title: 半年督查, parts: [{findings: all}]}
)yaml");
  CHECK_EQ(read.faults(), "");
  CHECK_EQ(read.policy.assessments.at(0).rating->rules.size(), 4);
}

TEST_CASE("a composite of ratios with a cap, credit by role, quotas and a pool") {
  const PolicyUnderTest read(R"yaml(
groups: {平台: kind = "平台", 镇街: kind = "镇街"}
parameters:
  cap: {clause: 2.3, value: 1.0, open: true, note: 常见 1.2}
  notice_days: {clause: 1.3, value: 5, open: true}
columns:
  claims: {lead_approved: {heading: 扎口单位同意, type: bool, missing: 'false'}}
facts:
  projects:
    reviewed: {clause: 1.2, is: 'every r in reviewers satisfies latest(opinions[body = r], date).opinion = "通过"'}
credit:
  - {id: unit, clause: 2.2, role: 引资单位, to: unit, at_most: 1, over: nobody}
  - {id: secretary, clause: 2.2, role: 帮办秘书, at_most: 1, over: nobody}
measures:
  units:
    building:  {title: 在建, is: 'count(credits[role = "引资单位" and project.counts and project.started_on < year.start and not(project.completed_on < year.start)])', target: given}
    process:   {title: 过程性考核, is: process_points, target: process_full}
assess:
  units:
    subject: units
    not_applicable: spread
    indicators:
      - {id: building, clause: 2.3, weight: 10, measure: building, score: ratio, cap: cap * weight}
    weights_sum: 100
    round: 0.01 half up
    rank: {by: score descending, within: group, ties: share}
    requirements:
      - {id: pending-review, clause: 1.2, for: projects, when: signed_on in to_date, require: reviewed, severity: info, message: "{name}待三部门审核"}
reward:
  awards:
    - {id: collective, title: 先进集体奖, clause: 1.1, for: units, quota: {first: 3, by: units.rank ascending, within: group}, amount: collective, due: year.end}
    - {id: personal, clause: 1.1, for: members, quota: {first: 10, by: 'sum(credits[role = "引资人" and project.counts].project.investment) descending'}, amount: personal, due: year.end}
  pools:
    - {id: budget, clause: 3.1, amount: budget, per: year, draws: [expense], over: in_order, by: '[date, claim_id]'}
  clawbacks:
    - {id: fraud, clause: 1.4, for: projects, when: fraud, of: all, share: 100%, action: 移送处理}
  notice: {clause: 1.3, days: notice_days, kind: working, text: 公示期内如有异议、请向区考核办反映}
)yaml");
  CHECK_EQ(read.faults(), "");
  CHECK_EQ(words(read.policy.reward.awards.at(1).quota->by.at(0).by),
           "sum(credits[role = \"引资人\" and project.counts].project.investment)");
}

TEST_CASE("a contest of a hundred days: phases, ranks summed, media exposure") {
  const PolicyUnderTest read(R"yaml(
calendar:
  grains:
    phase:
      宣传发动: 2011-04-13..2011-04-20
      洽谈招商: 2011-04-21..2011-06-25
    meeting: {every: P30D, from: 2011-04-13}
parameters:
  overall_order: {clause: 2.1, value: sum of ranks, one_of: [sum of ranks], open: true}
facts:
  projects:
    size_class:
      clause: 2.2
      hit: unique
      table: |
        | fixed_investment  || class   |
        | > 2亿元           || "过2亿" |
        | (1亿元..2亿元]    || "过亿"  |
        | <= 1亿元          || "其他"  |
  unit_meetings:
    breakthrough: {clause: 4.4c, is: 'count(credits[project.signed_on in span]) > 0'}
measures:
  units:
    finished: {title: 竣工率, clause: 2.1, is: 'count(credits[project.completed_on in to_date]) / count(credits[project.started_on in to_date])', otherwise: 0, note: 无开工项目的竣工率按 0 计}
    elapsed:  {clause: 4.4a, is: 'days in(to_date) / days in(term)'}
assess:
  contest:
    subject: units
    indicators:
      - {id: finished, clause: 2.1, measure: finished, score: rank}
    score: sum(indicators.rank)
    rank: {by: score ascending, then: [paid_in descending], ties: share}
    requirements:
      - {id: exposure, clause: 4.4a, for: units, require: base_progress >= elapsed, due: now, message: "{name}进度{base_progress},时间进度{elapsed}", action: 媒体曝光、说明原因}
bulletin:
  - id: dispatch
    every: any
    clause: 4.4b
    title: "百日竞赛通报({as_of},{phase.name},已过{days in(to_date)}天,余{days in(term) - days in(to_date)}天)"
    parts:
      - {assessment: contest}
      - {table: {title: 三个档次, of: projects, by: size_class, columns: [count, sum of investment]}}
      - {findings: [exposure, explain, step-overdue]}
)yaml");
  CHECK_EQ(read.faults(), "");
  CHECK_FALSE(read.policy.assessments.at(0).rank->keys.at(0).descending);
}

TEST_CASE("a town's teams: deposits, quarterly deductions, awards that exclude each other") {
  const PolicyUnderTest read(R"yaml(
parameters:
  both: {clause: 7, value: highest, one_of: [highest, all], open: true}
scales:
  grade: [办事员, 中层, 班子成员]
tables:
  trips:
    heading: 外出
    key: [trip_id]
    columns:
      trip_id:  {heading: 外出编号}
      member:   {heading: 人员编号, type: ref(members)}
      leave_on: {heading: 请假日期, type: date, missing: none}
facts:
  members:
    deposit:
      clause: 4
      hit: unique
      table: |
        | grade      || deposit |
        | "班子成员" || 6000元  |
        | "中层"     || 4000元  |
    deducted: {clause: 5, is: sum(quarters.deduction), cap: deposit}
  member_quarters:
    deduction:
      clause: 5
      hit: unique
      table: |
        | team_quarter.landed | member.grade || deduction |
        | >= 1                | -            || 0元       |
        | 0                   | "班子成员"  || 1500元    |
measures:
  teams: |
    | name   | title          | clause | is                                                    | target |
    | landed | 落户项目       | 2      | count(projects[recognised and landed_on in to_date])  | task   |
    | met    | 完成任务       | 7      | landed >= target.landed or big >= 1                   |        |
attendance:
  requirements: |
    | id    | clause | for   | require                         | severity | message                   |
    | leave | 9      | trips | leave_on <= from                | warning  | {member.name}外出未请假   |
assess:
  teams:
    subject: teams
    indicators:
      - {id: task, clause: 2, measure: landed, weight: 100, score: if met then weight else weight * completion.landed, cap: weight}
    rank: {by: score descending, ties: share}
reward:
  awards: |
    | id        | title        | kind  | clause | for             | when             | amount                              | to     | due         | once         |
    | deposit   | 保证金       | levy  | 4      | members         | team != null     | deposit                             |        | year.start  | member, year |
    | deduction | 扣保证金     | entry | 5      | member_quarters | deduction > 0元  | deduction                           | member | span.end    |              |
    | board     | 食宿交通费   | fund  | 3      | trips           |                  | 150元 * days in([from..to]) + fares | member | to          | trip         |
  exclusive:
    - {id: bonus-or-big, clause: 7, of: [bonus, big], per: team, keep: both}
bulletin:
  - {id: year, every: year, title: 年终兑现, parts: [{assessment: teams}, {awards: all}]}
)yaml");
  CHECK_EQ(read.faults(), "");
  CHECK_EQ(read.policy.reward.exclusive.at(0).keep.parameter, "both");
}

TEST_CASE("a county's goals: passes, stretch targets, a reverse relation, a pool by parameter") {
  const PolicyUnderTest read(R"yaml(
parameters:
  pool: {clause: 4.2, value: 1000万元}
  over_pool: {clause: 4.2, value: report, one_of: [report, prorate], open: true}
columns:
  projects: {sector: {heading: 类别, values: '"工业", "城镇建设"'}, drafted_by: {heading: 编制单位, type: ref(units)}}
facts:
  projects:
    drafted: {clause: 3.2a, is: drafted_on in to_date and depth >= "项目建议书"}
  credits: {paid_in: share * project.paid_in}
measures:
  county:
    paid_in: {title: 全县到位资金, unit: 亿元, clause: 2.2, is: sum(projects.paid_in), target: 25亿元}
    industry: {clause: 2.2, is: 'count(projects[big and sector = "工业"])', target: {is: 3, stretch: true}}
  units:
    drafted: {title: 编制项目, clause: 3.2a, is: 'count(drafted_projects[drafted])', target: given}
relations:
  units.drafted_projects: projects.drafted_by
attendance:
  reports: {clause: 4.3, for: team_months, recipients: '["招商局"]', due: 'date(month.start.year, month.start.month, 25)'}
assess:
  county:
    subject: county
    indicators:
      - {id: paid_in, clause: 2.2, measure: paid_in, score: pass}
  drafting:
    subject: units
    for: target.drafted != null
    indicators: [{id: drafted, clause: 3.2a, measure: drafted, score: pass}]
    requirements:
      - {id: drafting-task, clause: 3.2b, for: units, when: target.drafted != null, require: drafted >= target.drafted, due: year.end, message: "{name}编制{drafted}个,任务{target.drafted}个", action: 通报批评}
reward:
  awards:
    - {id: drafting, title: 编制奖, clause: 3.2b, for: projects, when: drafted and started_on in year, amount: 1% * invested_in_year, to: drafted_by, once: [project]}
  pools:
    - {id: special, clause: 4.2, amount: pool, draws: [work-fund, drafting, other-unit], over: over_pool}
)yaml");
  CHECK_EQ(read.faults(), "");
  CHECK_EQ(read.policy.reward.pools.at(0).over.parameter, "over_pool");
}

TEST_CASE("the policies that come with the programme read without a fault") {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator("policies")) {
    if (entry.path().extension() == ".yaml") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  CHECK_FALSE(paths.empty());
  for (const auto& path : paths) {
    CAPTURE(path);
    std::ifstream in(path, std::ios::binary);
    const std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    CHECK_EQ(PolicyUnderTest(text, "").faults(), "");
  }
}

}  // namespace
}  // namespace zhaoshang
