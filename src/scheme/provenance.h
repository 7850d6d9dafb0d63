// Where a figure comes from: the input rows it was read from and the missing cells it stumbled
// over. In: a program and a row. Out: rows and cells. The same evaluator with an observer.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "scheme/figures.h"

namespace zhaoshang {

/// A cell that should hold something and does not.
struct MissingCell {
  std::uint32_t table = 0;
  std::uint32_t row = 0;
  std::string column;
};

/// What one evaluation on one row read.
struct Provenance {
  std::set<std::pair<std::uint32_t, std::uint32_t>>
      rows;  // table, row: of lists that were counted or added up
  std::vector<MissingCell> missing;
  std::set<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>>
      figures;  // table, field, row: what the policy works out
  /// Folds over streamed tables that were read, and the parent's row.
  std::set<std::pair<const Fold*, std::uint32_t>> folds;
};

/// The cells as a finding names them: 人员“脱钩”、项目“总投资”.
std::string cells_text(const Figures& figures, const std::vector<MissingCell>& cells);

/// The same of a program in a frame of one row.
Provenance provenance_in(const Figures& figures, const Data& data, const Node& program,
                         const Frame& frame);

/// Runs a program on one row again and notes what it reads, through every figure it asks for.
Provenance provenance_of(const Figures& figures, const Data& data, const Node& program,
                         std::uint32_t table, std::uint32_t row);

}  // namespace zhaoshang
