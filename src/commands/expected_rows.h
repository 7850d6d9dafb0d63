// The rows that a worked example expects, held against the results. In: the section `expect` and
// result tables as they are printed. Out: every difference.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "domain/results.h"
#include "engine/base/diagnostics.h"
#include "engine/report/table.h"
#include "scheme/policy.h"

namespace zhaoshang {

/// A cell that is spoken of.
struct ExpectedCell {
  std::string column;
  std::string text;  // empty: the cell must be empty
};

struct ExpectedRow {
  std::vector<ExpectedCell> cells;
  bool absent = false;  // no row may be so
  Span span;
};

/// The rows expected of one result table; none: it must be empty.
struct ExpectedTable {
  const ResultTable* declared = nullptr;
  std::vector<ExpectedRow> rows;
  Span span;
};

/// Reports tables and columns that there are not. In the order in which results are worked out.
std::vector<ExpectedTable> read_expected(const WorkedExample& example, Diagnostics& diagnostics);

/// Where a result is not as expected.
struct Mismatch {
  enum class Kind {
    kMissing,   // no row is about that
    kDiffers,   // a row is, and says something else
    kUnlisted,  // a row is about what a listed row is about, and is not listed
    kPresent,   // a row that must not be is there
  };
  struct CellDifference {
    std::string column;
    std::string expected;
    std::string actual;
  };
  Kind kind = Kind::kMissing;
  const ResultTable* table = nullptr;
  Span span;
  std::string about;                  // "team_id=T1 month=2022-03", as expected
  std::optional<std::size_t> actual;  // the row of the table that is meant, or the nearest
  std::vector<CellDifference> cells;  // of kDiffers; of kMissing, how the nearest row differs
};

/// A row picks the actual rows that agree in what it says a row is about (ResultTable::about): each
/// of those must be listed, and each listed row be found. Figures are compared as decimals, amounts
/// in any unit, dates and truth values in any spelling that tables may have.
std::vector<Mismatch> compare(const ExpectedTable& expected, const ReportTable& actual);

/// `a=1 b=2`: the cells of a row that are not empty.
std::string row_text(const ReportTable& table, std::size_t row);

}  // namespace zhaoshang
