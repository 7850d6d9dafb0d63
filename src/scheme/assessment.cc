#include "scheme/assessment.h"

#include <algorithm>
#include <functional>

#include "engine/rules/ranking.h"
#include "engine/rules/sheet.h"
#include "engine/value/operations.h"
#include "scheme/figures_cache.h"

namespace zhaoshang {

namespace {

const Value kZero = Decimal();

Value number_or_null(const Value& value) { return value.is(TypeKind::kNumber) ? value : Value(); }

/// Works on all rows of the subject's table at once; rows that are not assessed are null throughout.
class Assessor {
 public:
  Assessor(const Figures& figures, const AssessmentPlan& plan)
      : figures_(figures), plan_(plan), evaluator_(figures), count_(figures.row_count(plan.table)),
        all_(Frame::all_rows(plan.table, count_)) {}

  AssessmentResult run() {
    result_.assessed = flags(plan_.applies);
    for (const IndicatorPlan& item : plan_.indicators) score_item(item, {});
    spread_weights();
    total();
    rank_subjects();
    rate();
    return std::move(result_);
  }

 private:
  Column build(const Type& type, const std::function<Value(std::uint32_t)>& value) const {
    ColumnBuilder builder(type, count_);
    for (std::uint32_t row = 0; row < count_; ++row) builder.append(value(row));
    return builder.finish();
  }
  Column nothing(const Type& type = TypeKind::kNumber) const { return Column::constant(Value(), type, count_); }
  bool assessed(std::uint32_t row) const { return result_.assessed.at(row).is_true(); }

  /// A condition as booleans; null is false. None written: true.
  Column flags(const Program& program) {
    if (!program) return Column::constant(Value(true), count_);
    const Column found = evaluator_.evaluate(*program.root, all_);
    return build(TypeKind::kBoolean, [&](std::uint32_t row) { return Value(found.at(row).is_true()); });
  }
  Column column(const Program& program) { return program ? evaluator_.evaluate(*program.root, all_) : nothing(); }
  Column with(const NodePtr& node, std::vector<Column> locals) {
    Frame inner;
    inner.outer = &all_;
    inner.size = count_;
    inner.locals = std::move(locals);
    return evaluator_.evaluate(*node, inner);
  }
  Column field(std::optional<std::uint32_t> index) {
    return index ? figures_.field(plan_.table, *index) : nothing(TypeKind::kAny);
  }

  std::string group_of(std::uint32_t row) const;
  void score_item(const IndicatorPlan& plan, std::optional<std::size_t> parent);
  Column raw_score(const IndicatorPlan& plan, const ItemResult& item);
  Column item_ranks(const IndicatorPlan& plan, const ItemResult& item);
  Column min_max(const IndicatorPlan& plan, const ItemResult& item);
  void spread_weights();
  void total();
  void rank_subjects();
  void rate();
  Column bounded(const Column& score, const NodePtr& cap, const NodePtr& floor, const std::vector<Column>& locals);
  Column rank_by(const std::vector<Column>& keys, const std::vector<Direction>& directions, const std::string& ties,
                 bool within_group, const Column& takes_part);

