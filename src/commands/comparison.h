// What two sets of results differ in. In: their tables, by name. Out: tables of who moves and by
// how much, and of totals. Reads nothing from disk.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/report/table.h"

namespace zhaoshang {

/// Result tables by name: assessment, awards, payouts.
using ResultSet = std::map<std::string, ReportTable, std::less<>>;

/// Scores, ranks, ratings and awards that are not the same: a row a cell that differs, with what
/// it was, what it is, by how much a figure moved, and beside a place who has come to stand before
/// it. Sorted by subject.
ReportTable moves_between(const ResultSet& a, const ResultSet& b);
/// For each award and for all payments: how many and how much, on both sides.
ReportTable totals_of(const ResultSet& a, const ResultSet& b);

}  // namespace zhaoshang
