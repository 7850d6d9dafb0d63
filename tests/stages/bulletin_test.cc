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

所属期：2022年3月1日至2022年3月31日。数据截至2022年3月31日。

本月到位3.49999万元。

## 一、各单位

| 单位名称 | 到位资金(万元) | 到位资金完成率 | 有无 |
| -------- | -------------: | -------------: | ---- |
| 乙局     |        2.99999 |       99.9997% | 是   |
| 甲\*局   |            0.5 |         16.67% | 是   |

## 二、资金类别

| 类别     | 笔数 | 合计        |
| -------- | ---: | ----------- |
| 其他     |    1 | 5000元      |
| 固定资产 |    2 | 2.99999万元 |

## 三、核查情况

### （一）第3.3条：提醒1项

> 年度计划1万元。

1. 丙局没有到位资金（约谈\|督办）

## 四、说明

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

Period: 2022-01-01 to 2022-03-31. As of 2022-03-31.

## 1. 单位 assessment

| rank | id  | name   | 到位资金(万元) | target(万元) | completion |   score |
| ---: | --- | ------ | -------------: | -----------: | ---------: | ------: |
|    1 | U2  | 乙局   |        2.99999 |            3 |   99.9997% | 99.9997 |
|    2 | U1  | 甲\*局 |            0.5 |            3 |     16.67% | 16.6667 |
|    3 | U9  | 丙局   |              0 |            3 |      0.00% |       0 |

## 2. Awards and funds

| award  | clause | count | amount (元) | withheld | open |
| ------ | ------ | ----: | ----------: | -------: | ---: |
| 到位奖 | 5.1    |     2 |      350.00 |        0 |    0 |

### (1) 到位奖 (clause 5.1)

| id  | name   | count | amount (元) | status  |
| --- | ------ | ----: | ----------: | ------- |
| U1  | 甲\*局 |     1 |       50.00 | granted |
| U2  | 乙局   |     1 |      300.00 | granted |

## 3. Notes

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

所属期：2022年1月1日至2022年12月31日。数据截至2022年12月31日。

## 一、核查情况

未发现问题。

## 二、说明

1. 本通报依据：《某方案》。

---

某方案

2022年12月31日
)md");
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
