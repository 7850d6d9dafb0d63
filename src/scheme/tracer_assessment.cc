// How scores, ranks and ratings came about: the same steps as assessment.cc, as operations on what
// the assessment found.
#include <algorithm>
#include <array>

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
Operation once_due(Date as_of, Operation day) {
  return Operation::of(">=", {Operation::leaf("scope", Value(as_of), "as_of"),
                              Operation::of("day of", {std::move(day)})});
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
  if (const auto& round = plan.form->round)
    total = rounded_operation({round->value.quantum, round->value.mode}, 1, std::move(total));
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
    const std::string weight = weight_figure(assessment, k, row);
    entry("weight", Operation::figure(weight, item.weight.at(row)));
    for (const auto& [name, index] :
         {std::pair("actual", item.plan->measure), {"completion", item.plan->completion}}) {
      entry(name, index ? read_field(figure, plan.table, *index, row)
                        : Operation::leaf("nothing", Value()));
    }
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
                                 const KeysOf& keys, const Column& ranks, const std::string& way,
                                 std::uint32_t row) {
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
    contender.operands = keys(each);
    for (const Operation& key : contender.operands)
      shown_keys += (shown_keys.empty() ? "" : ", ") + said(key.value.value_or(Value()));
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
  figure->calculation = rank_operation(
      *figure, plan, {&result.assessed, &item.applies},
      plan.form->rank && plan.form->rank->within_group,
      [&](std::uint32_t each) {
        TracedFigure aside;
        return std::vector{
            read_field(each == row ? *figure : aside, plan.table, *item.plan->measure, each)};
      },
      item.rank, way, row);
  return id;
}

std::string Tracer::rank_figure(std::size_t assessment, std::uint32_t row) {
  const AssessmentPlan& plan = figures_.plan().assessments[assessment];
  const std::string id = fmt::format("{}/{}.rank", row_id(plan.table, row), plan.name);
  const AssessmentResult& result = figures_.assessment(assessment);
  TracedFigure* const figure = open(id, plan.name + ".rank", say({"名次", "rank"}),
                                    RowRef{plan.table, row}, result.rank.at(row));
  if (figure == nullptr) return id;
  name_rule(*figure, plan.rank->form->clause, plan.rank->form->span);
  if (!result.score.at(row).is_null()) use(*figure, score_figure(assessment, row));
  std::string way = figures_.word(plan.rank->form->ties);
  for (const RankPlan::Key& key : plan.rank->keys)
    way += key.descending ? " descending" : " ascending";
  figure->calculation = rank_operation(
      *figure, plan, {&result.assessed}, plan.rank->form->within_group,
      [&](std::uint32_t each) {
        TracedFigure aside;  // what others rest on is not read for this subject
        return rank_keys(each == row ? *figure : aside, assessment, each);
      },
      result.rank, way, row);
  return id;
}

std::vector<Operation> Tracer::rank_keys(TracedFigure& figure, std::size_t assessment,
                                         std::uint32_t row) {
  const AssessmentPlan& plan = figures_.plan().assessments[assessment];
  const Frame frame = Frame::of_rows(plan.table, {row});
  const std::vector<std::uint32_t> own{row};
  Frame scored;
  scored.outer = &frame;
  scored.size = 1;
  scored.locals = {figures_.assessment(assessment).score.gather(own),
                   Column::constant(Value(), TypeKind::kNumber, 1)};
  bound_[{&scored, 0}] = Operation::figure(score_figure(assessment, row), scored.locals[0].at(0));
  std::vector<Operation> keys;
  for (const RankPlan::Key& key : plan.rank->keys)
    keys.push_back(operation(figure, *key.by, scored));
  bound_.erase({&scored, 0});
  return keys;
}

