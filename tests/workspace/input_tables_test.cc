// Tables read together: keys, references, stints, streams that check themselves, rows set aside.
#include "workspace/input_tables.h"

#include <doctest/doctest.h>

#include <memory>

#include "scheme/policy_under_test.h"

namespace zhaoshang {
namespace {

using Tables = std::map<std::string, std::string>;

class Reading {
 public:
  Reading(const Tables& tables, const std::string& sections = "", InputOptions options = {})
      : written_(sections) {
    plan_ = Plan::compile(written_.policy, written_.diagnostics);
    INFO(written_.faults());
    REQUIRE(plan_ != nullptr);
    FilesByTable files;
    for (const auto& [table, text] : tables)
      files[table.substr(0, table.find('/'))].push_back({"", table + ".csv", text});
    inputs =
        std::make_unique<InputTables>(*plan_, std::move(files), diagnostics, std::move(options));
    held = inputs->take();
  }

  /// `slug file:line` of each fault.
  std::string faults() const {
    std::string text;
    for (const Diagnostic& each : diagnostics.sorted()) {
      text += each.slug + " " + each.place.path + ":" + std::to_string(each.place.line) + "\n";
    }
    return text;
  }
  /// The lines of the rows that were kept.
  std::string lines(const std::string& table) {
    std::string text;
    for (const std::uint32_t line : held[table].held.lines) text += std::to_string(line) + " ";
    return text;
  }
  std::string streamed(const std::string& table) {
    std::string text;
    held[table].stream([&](const Batch& batch) {
      for (const std::uint32_t line : batch.lines) text += std::to_string(line) + " ";
    });
    return text;
  }
  /// `file read/used/rejected` of each file.
  std::string counts() const {
    std::string text;
    for (const FileReading& each : inputs->readings()) {
      text += each.file.shown + " " + std::to_string(each.counts.read) + "/" +
              std::to_string(each.counts.used) + "/" + std::to_string(each.counts.rejected) + "\n";
    }
    return text;
  }

  Diagnostics diagnostics;
  std::unique_ptr<InputTables> inputs;
  std::map<std::string, TableInput, std::less<>> held;

