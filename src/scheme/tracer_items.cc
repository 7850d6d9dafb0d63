// How the items of an assessment came to their scores: the steps of assessment.cc, as operations on
// what the assessment found.
#include <algorithm>

#include <fmt/format.h>

#include "engine/value/operations.h"
#include "scheme/assessment.h"
#include "scheme/tracer.h"

namespace zhaoshang {

/// One item of an assessment for one subject, as its figure is put together.
class Tracer::ItemStory {
 public:
  ItemStory(Tracer& tracer, TracedFigure& figure, std::size_t assessment, std::size_t item,
            std::uint32_t row)
      : tracer_(tracer),
        figure_(figure),
        assessment_(assessment),
        index_(item),
        plan_(tracer.figures_.plan().assessments[assessment]),
        result_(tracer.figures_.assessment(assessment)),
        item_(result_.items[item]),
        row_(row),
        outer_(Frame::of_rows(plan_.table, {row})) {
    const std::vector<std::uint32_t> own{row};
    inner_.outer = &outer_;
    inner_.size = 1;
    inner_.locals = {item_.own_weight.gather(own), item_.peers.gather(own)};
  }
  ItemStory(const ItemStory&) = delete;

  void tell() {
    for (const auto& [index, column] :
         {std::pair(item_.plan->measure, &item_.actual), {item_.plan->target, &item_.target}}) {
      if (index) measure(*index, *column);
    }
    tracer_.bound_[{&inner_, 0}] = weight();
    tracer_.bound_[{&inner_, 1}] = peers();
    Operation score = bounded(base());
    if (item_.plan->otherwise) {
      score = Operation::of(
          "otherwise", {std::move(score), part(item_.plan->otherwise, {"缺值时", "otherwise"})});
    }
    if (item_.is_grown(row_)) score = spread(std::move(score));
    if (const auto& round = item_.plan->form->round) {
      score =
          tracer_.rounded_operation({round->value.quantum, round->value.mode}, 1, std::move(score));
    }
    tracer_.bound_.erase({&inner_, 0});
    tracer_.bound_.erase({&inner_, 1});
    score.value = item_.score.at(row_);
    figure_.calculation = std::move(score);
  }

  /// The weight as scores.csv shows it: with what was spread to it.
  void tell_weight() {
    Operation own = weight();
    if (item_.is_grown(row_)) own = spread(std::move(own));
    own.value = item_.weight.at(row_);
    figure_.calculation = std::move(own);
  }

 private:
  void line(const Message& label, std::string formula, std::string numbers = {},
            std::string result = {}) {
    figure_.lines.push_back({.label = tracer_.say(label),
                             .formula = std::move(formula),
                             .numbers = std::move(numbers),
                             .result = std::move(result)});
  }
  std::string said(const Value& value, std::string_view unit = {}) const {
    return tracer_.said(value, unit);
  }

  void measure(std::uint32_t index, const Column& column) {
    const Field& field = tracer_.figures_.plan().field(plan_.table, index);
    line({field.title.empty() ? field.name : field.title, field.name},
         said(column.at(row_), field.unit));
  }

  Operation field(std::optional<std::uint32_t> index) {
    return index ? tracer_.read_field(figure_, plan_.table, *index, row_)
                 : Operation::leaf("nothing", Value());
  }

  Operation weight() { return weight_of(*item_.plan); }

  Operation weight_of(const IndicatorPlan& plan) {
    return plan.weight ? tracer_.operation(figure_, *plan.weight.root, outer_)
                       : Operation::leaf("nothing", Value());
  }

  Operation peers() { return tracer_.rows_operation(figure_, item_.peers.at(row_)); }

  /// The indicators that stand beside this one, itself among them.
  const std::vector<IndicatorPlan>& siblings() const {
    const auto holds = [&](const std::vector<IndicatorPlan>& plans) {
      return std::any_of(plans.begin(), plans.end(),
                         [&](const IndicatorPlan& each) { return &each == item_.plan; });
    };
    for (const ItemResult& item : result_.items)
      if (holds(item.plan->items)) return item.plan->items;
    return plan_.indicators;
  }

