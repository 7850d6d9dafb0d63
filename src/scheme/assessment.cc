// Items of an assessment: what each indicator, bonus and deduction scores.
#include <algorithm>

#include "engine/rules/sheet.h"
#include "scheme/assessor.h"
#include "scheme/figures_cache.h"

namespace zhaoshang {

namespace {

const Value kZero = Decimal();

Value number_or_null(const Value& value) { return value.is(TypeKind::kNumber) ? value : Value(); }

/// Whether a rule of an item names its peers: a variable that is a list of rows is nothing else.
bool names_peers(const IndicatorPlan& plan) {
  bool names = false;
  for (const NodePtr* part :
       {&plan.cap, &plan.floor, &plan.otherwise, &plan.min_max_of, &plan.min_max_low,
        &plan.min_max_high, &plan.min_max_all_equal, &plan.score}) {
    if (!*part) continue;
    visit(**part, [&](const Node& node) {
      names = names || (node.kind == NodeKind::kLocal && node.type.is(TypeKind::kList) &&
                        node.type.element().is(TypeKind::kRow));
    });
  }
  return names;
}

/// Whether an item's weight goes to the others where it does not apply.
bool is_spread(const IndicatorPlan& plan) {
  return plan.part == IndicatorPlan::Part::kIndicator && plan.weight;
}

}  // namespace

bool ItemResult::is_grown(std::uint32_t row) const {
  return !all_weights.is_null(row) && !same(all_weights.at(row), applying_weights.at(row));
}

std::string Assessor::group_of(std::uint32_t row) const { return figures_.group(plan_.table, row); }

// The subjects of the assessment and group that have a value, the row itself among them.
Column Assessor::peers_of(const ItemResult& item) const {
  const Type type = Type::list(Type::row(plan_.table));
  if (!names_peers(*item.plan)) return nothing(type);
  std::map<std::string, std::vector<std::uint32_t>> groups;
  for (std::uint32_t row = 0; row < count_; ++row) {
    const bool has_value = !item.plan->measure || !item.actual.at(row).is_null();
    if (assessed(row) && item.applies.at(row).is_true() && has_value)
      groups[group_of(row)].push_back(row);
  }
  std::vector<std::uint32_t> offsets{0}, peers;
  for (std::uint32_t row = 0; row < count_; ++row) {
    const auto found = groups.find(group_of(row));
    if (found != groups.end())
      peers.insert(peers.end(), found->second.begin(), found->second.end());
    offsets.push_back(static_cast<std::uint32_t>(peers.size()));
  }
  const std::size_t total = peers.size();
  auto items =
      std::make_shared<const Column>(type.element(), total, Column::Rows{std::move(peers)});
  return Column(type, count_, Column::Lists{std::move(offsets), std::move(items)});
}

Column Assessor::rank_by(const std::vector<Column>& keys, const std::vector<Direction>& directions,
                         const std::string& ties, bool within_group, const Column& takes_part) {
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
  return rank_by({item.actual}, {descending ? Direction::kDescending : Direction::kAscending}, ties,
                 within, item.applies);
}

// low + (high − low) × (x − min) ÷ (max − min), over the subjects of the group that have a value.
Column Assessor::min_max(const IndicatorPlan& plan, const ItemResult& item) {
  const auto of = [&](const NodePtr& node, Column otherwise) {
    return node ? with(node, item) : std::move(otherwise);
  };
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
    const Value place = apply(Operator::kDivide, apply(Operator::kSubtract, value, least),
                              apply(Operator::kSubtract, most, least));
    return apply(Operator::kAdd, low,
                 apply(Operator::kMultiply, apply(Operator::kSubtract, high, low), place));
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
        const Value passed = actual.is(TypeKind::kBoolean)
                                 ? actual
                                 : apply(Operator::kGreaterEqual, actual, item.target.at(row));
        if (passed.is_null()) return {};
        const Value full = item.weight.at(row);
        return passed.is_true() ? (full.is_null() ? Value(1) : full) : kZero;
      });
    case IndicatorForm::Score::kMinMax: return min_max(plan, item);
    case IndicatorForm::Score::kValue: return plan.score ? with(plan.score, item) : nothing();
    case IndicatorForm::Score::kRank:
    case IndicatorForm::Score::kNone: break;
  }
  return nothing();
}

