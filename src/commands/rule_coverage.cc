#include "commands/rule_coverage.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "commands/values_of_policy.h"
#include "engine/base/utf8.h"
#include "scheme/award_notes.h"

namespace zhaoshang {
namespace {

constexpr std::string_view kFindings = "findings";
constexpr std::string_view kScores = "scores";
constexpr std::string_view kAssessment = "assessment";
constexpr std::string_view kAwards = "awards";
constexpr std::string_view kPayouts = "payouts";
constexpr std::string_view kAttendance = "attendance";

Message no_rows_of(std::string_view table) {
  return {fmt::format("没有例子给出 {} 的行", table),
          fmt::format("no example has rows of {}", table)};
}

const Message kNeverTrue{"条件在哪个例子里都没有成立", "its condition holds in no example"};

Message never_true(const Feel& condition) {
  std::string text(trim(condition.text.text()));
  std::replace(text.begin(), text.end(), '\n', ' ');
  return {fmt::format("条件在哪个例子里都没有成立:{}", text),
          fmt::format("its condition holds in no example: {}", text)};
}

std::string_view text_at(const ReportTable& table, std::size_t row, std::string_view column) {
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (table.columns[i].name == column) return table.rows[row][i].text;
  }
  return {};
}

bool has_award(const ExampleRun& run, const std::function<bool(const Award&)>& condition) {
  const std::vector<Award>& awards = run.settlement().awards;
  return std::any_of(awards.begin(), awards.end(), condition);
}

bool has_finding(const ExampleRun& run, std::string_view rule) {
  const ReportTable& findings = run.result(kFindings);
  for (std::size_t row = 0; row < findings.rows.size(); ++row) {
    if (text_at(findings, row, "rule") == rule) return true;
  }
  return false;
}

}  // namespace

RuleCoverage::RuleCoverage(const Policy& policy) {
  add_requirements("roster", policy.roster);
  add_requirements("attendance", policy.attendance.requirements);
  for (const AssessmentForm& form : policy.assessments) add_assessment(form);
  add_reward(policy.reward);
  add_values(policy);
}

void RuleCoverage::add(const WorkedExample& example, const ExampleRun& run,
                       const ReachedPlaces& places) {
  const auto looks_at = [&](std::string_view result) {
    return std::any_of(example.expect.begin(), example.expect.end(),
                       [&](const auto& each) { return each.key == result; });
  };
  for (Rule& rule : rules_) {
    if (rule.state == State::kReached) continue;
    State state = rule.judge(run, places);
    const bool is_checked =
        rule.results.empty() || std::any_of(rule.results.begin(), rule.results.end(), looks_at);
    if (state == State::kReached && !is_checked) state = State::kUnchecked;
    rule.state = std::max(rule.state, state);
  }
}

std::vector<UnreachedRule> RuleCoverage::unreached() const {
  std::vector<UnreachedRule> all;
  for (const Rule& rule : rules_) {
    if (rule.state == State::kReached) continue;
    UnreachedRule told = rule.told;
    switch (rule.state) {
      case State::kNoRows: told.why = rule.no_rows; break;
      case State::kUntrue: told.why = rule.untrue; break;
      default: {
        const std::string results = fmt::format("{}", fmt::join(rule.results, " "));
        told.why = {fmt::format("用到它的例子都没有核对 {}", results),
                    fmt::format("no example in which it acts expects rows of {}", results)};
      }
    }
    all.push_back(std::move(told));
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const auto& a, const auto& b) { return a.span.begin < b.span.begin; });
  return all;
}

/// A rule that acts where a condition holds.
void RuleCoverage::add_condition(UnreachedRule told, std::vector<std::string_view> results,
                                 std::string_view table, const Feel& condition) {
  const auto judge = [span = condition.span()](const ExampleRun&, const ReachedPlaces& places) {
    const ReachedPlaces::Outcome outcome = places.at(span);
    if (outcome.was_true) return State::kReached;
    return outcome.evaluated ? State::kUntrue : State::kNoRows;
  };
  rules_.push_back(
      {std::move(told), std::move(results), judge, no_rows_of(table), never_true(condition)});
}

