// Plan: a policy whose names are resolved. In: a Policy and the domain's glossary. Out: tables with
// their fields, each with a type and, where it is worked out, a program; the rules of each section
// as programs. What can be wrong with a policy has been reported once a Plan stands: no row has
// been read yet. Figures runs it.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "domain/relations.h"
#include "domain/subjects.h"
#include "engine/expr/aggregates.h"
#include "engine/expr/environment.h"
#include "engine/expr/program.h"
#include "engine/rules/decision_table.h"
#include "engine/table/schema.h"
#include "scheme/policy.h"

namespace zhaoshang {

class Figures;

/// How a row of one table names a row of another: by id, by kind and id, by date among stints, or
/// by grain.
struct Step {
  enum class By : std::uint8_t {
    kId,       // an id column
    kSubject,  // a kind column that must say `kind_word`, and an id column
    kStored,   // the row numbers stand in a row column of a derived table
    kSpan,     // subject and date to the row of a grain table
  };
  By by = By::kId;
  std::uint32_t target = 0;
  std::uint32_t id_column = 0;
  std::uint32_t kind_column = 0;
  std::string kind_word;
  std::optional<std::uint32_t> date_column;  // of several stints the one that holds it
};

/// An aggregate over the rows that stream by, kept per row of a parent table.
struct Fold {
  std::uint32_t child = 0;
  std::vector<Step> path;  // from the child to the parent
  Aggregate aggregate = Aggregate::kCount;
  bool related = true;
  NodePtr filter;   // on the child's rows; null: all
  NodePtr element;  // on the child's rows; null of count
  Type element_type;
  Span span;
};

/// A named thing of every row of a table.
struct Field {
  enum class Kind : std::uint8_t { kStored, kReference, kRelation, kProgram, kNative, kFold };
  enum class State : std::uint8_t { kDeclared, kCompiling, kReady, kFailed };

  std::string name;
  Kind kind = Kind::kStored;
  State state = State::kReady;
  Type type;
  Missing missing = Missing::kNone;
  std::uint32_t column = 0;         // stored: in the table's schema
  std::vector<Step> path;           // reference: one step; relation: from the child to this table
  std::uint32_t child = 0;          // relation
  const ValueForm* form = nullptr;  // program: as written
  Program program;
  std::function<Column(const Figures&)> native;
  std::unique_ptr<Fold> fold;
  const MeasureForm* measure = nullptr;   // adjustments change it before anything reads it
  std::optional<std::size_t> target;      // native: which of Plan::targets
  std::optional<std::size_t> assessment;  // native: which of Plan::assessments it is a result of
  // What people call it and where it comes from.
  std::string title;
  std::string clause;
  std::string unit;  // the word its figures are printed in: 万元
  Span span;
  bool used = false;   // by anything: its columns are needed
  bool named = false;  // by what the policy writes
};

/// A table that rules can see.
struct PlanTable {
  enum class Kind : std::uint8_t { kInput, kCounty, kGrain };
  std::string name;
  std::string title;
  Kind kind = Kind::kInput;
  TableSchema schema;  // of an input
  std::optional<SubjectKind>
      subject;  // of an input that subjects stand in, and of grain tables of those
  // Of a grain table: one row per row of `of` and span of `grain`.
  std::uint32_t of = 0;
  std::string grain;  // day month quarter half year, or a declared one
  std::deque<Field> fields;
  std::map<std::string, std::uint32_t, std::less<>> by_name;
  bool named = false;  // by what the policy writes

