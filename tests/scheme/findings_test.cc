// Requirements: failed, pending, undecided; reports; what a missing cell means.
#include "scheme/findings.h"

#include <doctest/doctest.h>

#include "support/scheme_under_test.h"

namespace zhaoshang {
namespace {

constexpr const char* kReports = R"(
attendance:
  reports:
    clause: 4.5
    for: team_months
    when: team.unit.kind = "县直单位"
    recipients: '["领导小组办公室", "派驻单位"]'
)";

TableTexts reported(const std::string& rows) {
  return {{"units", "unit_id,name,kind\nU1,招商局,县直单位\nU2,章田寺,乡镇\n"},
          {"teams", "team_id,unit_id,name\nT1,U1,一队\nT2,U2,二队\n"},
          {"reports", "subject_kind,subject_id,for_period,recipient,submitted_on\n" + rows}};
}

TEST_CASE(
    "the subject of a ledger has a name and an id, whatever its kind; tasks count in their unit") {
  SchemeUnderTest scheme(R"(
roster:
  requirements:
    - {id: bad, for: incidents, require: 'false', message: '{subject.name}({subject.id})'}
    - {id: land, for: tasks, require: done >= 450亩, message: '{done}'}
)",
                         {{"units", "unit_id,name\nU1,国土局\n"},
                          {"members", "member_id,name,unit_id,from\nM1,张一,U1,2022-01-01\n"},
                          {"incidents",
                           "subject_kind,subject_id,date,kind,verified_on\n"
                           "unit,U1,2022-03-01,x,2022-03-02\n"
                           "member,M1,2022-03-01,x,2022-03-02\n"},
                          {"tasks",
                           "task_id,subject_kind,subject_id,matter,unit,due_on,done\n"
                           "K1,unit,U1,用地,亩,2022-12-20,449\n"
                           "K2,unit,U1,用地,亩,2022-12-20,450\n"}});
  CHECK_EQ(scheme.faults(), "");
  CHECK_EQ(scheme.roster(),
           "failed bad M1 2022-03-02: 张一(M1)\nfailed bad U1 2022-03-02: 国土局(U1)\n"
           "failed land K1 2022-12-20: 449亩\n");
}

TEST_CASE("credits.csv settles the roles it speaks of; another role settles the whole project") {
  SchemeUnderTest scheme(R"(
credit:
  - {id: a, role: 引资单位, to: unit}
  - {id: b, role: 引资人, to: person}
)",
                         {{"units", "unit_id,name\nU1,甲\nU2,乙\n"},
                          {"members", "member_id,name,unit_id,from\nM1,张一,U1,2022-01-01\n"},
                          {"projects",
                           "project_id,name,unit_id,person_id\nP1,一,U1,M1\n"
                           "P2,二,U1,M1\nP3,三,U1,M1\n"},
                          {"credits",
                           "project_id,role,subject_kind,subject_id,share\n"
                           "P1,引资单位,unit,U2,1\nP2,协办,unit,U2,1\n"}});
  CHECK_EQ(scheme.faults(), "");
  CHECK_EQ(scheme.column("credits", "project_id") + ' ' + scheme.column("credits", "subject_id"),
           "P1=\"P1\" P2=\"P2\" P3=\"P3\" P1=\"P1\" P3=\"P3\" "
           "P1=\"U2\" P2=\"U2\" P3=\"U1\" P1=\"M1\" P3=\"M1\"");
}

TEST_CASE("a count is never below 0, by itself or through a figure that counts") {
  CHECK_EQ(SchemeUnderTest(R"(
facts:
  units:
    big: count(projects[investment > 1亿元])
    prize:
      hit: unique
      table: |
        | big || p |
        | 0   || 0 |
        | >= 1 || 5 |
)")
               .faults(),
           "");
}