Column Assessor::bounded(const Column& score, const NodePtr& cap, const NodePtr& floor,
                         const ItemResult& item) {
  Column bounded = score;
  for (const NodePtr* limit : {&cap, &floor}) {
    if (!*limit) continue;
    const Column bound = with(*limit, item);
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

void Assessor::score_items(const std::vector<IndicatorPlan>& plans,
                           std::optional<std::size_t> parent) {
  const Spread spread = spread_of(plans, parent);
  for (const IndicatorPlan& plan : plans) score_item(plan, parent, spread);
}

Column Assessor::applies(const IndicatorPlan& plan, std::optional<std::size_t> parent) {
  const Column own = flags(plan.applies);
  if (!parent) return own;
  const Column& outer = result_.items[*parent].applies;
  return build(TypeKind::kBoolean,
               [&](std::uint32_t row) { return and3(outer.at(row), own.at(row)); });
}

// `not_applicable: spread`: the weights of items that stand beside each other, and of those of them
// that apply.
Assessor::Spread Assessor::spread_of(const std::vector<IndicatorPlan>& plans,
                                     std::optional<std::size_t> parent) {
  Spread spread{std::vector<Value>(count_), std::vector<Value>(count_)};
  if (plan_.form->not_applicable != AssessmentForm::NotApplicable::kSpread) return spread;
  spread = {std::vector<Value>(count_, kZero), std::vector<Value>(count_, kZero)};
  for (const IndicatorPlan& plan : plans) {
    if (!is_spread(plan)) continue;
    const Column weight = column(plan.weight), holds = applies(plan, parent);
    for (std::uint32_t row = 0; row < count_; ++row) {
      spread.all[row] = apply(Operator::kAdd, spread.all[row], weight.at(row));
      if (holds.at(row).is_true())
        spread.left[row] = apply(Operator::kAdd, spread.left[row], weight.at(row));
    }
  }
  return spread;
}

Column Assessor::sum_of_items(const std::vector<IndicatorPlan>& plans) {
  std::vector<const ItemResult*> items;
  for (const ItemResult& item : result_.items) {
    const bool is_one = std::any_of(plans.begin(), plans.end(),
                                    [&](const IndicatorPlan& plan) { return &plan == item.plan; });
    if (is_one) items.push_back(&item);
  }
  return build(TypeKind::kNumber, [&](std::uint32_t row) -> Value {
    Value sum = kZero;
    for (const ItemResult* item : items) {
      if (item->applies.at(row).is_true()) sum = apply(Operator::kAdd, sum, item->score.at(row));
    }
    return sum;
  });
}

// Cap and floor first, then `otherwise`; then what a spread weight makes of it; rounding last.
void Assessor::score_item(const IndicatorPlan& plan, std::optional<std::size_t> parent,
                          const Spread& spread) {
  ItemResult item;
  item.plan = &plan;
  item.applies = applies(plan, parent);
  item.actual = field(plan.measure);
  item.target = field(plan.target);
  item.completion = field(plan.completion);
  item.weight = item.own_weight = column(plan.weight);
  const auto among = [&](const std::vector<Value>& weights) {
    return build(TypeKind::kNumber, [&](std::uint32_t row) {
      return is_spread(plan) && item.applies.at(row).is_true() ? weights[row] : Value();
    });
  };
  item.all_weights = among(spread.all);
  item.applying_weights = among(spread.left);
  item.peers = peers_of(item);
  item.rank = plan.form->score == IndicatorForm::Score::kRank ? item_ranks(plan, item) : nothing();
  item.score = nothing();
  const std::size_t own = result_.items.size();
  result_.items.push_back(item);
  Column score = raw_score(plan, item);
  if (!plan.items.empty()) {
    score_items(plan.items, own);
    score = sum_of_items(plan.items);
  }
  score = bounded(score, plan.cap, plan.floor, item);
  const auto otherwise = plan.otherwise ? std::optional(with(plan.otherwise, item)) : std::nullopt;
  const auto grown = [&](const Value& value, std::uint32_t row) {
    if (!item.is_grown(row)) return value;
    return apply(Operator::kDivide, apply(Operator::kMultiply, value, item.all_weights.at(row)),
                 item.applying_weights.at(row));
  };
  const auto& round = plan.form->round;
  const bool counts_zero = plan_.form->not_applicable == AssessmentForm::NotApplicable::kZero &&
                           plan.part == IndicatorPlan::Part::kIndicator;
  result_.items[own].score = build(TypeKind::kNumber, [&](std::uint32_t row) -> Value {
    if (!assessed(row)) return {};
    if (!item.applies.at(row).is_true()) return counts_zero ? kZero : Value();
    Value value = score.at(row);
    if (value.is_null() && otherwise) value = otherwise->at(row);
    value = grown(value, row);
    if (round && !value.is_null())
      value = rounded(value, {round->value.quantum, round->value.mode});
    return number_or_null(value);
  });
  result_.items[own].weight =
      build(TypeKind::kNumber, [&](std::uint32_t row) { return grown(item.weight.at(row), row); });
}

}  // namespace zhaoshang
