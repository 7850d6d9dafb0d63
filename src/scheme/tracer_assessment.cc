// How scores, ranks and ratings came about: the same steps as assessment.cc, as operations on what
// the assessment found.
#include <algorithm>

#include <fmt/format.h>

#include "engine/value/operations.h"
#include "scheme/assessment.h"
#include "scheme/figures_cache.h"
#include "scheme/tracer.h"

namespace zhaoshang {

namespace {

std::string_view effect_word(RatingRule::Effect effect) {
  switch (effect) {
    case RatingRule::Effect::kSets: return "sets";
    case RatingRule::Effect::kGives: return "gives";
    case RatingRule::Effect::kBars: return "bars";
    case RatingRule::Effect::kRaises: return "raises";
    case RatingRule::Effect::kLowers: return "lowers";
  }
  return {};
}

/// A rule with a day is applied from that day on.
Operation once_due(Operation holds, Date as_of, Date day) {
  std::vector<Operation> days{Operation::constant(Value(as_of)), Operation::constant(Value(day))};
  std::vector<Operation> both;
  both.push_back(std::move(holds));
  both.push_back(Operation::of(">=", std::move(days)));
  return Operation::of("and", std::move(both));
}

}  // namespace

std::string Tracer::score_figure(std::size_t assessment, std::uint32_t row) {
  const AssessmentPlan& plan = figures_.plan().assessments[assessment];
  const std::string id = fmt::format("{}/{}.score", row_id(plan.table, row), plan.name);
  const AssessmentResult& result = figures_.assessment(assessment);
  TracedFigure* const figure = open(id, plan.name + ".score", say({"总分", "score"}),
                                    RowRef{plan.table, row}, result.score.at(row));
  if (figure == nullptr) return id;
  name_rule(*figure, plan.form->head.clause, plan.form->span);
  Operation sum = Operation::of("sum", {});
  for (std::size_t k = 0; k < result.items.size(); ++k) {
    const ItemResult& item = result.items[k];
    const bool is_top = std::any_of(plan.indicators.begin(), plan.indicators.end(),
                                    [&](const IndicatorPlan& each) { return &each == item.plan; });
    if (!is_top || !item.applies.at(row).is_true()) continue;
    const std::string item_id = item_figure(assessment, k, row);
    use(*figure, item_id);
    Operation part = Operation::figure(item_id, item.score.at(row));
    if (item.plan->part == IndicatorPlan::Part::kDeduction)
      part = Operation::of("negate", {std::move(part)});
    if (item.plan->form->score != IndicatorForm::Score::kRank)
      sum.operands.push_back(std::move(part));
  }
  const Frame frame = Frame::of_rows(plan.table, {row});
  Operation total = plan.score ? formula_operation(*figure, assessment, row) : std::move(sum);
  const auto around = [&](const char* op, const Message& label, const Program& program) {
    if (!program) return;
    tell_lines(*figure, *program.root, frame, {}, say(label));
    total = Operation::of(op, {std::move(total), operation(*figure, *program.root, frame)});
  };
  around("cap", {"封顶", "cap"}, plan.cap);
  around("floor", {"保底", "floor"}, plan.floor);
  total = rounded_operation(plan.form->round, std::move(total));
  total.value = figure->value;
  figure->calculation = std::move(total);
  return id;
}

// A formula of the total names `indicators`: a list of what each item came to.
Operation Tracer::formula_operation(TracedFigure& figure, std::size_t assessment,
                                    std::uint32_t row) {
  const AssessmentPlan& plan = figures_.plan().assessments[assessment];
  const AssessmentResult& result = figures_.assessment(assessment);
  Operation items = Operation::of("list", {});
  for (std::size_t k = 0; k < result.items.size(); ++k) {
    const ItemResult& item = result.items[k];
    if (!item.applies.at(row).is_true() && item.score.at(row).is_null()) continue;
    Operation each = Operation::of("context", {}, item.plan->id);
    const auto entry = [&](std::string name, Operation of) {
      of.source = std::move(name);  // which entry of the context it is
      each.operands.push_back(std::move(of));
    };
    entry("score", Operation::figure(item_figure(assessment, k, row), item.score.at(row)));
    if (!item.rank.at(row).is_null())
      entry("rank", Operation::figure(item_rank_figure(assessment, k, row), item.rank.at(row)));
    for (const auto& [name, column] : {std::pair("weight", &item.weight),
                                       {"actual", &item.actual},
                                       {"completion", &item.completion}})
      entry(name, Operation::constant(printable(column->at(row))));
    items.operands.push_back(std::move(each));
  }
  const std::vector<std::uint32_t> own{row};
  const Frame outer = Frame::of_rows(plan.table, own);
  Frame inner;
  inner.outer = &outer;
  inner.size = 1;
  inner.locals = {Column::constant(item_list(result, row), plan.score->type, 1)};
  bound_[{&inner, 0}] = std::move(items);
  tell_lines(figure, *plan.score, inner, {});
  Operation made = operation(figure, *plan.score, inner);
  bound_.erase({&inner, 0});
  return made;
}

// A rank rests on everybody's: the subjects of the group in their order.
Operation Tracer::rank_operation(TracedFigure& figure, const AssessmentPlan& plan,
                                 const std::vector<const Column*>& takes_part, bool within_group,
                                 const std::vector<Column>& keys, const Column& ranks,
                                 const std::string& way, std::uint32_t row) {
  std::vector<std::uint32_t> contenders;
  for (std::uint32_t each = 0; each < ranks.size(); ++each) {
    const bool is_peer =
        !within_group || figures_.group(plan.table, each) == figures_.group(plan.table, row);
    const bool takes = std::all_of(takes_part.begin(), takes_part.end(), [&](const Column* column) {
      return column->at(each).is_true();
    });
    if (takes && is_peer) contenders.push_back(each);
  }
  std::stable_sort(contenders.begin(), contenders.end(), [&](std::uint32_t a, std::uint32_t b) {
    const Value first = ranks.at(a), second = ranks.at(b);
    if (first.is_null() || second.is_null()) return !first.is_null() && second.is_null();
    return less(first, second).is_true();
  });
  Operation made = Operation::of("rank", {}, way);
  for (const std::uint32_t each : contenders) {
    Operation contender =
        Operation::of(each == row ? "own" : "other", {}, row_id(plan.table, each));
    std::string shown_keys;
    for (const Column& key : keys) {
      contender.operands.push_back(Operation::constant(printable(key.at(each))));
      shown_keys += (shown_keys.empty() ? "" : ", ") + said(key.at(each));
    }
    figure.lines.push_back({.label = said(ranks.at(each)),
                            .formula = subject_text(plan.table, each),
                            .result = shown_keys});
    made.operands.push_back(std::move(contender));
  }
  made.value = ranks.at(row);
  return made;
}

std::string Tracer::item_rank_figure(std::size_t assessment, std::size_t index, std::uint32_t row) {
  const AssessmentPlan& plan = figures_.plan().assessments[assessment];
  const AssessmentResult& result = figures_.assessment(assessment);
  const ItemResult& item = result.items[index];
  const std::string id =
      fmt::format("{}/{}.{}.rank", row_id(plan.table, row), plan.name, item.plan->id);
  const IndicatorForm& form = *item.plan->form;
  TracedFigure* const figure = open(id, item.plan->id + ".rank", say({"名次", "rank"}),
                                    RowRef{plan.table, row}, item.rank.at(row));
  if (figure == nullptr) return id;
  name_rule(*figure, form.head.clause, form.head.span);
  const std::string way = (form.ties ? figures_.word(*form.ties) : std::string("share")) +
                          (form.rank_descending.value_or(true) ? " descending" : " ascending");
  figure->calculation = rank_operation(*figure, plan, {&result.assessed, &item.applies},
                                       plan.form->rank && plan.form->rank->within_group,
                                       {item.actual}, item.rank, way, row);
  if (item.plan->measure) read_field(*figure, plan.table, *item.plan->measure, row);
  return id;
}

std::string Tracer::rank_figure(std::size_t assessment, std::uint32_t row) {
  const AssessmentPlan& plan = figures_.plan().assessments[assessment];
  const std::string id = fmt::format("{}/{}.rank", row_id(plan.table, row), plan.name);
  const AssessmentResult& result = figures_.assessment(assessment);
  TracedFigure* const figure = open(id, plan.name + ".rank", say({"名次", "rank"}),
                                    RowRef{plan.table, row}, result.rank.at(row));
  if (figure == nullptr) return id;
  if (!plan.rank) return id;
  name_rule(*figure, plan.rank->form->clause, plan.rank->form->span);
  const std::size_t count = result.reasons.size();
  const Frame all = Frame::all_rows(plan.table, count);
  Frame scored;
  scored.outer = &all;
  scored.size = count;
  scored.locals = {result.score, Column::constant(Value(), TypeKind::kNumber, count)};
  std::vector<Column> keys;
  std::string way = figures_.word(plan.rank->form->ties);
  for (const RankPlan::Key& key : plan.rank->keys) {
    keys.push_back(Evaluator(figures_).evaluate(*key.by, scored));
    way += key.descending ? " descending" : " ascending";
  }
  figure->calculation = rank_operation(*figure, plan, {&result.assessed},
                                       plan.rank->form->within_group, keys, result.rank, way, row);
  if (!result.score.at(row).is_null()) use(*figure, score_figure(assessment, row));
  return id;
}

// Every rule of the rating, in order of precedence, and whether it holds.
std::string Tracer::rating_figure(std::size_t assessment, std::uint32_t row) {
  const AssessmentPlan& plan = figures_.plan().assessments[assessment];
  const std::string id = fmt::format("{}/{}.rating", row_id(plan.table, row), plan.name);
  const AssessmentResult& result = figures_.assessment(assessment);
  TracedFigure* const figure = open(id, plan.name + ".rating", say({"等次", "rating"}),
                                    RowRef{plan.table, row}, result.rating.at(row));
  if (figure == nullptr) return id;
  if (plan.form->rating) name_rule(*figure, plan.form->rating->clause, plan.form->rating->span);
  const Frame frame = Frame::of_rows(plan.table, {row});
  Frame scored;
  scored.outer = &frame;
  scored.size = 1;
  const std::vector<std::uint32_t> own{row};
  scored.locals = {result.score.gather(own), result.rank.gather(own)};
  Operation rules = Operation::of(
      "rating", {},
      result.rating.at(row).is(TypeKind::kText) ? result.rating.at(row).text() : std::string());
  for (const RatingRulePlan& rule : plan.rating) {
    tell_lines(*figure, *rule.when, scored, {},
               fmt::format("{} {}", effect_word(rule.form->effect), rule.form->word));
    if (!rule.form->head.clause.empty()) figure->lines.back().clause = rule.form->head.clause;
    Operation holds = operation(*figure, *rule.when, scored);
    if (const auto day = rule.due
                             ? event_day(Evaluator(figures_).evaluate(*rule.due.root, frame).at(0))
                             : std::nullopt) {
      const Date as_of = figures_.run().as_of;
      if (as_of < *day)
        figure->lines.back().remark =
            say({day->to_string() + "起适用", "applies from " + day->to_string()});
      holds = once_due(std::move(holds), as_of, *day);
    }
    Operation each = Operation::of(std::string(effect_word(rule.form->effect)), {std::move(holds)},
                                   rule.form->word);
    rules.operands.push_back(std::move(each));
  }
  if (plan.form->rating && !plan.form->rating->otherwise.empty())
    rules.operands.push_back(Operation::of("default", {}, plan.form->rating->otherwise));
  rules.value = figure->value;
  figure->calculation = std::move(rules);
  return id;
}

void Tracer::ask_item(std::size_t assessment, std::size_t item, std::uint32_t row) {
  trace_.asked.push_back(item_figure(assessment, item, row));
}

std::string_view Tracer::word_of(Standing standing) {
  switch (standing) {
    case Standing::kScore: return "score";
    case Standing::kRank: return "rank";
    case Standing::kRating: return "rating";
  }
  return {};
}

bool Tracer::has_standing(const AssessmentPlan& plan, const AssessmentResult& result,
                          Standing standing, std::uint32_t row) {
  switch (standing) {
    case Standing::kScore: return !result.score.at(row).is_null();
    case Standing::kRank: return plan.rank.has_value();
    case Standing::kRating: return !plan.rating.empty();
  }
  return false;
}

void Tracer::ask_standing(std::size_t assessment, Standing standing, std::uint32_t row) {
  switch (standing) {
    case Standing::kScore: trace_.asked.push_back(score_figure(assessment, row)); return;
    case Standing::kRank: trace_.asked.push_back(rank_figure(assessment, row)); return;
    case Standing::kRating: trace_.asked.push_back(rating_figure(assessment, row)); return;
  }
}

}  // namespace zhaoshang
