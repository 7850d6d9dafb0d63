#include "domain/glossary.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "domain/relations.h"
#include "domain/results.h"
#include "domain/subjects.h"
#include "engine/table/headings.h"

namespace zhaoshang {
namespace {

using Strings = std::vector<std::string>;

const TableSchema& shared(std::string_view name) {
  const TableSchema* table = find_shared_table(name);
  REQUIRE(table != nullptr);
  return *table;
}
const ColumnSchema& column(std::string_view table, std::string_view name) {
  const ColumnSchema* found = shared(table).find(name);
  CAPTURE(name);
  REQUIRE(found != nullptr);
  return *found;
}

TEST_CASE("the shared tables, in the order of the manual") {
  Strings names;
  for (const TableSchema& each : shared_tables()) names.push_back(each.name);
  CHECK(names == Strings{"units",      "teams",    "members",     "attendance", "reports",
                         "filings",    "leads",    "opinions",    "visits",     "projects",
                         "milestones", "payments", "credits",     "targets",    "incidents",
                         "claims",     "awarded",  "adjustments", "rulings",    "counted",
                         "holidays",   "tasks",    "marks",       "rates"});
  CHECK(find_shared_table("county") == nullptr);
}

TEST_CASE("tables name columns that they have, and no heading stands for two columns") {
  for (const TableSchema& table : shared_tables()) {
    CAPTURE(table.name);
    CHECK_FALSE(table.title.empty());
    for (const std::string& key : table.key) CHECK(table.find(key) != nullptr);
    if (!table.date.empty()) CHECK(table.find(table.date) != nullptr);
    std::set<std::string> headings;
    for (const ColumnSchema& each : table.columns) {
      CAPTURE(each.name);
      CHECK_FALSE(each.headings.empty());
      CHECK(headings.insert(each.name).second);
      for (const std::string& heading : each.headings) CHECK(headings.insert(heading).second);
      if (!each.references.empty()) CHECK(find_shared_table(each.references) != nullptr);
      if (!each.currency_column.empty()) CHECK(table.find(each.currency_column) != nullptr);
    }
  }
}

TEST_CASE("columns avoid the words of FEEL and of the scope") {
  for (const TableSchema& table : shared_tables()) {
    for (const ColumnSchema& each : table.columns) {
      for (const char* word : {"period", "year", "item", "month", "this", "peers", "span", "if",
                               "in", "for", "some", "every", "function"}) {
        CHECK(each.name != word);
      }
    }
  }
}

TEST_CASE("units of money are those of the headings") {
  CHECK(column("projects", "investment").measure == measure_of("万元"));
  CHECK(column("projects", "foreign").measure == measure_of("万美元"));
  CHECK(column("projects", "area").measure == measure_of("亩"));
  CHECK(column("claims", "amount").measure == measure_of("元"));
  CHECK(column("awarded", "amount").measure == measure_of("元"));
  CHECK(column("payments", "amount").currency_column == "currency");
  CHECK(column("payments", "amount").measure.scale == Decimal(10'000));
  CHECK(column("payments", "currency").missing_value.text() == "CNY");
}

TEST_CASE("what an empty cell means") {
  CHECK(column("members", "member_id").missing == Missing::kFault);
  CHECK(column("members", "to").missing == Missing::kNone);
  CHECK(column("members", "established").missing == Missing::kUnknown);
  CHECK(column("members", "team_id").missing == Missing::kNone);
  CHECK(column("projects", "signed_on").missing == Missing::kNone);
  CHECK(column("projects", "person_id").missing == Missing::kNone);
  CHECK(column("projects", "investment").missing == Missing::kUnknown);
  CHECK(column("payments", "date").missing == Missing::kUnknown);
  CHECK(column("reports", "submitted_on").missing == Missing::kNone);
  CHECK(column("reports", "subject_kind").missing == Missing::kFault);
  CHECK(column("reports", "subject_id").missing == Missing::kNone);
  CHECK(column("attendance", "date").missing == Missing::kFault);
}

TEST_CASE("which day a row belongs to") {
  CHECK(shared("attendance").date == "date");
  CHECK(shared("incidents").date == "verified_on");
  CHECK(shared("reports").date == "for_period");
  CHECK(shared("filings").date == "filed_on");
  CHECK(shared("projects").date.empty());
  CHECK(shared("members").date.empty());
  CHECK(shared("attendance").is_long);
  CHECK_FALSE(shared("payments").is_long);
}

TEST_CASE("kinds of subject by their words") {
  CHECK(subject_kind_of("team") == SubjectKind::kTeam);
  CHECK(subject_kind_of("小分队") == SubjectKind::kTeam);
  CHECK(subject_kind_of("teams") == SubjectKind::kTeam);
  CHECK(subject_kind_of("全县") == SubjectKind::kCounty);
  CHECK_FALSE(subject_kind_of("squad"));
  CHECK(words_of(SubjectKind::kMember).id_column == "member_id");
  for (const SubjectWords& each : subject_kinds()) {
    const ColumnSchema& kind = column("targets", "subject_kind");
    CHECK(std::find(kind.values.begin(), kind.values.end(), each.word) != kind.values.end());
    CHECK(std::find(kind.synonyms.begin(), kind.synonyms.end(),
                    std::pair(std::string(each.title), std::string(each.word))) !=
          kind.synonyms.end());
  }
}

TEST_CASE("references lead from a row to the one that it names") {
  const auto references = [](const char* table) { return references_of(shared(table)); };
  CHECK(references("members") == std::vector<Reference>{{"unit", "units", "unit_id", "", ""},
                                                        {"team", "teams", "team_id", "", ""}});
  CHECK(references("attendance") ==
        std::vector<Reference>{{"member", "members", "member_id", "", "date"}});
  CHECK(references("projects").back() == Reference{"person", "members", "person_id", "", ""});
  CHECK(references("credits") ==
        std::vector<Reference>{{"project", "projects", "project_id", "", ""},
                               {"subject", "", "subject_id", "subject_kind", ""}});
  CHECK(references("awarded") ==
        std::vector<Reference>{{"subject", "", "subject_id", "subject_kind", "paid_on"},
                               {"recipient", "", "recipient_id", "recipient_kind", "paid_on"},
                               {"project", "projects", "project_id", "", "paid_on"}});
  CHECK(references("counted").empty());
  CHECK(references("rates").empty());
}

TEST_CASE("relations lead back as lists") {
  const std::vector<Relation> relations = relations_of(shared_tables());
  const auto path = [&](const char* parent, const char* name) {
    for (const Relation& each : relations) {
      if (each.parent == parent && each.name == name) return each.path;
    }
    return Strings{"none"};
  };
  CHECK(path("units", "teams") == Strings{"unit"});
  CHECK(path("units", "members") == Strings{"unit"});
  CHECK(path("units", "projects") == Strings{"unit"});
  CHECK(path("units", "attendance") == Strings{"member", "unit"});
  CHECK(path("units", "credits") == Strings{"subject"});
  CHECK(path("teams", "members") == Strings{"team"});
  CHECK(path("teams", "attendance") == Strings{"member", "team"});
  CHECK(path("teams", "leads") == Strings{"member", "team"});
  CHECK(path("teams", "reports") == Strings{"subject"});
  CHECK(path("members", "attendance") == Strings{"member"});
  CHECK(path("members", "projects") == Strings{"person"});
  CHECK(path("members", "leads") == Strings{"member"});
  CHECK(path("projects", "payments") == Strings{"project"});
  CHECK(path("projects", "milestones") == Strings{"project"});
  CHECK(path("projects", "credits") == Strings{"project"});
  CHECK(path("projects", "awarded") == Strings{"project"});
  CHECK(path("projects", "targets") == Strings{"subject"});
  CHECK(path("leads", "opinions") == Strings{"subject"});
  CHECK(path("leads", "claims") == Strings{"lead"});
  CHECK(path("county", "attendance") == Strings{});
  CHECK(path("county", "units") == Strings{});
  CHECK(path("members", "payments") == Strings{"none"});
  CHECK(path("holidays", "units") == Strings{"none"});
}

TEST_CASE("a policy's own tables join in") {
  std::vector<TableSchema> tables = shared_tables();
  TableSchema own;
  own.name = "trainings";
  ColumnSchema who;
  who.name = "member_id";
  who.references = "members";
  own.columns = {who};
  tables.push_back(own);
  const std::vector<Relation> relations = relations_of(tables);
  const Relation expected{"members", "trainings", "trainings", {"member"}};
  CHECK(std::find(relations.begin(), relations.end(), expected) != relations.end());
}

TEST_CASE("members alone have stints") {
  for (const TableSchema& each : shared_tables())
    CHECK(has_stints(each) == (each.name == "members"));
}

TEST_CASE("result tables have the columns of the interface, and Chinese headings") {
  const ResultTable* scores = find_result_table("scores");
  REQUIRE(scores != nullptr);
  Strings names;
  for (const ResultColumn& each : scores->columns) names.emplace_back(each.name);
  CHECK(names == Strings{"subject_kind", "subject_id", "subject", "group", "indicator", "title",
                         "clause", "actual", "target", "unit", "completion", "weight", "score",
                         "rank"});
  CHECK(result_title("scores", "unit") == "计量单位");
  CHECK(result_title("roster", "unit") == "单位");
  CHECK(result_title("awards", "low") == "下限");
  CHECK(result_title("awards", "x").empty());
  for (const ResultTable& table : result_tables()) {
    std::set<std::string_view> titles;
    for (const ResultColumn& each : table.columns) CHECK(titles.insert(each.title).second);
  }
}

}  // namespace
}  // namespace zhaoshang
