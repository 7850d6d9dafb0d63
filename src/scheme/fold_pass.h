// One pass over the rows of a streamed table, which fills the folds over it: an aggregate per row
// of a parent table. In: a fold. Out: the fields that hold it and the others of the same table that
// the run needs. Over several threads where
// the rows can be read so; each keeps aggregates of its own, and merging them is exact. Private to
// scheme/figures*.cc.
#pragma once

#include <cstdint>
#include <mutex>
#include <variant>
#include <vector>

#include "engine/expr/aggregates.h"
#include "scheme/figures_cache.h"

namespace zhaoshang {

/// A running aggregate for each row of a parent table.
class FoldCells {
 public:
  FoldCells(const Fold& fold, std::size_t parents);
  /// Adds a row of the child to the cell of each parent that is one. `taken`: which rows, by place
  /// in `parents`; `element`: what is aggregated, a value for each of them; null: that they are
  /// there.
  void add(const std::vector<std::uint32_t>& parents, const std::vector<std::uint32_t>& taken,
           const Column* element);
  void merge(const FoldCells& other);
  Column finish(const Fold& fold, const Type& type) const;

 private:
  using Counts = std::vector<std::uint64_t>;
  std::variant<Counts, std::vector<Accumulator>> cells_;
};

class FoldPass {
 public:
  /// For the fold in a field of a parent table.
  FoldPass(const Figures& figures, Figures::Cache& cache, std::uint32_t table, std::uint32_t field);
  void run();

 private:
  /// A field that a fold fills.
  struct Filled {
    std::uint32_t table;
    std::uint32_t field;
    const Fold* fold;
  };
  /// What one thread has of every fold.
  struct Worker {
    std::vector<PathFollower> followers;
    std::vector<FoldCells> cells;
  };

  Worker new_worker();
  void take(Worker& worker, const Data& data, const TableRows& rows);
  bool scan();
  std::vector<bool> needed_columns() const;
  void finish(const Worker& all);

  const Figures& figures_;
  Figures::Cache& cache_;
  std::uint32_t child_;
  std::vector<Filled> filled_;
};

}  // namespace zhaoshang
