// 通报: which notice a period has, what its parts say, and how.
#include "bulletin/bulletin.h"

#include <doctest/doctest.h>

#include "bulletin/notice_words.h"
#include "bulletin/shown_cells.h"
#include "stages/stage_under_test.h"
#include "workspace/stage_findings.h"

namespace zhaoshang {
namespace {

constexpr const char* kPolicy = R"yaml(
title: 某县招商方案
source: 某县政办发〔2022〕1号
clauses: {"3.1": 搜集招商信息。, "3.3": 年度计划1万元。, "5.1": 奖励。, "6.1": 月调度、季通报。}
measures:
  units:
    paid_in:
      title: 到位资金
      unit: 万元
      clause: 3.3
      is: sum(projects.payments[date in period].amount)
      target: 3万元
assess:
  units:
    subject: units
    indicators:
      - {id: plan, clause: 3.3, measure: paid_in, weight: 100, score: ratio, cap: none}
    rank: {by: score descending, ties: share}
    requirements:
      - id: some-money
        clause: 3.3
        for: units
        require: paid_in > 0元
        severity: warning
        message: '{name}没有到位资金'
        action: 约谈|督办
reward:
  awards:
    - {id: prize, title: 到位奖, clause: 5.1, kind: grant, for: units, when: paid_in > 0元, amount: 1% * paid_in}
bulletin:
  - id: month
    every: month
    clause: 6.1
    title: '招商月调度({period})'
    parts:
      - text: '本月到位{sum(payments[date in period].amount)}。'
      - table:
          title: 各单位
          of: units
          when: unit_id != "U9"
          columns: [name, paid_in, completion.paid_in, {有无: paid_in > 0元}]
          sort: paid_in descending
      - table:
          title: 资金类别
          of: payments
          when: date in period
          by: kind
          columns: [{类别: kind}, {笔数: count}, {合计: sum of amount}]
      - findings: [some-money]
  - id: any
    every: any
    title: '情况({period})'
    parts:
      - assessment: units
      - awards: all
)yaml";

const std::map<std::string, std::string> kTables{
    {"units", "unit_id,name\nU1,甲*局\nU2,乙局\nU9,丙局\n"},
    {"projects", "project_id,name,unit_id\nP1,一,U1\nP2,二,U2\n"},
    {"payments",
     "project_id,date,amount,kind\nP2,2022-03-02,2,固定资产\nP1,2022-03-05,0.5,其他\nP2,2022-03-09,"
     "0.99999,固定资产\n"}};

std::string notice(StageUnderTest& run) {
  const std::vector<Finding> findings = assess_findings(run.figures(), {});
  return make_bulletin(run.figures(), run.settled(), findings).notice;
}

TEST_CASE("a month's notice: text, tables, counts, findings, what it rests on") {
  StageUnderTest run(kPolicy, kTables, "2022-03");
  CHECK(notice(run) == R"md(# 招商月调度(2022-03)

某县招商方案

根据《某县招商方案》，现将2022年3月1日至2022年3月31日调度情况通报如下。数据截至2022年3月31日。

## 一、时间进度

| 期间    | 起止                         | 天数 | 已过(天) | 时间进度 | 进度       | 剩余(天) |
| ------- | ---------------------------- | ---: | -------: | -------: | ---------- | -------: |
| 2022-03 | 2022年3月1日至2022年3月31日  |   31 |       31 |  100.00% | ██████████ |        0 |
| 全年    | 2022年1月1日至2022年12月31日 |  365 |       90 |   24.66% | ██░░░░░░░░ |      275 |

本月到位3.49999万元。

## 二、各单位

| 单位名称 | 到位资金(万元) | 到位资金完成率 | 有无 |
| -------- | -------------: | -------------: | ---- |
| 乙局     |        2.99999 |       99.9997% | 是   |
| 甲\*局   |            0.5 |         16.67% | 是   |

## 三、资金类别

| 类别     | 笔数 | 合计        |
| -------- | ---: | ----------- |
| 其他     |    1 | 5000元      |
| 固定资产 |    2 | 2.99999万元 |

## 四、核查情况

### （一）第3.3条：提醒1项

> 年度计划1万元。

1. 丙局没有到位资金（约谈\|督办）

## 五、整改清单

请下列对象填写整改措施和完成时限。

| 序号 | 对象 | 情况             | 条款    | 要求       | 整改措施 | 完成时限 |
| ---: | ---- | ---------------- | ------- | ---------- | -------- | -------- |
|    1 | 丙局 | 丙局没有到位资金 | 第3.3条 | 约谈\|督办 |          |          |

## 六、说明

1. 本通报依据：某县政办发〔2022〕1号。
2. 第3.3条：年度计划1万元。
3. 第6.1条：月调度、季通报。

---

某县招商方案

2022年3月31日
)md");
}

TEST_CASE("a period without a notice of its own has the one for any; in English where asked for") {
  StageUnderTest run(kPolicy, kTables, "2022Q1", "", Language::kEnglish);
  CHECK(notice(run) == R"md(# 情况(2022Q1)

某县招商方案

Progress, 2022-01-01 to 2022-03-31, under 某县招商方案. As of 2022-03-31.

## 1. Time elapsed

| span   | from and to              | days | passed | elapsed | progress   | left |
| ------ | ------------------------ | ---: | -----: | ------: | ---------- | ---: |
| 2022Q1 | 2022-01-01 to 2022-03-31 |   90 |     90 | 100.00% | ██████████ |    0 |
| year   | 2022-01-01 to 2022-12-31 |  365 |     90 |  24.66% | ██░░░░░░░░ |  275 |

## 2. 单位 assessment

| rank | id  | name   | 到位资金(万元) | target(万元) | completion | progress   |   score |
| ---: | --- | ------ | -------------: | -----------: | ---------: | ---------- | ------: |
|    1 | U2  | 乙局   |        2.99999 |            3 |   99.9997% | █████████░ | 99.9997 |
|    2 | U1  | 甲\*局 |            0.5 |            3 |     16.67% | █░░░░░░░░░ | 16.6667 |
|    3 | U9  | 丙局   |              0 |            3 |      0.00% | ░░░░░░░░░░ |       0 |

![单位 assessment: 到位资金, completion. 3 in all; highest 乙局 (99.9997%), lowest 丙局 (0.00%)](bulletin-1.svg)

## 3. Awards and funds

| award  | clause | count | amount (元) | withheld | open |
| ------ | ------ | ----: | ----------: | -------: | ---: |
| 到位奖 | 5.1    |     2 |      350.00 |        0 |    0 |

### (1) 到位奖 (clause 5.1)

| id  | name   | count | amount (元) | status  |
| --- | ------ | ----: | ----------: | ------- |
| U1  | 甲\*局 |     1 |       50.00 | granted |
| U2  | 乙局   |     1 |      300.00 | granted |

## 4. Notes

1. Drawn up under: 某县政办发〔2022〕1号.
2. clause 3.3: 年度计划1万元。
3. clause 5.1: 奖励。

---

某县招商方案

2022-03-31
)md");
}

TEST_CASE("a scheme that describes no notice gets one with everything") {
  StageUnderTest run("title: 某方案\n", {{"units", "unit_id,name\nU1,甲局\n"}}, "2022");
  CHECK(notice(run) == R"md(# 某方案(2022)

某方案

根据《某方案》，现将2022年1月1日至2022年12月31日考核结果通报如下。数据截至2022年12月31日。

## 一、核查情况

未发现问题。

## 二、说明

1. 本通报依据：《某方案》。

---

某方案

2022年12月31日
)md");
}

constexpr const char* kLeague = R"yaml(
title: 某县招商方案
calendar:
  grains:
    phase: {攻坚: 2022-01-01..2022-03-31, 收官: 2022-04-01..}
groups:
  镇: 'kind = "镇"'
  局: 'kind = "局"'
measures:
  units:
    paid_in:
      title: 到位资金
      unit: 万元
      is: sum(projects.payments[date in to_date].amount)
      target: given
assess:
  units:
    subject: units
    indicators:
      - {id: plan, measure: paid_in, weight: 100, score: ratio, cap: none}
    rank: {by: score descending, within: group, ties: share}
bulletin:
  - id: month
    every: month
    title: '月调度({period})'
    parts:
      - assessment: units
      - as: explain
        table: {title: 说明名单, of: units, when: completion.paid_in < 10%, columns: [name, completion.paid_in]}
      - as: praise
        table: {title: 表扬, of: units, when: completion.paid_in > 100%, columns: [name]}
      - as: criticism
        table: {title: 批评, of: units, when: paid_in = 0万元, columns: [name]}
)yaml";

