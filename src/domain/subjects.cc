#include "domain/subjects.h"

#include <array>

namespace zhaoshang {
namespace {

constexpr std::array<SubjectWords, 6> kSubjects{{
    {SubjectKind::kUnit, "unit", "单位", "units", "unit_id"},
    {SubjectKind::kTeam, "team", "小分队", "teams", "team_id"},
    {SubjectKind::kMember, "member", "人员", "members", "member_id"},
    {SubjectKind::kProject, "project", "项目", "projects", "project_id"},
    {SubjectKind::kLead, "lead", "信息", "leads", "lead_id"},
    {SubjectKind::kCounty, "county", "全县", "county", ""},
}};

}  // namespace

std::span<const SubjectWords> subject_kinds() { return kSubjects; }

const SubjectWords& words_of(SubjectKind kind) { return kSubjects[static_cast<std::size_t>(kind)]; }

std::optional<SubjectKind> subject_kind_of(std::string_view word) {
  for (const SubjectWords& each : kSubjects) {
    if (word == each.word || word == each.title || word == each.table) return each.kind;
  }
  return std::nullopt;
}

}  // namespace zhaoshang
