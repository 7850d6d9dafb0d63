// A policy as written: the sections of a scheme as structs of Located<T>. In: a policy file's tree.
// Out: shapes that are right (keys known, words among the fixed ones, expressions parsed). Nothing
// is resolved: names and types are Plan's.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "domain/period.h"
#include "domain/subjects.h"
#include "engine/base/diagnostics.h"
#include "engine/expr/ast.h"
#include "engine/expr/parser.h"
#include "engine/policy/reader.h"
#include "engine/rules/allocation.h"
#include "engine/rules/hit_policy.h"
#include "engine/rules/ranking.h"
#include "engine/table/schema.h"

namespace zhaoshang {

/// An expression as written, parsed.
struct Feel {
  SourceText text;
  AstPtr ast;  // null where a syntax fault was reported
  Span span() const { return text.whole(); }
};

/// A word that may be a parameter's: `over: over_pool`. Exactly one of the two is set.
struct WordOrParameter {
  std::string word;
  std::string parameter;
  Span span;
};

/// What every rule may carry.
struct RuleHead {
  std::string id;
  std::string clause;  // empty: none cited
  std::string title;
  std::string note;
  Span span;  // of the id, else of the rule
  Span clause_span;
};

struct ValueForm;

/// A decision table, in any of its three spellings.
struct TableForm {
  struct Input {
    Feel expression;
    std::optional<Feel> values;  // unary tests: the values it may have
  };
  struct Output {
    std::string name;
    Span span;
    std::optional<Feel> values;
    std::optional<Feel> otherwise;  // default
  };
  struct Rule {
    std::vector<std::optional<Feel>> tests;  // per input; nullopt: `-`
    std::vector<std::optional<Feel>> results;
    std::string annotation;
    std::string clause;
    Span span;
  };
  HitPolicy hit = HitPolicy::kUnique;
  HitAggregate aggregate = HitAggregate::kNone;
  bool incomplete_allowed = false;
  std::vector<Input> inputs;
  std::vector<Output> outputs;
  std::vector<Rule> rules;
  bool is_faulty = false;  // less was read than is written: nothing can be proved of it
  Span span;
};

/// Amounts by bracket: `whole`, the rate of the bracket reached for all of it, or `slice`, each
/// slice at its own.
struct BracketForm {
  bool slice = false;
  std::string parameter;  // not empty: whose word, whole or slice, decides instead
  Span word_span;
  Feel of;
  TableForm table;  // one input (the amount), one output (a rate or an amount)
};

/// One line of a sheet.
struct SheetLine {
  enum class Step : std::uint8_t { kStart, kPlus, kMinus, kTimes, kCap, kFloor, kRound };
  Step step = Step::kStart;
  std::unique_ptr<ValueForm> value;      // not of kRound
  std::optional<RoundingRule> rounding;  // of kRound
  std::optional<Feel> when;
  std::string clause;
  std::string note;
  Span span;
};

/// VALUE of policy-language 1, in any of its forms, with what may stand around it.
struct ValueForm {
  std::variant<std::monostate, Feel, TableForm, BracketForm, std::vector<SheetLine>> is;
  std::optional<Feel> otherwise;
  std::optional<Feel> cap;
  std::optional<Feel> floor;
  std::optional<Located<RoundingRule>> round;
  std::string unit;
  Span unit_span;
  RuleHead head;
  Span span;
};

struct Clause {
  std::string id;
  std::string text;
  bool recorded = false;
  Span span;
};

struct ParameterForm {
  std::string name;
  /// From a date on (no date: always), in the order of dates.
  struct Dated {
    std::optional<Date> from;
    Feel value;
  };
  std::vector<Dated> values;
  std::vector<Feel> one_of;  // a bare word, here and in `values`, is text: pro_rata, sum of ranks
  std::string unit;
  std::string clause;
  std::string note;
  bool open = false;
  bool is_word = false;  // stands where a fixed word would: ties, over, keep …
  Span span;
  Span clause_span;
};

struct Scale {
  std::string name;
  std::vector<std::string> words;  // lowest first
  Span span;
};

struct Group {
  std::string name;
  Feel condition;  // on units
  Span span;
};

/// A grain of a policy's own: every so many days, or labelled spans.
struct Grain {
  std::string name;
  std::int64_t every_days = 0;
  std::optional<Date> from;
  struct Phase {
    std::string label;
    OpenDateSpan span;
  };
  std::vector<Phase> phases;
  Span span;
};

struct CalendarForm {
  int year_starts_month = 1;
  int year_starts_day = 1;
  std::vector<Grain> grains;
  std::optional<Date> since;

