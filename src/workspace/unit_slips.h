// Amounts that seem to be in another unit than their column: 元 where 万元 is meant. In: the typed
// rows of a table. Out: warnings. An amount is told by the others of its column: it lies far from
// all of them, and a ten-thousandth (or ten thousand times) of it lies among them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/base/diagnostics.h"
#include "engine/table/csv_reader.h"
#include "engine/table/schema.h"

namespace zhaoshang {

/// Which of two kinds of amounts is in the wrong unit: under 万元 the larger (元 was written),
/// under 元 the smaller (万元 was).
enum class Suspected : std::uint8_t { kLarger, kSmaller };

/// The rows of a column that seem to be in another unit, and one that does not.
struct UnitSlips {
  std::vector<std::size_t> rows;  // ascending; empty: none
  std::size_t like = 0;
};
/// `amounts`: of each row, zero and below counting for none.
UnitSlips find_unit_slips(const std::vector<Decimal>& amounts, Suspected suspected);

/// Warns of them in every column of money and quantities, once a column and currency.
void warn_of_unit_slips(const TableSchema& schema, const Batch& batch, const CsvReader& reader,
                        Diagnostics& diagnostics);

/// The rows of a table as they were read.
struct ReadRows {
  const TableSchema& schema;
  const Batch& rows;
  const CsvReader& reader;
};
/// Warns of a column of money all of which seems to be in another unit: what came in for a project
/// is not thousands of times what the project is to cost. `owners`: the rows that `id_column` of
/// `parts` names.
void warn_of_slipped_column(const ReadRows& parts, std::size_t id_column, const ReadRows& owners,
                            Diagnostics& diagnostics);

}  // namespace zhaoshang