 private:
  PolicyUnderTest written_;
  std::unique_ptr<Plan> plan_;
};

const std::string kUnits = "unit_id,name\nU1,甲局\nU2,乙局\n";
const std::string kMembers =
    "member_id,name,from,to\nM1,甲,2022-01-01,2022-05-31\nM1,甲,2022-06-01,\nM2,乙,,\n";

TEST_CASE("a key that stands twice is faulty the second time, in another file too") {
  Reading reading({{"units", kUnits}, {"units/more", "unit_id,name\nU3,丙局\nU1,丁局\n"}});
  CHECK(reading.faults() == "duplicate-key units/more.csv:3\n");
  CHECK(reading.lines("units") == "2 3 2 ");
  CHECK(reading.counts() == "units.csv 2/2/0\nunits/more.csv 2/1/1\n");
  CHECK(reading.inputs->readings()[1].rejected.front().record == "U1,丁局");
  CHECK(reading.inputs->readings()[1].rejected.front().slugs == "duplicate-key");
}

TEST_CASE("a reference to nothing") {
  Reading reading({{"units", kUnits},
                   {"projects", "project_id,unit_id\nP1,U1\nP2,U9\nP3,\n"},
                   {"payments", "project_id,date,amount\nP1,2022-01-01,1\nP9,2022-01-01,1\n"}});
  CHECK(reading.faults() == "unknown-reference projects.csv:3\nunknown-reference payments.csv:3\n");
  CHECK(reading.lines("projects") == "2 4 ");
  CHECK(reading.lines("payments") == "2 ");
  const Diagnostic fault = reading.diagnostics.sorted().front();
  CHECK(fault.place.column == 4);
  CHECK(fault.help.en == "is it \"U1\"?");
}

TEST_CASE("a subject stands in the table that its kind says; the county needs no number") {
  Reading reading({{"units", kUnits},
                   {"incidents",
                    "subject_kind,subject_id,date,kind\n"
                    "unit,U1,2022-01-01,甲\nunit,M1,2022-01-01,甲\nteam,U1,2022-01-01,甲\n"
                    "unit,,2022-01-01,甲\ncounty,,2022-01-01,甲\n全县,,2022-01-01,甲\n"}});
  CHECK(reading.faults() ==
        "unknown-reference incidents.csv:3\nunknown-reference incidents.csv:4\nempty-key "
        "incidents.csv:5\n");
  CHECK(reading.lines("incidents") == "2 6 7 ");
}

TEST_CASE("stints of one person follow each other") {
  CHECK(Reading(Tables{{"members", kMembers}}, "").faults().empty());
  // clang-format off
  const std::vector<std::pair<const char*, const char*>> rows{
      {"M1,,2022-01-01,2022-06-01\nM1,,2022-06-01,\n",              "overlapping-stints members.csv:3\n"},
      {"M1,,2022-06-01,\nM1,,2022-01-01,2022-06-30\n",              "overlapping-stints members.csv:2\n"},
      {"M1,,2022-01-01,\nM1,,2022-06-01,\n",                        "overlapping-stints members.csv:3\n"},
      {"M1,,,\nM1,,2022-06-01,\n",                                  "overlapping-stints members.csv:3\n"},
      {"M1,,2022-01-01,2022-12-31\nM1,,2022-02-01,2022-02-28\nM1,,2022-06-01,\n",
       "overlapping-stints members.csv:3\noverlapping-stints members.csv:4\n"},
      {"M1,,2022-01-01,2022-05-31\nM2,,2022-02-01,\n",              ""},
      {"M1,,2022-06-01,2022-05-31\n",                               "ends-before-start members.csv:2\n"},
      {"M1,,2022-06-01,2022-06-01\n",                               ""},
      {"M1,,2022-01-01,\nM1,,2022-01-01,\n",                        "duplicate-key members.csv:3\n"},
  };
  // clang-format on
  for (const auto& each : rows) {
    const auto& members = each.first;
    const auto& faults = each.second;
    INFO(members);
    CHECK(Reading(Tables{{"members", "member_id,name,from,to\n" + std::string(members)}}, "")
              .faults() == faults);
  }
}

TEST_CASE("a stream is checked on its first pass and gives the same rows every time") {
  Reading reading(
      {{"members", kMembers},
       {"attendance",
        "member_id,date,city,status\n"
        "M1,2022-03-01,苏州,在岗\nM2,2022-03-01,苏州,在岗\nM1,2022-03-01,无锡,在岗\n"
        "M9,2022-03-01,苏州,在岗\nM1,2022-13-01,苏州,在岗\nM1,2022-03-02,苏州,在岗\n"}});
  CHECK(reading.faults().empty());
  CHECK(reading.counts() == "members.csv 3/3/0\n");
  CHECK(reading.streamed("attendance") == "2 3 7 ");
  CHECK(reading.faults() ==
        "duplicate-key attendance.csv:4\nunknown-reference attendance.csv:5\nbad-date "
        "attendance.csv:6\n");
  CHECK(reading.diagnostics.sorted().front().text.en.find("first at attendance.csv:2") !=
        std::string::npos);
  CHECK(reading.counts() == "members.csv 3/3/0\nattendance.csv 6/3/3\n");
  CHECK(reading.streamed("attendance") == "2 3 7 ");
  CHECK(reading.diagnostics.error_count() == 3);
  CHECK(reading.counts() == "members.csv 3/3/0\nattendance.csv 6/3/3\n");
}

TEST_CASE("a stream that is asked for while it is being read") {
  Reading reading(
      {{"members", kMembers},
       {"attendance", "member_id,date\nM1,2022-03-01\nM1,2022-03-01\nM2,2022-03-01\n"}});
  std::string inner;
  std::string outer;
  reading.held["attendance"].stream([&](const Batch& batch) {
    inner += reading.streamed("attendance");
    for (const std::uint32_t line : batch.lines) outer += std::to_string(line) + " ";
  });
  CHECK(inner == "2 4 ");
  CHECK(outer == "2 4 ");
  CHECK(reading.faults() == "duplicate-key attendance.csv:3\n");
}

TEST_CASE("two people on one day, one person on two days, a second file") {
  Reading reading({{"members", kMembers},
                   {"attendance", "member_id,date\nM1,2022-03-01\nM2,2022-03-01\nM1,2022-03-02\n"},
                   {"attendance/april", "member_id,date\nM1,2022-04-01\nM1,2022-03-02\n"}});
  CHECK(reading.streamed("attendance") == "2 3 4 2 ");
  CHECK(reading.faults() == "duplicate-key attendance/april.csv:3\n");
}

TEST_CASE("bytes are observed once, however often a stream is read") {
  std::map<std::string, std::string> seen;
  InputOptions options;
  options.observe = [&](const CsvFile& file, std::string_view bytes) { seen[file.shown] += bytes; };
  const std::string attendance = "member_id,date\nM1,2022-03-01\n";
  Reading reading({{"members", kMembers}, {"attendance", attendance}}, "", std::move(options));
  CHECK(seen == std::map<std::string, std::string>{{"members.csv", kMembers}});
  reading.streamed("attendance");
  reading.streamed("attendance");
  CHECK(seen.at("attendance.csv") == attendance);
}

TEST_CASE("a column that a rule needs and no file has is an error that names the rule") {
  const char* const policy = R"yaml(
roster:
  requirements:
    - {id: in-post, for: members, require: in_post, message: '{name}不在岗'}
    - {id: any-duty, for: members, require: duty != "借调", message: '{name}借调'}
)yaml";
  Reading reading(Tables{{"members", "member_id,name\nM1,甲\n"}}, policy);
  CHECK(reading.faults() == "missing-column members.csv:1\n");
  const Diagnostic fault = reading.diagnostics.sorted().front();
  CHECK(fault.text.en.find("in_post") != std::string::npos);
  CHECK(fault.text.en.find("in-post") != std::string::npos);
  CHECK(reading.inputs->unusable());
  InputOptions example;
  example.may_lack_columns = true;
  Reading lenient(Tables{{"members", "member_id,name\nM1,甲\n"}}, policy, std::move(example));
  CHECK(lenient.faults().empty());
}

TEST_CASE("a file that cannot be read at all does not become an empty table in silence") {
  Reading reading(Tables{{"units", "unit_id,name\nU1,\"甲局\n"}});
  CHECK(reading.faults() == "unclosed-quote units.csv:2\n");
  CHECK(reading.inputs->unusable());
}

}  // namespace
}  // namespace zhaoshang