void RuleCoverage::add_requirements(std::string_view section,
                                    const std::vector<Requirement>& requirements) {
  for (const Requirement& each : requirements) {
    const std::optional<Span> when = each.when ? std::optional(each.when->span()) : std::nullopt;
    const auto judge = [when, require = each.require.span()](const ExampleRun&,
                                                             const ReachedPlaces& places) {
      if (places.at(require).evaluated) return State::kReached;
      return when && places.at(*when).evaluated ? State::kUntrue : State::kNoRows;
    };
    rules_.push_back({{fmt::format("{}.requirements", section),
                       each.head.id,
                       each.head.clause,
                       each.head.span,
                       {}},
                      {kFindings},
                      judge,
                      no_rows_of(each.table),
                      each.when ? never_true(*each.when) : kNeverTrue});
  }
}

void RuleCoverage::add_assessment(const AssessmentForm& form) {
  add_items(form, "indicators", form.indicators);
  add_items(form, "bonuses", form.bonuses);
  add_items(form, "deductions", form.deductions);
  add_requirements("assess." + form.name, form.requirements);
  if (!form.rating) return;
  for (const RatingRule& each : form.rating->rules) {
    add_condition({fmt::format("assess.{}.rating", form.name),
                   each.head.id,
                   each.head.clause,
                   each.head.span,
                   {}},
                  {kAssessment}, form.subject, each.when);
  }
}

void RuleCoverage::add_items(const AssessmentForm& form, std::string_view part,
                             const std::vector<IndicatorForm>& items) {
  for (const IndicatorForm& item : items) {
    if (!item.items.empty()) {
      add_items(form, part, item.items);
      continue;
    }
    const auto judge = [id = item.head.id, assessment = form.name](const ExampleRun& run,
                                                                   const ReachedPlaces&) {
      const ReportTable& scores = run.result(kScores);
      State state = State::kNoRows;
      for (std::size_t row = 0; row < scores.rows.size(); ++row) {
        if (text_at(scores, row, "indicator") != id) continue;
        if (text_at(scores, row, "assessment") != assessment) continue;
        const bool has_figure =
            !text_at(scores, row, "score").empty() || !text_at(scores, row, "rank").empty();
        state = std::max(state, has_figure ? State::kReached : State::kUntrue);
      }
      return state;
    };
    rules_.push_back({{fmt::format("assess.{}.{}", form.name, part),
                       item.head.id,
                       item.head.clause,
                       item.head.span,
                       {}},
                      {kScores, kAssessment, kAwards, kPayouts},
                      judge,
                      {"没有例子有它适用的对象", "no example has a subject that it applies to"},
                      {"在哪个例子里都没有得分", "it has a score in no example"}});
  }
}

void RuleCoverage::add_reward(const RewardForm& reward) {
  for (const AwardForm& each : reward.awards) add_award(each);
  for (const ExclusiveForm& each : reward.exclusive) add_limit("reward.exclusive", each.head);
  for (const CapForm& each : reward.caps) add_limit("reward.caps", each.head);
  for (const PoolForm& each : reward.pools) add_limit("reward.pools", each.head);
  for (const ClawbackForm& each : reward.clawbacks) {
    if (each.when) {
      add_condition({"reward.clawbacks", each.head.id, each.head.clause, each.head.span, {}},
                    {kAwards, kPayouts}, each.table, *each.when);
    } else {
      add_limit("reward.clawbacks", each.head);
    }
  }
  add_requirements("reward", reward.requirements);
}

