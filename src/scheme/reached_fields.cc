#include "scheme/reached_fields.h"

#include "scheme/plan_expressions.h"

namespace zhaoshang {

ReachedFields::ReachedFields(const Plan& plan, std::uint32_t printed) : reaches_all_(false) {
  for (const PlanTable& table : plan.tables()) fields_.emplace_back(table.fields.size());
  for (std::uint32_t field = 0; field < fields_[printed].size(); ++field) add(plan, printed, field);
  each_rule_expression(plan, [&](const Node& root) { read(plan, root); });
}

void ReachedFields::read(const Plan& plan, const Node& root) {
  visit(root, [&](const Node& node) {
    const bool reads = node.kind == NodeKind::kField || node.kind == NodeKind::kFrameField;
    if (reads) add(plan, node.table, node.index);
    // What such a function looks at it does not say.
    if (node.kind == NodeKind::kDataCall) reaches_all_ = true;
  });
}

void ReachedFields::add(const Plan& plan, std::uint32_t table, std::uint32_t field) {
  if (fields_[table][field]) return;
  fields_[table][field] = true;
  const Field& read_field = plan.field(table, field);
  if (read_field.native) reaches_all_ = true;  // likewise: targets, results of an assessment
  if (read_field.program.root) read(plan, *read_field.program.root);
  if (!read_field.fold) return;
  if (read_field.fold->filter) read(plan, *read_field.fold->filter);
  if (read_field.fold->element) read(plan, *read_field.fold->element);
}

}  // namespace zhaoshang
