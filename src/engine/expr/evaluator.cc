#include "engine/expr/evaluator.h"

#include <algorithm>
#include <numeric>

#include "engine/base/refusal.h"
#include "engine/expr/aggregates.h"
#include "engine/expr/expr_diagnostics.h"
#include "engine/expr/kernels.h"

namespace zhaoshang {

namespace {

std::vector<std::uint32_t> gathered(std::span<const std::uint32_t> of,
                                    std::span<const std::uint32_t> positions) {
  std::vector<std::uint32_t> result;
  result.reserve(positions.size());
  for (std::uint32_t position : positions) result.push_back(of[position]);
  return result;
}

/// The frame `depth` levels out, and for each position of `frame` the position there (empty: the
/// same).
struct Outer {
  const Frame* frame;
  std::vector<std::uint32_t> positions;
};

Outer outer_frame(const Frame& frame, std::uint32_t depth) {
  Outer found{&frame, {}};
  for (std::uint32_t level = 0; level < depth; ++level) {
    if (!found.frame->up.empty()) {
      found.positions =
          found.positions.empty() ? found.frame->up : gathered(found.frame->up, found.positions);
    }
    found.frame = found.frame->outer;
  }
  return found;
}

/// The rows of a frame `depth` levels out, one for each position of `frame`; empty: its table from
/// row 0 on.
std::vector<std::uint32_t> rows_of(const Frame& frame, std::uint32_t depth) {
  Outer outer = outer_frame(frame, depth);
  if (outer.positions.empty()) return outer.frame->rows;
  if (outer.frame->rows.empty()) return std::move(outer.positions);
  return gathered(outer.frame->rows, outer.positions);
}

Column take(const Column& whole, const std::vector<std::uint32_t>& rows) {
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

std::vector<std::uint32_t> all_positions(std::size_t size) {
  std::vector<std::uint32_t> positions(size);
  std::iota(positions.begin(), positions.end(), 0U);
  return positions;
}

}  // namespace

Frame Frame::all_rows(std::uint32_t table, std::size_t size) {
  Frame frame;
  frame.size = size;
  frame.table = table;
  return frame;
}

Frame Frame::of_rows(std::uint32_t table, std::vector<std::uint32_t> rows) {
  Frame frame;
  frame.size = rows.size();
  frame.table = table;
  frame.rows = std::move(rows);
  return frame;
}

Frame Frame::single() {
  Frame frame;
  frame.size = 1;
  return frame;
}

Frame Frame::at(std::span<const std::uint32_t> positions) const {
  Frame part;
  part.outer = outer;
  part.size = positions.size();
  part.table = table;
  if (outer != nullptr) {
    part.up = up.empty() ? std::vector<std::uint32_t>(positions.begin(), positions.end())
                         : gathered(up, positions);
  }
  if (table) {
    part.rows = rows.empty() ? std::vector<std::uint32_t>(positions.begin(), positions.end())
                             : gathered(rows, positions);
  }
  for (const Column& local : locals) part.locals.push_back(local.gather(positions));
  return part;
}

Column Evaluator::evaluate(const Node& node, const Frame& frame) {
  // A frame without positions has nothing to compute; an empty list of rows would otherwise mean
  // "all rows".
  if (frame.size == 0) return ColumnBuilder(node.type).finish();
  if (depth_ == 0) allowance_ = kAllowance + kAllowancePerRow * frame.size;
  ++depth_;
  Column result = compute(node, frame);
  --depth_;
  if (observer_ != nullptr) observer_->observe(node, frame, result);
  if (watcher_ != nullptr) watcher_->observe(node, frame, result);
  return result;
}

void Evaluator::charge(const Node& node, std::uint64_t made) {
  if (made > allowance_) throw Refusal(expr_diagnostics::too_much(node.span));
  allowance_ -= made;
}

void Evaluator::charge_items(const Node& node, const Column& lists,
                             std::span<const std::uint32_t> positions) {
  if (lists.type().is(TypeKind::kList) && lists.type().element().is(TypeKind::kRow)) return;
  const std::size_t size = positions.empty() ? lists.size() : positions.size();
  if (const auto* constant = lists.as<Column::Constant>()) {
    const Value& value = constant->value;
    if (value.is(TypeKind::kList)) charge(node, size * value.list().size());
    return;
  }
  const auto* store = lists.as<Column::Lists>();
  if (store == nullptr) return;
  std::uint64_t items = 0;
  for (std::size_t i = 0; i < size; ++i) {
    const std::size_t row = positions.empty() ? i : positions[i];
    if (row != kNoRow) items += store->offsets[row + 1] - store->offsets[row];
  }
  charge(node, items);
}

std::vector<std::uint32_t> Evaluator::positions_where(const Node& condition, const Frame& frame) {
  std::vector<std::uint32_t> positions;
  const std::vector<std::uint8_t> truths = truths_of(evaluate(condition, frame));
  for (std::size_t i = 0; i < frame.size; ++i) {
    if (truths[i] == kTrue) positions.push_back(static_cast<std::uint32_t>(i));
  }
  return positions;
}

Column Evaluator::compute(const Node& node, const Frame& frame) {
  switch (node.kind) {
    case NodeKind::kConstant: return Column::constant(node.value, node.type, frame.size);
    case NodeKind::kGlobal: return global(node, frame);
    case NodeKind::kLocal: return local(node, frame);
    case NodeKind::kFrameRow: return frame_row(node, frame);
    case NodeKind::kFrameField: return frame_field(node, frame);
    case NodeKind::kField: return field(node, frame);
    case NodeKind::kNegate: return lift(node, frame, [](auto values) { return negate(values[0]); });
    case NodeKind::kBinary: return binary(node, frame);
    case NodeKind::kAnd:
    case NodeKind::kOr: return logic(node, frame);
    case NodeKind::kIf: return choice(node, frame);
    case NodeKind::kBetween:
      return lift(node, frame, [](auto values) {
        return and3(apply(Operator::kGreaterEqual, values[0], values[1]),
                    apply(Operator::kLessEqual, values[0], values[2]));
      });
    case NodeKind::kRange: return range(node, frame);
    case NodeKind::kList: return list(node, frame);
    case NodeKind::kContext: return context(node, frame);
    case NodeKind::kEntry: return entry(node, frame);
    case NodeKind::kProperty: return entry(node, frame);
    case NodeKind::kMap: return map(node, frame);
    case NodeKind::kIndex: return index(node, frame);
    case NodeKind::kFilter: return filter(node, frame);
    case NodeKind::kFor: return node.sequential ? sequential_loop(node, frame) : loop(node, frame);
    case NodeKind::kCount: return counting(node, frame);
    case NodeKind::kSome:
    case NodeKind::kEvery: return quantified(node, frame);
    case NodeKind::kTests: return tests(node, frame);
    case NodeKind::kTestCompare: {
      const Column endpoint = evaluate(*node.children[0], frame);
      const Column tested = evaluate(*node.children[1], frame);
      if (auto compared = compare_columns(node.op, tested, endpoint)) return *compared;
      return lift(node, {&tested, &endpoint}, frame.size,
                  [&](auto values) { return apply(node.op, values[0], values[1]); });
    }
    case NodeKind::kTestValue: return test(node, frame);
    case NodeKind::kBind: return bind(node, frame);
    case NodeKind::kCall: return call(node, frame);
    case NodeKind::kDataCall: return data_call(node, frame);
    case NodeKind::kInstanceOf:
      return lift(node, frame,
                  [&](auto values) { return Value(is_instance(values[0], node.tested_type)); });
    case NodeKind::kTable: {
      const std::size_t count = data_.row_count(node.table);
      std::vector<std::uint32_t> offsets(frame.size + 1);
      std::vector<std::uint32_t> rows;
      rows.reserve(count * frame.size);
      for (std::size_t i = 0; i < frame.size; ++i) {
        for (std::uint32_t row = 0; row < count; ++row) rows.push_back(row);
        offsets[i + 1] = static_cast<std::uint32_t>(rows.size());
      }
      const std::size_t total = rows.size();
      auto items =
          std::make_shared<const Column>(node.type.element(), total, Column::Rows{std::move(rows)});
      return Column(node.type, frame.size, Column::Lists{std::move(offsets), std::move(items)});
    }
    case NodeKind::kPlace:
      return lift(node, frame,
                  [&](auto values) { return place_on(values[0], *node.tested_type.scale()); });
    case NodeKind::kOuter: {
      Column outer = evaluate(*node.children[0], *frame.outer);
      if (frame.up.empty()) return outer;
      if (frame.up.size() > outer.size()) charge_items(node, outer, frame.up);
      return outer.gather(frame.up);
    }
    case NodeKind::kOfRow: {
      Frame inner;
      inner.outer = &frame;
      inner.size = frame.size;
      inner.table = node.table;
      inner.rows = rows_of(frame, node.depth);
      return evaluate(*node.children[0], inner);
    }
    case NodeKind::kLatest: return latest(node, frame);
    case NodeKind::kSortBy: return sort_by(node, frame);
    case NodeKind::kReplaceWhere: return replace_where(node, frame);
    case NodeKind::kExtension: return node.extension->evaluate(*this, frame);
  }
  return {};
}

Column Evaluator::lift(const Node& node, const Frame& frame, const ValueFunction& function) {
  std::vector<Column> operands;
  operands.reserve(node.children.size());
  for (const NodePtr& child : node.children) operands.push_back(evaluate(*child, frame));
  std::vector<const Column*> pointers;
  for (const Column& operand : operands) pointers.push_back(&operand);
  return lift(node, pointers, frame.size, function);
}

Column Evaluator::lift(const Node& node, const std::vector<const Column*>& operands,
                       std::size_t size, const ValueFunction& function) {
  for (const Column* operand : operands) charge_items(node, *operand);
  std::vector<Value> values(operands.size());
  const auto at = [&](std::size_t row) {
    for (std::size_t k = 0; k < operands.size(); ++k) {
      values[k] = operands[k]->at(row);
      // What a function makes is about as much as it is given.
      if (operands[k]->as<Column::Anything>() != nullptr) charge(node, values[k].weight() - 1);
    }
    Value result = placed(node, [&] { return function(values); });
    charge(node, result.weight() - 1);
    return result;
  };
  const bool constant = std::all_of(operands.begin(), operands.end(),
                                    [](const Column* each) { return each->is_constant(); });
  if (constant) return Column::constant(at(0), node.type, size);
  ColumnBuilder builder(node.type, size);
  for (std::size_t row = 0; row < size; ++row) builder.append(at(row));
  return builder.finish();
}

Column Evaluator::local(const Node& node, const Frame& frame) {
  const Outer outer = outer_frame(frame, node.depth);
  const Column& variable = outer.frame->locals[node.slot];
  if (outer.positions.size() > variable.size()) charge_items(node, variable, outer.positions);
  return take(variable, outer.positions);
}

Column Evaluator::frame_row(const Node& node, const Frame& frame) {
  std::vector<std::uint32_t> rows = rows_of(frame, node.depth);
  if (rows.empty()) rows = all_positions(frame.size);
  return Column(node.type, frame.size, Column::Rows{std::move(rows)});
}

Column Evaluator::frame_field(const Node& node, const Frame& frame) {
  return take(data_.field(node.table, node.index), rows_of(frame, node.depth));
}

Column Evaluator::field(const Node& node, const Frame& frame) {
  const Column rows = evaluate(*node.children[0], frame);
  if (rows.is_constant() && rows.at(0).is_null())
    return Column::constant(Value(), node.type, frame.size);
  return data_.field(node.table, node.index).gather(row_numbers(rows));
}

Column Evaluator::global(const Node& node, const Frame& frame) {
  if (node.children.empty())
    return Column::constant(data_.global(node.index, {}), node.type, frame.size);
  return lift(node, frame, [&](auto values) {
    return values[0].is(TypeKind::kDate) ? data_.global(node.index, values[0].date()) : Value();
  });
}

Column Evaluator::binary(const Node& node, const Frame& frame) {
  const Column left = evaluate(*node.children[0], frame);
  const Column right = evaluate(*node.children[1], frame);
  if (auto compared = compare_columns(node.op, left, right)) return *compared;
  return lift(node, {&left, &right}, frame.size,
              [&](auto values) { return apply(node.op, values[0], values[1]); });
}

// The right side runs only where the left one does not decide: `x != null and x > 0` meets no null.
Column Evaluator::logic(const Node& node, const Frame& frame) {
  const bool is_and = node.kind == NodeKind::kAnd;
  const std::uint8_t decisive = is_and ? kFalse : kTrue;
  const Column left = evaluate(*node.children[0], frame);
  std::vector<std::uint8_t> truths = truths_of(left);
  std::vector<std::uint32_t> open;
  for (std::size_t i = 0; i < frame.size; ++i) {
    if (truths[i] != decisive) open.push_back(static_cast<std::uint32_t>(i));
  }
  if (open.empty())
    return left.is_constant() ? Column::constant(Value(!is_and), node.type, frame.size)
                              : column_of(std::move(truths));
  const bool everywhere = open.size() == frame.size;
  const Column right =
      everywhere ? evaluate(*node.children[1], frame) : evaluate(*node.children[1], frame.at(open));
  if (left.is_constant() && right.is_constant()) {
    return Column::constant(is_and ? and3(left.at(0), right.at(0)) : or3(left.at(0), right.at(0)),
                            node.type, frame.size);
  }
  const std::vector<std::uint8_t> decided = truths_of(right);
  for (std::size_t k = 0; k < open.size(); ++k) {
    std::uint8_t& truth = truths[open[k]];
    truth = decided[k] == decisive || truth == kUndecided
                ? (decided[k] == decisive ? decisive : kUndecided)
                : decided[k];
  }
  return column_of(std::move(truths));
}

Column Evaluator::choice(const Node& node, const Frame& frame) {
  const Column condition = evaluate(*node.children[0], frame);
  if (condition.is_constant())
    return evaluate(*node.children[condition.at(0).is_true() ? 1 : 2], frame);
  std::vector<std::uint32_t> yes;
  std::vector<std::uint32_t> no;
  for (std::size_t i = 0; i < frame.size; ++i) {
    (condition.at(i).is_true() ? yes : no).push_back(static_cast<std::uint32_t>(i));
  }
  if (no.empty()) return evaluate(*node.children[1], frame);
  if (yes.empty()) return evaluate(*node.children[2], frame);
  Scatter scatter(frame.size);
  scatter.put(evaluate(*node.children[1], frame.at(yes)), yes);
  scatter.put(evaluate(*node.children[2], frame.at(no)), no);
  return scatter.finish(node.type);
}

Column Evaluator::range(const Node& node, const Frame& frame) {
  return lift(node, frame, [&](auto values) -> Value {
    for (std::size_t end = 0; end < 2; ++end) {
      const bool open =
          node.children[end]->kind == NodeKind::kConstant && node.children[end]->value.is_null();
      if (values[end].is_null() && !open) return {};
    }
    if (!values[0].is_null() && !values[1].is_null()) {
      const Value descends = less(values[1], values[0]);
      if (descends.is_null() || descends.is_true()) return {};
    }
    return Range{values[0], values[1], node.start_included, node.end_included};
  });
}

Column Evaluator::list(const Node& node, const Frame& frame) {
  return lift(node, frame, [](auto values) -> Value { return List(values.begin(), values.end()); });
}

Column Evaluator::context(const Node& node, const Frame& frame) {
  Frame entries;
  entries.outer = &frame;
  entries.size = frame.size;
  for (const NodePtr& child : node.children) entries.locals.push_back(evaluate(*child, entries));
  ColumnBuilder builder(node.type, frame.size);
  for (std::size_t row = 0; row < frame.size; ++row) {
    Context context;
    for (std::size_t k = 0; k < node.names.size(); ++k)
      context.entries.emplace_back(node.names[k], entries.locals[k].at(row));
    builder.append(std::move(context));
  }
  return builder.finish();
}

Column Evaluator::entry(const Node& node, const Frame& frame) {
  const auto of_one = [&](const Value& value) -> Value {
    if (value.is(TypeKind::kContext)) {
      const Value* found = value.context().find(node.name);
      return found == nullptr ? Value() : *found;
    }
    return property(value, node.name);
  };
  return lift(node, frame, [&](auto values) -> Value {
    if (!values[0].is(TypeKind::kList)) return of_one(values[0]);
    List entries;
    for (const Value& item : values[0].list()) entries.push_back(of_one(item));
    return entries;
  });
}

Exploded Evaluator::items_of(const Node& node, const Frame& frame) {
  const Column lists = evaluate(node, frame);
  charge_items(node, lists);
  return explode(lists);
}

Column Evaluator::map(const Node& node, const Frame& frame) {
  const Exploded exploded = items_of(*node.children[0], frame);
  const Frame items = item_frame(exploded, frame);
  Column body = evaluate(*node.children[1], items);
  const bool flattens =
      node.children[1]->type.is(TypeKind::kList) && node.type == node.children[1]->type;
  if (!flattens) {
    return Column(node.type, frame.size,
                  Column::Lists{exploded.offsets, std::make_shared<const Column>(std::move(body))});
  }
  const Exploded inner = explode(body);
  std::vector<std::uint32_t> offsets(frame.size + 1);
  for (std::size_t i = 0; i <= frame.size; ++i) offsets[i] = inner.offsets[exploded.offsets[i]];
  return Column(node.type, frame.size,
                Column::Lists{std::move(offsets), std::make_shared<const Column>(inner.items)});
}

Column Evaluator::index(const Node& node, const Frame& frame) {
  const Exploded exploded = items_of(*node.children[0], frame);
  const Column positions = evaluate(*node.children[1], frame);
  std::vector<std::uint32_t> chosen(frame.size, kNoRow);
  for (std::size_t i = 0; i < frame.size; ++i) {
    const Value position = positions.at(i);
    const auto number =
        position.is(TypeKind::kNumber) ? position.number().to_int64() : std::nullopt;
    const std::int64_t length = exploded.offsets[i + 1] - exploded.offsets[i];
    if (!number || *number == 0 || std::abs(*number) > length) continue;
    const std::int64_t from_start = *number > 0 ? *number - 1 : length + *number;
    chosen[i] = exploded.offsets[i] + static_cast<std::uint32_t>(from_start);
  }
  return exploded.items.gather(chosen);
}

Column Evaluator::filter(const Node& node, const Frame& frame) {
  const Exploded exploded = items_of(*node.children[0], frame);
  const Frame items = item_frame(exploded, frame);
  if (!node.children[1]->type.is_any()) {
    return regroup(exploded, positions_where(*node.children[1], items), node.type);
  }
  // Not known to be a condition: a number chooses by place (DMN 10.3.2.5).
  const Column chosen = evaluate(*node.children[1], items);
  std::vector<std::uint32_t> kept;
  bool by_place = false;
  for (std::size_t i = 0; i < frame.size; ++i) {
    const std::uint32_t first = exploded.offsets[i];
    for (std::uint32_t k = first; k < exploded.offsets[i + 1]; ++k) {
      const Value value = chosen.at(k);
      if (value.is_true()) kept.push_back(k);
      by_place = by_place || value.is(TypeKind::kNumber);
    }
  }
  if (by_place) return index(node, frame);
  return regroup(exploded, kept, node.type);
}

namespace {}  // namespace

namespace {

void append_walk(ColumnBuilder& items, const Walk& walk) {
  for (std::size_t place = 0; place < walk.count; ++place) items.append(walk.at(place));
}

}  // namespace

// A range stands for the whole numbers (or days) in it where it is iterated over.
Column Evaluator::iterated(const Node& node, const Frame& frame) {
  const Column domain = evaluate(node, frame);
  const Type& type = domain.type();
  if (!type.is(TypeKind::kRange) && !type.is_any()) return domain;
  const Type element = type.is(TypeKind::kRange) ? type.element() : Type();
  std::vector<std::uint32_t> offsets{0};
  Column::Nulls nulls(domain.size());
  ColumnBuilder items(element);
  for (std::size_t i = 0; i < domain.size(); ++i) {
    const Value value = domain.at(i);
    const auto walk = value.is(TypeKind::kRange) ? walk_through(value.range()) : std::nullopt;
    nulls[i] = value.is_null() || (value.is(TypeKind::kRange) && !walk) ? 1 : 0;
    if (walk) {
      charge(node, walk->count);
      append_walk(items, *walk);
    } else if (value.is(TypeKind::kList)) {
      for (const Value& item : value.list()) items.append(item);
    } else if (nulls[i] == 0) {
      items.append(value);
    }
    offsets.push_back(static_cast<std::uint32_t>(items.size()));
  }
  return Column(Type::list(element), domain.size(),
                Column::Lists{std::move(offsets), std::make_shared<const Column>(items.finish())},
                std::move(nulls));
}

// Iterators one in the other: each has a frame whose positions are the items of the one before.
class Evaluator::Iteration {
 public:
  Iteration(Evaluator& evaluator, const Node& node, const Frame& frame)
      : inner_(&frame), offsets_(all_positions(frame.size + 1)), no_domain_(frame.size, 0) {
    std::vector<std::uint32_t> roots = all_positions(frame.size);
    for (std::size_t k = 0; k + 1 < node.children.size(); ++k) {
      const Column domain = evaluator.iterated(*node.children[k], *inner_);
      for (std::size_t i = 0; i < domain.size(); ++i) {
        if (domain.is_null(i)) no_domain_[roots[i]] = 1;
      }
      evaluator.charge_items(node, domain);
      const Exploded exploded = explode(domain);
      auto next = std::make_unique<Frame>();
      next->outer = inner_;
      next->up = exploded.up;
      next->size = exploded.up.size();
      next->locals.push_back(exploded.items);
      roots = gathered(roots, exploded.up);
      for (std::uint32_t& offset : offsets_) offset = exploded.offsets[offset];
      frames_.push_back(std::move(next));
      inner_ = frames_.back().get();
    }
  }