  /// The weights of indicators side by side: of all, or of those that apply.
  Operation sum_of_weights(bool of_all, const Value& sum) {
    Operation made = Operation::leaf("sum", sum);
    for (const IndicatorPlan& each : siblings()) {
      if (each.part != IndicatorPlan::Part::kIndicator || !each.weight) continue;
      const auto found = std::find_if(result_.items.begin(), result_.items.end(),
                                      [&](const ItemResult& item) { return item.plan == &each; });
      if (of_all || found->applies.at(row_).is_true()) made.operands.push_back(weight_of(each));
    }
    return made;
  }

  /// The weight of items that do not apply goes to this one in proportion.
  Operation spread(Operation score) {
    const Value all = item_.all_weights.at(row_), left = item_.applying_weights.at(row_);
    line({"不适用指标的权重分摊到本项", "the weight of what does not apply is spread"},
         "× " + said(all) + " ÷ " + said(left));
    return Operation::of("/", {Operation::of("*", {std::move(score), sum_of_weights(true, all)}),
                               sum_of_weights(false, left)});
  }

  /// An expression of the item's own.
  Operation part(const NodePtr& node, const Message& label) {
    tracer_.tell_lines(figure_, *node, inner_, {}, tracer_.say(label));
    return tracer_.operation(figure_, *node, inner_);
  }

  Operation base() {
    const IndicatorForm& form = *item_.plan->form;
    if (!item_.plan->items.empty()) return sum_of_nested();
    switch (form.score) {
      case IndicatorForm::Score::kRatio: {
        const Value completion = item_.completion.at(row_), weight = item_.own_weight.at(row_);
        line({"得分 = 完成率 × 权重", "score = completion × weight"}, {},
             said(completion) + " × " + said(weight),
             said(apply(Operator::kMultiply, completion, weight)));
        return Operation::of("*", {field(item_.plan->completion), this->weight()});
      }
      case IndicatorForm::Score::kPass: {
        line({"达标得满分", "full marks where it passes"},
             said(item_.actual.at(row_)) +
                 (item_.plan->target ? " >= " + said(item_.target.at(row_)) : std::string()),
             {}, said(item_.score.at(row_)));
        Operation passed = field(item_.plan->measure);
        if (!item_.actual.at(row_).is(TypeKind::kBoolean))
          passed = Operation::of(">=", {std::move(passed), field(item_.plan->target)});
        Operation full = weight();
        if (item_.own_weight.at(row_).is_null()) full = Operation::leaf("full marks", Value(1));
        return Operation::of("pass", {std::move(passed), std::move(full)});
      }
      case IndicatorForm::Score::kMinMax: return min_max();
      case IndicatorForm::Score::kValue:
        return item_.plan->score ? part(item_.plan->score, {"得分", "score"})
                                 : Operation::leaf("nothing", Value());
      case IndicatorForm::Score::kRank: {
        tracer_.use(figure_, tracer_.item_rank_figure(assessment_, index_, row_));
        return Operation::leaf("nothing", Value());
      }
      case IndicatorForm::Score::kNone: break;
    }
    return Operation::leaf("nothing", Value());
  }

  Operation sum_of_nested() {
    Operation sum = Operation::of("sum", {});
    for (const IndicatorPlan& nested : item_.plan->items) {
      for (std::size_t k = 0; k < result_.items.size(); ++k) {
        if (result_.items[k].plan != &nested || !result_.items[k].applies.at(row_).is_true())
          continue;
        const std::string id = tracer_.item_figure(assessment_, k, row_);
        tracer_.use(figure_, id);
        sum.operands.push_back(Operation::figure(id, result_.items[k].score.at(row_)));
      }
    }
    line({"各项之和", "the sum of its items"}, {}, {}, said(item_.score.at(row_)));
    return sum;
  }

