// How tables hang together. In: schemas, the shared ones and a policy's own. Out: the references
// that lead from a row to one other (team.unit) and the relations that lead back as lists
// (unit.teams). Follows no reference itself.
#pragma once

#include <string>
#include <vector>

#include "engine/table/schema.h"

namespace zhaoshang {

/// 引用: a step from a row to the one row it names: team.unit, payment.project, credit.subject.
struct Reference {
  std::string name;         // "unit": the id column without `_id`
  std::string table;        // where it leads; empty: where the row's kind_column says
  std::string id_column;    // "unit_id"
  std::string kind_column;  // "subject_kind"; empty: always the same table
  /// The row's event date, if it has one: of several stints the one that holds that day is meant
  /// (of a period, its last day), otherwise the latest stint.
  std::string date_column;
  friend bool operator==(const Reference&, const Reference&) = default;
};

/// The references of a table: every column that names another table, and every pair X_kind, X_id as
/// X.
std::vector<Reference> references_of(const TableSchema& table);

/// 关系: the rows of `child` that belong to a row of `parent`, found by walking `path` from the
/// child.
struct Relation {
  std::string parent;  // "teams", or "county"
  std::string name;    // "attendance"
  std::string child;   // "attendance"
  std::vector<std::string>
      path;  // {"member", "team"}: references; empty: every row (of the county)
  friend bool operator==(const Relation&, const Relation&) = default;
};

/// The relations of all the tables: one for each reference, named for the child; where two
/// references of a child lead to the same parent (project and subject), the one by an id column of
/// its own is meant, and among those the first. The county has every table. Sorted by parent in the
/// order of the tables, the county last.
std::vector<Relation> relations_of(const std::vector<TableSchema>& tables);

/// Whether one id may stand in several rows that follow each other in time (members: key member_id,
/// from).
bool has_stints(const TableSchema& table);

}  // namespace zhaoshang