const std::map<std::string, std::string> kLeagueTables{
    {"units", "unit_id,name,kind\nU1,甲镇,镇\nU2,乙镇,镇\nU3,丙局,局\nU4,丁镇,镇\n"},
    {"projects", "project_id,name,unit_id\nP1,一,U1\nP2,二,U2\nP3,三,U3\n"},
    {"targets",
     "subject_kind,subject_id,measure,for_period,amount\nunit,U1,paid_in,2022,1000\n"
     "unit,U2,paid_in,2022,1000\nunit,U3,paid_in,2022,1000\nunit,U4,paid_in,2022,1000\n"},
    {"payments",
     "project_id,date,amount\nP1,2022-01-10,200\nP2,2022-01-11,100\nP2,2022-02-11,150\n"
     "P3,2022-02-12,161.6\n"}};

// By 28 February 59 of 365 days have passed, 16.164…%: 甲镇 is at 20%, 乙镇 at 25%, 丙局 at 16.16%,
// which is short of it by 0.0038 points, 丁镇 at nothing. In January 甲镇 was first (200), 乙镇
// second (100), 丁镇 third; 丙局 is alone in its group.
TEST_CASE("a month's league: groups, moves since the month before, completion against time") {
  StageUnderTest before(kLeague, kLeagueTables, "2022-01");
  StageUnderTest run(kLeague, kLeagueTables, "2022-02");
  BulletinSources sources;
  sources.before = &before.figures();
  const StageResult result = make_bulletin(run.figures(), run.settled(), {}, sources);
  CHECK(result.notice == R"md(# 月调度(2022-02)

某县招商方案

根据《某县招商方案》，现将2022年2月1日至2022年2月28日调度情况通报如下。数据截至2022年2月28日。

## 一、时间进度

| 期间    | 起止                         | 天数 | 已过(天) | 时间进度 | 进度       | 剩余(天) |
| ------- | ---------------------------- | ---: | -------: | -------: | ---------- | -------: |
| 2022-02 | 2022年2月1日至2022年2月28日  |   28 |       28 |  100.00% | ██████████ |        0 |
| 全年    | 2022年1月1日至2022年12月31日 |  365 |       59 |   16.16% | █░░░░░░░░░ |      306 |
| 攻坚    | 2022年1月1日至2022年3月31日  |   90 |       59 |   65.56% | ██████░░░░ |       31 |
| 收官    | 2022年4月1日至2022年12月31日 |  275 |        0 |    0.00% | ░░░░░░░░░░ |      275 |

## 二、单位考核

### （一）镇

| 名次 | 上期 | 升降 | 编号 | 名称 | 到位资金(万元) | 目标(万元) | 完成率 | 进度       | 比时间进度(百分点) | 得分 |
| ---: | ---: | ---- | ---- | ---- | -------------: | ---------: | -----: | ---------- | -----------------: | ---: |
|    1 |    2 | ↑1   | U2   | 乙镇 |            250 |       1000 | 25.00% | ██░░░░░░░░ |              +8.84 |   25 |
|    2 |    1 | ↓1   | U1   | 甲镇 |            200 |       1000 | 20.00% | ██░░░░░░░░ |              +3.84 |   20 |
|    3 |    3 | 平   | U4   | 丁镇 |              0 |       1000 |  0.00% | ░░░░░░░░░░ |             -16.16 |    0 |

### （二）局

| 名次 | 上期 | 升降 | 编号 | 名称 | 到位资金(万元) | 目标(万元) | 完成率 | 进度       | 比时间进度(百分点) |  得分 |
| ---: | ---: | ---- | ---- | ---- | -------------: | ---------: | -----: | ---------- | -----------------: | ----: |
|    1 |    1 | 平   | U3   | 丙局 |          161.6 |       1000 | 16.16% | █░░░░░░░░░ |             -0.004 | 16.16 |

![单位考核：到位资金完成率。共4个，最高乙镇（25.00%），最低丁镇（0.00%）](bulletin-1.svg)

## 三、说明名单

请下列对象说明情况，并填写整改措施和完成时限。

| 单位名称 | 到位资金完成率 | 整改措施 | 完成时限 |
| -------- | -------------: | -------- | -------- |
| 丁镇     |          0.00% |          |          |

## 四、表扬

无。

## 五、批评

对下列对象予以通报批评。

| 单位名称 |
| -------- |
| 丁镇     |

## 六、说明

1. 本通报依据：《某县招商方案》。

---

某县招商方案

2022年2月28日
)md");
  REQUIRE(result.pictures.size() == 1);
  // 丙局 and 丁镇 are behind time: two bars of the other colour.
  const std::string& svg = result.pictures.front().svg;
  std::size_t behind = 0;
  for (std::size_t at = 0;
       (at = svg.find("height=\"16\" fill=\"#d07a2d\"", at)) != std::string::npos; ++at)
    ++behind;
  CHECK(behind == 2);
}

