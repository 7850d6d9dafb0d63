// Lists as operations: what stands in them item by item, what was chosen from them and why, and the
// loops over them.
#include <array>
#include <functional>
#include <numeric>

#include "engine/expr/aggregates.h"
#include "engine/value/operations.h"
#include "scheme/tracer.h"

namespace zhaoshang {

namespace {

Operation list_of(std::vector<Operation> items) { return Operation::of("list", std::move(items)); }

/// The item of a list by its place, where the list's operation does not tell its items apart.
Operation item_of(const Operation& list, std::uint32_t place, Value value) {
  Operation made = Operation::leaf("item", std::move(value), std::to_string(place + 1));
  made.operands.push_back(list);
  return made;
}

}  // namespace

// The items of a list, each as an operation of its own: cells and figures of rows, or what a path
// makes of them. A list that only its operation as a whole can tell is left whole.
Operation Tracer::list_operation(TracedFigure& figure, const Node& node, const Frame& frame) {
  switch (node.kind) {
    case NodeKind::kMap: return map_operation(figure, node, frame);
    case NodeKind::kFilter: return filter_operation(figure, node, frame);
    default: return rows_operation(figure, value_of(node, frame));
  }
}

/// Rows, one or a list of them.
Operation Tracer::rows_operation(TracedFigure& figure, const Value& rows) {
  if (rows.is(TypeKind::kRow)) return row_operation(figure, rows.row());
  if (!rows.is(TypeKind::kList)) return Operation::leaf("nothing", Value());
  std::vector<Operation> items;
  for (const Value& row : rows.list()) {
    items.push_back(row.is(TypeKind::kRow) ? row_operation(figure, row.row())
                                           : Operation::leaf("nothing", Value()));
  }
  return list_of(std::move(items));
}

/// An operation for each item of a list, as exploded.
std::vector<Operation> Tracer::item_operations(TracedFigure& figure, const Node& node,
                                               const Frame& frame, const Column& items) {
  std::vector<Operation> made;
  if (items.type().is(TypeKind::kRow)) {
    for (std::uint32_t k = 0; k < items.size(); ++k)
      made.push_back(rows_operation(figure, items.at(k)));
    return made;
  }
  const Operation list = operation(figure, node, frame);
  if (list.op == "list" && list.operands.size() == items.size()) return list.operands;
  const bool is_one = !value_of(node, frame).is(TypeKind::kList) && items.size() == 1;
  for (std::uint32_t k = 0; k < items.size(); ++k)
    made.push_back(is_one ? list : item_of(list, k, printable(items.at(k))));
  return made;
}

Operation Tracer::map_operation(TracedFigure& figure, const Node& node, const Frame& frame) {
  const Exploded exploded = explode(Evaluator(*data_).evaluate(*node.children[0], frame));
  const Frame items = item_frame(exploded, frame);
  const std::vector<Operation> sources =
      items.locals.empty() ? std::vector<Operation>()
                           : item_operations(figure, *node.children[0], frame, exploded.items);
  Operation made = list_of({});
  for (std::uint32_t k = 0; k < items.size; ++k) {
    const Frame item = items.at(std::array<std::uint32_t, 1>{k});
    if (!item.locals.empty()) bound_[{&item, 0}] = sources[k];
    if (item.table && !item.rows.empty() && item.rows[0] != kNoRow)
      read(figure, source_of(*item.table, item.rows[0]));
    Operation body = operation(figure, *node.children[1], item);
    bound_.erase({&item, 0});
    if (body.op == "list") {  // paths flatten
      for (Operation& each : body.operands) made.operands.push_back(std::move(each));
    } else if (item.table && body.op == "figure") {  // of which row is to be seen
      Operation row = rows_operation(figure, RowRef{*item.table, item.rows[0]});
      made.operands.push_back(Operation::of("of row", {std::move(row), std::move(body)}));
    } else {
      made.operands.push_back(std::move(body));
    }
  }
  return made;
}

// The items that were kept. A number in place of a condition chooses by place.
Operation Tracer::filter_operation(TracedFigure& figure, const Node& node, const Frame& frame) {
  Evaluator evaluator(*data_);
  const Value kept = value_of(node, frame);
  if (!kept.is(TypeKind::kList)) return index_operation(figure, node, frame);
  const Exploded exploded = explode(evaluator.evaluate(*node.children[0], frame));
  if (exploded.items.type().is(TypeKind::kRow)) return rows_operation(figure, kept);
  const Frame items = item_frame(exploded, frame);
  TracedFigure aside;  // what is not kept does not go in
  const std::vector<Operation> all =
      item_operations(aside, *node.children[0], frame, exploded.items);
  Operation made = list_of({});
  for (const std::uint32_t place : evaluator.positions_where(*node.children[1], items)) {
    made.operands.push_back(all[place]);
    take_in(figure, all[place]);
  }
  return made;
}

/// Notes the rows and figures that an operation ends in.
void Tracer::take_in(TracedFigure& figure, const Operation& operation) const {
  if (operation.op == "figure") use(figure, operation.name);
  if (operation.op == "cell" || operation.op == "row") read(figure, operation.source);
  for (const Operation& each : operation.operands) take_in(figure, each);
}

Operation Tracer::index_operation(TracedFigure& figure, const Node& node, const Frame& frame) {
  Operation made = Operation::leaf("index", printable(value_of(node, frame)));
  made.operands.push_back(operation(figure, *node.children[0], frame));
  made.operands.push_back(operation(figure, *node.children[1], frame));
  return made;
}

// Every item with what it was chosen by; the value is the one of the greatest or the least.
Operation Tracer::latest_operation(TracedFigure& figure, const Node& node, const Frame& frame) {
  Operation made = Operation::leaf(node.name, printable(value_of(node, frame)));
  const Exploded exploded = explode(Evaluator(*data_).evaluate(*node.children[0], frame));
  const Frame items = item_frame(exploded, frame);
  const std::vector<Operation> all =
      item_operations(figure, *node.children[0], frame, exploded.items);
  for (std::uint32_t k = 0; k < items.size; ++k) {
    const Frame item = items.at(std::array<std::uint32_t, 1>{k});
    if (!item.locals.empty()) bound_[{&item, 0}] = all[k];
    made.operands.push_back(
        Operation::of("candidate", {all[k], operation(figure, *node.children[1], item)}));
    bound_.erase({&item, 0});
  }
  return made;
}

// The list, then the list in its new order, then whether each item should stand before the one in
// front of it.
Operation Tracer::sort_operation(TracedFigure& figure, const Node& node, const Frame& frame) {
  const Value sorted = value_of(node, frame);
  Operation made = Operation::leaf("sort", printable(sorted));
  made.operands.push_back(operation(figure, *node.children[0], frame));
  const List items = sorted.is(TypeKind::kList) ? sorted.list() : List();
  const Type& element = node.type.element();
  for (std::size_t k = 1; k < items.size(); ++k) {
    Frame pair;
    pair.outer = &frame;
    pair.size = 1;
    pair.locals = {Column::constant(items[k], element, 1),
                   Column::constant(items[k - 1], element, 1)};
    for (std::uint32_t side = 0; side < 2; ++side) {
      bound_[{&pair, side}] =
          item_of(Operation::leaf("sorted", printable(sorted)),
                  static_cast<std::uint32_t>(k - side), printable(pair.locals[side].at(0)));
    }
    made.operands.push_back(operation(figure, *node.children[1], pair));
    for (std::uint32_t side = 0; side < 2; ++side) bound_.erase({&pair, side});
  }
  return made;
}

// The list and the new item, then for each item whether it gives way.
Operation Tracer::replace_operation(TracedFigure& figure, const Node& node, const Frame& frame) {
  Operation made = Operation::leaf("replace", printable(value_of(node, frame)));
  made.operands.push_back(operation(figure, *node.children[0], frame));
  made.operands.push_back(operation(figure, *node.children[1], frame));
  Evaluator evaluator(*data_);
  const Exploded exploded = explode(evaluator.evaluate(*node.children[0], frame));
  const std::vector<Operation> all =
      item_operations(figure, *node.children[0], frame, exploded.items);
  const Operation fresh = made.operands[1];
  for (std::uint32_t k = 0; k < exploded.up.size(); ++k) {
    Frame inner;
    inner.outer = &frame;
    inner.size = 1;
    inner.locals = {exploded.items.gather(std::array<std::uint32_t, 1>{k}),
                    evaluator.evaluate(*node.children[1], frame)};
    bound_[{&inner, 0}] = all[k];
    bound_[{&inner, 1}] = fresh;
    made.operands.push_back(operation(figure, *node.children[2], inner));
    bound_.erase({&inner, 0});
    bound_.erase({&inner, 1});
  }
  return made;
}

/// Goes through the iterators of a loop, one in the other; false: one of them has nothing to go
/// through.
bool Tracer::each_step(TracedFigure& figure, const Node& node, std::size_t iterator,
                       const Frame& frame, const std::function<void(Frame&)>& step) {
  const Node& domain = *node.children[iterator];
  const Column walked = Evaluator(*data_).evaluate(domain, frame);
  const Value through = walked.at(0);
  Column items = explode(walked).items;
  if (through.is_null()) return false;
  if (through.is(TypeKind::kRange)) {
    const auto walk = walk_through(through.range());
    if (!walk) return false;
    ColumnBuilder days(through.range().start.is(TypeKind::kDate) ? TypeKind::kDate
                                                                 : TypeKind::kNumber);
    for (std::size_t place = 0; place < walk->count; ++place) days.append(walk->at(place));
    items = days.finish();
  }
  const std::vector<Operation> all = item_operations(figure, domain, frame, items);
  bool goes = true;
  for (std::uint32_t k = 0; k < items.size(); ++k) {
    Frame inner;
    inner.outer = &frame;
    inner.size = 1;
    inner.locals.push_back(items.gather(std::array<std::uint32_t, 1>{k}));
    bound_[{&inner, 0}] = all[k];
    if (iterator + 2 < node.children.size()) {
      goes = each_step(figure, node, iterator + 1, inner, step) && goes;
    } else {
      step(inner);
    }
    bound_.erase({&inner, 0});
  }
  return goes;
}

// Each step with its variables in place; `partial` is what the steps before came to.
Operation Tracer::loop_operation(TracedFigure& figure, const Node& node, const Frame& frame) {
  Operation made = list_of({});
  List results;
  const bool goes = each_step(figure, node, 0, frame, [&](Frame& step) {
    if (node.sequential) {
      step.locals.push_back(Column::constant(Value(results), Type::list(TypeKind::kAny), 1));
      bound_[{&step, 1}] = Operation::leaf("partial", printable(Value(results)));
    }
    made.operands.push_back(operation(figure, *node.children.back(), step));
    if (!node.sequential) return;
    results.push_back(value_of(*node.children.back(), step));
    bound_.erase({&step, 1});
  });
  return goes ? made : Operation::leaf("nothing", Value());
}

// Whether a condition holds for some item, or for every one: the condition of each.
Operation Tracer::quantified_operation(TracedFigure& figure, const Node& node, const Frame& frame) {
  Operation made = Operation::leaf(node.kind == NodeKind::kSome ? "some" : "every",
                                   printable(value_of(node, frame)));
  const bool goes = each_step(figure, node, 0, frame, [&](Frame& step) {
    made.operands.push_back(operation(figure, *node.children.back(), step));
  });
  return goes ? made : Operation::leaf("nothing", Value());
}

// The rows of a stream that a fold took in, fetched in a pass of their own.
Operation Tracer::fold_operation(TracedFigure& figure, const Fold& fold, std::uint32_t row,
                                 const Value& value) {
  constexpr std::array<std::string_view, 7> kWords{"count", "sum", "min", "max",
                                                   "mean",  "all", "any"};
  Operation made = Operation::leaf(std::string(kWords.at(static_cast<std::size_t>(fold.aggregate))),
                                   printable(value));
  const Data* const outer_data = data_;
  const TableRows* const outer_batch = batch_;
  figures_.for_each_batch(fold.child, [&](const Data& data, const TableRows& rows) {
    if (rows.size == 0) return;
    const std::vector<std::uint32_t> parents = fold.path.empty()
                                                   ? std::vector<std::uint32_t>(rows.size, 0)
                                                   : figures_.follow(rows, fold.path);
    std::vector<std::uint32_t> own;
    for (std::uint32_t child = 0; child < rows.size; ++child) {
      if (parents[child] == row) own.push_back(child);
    }
    if (own.empty()) return;
    data_ = &data;
    batch_ = &rows;
    const Frame candidates = Frame::of_rows(fold.child, own);
    if (fold.filter) {
      std::vector<std::uint32_t> kept;
      for (const std::uint32_t position : Evaluator(data).positions_where(*fold.filter, candidates))
        kept.push_back(own[position]);
      own = std::move(kept);
    }
    for (const std::uint32_t child : own) {
      read(figure, source_of(fold.child, child));
      made.operands.push_back(
          fold.element ? operation(figure, *fold.element, Frame::of_rows(fold.child, {child}))
                       : row_operation(figure, {fold.child, child}));
    }
    data_ = outer_data;
    batch_ = outer_batch;
  });
  return made;
}

}  // namespace zhaoshang