  YearStart year_start() const { return {year_starts_month, year_starts_day}; }
};

/// A column added to a table, or a shared one given another heading or unit.
struct ColumnForm {
  std::string table;
  Span table_span;
  std::string name;
  std::string heading;
  std::string type;  // as written: money(万元); empty: as it is, or text
  Span type_span;
  std::optional<Feel> values;
  std::string missing;  // none, unknown, fault; empty: `missing_value` says it, else the default
  std::optional<Feel> missing_value;
  Span missing_span;
  Span span;
};

struct TableDeclaration {
  std::string name;
  std::string heading;
  std::vector<std::string> key;
  std::string date;
  bool is_long = false;
  std::vector<ColumnForm> columns;
  Span span;
};

struct RelationForm {
  std::string table;
  std::string name;
  std::string child;
  std::string column;
  Span span;
};

struct CreditForm {
  RuleHead head;
  std::optional<Feel> condition;  // for: on projects
  std::optional<Feel> to;
  std::string role;
  enum class Share : std::uint8_t { kFull, kEqual, kExpression } share = Share::kFull;
  std::optional<Feel> share_expression;
  std::optional<std::int64_t> at_most;
  enum class Over : std::uint8_t { kError, kNobody, kFirst } over = Over::kError;
};

struct FactForm {
  std::string table;
  Span table_span;
  std::string name;
  ValueForm value;
  Span span;
};

struct TargetForm {
  bool given = false;
  std::optional<Feel> is;
  std::optional<Feel> condition;      // for
  std::optional<CalendarGrain> rows;  // the spans that are given; none: any
  bool cumulative = false;
  bool phase_elapsed = false;
  std::vector<Feel>
      phases;  // shares of the year reached at the end of each quarter (or as many as are given)
  std::optional<Feel> missing;
  bool stretch = false;
  Span span;
};

struct MeasureForm {
  std::string table;  // the subject's: units, teams, members, projects, county
  std::string name;
  ValueForm value;
  std::optional<TargetForm> target;
  Span span;
};

struct Requirement {
  RuleHead head;
  std::string table;
  Span table_span;
  std::optional<Feel> when;
  Feel require;
  Severity severity = Severity::kError;
  TextTemplate message;
  SourceText message_text;
  bool due_now = false;
  std::optional<Feel> due;
  std::string action;
};

struct ReportsForm {
  RuleHead head;
  std::string table;  // for: team_months, unit_months
  Span table_span;
  std::optional<Feel> when;
  std::optional<Feel> recipients;
  std::optional<Feel> due;
};

struct AttendanceForm {
  std::optional<ValueForm> resident;
  std::optional<ValueForm> days_required;
  std::optional<ValueForm> residents_required;
  std::optional<ReportsForm> reports;
  std::vector<Requirement> requirements;
  Span span;
};

struct RankKey {
  Feel by;
  bool descending = true;
};

struct RankForm {
  std::vector<RankKey> keys;  // by, then…
  bool within_group = false;
  WordOrParameter ties;  // share dense average fault
  std::string clause;
  Span span;
};

struct IndicatorForm {
  RuleHead head;
  std::string measure;
  Span measure_span;
  std::optional<Feel> weight;
  enum class Score : std::uint8_t {
    kNone,
    kRatio,
    kRank,
    kPass,
    kMinMax,
    kValue
  } score = Score::kNone;
  std::unique_ptr<ValueForm> score_value;  // of kValue
  std::optional<Feel> min_max_of, min_max_low, min_max_high, min_max_all_equal;
  std::optional<WordOrParameter> ties;
  std::optional<bool> rank_descending;
  std::optional<Feel> cap;
  bool cap_none = false;
  std::optional<Feel> floor;
  std::optional<Feel> condition;  // for
  std::optional<Feel> otherwise;
  std::optional<Located<RoundingRule>> round;
  std::vector<IndicatorForm> items;
};

struct RatingRule {
  RuleHead head;
  Feel when;
  enum class Effect : std::uint8_t {
    kSets,
    kGives,
    kBars,
    kRaises,
    kLowers
  } effect = Effect::kGives;
  std::string word;  // of kBars also kAllAwards
  static constexpr std::string_view kAllAwards = "all";
  Span word_span;
  std::optional<std::int64_t> steps;  // of kRaises and kLowers, in place of a word
  bool due_now = false;
  std::optional<Feel> due;
  std::string action;
};

struct RatingForm {
  std::string scale;
  Span scale_span;
  std::string otherwise;  // default
  Span otherwise_span;
  std::string clause;
  std::vector<RatingRule> rules;
  Span span;
};

struct CountedForm {
  std::string table;
  std::optional<Feel> when;
  Span span;
};

struct AssessmentForm {
  std::string name;
  RuleHead head;        // clause, title, note
  std::string subject;  // units, teams, members, projects, county
  Span subject_span;
  std::optional<Feel> condition;  // for
  std::vector<IndicatorForm> indicators, bonuses, deductions;
  std::optional<Feel> score;
  std::optional<Feel> cap, floor;
  std::optional<Located<RoundingRule>> round;
  std::optional<Located<Decimal>> weights_sum;
  enum class NotApplicable : std::uint8_t {
    kUnset,
    kSpread,
    kDrop,
    kZero
  } not_applicable = NotApplicable::kUnset;
  std::optional<RankForm> rank;
  std::optional<RatingForm> rating;
  std::vector<Requirement> requirements;
  std::optional<CountedForm> counted;
  Span span;
};

struct InstalmentForm {
  Feel share;
  Feel on;
  std::string title;
  Span span;
};

struct AwardForm {
  RuleHead head;
  enum class Kind : std::uint8_t { kGrant, kFund, kStipend, kLevy, kEntry } kind = Kind::kGrant;
  std::string table;
  Span table_span;
  std::optional<Feel> when;
  ValueForm amount;
  std::optional<Feel> to;
  struct Split {
    Feel among;
    enum class By : std::uint8_t { kEqual, kShares, kRuling } by = By::kEqual;
    std::optional<Feel> shares;
    Span span;
  };
  std::optional<Split> split;
  std::vector<Located<std::string>> once;  // words: project, team, member, unit, year, trip …
  std::vector<Located<std::string>> less_paid;
  struct Quota {
    Feel first;
    std::vector<RankKey> by;
    bool within_group = false;
    Span span;
  };
  std::optional<Quota> quota;
  std::vector<InstalmentForm> pay;
  std::optional<Feel> due;
  /// What keeps an award from being paid, and what is said of it.
  struct Hold {
    Feel when;
    TextTemplate note;
    SourceText note_text;
    std::string clause;
  };
  std::optional<Hold> excluded;  // for good: withheld
  std::optional<Hold> awaits;    // for now: pending
  std::optional<Located<RoundingRule>> round;
};

struct ExclusiveForm {
  RuleHead head;
  std::vector<Located<std::string>> of;
  Located<std::string> per;
  WordOrParameter keep;  // highest first all
};

struct CapForm {
  RuleHead head;
  std::vector<Located<std::string>> of;
  Located<std::string> per;  // empty: all together
  std::string within;        // year or ever; empty: a span, of dates or as FEEL
  std::optional<OpenDateSpan> within_dates;
  std::optional<Feel> within_span;
  Feel to;
  WordOrParameter share;  // in_order prorate
};

struct PoolForm {
  RuleHead head;
  std::vector<Located<std::string>> draws;
  Feel amount;
  Located<std::string> per;  // empty: all together
  WordOrParameter over;      // report prorate in_order whole
  std::optional<Feel> by;
};

struct ClawbackForm {
  RuleHead head;
  std::string table;
  std::optional<Feel> when;
  std::vector<Located<std::string>> of;  // award ids; `all`: empty
  std::optional<Feel> share;
  std::string action;
};

struct NoticeForm {
  std::string clause;
  std::optional<Feel> from;  // on the county: the day after which it runs; none: the run's day
  std::optional<Feel> days;
  bool working_days = true;
  TextTemplate text;
  SourceText text_source;
  Span span;
};

struct RewardForm {
  std::vector<AwardForm> awards;
  std::vector<ExclusiveForm> exclusive;
  std::vector<CapForm> caps;
  std::vector<PoolForm> pools;
  std::vector<ClawbackForm> clawbacks;
  std::optional<NoticeForm> notice;
  std::vector<Requirement> requirements;
};

/// What is said of those that a part of a notice lists.
enum class NoticePartAs : std::uint8_t {
  kPlain,
  kExplain,    // 说明: they have to explain, with measure and deadline to be filled in
  kPraise,     // 表扬
  kCriticism,  // 批评
  kExposure,   // 曝光
};

struct BulletinPart {
  enum class Kind : std::uint8_t {
    kTable,
    kAssessment,
    kAwards,
    kFindings,
    kText
  } kind = Kind::kText;
  std::string title;
  NoticePartAs as = NoticePartAs::kPlain;  // table, findings
  // table
  std::string of;
  Span of_span;
  struct Column {
    enum class Shows : std::uint8_t { kFigure, kCount, kSum } shows = Shows::kFigure;
    Feel figure;          // `x` of kSum; the word itself of kCount
    std::string heading;  // empty: the figure's title or its text
  };
  std::vector<Column> columns;
  std::optional<Feel> when;  // rows shown
  std::optional<RankKey> sort;
  std::optional<Feel> by;  // one row a value of it; only then do columns count and sum
  // assessment: its name; awards, findings: ids, empty for all
  std::string assessment;
  std::vector<Located<std::string>> ids;
  TextTemplate text;
  SourceText text_source;
  Span span;
};

struct BulletinForm {
  RuleHead head;
  std::string every;  // month quarter half year any
  TextTemplate title;
  SourceText title_text;
  std::optional<Located<std::string>> own_template;  // a file of the workspace
  std::vector<BulletinPart> parts;
};

struct WorkedExample {
  std::string name;
  std::string clause;
  std::string period;
  std::optional<Date> as_of;
  std::vector<PolicyNode::Entry> set;     // parameter → another value
  std::vector<PolicyNode::Entry> given;   // table → rows
  std::vector<PolicyNode::Entry> expect;  // result → rows
  Span span;
};

enum class ForeignMoney : std::uint8_t { kRefuse, kOnTheDay, kYearAverage, kParameter };

/// A whole policy file.
struct Policy {
  std::string scheme;
  std::string title;
  std::optional<Date> issued;
  OpenDateSpan in_force;
  Span in_force_span;
  std::string source;
  std::vector<Clause> clauses;
  std::vector<ParameterForm> parameters;
  std::vector<Scale> scales;
  std::vector<Group> groups;
  CalendarForm calendar;
  ForeignMoney foreign = ForeignMoney::kRefuse;
  std::string foreign_parameter;
  std::vector<ColumnForm> columns;
  std::vector<TableDeclaration> tables;
  std::vector<RelationForm> relations;
  std::vector<CreditForm> credit;
  std::vector<FactForm> facts;
  std::vector<MeasureForm> measures;
  std::vector<Requirement> roster;
  AttendanceForm attendance;
  std::vector<AssessmentForm> assessments;
  RewardForm reward;
  std::vector<BulletinForm> bulletins;
  std::vector<WorkedExample> tests;

  const Clause* find_clause(std::string_view id) const;
};

/// Reads every section; faults are all reported. The tree's file must outlive the policy.
Policy read_policy(const PolicyNode& root, Diagnostics& diagnostics);
/// Reads a decision table that has a file to itself (`eval --table`).
TableForm read_table_file(const PolicyNode& root, Diagnostics& diagnostics);

}  // namespace zhaoshang
