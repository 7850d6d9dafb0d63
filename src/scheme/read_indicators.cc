// Indicators, bonuses and deductions of an assessment, with their items.
#include <utility>

#include "scheme/policy_forms.h"
#include "scheme/policy_reading.h"

namespace zhaoshang {
namespace {

using Score = IndicatorForm::Score;
using scheme_fault::Question;

/// {min_max: FEEL, low, high, all_equal}.
void read_min_max(const PolicyNode& node, IndicatorForm& item, PolicyReading& reading) {
  RuleMap map(node, forms::min_max_form(), reading);
  item.score = Score::kMinMax;
  item.min_max_of = map.required_expression("min_max");
  item.min_max_low = map.required_expression("low");
  item.min_max_high = map.required_expression("high");
  item.min_max_all_equal = map.expression("all_equal");
  if (!item.min_max_all_equal) {
    reading.diagnostics.add(
        scheme_fault::unstated(node.span, Question::kAllEqual, {"0", "low", "high", "weight"}));
  }
  map.finish();
}

/// The fixed words, by which a score is worked out from the measure; false for any other value.
bool read_score_word(const PolicyNode& node, IndicatorForm& item) {
  if (!node.is_scalar()) return false;
  if (node.text == "ratio") {
    item.score = Score::kRatio;
  } else if (node.text == "pass") {
    item.score = Score::kPass;
  } else if (node.text == "rank" || node.text == "rank descending") {
    item.score = Score::kRank;
  } else if (node.text == "rank ascending") {
    item.score = Score::kRank;
    item.rank_descending = false;
  } else {
    return false;
  }
  return true;
}

void read_score(RuleMap& map, IndicatorForm& item) {
  const auto key = map.one_of({"score", "items"});
  if (key != "score") return;
  const PolicyNode& node = *map.node("score");
  if (read_score_word(node, item)) {
    if (item.measure.empty()) map.required("measure");
  } else if (node.find("min_max") != nullptr) {
    read_min_max(node, item, map.reading());
  } else {
    item.score = Score::kValue;
    item.score_value = std::make_unique<ValueForm>(read_value(node, map.reading()));
  }
}

/// `FEEL` or `none`; a score by ratio must say which.
void read_cap(RuleMap& map, IndicatorForm& item) {
  const PolicyNode* cap = map.node("cap");
  if (cap != nullptr && cap->text == "none") {
    item.cap_none = true;
  } else {
    item.cap = map.expression("cap");
  }
  if (cap == nullptr && item.score == Score::kRatio) {
    map.diagnostics().add(scheme_fault::unstated(item.head.span, Question::kScoreCap,
                                                 {"none", "weight", "1.2 * weight"}));
  }
}

IndicatorForm read_indicator(const PolicyNode& node, RuleIds& ids, PolicyReading& reading) {
  RuleMap map(node, forms::item_form(), reading);
  IndicatorForm item;
  item.head = map.head(Need::kRequired);
  ids.add(item.head);
  if (auto measure = map.name("measure")) {
    item.measure = std::move(measure->value);
    item.measure_span = measure->span;
  }
  item.weight = map.expression("weight");
  read_score(map, item);
  read_cap(map, item);
  if (const PolicyNode* ties = map.node("ties")) {
    item.ties = read_choice(*ties, ties_words(), reading);
  }
  item.floor = map.expression("floor");
  item.condition = map.expression("for");
  item.otherwise = map.expression("otherwise");
  item.round = map.rounding("round");
  item.items = read_indicators(map, "items", ids);
  map.finish();
  return item;
}

}  // namespace

std::vector<IndicatorForm> read_indicators(RuleMap& map, std::string_view key, RuleIds& ids) {
  std::vector<IndicatorForm> items;
  for (const PolicyNode& row : map.rows(key)) {
    items.push_back(read_indicator(row, ids, map.reading()));
  }
  return items;
}

}  // namespace zhaoshang
