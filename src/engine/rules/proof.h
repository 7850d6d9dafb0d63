// Proves a decision table: that every input meets a row, that rows meet only as the hit policy
// means, that every row can matter. In: for each column its domain, for each row its sets. Out:
// faults, each with an input that shows it.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/diagnostics.h"
#include "engine/base/source.h"
#include "engine/rules/domain.h"
#include "engine/rules/hit_policy.h"
#include "engine/rules/value_set.h"

namespace zhaoshang {

/// What is to be proved.
struct ProofQuestion {
  struct Column {
    std::string name;
    Domain domain;
  };
  /// A cell is nullopt where it is no set of values (it depends on other names): nothing can be
  /// proved from it.
  using Row = std::vector<std::optional<ValueSet>>;

  std::vector<Column> columns;
  std::vector<Row> rows;
  HitPolicy hit = HitPolicy::kUnique;
  /// Under `any`: whether two rows give the same. None: they never do.
  std::function<bool(std::size_t, std::size_t)> same_outputs;
  /// Under `priority`: whether the first row is chosen when both match. None: nothing is known of
  /// it.
  std::function<bool(std::size_t, std::size_t)> outranks;
  bool gaps_allowed = false;      // an incomplete table is meant
  std::size_t most = 10;          // gaps and overlaps told, each
  std::size_t work = 10'000'000;  // the limit on rows looked at: about a second
};

/// A part of the inputs: a set per column, and one input in it.
struct InputRegion {
  std::vector<ValueSet> sets;
  std::vector<Value> witness;
};

/// The faults of a table. Rows count from 0.
struct TableProof {
  struct Overlap {
    std::size_t first;
    std::size_t second;
    InputRegion region;
  };
  struct DeadRow {
    std::size_t row;
    std::vector<std::size_t>
        hidden_by;  // the rows that win wherever it matches; none: no input matches it
  };

  std::vector<InputRegion> gaps;  // none contains another
  bool more_gaps = false;         // than `most`
  std::vector<Overlap> overlaps;
  std::size_t overlap_count = 0;  // all pairs
  std::vector<DeadRow> dead_rows;
  std::vector<std::size_t>
      unproved;          // rows with a cell that is no set, where a proof would need it
  bool gave_up = false;  // the table is too large for the limit

  bool is_sound() const {
    return gaps.empty() && overlaps.empty() && dead_rows.empty() && unproved.empty() && !gave_up;
  }
};

TableProof prove(const ProofQuestion& question);

/// Reports every fault of a proof. `rows` are the places of the rows; `worst` is the severity of a
/// fault: a policy is refused, `eval` warns.
void report_proof(const ProofQuestion& question, const TableProof& proof, Span table,
                  const std::vector<Span>& rows, Severity worst, Diagnostics& diagnostics);

/// `completion = 0.75, class = "工业"`: an input as a message shows it.
std::string witness_text(const ProofQuestion& question, const InputRegion& region);
/// `completion in [0.6..0.8), class = "工业"`: the columns that a region limits.
std::string region_text(const ProofQuestion& question, const InputRegion& region);

}  // namespace zhaoshang