  /// low + (high − low) × (x − min) ÷ (max − min)
  Operation min_max() {
    const auto of = [&](const NodePtr& node, Operation otherwise) {
      return node ? tracer_.operation(figure_, *node, inner_) : std::move(otherwise);
    };
    Operation all = Operation::of("list", {});
    for (std::uint32_t row = 0; row < result_.reasons.size(); ++row) {
      if (!result_.assessed.at(row).is_true() || !item_.applies.at(row).is_true() ||
          tracer_.figures_.group(plan_.table, row) != tracer_.figures_.group(plan_.table, row_))
        continue;
      all.operands.push_back(value_at(row));
    }
    const Operation x = value_at(row_);
    Operation least = Operation::of("min", all.operands), most = Operation::of("max", all.operands);
    Operation low = of(item_.plan->min_max_low, Operation::leaf("no marks", Value(0)));
    Operation high = of(item_.plan->min_max_high, weight());
    line({"得分 = low + (high − low) × (x − min) ÷ (max − min)",
          "score = low + (high − low) × (x − min) ÷ (max − min)"},
         {}, {}, said(item_.score.at(row_)));
    Operation place =
        Operation::of("/", {Operation::of("-", {x, least}), Operation::of("-", {most, least})});
    Operation equal = of(item_.plan->min_max_all_equal, Operation::leaf("nothing", Value()));
    return Operation::of(
        "min max",
        {Operation::of(
             "+", {low, Operation::of("*", {Operation::of("-", {high, low}), std::move(place)})}),
         std::move(equal), std::move(least), std::move(most)});
  }

  /// What min–max looks at, of any subject of the assessment.
  Operation value_at(std::uint32_t row) {
    TracedFigure aside;  // what others rest on is not read for this subject
    TracedFigure& figure = row == row_ ? figure_ : aside;
    if (item_.plan->measure && !item_.plan->min_max_of)
      return tracer_.read_field(figure, plan_.table, *item_.plan->measure, row);
    const Frame outer = Frame::of_rows(plan_.table, {row});
    const std::vector<std::uint32_t> own{row};
    Frame inner;
    inner.outer = &outer;
    inner.size = 1;
    inner.locals = {item_.own_weight.gather(own), item_.peers.gather(own)};
    return tracer_.operation(figure, *item_.plan->min_max_of, inner);
  }

  Operation bounded(Operation score) {
    if (item_.plan->cap)
      score = Operation::of("cap", {std::move(score), part(item_.plan->cap, {"封顶", "cap"})});
    if (item_.plan->floor)
      score =
          Operation::of("floor", {std::move(score), part(item_.plan->floor, {"保底", "floor"})});
    return score;
  }

  Tracer& tracer_;
  TracedFigure& figure_;
  std::size_t assessment_;
  std::size_t index_;
  const AssessmentPlan& plan_;
  const AssessmentResult& result_;
  const ItemResult& item_;
  std::uint32_t row_;
  Frame outer_, inner_;
};

std::string Tracer::item_figure(std::size_t assessment, std::size_t index, std::uint32_t row) {
  const AssessmentPlan& plan = figures_.plan().assessments[assessment];
  const ItemResult& item = figures_.assessment(assessment).items[index];
  const std::string id = fmt::format("{}/{}.{}", row_id(plan.table, row), plan.name, item.plan->id);
  TracedFigure* const figure = open(id);
  if (figure == nullptr) return id;
  const IndicatorForm& form = *item.plan->form;
  figure->name = item.plan->id;
  figure->title = form.head.title;
  if (figure->title.empty() && item.plan->measure)
    figure->title = figures_.plan().field(plan.table, *item.plan->measure).title;
  figure->subject = subject_text(plan.table, row);
  figure->value = item.score.at(row);
  figure->result = said(figure->value);
  name_rule(*figure, form.head.clause, form.head.span);
  ItemStory(*this, *figure, assessment, index, row).tell();
  weight_figure(assessment, index, row);
  return id;
}

std::string Tracer::weight_figure(std::size_t assessment, std::size_t index, std::uint32_t row) {
  const AssessmentPlan& plan = figures_.plan().assessments[assessment];
  const ItemResult& item = figures_.assessment(assessment).items[index];
  const std::string id =
      fmt::format("{}/{}.{}.weight", row_id(plan.table, row), plan.name, item.plan->id);
  TracedFigure* const figure = open(id, item.plan->id + ".weight", say({"权重", "weight"}),
                                    RowRef{plan.table, row}, item.weight.at(row));
  if (figure == nullptr) return id;
  name_rule(*figure, item.plan->form->head.clause, item.plan->form->head.span);
  ItemStory(*this, *figure, assessment, index, row).tell_weight();
  return id;
}

}  // namespace zhaoshang
