// Attendance: rows that stream by, folded over the months and days of members and teams.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "support/scheme_under_test.h"

namespace zhaoshang {
namespace {

constexpr const char* kAttendance = R"(
facts:
  teams:
    cities: 'concatenate([center_city], nearby_cities)'
attendance:
  resident: {clause: 4.4, is: 'status = "在岗" and city in member.team.cities'}
  days_required: {clause: 4.4, is: 'ceiling(20 * days in(span) / days in(month))'}
  residents_required: 2
  requirements:
    - {id: days, clause: 4.4, for: member_months, require: met, message: "{member.name}{month}驻点{days_resident}天"}
)";

constexpr const char* kTeams =
    "team_id,unit_id,name,center_city,nearby_cities\n"
    "T1,U1,一队,苏州,无锡\n"
    "T2,U1,二队,东莞,惠州;深圳\n";

/// So many days in a row, from a day on.
std::string days(const std::string& member, const char* from, int count, const char* city = "苏州",
                 const char* status = "在岗") {
  std::string rows;
  Date day = read_date(from).value();
  for (int k = 0; k < count; ++k, day = day.plus_days(1)) {
    rows += member + ',' + day.to_string() + ',' + city + ',' + status + '\n';
  }
  return rows;
}

TableTexts tables(const std::string& members, const std::string& attendance) {
  return {{"units", "unit_id,name,kind\nU1,招商局,县直单位\n"},
          {"teams", kTeams},
          {"members", "member_id,name,unit_id,team_id,from,to\n" + members},
          {"attendance", "member_id,date,city,status\n" + attendance}};
}

/// As one batch, and three rows at a time.
template <class Check>
void both_ways(const char* sections, const TableTexts& given, const char* period, Check check) {
  for (const std::size_t batch_rows : {std::size_t{3}, std::size_t{65'536}}) {
    CAPTURE(batch_rows);
    SchemeUnderTest scheme(sections, given, {period, "", batch_rows});
    CHECK_EQ(scheme.faults(), "");
    check(scheme);
  }
}

TEST_CASE("of long tables only what is printed or ruled by is folded, until it is asked for") {
  constexpr const char* kNoRules = R"(
attendance:
  resident: {clause: 4.4, is: 'status = "在岗"'}
  days_required: {clause: 4.4, is: 20}
)";
  const TableTexts given = tables("M1,张一,U1,T1,2022-01-01,\n", days("M1", "2022-04-01", 19));
  SchemeUnderTest scheme(kNoRules, given, {"2022-04"});
  CHECK_EQ(scheme.faults(), "");
  const Figures& figures = scheme.figures();
  figures.need_only("member_months");
  const std::uint32_t days = *figures.plan().find_table("team_days");
  const std::uint32_t resident = *figures.plan().field_index(days, "resident");
  CHECK_EQ(scheme.value("member_months", "M1 2022-04", "days_resident"), "19");
  CHECK(figures.rows(days).fields.empty());
  CHECK_EQ(scheme.value("team_days", "T1 2022-04-19", "resident"), "1");
  CHECK_EQ(scheme.value("team_days", "T1 2022-04-20", "resident"), "0");
  CHECK(figures.rows(days).fields[resident].has_value());
}

TEST_CASE("what a requirement reads is folded along, however far it lies") {
  constexpr const char* kRule = R"(
attendance:
  resident: {clause: 4.4, is: 'status = "在岗"'}
  requirements:
    - {id: post, clause: 4.4, for: team_months, require: minimum_resident >= 1, message: "{team.name}"}
)";
  const TableTexts given = tables("M1,张一,U1,T1,2022-01-01,\n", days("M1", "2022-04-01", 19));
  SchemeUnderTest scheme(kRule, given, {"2022-04"});
  CHECK_EQ(scheme.faults(), "");
  const Figures& figures = scheme.figures();
  figures.need_only("member_months");
  const std::uint32_t days = *figures.plan().find_table("team_days");
  CHECK_EQ(scheme.value("member_months", "M1 2022-04", "days_resident"), "19");
  const std::vector<std::optional<Column>>& known = figures.rows(days).fields;
  CHECK(std::any_of(known.begin(), known.end(), [](const auto& each) { return each.has_value(); }));
}

TEST_CASE("19 resident days of a month of 30 are too few, 20 are enough") {
  const TableTexts given = tables("M1,张一,U1,T1,2022-01-01,\nM2,李二,U1,T1,2022-01-01,\n",
                                  days("M1", "2022-04-01", 19) + days("M2", "2022-04-05", 20));
  both_ways(kAttendance, given, "2022-04", [](SchemeUnderTest& scheme) {
    CHECK_EQ(scheme.value("member_months", "M1 2022-04", "days_resident"), "19");
    CHECK_EQ(scheme.value("member_months", "M2 2022-04", "days_resident"), "20");
    CHECK_EQ(scheme.value("member_months", "M1 2022-04", "days_required"), "20");
    CHECK_EQ(scheme.value("member_months", "M1 2022-04", "met"), "false");
    CHECK_EQ(scheme.value("member_months", "M2 2022-04", "met"), "true");
    CHECK_EQ(scheme.attendance(), "failed days M1 2022-04-30: 张一2022-04驻点19天\n");
    const std::vector<Finding> found = scheme.attendance_findings();
    REQUIRE_EQ(found.size(), 1);
    CHECK_EQ(found[0].clause, "4.4");
    // The member's row, and of the attendance the 19 days that counted.
    CHECK_EQ(found[0].source.find("members.csv:2;attendance.csv:2;attendance.csv:3;"), 0);
    CHECK(found[0].source.ends_with("attendance.csv:20"));
  });
}

TEST_CASE("leave, and a day outside the cities of the team's station, is no resident day") {
  const TableTexts given =
      tables("M1,张一,U1,T1,2022-01-01,\n",
             days("M1", "2022-04-01", 10) + days("M1", "2022-04-11", 5, "无锡") +
                 days("M1", "2022-04-16", 6, "杭州") + days("M1", "2022-04-22", 4, "苏州", "请假"));
  both_ways(kAttendance, given, "2022-04", [](SchemeUnderTest& scheme) {
    CHECK_EQ(scheme.value("member_months", "M1 2022-04", "days_resident"), "15");
  });
}

TEST_CASE("a member who comes on the 16th of a month of 31 needs 11 days") {
  const TableTexts given = tables("M1,张一,U1,T1,2022-03-16,\n", days("M1", "2022-03-16", 11));
  both_ways(kAttendance, given, "2022-03", [](SchemeUnderTest& scheme) {
    CHECK_EQ(scheme.value("member_months", "M1 2022-03", "days_required"), "11");
    CHECK_EQ(scheme.value("member_months", "M1 2022-03", "met"), "true");
    // There is no January, no February, and the month that comes later is not there either.
    CHECK_EQ(scheme.column("member_months", "days_resident"), "M1=11");
    CHECK_EQ(scheme.attendance(), "");
  });
}

TEST_CASE("a day of a team on which one member is there is counted as below") {
  const TableTexts given = tables("M1,张一,U1,T1,2022-01-01,\nM2,李二,U1,T1,2022-01-01,\n",
                                  days("M1", "2022-02-01", 28) + days("M2", "2022-02-01", 25));
  both_ways(kAttendance, given, "2022-02", [](SchemeUnderTest& scheme) {
    CHECK_EQ(scheme.value("team_days", "T1 2022-02-25", "resident"), "2");
    CHECK_EQ(scheme.value("team_days", "T1 2022-02-26", "resident"), "1");
    CHECK_EQ(scheme.value("team_months", "T1 2022-02", "days_below"), "3");
    CHECK_EQ(scheme.value("team_months", "T1 2022-02", "minimum_resident"), "1");
    // The other team has nobody on any of the 28 days.
    CHECK_EQ(scheme.value("team_months", "T2 2022-02", "days_below"), "28");
    CHECK_EQ(scheme.value("team_months", "T2 2022-02", "minimum_resident"), "0");
  });
}

TEST_CASE("the days of somebody who moves count for the team of the day") {
  const TableTexts given =
      tables("M1,张一,U1,T1,2022-01-01,2022-04-10\nM1,张一,U1,T2,2022-04-11,\n",
             days("M1", "2022-04-01", 10, "苏州") + days("M1", "2022-04-11", 15, "深圳"));
  both_ways(kAttendance, given, "2022-04", [](SchemeUnderTest& scheme) {
    CHECK_EQ(scheme.value("team_days", "T1 2022-04-10", "resident"), "1");
    CHECK_EQ(scheme.value("team_days", "T1 2022-04-11", "resident"), "0");
    CHECK_EQ(scheme.value("team_days", "T2 2022-04-11", "resident"), "1");
    // 20 × 10 ÷ 30 = 6.67: 7 days of the first stint; 20 × 20 ÷ 30 = 13.3: 14 of the second.
    CHECK_EQ(scheme.value("member_months", "M1 2022-04", "days_required"), "7");
    CHECK_EQ(scheme.value("member_months", "M1 2022-04", "days_resident"), "10");
    CHECK_EQ(scheme.value("member_months", "M1 2022-04#2", "days_required"), "14");
    CHECK_EQ(scheme.value("member_months", "M1 2022-04#2", "days_resident"), "15");
  });
}

TEST_CASE("days outside every stint belong to nobody") {
  const TableTexts given =
      tables("M1,张一,U1,T1,2022-04-01,2022-04-10\nM1,张一,U1,T1,2022-04-21,\n",
             days("M1", "2022-04-01", 30));
  both_ways(kAttendance, given, "2022-04", [](SchemeUnderTest& scheme) {
    CHECK_EQ(scheme.value("member_months", "M1 2022-04", "days_resident"), "10");
    CHECK_EQ(scheme.value("member_months", "M1 2022-04#2", "days_resident"), "10");
    CHECK_EQ(scheme.value("team_days", "T1 2022-04-15", "resident"), "0");
  });
}

TEST_CASE("every aggregate that folds, over all rows of a member") {
  constexpr const char* kFolds = R"(
tables:
  trips:
    heading: 外出
    long: true
    date: on
    key: [trip_id]
    columns:
      trip_id: {heading: 外出编号}
      member_id: {heading: 人员编号, type: ref(members)}
      on: {heading: 日期, type: date}
      fare: {heading: 路费, type: money(元), missing: none}
      far: {heading: 远, type: bool}
facts:
  members:
    trips_made: count(trips)
    far_trips: 'count(trips[far])'
    spent: sum(trips.fare)
    most: max(trips.fare)
    least: min(trips.fare)
    typical: mean(trips.fare)
    any_far: any(trips.far)
    all_far: all(trips.far)
    autumn: 'sum(trips[on >= date("2022-09-01")].fare)'
    some_far: some t in trips satisfies t.far
    all_cheap: every t in trips satisfies t.fare < 90元
    dear_later: 'some t in trips satisfies t.fare > 60元 and t.on >= date("2022-03-02")'
    dear_in_march: 'some t in trips[on <= date("2022-03-31")] satisfies t.fare > 80元'
)";
  const TableTexts given = {
      {"members",
       "member_id,name,from\nM1,张一,2022-01-01\nM2,李二,2022-01-01\nM3,王三,2022-01-01\n"},
      {"trips",
       "trip_id,member_id,on,fare,far\n"
       "A,M1,2022-03-01,100,true\nB,M2,2022-03-02,70,true\nC,M1,2022-09-01,50,false\n"
       "D,M1,2022-10-01,30,true\nE,M2,2022-11-01,,true\n"}};
  both_ways(kFolds, given, "2022", [](SchemeUnderTest& scheme) {
    CHECK_EQ(scheme.column("members", "trips_made"), "M1=3 M2=2 M3=0");
    CHECK_EQ(scheme.column("members", "far_trips"), "M1=2 M2=2 M3=0");
    // A fare that is missing makes the sum null; nobody's trips cost nothing.
    CHECK_EQ(scheme.column("members", "spent"), "M1=180元 M2=null M3=0元");
    CHECK_EQ(scheme.column("members", "most"), "M1=100元 M2=null M3=null");
    CHECK_EQ(scheme.column("members", "least"), "M1=30元 M2=null M3=null");
    CHECK_EQ(scheme.column("members", "typical"), "M1=60元 M2=null M3=null");
    CHECK_EQ(scheme.column("members", "any_far"), "M1=true M2=true M3=false");
    CHECK_EQ(scheme.column("members", "all_far"), "M1=false M2=true M3=true");
    CHECK_EQ(scheme.column("members", "autumn"), "M1=80元 M2=null M3=0元");
    CHECK_EQ(scheme.column("members", "some_far"), "M1=true M2=true M3=false");
    // 70 is below 90; of the fare that is missing nobody knows.
    CHECK_EQ(scheme.column("members", "all_cheap"), "M1=false M2=null M3=true");
    CHECK_EQ(scheme.column("members", "dear_later"), "M1=false M2=true M3=false");
    CHECK_EQ(scheme.column("members", "dear_in_march"), "M1=true M2=false M3=false");
  });
}

