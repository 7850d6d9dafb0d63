// The working of one assessment, step by step: items, totals, ranks. Private to
// scheme/assessment*.cc.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/rules/ranking.h"
#include "engine/value/operations.h"
#include "scheme/assessment.h"

namespace zhaoshang {

/// Works on all rows of the subject's table at once; rows that are not assessed are null
/// throughout.
class Assessor {
 public:
  Assessor(const Figures& figures, const AssessmentPlan& plan)
      : figures_(figures),
        plan_(plan),
        evaluator_(figures),
        count_(figures.row_count(plan.table)),
        all_(Frame::all_rows(plan.table, count_)) {}

  AssessmentResult run() {
    result_.assessed = flags(plan_.applies);
    score_items(plan_.indicators, {});
    check_weights();
    total();
    rank_subjects();
    rate(figures_, plan_, result_);
    return std::move(result_);
  }

 private:
  Column build(const Type& type, const std::function<Value(std::uint32_t)>& value) const {
    ColumnBuilder builder(type, count_);
    for (std::uint32_t row = 0; row < count_; ++row) builder.append(value(row));
    return builder.finish();
  }
  Column nothing(const Type& type = TypeKind::kNumber) const {
    return Column::constant(Value(), type, count_);
  }
  bool assessed(std::uint32_t row) const { return result_.assessed.at(row).is_true(); }

  /// A condition as booleans; null is false. None written: true.
  Column flags(const Program& program) {
    if (!program) return Column::constant(Value(true), count_);
    const Column found = evaluator_.evaluate(*program.root, all_);
    return build(TypeKind::kBoolean,
                 [&](std::uint32_t row) { return Value(found.at(row).is_true()); });
  }
  Column column(const Program& program) {
    return program ? evaluator_.evaluate(*program.root, all_) : nothing();
  }
  Column with(const NodePtr& node, std::vector<Column> locals) {
    Frame inner;
    inner.outer = &all_;
    inner.size = count_;
    inner.locals = std::move(locals);
    return evaluator_.evaluate(*node, inner);
  }
  /// A value of an item's own, which may name its weight and its peers.
  Column with(const NodePtr& node, const ItemResult& item) {
    return with(node, std::vector<Column>{item.weight, item.peers});
  }
  Column field(std::optional<std::uint32_t> index) {
    return index ? figures_.field(plan_.table, *index) : nothing(TypeKind::kAny);
  }

  /// Weights to be spread, a value a row.
  struct Spread {
    std::vector<Value> all, left;
  };

  std::string group_of(std::uint32_t row) const;
  Column peers_of(const ItemResult& item) const;
  void score_items(const std::vector<IndicatorPlan>& plans, std::optional<std::size_t> parent);
  void score_item(const IndicatorPlan& plan, std::optional<std::size_t> parent,
                  const Spread& spread);
  Column applies(const IndicatorPlan& plan, std::optional<std::size_t> parent);
  Spread spread_of(const std::vector<IndicatorPlan>& plans, std::optional<std::size_t> parent);
  Column sum_of_items(const std::vector<IndicatorPlan>& plans);
  Column raw_score(const IndicatorPlan& plan, const ItemResult& item);
  Column item_ranks(const IndicatorPlan& plan, const ItemResult& item);
  Column min_max(const IndicatorPlan& plan, const ItemResult& item);
  bool is_top(const ItemResult& item) const;
  bool has_total() const;
  Column total_by_rule();
  Column total_by_sum();
  void check_weights();
  void total();
  void rank_subjects();
  Column bounded(const Column& score, const NodePtr& cap, const NodePtr& floor,
                 const ItemResult& item);
  Column rank_by(const std::vector<Column>& keys, const std::vector<Direction>& directions,
                 const std::string& ties, bool within_group, const Column& takes_part);

  const Figures& figures_;
  const AssessmentPlan& plan_;
  Evaluator evaluator_;
  std::size_t count_;
  Frame all_;
  AssessmentResult result_;
};

}  // namespace zhaoshang
