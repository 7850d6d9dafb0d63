#include "commands/award_steps.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "commands/probe_data.h"
#include "engine/expr/evaluator.h"
#include "engine/rules/sheet.h"
#include "engine/value/amount.h"
#include "engine/value/operations.h"
#include "scheme/award_frame.h"

namespace zhaoshang {
namespace {

/// The figures of the rule's own row and the constants that an amount rests on; of columns that are
/// no amounts what they may say.
struct Ingredients {
  std::set<FieldKey> figures;
  std::map<FieldKey, std::vector<Value>> choices;
  std::vector<Value> constants;
  std::set<std::string> words;  // texts that are compared with
};

bool is_amount(const Type& type) {
  return type.is(TypeKind::kNumber) || type.is(TypeKind::kMoney) || type.is(TypeKind::kQuantity);
}

void gather(const Plan& plan, const Node& root, std::uint32_t table, Ingredients& found) {
  visit(root, [&](const Node& node) {
    if (node.kind == NodeKind::kConstant && is_amount(node.type))
      found.constants.push_back(node.value);
    if (node.kind == NodeKind::kConstant && node.value.is(TypeKind::kText))
      found.words.insert(node.value.text());
    if (node.kind == NodeKind::kGlobal && node.index >= kFirstParameter && is_amount(node.type))
      found.constants.push_back(plan.global_on(node.index, {}));
    if (node.kind != NodeKind::kFrameField || node.table != table) return;
    const Field& field = plan.field(node.table, node.index);
    const bool is_choice = field.kind == Field::Kind::kStored &&
                           (field.type.is(TypeKind::kText) || field.type.is(TypeKind::kBoolean));
    if (is_choice) found.choices[{node.table, node.index}];
    const bool is_new =
        !is_amount(field.type) || found.figures.insert({node.table, node.index}).second;
    if (is_new && field.kind == Field::Kind::kProgram && field.program)
      gather(plan, *field.program.root, table, found);
  });
}

/// An amount as the constants of a table of brackets are: their ends are no nodes.
void gather_bounds(const Node& root, Ingredients& found) {
  visit(root, [&](const Node& node) {
    const auto* brackets = dynamic_cast<const Brackets*>(node.extension.get());
    if (brackets == nullptr) return;
    for (const Brackets::Bracket& bracket : brackets->brackets) {
      for (const Value& end : {bracket.low, bracket.high})
        if (!end.is_null()) found.constants.push_back(end);
    }
  });
}

/// The least step that such a figure is looked at in.
Value quantum_of(const Type& type) {
  const Decimal hundredth = Decimal::scaled(1, -2), fine = Decimal::scaled(1, -4);
  if (type.is(TypeKind::kMoney)) return Money{hundredth * Decimal(10'000), type.currency()};
  if (type.is(TypeKind::kQuantity)) return Quantity{hundredth, type.unit()};
  return type.is_integer() ? Value(1) : Value(fine);
}

std::optional<Decimal> number_of(const Value& value) {
  if (value.is(TypeKind::kNumber)) return value.number();
  if (value.is(TypeKind::kMoney)) return value.money().amount;
  if (value.is(TypeKind::kQuantity)) return value.quantity().amount;
  return std::nullopt;
}

/// An amount of people's size: in 万 from 1 万 on.
std::string text_of(const Value& value) {
  if (!value.is(TypeKind::kMoney)) return to_feel(value);
  const Money& money = value.money();
  const Decimal ten_thousand(10'000);
  if (money.amount.abs() < ten_thousand)
    return money.amount.to_string() + money_word(money.currency, Decimal(1));
  return (money.amount / ten_thousand).to_string() + money_word(money.currency, ten_thousand);
}

/// One amount as a function of one figure, the others being what they are taken to be.
class Probe {
 public:
  Probe(const Plan& plan, const AwardPlan& award, FieldKey figure, const Settings& others)
      : award_(award),
        figure_(figure),
        data_(plan, others),
        heeds_condition_(award.when && !others.empty()) {}

  /// Whether the award's condition can hold by these figures alone for some of the values; where it
  /// cannot, something else decides it, and it is left out of account.
  void heed_condition(const std::vector<Value>& values) {
    for (const Value& each : values) {
      at(each);
      heeds_condition_ = heeds_condition_ || (award_.when && !is_kept_out_);
    }
  }

  std::optional<Decimal> at(const Value& value) {
    data_.set(figure_, value);
    const AwardFrame own(award_.table, 0, std::nullopt);
    const Frame& inner = own.frame();
    Evaluator evaluator(data_);
    last_ = evaluator.evaluate(*award_.amount, inner).at(0);
    is_kept_out_ = award_.when && evaluator.evaluate(*award_.when, inner).at(0).is_false();
    if (heeds_condition_ && is_kept_out_ && number_of(last_))
      last_ = apply(Operator::kMultiply, last_, Value(0));
    return number_of(last_);
  }
  const Value& last() const { return last_; }

 private:
  const AwardPlan& award_;
  FieldKey figure_;
  ProbeData data_;
  Value last_;
  bool is_kept_out_ = false;
  bool heeds_condition_;
};

/// Thresholds of a figure's kind, ascending, each once.
std::vector<Value> thresholds(const Ingredients& ingredients, const Type& type) {
  std::vector<Value> values;
  for (const Value& each : ingredients.constants) {
    const bool is_same = type_of(each).kind() == type.kind() &&
                         (!type.is(TypeKind::kMoney) || each.money().currency == type.currency());
    if (is_same && number_of(each) && *number_of(each) > Decimal()) values.push_back(each);
  }
  std::sort(values.begin(), values.end(),
            [](const Value& a, const Value& b) { return order(a, b) < 0; });
  values.erase(std::unique(values.begin(), values.end(),
                           [](const Value& a, const Value& b) { return order(a, b) == 0; }),
               values.end());
  return values;
}

/// The leap between two neighbours, where it is one: more than ten times what the amount moves by
/// one step before or after.
void look_between(Probe& probe, const Value& below, const Value& at, const Value& quantum,
                  AwardStep step, std::vector<AwardStep>& steps) {
  const auto earlier = probe.at(apply(Operator::kSubtract, below, quantum));
  const auto before = probe.at(below);
  const std::string before_text = text_of(probe.last());
  const auto later = probe.at(apply(Operator::kAdd, at, quantum));
  const auto after = probe.at(at);
  if (!earlier || !before || !after || !later) return;
  const Decimal leap = *after - *before;
  const Decimal usual = std::max((*before - *earlier).abs(), (*later - *after).abs());
  step.is_inversion = leap.is_negative() && !(*before - *earlier).is_negative();
  const bool is_cliff = leap.abs() > usual * Decimal(10) && !leap.is_zero();
  if (!is_cliff && !step.is_inversion) return;
  step.below = text_of(below);
  step.at = text_of(at);
  step.before = before_text;
  step.after = text_of(probe.last());
  steps.push_back(std::move(step));
}

/// What a column may say: its declared words, else those that the amount compares with.
std::vector<Value> choices_of(const Plan& plan, FieldKey column, const Ingredients& found) {
  const Field& field = plan.field(column.first, column.second);
  if (field.type.is(TypeKind::kBoolean)) return {Value(true), Value(false)};
  const ColumnSchema& schema = plan.table(column.first).schema.columns[field.column];
  std::vector<Value> words;
  for (const std::string& word : schema.values) words.emplace_back(word);
  if (words.empty()) words.assign(found.words.begin(), found.words.end());
  return words;
}

/// Below, between and above the thresholds of a figure: where each part of an amount begins to act.
std::vector<Value> levels_of(const std::vector<Value>& thresholds, const Type& type) {
  if (thresholds.empty()) {
    constexpr std::int64_t kSome = 10'000'000;
    if (type.is(TypeKind::kMoney)) return {Money{kSome, type.currency()}};
    return {type.is(TypeKind::kQuantity) ? Value(Quantity{100, type.unit()}) : Value(1)};
  }
  std::vector<Value> levels{apply(Operator::kDivide, thresholds.front(), Value(2))};
  levels.insert(levels.end(), thresholds.begin(), thresholds.end());
  return levels;
}

constexpr std::size_t kMostSettings = 400;

/// What the other figures of an amount may be together, from nothing known at all; no more than
/// kMostSettings.
std::vector<Settings> settings_beside(const Plan& plan, FieldKey figure, const Ingredients& found) {
  std::vector<Settings> all{{}};
  const auto multiply = [&](FieldKey key, const std::vector<Value>& values) {
    if (key == figure || values.empty() || all.size() * values.size() > kMostSettings) return;
    std::vector<Settings> next;
    for (const Settings& each : all) {
      for (const Value& value : values) {
        next.push_back(each);
        next.back()[key] = value;
      }
    }
    all = std::move(next);
  };
  for (const auto& [key, none] : found.choices) multiply(key, choices_of(plan, key, found));
  for (const FieldKey& key : found.figures) {
    const Field& field = plan.field(key.first, key.second);
    if (field.kind == Field::Kind::kStored)
      multiply(key, levels_of(thresholds(found, field.type), field.type));
  }
  all.insert(all.begin(), Settings{});
  return all;
}

std::string text_of(const Plan& plan, const Settings& settings) {
  std::string text;
  for (const auto& [key, value] : settings) {
    const Field& field = plan.field(key.first, key.second);
    text += (text.empty() ? "" : ", ") + (field.title.empty() ? field.name : field.title) + " = " +
            text_of(value);
  }
  return text;
}

/// The leaps of an award along one figure, each once: by that figure alone, else with the first
/// values of the others that bring it about.
void look_along(const Plan& plan, const AwardPlan& award, FieldKey figure, const Ingredients& found,
                std::vector<AwardStep>& steps) {
  const Field& field = plan.field(figure.first, figure.second);
  const Value quantum = quantum_of(field.type);
  const std::vector<Value> values = thresholds(found, field.type);
  AwardStep step;
  step.section = "reward.awards." + award.form->head.id;
  step.clause = award.form->head.clause;
  step.figure = field.title.empty() ? field.name : field.title;
  std::vector<AwardStep> leaps;
  for (const Settings& others : settings_beside(plan, figure, found)) {
    Probe probe(plan, award, figure, others);
    probe.heed_condition(values);
    step.given = text_of(plan, others);
    for (const Value& at : values) {
      look_between(probe, apply(Operator::kSubtract, at, quantum), at, quantum, step, leaps);
      look_between(probe, at, apply(Operator::kAdd, at, quantum), quantum, step, leaps);
    }
  }
  std::set<std::tuple<std::string, std::string, std::string, std::string>> told;
  for (AwardStep& leap : leaps) {
    if (told.emplace(leap.below, leap.at, leap.before, leap.after).second)
      steps.push_back(std::move(leap));
  }
}

void look_at_award(const Plan& plan, const AwardPlan& award, std::vector<AwardStep>& steps) {
  if (!award.amount || award.form->kind == AwardForm::Kind::kLevy) return;
  Ingredients found;
  gather(plan, *award.amount, award.table, found);
  gather_bounds(*award.amount, found);
  if (award.when) gather(plan, *award.when, award.table, found);
  for (const FieldKey& figure : found.figures) look_along(plan, award, figure, found, steps);
}

}  // namespace

std::vector<AwardStep> award_steps(const Plan& plan) {
  std::vector<AwardStep> steps;
  for (const AwardPlan& award : plan.reward.awards) look_at_award(plan, award, steps);
  return steps;
}

}  // namespace zhaoshang
