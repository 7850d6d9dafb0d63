// Frames, and the lists of a column laid end to end as a frame of items.
#include "engine/expr/aggregates.h"
#include "engine/expr/evaluator_kit.h"

namespace zhaoshang {

std::vector<std::uint32_t> gathered(std::span<const std::uint32_t> of,
                                    std::span<const std::uint32_t> positions) {
  std::vector<std::uint32_t> result;
  result.reserve(positions.size());
  for (std::uint32_t position : positions) result.push_back(of[position]);
  return result;
}

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

std::vector<std::uint32_t> rows_of(const Frame& frame, std::uint32_t depth) {
  Outer outer = outer_frame(frame, depth);
  if (outer.positions.empty()) return outer.frame->rows;
  if (outer.frame->rows.empty()) return std::move(outer.positions);
  return gathered(outer.frame->rows, outer.positions);
}

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
