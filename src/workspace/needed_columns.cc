#include "workspace/needed_columns.h"

#include <algorithm>
#include <functional>

namespace zhaoshang {
namespace {

/// Calls `visit` for every expression of the plan with the name of its rule, until it answers true.
class Rules {
 public:
  explicit Rules(const Plan& plan) : plan_(plan) {}

  /// The first rule that reads a field; empty: none by itself.
  std::string reader_of(std::uint32_t table, std::uint32_t field) {
    table_ = table;
    field_ = field;
    for (const RequirementPlan& each : plan_.roster) look(each);
    for (const RequirementPlan& each : plan_.attendance.requirements) look(each);
    for (const AssessmentPlan& assessment : plan_.assessments) {
      for (const RequirementPlan& each : assessment.requirements) look(each);
    }
    for (const AwardPlan& award : plan_.reward.awards) {
      for (const NodePtr* node : {&award.when, &award.amount, &award.to})
        look(node->get(), award.form->head.id);
    }
    for (const RequirementPlan& each : plan_.reward.requirements) look(each);
    for (const PlanTable& owner : plan_.tables()) {
      for (const Field& each : owner.fields) {
        look(each.program.root.get(), owner.name + "." + each.name);
        if (each.fold) look(each.fold->filter.get(), owner.name);
      }
    }
    return std::exchange(found_, {});
  }

 private:
  void look(const RequirementPlan& requirement) {
    look(requirement.when.root.get(), requirement.form->head.id);
    look(requirement.require.root.get(), requirement.form->head.id);
  }

  void look(const Node* root, const std::string& rule) {
    if (root == nullptr || !found_.empty()) return;
    visit(*root, [&](const Node& node) {
      const bool reads = node.kind == NodeKind::kField || node.kind == NodeKind::kFrameField;
      if (reads && node.table == table_ && node.index == field_) found_ = rule;
    });
  }

  const Plan& plan_;
  std::uint32_t table_ = 0;
  std::uint32_t field_ = 0;
  std::string found_;
};

}  // namespace

std::vector<NeededColumn> needed_columns(const Plan& plan, const PlanTable& table) {
  std::vector<NeededColumn> needed;
  for (const ColumnSchema& column : table.schema.columns) {
    if (column.missing == Missing::kFault) needed.push_back({&column, ""});
  }
  const std::uint32_t own = *plan.find_table(table.name);
  Rules rules(plan);
  for (std::uint32_t index = 0; index < table.fields.size(); ++index) {
    const Field& field = table.fields[index];
    if (!field.used) continue;
    const bool is_reference = field.kind == Field::Kind::kReference;
    if (field.kind != Field::Kind::kStored && !is_reference) continue;
    const std::size_t column = is_reference ? field.path.front().id_column : field.column;
    const ColumnSchema& schema = table.schema.columns[column];
    if (schema.missing == Missing::kUnknown)
      needed.push_back({&schema, rules.reader_of(own, index)});
  }
  // A column that several fields read is named once.
  std::stable_sort(needed.begin(), needed.end(),
                   [](const auto& a, const auto& b) { return a.column < b.column; });
  needed.erase(std::unique(needed.begin(), needed.end(),
                           [](const auto& a, const auto& b) { return a.column == b.column; }),
               needed.end());
  return needed;
}

}  // namespace zhaoshang
