// A program on one position as operations that can be done again. Every frame here has one
// position: items of lists are taken one by one.
#include <array>

#include "engine/expr/aggregates.h"
#include "engine/value/operations.h"
#include "scheme/figures_cache.h"
#include "scheme/tracer.h"

namespace zhaoshang {

namespace {

constexpr std::array<std::uint32_t, 1> kFirst{0};

/// One entry of every context of a list.
Operation entries_of(Operation list, const std::string& name) {
  for (Operation& context : list.operands) {
    Operation found = Operation::leaf("nothing", Value(), name);
    for (Operation& entry : context.operands) {
      if (entry.source == name) found = std::move(entry);
    }
    found.source.clear();
    context = std::move(found);
  }
  return list;
}

/// The frame around a frame of one position in which a variable or row of that depth stands.
const Frame& frame_at(const Frame& frame, std::uint32_t depth) {
  const Frame* at = &frame;
  for (std::uint32_t level = 0; level < depth; ++level) at = at->outer;
  return *at;
}

}  // namespace

std::uint32_t row_in(const Frame& frame, std::uint32_t depth) {
  const Frame* at = &frame;
  std::uint32_t position = 0;
  for (std::uint32_t level = 0; level < depth; ++level) {
    if (!at->up.empty()) position = at->up[position];
    at = at->outer;
  }
  return at->rows.empty() ? position : at->rows[position];
}

Value Tracer::value_of(const Node& node, const Frame& frame) const {
  return Evaluator(*data_).evaluate(node, frame).at(0);
}

Operation Tracer::with_operands(TracedFigure& figure, std::string op, const Node& node,
                                const Frame& frame) {
  Operation made = Operation::leaf(std::move(op), printable(value_of(node, frame)));
  for (const NodePtr& child : node.children)
    made.operands.push_back(operation(figure, *child, frame));
  return made;
}

Operation Tracer::operation(TracedFigure& figure, const Node& node, const Frame& frame) {
  switch (node.kind) {
    case NodeKind::kConstant: return Operation::leaf("constant", printable(node.value));
    case NodeKind::kGlobal: return global_operation(figure, node, frame);
    case NodeKind::kLocal: {
      const auto bound = bound_.find({&frame_at(frame, node.depth), node.slot});
      if (bound != bound_.end()) return bound->second;
      return Operation::leaf("variable", printable(value_of(node, frame)), node.name);
    }
    case NodeKind::kFrameRow: {
      const Value row = value_of(node, frame);
      return row.is(TypeKind::kRow) ? row_operation(figure, row.row())
                                    : Operation::leaf("row", printable(row));
    }
    case NodeKind::kFrameField:
    case NodeKind::kField: return field_operation(figure, node, frame);
    case NodeKind::kNegate: return with_operands(figure, "negate", node, frame);
    case NodeKind::kBinary:
      return with_operands(figure, std::string(operator_text(node.op)), node, frame);
    case NodeKind::kAnd:
    case NodeKind::kOr: {
      // The right side counts only where the left one does not decide.
      const bool is_and = node.kind == NodeKind::kAnd;
      Operation made = Operation::leaf(is_and ? "and" : "or", printable(value_of(node, frame)));
      made.operands.push_back(operation(figure, *node.children[0], frame));
      const Value left = value_of(*node.children[0], frame);
      if (is_and ? !left.is_false() : !left.is_true())
        made.operands.push_back(operation(figure, *node.children[1], frame));
      return made;
    }
    case NodeKind::kIf: {
      Operation made = Operation::leaf("if", printable(value_of(node, frame)));
      made.operands.push_back(operation(figure, *node.children[0], frame));
      const bool holds = value_of(*node.children[0], frame).is_true();
      made.name = holds ? "then" : "else";
      made.operands.push_back(operation(figure, *node.children[holds ? 1 : 2], frame));
      return made;
    }
    case NodeKind::kBetween: return with_operands(figure, "between", node, frame);
    case NodeKind::kRange: return with_operands(figure, "range", node, frame);
    case NodeKind::kList: return with_operands(figure, "list", node, frame);
    case NodeKind::kEntry:
    case NodeKind::kProperty: {
      Operation made = with_operands(figure, "property", node, frame);
      made.name = node.name;
      if (made.operands[0].op == "list" && !made.operands[0].operands.empty() &&
          made.operands[0].operands[0].op == "context")
        return entries_of(std::move(made.operands[0]), node.name);
      return made;
    }
    case NodeKind::kMap:
    case NodeKind::kFilter:
    case NodeKind::kTable: return list_operation(figure, node, frame);
    case NodeKind::kFor: return loop_operation(figure, node, frame);
    case NodeKind::kTestCompare: {
      // Children: endpoint, tested value; read as `tested op endpoint`.
      Operation made =
          Operation::leaf(std::string(operator_text(node.op)), printable(value_of(node, frame)));
      made.operands.push_back(operation(figure, *node.children[1], frame));
      made.operands.push_back(operation(figure, *node.children[0], frame));
      return made;
    }
    case NodeKind::kTests: {
      Operation made = with_operands(figure, node.negated ? "none" : "some", node, frame);
      if (node.children.empty()) made.op = "any";
      return made;
    }
    case NodeKind::kBind: {
      Frame inner;
      inner.outer = &frame;
      inner.size = 1;
      for (std::size_t k = 0; k + 1 < node.children.size(); ++k) {
        inner.locals.push_back(Evaluator(*data_).evaluate(*node.children[k], frame));
        bound_[{&inner, static_cast<std::uint32_t>(k)}] =
            operation(figure, *node.children[k], frame);
      }
      Operation made = operation(figure, *node.children.back(), inner);
      for (std::size_t k = 0; k + 1 < node.children.size(); ++k)
        bound_.erase({&inner, static_cast<std::uint32_t>(k)});
      return made;
    }
    case NodeKind::kCall: {
      Operation made = Operation::leaf("call", printable(value_of(node, frame)), node.name);
      if (const auto aggregate = aggregate_named(node.name);
          aggregate && node.children.size() == 1) {
        made.op = node.name;
        made.name.clear();
        Operation list = operation(figure, *node.children[0], frame);
        if (list.op == "list") {
          made.operands = std::move(list.operands);
        } else {
          made.operands.push_back(std::move(list));
        }
        return made;
      }
      for (const std::optional<std::size_t>& argument : node.arguments) {
        if (argument) made.operands.push_back(operation(figure, *node.children[*argument], frame));
      }
      return made;
    }
    case NodeKind::kDataCall: {
      Operation made = with_operands(figure, "call", node, frame);
      made.name = node.name;
      return made;
    }
    case NodeKind::kOuter: return operation(figure, *node.children[0], *frame.outer);
    case NodeKind::kOfRow: {
      Frame inner;
      inner.outer = &frame;
      inner.size = 1;
      inner.table = node.table;
      inner.rows = {row_in(frame, node.depth)};
      return operation(figure, *node.children[0], inner);
    }
    case NodeKind::kExtension: return extension_operation(figure, node, frame);
    default: break;
  }
  // Conditions and choices: what was chosen stands there as a value, with the rows looked at.
  Operation made = Operation::leaf("chosen", printable(value_of(node, frame)), node.name);
  if (!node.children.empty() && node.kind != NodeKind::kContext &&
      node.kind != NodeKind::kTestValue) {
    list_operation(figure, *node.children[0], frame);  // notes the rows as sources
  }
  return made;
}

Operation Tracer::row_operation(TracedFigure& figure, RowRef row) {
  const std::string source = source_of(row.table, row.row);
  read(figure, source);
  return Operation::leaf("row", Value(row_id(row.table, row.row)),
                         figures_.plan().table(row.table).name, source);
}

Operation Tracer::field_operation(TracedFigure& figure, const Node& node, const Frame& frame) {
  if (node.kind == NodeKind::kFrameField)
    return read_field(figure, node.table, node.index, row_in(frame, node.depth));
  const Value row = value_of(*node.children[0], frame);
  if (!row.is(TypeKind::kRow)) return Operation::leaf("nothing", Value(), node.name);
  return read_field(figure, node.table, node.index, row.row().row);
}

Operation Tracer::read_field(TracedFigure& figure, std::uint32_t table, std::uint32_t index,
                             std::uint32_t row) {
  const Field& field = figures_.plan().field(table, index);
  if (row == kNoRow) return Operation::leaf("nothing", Value(), field.name);
  const Value value = data_->field(table, index).at(row);
  switch (field.kind) {
    case Field::Kind::kStored: {
      const std::string source = source_of(table, row);
      read(figure, source);
      return Operation::leaf("cell", printable(value), field.name, source);
    }
    case Field::Kind::kFold: return fold_operation(figure, *field.fold, row, value);
    case Field::Kind::kProgram: break;
    case Field::Kind::kNative:
      if (field.target || field.assessment) break;
      return Operation::leaf("scope", printable(value), field.name);
    case Field::Kind::kReference:
    case Field::Kind::kRelation: return Operation::leaf("rows", printable(value), field.name);
  }
  // A figure of a row that streams by has no life of its own: its operations stand in their place.
  if (batch_ != nullptr && batch_->table == table && field.kind == Field::Kind::kProgram)
    return operation(figure, *field.program.root, Frame::of_rows(table, {row}));
  const std::string id = field_figure(table, index, row);
  use(figure, id);
  return Operation::figure(id, printable(value));
}

Operation Tracer::global_operation(TracedFigure& figure, const Node& node, const Frame& frame) {
  const Value value = value_of(node, frame);
  if (node.index < kFirstParameter) return Operation::leaf("scope", printable(value), node.name);
  std::optional<Date> day;
  if (!node.children.empty()) {
    const Value at = value_of(*node.children[0], frame);
    if (at.is(TypeKind::kDate)) day = at.date();
  }
  const std::string id = parameter_figure(node.index - kFirstParameter, day);
  use(figure, id);
  return Operation::figure(id, printable(value));
}

// The items of a list, each as an operation of its own: cells and figures of rows, or what a path
// makes of them.
Operation Tracer::list_operation(TracedFigure& figure, const Node& node, const Frame& frame) {
  Operation made = Operation::leaf("list", Value());
  made.value.reset();
  if (node.kind == NodeKind::kMap) {
    const Exploded exploded = explode(Evaluator(*data_).evaluate(*node.children[0], frame));
    const Frame items = item_frame(exploded, frame);
    for (std::uint32_t k = 0; k < items.size; ++k) {
      const Frame item = items.at(std::array<std::uint32_t, 1>{k});
      if (!item.locals.empty())
        bound_[{&item, 0}] = Operation::leaf("item", printable(item.locals[0].at(0)));
      if (item.table && !item.rows.empty() && item.rows[0] != kNoRow)
        read(figure, source_of(*item.table, item.rows[0]));
      Operation body = operation(figure, *node.children[1], item);
      bound_.erase({&item, 0});
      if (body.op == "list") {  // paths flatten
        for (Operation& each : body.operands) made.operands.push_back(std::move(each));
      } else {
        made.operands.push_back(std::move(body));
      }
    }
    return made;
  }
  const Value list = value_of(node, frame);
  if (!list.is(TypeKind::kList)) return item_operation(figure, list);
  for (const Value& item : list.list()) made.operands.push_back(item_operation(figure, item));
  return made;
}

Operation Tracer::item_operation(TracedFigure& figure, const Value& value) {
  return value.is(TypeKind::kRow) ? row_operation(figure, value.row())
                                  : Operation::leaf("item", printable(value));
}

// One iterator: each step with its variable in place. Several, or `partial`: the results.
Operation Tracer::loop_operation(TracedFigure& figure, const Node& node, const Frame& frame) {
  const Value value = value_of(node, frame);
  Operation made = Operation::leaf("list", printable(value));
  if (node.children.size() != 2 || node.sequential) {
    made.op = "chosen";
    return made;
  }
  made.value.reset();
  const Column domain = Evaluator(*data_).evaluate(*node.children[0], frame);
  if (domain.at(0).is(TypeKind::kRange) || !value.is(TypeKind::kList)) {
    made.op = "chosen";
    made.value = printable(value);
    return made;
  }
  const Exploded exploded = explode(domain);
  for (std::uint32_t k = 0; k < exploded.up.size(); ++k) {
    Frame step;
    step.outer = &frame;
    step.size = 1;
    step.locals.push_back(exploded.items.gather(std::array<std::uint32_t, 1>{k}));
    const Value item = step.locals[0].at(0);
    bound_[{&step, 0}] = item_operation(figure, item);
    made.operands.push_back(operation(figure, *node.children[1], step));
    bound_.erase({&step, 0});
  }
  return made;
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

Operation Tracer::extension_operation(TracedFigure& figure, const Node& node, const Frame& frame) {
  Operation made;
  if (const auto* table = dynamic_cast<const DecisionTable*>(node.extension.get())) {
    made = table_operation(figure, *table, frame);
  } else if (const auto* sheet = dynamic_cast<const Sheet*>(node.extension.get())) {
    made = sheet_operation(figure, *sheet, frame);
  } else if (const auto* brackets = dynamic_cast<const Brackets*>(node.extension.get())) {
    made = brackets_operation(figure, *brackets, frame);
  } else if (const auto* finish = dynamic_cast<const Finish*>(node.extension.get())) {
    made = finish_operation(figure, *finish, frame);
  } else {
    made.op = "chosen";
  }
  made.value = printable(value_of(node, frame));
  return made;
}

}  // namespace zhaoshang
