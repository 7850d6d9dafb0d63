// Compiles bulletins: their titles, tables and texts.
#include <algorithm>

#include "engine/base/suggest.h"
#include "scheme/plan_builder.h"
#include "scheme/plan_diagnostics.h"

namespace zhaoshang {

/// What a figure is called where the policy gives no heading: the title of the field it names, or
/// its text.
std::string PlanBuilder::heading_of(const Node* figure, const std::string& text) const {
  const bool named = figure != nullptr &&
                     (figure->kind == NodeKind::kFrameField || figure->kind == NodeKind::kField);
  if (!named) return text;
  const Field& field = plan_.field(figure->table, figure->index);
  if (field.title.empty()) return text;
  return field.unit.empty() ? field.title : field.title + "(" + field.unit + ")";
}

BulletinPartPlan PlanBuilder::bulletin_part(const BulletinPart& form) {
  BulletinPartPlan plan;
  plan.form = &form;
  if (form.kind == BulletinPart::Kind::kText) plan.text = message(form.text, std::nullopt);
  if (form.kind == BulletinPart::Kind::kAwards) check_award_ids(form.ids);
  if (form.kind == BulletinPart::Kind::kAssessment && !form.assessment.empty()) {
    std::vector<std::string> names;
    for (const AssessmentPlan& each : plan_.assessments) names.push_back(each.name);
    if (std::find(names.begin(), names.end(), form.assessment) == names.end()) {
      diagnostics_.add(plan_diagnostics::unknown_assessment(form.of_span, form.assessment,
                                                            nearest(form.assessment, names)));
    }
  }
  if (form.kind != BulletinPart::Kind::kTable) return plan;
  const auto table = table_named(form.of, form.of_span);
  if (!table) return plan;
  plan.table = *table;
  plan.when = program(form.when, *table, TypeKind::kBoolean, "when");
  plan.by = program(form.by, *table);
  for (const BulletinPart::Column& shown : form.columns) {
    BulletinColumn column;
    column.heading = shown.heading;
    column.shows = shown.shows;
    if (shown.shows != BulletinPart::Column::Shows::kCount) {
      column.figure = Program{values_.compile(shown.figure, {*table, {}}), *table};
    }
    if (column.heading.empty())
      column.heading = heading_of(column.figure.root.get(), shown.figure.text.text());
    plan.columns.push_back(std::move(column));
  }
  if (form.sort) {
    plan.sort = RankPlan::Key{values_.compile(form.sort->by, {*table, {}}), form.sort->descending};
  }
  return plan;
}

void PlanBuilder::compile_bulletins() {
  for (const BulletinForm& form : plan_.policy_.bulletins) {
    BulletinPlan plan;
    plan.form = &form;
    plan.title = message(form.title, std::nullopt);
    for (const BulletinPart& part : form.parts) plan.parts.push_back(bulletin_part(part));
    plan_.bulletins.push_back(std::move(plan));
  }
}

}  // namespace zhaoshang