  const Field* find(std::string_view field) const;
};

/// A parameter resolved: its values as constants or programs of other parameters.
struct PlanParameter {
  const ParameterForm* form = nullptr;
  struct Dated {
    std::optional<Date> from;
    NodePtr value;
  };
  std::vector<Dated> values;
  Type type;
  bool compiled = false;
  bool compiling = false;
  bool used = false;
};

/// A text with expressions, compiled.
struct MessagePlan {
  struct Part {
    std::string literal;
    NodePtr expression;
  };
  std::vector<Part> parts;
};

/// A requirement compiled over the rows of its table.
struct RequirementPlan {
  const Requirement* form = nullptr;
  std::uint32_t table = 0;
  Program when;  // empty: every row
  Program require;
  Program due;  // empty: the end of the row's span, else now
  MessagePlan message;
};

struct RankPlan {
  struct Key {
    NodePtr by;
    bool descending = true;
  };
  const RankForm* form = nullptr;
  std::vector<Key> keys;
};

struct IndicatorPlan {
  enum class Part : std::uint8_t { kIndicator, kBonus, kDeduction };
  const IndicatorForm* form = nullptr;
  Part part = Part::kIndicator;
  std::string id;
  std::optional<std::uint32_t> measure;  // field of the subject's table
  std::optional<std::uint32_t> target;   // field target.<measure>
  std::optional<std::uint32_t> completion;
  Program applies;  // for
  Program weight;
  // In a frame whose locals are `weight` and `peers`, around the rows' frame:
  NodePtr cap, floor, otherwise;
  NodePtr min_max_of, min_max_low, min_max_high, min_max_all_equal;
  NodePtr score;  // a value of its own
  std::vector<IndicatorPlan> items;
};

struct RatingRulePlan {
  const RatingRule* form = nullptr;
  NodePtr when;
  Program due;
};

struct AssessmentPlan {
  const AssessmentForm* form = nullptr;
  std::string name;
  std::uint32_t table = 0;
  Program applies;
  std::vector<IndicatorPlan> indicators;
  NodePtr score;  // in a frame whose local 0 is `indicators`, around the rows' frame
  Program cap, floor;
  std::optional<RankPlan> rank;  // in a frame whose local 0 is `score`
  const Scale* scale = nullptr;
  std::optional<std::uint32_t> counted_table;  // whose rows are used up
  Program counted_when;
  std::vector<RatingRulePlan> rating;  // in a frame whose locals are `score` and `rank`
  std::vector<RequirementPlan> requirements;
};

struct InstalmentPlan {
  const InstalmentForm* form = nullptr;
  Program share, on;
};

/// An award compiled. `due` runs on the row alone; everything else sees the local `due` of each
/// row, for `serving`.
struct AwardPlan {
  const AwardForm* form = nullptr;
  std::uint32_t table = 0;
  Program due;
  NodePtr when, amount, to, excluded,
      awaits;             // in a frame whose local 0 is the due date, around the rows' frame
  NodePtr among, shares;  // of a split
  MessagePlan excluded_note, awaits_note;
  NodePtr quota_first;
  std::vector<RankPlan::Key> quota_by;
  std::vector<InstalmentPlan> pay;
};

struct PoolPlan {
  const PoolForm* form = nullptr;
  NodePtr amount;
  std::vector<NodePtr>
      by;  // the place in the queue: for each of RewardPlan::awards; null of those that do not draw
};

struct CapPlan {
  const CapForm* form = nullptr;
  std::optional<std::uint32_t> table;  // what it is per, if a table: `to` is of its row
  NodePtr to;
  NodePtr within_span;
};

struct ClawbackPlan {
  const ClawbackForm* form = nullptr;
  std::uint32_t table = 0;
  Program when, share;
};

struct RewardPlan {
  std::vector<AwardPlan> awards;
  std::vector<PoolPlan> pools;
  std::vector<CapPlan> caps;
  std::vector<ClawbackPlan> clawbacks;
  std::vector<RequirementPlan> requirements;
  NodePtr notice_from, notice_days;
  MessagePlan notice_text;
};

struct AttendancePlan {
  std::optional<std::uint32_t> reports_table;  // has reporting, report_recipients, report_due
  std::vector<RequirementPlan> requirements;
};

struct BulletinColumn {
  std::string heading;
  BulletinPart::Column::Shows shows = BulletinPart::Column::Shows::kFigure;
  Program figure;  // of a row; none of a count
};

struct BulletinPartPlan {
  const BulletinPart* form = nullptr;
  std::uint32_t table = 0;
  std::vector<BulletinColumn> columns;
  Program when, by;
  std::optional<RankPlan::Key> sort;
  MessagePlan text;
};

struct BulletinPlan {
  const BulletinForm* form = nullptr;
  MessagePlan title;
  std::vector<BulletinPartPlan> parts;
};

/// A target compiled: where it is given, or how it is worked out.
struct TargetPlan {
  const MeasureForm* form = nullptr;
  std::uint32_t table = 0;
  std::uint32_t measure = 0;  // field
  Program is, applies, missing;
  std::vector<NodePtr> phases;
};

/// A rule that gives credits to projects that have no rows of their own.
struct PlanCredit {
  const CreditForm* form = nullptr;
  Program applies, to, share;
};

/// A group of units.
struct PlanGroup {
  const Group* form = nullptr;
  Program holds;
};

/// Scope names with the same value in every row.
enum class ScopeName : std::uint8_t { kPeriod, kYear, kLastYear, kTerm, kToDate, kAsOf };

using TableNames = std::set<std::string, std::less<>>;

/// The compiled policy. Made by compile(); the Policy must outlive it.
class Plan : public Environment {
 public:
  /// Null where the policy has faults; they are all in `diagnostics`, which must outlive the plan.
  /// `streamed`: tables that are read as streams though the policy does not say so; a rule that
  /// wants their rows all together is a fault then.
  static std::unique_ptr<Plan> compile(const Policy& policy, Diagnostics& diagnostics,
                                       const TableNames& streamed = {});
  ~Plan() override;

