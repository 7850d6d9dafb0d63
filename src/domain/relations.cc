#include "domain/relations.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "domain/subjects.h"

namespace zhaoshang {
namespace {

constexpr std::string_view kId = "_id";
constexpr std::string_view kKind = "_kind";

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() > end.size() && text.substr(text.size() - end.size()) == end;
}

std::string without_end(const std::string& text, std::string_view end) {
  return text.substr(0, text.size() - end.size());
}

/// Rows that belong to a team or unit only by way of the person or team that they name.
struct Detour {
  std::string_view parent;
  std::string_view child;
  std::array<std::string_view, 2> path;
};
constexpr std::array<Detour, 4> kDetours{{
    {"units", "attendance", {"member", "unit"}},
    {"units", "claims", {"team", "unit"}},
    {"teams", "attendance", {"member", "team"}},
    {"teams", "leads", {"member", "team"}},
}};

bool is_subject_table(std::string_view table) {
  return std::any_of(subject_kinds().begin(), subject_kinds().end(),
                     [&](const SubjectWords& each) { return each.table == table; });
}

/// How the rows of `child` lead to `parent`; nullopt: they do not.
std::optional<std::vector<std::string>> path_to(const TableSchema& child,
                                                const TableSchema& parent) {
  const std::vector<Reference> references = references_of(child);
  for (const Reference& each : references) {
    if (each.table == parent.name) return std::vector{each.name};
  }
  if (is_subject_table(parent.name)) {
    for (const Reference& each : references) {
      if (!each.kind_column.empty()) return std::vector{each.name};
    }
  }
  for (const Detour& each : kDetours) {
    if (each.parent == parent.name && each.child == child.name) {
      return std::vector<std::string>(each.path.begin(), each.path.end());
    }
  }
  return std::nullopt;
}

}  // namespace

std::vector<Reference> references_of(const TableSchema& table) {
  std::vector<Reference> references;
  for (const ColumnSchema& column : table.columns) {
    const bool is_id = ends_with(column.name, kId);
    const std::string name = is_id ? without_end(column.name, kId) : column.name;
    if (!column.references.empty()) {
      references.push_back({name, column.references, column.name, "", table.date});
    } else if (const std::string kind = name + std::string(kKind);
               is_id && table.find(kind) != nullptr) {
      references.push_back({name, "", column.name, kind, table.date});
    }
  }
  return references;
}

std::vector<Relation> relations_of(const std::vector<TableSchema>& tables) {
  std::vector<Relation> relations;
  for (const TableSchema& parent : tables) {
    for (const TableSchema& child : tables) {
      std::optional<std::vector<std::string>> path = path_to(child, parent);
      if (path) relations.push_back({parent.name, child.name, child.name, std::move(*path)});
    }
  }
  const std::string county(words_of(SubjectKind::kCounty).table);
  for (const TableSchema& child : tables) {
    relations.push_back({county, child.name, child.name, {}});
  }
  return relations;
}

bool has_stints(const TableSchema& table) {
  return table.key.size() == 2 && table.key[1] == "from";
}

}  // namespace zhaoshang
