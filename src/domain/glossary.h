// The glossary as code: the tables that every scheme shares, as schemas with canonical names,
// Chinese headings, kinds, units, keys and what an empty cell means. A policy's additions are made
// elsewhere; nothing is read here.
#pragma once

#include <string_view>
#include <vector>

#include "engine/table/schema.h"

namespace zhaoshang {

/// 共用表: all shared tables, in the order of the manual (units, teams, members, attendance …).
const std::vector<TableSchema>& shared_tables();
/// nullptr: no shared table of that name.
const TableSchema* find_shared_table(std::string_view name);

}  // namespace zhaoshang
