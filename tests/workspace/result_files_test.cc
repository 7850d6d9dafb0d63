// Which files a command leaves in a period's folder, by format, and which it makes stale.
#include "workspace/result_files.h"

#include <doctest/doctest.h>

namespace zhaoshang {
namespace {

StageResult stage(const char* name, std::vector<const char*> tables, const char* notice = "") {
  StageResult result;
  result.stage = name;
  for (const char* table : tables) result.tables.push_back(result_table(table));
  result.notice = notice;
  return result;
}

std::string names(const std::vector<ResultFile>& files) {
  std::string text;
  for (const ResultFile& file : files) text += file.name + " ";
  return text;
}

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += name + " ";
  return text;
}

const std::vector<StageResult> kReward{stage("reward", {"awards", "payouts"})};
const std::vector<StageResult> kRun{stage("reward", {"awards"}), stage("bulletin", {}, "# 通报\n")};

TEST_CASE("a file a table, findings under the stage's name") {
  ResultStyle style;
  CHECK(names(result_files("reward", kReward, {}, style)) ==
        "awards.csv payouts.csv reward.findings.csv ");
  style.format = TableFormat::kMarkdown;
  CHECK(names(result_files("reward", kReward, {}, style)) ==
        "awards.md payouts.md reward.findings.md ");
  style.format = TableFormat::kJson;
  CHECK(names(result_files("reward", kReward, {}, style)) == "reward.json ");
}

TEST_CASE("a run has merged findings and the notice") {
  ResultStyle style;
  CHECK(names(result_files("run", kRun, {}, style)) == "awards.csv findings.csv bulletin.md ");
  style.format = TableFormat::kJson;
  CHECK(names(result_files("run", kRun, {}, style)) == "run.json bulletin.md ");
}

TEST_CASE("what another format or a single stage left behind is stale") {
  const auto stale = [](const char* command, const std::vector<StageResult>& results) {
    return joined(stale_names(command, results, result_files(command, results, {}, {}), {}));
  };
  CHECK(stale("reward", kReward) ==
        "awards.json awards.md payouts.json payouts.md reward.findings.json "
        "reward.findings.md reward.json ");
  CHECK(stale("run", {kRun.front()}) ==
        "awards.json awards.md findings.json findings.md reward.findings.csv reward.findings.json "
        "reward.findings.md reward.json reward.receipt.json run.json ");
}

TEST_CASE(
    "charts, pages and workbooks of an earlier run are stale where this one does not write them") {
  StageResult bulletin = stage("bulletin", {}, "# 通报\n");
  bulletin.pictures = {{"bulletin-1.svg", "<svg/>"}};
  const std::vector<StageResult> results{bulletin};
  const std::vector<ResultFile> files = result_files("bulletin", results, {}, {});
  CHECK(names(files) == "bulletin.findings.csv bulletin.md bulletin-1.svg ");
  CHECK(joined(stale_names(
            "bulletin", results, files,
            {"bulletin-1.svg", "bulletin-2.svg", "bulletin-x.svg", "bulletin-.svg", "bulletin.docx",
             "bulletin.html", "bulletin.xlsx", "notes.docx", "reward.xlsx", "run.xlsx"})) ==
        "bulletin-2.svg bulletin.docx bulletin.findings.json bulletin.findings.md bulletin.html "
        "bulletin.json bulletin.xlsx ");
}

TEST_CASE("findings have their fixed columns, then the action") {
  Finding finding;
  finding.severity = Severity::kWarning;
  finding.stage = "roster";
  finding.rule = "team-size";
  finding.clause = "1.2";
  finding.subject_kind = "team";
  finding.subject_id = "T1";
  finding.subject = "甲队";
  finding.date = Date::from_ymd(2022, 3, 31);
  finding.message = "现有1人,应为2人";
  finding.source = "data/teams.csv:2";
  finding.status = Finding::Status::kPending;
  finding.action = "补足";
  CHECK(text_of(findings_table({finding}), {}) ==
        "severity,stage,rule,clause,subject_kind,subject_id,subject,date,message,source,status,"
        "action\n"
        "warning,roster,team-size,1.2,team,T1,甲队,2022-03-31,\"现有1人,应为2人\",data/"
        "teams.csv:2,pending,补足\n");
}

}  // namespace
}  // namespace zhaoshang