TEST_CASE("a fold to date starts with the year, a fold on a month has its days") {
  constexpr const char* kToDate = R"(
facts:
  member_months:
    days_there: count(attendance)
  members:
    this_year: 'count(attendance[date in to_date])'
)";
  const TableTexts given = tables(
      "M1,张一,U1,T1,2021-01-01,\n",
      days("M1", "2021-12-30", 2) + days("M1", "2022-01-01", 3) + days("M1", "2022-02-01", 4));
  both_ways(kToDate, given, "2022-02", [](SchemeUnderTest& scheme) {
    CHECK_EQ(scheme.column("members", "this_year"), "M1=7");
    CHECK_EQ(scheme.column("member_months", "days_there"), "M1=3 M1=4");
  });
}

TEST_CASE("what rows that stream by cannot answer is refused where it is written") {
  const auto faults = [](const char* expression) {
    return SchemeUnderTest("facts:\n  members:\n    x: '" + std::string(expression) + "'\n")
        .faults();
  };
  CHECK(faults("median(attendance.member_id)").find("cannot-stream") != std::string::npos);
  CHECK(faults("attendance[1].city").find("cannot-stream") != std::string::npos);
  CHECK(faults("sort(attendance.city)").find("cannot-stream") != std::string::npos);
  CHECK(faults("some a in attendance satisfies some b in attendance satisfies a.date < b.date")
            .find("cannot-stream") != std::string::npos);
  CHECK_EQ(faults("count(attendance)"), "");
  // A whole long table, which is no relation of projects, is not a table of no rows.
  CHECK(SchemeUnderTest("facts:\n  projects:\n    x: count(attendance)\n")
            .faults()
            .find("cannot-stream") != std::string::npos);
  // A fact of the long table cannot look at a fold over that same table.
  const SchemeUnderTest circular(
      "facts:\n"
      "  members: {there: count(attendance)}\n"
      "  attendance: {often: member.there > 3}\n"
      "  teams: {regular: 'count(attendance[often])'}\n");
  CHECK_EQ(circular.faults(), "4:21 cycle");
}

TEST_CASE("streamed rows that break a requirement of their own are found, with their line") {
  constexpr const char* kCity = R"(
attendance:
  requirements:
    - {id: city, for: attendance, when: 'status = "在岗"', require: city in ("苏州"), message: "在{city}"}
)";
  const TableTexts given =
      tables("M1,张一,U1,T1,2022-01-01,\n", days("M1", "2022-04-01", 4) +
                                                days("M1", "2022-04-05", 1, "杭州") +
                                                days("M1", "2022-04-06", 1, ""));
  both_ways(kCity, given, "2022-04", [](SchemeUnderTest& scheme) {
    CHECK_EQ(scheme.attendance(),
             "failed city M1 2022-04-05: 在杭州\n"
             "failed city M1 2022-04-06: 在—\n");
    const std::vector<Finding> found = scheme.attendance_findings();
    REQUIRE_EQ(found.size(), 2);
    CHECK_EQ(found[0].source, "attendance.csv:6");
    CHECK_EQ(found[1].source, "attendance.csv:7");
  });
}

}  // namespace
}  // namespace zhaoshang
