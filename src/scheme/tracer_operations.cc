// A program on one position as operations that can be done again. Every frame here has one
// position: items of lists are taken one by one.
#include <array>

#include <fmt/format.h>

#include "engine/expr/aggregates.h"
#include "engine/value/operations.h"
#include "scheme/figures_cache.h"
#include "scheme/tracer.h"

namespace zhaoshang {

namespace {

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
    case NodeKind::kConstant: return literal(node.span, printable(node.value));
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
    case NodeKind::kSome:
    case NodeKind::kEvery: return quantified_operation(figure, node, frame);
    case NodeKind::kIndex: return index_operation(figure, node, frame);
    case NodeKind::kLatest: return latest_operation(figure, node, frame);
    case NodeKind::kSortBy: return sort_operation(figure, node, frame);
    case NodeKind::kReplaceWhere: return replace_operation(figure, node, frame);
    case NodeKind::kCount: return with_operands(figure, "count up", node, frame);
    case NodeKind::kInstanceOf: {
      Operation made = with_operands(figure, "instance of", node, frame);
      made.name = type_name(node.tested_type);
      return made;
    }
    case NodeKind::kPlace: return place_operation(figure, node, frame);
    case NodeKind::kContext: return context_operation(figure, node, frame);
    case NodeKind::kTestValue: return test_operation(figure, node, frame);
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
      if (node.children.empty()) made.op = "always";
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
    case NodeKind::kDataCall: return data_operation(figure, node, frame);
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
  }
  return {};
}

std::string Tracer::place_text(const Span& span) {
  return fmt::format("{}:{}", span.file->path(), span.place().line);
}

/// What the policy says as it stands there.
Operation Tracer::literal(const Span& span, Value value) const {
  Operation made = Operation::leaf("constant", std::move(value));
  if (span.file == nullptr) return made;
  made.name = span.text();
  made.source = fmt::format("{}:{}", place_text(span), span.place().column);
  return made;
}

// A word of a scale by its place among the words, from the lowest.
Operation Tracer::place_operation(TracedFigure& figure, const Node& node, const Frame& frame) {
  Operation made = with_operands(figure, "place", node, frame);
  List words;
  for (const std::string& word : *node.tested_type.scale()) words.emplace_back(word);
  made.operands.push_back(Operation::leaf("scale", Value(std::move(words))));
  return made;
}

// Entries are in the order written; each sees those before it.
Operation Tracer::context_operation(TracedFigure& figure, const Node& node, const Frame& frame) {
  Operation made = Operation::leaf("context", printable(value_of(node, frame)));
  Frame entries;
  entries.outer = &frame;
  entries.size = 1;
  for (std::size_t k = 0; k < node.children.size(); ++k) {
    Operation entry = operation(figure, *node.children[k], entries);
    entries.locals.push_back(Evaluator(*data_).evaluate(*node.children[k], entries));
    bound_[{&entries, static_cast<std::uint32_t>(k)}] = entry;
    made.operands.push_back(Operation::of("entry", {std::move(entry)}, node.names[k]));
  }
  for (std::size_t k = 0; k < node.children.size(); ++k)
    bound_.erase({&entries, static_cast<std::uint32_t>(k)});
  return made;
}

// One of unary tests: what is tested, and the value or the range or list that is to hold it.
Operation Tracer::test_operation(TracedFigure& figure, const Node& node, const Frame& frame) {
  Operation made =
      Operation::leaf(node.uses_tested ? "test" : "holds", printable(value_of(node, frame)));
  const auto tested = bound_.find({&frame, 0});
  made.operands.push_back(tested != bound_.end()
                              ? tested->second
                              : Operation::leaf("item", printable(frame.locals[0].at(0))));
  made.operands.push_back(operation(figure, *node.children[0], frame));
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
  Operation made = Operation::of("of row", {operation(figure, *node.children[0], frame)},
                                 figures_.plan().field(node.table, node.index).name);
  made.operands.push_back(row.is(TypeKind::kRow)
                              ? read_field(figure, node.table, node.index, row.row().row)
                              : Operation::leaf("nothing", Value()));
  return made;
}

Operation Tracer::read_field(TracedFigure& figure, std::uint32_t table, std::uint32_t index,
                             std::uint32_t row) {
  const Field& field = figures_.plan().field(table, index);
  if (row == kNoRow) return Operation::leaf("nothing", Value());
  const Value value = data_->field(table, index).at(row);
  switch (field.kind) {
    case Field::Kind::kStored: return cell_operation(figure, table, field.column, row);
    case Field::Kind::kFold: return fold_operation(figure, *field.fold, row, value);
    case Field::Kind::kProgram: break;
    case Field::Kind::kNative:
      if (field.target || field.assessment) break;
      return native_operation(figure, table, field, row, value);
    case Field::Kind::kReference: return reference_operation(figure, table, field, row, value);
    case Field::Kind::kRelation: return rows_operation(figure, value);
  }
  // A figure of a row that streams by, or that is worked out anew, has no life of its own: its
  // operations stand in its place.
  const bool is_passing = (batch_ != nullptr && batch_->table == table) ||
                          figures_.ruling_end() != Figures::RulingEnd::kOnRecord;
  if (is_passing && field.kind == Field::Kind::kProgram)
    return operation(figure, *field.program.root, Frame::of_rows(table, {row}));
  const std::string id = field_figure(table, index, row);
  use(figure, id);
  return Operation::figure(id, printable(value));
}

Operation Tracer::global_operation(TracedFigure& figure, const Node& node, const Frame& frame) {
  const Value value = value_of(node, frame);
  if (value.is(TypeKind::kRow)) return row_operation(figure, value.row());
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
  }
  made.value = printable(value_of(node, frame));
  return made;
}

}  // namespace zhaoshang