  const Figures& figures_;
  const AssessmentPlan& plan_;
  Evaluator evaluator_;
  std::size_t count_;
  Frame all_;
  AssessmentResult result_;
};

std::string Assessor::group_of(std::uint32_t row) const { return figures_.group(plan_.table, row); }

Column Assessor::rank_by(const std::vector<Column>& keys, const std::vector<Direction>& directions, const std::string& ties,
                         bool within_group, const Column& takes_part) {
  std::vector<Contender> contenders;
  std::vector<std::uint32_t> rows;
  for (std::uint32_t row = 0; row < count_; ++row) {
    if (!assessed(row) || !takes_part.at(row).is_true()) continue;
    Contender contender;
    for (const Column& key : keys) contender.keys.push_back(key.at(row));
    if (within_group) contender.group = Value(group_of(row));
    contenders.push_back(std::move(contender));
    rows.push_back(row);
  }
  const Ranks ranks = rank(contenders, directions, ties_of(ties).value_or(Ties::kShare));
  std::vector<Value> values(count_);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (ranks.ranks[i]) values[rows[i]] = *ranks.ranks[i];
  }
  if (ties == "fault") {
    for (const auto& tie : ranks.ties) {
      for (std::size_t i : tie) result_.ties.push_back(rows[i]);
    }
  }
  return build(TypeKind::kNumber, [&](std::uint32_t row) { return values[row]; });
}

Column Assessor::item_ranks(const IndicatorPlan& plan, const ItemResult& item) {
  const bool descending = plan.form->rank_descending.value_or(true);
  const std::string ties = plan.form->ties ? figures_.word(*plan.form->ties) : "share";
  const bool within = plan_.form->rank && plan_.form->rank->within_group;
  return rank_by({item.actual}, {descending ? Direction::kDescending : Direction::kAscending}, ties, within, item.applies);
}

// low + (high − low) × (x − min) ÷ (max − min), over the subjects of the group that have a value.
Column Assessor::min_max(const IndicatorPlan& plan, const ItemResult& item) {
  const std::vector<Column> weight{item.weight};
  const auto of = [&](const NodePtr& node, Column otherwise) { return node ? with(node, weight) : std::move(otherwise); };
  const Column values = of(plan.min_max_of, item.actual);
  const Column lows = of(plan.min_max_low, Column::constant(kZero, count_));
  const Column highs = of(plan.min_max_high, item.weight);
  const Column equal = of(plan.min_max_all_equal, nothing());
  std::map<std::string, std::pair<Value, Value>> extremes;
  for (std::uint32_t row = 0; row < count_; ++row) {
    const Value value = values.at(row);
    if (!assessed(row) || !item.applies.at(row).is_true() || value.is_null()) continue;
    auto& [least, most] = extremes[group_of(row)];
    if (least.is_null() || less(value, least).is_true()) least = value;
    if (most.is_null() || less(most, value).is_true()) most = value;
  }
  return build(TypeKind::kNumber, [&](std::uint32_t row) -> Value {
    const Value value = values.at(row);
    const auto found = extremes.find(group_of(row));
    if (value.is_null() || found == extremes.end()) return {};
    const auto& [least, most] = found->second;
    if (same(least, most)) return equal.at(row);
    const Value low = lows.at(row), high = highs.at(row);
    const Value place = apply(Operator::kDivide, apply(Operator::kSubtract, value, least), apply(Operator::kSubtract, most, least));
    return apply(Operator::kAdd, low, apply(Operator::kMultiply, apply(Operator::kSubtract, high, low), place));
  });
}

Column Assessor::raw_score(const IndicatorPlan& plan, const ItemResult& item) {
  switch (plan.form->score) {
    case IndicatorForm::Score::kRatio:
      return build(TypeKind::kNumber, [&](std::uint32_t row) {
        return apply(Operator::kMultiply, item.completion.at(row), item.weight.at(row));
      });
    case IndicatorForm::Score::kPass:
      return build(TypeKind::kNumber, [&](std::uint32_t row) -> Value {
        const Value actual = item.actual.at(row);
        const Value passed = actual.is(TypeKind::kBoolean) ? actual
                                                           : apply(Operator::kGreaterEqual, actual, item.target.at(row));
        if (passed.is_null()) return {};
        const Value full = item.weight.at(row);
        return passed.is_true() ? (full.is_null() ? Value(1) : full) : kZero;
      });
    case IndicatorForm::Score::kMinMax: return min_max(plan, item);
    case IndicatorForm::Score::kValue: return plan.score ? with(plan.score, {item.weight}) : nothing();
    case IndicatorForm::Score::kRank:
    case IndicatorForm::Score::kNone: break;
  }
  return nothing();
}

Column Assessor::bounded(const Column& score, const NodePtr& cap, const NodePtr& floor, const std::vector<Column>& locals) {
  Column bounded = score;
  for (const NodePtr* limit : {&cap, &floor}) {
    if (!*limit) continue;
    const Column bound = with(*limit, locals);
    const bool above = limit == &cap;
    const Column before = bounded;
    bounded = build(TypeKind::kNumber, [&](std::uint32_t row) -> Value {
      const Value value = before.at(row), edge = bound.at(row);
      const Value crosses = above ? less(edge, value) : less(value, edge);
      return crosses.is_true() ? edge : value;
    });
  }
  return bounded;
}

void Assessor::score_item(const IndicatorPlan& plan, std::optional<std::size_t> parent) {
  ItemResult item;
  item.plan = &plan;
  item.applies = flags(plan.applies);
  if (parent) {
    const Column outer = result_.items[*parent].applies;
    const Column own = item.applies;
    item.applies = build(TypeKind::kBoolean, [&](std::uint32_t row) { return and3(outer.at(row), own.at(row)); });
  }
  item.actual = field(plan.measure);
  item.target = field(plan.target);
  item.completion = field(plan.completion);
  item.weight = column(plan.weight);
  item.rank = plan.form->score == IndicatorForm::Score::kRank ? item_ranks(plan, item) : nothing();
  item.score = nothing();
  const std::size_t own = result_.items.size();
  result_.items.push_back(item);
  Column score = raw_score(plan, item);
  if (!plan.items.empty()) {
    const std::size_t first = result_.items.size();
    for (const IndicatorPlan& nested : plan.items) score_item(nested, own);
    score = build(TypeKind::kNumber, [&](std::uint32_t row) -> Value {
      Value sum = kZero;
      for (std::size_t k = first; k < result_.items.size(); ++k) {
        const bool direct = std::any_of(plan.items.begin(), plan.items.end(),
                                        [&](const IndicatorPlan& nested) { return &nested == result_.items[k].plan; });
        if (direct && result_.items[k].applies.at(row).is_true()) sum = apply(Operator::kAdd, sum, result_.items[k].score.at(row));
      }
      return sum;
    });
  }
  score = bounded(score, plan.cap, plan.floor, {item.weight});
  const auto otherwise = plan.otherwise ? std::optional(with(plan.otherwise, {item.weight})) : std::nullopt;
  const auto& round = plan.form->round;
  result_.items[own].score = build(TypeKind::kNumber, [&](std::uint32_t row) -> Value {
    if (!assessed(row) || !item.applies.at(row).is_true()) return {};
    Value value = score.at(row);
    if (value.is_null() && otherwise) value = otherwise->at(row);
    if (round && !value.is_null()) value = rounded(value, {round->value.quantum, round->value.mode});
    return number_or_null(value);
  });
}

// The weight of an indicator that does not apply is spread over those that do, where the policy says so.
void Assessor::spread_weights() {
  if (plan_.form->not_applicable != AssessmentForm::NotApplicable::kSpread) return;
  std::vector<ItemResult*> weighed;
  for (ItemResult& item : result_.items) {
    const bool top = std::any_of(plan_.indicators.begin(), plan_.indicators.end(), [&](const IndicatorPlan& plan) {
      return &plan == item.plan && plan.part == IndicatorPlan::Part::kIndicator && plan.weight;
    });
    if (top) weighed.push_back(&item);
  }
  std::vector<Value> factors(count_);
  for (std::uint32_t row = 0; row < count_; ++row) {
    Value whole = kZero, left = kZero;
    for (const ItemResult* item : weighed) {
      whole = apply(Operator::kAdd, whole, item->weight.at(row));
      if (item->applies.at(row).is_true()) left = apply(Operator::kAdd, left, item->weight.at(row));
    }
    factors[row] = apply(Operator::kDivide, whole, left);
  }
  for (ItemResult* item : weighed) {
    for (Column* each : {&item->weight, &item->score}) {
      const Column before = *each;
      *each = build(TypeKind::kNumber, [&](std::uint32_t row) {
        return same(factors[row], Value(1)) ? before.at(row) : apply(Operator::kMultiply, before.at(row), factors[row]);
      });
    }
  }
}

void Assessor::total() {
  Column sum;
  if (plan_.score) {
    const Column items = build(plan_.score->type, [&](std::uint32_t row) -> Value {
      List list;
      for (const ItemResult& item : result_.items) {
        if (!item.applies.at(row).is_true()) continue;
        list.push_back(Context{{{"id", item.plan->id},
                                {"score", item.score.at(row)},
                                {"rank", item.rank.at(row)},
                                {"weight", item.weight.at(row)},
                                {"actual", item.actual.at(row)},
                                {"completion", item.completion.at(row)}}});
      }
      return list;
    });
    sum = with(plan_.score, {items});
  } else {
    const bool any = std::any_of(result_.items.begin(), result_.items.end(), [](const ItemResult& item) {
      return item.plan->form->score != IndicatorForm::Score::kNone || !item.plan->items.empty();
    });
    sum = build(TypeKind::kNumber, [&](std::uint32_t row) -> Value {
      if (!any) return {};
      Value added = kZero;
      for (const ItemResult& item : result_.items) {
        const bool top = std::any_of(plan_.indicators.begin(), plan_.indicators.end(),
                                     [&](const IndicatorPlan& plan) { return &plan == item.plan; });
        if (!top || !item.applies.at(row).is_true() || item.plan->form->score == IndicatorForm::Score::kRank) continue;
        const bool deducts = item.plan->part == IndicatorPlan::Part::kDeduction;
        added = apply(deducts ? Operator::kSubtract : Operator::kAdd, added, item.score.at(row));
      }
      return added;
    });
  }
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
    if (!assessed(row) || value.is_null()) return {};
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
  result_.rank = rank_by(keys, directions, figures_.word(plan_.rank->form->ties), plan_.rank->form->within_group,
                         result_.assessed);
}

// In order of precedence: the first `sets` wins; else the first `gives` that nothing bars; else the default.
void Assessor::rate() {
  result_.reasons.resize(count_);
  result_.actions.resize(count_);
  std::vector<Column> held;
  std::vector<Column> due;
  for (const RatingRulePlan& rule : plan_.rating) {
    held.push_back(with(rule.when, {result_.score, result_.rank}));
    due.push_back(rule.due ? column(rule.due) : nothing(TypeKind::kDate));
  }
  const std::vector<std::string> scale = plan_.scale != nullptr ? plan_.scale->words : std::vector<std::string>{};
  const auto place = [&](const std::string& word) { return std::find(scale.begin(), scale.end(), word) - scale.begin(); };
  std::vector<Value> ratings(count_);
  std::vector<bool> barred(count_), bars_awards(count_);
  for (std::uint32_t row = 0; row < count_; ++row) {
    if (!assessed(row) || plan_.rating.empty()) continue;
    std::string set, given;
    std::vector<std::string> bars;
    std::ptrdiff_t steps = 0;
    const auto note = [&](const RatingRule& rule) {
      std::string& reasons = result_.reasons[row];
      const std::string cited = figures_.plan().policy().scheme + ":" + rule.head.clause;
      if (!rule.head.clause.empty() && reasons.find(cited) == std::string::npos) reasons += (reasons.empty() ? "" : ";") + cited;
      if (!rule.action.empty()) result_.actions[row] += (result_.actions[row].empty() ? "" : "；") + rule.action;
    };
    const auto holds = [&](std::size_t k) {
      if (!held[k].at(row).is_true()) return false;
      const auto day = event_day(due[k].at(row));
      return !day || *day <= figures_.run().as_of;  // before its day a rule is pending
    };
    // What sets a rating or bars one comes first: what is given must not be barred, and nothing is given beside a set one.
    for (std::size_t k = 0; k < plan_.rating.size(); ++k) {
      const RatingRule& rule = *plan_.rating[k].form;
      if (rule.effect == RatingRule::Effect::kGives || !holds(k)) continue;
      switch (rule.effect) {
        case RatingRule::Effect::kSets:
          if (!set.empty()) continue;
          set = rule.word;
          break;
        case RatingRule::Effect::kBars:
          if (rule.word == "all") {
            bars_awards[row] = true;
          } else {
            bars.push_back(rule.word);
          }
          if (rule.word == "all" || scale.empty() || rule.word == scale.back()) barred[row] = true;
          break;
        case RatingRule::Effect::kRaises: ++steps; break;
        case RatingRule::Effect::kLowers: --steps; break;
        case RatingRule::Effect::kGives: break;
      }
      note(rule);
    }
    for (std::size_t k = 0; k < plan_.rating.size() && set.empty() && given.empty(); ++k) {
      const RatingRule& rule = *plan_.rating[k].form;
      if (rule.effect != RatingRule::Effect::kGives || !holds(k)) continue;
      if (std::find(bars.begin(), bars.end(), rule.word) != bars.end()) continue;
      given = rule.word;
      note(rule);
    }
    std::string rating = !set.empty() ? set : !given.empty() ? given : plan_.form->rating->otherwise;
    if (steps != 0 && !rating.empty() && set.empty() && !scale.empty()) {
      const std::ptrdiff_t last = static_cast<std::ptrdiff_t>(scale.size()) - 1;
      rating = scale[static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(place(rating) + steps, 0, last))];
    }
    if (!rating.empty()) ratings[row] = Value(rating);
  }
  result_.rating = build(TypeKind::kText, [&](std::uint32_t row) { return ratings[row]; });
  result_.barred = build(TypeKind::kBoolean, [&](std::uint32_t row) { return Value(static_cast<bool>(barred[row])); });
  result_.bars_awards = build(TypeKind::kBoolean, [&](std::uint32_t row) { return Value(static_cast<bool>(bars_awards[row])); });
}

}  // namespace

AssessmentResult assess(const Figures& figures, const AssessmentPlan& plan) { return Assessor(figures, plan).run(); }

const AssessmentResult& Figures::assessment(std::size_t index) const {
  std::optional<AssessmentResult>& known = cache_->assessments[index];
  if (!known) known = assess(*this, plan_.assessments[index]);
  return *known;
}

}  // namespace zhaoshang