void RuleCoverage::add_award(const AwardForm& award) {
  const UnreachedRule told{"reward.awards", award.head.id, award.head.clause, award.head.span, {}};
  const std::optional<Span> when = award.when ? std::optional(award.when->span()) : std::nullopt;
  const auto judge = [id = award.head.id, when](const ExampleRun& run,
                                                const ReachedPlaces& places) {
    if (has_award(run, [&](const Award& each) { return each.id == id; })) return State::kReached;
    return when && places.at(*when).evaluated ? State::kUntrue : State::kNoRows;
  };
  rules_.push_back({told,
                    {kAwards, kPayouts, kAttendance},
                    judge,
                    no_rows_of(award.table),
                    award.when ? never_true(*award.when) : kNeverTrue});
  const auto add_hold = [&](std::string_view key, const std::optional<AwardForm::Hold>& hold) {
    if (!hold) return;
    UnreachedRule held = told;
    held.section = fmt::format("reward.awards.{}", key);
    held.span = hold->when.span();
    if (!hold->clause.empty()) held.clause = hold->clause;
    add_condition(std::move(held), {kAwards}, award.table, hold->when);
  };
  add_hold("excluded", award.excluded);
  add_hold("awaits", award.awaits);
}

/// What settles awards among each other acts where a note of an award, or a finding, names it.
void RuleCoverage::add_limit(std::string_view section, const RuleHead& head) {
  const auto judge = [id = head.id, name = cited(head)](const ExampleRun& run,
                                                        const ReachedPlaces&) {
    const bool acts = has_finding(run, id) || has_award(run, [&](const Award& each) {
                        return each.note.find(name) != std::string::npos;
                      });
    if (acts) return State::kReached;
    return run.settlement().awards.empty() ? State::kNoRows : State::kUntrue;
  };
  rules_.push_back({{std::string(section), head.id, head.clause, head.span, {}},
                    {kAwards, kPayouts, kFindings},
                    judge,
                    {"没有例子有奖项", "no example has an award"},
                    {"在哪个例子里都没有起作用", "it changes no award in any example"}});
}

void RuleCoverage::add_values(const Policy& policy) {
  for_each_value(policy, [&](const std::string& section, const ValueForm& value) {
    if (const auto* table = std::get_if<TableForm>(&value.is)) add_table(section, *table);
    if (const auto* lines = std::get_if<std::vector<SheetLine>>(&value.is)) {
      add_sheet(section, *lines);
    }
  });
}

void RuleCoverage::add_table(const std::string& section, const TableForm& table) {
  std::vector<Span> inputs;
  for (const TableForm::Input& input : table.inputs) inputs.push_back(input.expression.span());
  for (std::size_t row = 0; row < table.rules.size(); ++row) {
    const TableForm::Rule& rule = table.rules[row];
    const auto result = std::find_if(rule.results.begin(), rule.results.end(),
                                     [](const auto& each) { return each.has_value(); });
    if (result == rule.results.end()) continue;  // gives nothing: nothing to be seen of it
    const auto judge = [inputs, span = (*result)->span()](const ExampleRun&,
                                                          const ReachedPlaces& places) {
      if (places.at(span).evaluated) return State::kReached;
      const bool is_asked = std::any_of(inputs.begin(), inputs.end(), [&](const Span& input) {
        return places.at(input).evaluated;
      });
      return is_asked || inputs.empty() ? State::kUntrue : State::kNoRows;
    };
    rules_.push_back(
        {{section, fmt::format("row {}", row + 1), rule.clause, rule.span, {}},
         {},
         judge,
         {"没有例子用到这张表", "no example uses this table"},
         {table.hit == HitPolicy::kFirst ? "没有例子符合这一行而不符合前面的行"
                                         : "没有例子符合这一行",
          table.hit == HitPolicy::kFirst ? "no example meets this row and none before it"
                                         : "no example meets this row"}});
  }
}

/// Lines that act on a condition.
void RuleCoverage::add_sheet(const std::string& section, const std::vector<SheetLine>& lines) {
  for (std::size_t line = 0; line < lines.size(); ++line) {
    const SheetLine& each = lines[line];
    if (!each.when) continue;
    const std::size_t before = rules_.size();
    add_condition({section, fmt::format("line {}", line + 1), each.clause, each.span, {}}, {}, "",
                  *each.when);
    rules_[before].no_rows = {"没有例子用到这张单子", "no example uses this sheet"};
  }
}

}  // namespace zhaoshang
