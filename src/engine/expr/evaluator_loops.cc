// for, some and every: iterators one in the other.
#include <algorithm>
#include "engine/expr/aggregates.h"
#include "engine/expr/evaluator_kit.h"
#include "engine/expr/kernels.h"

namespace zhaoshang {

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

}  // namespace zhaoshang
