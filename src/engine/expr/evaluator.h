// Evaluator: runs a Program on many rows at once. In: a Frame (which rows, which variables) and
// Data. Out: a Column as long as the frame. A batch of one is the same run; an observer sees every
// node's result. The one evaluator there is.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "engine/expr/environment.h"
#include "engine/expr/program.h"
#include "engine/table/column.h"

namespace zhaoshang {

/// Positions at which a node is evaluated. A frame is the rows of a table, or the items of lists of
/// an outer frame with their variables; `up` says for each position which one of the outer frame it
/// belongs to.
struct Frame {
  const Frame* outer = nullptr;
  std::vector<std::uint32_t> up;  // empty: the same positions as outer
  std::size_t size = 0;
  std::optional<std::uint32_t> table;
  std::vector<std::uint32_t> rows;  // of a row frame; empty with a table: rows 0 … size − 1
  std::vector<Column> locals;

  /// All rows of a table.
  static Frame all_rows(std::uint32_t table, std::size_t size);
  static Frame of_rows(std::uint32_t table, std::vector<std::uint32_t> rows);
  /// One position without a row, for expressions of constants and scope names.
  static Frame single();
  /// The same frame at some of its positions.
  Frame at(std::span<const std::uint32_t> positions) const;
};

/// The lists of a column laid end to end: position i has the items [offsets[i], offsets[i + 1]). A
/// value that is no list is a list of one; null has no items.
struct Exploded {
  std::vector<std::uint32_t> offsets;
  Column items;
  std::vector<std::uint32_t> up;  // the position each item belongs to
};

/// Sees each node's result (explain, undecided conditions, what worked examples reach).
class Observer {
 public:
  virtual ~Observer() = default;
  virtual void observe(const Node& node, const Frame& frame, const Column& result) = 0;
};

class Evaluator {
 public:
  /// What an expression may make out of nothing, in values: ranges of numbers, nested loops, lists
  /// of lists, long texts. What it reads from tables costs it nothing.
  static constexpr std::uint64_t kAllowance = 2'500'000;
  static constexpr std::uint64_t kAllowancePerRow = 1'000;

  explicit Evaluator(const Data& data, Observer* observer = nullptr)
      : data_(data), observer_(observer), watcher_(data.watcher()) {}

  Column evaluate(const Node& node, const Frame& frame);
  /// Where a boolean node is true (null is not), as positions of the frame.
  std::vector<std::uint32_t> positions_where(const Node& condition, const Frame& frame);
  const Data& data() const { return data_; }

 private:
  class Iteration;
  /// Takes from what the expression may still make; refuses it at `node` where nothing is left.
  void charge(const Node& node, std::uint64_t made);
  /// The same for the items of a column of lists at some positions, unless they are rows of tables.
  void charge_items(const Node& node, const Column& lists,
                    std::span<const std::uint32_t> positions = {});
  Column compute(const Node& node, const Frame& frame);
  Column local(const Node& node, const Frame& frame);
  Column frame_row(const Node& node, const Frame& frame);
  Column frame_field(const Node& node, const Frame& frame);
  Column field(const Node& node, const Frame& frame);
  Column global(const Node& node, const Frame& frame);
  Column binary(const Node& node, const Frame& frame);
  Column logic(const Node& node, const Frame& frame);
  Column choice(const Node& node, const Frame& frame);
  Column range(const Node& node, const Frame& frame);
  Column list(const Node& node, const Frame& frame);
  Column context(const Node& node, const Frame& frame);
  Column entry(const Node& node, const Frame& frame);
  Exploded items_of(const Node& node, const Frame& frame);
  Column map(const Node& node, const Frame& frame);
  Column index(const Node& node, const Frame& frame);
  Column filter(const Node& node, const Frame& frame);
  Column loop(const Node& node, const Frame& frame);
  Column sequential_loop(const Node& node, const Frame& frame);
  Column counting(const Node& node, const Frame& frame);
  /// The lists that an iterator goes through.
  Column iterated(const Node& node, const Frame& frame);
  Column quantified(const Node& node, const Frame& frame);
  Column tests(const Node& node, const Frame& frame);
  Column test(const Node& node, const Frame& frame);
  Column bind(const Node& node, const Frame& frame);
  Column call(const Node& node, const Frame& frame);
  Column data_call(const Node& node, const Frame& frame);
  Column latest(const Node& node, const Frame& frame);
  Column sort_by(const Node& node, const Frame& frame);
  Column replace_where(const Node& node, const Frame& frame);
  using ValueFunction = std::function<Value(std::span<const Value>)>;
  /// Calls a function of values for every position: how operations on values are lifted to columns.
  Column lift(const Node& node, const Frame& frame, const ValueFunction& function);
  Column lift(const Node& node, const std::vector<const Column*>& operands, std::size_t size,
              const ValueFunction& function);

  const Data& data_;
  Observer* observer_;
  Observer* watcher_;  // of the data
  std::uint64_t allowance_ = 0;
  std::uint32_t depth_ = 0;  // of evaluate() within itself
};

Exploded explode(const Column& lists);
/// The frame of exploded items: rows where they are rows of a table, else local 0.
Frame item_frame(const Exploded& exploded, const Frame& outer);
/// Lists again, of the items kept (ascending positions of `exploded.items`).
Column regroup(const Exploded& exploded, std::span<const std::uint32_t> kept, const Type& type);

}  // namespace zhaoshang
