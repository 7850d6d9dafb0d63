#include "commands/reached_places.h"

namespace zhaoshang {

void ReachedPlaces::observe(const Node& node, const Frame&, const Column& result) {
  if (node.span.file != &policy_) return;  // what the plan itself writes in FEEL
  Outcome& outcome = outcomes_[{node.span.begin, node.span.end}];
  outcome.evaluated = true;
  if (outcome.was_true || !(node.type.is(TypeKind::kBoolean) || node.type.is_any())) return;
  for (std::size_t row = 0; row < result.size() && !outcome.was_true; ++row) {
    outcome.was_true = result.at(row).is_true();
  }
}

ReachedPlaces::Outcome ReachedPlaces::at(const Span& expression) const {
  Outcome largest;
  std::size_t length = 0;
  const auto end = outcomes_.lower_bound({expression.end, 0});
  for (auto each = outcomes_.lower_bound({expression.begin, 0}); each != end; ++each) {
    const auto [first, last] = each->first;
    if (last > expression.end || last - first < length) continue;
    largest = each->second;
    length = last - first;
  }
  return largest;
}

}  // namespace zhaoshang
