#include "roster/roster.h"

#include <string>

#include "domain/subjects.h"
#include "scheme/stint.h"
#include "workspace/stage_findings.h"
#include "workspace/workspace.h"

namespace zhaoshang {
namespace {

/// The unit and the team of a stint. A stint that names no unit is its team's.
struct Post {
  std::uint32_t unit = kNoRow;
  std::uint32_t team = kNoRow;
};

std::uint32_t row_at(const Column& column, std::uint32_t row) {
  const Value value = column.at(row);
  return value.is(TypeKind::kRow) ? value.row().row : kNoRow;
}

ReportTable roster_table(const Figures& figures) {
  const Plan& plan = figures.plan();
  const std::uint32_t members = *plan.find_table(words_of(SubjectKind::kMember).table);
  const std::uint32_t teams = *plan.find_table(words_of(SubjectKind::kTeam).table);
  const std::uint32_t units = *plan.find_table(words_of(SubjectKind::kUnit).table);
  const Column unit_of = figures.field(members, "unit");
  const Column team_of = figures.field(members, "team");
  const Column unit_of_team = figures.field(teams, "unit");
  const Column grade = figures.field(members, "grade");
  const Column from = figures.field(members, "from");
  const Column to = figures.field(members, "to");
  const auto name = [&](std::uint32_t table, std::uint32_t row) {
    return text_cell(row == kNoRow ? std::string() : figures.label(table, row));
  };
  const auto id = [&](std::uint32_t table, std::uint32_t row) {
    return text_cell(row == kNoRow ? std::string() : figures.id(table, row));
  };
  ReportTable table = result_table("roster");
  for (std::uint32_t row = 0; row < figures.row_count(members); ++row) {
    Post post{row_at(unit_of, row), row_at(team_of, row)};
    if (post.unit == kNoRow && post.team != kNoRow) post.unit = row_at(unit_of_team, post.team);
    const Value first = from.at(row);
    const Value last = to.at(row);
    table.rows.push_back({id(units, post.unit), name(units, post.unit), id(teams, post.team),
                          name(teams, post.team), id(members, row), name(members, row),
                          text_cell(figures.text(members, "role", row)), value_cell(grade.at(row)),
                          value_cell(first), value_cell(last),
                          plain_cell(std::string(stint_status(first, last, figures.run().as_of)))});
  }
  table.sort_by({"unit_id", "team_id", "member_id", "from"});
  return table;
}

}  // namespace

StageResult make_roster(const Figures& figures) {
  StageResult result;
  result.stage = "roster";
  result.tables.push_back(roster_table(figures));
  result.findings = roster_findings(figures);
  return result;
}

int run_roster(const Options& options, Diagnostics& diagnostics) {
  Workspace workspace(options, diagnostics);
  if (!workspace.is_open()) return workspace.exit_code();
  const StageResult result = make_roster(workspace.figures());
  return workspace.publish(result.stage, {&result, 1});
}

}  // namespace zhaoshang