// Every rule of the rating, in order of precedence, and whether it holds: a figure each.
std::vector<Operation> Tracer::rule_operations(TracedFigure& figure, std::size_t assessment,
                                               std::uint32_t row) {
  const AssessmentPlan& plan = figures_.plan().assessments[assessment];
  const AssessmentResult& result = figures_.assessment(assessment);
  const Frame frame = Frame::of_rows(plan.table, {row});
  Frame scored;
  scored.outer = &frame;
  scored.size = 1;
  const std::vector<std::uint32_t> own{row};
  scored.locals = {result.score.gather(own), result.rank.gather(own)};
  bound_[{&scored, 0}] = Operation::figure(score_figure(assessment, row), result.score.at(row));
  bound_[{&scored, 1}] = plan.rank
                             ? Operation::figure(rank_figure(assessment, row), result.rank.at(row))
                             : Operation::leaf("nothing", Value());
  std::vector<Operation> rules;
  for (const RatingRulePlan& rule : plan.rating) {
    const std::string what = fmt::format("{} {}", effect_word(rule.form->effect), rule.form->word);
    tell_lines(figure, *rule.when, scored, {}, what);
    figure.lines.back().clause = rule.form->head.clause;
    Operation holds = operation(figure, *rule.when, scored);
    const auto day = rule.due ? event_day(value_of(*rule.due.root, frame)) : std::nullopt;
    if (day) {
      if (figures_.run().as_of < *day)
        figure.lines.back().remark =
            say({day->to_string() + "起适用", "applies from " + day->to_string()});
      holds = Operation::of(
          "and", {std::move(holds),
                  once_due(figures_.run().as_of, operation(figure, *rule.due.root, frame))});
    }
    Operation each = Operation::of(std::string(effect_word(rule.form->effect)), {std::move(holds)},
                                   rule.form->word);
    if (rule.form->head.span.file != nullptr) each.source = place_text(rule.form->head.span);
    if (rule.form->steps)
      each.operands.push_back(literal(rule.form->word_span, Value(Decimal(*rule.form->steps))));
    const std::string& clause = rule.form->head.clause;
    if (!clause.empty())
      each.operands.push_back(
          Operation::leaf("clause", Value(figures_.plan().policy().scheme + ":" + clause)));
    if (!rule.form->action.empty())
      each.operands.push_back(Operation::leaf("action", Value(rule.form->action)));
    rules.push_back(std::move(each));
  }
  bound_.erase({&scored, 0});
  bound_.erase({&scored, 1});
  if (plan.scale != nullptr) {
    List words;
    for (const std::string& word : plan.scale->words) words.emplace_back(word);
    rules.push_back(Operation::leaf("scale", Value(std::move(words)), plan.scale->name));
  }
  if (plan.form->rating && !plan.form->rating->otherwise.empty())
    rules.push_back(Operation::of("default", {}, plan.form->rating->otherwise));
  return rules;
}

std::string Tracer::rating_figure(std::size_t assessment, std::uint32_t row) {
  const AssessmentPlan& plan = figures_.plan().assessments[assessment];
  const std::string id = fmt::format("{}/{}.rating", row_id(plan.table, row), plan.name);
  const AssessmentResult& result = figures_.assessment(assessment);
  TracedFigure* const figure = open(id, plan.name + ".rating", say({"等次", "rating"}),
                                    RowRef{plan.table, row}, result.rating.at(row));
  if (figure == nullptr) return id;
  if (plan.form->rating) name_rule(*figure, plan.form->rating->clause, plan.form->rating->span);
  figure->calculation = Operation::of("rating", rule_operations(*figure, assessment, row));
  figure->calculation.value = figure->value;
  return id;
}

// What a rating brings with it: whether the top is barred, the clauses that had a part in it, and
// what is to be done. Their rules are those of the rating.
std::string Tracer::rating_part_figure(std::size_t assessment, Standing standing,
                                       std::uint32_t row) {
  const AssessmentPlan& plan = figures_.plan().assessments[assessment];
  const AssessmentResult& result = figures_.assessment(assessment);
  const std::string word(word_of(standing));
  const std::string id = fmt::format("{}/{}.{}", row_id(plan.table, row), plan.name, word);
  const Message title = standing == Standing::kBarred ? Message{"不得评优", "barred from the top"}
                        : standing == Standing::kReason ? Message{"依据", "reason"}
                                                        : Message{"处理", "action"};
  const Value value = standing == Standing::kBarred   ? result.barred.at(row)
                      : standing == Standing::kReason ? Value(result.reasons[row])
                                                      : Value(result.actions[row]);
  TracedFigure* const figure =
      open(id, plan.name + "." + word, say(title), RowRef{plan.table, row}, value);
  if (figure == nullptr) return id;
  const std::string rating = rating_figure(assessment, row);
  use(*figure, rating);
  figure->calculation = Operation::leaf(word + " by", value);
  figure->calculation.operands.push_back(Operation::figure(rating, result.rating.at(row)));
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
    case Standing::kBarred: return "barred";
    case Standing::kReason: return "reason";
    case Standing::kAction: return "action";
  }
  return {};
}

std::span<const Tracer::Standing> Tracer::standings() {
  static constexpr std::array<Standing, 6> kAll{Standing::kScore,  Standing::kRank,
                                                Standing::kRating, Standing::kBarred,
                                                Standing::kReason, Standing::kAction};
  return kAll;
}

bool Tracer::has_standing(const AssessmentPlan& plan, const AssessmentResult& result,
                          Standing standing, std::uint32_t row) {
  switch (standing) {
    case Standing::kScore: return !result.score.at(row).is_null();
    case Standing::kRank: return plan.rank.has_value();
    case Standing::kRating: return !plan.rating.empty();
    case Standing::kBarred: return result.barred.at(row).is_true();
    case Standing::kReason: return !result.reasons[row].empty();
    case Standing::kAction: return !result.actions[row].empty();
  }
  return false;
}

void Tracer::ask_standing(std::size_t assessment, Standing standing, std::uint32_t row) {
  switch (standing) {
    case Standing::kScore: trace_.asked.push_back(score_figure(assessment, row)); return;
    case Standing::kRank: trace_.asked.push_back(rank_figure(assessment, row)); return;
    case Standing::kRating: trace_.asked.push_back(rating_figure(assessment, row)); return;
    case Standing::kBarred:
    case Standing::kReason:
    case Standing::kAction:
      trace_.asked.push_back(rating_part_figure(assessment, standing, row));
      return;
  }
}

}  // namespace zhaoshang
