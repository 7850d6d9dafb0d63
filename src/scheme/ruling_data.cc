#include "scheme/ruling_data.h"

#include <algorithm>
#include <set>

namespace zhaoshang {

namespace {

using FieldKey = std::pair<std::uint32_t, std::uint32_t>;

/// `seen` holds the fields looked into: circles of figures run through assessments only.
bool asks(const Node& node, const Plan& plan, std::set<FieldKey>& seen);

bool asks(const Field& field, const Plan& plan, std::set<FieldKey>& seen) {
  if (field.kind == Field::Kind::kProgram) {
    return field.program.root != nullptr && asks(*field.program.root, plan, seen);
  }
  if (!field.fold) return false;
  const auto part = [&](const NodePtr& node) { return node && asks(*node, plan, seen); };
  return part(field.fold->filter) || part(field.fold->element);
}

bool asks(const Node& node, const Plan& plan, std::set<FieldKey>& seen) {
  bool found = false;
  visit(node, [&](const Node& part) {
    found = found || is_ruling(part);
    const bool is_field = part.kind == NodeKind::kFrameField || part.kind == NodeKind::kField;
    if (found || !is_field || !seen.insert({part.table, part.index}).second) return;
    found = asks(plan.field(part.table, part.index), plan, seen);
  });
  return found;
}

}  // namespace

bool is_ruling(const Node& node) {
  return node.kind == NodeKind::kDataCall &&
         node.index == static_cast<std::uint32_t>(DataFunction::kRuling);
}

bool asks_for_ruling(const Node& node, const Plan& plan) {
  std::set<FieldKey> seen;
  return asks(node, plan, seen);
}

Column RulingData::field(std::uint32_t table, std::uint32_t index) const {
  const Field& field = figures_.plan().field(table, index);
  std::set<FieldKey> seen;
  const bool is_fact = field.kind == Field::Kind::kProgram && asks(field, figures_.plan(), seen);
  if (!is_fact) return figures_.field(table, index);
  const auto known = anew_.find({table, index});
  if (known != anew_.end()) return known->second;
  Column made = figures_.compute(*this, figures_.rows(table), index);
  return anew_.emplace(FieldKey{table, index}, std::move(made)).first->second;
}

}  // namespace zhaoshang