TEST_CASE("April's report is on time on the 30th of April and late on the 1st of May") {
  SchemeUnderTest scheme(kReports,
                         reported("team,T1,2022-04,领导小组办公室,2022-05-01\n"
                                  "team,T1,2022-04,派驻单位,2022-04-30\n"),
                         {"2022-04", "2022-05-10"});
  CHECK_EQ(scheme.faults(), "");
  CHECK_EQ(scheme.reports(),
           "failed reports T1 2022-04-30: "
           "一队2022-04向领导小组办公室的报告2022-05-01报送，应于2022-04-30前报送\n");
  const std::vector<Finding> found = report_findings(scheme.figures(), "attendance");
  REQUIRE_EQ(found.size(), 1);
  CHECK_EQ(found[0].clause, "4.5");
  CHECK_EQ(found[0].source, "reports.csv:2");
  CHECK_EQ(scheme.value("team_months", "T1 2022-04", "reports_due"), "2");
  CHECK_EQ(scheme.value("team_months", "T1 2022-04", "reports_on_time"), "1");
  CHECK_EQ(scheme.value("team_months", "T2 2022-04", "reports_due"), "0");
}

TEST_CASE("a report that is not there fails on its day and is pending before") {
  const TableTexts none = reported("team,T1,2022-04,派驻单位,2022-04-29\n");
  SchemeUnderTest after(kReports, none, {"2022-04", "2022-05-01"});
  CHECK_EQ(
      after.reports(),
      "failed reports T1 2022-04-30: 一队2022-04未向领导小组办公室报告，应于2022-04-30前报送\n");
  SchemeUnderTest before(kReports, none, {"2022-04", "2022-04-29"});
  CHECK_EQ(
      before.reports(),
      "pending reports T1 2022-04-30: 一队2022-04未向领导小组办公室报告，应于2022-04-30前报送\n");
}

TEST_CASE("a report filed twice counts from the first time") {
  SchemeUnderTest scheme(kReports,
                         reported("team,T1,2022-04,派驻单位,2022-05-09\n"
                                  "team,T1,2022-04,派驻单位,2022-04-20\n"
                                  "team,T1,2022-04,领导小组办公室,2022-04-30\n"),
                         {"2022-04", "2022-05-10"});
  CHECK_EQ(scheme.reports(), "");
}

constexpr const char* kRoster = R"(
roster:
  requirements:
    - {id: released, clause: 2.1, for: members, when: 'duty = null or duty != "顾问"', require: released and in_post, message: "{name}应脱钩"}
)";

TEST_CASE("an unknown cell leaves a requirement undecided and is named; what is false is false") {
  SchemeUnderTest scheme(kRoster, {{"members",
                                    "member_id,name,duty,in_post,released,from\n"
                                    "M1,张一,,true,,2022-01-01\n"
                                    "M2,李二,,false,,2022-01-01\n"
                                    "M3,王三,,true,true,2022-01-01\n"
                                    "M4,赵四,顾问,,,2022-01-01\n"}});
  CHECK_EQ(scheme.faults(), "");
  CHECK_EQ(scheme.roster(),
           "undecided released M1: 张一应脱钩：缺人员“脱钩”，无法判定\n"
           "failed released M2: 李二应脱钩\n");
}

TEST_CASE("an unknown cell in a condition is a finding, an empty one of `none` is not") {
  constexpr const char* kWhen = R"(
roster:
  requirements:
    - {id: big, for: projects, when: investment > 1亿元, require: industry = "制造", message: "{name}"}
    - {id: started, for: projects, when: started_on <= as_of, require: industry = "制造", message: "{name}"}
)";
  SchemeUnderTest scheme(kWhen, {{"projects",
                                  "project_id,name,industry,investment,started_on\n"
                                  "P1,甲,物流,,\n"
                                  "P2,乙,物流,20000,2022-05-01\n"
                                  "P3,丙,物流,10000,2023-05-01\n"}});
  CHECK_EQ(scheme.faults(), "");
  CHECK_EQ(scheme.roster(),
           "undecided big P1: 甲：缺项目“总投资”，无法判定\n"
           "failed big P2: 乙\n"
           "failed started P2: 乙\n");
}

