// What the readers of a policy's sections share. In: the map of one rule. Out: its expressions
// parsed, its words checked, the clause it cites noted. The readers of the sections are declared at
// the end; read_policy calls them in turn.
#pragma once

#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/diagnostics.h"
#include "engine/policy/document.h"
#include "engine/policy/reader.h"
#include "scheme/policy.h"
#include "scheme/scheme_diagnostics.h"

namespace zhaoshang {

/// A clause that a rule cites.
struct Citation {
  std::string clause;
  Span span;
};

/// One reading of a policy: where faults go, what rules look up, what is checked at the end.
struct PolicyReading {
  Diagnostics& diagnostics;
  std::vector<ParameterForm> parameters;  // read before any rule that may name one
  std::vector<Citation> citations;
  bool any_output_name = false;  // of a table that stands alone: no rule names its outputs
};

/// The ids of rules that results must tell apart; one given again is reported.
class RuleIds {
 public:
  explicit RuleIds(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}
  void add(const RuleHead& head);

 private:
  Diagnostics& diagnostics_;
  std::map<std::string, Span, std::less<>> seen_;
};

/// A text parsed as an expression, or as unary tests.
Feel parsed_expression(SourceText text, Diagnostics& diagnostics);
Feel parsed_tests(SourceText text, Diagnostics& diagnostics);

std::optional<Feel> read_expression(const PolicyNode& node, Diagnostics& diagnostics);
/// One of the words, or a parameter declared one_of: some of them.
WordOrParameter read_choice(const PolicyNode& node, const std::vector<std::string>& words,
                            PolicyReading& reading);
/// `FEEL ascending|descending`. Without a direction it is descending, and `asker` says where the
/// question is put (none: nobody asks).
RankKey read_rank_key(const PolicyNode& node, std::optional<Span> asker, PolicyReading& reading);
/// Whether the key of a map can be a name of expressions; reported when not.
bool is_named(const PolicyNode::Entry& entry, Diagnostics& diagnostics);

/// Reads the keys of one rule.
class RuleMap : public MapReader {
 public:
  RuleMap(const PolicyNode& node, const MapForm& form, PolicyReading& reading);

  PolicyReading& reading() { return reading_; }
  /// Where a fault of the whole rule is shown: its id, once head() has read it, else the rule.
  Span where() const { return where_; }
  /// Which of the keys are written; none of them becomes known by it.
  std::vector<std::string> written(std::initializer_list<std::string_view> keys) const;
  /// The one of the keys that is written; reported where there are several or none.
  std::optional<std::string> one_of(std::initializer_list<std::string_view> keys);

  /// id, clause, title and note.
  RuleHead head(Need id);
  /// The same without an id, of what is named by its key.
  RuleHead unnamed_head();
  std::string clause();
  /// A text; empty when the key is not written.
  std::string text_or_empty(std::string_view key);
  /// A name; empty when the key is not written.
  std::string name_or_empty(std::string_view key, Need need = Need::kOptional);
  bool flag(std::string_view key);

  std::optional<Feel> expression(std::string_view key);
  Feel required_expression(std::string_view key);
  std::optional<Feel> tests(std::string_view key);
  /// VALUE of the policy language; nullopt when the key is not written.
  std::optional<ValueForm> value(std::string_view key);
  void message(std::string_view key, TextTemplate& parsed, SourceText& text,
               Need need = Need::kOptional);

  /// What a fixed word means; `unwritten` when the key is not written.
  template <typename Meaning>
  Meaning meaning(std::string_view key, Meaning unwritten,
                  std::initializer_list<std::pair<const char*, Meaning>> words);
  /// A word that the source rarely states and the policy must: asked for when the key is not
  /// written.
  WordOrParameter choice(std::string_view key, scheme_fault::Question question,
                         const std::vector<std::string>& words);
  /// A list of ids; `all` gives none.
  std::vector<Located<std::string>> ids_or_all(std::string_view key, Need need);
  /// `by` and `then`, best first; the directions must be stated.
  std::vector<RankKey> rank_keys();
  /// `within: group`.
  bool within_group();

 private:
  PolicyNode tree_;
  PolicyReading& reading_;
  Span where_;
};

template <typename Meaning>
Meaning RuleMap::meaning(std::string_view key, Meaning unwritten,
                         std::initializer_list<std::pair<const char*, Meaning>> words) {
  std::vector<std::string> known;
  for (const auto& [word, meaning] : words) known.emplace_back(word);
  const auto written = word(key, known);
  if (!written) return unwritten;
  for (const auto& [word, meaning] : words) {
    if (written->value == word) return meaning;
  }
  return unwritten;
}

// VALUE and decision tables.
ValueForm read_value(const PolicyNode& node, PolicyReading& reading);
/// The keys of a VALUE written as a map; the caller may read further keys and finishes the map.
ValueForm read_value_keys(RuleMap& map);
/// The keys of a decision table: hit, aggregate, incomplete, and table or inputs, outputs, rules.
TableForm read_table_keys(RuleMap& map);
/// A `|` block of rows as a decision table.
TableForm read_table_text(const PolicyNode& node, PolicyReading& reading);

// The sections. Each takes the node under its key.
std::vector<ParameterForm> read_parameters(const PolicyNode& node, PolicyReading& reading);
std::vector<Scale> read_scales(const PolicyNode& node, PolicyReading& reading);
std::vector<Group> read_groups(const PolicyNode& node, PolicyReading& reading);
CalendarForm read_calendar(const PolicyNode& node, PolicyReading& reading);
std::vector<ColumnForm> read_columns(const PolicyNode& node, PolicyReading& reading);
std::vector<TableDeclaration> read_tables(const PolicyNode& node, PolicyReading& reading);
std::vector<RelationForm> read_relations(const PolicyNode& node, PolicyReading& reading);
std::vector<CreditForm> read_credit(const PolicyNode& node, PolicyReading& reading);
std::vector<FactForm> read_facts(const PolicyNode& node, PolicyReading& reading);
std::vector<MeasureForm> read_measures(const PolicyNode& node, PolicyReading& reading);
/// `requirements` of any section; `ids` are those of the section.
std::vector<Requirement> read_requirements(RuleMap& section, RuleIds& ids);
std::vector<Requirement> read_roster(const PolicyNode& node, PolicyReading& reading);
AttendanceForm read_attendance(const PolicyNode& node, PolicyReading& reading);
std::vector<AssessmentForm> read_assess(const PolicyNode& node, PolicyReading& reading);
/// Indicators, bonuses or deductions under `key`, with their items.
std::vector<IndicatorForm> read_indicators(RuleMap& map, std::string_view key, RuleIds& ids);
RewardForm read_reward(const PolicyNode& node, PolicyReading& reading);
std::vector<AwardForm> read_awards(RuleMap& reward);
std::vector<BulletinForm> read_bulletins(const PolicyNode& node, PolicyReading& reading);
std::vector<WorkedExample> read_tests(const PolicyNode& node, PolicyReading& reading);

}  // namespace zhaoshang
