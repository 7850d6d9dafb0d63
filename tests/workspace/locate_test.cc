#include "workspace/locate.h"

#include <doctest/doctest.h>

#include "support/temp_folder.h"

namespace zhaoshang {
namespace {

using Strings = std::vector<std::string>;

struct Located {
  Strings shown;
  Strings faults;  // slug line:column
};

Located locate(const TempFolder& folder, const std::string& table, const std::string& yaml = "") {
  const SourceFile file("zhaoshang.yaml", "schema: 1\n" + yaml);
  Diagnostics diagnostics;
  const Settings settings = read_settings(file, diagnostics);
  Located made;
  for (const CsvFile& each : locate_table(folder.path().string(), settings, table, diagnostics)) {
    CHECK(each.path == folder.at(each.shown));
    made.shown.push_back(each.shown);
  }
  for (const Diagnostic& each : diagnostics.sorted()) {
    made.faults.push_back(each.slug + " " + std::to_string(each.place.line) + ":" +
                          std::to_string(each.place.column));
  }
  return made;
}

TEST_CASE("without settings: the table's file, then the files of its folder in name order") {
  const TempFolder folder;
  for (const char* name :
       {"data/attendance.csv", "data/attendance/2022-02.csv", "data/attendance/2022-01.csv",
        "data/attendance/10月.CSV", "data/attendance/.hidden.csv", "data/attendance/~$2022-01.csv",
        "data/attendance/notes.txt", "data/attendances.csv"}) {
    folder.write(name, "");
  }
  const Located found = locate(folder, "attendance");
  CHECK(found.shown == Strings{"data/attendance.csv", "data/attendance/10月.CSV",
                               "data/attendance/2022-01.csv", "data/attendance/2022-02.csv"});
  CHECK(found.faults.empty());
  CHECK(locate(folder, "units").shown.empty());
}

TEST_CASE("the settings name a file, a glob or a list; a file is read once") {
  const TempFolder folder;
  for (const char* name : {"考勤/2022-01.csv", "考勤/2022-02.csv", "考勤/2021-12.csv", "in/a/x.csv",
                           "in/b/x.csv", "data/units.csv"}) {
    folder.write(name, "");
  }
  CHECK(locate(folder, "attendance", "data: {attendance: 考勤/2022-*.csv}\n").shown ==
        Strings{"考勤/2022-01.csv", "考勤/2022-02.csv"});
  CHECK(locate(folder, "attendance",
               "data:\n  attendance:\n    - 考勤/2022-02.csv\n    - ./考勤/*.csv\n")
            .shown == Strings{"考勤/2022-02.csv", "考勤/2021-12.csv", "考勤/2022-01.csv"});
  CHECK(locate(folder, "attendance", "data: {attendance: 'in/?/x.csv'}\n").shown ==
        Strings{"in/a/x.csv", "in/b/x.csv"});
  CHECK(locate(folder, "units", "data: {attendance: 'in/?/x.csv'}\n").shown ==
        Strings{"data/units.csv"});
}

TEST_CASE("what is not there, or is no file, is said where it is written") {
  const TempFolder folder;
  folder.write("in/a.csv", "");
  CHECK(locate(folder, "units", "data: {units: in/b.csv}\n").faults ==
        Strings{"no-such-data 2:15"});
  CHECK(locate(folder, "units", "data: {units: in/*.txt}\n").faults ==
        Strings{"no-such-data 2:15"});
  CHECK(locate(folder, "units", "data: {units: in}\n").faults == Strings{"not-a-file 2:15"});
}

TEST_CASE("nothing is read from outside the workspace") {
  const TempFolder outside;
  const TempFolder folder;
  outside.write("secret.csv", "");
  folder.write("data/units.csv", "");
  std::filesystem::create_symlink(outside.at("secret.csv"), folder.at("data/teams.csv"));
  std::filesystem::create_symlink("units.csv", folder.at("data/members.csv"));
  std::filesystem::create_directory_symlink(outside.path(), folder.at("link"));
  CHECK(locate(folder, "teams").faults == Strings{"outside-workspace 0:0"});
  CHECK(locate(folder, "teams").shown.empty());
  CHECK(locate(folder, "members").shown == Strings{"data/members.csv"});
  CHECK(locate(folder, "units", "data: {units: link/*.csv}\n").faults ==
        Strings{"outside-workspace 2:15"});
  CHECK(locate(folder, "units", "data: {units: ../x.csv}\n").faults ==
        Strings{"outside-workspace 2:15"});
  CHECK(locate(folder, "units", "data: {units: data/../../x.csv}\n").faults ==
        Strings{"outside-workspace 2:15"});
  CHECK(locate(folder, "units", "data: {units: " + outside.at("secret.csv") + "}\n").faults ==
        Strings{"outside-workspace 2:15"});
}

TEST_CASE("paths below a folder") {
  CHECK(path_below(".", "data/x.csv") == "data/x.csv");
  CHECK(path_below("samples/a", "data/x.csv") == "samples/a/data/x.csv");
  CHECK(path_below("a/", "x.csv") == "a/x.csv");
  CHECK(path_below("a", "") == "a");
}

}  // namespace
}  // namespace zhaoshang