TEST_CASE("without a place for charts the text refers to none") {
  StageUnderTest run(kLeague, kLeagueTables, "2022-02");
  BulletinSources sources;
  sources.has_charts = false;
  const StageResult result = make_bulletin(run.figures(), run.settled(), {}, sources);
  CHECK(result.pictures.empty());
  CHECK(result.notice.find("![") == std::string::npos);
}

TEST_CASE("a template of one's own takes the place of ours") {
  StageUnderTest run(kLeague, kLeagueTables, "2022-02");
  const SourceFile own("own.mustache",
                       "{{title}}\n{{#sections}}{{section_number}}{{heading}};{{/sections}}\n"
                       "{{#times}}{{name}} {{left}}{{#over}} 已满{{/over}}\n{{/times}}");
  BulletinSources sources;
  sources.template_of = [&](const BulletinForm&) { return &own; };
  CHECK(make_bulletin(run.figures(), run.settled(), {}, sources).notice ==
        "月调度(2022-02)\n一、单位考核;二、说明名单;三、表扬;四、批评;\n2022-02 0 已满\n全年 306\n"
        "攻坚 31\n收官 275\n");
}

TEST_CASE("a percentage never says 100% of what falls short of it") {
  // clang-format off
  const std::vector<std::pair<const char*, const char*>> rows{
      {"0.96",       "96.00%"},
      {"1",          "100.00%"},
      {"0.99999",    "99.999%"},
      {"0.9999999",  "99.99999%"},
      {"1.000001",   "100.0001%"},
      {"0.999949",   "99.99%"},
      {"0",          "0.00%"},
      {"-0.5",       "-50.00%"},
  };
  // clang-format on
  for (const auto& [ratio, text] : rows) CHECK(percentage(Decimal::parse(ratio).value()) == text);
}

TEST_CASE("sections are numbered as offices number them") {
  const NoticeWords words(Language::kChinese);
  CHECK(words.section_number(1) == "一、");
  CHECK(words.section_number(10) == "十、");
  CHECK(words.section_number(12) == "十二、");
  CHECK(words.section_number(20) == "二十、");
  CHECK(words.section_number(21) == "二十一、");
  CHECK(words.clauses("gongan:6.4;gongan:6.6") == "第6.4条、第6.6条");
  CHECK(words.clauses("4.4") == "第4.4条");
  CHECK(words.clauses("").empty());
}

}  // namespace
}  // namespace zhaoshang