  const Policy& policy() const { return policy_; }
  const std::deque<PlanTable>& tables() const { return tables_; }
  const PlanTable& table(std::uint32_t table) const { return tables_[table]; }
  std::optional<std::uint32_t> find_table(std::string_view name) const;
  const Field& field(std::uint32_t table, std::uint32_t field) const {
    return tables_[table].fields[field];
  }
  std::optional<std::uint32_t> field_index(std::uint32_t table, std::string_view name) const;
  const std::vector<PlanParameter>& parameters() const { return parameters_; }
  /// A parameter with values by date that is read without a date, and where.
  struct UndatedRead {
    std::size_t parameter;
    Span use;
  };
  const std::vector<UndatedRead>& undated_reads() const { return undated_reads_; }
  /// Money of projects added up for rows of a table, whatever the shares in them.
  struct SumOfProjects {
    std::uint32_t table;
    Span span;
  };
  const std::vector<SumOfProjects>& sums_of_projects() const { return sums_of_projects_; }
  /// Whether a place is in the policy, not in what the programme itself defines (驻点天数, 达标 …).
  bool is_written(const Span& span) const;

  std::vector<TargetPlan> targets;
  std::vector<PlanCredit> credits;
  std::vector<PlanGroup> groups;
  std::vector<RequirementPlan> roster;
  AttendancePlan attendance;
  std::vector<AssessmentPlan> assessments;
  RewardPlan reward;
  std::vector<BulletinPlan> bulletins;

  // Environment
  std::string table_name(std::uint32_t table) const override;
  std::optional<FieldInfo> find_field(std::uint32_t table, std::string_view name,
                                      const Span& use) override;
  std::vector<std::string> field_names(std::uint32_t table) const override;
  bool has_field(std::uint32_t table, std::string_view name) const override;
  bool has_global(std::string_view name) const override;
  bool is_field_prefix(std::uint32_t table, std::string_view prefix) const override;
  const Ast* find_macro(std::uint32_t table, std::string_view name, bool rule_has_span,
                        bool rule_has_due) override;
  std::optional<FieldInfo> fold_field(std::uint32_t parent, std::uint32_t relation,
                                      Aggregate aggregate, NodePtr filter, NodePtr element,
                                      const Span& span) override;
  std::optional<GlobalInfo> find_global(std::string_view name, const Span& use) override;
  std::vector<std::string> global_names() const override;
  Value global_on(std::uint32_t global, std::optional<Date> day) const override;
  void note_undated(std::uint32_t global, const Span& use) override;
  void review(const Node& root) override;
  std::vector<std::optional<Date>> days_of_change() const override;
  std::vector<std::string> declared_values(const Node& expression) const override;
  std::optional<DataFunctionInfo> find_function(std::string_view name,
                                                std::span<const Type> arguments,
                                                std::optional<std::uint32_t> table) override;
  std::vector<std::string> data_function_names() const override;

 private:
  friend class PlanBuilder;
  Plan(const Policy& policy, Diagnostics& diagnostics);
  void compile_field(std::uint32_t table, std::uint32_t field, const Span& use);
  Type compile_target(TargetPlan& target);
  void compile_parameter(std::size_t parameter, const Span& use);
  /// The words that a parameter may be; empty: anything.
  std::vector<std::string> choices(const ParameterForm& form) const;
  void check_choice(const ParameterForm& form, const Node& value);
  std::optional<SumOfProjects> sum_of_projects(const Node& node) const;
  void note_named(std::uint32_t table, Field& field, const Span& use);

  const Policy& policy_;
  Diagnostics& diagnostics_;
  std::deque<PlanTable> tables_;
  std::map<std::string, std::uint32_t, std::less<>> table_by_name_;
  std::vector<PlanParameter> parameters_;
  std::map<std::string, std::size_t, std::less<>> parameter_by_name_;
  struct Compiling {
    std::string name;
    Span span;
  };
  std::vector<Compiling> compiling_;  // the path of what depends on what, for cycles
  std::vector<UndatedRead> undated_reads_;
  std::vector<SumOfProjects> sums_of_projects_;
  std::deque<SourceFile> sources_;  // of what the plan itself writes in FEEL
  std::deque<ValueForm> forms_;     // likewise
  std::vector<AstPtr> macros_;
};

/// Global numbers: the scope names first, then the county's one row, then the parameters in order.
inline constexpr std::uint32_t kCountyRow = 15;
inline constexpr std::uint32_t kFirstParameter = 16;

/// Functions that read the run's data.
enum class DataFunction : std::uint8_t { kConvert, kWorkingDaysAfter, kRuling };

}  // namespace zhaoshang
