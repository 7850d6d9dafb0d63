// assess: assessments by name, with their totals, ranks and ratings.
#include <utility>

#include "domain/subjects.h"
#include "engine/policy/policy_diagnostics.h"
#include "scheme/policy_forms.h"
#include "scheme/policy_reading.h"

namespace zhaoshang {
namespace {

using scheme_fault::Question;

RankForm read_rank(const PolicyNode& node, PolicyReading& reading) {
  RuleMap map(node, forms::rank_form(), reading);
  RankForm rank;
  rank.span = node.span;
  rank.keys = map.rank_keys();
  rank.within_group = map.within_group();
  rank.ties = map.choice("ties", Question::kTies, ties_words());
  rank.clause = map.clause();
  map.finish();
  return rank;
}

RatingRule::Effect effect_of(std::string_view key) {
  using Effect = RatingRule::Effect;
  if (key == "sets") return Effect::kSets;
  if (key == "bars") return Effect::kBars;
  if (key == "raises") return Effect::kRaises;
  if (key == "lowers") return Effect::kLowers;
  return Effect::kGives;
}

/// `raises: 2`, `lowers: one step`; nullopt: the word to go to.
std::optional<std::int64_t> steps_in(std::string_view key, std::string_view text) {
  if (key != "raises" && key != "lowers") return std::nullopt;
  if (text == "one step") return 1;
  const auto number = Decimal::parse(text);
  return number ? number->to_int64() : std::nullopt;
}

RatingRule read_rating_rule(const PolicyNode& node, RuleIds& ids, PolicyReading& reading) {
  RuleMap map(node, forms::rating_rule_form(), reading);
  RatingRule rule;
  rule.head = map.head(Need::kRequired);
  ids.add(rule.head);
  rule.when = map.required_expression("when");
  if (const auto key = map.one_of({"sets", "gives", "bars", "raises", "lowers"})) {
    rule.effect = effect_of(*key);
    if (auto word = map.text(*key)) {
      rule.steps = steps_in(*key, word->value);
      rule.word = std::move(word->value);
      rule.word_span = word->span;
    }
  }
  if (const PolicyNode* due = map.node("due"); due != nullptr && due->text == "now") {
    rule.due_now = true;
  } else {
    rule.due = map.expression("due");
  }
  rule.action = map.text_or_empty("action");
  map.finish();
  return rule;
}

RatingForm read_rating(const PolicyNode& node, PolicyReading& reading) {
  RuleMap map(node, forms::rating_form(), reading);
  RuleIds ids(reading.diagnostics);
  RatingForm rating;
  rating.span = node.span;
  if (auto scale = map.name("scale")) {
    rating.scale = std::move(scale->value);
    rating.scale_span = scale->span;
  }
  rating.otherwise = map.text_or_empty("default");
  if (const PolicyNode* word = map.node("default")) rating.otherwise_span = word->span;
  rating.clause = map.clause();
  for (const PolicyNode& row : map.rows("rules", Need::kRequired)) {
    rating.rules.push_back(read_rating_rule(row, ids, reading));
  }
  map.finish();
  return rating;
}

CountedForm read_counted(const PolicyNode& node, PolicyReading& reading) {
  RuleMap map(node, forms::counted_form(), reading);
  CountedForm counted;
  counted.span = node.span;
  counted.table = map.name_or_empty("table", Need::kRequired);
  counted.when = map.expression("when");
  map.finish();
  return counted;
}

/// The first item that does not apply to every subject; nullptr where all do.
const IndicatorForm* first_conditional(const std::vector<IndicatorForm>& items) {
  for (const IndicatorForm& item : items) {
    if (item.condition) return &item;
    if (const IndicatorForm* inner = first_conditional(item.items)) return inner;
  }
  return nullptr;
}

/// An indicator scored by rank takes the ties of the assessment's rank where it has none itself.
void settle_ties(std::vector<IndicatorForm>& items, const std::optional<RankForm>& rank,
                 Diagnostics& diagnostics) {
  for (IndicatorForm& item : items) {
    settle_ties(item.items, rank, diagnostics);
    if (item.score != IndicatorForm::Score::kRank || item.ties) continue;
    if (rank) {
      item.ties = rank->ties;
    } else {
      diagnostics.add(scheme_fault::unstated(item.head.span, Question::kTies, ties_words()));
    }
  }
}

void read_subject(RuleMap& map, AssessmentForm& assessment) {
  std::vector<std::string> tables;
  for (const SubjectWords& subject : subject_kinds()) tables.emplace_back(subject.table);
  if (auto subject = map.word("subject", tables, Need::kRequired)) {
    assessment.subject = std::move(subject->value);
    assessment.subject_span = subject->span;
  }
}

void read_totals(RuleMap& map, AssessmentForm& assessment) {
  using NotApplicable = AssessmentForm::NotApplicable;
  RuleIds ids(map.diagnostics());
  assessment.indicators = read_indicators(map, "indicators", ids);
  assessment.bonuses = read_indicators(map, "bonuses", ids);
  assessment.deductions = read_indicators(map, "deductions", ids);
  assessment.score = map.expression("score");
  assessment.cap = map.expression("cap");
  assessment.floor = map.expression("floor");
  assessment.round = map.rounding("round");
  assessment.weights_sum = map.number("weights_sum");
  assessment.not_applicable = map.meaning<NotApplicable>("not_applicable", NotApplicable::kUnset,
                                                         {{"spread", NotApplicable::kSpread},
                                                          {"drop", NotApplicable::kDrop},
                                                          {"zero", NotApplicable::kZero}});
  const IndicatorForm* conditional = first_conditional(assessment.indicators);
  if (conditional != nullptr && assessment.not_applicable == NotApplicable::kUnset) {
    map.diagnostics().add(scheme_fault::unstated(conditional->head.span, Question::kNotApplicable,
                                                 {"spread", "drop", "zero"}));
  }
}

AssessmentForm read_assessment(const PolicyNode::Entry& entry, RuleIds& requirement_ids,
                               PolicyReading& reading) {
  RuleMap map(entry.value, forms::assessment_form(), reading);
  AssessmentForm assessment;
  assessment.name = entry.key;
  assessment.span = entry.key_span;
  assessment.head = map.unnamed_head();
  assessment.head.id = entry.key;
  assessment.head.span = entry.key_span;
  read_subject(map, assessment);
  assessment.condition = map.expression("for");
  read_totals(map, assessment);
  if (const PolicyNode* rank = map.node("rank")) assessment.rank = read_rank(*rank, reading);
  settle_ties(assessment.indicators, assessment.rank, reading.diagnostics);
  settle_ties(assessment.bonuses, assessment.rank, reading.diagnostics);
  settle_ties(assessment.deductions, assessment.rank, reading.diagnostics);
  if (const PolicyNode* rating = map.node("rating")) {
    assessment.rating = read_rating(*rating, reading);
  }
  assessment.requirements = read_requirements(map, requirement_ids);
  if (const PolicyNode* counted = map.node("counted")) {
    assessment.counted = read_counted(*counted, reading);
  }
  map.finish();
  return assessment;
}

}  // namespace

std::vector<AssessmentForm> read_assess(const PolicyNode& node, PolicyReading& reading) {
  std::vector<AssessmentForm> assessments;
  RuleIds requirement_ids(reading.diagnostics);
  for (const PolicyNode::Entry& entry : read_named(node, reading.diagnostics)) {
    if (is_named(entry, reading.diagnostics)) {
      assessments.push_back(read_assessment(entry, requirement_ids, reading));
    }
  }
  return assessments;
}

}  // namespace zhaoshang
