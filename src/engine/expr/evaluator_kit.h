// What the parts of the evaluator share: where a frame's positions lie further out, columns
// computed for some positions only, and refusals that say where.
#pragma once

#include <numeric>
#include <span>
#include <utility>
#include <vector>

#include "engine/base/refusal.h"
#include "engine/expr/evaluator.h"

namespace zhaoshang {

/// What stands at some positions.
std::vector<std::uint32_t> gathered(std::span<const std::uint32_t> of,
                                    std::span<const std::uint32_t> positions);

/// The frame `depth` levels out, and for each position of `frame` the position there (empty: the
/// same).
struct Outer {
  const Frame* frame;
  std::vector<std::uint32_t> positions;
};

Outer outer_frame(const Frame& frame, std::uint32_t depth);

/// The rows of a frame `depth` levels out, one for each position of `frame`; empty: its table from
/// row 0 on.
std::vector<std::uint32_t> rows_of(const Frame& frame, std::uint32_t depth);

inline Column take(const Column& whole, const std::vector<std::uint32_t>& rows) {
  return rows.empty() ? whole : whole.gather(rows);
}

/// Writes columns computed for some positions of a frame back into one column for all of it.
class Scatter {
 public:
  explicit Scatter(std::size_t size) : values_(size) {}
  void put(const Column& column, std::span<const std::uint32_t> positions) {
    for (std::size_t i = 0; i < positions.size(); ++i) values_[positions[i]] = column.at(i);
  }
  void set(std::size_t position, Value value) { values_[position] = std::move(value); }
  Column finish(const Type& type) {
    ColumnBuilder builder(type, values_.size());
    for (const Value& value : values_) builder.append(value);
    return builder.finish();
  }

 private:
  std::vector<Value> values_;
};

/// What a calculation refuses is refused where the expression asks for it.
template <typename Calculation>
auto placed(const Node& node, const Calculation& calculation) {
  try {
    return calculation();
  } catch (const Refusal& refusal) {
    if (refusal.diagnostic().place.line != 0) throw;
    Diagnostic diagnostic = refusal.diagnostic();
    diagnostic.place = node.span.place();
    throw Refusal(std::move(diagnostic));
  }
}

inline std::vector<std::uint32_t> all_positions(std::size_t size) {
  std::vector<std::uint32_t> positions(size);
  std::iota(positions.begin(), positions.end(), 0U);
  return positions;
}

}  // namespace zhaoshang
