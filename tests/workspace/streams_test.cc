// Which tables are streamed, and that it shows in no figure.
#include "workspace/streams.h"

#include <doctest/doctest.h>

#include <memory>
#include <utility>

#include "scheme/figures.h"
#include "scheme/policy_under_test.h"
#include "support/temp_folder.h"
#include "workspace/input_tables.h"

namespace zhaoshang {
namespace {

constexpr const char* kUnits = "unit_id,name\nU1,甲局\nU2,乙局\n";
constexpr const char* kProjects = "project_id,unit_id,name\nP1,U1,一\nP2,U2,二\nP3,U1,三\n";
constexpr const char* kPayments =
    "project_id,date,amount\nP1,2022-01-05,10\nP2,2022-02-05,20\nP3,2022-03-05,0.5\n";
constexpr const char* kForeignPayments =
    "project_id,date,amount,currency\nP1,2022-01-05,10,\nP1,2022-02-05,20,USD\n";
constexpr const char* kSums =
    "facts:\n  projects:\n    paid: sum(payments.amount)\n"
    "  units:\n    total: sum(projects.paid)\n    projects_here: count(projects)\n";
constexpr const char* kBothLong =
    "tables:\n  payments: {heading: 到位, columns: {}, long: true}\n"
    "  projects: {heading: 项目, columns: {}, long: true}\n";

struct Loaded {
  explicit Loaded(const std::string& sections) : written(sections) {
    plan = Plan::compile(written.policy, written.diagnostics);
    INFO(written.faults());
    REQUIRE(plan != nullptr);
  }
  PolicyUnderTest written;
  std::unique_ptr<Plan> plan;
};

FilesByTable files_of(const char* payments) {
  FilesByTable files;
  files["units"] = {{"", "units.csv", kUnits}};
  files["projects"] = {{"", "projects.csv", kProjects}};
  files["payments"] = {{"", "payments.csv", payments}};
  return files;
}

/// The figure of each unit, and the faults.
std::string said(const Loaded& policy, FilesByTable files, std::string_view figure) {
  Diagnostics diagnostics;
  InputTables inputs(*policy.plan, std::move(files), diagnostics);
  Run run;
  run.period = Period::parse("2022").value();
  run.as_of = run.period.default_as_of();
  const Figures figures(*policy.plan, inputs.take(), std::move(run));
  const Column column = figures.field("units", figure);
  std::string text;
  for (std::size_t row = 0; row < column.size(); ++row) text += to_feel(column.at(row)) + " ";
  for (const Diagnostic& each : diagnostics.sorted()) text += each.slug + " ";
  for (const Finding& each : inputs.findings()) text += each.rule + " " + each.source + " ";
  return text;
}

TEST_CASE("rows that other rows name are held, long or not") {
  const Loaded policy(std::string(kSums) + kBothLong);
  const FilesByTable files = files_of(kPayments);
  CHECK(is_streamed(*policy.plan, "payments", files));
  CHECK_FALSE(is_streamed(*policy.plan, "projects", files));
  CHECK_FALSE(is_streamed(*policy.plan, "units", files));
  FilesByTable alone = files;
  alone.erase("payments");
  CHECK(is_streamed(*policy.plan, "projects", alone));
}

TEST_CASE("long tables whose rows lead to one another") {
  const Loaded policy(std::string(kSums) + kBothLong);
  CHECK_EQ(said(policy, files_of(kPayments), "total"), "105000元 200000元 ");
  CHECK_EQ(said(policy, files_of(kPayments), "projects_here"), "2 1 ");
}

TEST_CASE("money in several currencies is held, and what is not CNY is left out and told") {
  const Loaded policy(std::string(kSums) + kBothLong);
  const FilesByTable files = files_of(kForeignPayments);
  CHECK_FALSE(is_streamed(*policy.plan, "payments", files));
  CHECK_EQ(said(policy, files, "total"), "100000元 0元 foreign-money payments.csv:3 ");
}

TEST_CASE("rows of a stream that are looked up by their ids are read for that") {
  const Loaded policy(
      "facts:\n  units:\n    word: ruling(\"standing\")\ntables:\n"
      "  rulings: {heading: 裁定, columns: {}, long: true}\n");
  FilesByTable files = files_of(kPayments);
  files["rulings"] = {{"", "rulings.csv",
                       "rule,subject_kind,subject_id,for_period,value,by\n"
                       "standing,unit,U2,2022,0.5,领导小组\n"}};
  CHECK(is_streamed(*policy.plan, "rulings", files));
  CHECK_EQ(said(policy, files, "word"), "null 0.5 ");
}

/// Files of payments of that many bytes or a little more, ids of projects in turn.
std::string payments_of(std::size_t bytes, const char* heading) {
  std::string text = heading;
  for (int i = 0; text.size() < bytes; ++i)
    text += "P" + std::to_string(i % 3 + 1) + ",2022-01-05,0.01\n";
  return text;
}

TEST_CASE("large tables are streamed where no rule wants their rows") {
  const TempFolder folder;
  const std::string large = payments_of(kLargeTable, "project_id,date,amount\n");
  const auto streamed = [&](const std::string& sections, const std::string& payments) {
    const Loaded policy(sections);
    FilesByTable files = files_of("");
    files["payments"] = {{folder.write("payments.csv", payments), "payments.csv", {}}};
    return plan_for_large_tables(policy.written.policy, *policy.plan, files).streamed;
  };
  CHECK_EQ(streamed(kSums, large), TableNames{"payments"});
  CHECK_EQ(streamed(kSums, kPayments), TableNames{});
  // Collected, sorted and looked at one by one.
  CHECK_EQ(streamed("facts:\n  projects:\n    most: sort(payments.amount)\n", large), TableNames{});
  // An award of each.
  CHECK_EQ(streamed("reward:\n  awards:\n    - {id: each, for: payments, to: project.unit, "
                    "amount: 1元}\n",
                    large),
           TableNames{});
  // In several currencies, as far as the headings tell.
  CHECK_EQ(streamed(kSums, payments_of(kLargeTable, "project_id,date,amount,currency\n")),
           TableNames{});
}

TEST_CASE("a large table gives the figures of a held one") {
  const TempFolder folder;
  const std::string large = payments_of(kLargeTable, "project_id,date,amount\n");
  Loaded policy(kSums);
  FilesByTable files = files_of("");
  files["payments"] = {{folder.write("payments.csv", large), "payments.csv", {}}};
  const std::string held = said(policy, files, "total");
  StreamingPlan streaming = plan_for_large_tables(policy.written.policy, *policy.plan, files);
  REQUIRE(streaming.plan != nullptr);
  policy.plan = std::move(streaming.plan);
  CHECK(is_streamed(*policy.plan, "payments", files));
  CHECK_EQ(said(policy, files, "total"), held);
  CHECK(held.find("null") == std::string::npos);
}

}  // namespace
}  // namespace zhaoshang
