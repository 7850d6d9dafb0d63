// Which rules of a policy its worked examples reach. In: a policy and each example at work. Out:
// the rules that none reaches, each with the reason. A rule counts as reached where an example that
// looks at its result has a row for which it acts.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "commands/example_run.h"
#include "commands/reached_places.h"
#include "engine/base/message.h"
#include "engine/base/source.h"
#include "scheme/policy.h"

namespace zhaoshang {

/// A rule that no example reaches.
struct UnreachedRule {
  std::string section;  // "reward.awards"
  std::string rule;     // its id; of a row of a decision table, "row 2"
  std::string clause;
  Span span;
  Message why;
};

class RuleCoverage {
 public:
  explicit RuleCoverage(const Policy& policy);

  /// What an example came to; `places` watched it.
  void add(const WorkedExample& example, const ExampleRun& run, const ReachedPlaces& places);
  std::vector<UnreachedRule> unreached() const;
  std::size_t rule_count() const { return rules_.size(); }

 private:
  /// How far a rule was reached, the furthest of all examples.
  enum class State : std::uint8_t {
    kNoRows,     // nothing to act on
    kUntrue,     // its condition held nowhere
    kUnchecked,  // it acted, but no such example looks at its result
    kReached,
  };
  /// How far an example reaches a rule: kNoRows, kUntrue or kReached.
  using Judge = std::function<State(const ExampleRun& run, const ReachedPlaces& places)>;
  struct Rule {
    UnreachedRule told;
    std::vector<std::string_view> results;  // that show it; none: any
    Judge judge;
    Message no_rows, untrue;
    State state = State::kNoRows;
  };

  void add_requirements(std::string_view section, const std::vector<Requirement>& requirements);
  void add_assessment(const AssessmentForm& form);
  void add_items(const AssessmentForm& form, std::string_view part,
                 const std::vector<IndicatorForm>& items);
  void add_reward(const RewardForm& reward);
  void add_award(const AwardForm& award);
  void add_limit(std::string_view section, const RuleHead& head);
  void add_values(const Policy& policy);
  void add_table(const std::string& section, const TableForm& table);
  void add_sheet(const std::string& section, const std::vector<SheetLine>& lines);
  void add_condition(UnreachedRule told, std::vector<std::string_view> results,
                     std::string_view table, const Feel& condition);

  std::vector<Rule> rules_;
};

}  // namespace zhaoshang
