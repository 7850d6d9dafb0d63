// 考勤: days required and met, joiners, reports, stipends, rows that are left out.
#include "attendance/attendance.h"

#include <doctest/doctest.h>

#include "stages/stage_under_test.h"

namespace zhaoshang {
namespace {

constexpr const char* kPolicy = R"yaml(
clauses: {"4.4": 每人每月驻点时间达到20天以上。, "4.5": 每月末报告。}
parameters:
  days_a_month: {clause: 4.4, value: 20}
attendance:
  resident: status = "在岗"
  days_required:
    clause: 4.4
    is: if member.team.region = "外地" then ceiling(days_a_month * days in(span) / days in(month)) else null
  residents_required: if team.region = "外地" then 1 else null
  reports:
    id: monthly-report
    clause: 4.5
    for: team_months
    when: team.region = "外地"
    recipients: '["办公室"]'
    due: month.end
  requirements:
    - id: days-met
      clause: 4.4
      for: member_months
      when: days_required != null
      require: days_resident >= days_required
      message: '{member.name}驻点{days_resident}天'
reward:
  awards:
    - id: stipend
      kind: stipend
      for: member_months
      when: met
      amount: 5000元
)yaml";

const char* const kTeams =
    "team_id,unit_id,name,region,from\nT1,,甲队,外地,2022-01-01\nT2,,乙队,本地,2022-01-01\n";
const char* const kMembers =
    "member_id,name,team_id,from,to\n"
    "M1,甲,T1,2022-01-01,\nM2,乙,T1,2022-03-16,\nM3,丙,T2,2022-01-01,\nM4,丁,T2,2022-01-01,\n"
    "M5,戊,T1,2022-01-01,2022-03-10\nM5,戊,T2,2022-03-11,\n";

std::map<std::string, std::string> tables(const std::string& attendance,
                                          const std::string& reports = "") {
  return {{"teams", kTeams},
          {"members", kMembers},
          {"attendance", "member_id,date,city,status\n" + attendance},
          {"reports", "subject_kind,subject_id,for_period,recipient,submitted_on\n" + reports}};
}

// M1 stands at the post on ten days of March, alone of his team: what is printed by itself is what
// stands beside the teams' months, which can still be asked for.
TEST_CASE("a run that prints members alone says the same of them") {
  std::string days;
  for (int day = 10; day < 20; ++day) days += "M1,2022-03-" + std::to_string(day) + ",苏州,在岗\n";
  StageUnderTest run(kPolicy, tables(days), "2022-03");
  const StageResult both = make_attendance(run.figures(), run.settled());
  StageUnderTest printing(kPolicy, tables(days), "2022-03");
  printing.figures().need_only("member_months");
  const StageResult printed = make_printed_attendance(printing.figures(), printing.settled());
  CHECK(printed.tables.size() == 1);
  CHECK(StageUnderTest::rows(printed, "attendance") == StageUnderTest::rows(both, "attendance"));
  CHECK(StageUnderTest::rows(printed, "attendance", {"member_id", "days_resident"})
            .starts_with("M1 10\n"));
  CHECK(StageUnderTest::findings(printed) == StageUnderTest::findings(both));
  const StageResult late = make_attendance(printing.figures(), printing.settled());
  CHECK(StageUnderTest::rows(late, "team_attendance") ==
        StageUnderTest::rows(both, "team_attendance"));
}

TEST_CASE("nineteen days fall short of twenty; who joins on the 16th owes a part, rounded up") {
  StageUnderTest run(
      kPolicy,
      tables(days_present("M1", "2022-03-01", 19) + days_present("M2", "2022-03-16", 11) +
                 days_present("M3", "2022-03-01", 2),
             "team,T1,2022-03,办公室,2022-03-31\n"),
      "2022-03");
  const StageResult result = make_attendance(run.figures(), run.settled());
  // 20 × 16 ÷ 31 = 10.3…: 11 days; of 10 days in March before a move 20 × 10 ÷ 31 = 6.4…: 7.
  CHECK(StageUnderTest::rows(result, "attendance") ==
        "M1,甲,T1,2022-03,19,20,false,\n"
        "M2,乙,T1,2022-03,11,11,true,5000.00\n"
        "M3,丙,T2,2022-03,2,,,\n"
        "M5,戊,T1,2022-03,0,7,false,\n");
  CHECK(StageUnderTest::findings(result) ==
        "error days-met M1 failed\n"
        "error days-met M5 failed\n");
}

TEST_CASE("twenty days are enough") {
  StageUnderTest run(kPolicy, tables(days_present("M1", "2022-02-01", 20)), "2022-02");
  const StageResult result = make_attendance(run.figures(), run.settled());
  CHECK(StageUnderTest::rows(result, "attendance",
                             {"member_id", "days_resident", "met", "stipend"}) ==
        "M1 20 true 5000.00\n"
        "M5 0 false -\n");
}

TEST_CASE("a team's month: least present, days below, reports on time") {
  const auto on_time = [&](const std::string& reports) {
    StageUnderTest run(kPolicy, tables(days_present("M1", "2022-04-01", 20), reports), "2022-04");
    return StageUnderTest::rows(make_attendance(run.figures(), run.settled()), "team_attendance");
  };
  // Ten days of April without anyone. The team without a requirement and without attendance is left
  // out.
  CHECK(on_time("team,T1,2022-04,办公室,2022-04-30\n") == "T1,甲队,2022-04,0,10,1,1\n");
  CHECK(on_time("team,T1,2022-04,办公室,2022-05-01\n") == "T1,甲队,2022-04,0,10,1,0\n");
  CHECK(on_time("") == "T1,甲队,2022-04,0,10,1,0\n");
}

TEST_CASE("months that have not begun are not counted against anyone") {
  StageUnderTest run(kPolicy, tables(days_present("M1", "2022-01-01", 31)), "2022", "2022-02-10");
  const StageResult result = make_attendance(run.figures(), run.settled());
  CHECK(StageUnderTest::rows(result, "attendance", {"member_id", "month", "days_resident"}) ==
        "M1 2022-01 31\n"
        "M1 2022-02 0\n"
        "M5 2022-01 0\n"
        "M5 2022-02 0\n");
}

TEST_CASE("a quarter has the rows of its three months") {
  StageUnderTest run(kPolicy, tables(""), "2022Q2");
  const StageResult result = make_attendance(run.figures(), run.settled());
  CHECK(StageUnderTest::rows(result, "attendance", {"member_id", "month"}) ==
        "M1 2022-04\nM1 2022-05\nM1 2022-06\nM2 2022-04\nM2 2022-05\nM2 2022-06\n");
}

TEST_CASE("twelve months of four people at 5 000 make twelve times 20 000") {
  std::string attendance;
  std::string members = "member_id,name,team_id,from\n";
  for (const char* member : {"M1", "M2", "M3", "M4"}) {
    members += std::string(member) + ",某,T1,2022-01-01\n";
    attendance += days_present(member, "2022-01-01", 365);
  }
  std::map<std::string, std::string> files = tables(attendance);
  files["members"] = members;
  StageUnderTest run(kPolicy, files, "2022");
  const StageResult result = make_attendance(run.figures(), run.settled());
  std::map<std::string, Decimal> by_month;
  const ReportTable held = result.tables.front().held();
  for (const std::vector<Cell>& row : held.rows) {
    by_month[row[3].text] += Decimal::parse(row[7].text).value();
  }
  CHECK(by_month.size() == 12);
  for (const auto& [month, sum] : by_month) CHECK(sum == Decimal(20'000));
}

TEST_CASE("a scheme without attendance has the headings and no rows") {
  StageUnderTest run("title: 某方案\n",
                     {{"units", "unit_id,name\nU1,甲局\n"},
                      {"teams", kTeams},
                      {"members", kMembers},
                      {"attendance", "member_id,date,city,status\n"}},
                     "2022");
  const StageResult result = make_attendance(run.figures(), run.settled());
  CHECK(StageUnderTest::rows(result, "attendance").empty());
  CHECK(StageUnderTest::rows(result, "team_attendance").empty());
}

}  // namespace
}  // namespace zhaoshang
