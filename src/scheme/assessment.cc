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
    for (const IndicatorPlan& item : plan_.indicators) score_item(item, {});
    settle_inapplicable();
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

  std::string group_of(std::uint32_t row) const;
  Column peers_of(const ItemResult& item) const;
  void score_item(const IndicatorPlan& plan, std::optional<std::size_t> parent);
  Column raw_score(const IndicatorPlan& plan, const ItemResult& item);
  Column item_ranks(const IndicatorPlan& plan, const ItemResult& item);
  Column min_max(const IndicatorPlan& plan, const ItemResult& item);
  void settle_inapplicable();
  bool is_top(const ItemResult& item) const;
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

std::string Assessor::group_of(std::uint32_t row) const { return figures_.group(plan_.table, row); }

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

void Assessor::score_item(const IndicatorPlan& plan, std::optional<std::size_t> parent) {
  ItemResult item;
  item.plan = &plan;
  item.applies = flags(plan.applies);
  if (parent) {
    const Column outer = result_.items[*parent].applies;
    const Column own = item.applies;
    item.applies = build(TypeKind::kBoolean,
                         [&](std::uint32_t row) { return and3(outer.at(row), own.at(row)); });
  }
  item.actual = field(plan.measure);
  item.target = field(plan.target);
  item.completion = field(plan.completion);
  item.weight = column(plan.weight);
  item.peers = peers_of(item);
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
        const bool direct = std::any_of(
            plan.items.begin(), plan.items.end(),
            [&](const IndicatorPlan& nested) { return &nested == result_.items[k].plan; });
        if (direct && result_.items[k].applies.at(row).is_true())
          sum = apply(Operator::kAdd, sum, result_.items[k].score.at(row));
      }
      return sum;
    });
  }
  score = bounded(score, plan.cap, plan.floor, item);
  const auto otherwise = plan.otherwise ? std::optional(with(plan.otherwise, item)) : std::nullopt;
  const auto& round = plan.form->round;
  result_.items[own].score = build(TypeKind::kNumber, [&](std::uint32_t row) -> Value {
    if (!assessed(row) || !item.applies.at(row).is_true()) return {};
    Value value = score.at(row);
    if (value.is_null() && otherwise) value = otherwise->at(row);
    if (round && !value.is_null())
      value = rounded(value, {round->value.quantum, round->value.mode});
    return number_or_null(value);
  });
}

// Indicators that do not apply: their weight is spread over those that do, or they count as
// nothing.
void Assessor::settle_inapplicable() {
  using NotApplicable = AssessmentForm::NotApplicable;
  std::vector<ItemResult*> weighed;
  for (ItemResult& item : result_.items) {
    if (is_top(item) && item.plan->part == IndicatorPlan::Part::kIndicator)
      weighed.push_back(&item);
  }
  if (plan_.form->not_applicable == NotApplicable::kZero) {
    for (ItemResult* item : weighed) {
      const Column before = item->score;
      item->score = build(TypeKind::kNumber, [&](std::uint32_t row) {
        return assessed(row) && !item->applies.at(row).is_true() ? kZero : before.at(row);
      });
    }
  }
  if (plan_.form->not_applicable != NotApplicable::kSpread) return;
  std::erase_if(weighed, [](const ItemResult* item) { return !item->plan->weight; });
  std::vector<Value> all(count_, kZero), left(count_, kZero);
  for (std::uint32_t row = 0; row < count_; ++row) {
    for (const ItemResult* item : weighed) {
      all[row] = apply(Operator::kAdd, all[row], item->weight.at(row));
      if (item->applies.at(row).is_true())
        left[row] = apply(Operator::kAdd, left[row], item->weight.at(row));
    }
  }
  const auto spread = [&](const Value& value, std::uint32_t row) {
    if (same(all[row], left[row])) return value;
    return apply(Operator::kDivide, apply(Operator::kMultiply, value, all[row]), left[row]);
  };
  for (ItemResult* item : weighed) {
    const Column weight = item->weight, score = item->score;
    const auto& round = item->plan->form->round;
    item->weight =
        build(TypeKind::kNumber, [&](std::uint32_t row) { return spread(weight.at(row), row); });
    item->score = build(TypeKind::kNumber, [&](std::uint32_t row) {
      const Value value = spread(score.at(row), row);
      return round && !value.is_null() ? rounded(value, {round->value.quantum, round->value.mode})
                                       : value;
    });
  }
}

bool Assessor::is_top(const ItemResult& item) const {
  return std::any_of(plan_.indicators.begin(), plan_.indicators.end(),
                     [&](const IndicatorPlan& plan) { return &plan == item.plan; });
}

void Assessor::total() {
  Column sum;
  if (plan_.score) {
    const Column items =
        build(plan_.score->type, [&](std::uint32_t row) { return item_list(result_, row); });
    sum = with(plan_.score, {items});
  } else {
    const bool any =
        std::any_of(result_.items.begin(), result_.items.end(), [](const ItemResult& item) {
          const IndicatorForm::Score score = item.plan->form->score;
          return (score != IndicatorForm::Score::kNone && score != IndicatorForm::Score::kRank) ||
                 !item.plan->items.empty();
        });
    sum = build(TypeKind::kNumber, [&](std::uint32_t row) -> Value {
      if (!any) return {};
      Value added = kZero;
      for (const ItemResult& item : result_.items) {
        if (!is_top(item) || !item.applies.at(row).is_true() ||
            item.plan->form->score == IndicatorForm::Score::kRank)
          continue;
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
  result_.rank = rank_by(keys, directions, figures_.word(plan_.rank->form->ties),
                         plan_.rank->form->within_group, result_.assessed);
}

}  // namespace

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
