// Ratings, in order of precedence: the first `sets` wins; else the first `gives` whose word nothing
// bars, wherever the bar stands; else the default. Steps up and down come last, and do not reach a
// word that is barred.
#include <algorithm>

#include "scheme/assessment.h"
#include "scheme/figures_cache.h"
#include "scheme/finding_texts.h"

namespace zhaoshang {

namespace {

using Effect = RatingRule::Effect;

/// The rating of one subject, rule by rule.
class Rating {
 public:
  explicit Rating(const AssessmentPlan& plan) : plan_(plan) {}

  /// The rules that hold and are due, in the order written.
  void take(const std::vector<const RatingRule*>& rules) {
    for (const bool bars : {true, false}) {
      for (const RatingRule* rule : rules)
        if ((rule->effect == Effect::kBars) == bars) take(*rule);
    }
  }

  std::string word() const {
    if (set_ != nullptr) return set_->word;
    std::string word = given_ != nullptr ? given_->word : plan_.form->rating->otherwise;
    if (steps_.empty() || plan_.scale == nullptr) return word;
    const std::vector<std::string>& scale = plan_.scale->words;
    const auto found = std::find(scale.begin(), scale.end(), word);
    if (found == scale.end()) return word;
    std::ptrdiff_t place = found - scale.begin();
    for (const RatingRule* rule : steps_) place = moved(*rule, place);
    while (place > 0 && is_barred(scale[static_cast<std::size_t>(place)])) --place;
    return scale[static_cast<std::size_t>(place)];
  }

  /// The rules that had a part in it, in the order written.
  std::vector<const RatingRule*> acted() const {
    std::vector<const RatingRule*> rules = bars_;
    if (set_ != nullptr) {
      rules.push_back(set_);
    } else {
      if (given_ != nullptr) rules.push_back(given_);
      rules.insert(rules.end(), steps_.begin(), steps_.end());
    }
    std::sort(rules.begin(), rules.end());  // they stand in one list
    return rules;
  }

  bool bars_awards() const { return bars_awards_; }
  /// Whether the top word, or everything, is barred.
  bool is_barred_from_top() const {
    if (bars_awards_) return true;
    return plan_.scale == nullptr ? !barred_.empty() : is_barred(plan_.scale->words.back());
  }

 private:
  void take(const RatingRule& rule) {
    switch (rule.effect) {
      case Effect::kSets:
        if (set_ == nullptr) set_ = &rule;
        return;
      case Effect::kGives:
        if (given_ == nullptr && !is_barred(rule.word)) given_ = &rule;
        return;
      case Effect::kBars:
        if (rule.word == RatingRule::kAllAwards) {
          bars_awards_ = true;
        } else {
          barred_.push_back(rule.word);
        }
        bars_.push_back(&rule);
        return;
      case Effect::kRaises:
      case Effect::kLowers: steps_.push_back(&rule); return;
    }
  }

  /// Up or down by steps, or to the word where it is not there already.
  std::ptrdiff_t moved(const RatingRule& rule, std::ptrdiff_t place) const {
    const std::vector<std::string>& scale = plan_.scale->words;
    const auto top = static_cast<std::ptrdiff_t>(scale.size()) - 1;
    const bool raises = rule.effect == Effect::kRaises;
    if (rule.steps) {
      const auto by = static_cast<std::ptrdiff_t>(*rule.steps);
      return std::clamp<std::ptrdiff_t>(place + (raises ? by : -by), 0, top);
    }
    const auto word = std::find(scale.begin(), scale.end(), rule.word) - scale.begin();
    return raises ? std::max(place, word) : std::min(place, word);
  }

  bool is_barred(const std::string& word) const {
    return std::find(barred_.begin(), barred_.end(), word) != barred_.end();
  }

  const AssessmentPlan& plan_;
  const RatingRule* set_ = nullptr;
  const RatingRule* given_ = nullptr;
  std::vector<const RatingRule*> bars_, steps_;
  std::vector<std::string> barred_;
  bool bars_awards_ = false;
};

/// What each rule of an assessment says of each row.
struct RuleColumns {
  std::vector<Column> held, due;
};

RuleColumns columns_of(const Figures& figures, const AssessmentPlan& plan,
                       const AssessmentResult& result) {
  const std::size_t count = figures.row_count(plan.table);
  const Frame all = Frame::all_rows(plan.table, count);
  Frame scored;
  scored.outer = &all;
  scored.size = count;
  scored.locals = {result.score, result.rank};
  Evaluator evaluator(figures);
  RuleColumns columns;
  for (const RatingRulePlan& rule : plan.rating) {
    columns.held.push_back(evaluator.evaluate(*rule.when, scored));
    columns.due.push_back(rule.due ? evaluator.evaluate(*rule.due.root, all)
                                   : Column::constant(Value(), TypeKind::kDate, count));
  }
  return columns;
}

void cite(const Figures& figures, const RatingRule& rule, std::string& reasons,
          std::string& actions) {
  const std::string cited = figures.plan().policy().scheme + ":" + rule.head.clause;
  if (!rule.head.clause.empty() && reasons.find(cited) == std::string::npos)
    reasons += (reasons.empty() ? "" : ";") + cited;
  if (!rule.action.empty())
    actions = finding_texts::joined(actions, rule.action, figures.run().language);
}

}  // namespace

void rate(const Figures& figures, const AssessmentPlan& plan, AssessmentResult& result) {
  const std::size_t count = figures.row_count(plan.table);
  const RuleColumns columns = columns_of(figures, plan, result);
  result.reasons.resize(count);
  result.actions.resize(count);
  ColumnBuilder ratings(TypeKind::kText, count), barred(TypeKind::kBoolean, count),
      bars_awards(TypeKind::kBoolean, count);
  for (std::uint32_t row = 0; row < count; ++row) {
    Rating rating(plan);
    std::vector<const RatingRule*> held;
    const bool is_rated = result.assessed.at(row).is_true() && !plan.rating.empty();
    for (std::size_t k = 0; is_rated && k < plan.rating.size(); ++k) {
      const auto day = event_day(columns.due[k].at(row));
      const bool is_due = !day || *day <= figures.run().as_of;
      if (!columns.held[k].at(row).is_true()) continue;
      if (is_due) {
        held.push_back(plan.rating[k].form);
      } else {
        result.to_come.push_back({row, plan.rating[k].form, *day});
      }
    }
    rating.take(held);
    for (const RatingRule* rule : rating.acted())
      cite(figures, *rule, result.reasons[row], result.actions[row]);
    const std::string word = is_rated ? rating.word() : std::string();
    ratings.append(word.empty() ? Value() : Value(word));
    barred.append(Value(rating.is_barred_from_top()));
    bars_awards.append(Value(rating.bars_awards()));
  }
  result.rating = ratings.finish();
  result.barred = barred.finish();
  result.bars_awards = bars_awards.finish();
}

}  // namespace zhaoshang