  /// The frame of the innermost iterator.
  const Frame& frame() const { return *inner_; }
  /// Where the steps of each position start in it.
  const std::vector<std::uint32_t>& offsets() const { return offsets_; }
  /// 1 for the positions at which some list to iterate over is null.
  const Column::Nulls& no_domain() const { return no_domain_; }

 private:
  std::vector<std::unique_ptr<Frame>> frames_;
  const Frame* inner_;
  std::vector<std::uint32_t> offsets_;
  Column::Nulls no_domain_;
};

Column Evaluator::loop(const Node& node, const Frame& frame) {
  const Iteration iteration(*this, node, frame);
  Column body = evaluate(*node.children.back(), iteration.frame());
  Column::Nulls nulls = iteration.no_domain();
  if (std::find(nulls.begin(), nulls.end(), 1) == nulls.end()) nulls.clear();
  return Column(node.type, frame.size,
                Column::Lists{iteration.offsets(), std::make_shared<const Column>(std::move(body))},
                std::move(nulls));
}

// `partial` is the results so far, so each step waits for the one before it.
Column Evaluator::sequential_loop(const Node& node, const Frame& frame) {
  ColumnBuilder builder(node.type, frame.size);
  const std::size_t iterators = node.children.size() - 1;
  for (std::uint32_t position = 0; position < frame.size; ++position) {
    List results;
    bool no_domain = false;
    const Frame one = frame.at(std::vector<std::uint32_t>{position});
    const std::function<void(std::size_t, const Frame&)> run = [&](std::size_t iterator,
                                                                   const Frame& outer) {
      const Column domain = iterated(*node.children[iterator], outer);
      no_domain = no_domain || domain.is_null(0);
      const Exploded exploded = explode(domain);
      for (std::uint32_t k = 0; k < exploded.up.size(); ++k) {
        Frame inner;
        inner.outer = &outer;
        inner.size = 1;
        inner.locals.push_back(exploded.items.gather(std::vector<std::uint32_t>{k}));
        if (iterator + 1 < iterators) {
          run(iterator + 1, inner);
          continue;
        }
        // Copying the results so far is much less work than making them.
        constexpr std::size_t kCopies = 8;
        charge(node, 1 + results.size() / kCopies);
        inner.locals.push_back(Column::constant(Value(results), Type::list(TypeKind::kAny), 1));
        Value result = evaluate(*node.children.back(), inner).at(0);
        charge(node, result.weight());
        results.push_back(std::move(result));
      }
    };
    run(0, one);
    builder.append(no_domain ? Value() : Value(std::move(results)));
  }
  return builder.finish();
}

Column Evaluator::counting(const Node& node, const Frame& frame) {
  const Column from = evaluate(*node.children[0], frame);
  const Column to = evaluate(*node.children[1], frame);
  std::vector<std::uint32_t> offsets{0};
  Column::Nulls nulls(frame.size);
  ColumnBuilder items(node.type.element());
  for (std::size_t i = 0; i < frame.size; ++i) {
    const std::optional<Walk> walk = walk_between(from.at(i), to.at(i));
    nulls[i] = walk ? 0 : 1;
    if (walk) {
      charge(node, walk->count);
      append_walk(items, *walk);
    }
    offsets.push_back(static_cast<std::uint32_t>(items.size()));
  }
  return Column(node.type, frame.size,
                Column::Lists{std::move(offsets), std::make_shared<const Column>(items.finish())},
                std::move(nulls));
}

Column Evaluator::quantified(const Node& node, const Frame& frame) {
  const bool some = node.kind == NodeKind::kSome;
  const Iteration iteration(*this, node, frame);
  const std::vector<std::uint32_t>& offsets = iteration.offsets();
  const Column conditions = evaluate(*node.children.back(), iteration.frame());
  ColumnBuilder builder(node.type, frame.size);
  for (std::size_t i = 0; i < frame.size; ++i) {
    if (iteration.no_domain()[i] != 0) {
      builder.append_null();
      continue;
    }
    Value result(!some);
    for (std::uint32_t k = offsets[i]; k < offsets[i + 1]; ++k) {
      const Value condition = conditions.at(k);
      const Value truth = condition.is(TypeKind::kBoolean) ? condition : Value();
      result = some ? or3(result, truth) : and3(result, truth);
    }
    builder.append(result);
  }
  return builder.finish();
}

Column Evaluator::tests(const Node& node, const Frame& frame) {
  if (node.children.empty()) return Column::constant(Value(true), node.type, frame.size);  // `-`
  std::vector<Column> alternatives;
  bool constant = true;
  for (const NodePtr& child : node.children) {
    alternatives.push_back(evaluate(*child, frame));
    constant = constant && alternatives.back().is_constant();
  }
  if (constant) {
    Value result = alternatives[0].at(0);
    for (const Column& alternative : alternatives) result = or3(result, alternative.at(0));
    return Column::constant(node.negated ? not3(result) : result, node.type, frame.size);
  }
  std::vector<std::uint8_t> truths = truths_of(alternatives[0]);
  for (std::size_t k = 1; k < alternatives.size(); ++k) {
    const std::vector<std::uint8_t> others = truths_of(alternatives[k]);
    for (std::size_t i = 0; i < truths.size(); ++i) {
      if (truths[i] == kTrue || others[i] == kTrue) {
        truths[i] = kTrue;
      } else if (others[i] == kUndecided) {
        truths[i] = kUndecided;
      }
    }
  }
  if (node.negated) {
    for (std::uint8_t& truth : truths)
      truth = truth == kUndecided ? truth : truth == kTrue ? kFalse : kTrue;
  }
  return column_of(std::move(truths));
}

Column Evaluator::test(const Node& node, const Frame& frame) {
  const Column& tested = frame.locals[0];
  const Column found = evaluate(*node.children[0], frame);
  const bool is_range = node.children[0]->type.is(TypeKind::kRange);
  const auto at = [&](std::size_t row) -> Value {
    const Value value = found.at(row);
    if (node.uses_tested && (value.is(TypeKind::kBoolean) || value.is_null())) return value;
    if (is_range && value.is_null()) return {};  // a range without one of its ends holds nothing
    return contains(tested.at(row), value);
  };
  if (tested.is_constant() && found.is_constant())
    return Column::constant(at(0), node.type, frame.size);
  if (found.is_constant() && !node.uses_tested) {
    const Value value = found.at(0);
    if (auto column = test_texts(tested, [&](const Value& text) { return contains(text, value); }))
      return *column;
    if (value.is(TypeKind::kRange)) {
      if (auto column = test_range(tested, value.range())) return *column;
    }
  }
  ColumnBuilder builder(node.type, frame.size);
  for (std::size_t row = 0; row < frame.size; ++row) builder.append(at(row));
  return builder.finish();
}

Column Evaluator::bind(const Node& node, const Frame& frame) {
  Frame inner;
  inner.outer = &frame;
  inner.size = frame.size;
  for (std::size_t k = 0; k + 1 < node.children.size(); ++k)
    inner.locals.push_back(evaluate(*node.children[k], frame));
  return evaluate(*node.children.back(), inner);
}

Column Evaluator::call(const Node& node, const Frame& frame) {
  if (node.children.size() == 1) {
    if (const auto aggregate = aggregate_named(node.name)) {
      const Column lists = evaluate(*node.children[0], frame);
      return placed(node, [&] { return aggregate_lists(*aggregate, lists, node); });
    }
  }
  return lift(node, frame, [&](auto values) {
    std::vector<Value> in_order(node.arguments.size());
    for (std::size_t k = 0; k < node.arguments.size(); ++k) {
      if (node.arguments[k]) in_order[k] = values[*node.arguments[k]];
    }
    return node.signature->apply(in_order);
  });
}

Column Evaluator::data_call(const Node& node, const Frame& frame) {
  const Frame* rows_frame = &frame;
  std::uint32_t depth = 0;
  for (std::uint32_t level = 0; rows_frame != nullptr; rows_frame = rows_frame->outer, ++level) {
    if (rows_frame->table) depth = level;  // the outermost: the rule's own row
  }
  const Frame& base = *outer_frame(frame, depth).frame;
  const std::vector<std::uint32_t> rows = rows_of(frame, depth);
  std::vector<Column> operands;
  for (const NodePtr& child : node.children) operands.push_back(evaluate(*child, frame));
  ColumnBuilder builder(node.type, frame.size);
  std::vector<Value> values(operands.size());
  for (std::size_t i = 0; i < frame.size; ++i) {
    for (std::size_t k = 0; k < operands.size(); ++k) values[k] = operands[k].at(i);
    std::optional<RowRef> row;
    if (base.table)
      row = RowRef{*base.table, rows.empty() ? static_cast<std::uint32_t>(i) : rows[i]};
    builder.append(data_.call(node.index, values, row));
  }
  return builder.finish();
}

Column Evaluator::latest(const Node& node, const Frame& frame) {
  const Exploded exploded = items_of(*node.children[0], frame);
  const Frame items = item_frame(exploded, frame);
  const Column keys = evaluate(*node.children[1], items);
  const bool latest = node.name == "latest";
  std::vector<std::uint32_t> chosen(frame.size, kNoRow);
  for (std::size_t i = 0; i < frame.size; ++i) {
    Value best;
    for (std::uint32_t k = exploded.offsets[i]; k < exploded.offsets[i + 1]; ++k) {
      Value key = keys.at(k);
      if (key.is_null()) continue;
      const bool better = best.is_null() || (latest ? order(key, best) >= 0 : order(key, best) < 0);
      if (!better) continue;
      best = std::move(key);
      chosen[i] = k;
    }
  }
  return exploded.items.gather(chosen);
}

namespace {

/// Merges two sorted runs: of two items the earlier stays in front unless the later one precedes
/// it. False: some pair has no order.
using Precedes = std::function<Value(const Value&, const Value&)>;

bool merge_sort(List& items, const Precedes& precedes) {
  List merged(items.size());
  for (std::size_t width = 1; width < items.size(); width *= 2) {
    for (std::size_t begin = 0; begin < items.size(); begin += 2 * width) {
      const std::size_t middle = std::min(begin + width, items.size());
      const std::size_t end = std::min(begin + 2 * width, items.size());
      std::size_t left = begin;
      std::size_t right = middle;
      for (std::size_t out = begin; out < end; ++out) {
        bool take_right = left == middle;
        if (left < middle && right < end) {
          const Value swapped = precedes(items[right], items[left]);
          if (!swapped.is(TypeKind::kBoolean)) return false;
          take_right = swapped.is_true();
        }
        merged[out] = items[take_right ? right++ : left++];
      }
    }
    items.swap(merged);
  }
  return true;
}

}  // namespace

Column Evaluator::sort_by(const Node& node, const Frame& frame) {
  const Column lists = evaluate(*node.children[0], frame);
  const Type& element = node.type.element();
  ColumnBuilder builder(node.type, frame.size);
  for (std::uint32_t position = 0; position < frame.size; ++position) {
    const Value value = lists.at(position);
    if (value.is_null()) {
      builder.append_null();
      continue;
    }
    const Frame one = frame.at(std::vector<std::uint32_t>{position});
    const auto precedes = [&](const Value& a, const Value& b) {
      constexpr std::uint64_t kWorthOfPair = 4;
      charge(node, kWorthOfPair);
      Frame pair;
      pair.outer = &one;
      pair.size = 1;
      pair.locals = {Column::constant(a, element, 1), Column::constant(b, element, 1)};
      return evaluate(*node.children[1], pair).at(0);
    };
    List items = value.is(TypeKind::kList) ? value.list() : List{value};
    builder.append(merge_sort(items, precedes) ? Value(std::move(items)) : Value());
  }
  return builder.finish();
}

Column Evaluator::replace_where(const Node& node, const Frame& frame) {
  const Column lists = evaluate(*node.children[0], frame);
  const Column new_items = evaluate(*node.children[1], frame);
  charge_items(node, lists);
  const Exploded exploded = explode(lists);
  Frame inner;
  inner.outer = &frame;
  inner.up = exploded.up;
  inner.size = exploded.up.size();
  inner.locals = {exploded.items, new_items.gather(exploded.up)};
  const Column matches = evaluate(*node.children[2], inner);
  ColumnBuilder builder(node.type, frame.size);
  for (std::size_t i = 0; i < frame.size; ++i) {
    List items;
    for (std::uint32_t k = exploded.offsets[i]; k < exploded.offsets[i + 1]; ++k)
      items.push_back(matches.at(k).is_true() ? new_items.at(i) : exploded.items.at(k));
    builder.append(lists.is_null(i) ? Value() : Value(std::move(items)));
  }
  return builder.finish();
}

Exploded explode(const Column& lists) {
  Exploded exploded;
  exploded.offsets.reserve(lists.size() + 1);
  exploded.offsets.push_back(0);
  if (const auto* store = lists.as<Column::Lists>()) {
    const std::uint32_t base = store->offsets.front();
    for (std::size_t i = 0; i < lists.size(); ++i) {
      const std::uint32_t end = lists.is_null(i) ? store->offsets[i] : store->offsets[i + 1];
      for (std::uint32_t k = store->offsets[i]; k < end; ++k)
        exploded.up.push_back(static_cast<std::uint32_t>(i));
      exploded.offsets.push_back(static_cast<std::uint32_t>(exploded.up.size()));
    }
    if (base == 0 && store->items->size() == exploded.up.size()) {
      exploded.items = *store->items;
      return exploded;
    }
    std::vector<std::uint32_t> positions;
    positions.reserve(exploded.up.size());
    for (std::size_t i = 0; i < lists.size(); ++i) {
      if (lists.is_null(i)) continue;
      for (std::uint32_t k = store->offsets[i]; k < store->offsets[i + 1]; ++k)
        positions.push_back(k);
    }
    exploded.items = store->items->gather(positions);
    return exploded;
  }
  const Type element = lists.type().is(TypeKind::kList) ? lists.type().element() : lists.type();
  ColumnBuilder items(element.is(TypeKind::kRange) ? element.element() : element);
  const auto add = [&](const Value& value, std::size_t row) {
    items.append(value);
    exploded.up.push_back(static_cast<std::uint32_t>(row));
  };
  for (std::size_t i = 0; i < lists.size(); ++i) {
    const Value value = lists.at(i);
    if (value.is(TypeKind::kList)) {
      for (const Value& item : value.list()) add(item, i);
    } else if (!value.is_null()) {
      add(value, i);
    }
    exploded.offsets.push_back(static_cast<std::uint32_t>(exploded.up.size()));
  }
  exploded.items = items.finish();
  return exploded;
}

Frame item_frame(const Exploded& exploded, const Frame& outer) {
  Frame frame;
  frame.outer = &outer;
  frame.up = exploded.up;
  frame.size = exploded.up.size();
  if (exploded.items.type().is(TypeKind::kRow)) {
    frame.table = exploded.items.type().table();
    frame.rows = row_numbers(exploded.items);
  } else {
    frame.locals.push_back(exploded.items);
  }
  return frame;
}

Column regroup(const Exploded& exploded, std::span<const std::uint32_t> kept, const Type& type) {
  std::vector<std::uint32_t> offsets;
  offsets.reserve(exploded.offsets.size());
  offsets.push_back(0);
  std::size_t next = 0;
  for (std::size_t i = 1; i < exploded.offsets.size(); ++i) {
    while (next < kept.size() && kept[next] < exploded.offsets[i]) ++next;
    offsets.push_back(static_cast<std::uint32_t>(next));
  }
  const std::size_t size = exploded.offsets.size() - 1;
  return Column(type, size,
                Column::Lists{std::move(offsets),
                              std::make_shared<const Column>(exploded.items.gather(kept))});
}

}  // namespace zhaoshang