TEST_CASE("the missing cell is found behind facts and references") {
  constexpr const char* kBehind = R"(
facts:
  projects:
    paid_in: sum(payments.amount)
    thick: paid_in / investment
roster:
  requirements:
    - {id: half, for: projects, require: thick >= 50%, message: "{name}"}
    - {id: team, for: projects, require: 'team.unit.kind < "乡"', message: "{name}"}
)";
  SchemeUnderTest scheme(kBehind,
                         {{"units", "unit_id,name,kind\nU1,招商局,\n"},
                          {"teams", "team_id,unit_id,name\nT1,U1,一队\n"},
                          {"projects", "project_id,name,team_id,investment\nP1,甲,T1,1000\n"},
                          {"payments", "project_id,date,amount\nP1,2022-03-01,\n"}});
  CHECK_EQ(scheme.faults(), "");
  CHECK_EQ(scheme.roster(),
           "undecided half P1: 甲：缺到位资金“到位金额”，无法判定\n"
           "undecided team P1: 甲：缺单位“单位类别”，无法判定\n");
}

TEST_CASE("before its due day what is false is pending; `due: now` fails at once") {
  constexpr const char* kDue = R"(
roster:
  requirements:
    - {id: later, for: units, require: count(teams) >= 1, due: year.end, message: "{name}"}
    - {id: at_once, for: units, require: count(teams) >= 1, due: now, message: "{name}"}
    - {id: plain, for: units, require: count(teams) >= 1, message: "{name}"}
    - {id: monthly, for: unit_months, require: count(visits) >= 1, message: "{unit.name}{month}"}
    - {id: mended, for: unit_months, require: count(visits) >= 1, due: year.end, message: "{unit.name}{month}"}
)";
  const TableTexts given = {{"units", "unit_id,name,kind\nU1,招商局,县直单位\n"},
                            {"visits", "unit_id,date,kind\nU1,2022-02-03,拜访\n"}};
  SchemeUnderTest scheme(kDue, given, {"2022Q1", "2022-03-15"});
  CHECK_EQ(scheme.faults(), "");
  CHECK_EQ(scheme.roster(),
           "failed at_once U1: 招商局\n"
           "pending later U1 2022-12-31: 招商局\n"
           "pending mended U1 2022-12-31: 招商局2022-01\n"
           "pending mended U1 2022-12-31: 招商局2022-03\n"
           "failed monthly U1 2022-01-31: 招商局2022-01\n"
           "pending monthly U1 2022-03-31: 招商局2022-03\n"
           "failed plain U1: 招商局\n");
  // A month is judged in the run whose period holds its end.
  SchemeUnderTest april(kDue, given, {"2022-04", "2022-04-30"});
  CHECK(april.roster().find("2022-03") == std::string::npos);
}

TEST_CASE("errors that failed or are undecided make the answer negative, pending ones do not") {
  Finding finding;
  finding.status = Finding::Status::kPending;
  CHECK_FALSE(any_error({finding}));
  finding.status = Finding::Status::kUndecided;
  CHECK(any_error({finding}));
  finding.severity = Severity::kWarning;
  CHECK_FALSE(any_error({finding}));
}

TEST_CASE("sources are at most twenty places and a count") {
  constexpr const char* kMany = R"(
roster:
  requirements:
    - {id: few, for: units, require: count(visits) <= 3, message: "{name}"}
)";
  std::string visits = "unit_id,date,kind\n";
  for (int day = 1; day <= 25; ++day) {
    visits += "U1,2022-01-" + std::string(day < 10 ? "0" : "") + std::to_string(day) + ",拜访\n";
  }
  SchemeUnderTest scheme(kMany, {{"units", "unit_id,name\nU1,招商局\n"}, {"visits", visits}});
  CHECK_EQ(scheme.faults(), "");
  const std::vector<Finding> found = scheme.roster_findings();
  REQUIRE_EQ(found.size(), 1);
  CHECK_EQ(found[0].source.find("units.csv:2;visits.csv:2;visits.csv:3;"), 0);
  CHECK(found[0].source.ends_with("visits.csv:20;+6"));
}

}  // namespace
}  // namespace zhaoshang
