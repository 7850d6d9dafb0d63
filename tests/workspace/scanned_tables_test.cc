// A streamed table that several threads read gives the figures, faults and counts of one that is
// read row by row.
#include <doctest/doctest.h>

#include <algorithm>
#include <memory>

#include "properties/random.h"
#include "scheme/policy_under_test.h"
#include "support/temp_folder.h"
#include "workspace/input_tables.h"

namespace zhaoshang {
namespace {

constexpr const char* kPolicy = R"yaml(
columns:
  attendance:
    hours: {type: number}
attendance:
  resident: status in ("在岗", "出差")
  days_required: 20
facts:
  members:
    longest: max(attendance[status = "在岗"].hours)
    cities: count(attendance[city = "苏州"])
  teams:
    hours: sum(attendance.hours)
)yaml";

const std::string kTeams = "team_id,name\nT1,一队\nT2,二队\n";
const std::string kMembers =
    "member_id,name,team_id,from,to\n"
    "M1,甲,T1,2022-01-01,2022-05-31\nM1,甲,T2,2022-06-01,\nM2,乙,T1,2022-03-05,\nM3,丙,T2,,\n";

/// What a run over the rows says: figures, faults and counts.
struct Said {
  std::string figures;
  std::string faults;
  std::string counts;
  friend bool operator==(const Said&, const Said&) = default;
};

enum class Way { kStreamed, kScanned };

Said said_of(const std::string& attendance, Way way, unsigned threads, Random& random) {
  PolicyUnderTest written(kPolicy);
  const auto plan = Plan::compile(written.policy, written.diagnostics);
  INFO(written.faults());
  REQUIRE(plan != nullptr);
  const TempFolder folder;
  FilesByTable files;
  files["teams"] = {{"", "teams.csv", kTeams}};
  files["members"] = {{"", "members.csv", kMembers}};
  files["attendance"] = {{folder.write("attendance.csv", attendance), "attendance.csv", {}}};
  InputOptions options;
  options.scanned_from = way == Way::kScanned ? 0 : attendance.size() + 1;
  options.scan_sizes = {32 + random.below(500), 16 + random.below(300)};
  Diagnostics diagnostics;
  InputTables inputs(*plan, std::move(files), diagnostics, std::move(options));
  auto taken = inputs.take();
  CHECK(static_cast<bool>(taken["attendance"].scan) == (way == Way::kScanned));
  Run run;
  run.period = Period::parse("2022").value();
  run.as_of = run.period.default_as_of();
  run.threads = threads;
  const Figures figures(*plan, std::move(taken), std::move(run));
  Said said;
  const auto say = [&](std::string_view table, std::string_view name) {
    const Column column = figures.field(table, name);
    for (std::size_t row = 0; row < column.size(); ++row)
      said.figures += to_feel(column.at(row)) + " ";
    said.figures += "\n";
  };
  say("member_months", "days_resident");
  say("members", "longest");
  say("members", "cities");
  say("teams", "hours");
  for (const Diagnostic& each : diagnostics.sorted())
    said.faults += each.slug + ":" + std::to_string(each.place.line) + " ";
  for (const FileReading& each : inputs.readings()) {
    said.counts += each.file.shown + " " + std::to_string(each.counts.read) + "/" +
                   std::to_string(each.counts.used) + " ";
  }
  return said;
}

std::vector<std::string> random_rows(Random& random, bool in_order) {
  std::vector<std::string> rows;
  for (int month = 1; month <= 12; ++month) {
    for (int day = 1; day <= 28; ++day) {
      for (const char* member : {"M1", "M2", "M3"}) {
        if (random.one_in(9)) continue;
        const std::string date = "2022-" + std::string(month < 10 ? "0" : "") +
                                 std::to_string(month) + (day < 10 ? "-0" : "-") +
                                 std::to_string(day);
        rows.push_back(std::string(member) + "," + date + "," +
                       random.of<std::string>({"苏州", "\"杭\n州\"", ""}) + "," +
                       random.of<std::string>({"在岗", "出差", "休假", ""}) + "," +
                       random.of<std::string>({"8", "7.5", "0.25"}));
      }
    }
  }
  if (!in_order) random.shuffle(rows);
  return rows;
}

std::string text_of(const std::vector<std::string>& rows) {
  std::string text = "member_id,date,city,status,hours\n";
  for (const std::string& row : rows) text += row + "\n";
  return text;
}

TEST_CASE("several threads say what one says, in order and shuffled") {
  Random random(1);
  for (int round = 0; round < 12; ++round) {
    const std::string text = text_of(random_rows(random, round % 2 == 0));
    const Said expected = said_of(text, Way::kStreamed, 1, random);
    CHECK(expected.faults.empty());
    CHECK(expected.figures.size() > 100);
    for (const unsigned threads : {1U, 2U, 5U}) {
      CAPTURE(threads);
      const Said said = said_of(text, Way::kScanned, threads, random);
      CHECK(said.figures == expected.figures);
      CHECK(said == expected);
    }
  }
}

TEST_CASE("rows that are faulty beside the others are reported as by one thread") {
  Random random(2);
  for (int round = 0; round < 30; ++round) {
    std::vector<std::string> rows = random_rows(random, round % 2 == 0);
    const std::size_t at = random.below(rows.size());
    const std::string again = rows[random.below(rows.size())];
    rows.insert(rows.begin() + static_cast<std::ptrdiff_t>(at),
                random.of<std::string>({again, "M9,2022-01-01,,在岗,1", "M1,2022-02-30,,在岗,1",
                                        "M1,,,在岗,1", "M2,2022-05-31,,在岗,x", "M2,2022-05-31"}));
    const std::string text = text_of(rows);
    const Said expected = said_of(text, Way::kStreamed, 1, random);
    CHECK_FALSE(expected.faults.empty());
    CHECK(said_of(text, Way::kScanned, 3, random) == expected);
  }
}

}  // namespace
}  // namespace zhaoshang
