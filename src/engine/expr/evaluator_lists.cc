// Lists, contexts, paths and filters over lists, and functions that take a function.
#include <algorithm>
#include "engine/expr/aggregates.h"
#include "engine/expr/evaluator_kit.h"
#include "engine/expr/kernels.h"

namespace zhaoshang {

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
    constexpr std::uint64_t kWorthOfPair = 4;
    if (value.is(TypeKind::kList)) charge(node, kWorthOfPair * value.list().size());
    const auto precedes = [&](const Value& a, const Value& b) {
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

}  // namespace zhaoshang
