// Totals and ranks of an assessment, from the scores of its items.
#include <algorithm>

#include "engine/rules/sheet.h"
#include "scheme/assessor.h"
#include "scheme/figures_cache.h"

namespace zhaoshang {

namespace {

const Value kZero = Decimal();

}  // namespace

bool Assessor::is_top(const ItemResult& item) const {
  return std::any_of(plan_.indicators.begin(), plan_.indicators.end(),
                     [&](const IndicatorPlan& plan) { return &plan == item.plan; });
}

Column Assessor::total_by_rule() {
  const Column items =
      build(plan_.score->type, [&](std::uint32_t row) { return item_list(result_, row); });
  return with(plan_.score, {items});
}

/// Whether anything adds up to a total; places alone do not.
bool Assessor::has_total() const {
  return std::any_of(result_.items.begin(), result_.items.end(), [](const ItemResult& item) {
    const IndicatorForm::Score score = item.plan->form->score;
    return (score != IndicatorForm::Score::kNone && score != IndicatorForm::Score::kRank) ||
           !item.plan->items.empty();
  });
}

Column Assessor::total_by_sum() {
  if (!has_total()) return nothing();
  return build(TypeKind::kNumber, [&](std::uint32_t row) -> Value {
    Value added = kZero;
    for (const ItemResult& item : result_.items) {
      if (!is_top(item) || !item.applies.at(row).is_true()) continue;
      const bool deducts = item.plan->part == IndicatorPlan::Part::kDeduction;
      added = apply(deducts ? Operator::kSubtract : Operator::kAdd, added, item.score.at(row));
    }
    return added;
  });
}

// Weights that differ from row to row are added up here; constant ones were when the policy was
// loaded.
void Assessor::check_weights() {
  result_.weights.assign(count_, {});
  if (!plan_.form->weights_sum) return;
  const Decimal wanted = plan_.form->weights_sum->value;
  std::vector<Column> weights;
  for (const IndicatorPlan& plan : plan_.indicators) {
    if (plan.part == IndicatorPlan::Part::kIndicator) weights.push_back(column(plan.weight));
  }
  for (std::uint32_t row = 0; row < count_; ++row) {
    if (!assessed(row)) continue;
    Decimal sum;
    for (const Column& weight : weights) {
      const Value value = weight.at(row);
      if (value.is(TypeKind::kNumber)) sum += value.number();
    }
    if (sum != wanted) result_.weights[row] = sum;
  }
}

void Assessor::total() {
  Column sum = plan_.score ? total_by_rule() : total_by_sum();
  const auto limit = [&](const Program& program, bool above) {
    if (!program) return;
    const Column bound = column(program);
    const Column before = sum;
    sum = build(TypeKind::kNumber, [&](std::uint32_t row) -> Value {
      const Value value = before.at(row), edge = bound.at(row);
      return (above ? less(edge, value) : less(value, edge)).is_true() ? edge : value;
    });
  };
  limit(plan_.cap, true);
  limit(plan_.floor, false);
  const auto& round = plan_.form->round;
  result_.score = build(TypeKind::kNumber, [&](std::uint32_t row) -> Value {
    const Value value = sum.at(row);
    if (!assessed(row) || value.is_null() || result_.weights[row]) return {};
    return round ? rounded(value, {round->value.quantum, round->value.mode}) : value;
  });
}

void Assessor::rank_subjects() {
  result_.rank = nothing();
  if (!plan_.rank) return;
  std::vector<Column> keys;
  std::vector<Direction> directions;
  for (const RankPlan::Key& key : plan_.rank->keys) {
    keys.push_back(with(key.by, {result_.score, nothing()}));
    directions.push_back(key.descending ? Direction::kDescending : Direction::kAscending);
  }
  result_.rank = rank_by(keys, directions, figures_.word(plan_.rank->form->ties),
                         plan_.rank->form->within_group, result_.assessed);
}

Value item_list(const AssessmentResult& result, std::uint32_t row) {
  List list;
  for (const ItemResult& item : result.items) {
    if (!item.applies.at(row).is_true() && item.score.at(row).is_null()) continue;
    list.push_back(Context{{{"id", item.plan->id},
                            {"score", item.score.at(row)},
                            {"rank", item.rank.at(row)},
                            {"weight", item.weight.at(row)},
                            {"actual", item.actual.at(row)},
                            {"completion", item.completion.at(row)}}});
  }
  return list;
}

AssessmentResult assess(const Figures& figures, const AssessmentPlan& plan) {
  return Assessor(figures, plan).run();
}

const AssessmentResult& Figures::assessment(std::size_t index) const {
  std::optional<AssessmentResult>& known = cache_->assessments[index];
  if (!known) known = assess(*this, plan_.assessments[index]);
  return *known;
}

}  // namespace zhaoshang
