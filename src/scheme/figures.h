// Figures: a Plan at work on loaded tables. In: tables, period and day. Out: any field of any row,
// worked out when it is first asked for and once only. The graph of named figures: stages pick what
// they print.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/period.h"
#include "engine/base/message.h"
#include "engine/expr/environment.h"
#include "engine/expr/evaluator.h"
#include "engine/table/csv_reader.h"
#include "scheme/grain_rows.h"
#include "scheme/plan.h"
#include "scheme/reached_fields.h"

namespace zhaoshang {

/// What a run is about.
struct Run {
  Period period;
  Date as_of;
  unsigned threads = 1;
  Language language = Language::kChinese;  // of what results say
  bool show_private = false;               // identity numbers, in what results say
};

/// What is to be read of a table over several threads.
struct RowScan {
  std::vector<bool> columns;  // of the schema; the others are null
  unsigned threads = 1;
  /// Before the first row of each attempt.
  std::function<void()> begin;
  /// Some rows of a worker, which is less than `threads`; texts have codes of their worker.
  std::function<void(unsigned worker, const Batch& rows)> visit;
};

/// The rows of an input table: held, or a stream that can be read again and again.
struct TableInput {
  Batch held;
  std::vector<std::string> files;  // as shown in sources
  /// Set for streamed tables: calls the consumer for every batch.
  using Stream = std::function<void(const std::function<void(const Batch&)>&)>;
  Stream stream;
  /// The same rows over several threads, in no order and without places. false: they cannot be
  /// read so, and nothing of what was seen counts. Empty: never.
  using Scan = std::function<bool(const RowScan&)>;
  Scan scan;
  /// All rows of a stream at once: for whoever looks rows up by their ids after all.
  using Hold = std::function<Batch()>;
  Hold hold;
};

/// One item of an assessment: a column each, one value per row of the subject's table.
struct ItemResult {
  const IndicatorPlan* plan = nullptr;
  Column applies, actual, target, completion, weight, peers, score, rank;
  /// `not_applicable: spread`: the item's own weight, all weights beside it, and those that apply.
  Column own_weight, all_weights, applying_weights;

  /// Whether the weight of others was spread to it.
  bool is_grown(std::uint32_t row) const;
};

/// A rule of rating that holds before its day.
struct RatingToCome {
  std::uint32_t row = 0;
  const RatingRule* rule = nullptr;
  Date due;
};

/// An assessment worked out: one value per row of the subject's table.
struct AssessmentResult {
  Column assessed, score, rank, rating, barred, bars_awards;
  std::vector<std::string> reasons;  // clauses of what barred or set, with titles
  std::vector<std::string> actions;
  std::vector<ItemResult> items;  // in the order written, nested ones after their parent
  std::vector<std::optional<Decimal>> weights;  // what they add up to, where it is not weights_sum
  std::vector<RatingToCome> to_come;
  std::vector<std::size_t> ties;  // rows in a tie that the rule `fault` does not allow

  const ItemResult& item(std::string_view id) const;
};

/// The rows of one table (or of one batch of a stream) with the fields worked out so far.
struct TableRows {
  std::uint32_t table = 0;
  std::size_t size = 0;
  std::vector<Column> stored;
  std::vector<std::uint32_t> lines;
  std::vector<std::uint16_t> file_of;
  std::vector<std::optional<Column>> fields;
  GrainRows grain;  // of a table of the calendar
};

/// A row of targets or adjustments about one subject and measure.
struct LedgerEntry {
  DateSpan span;
  Value amount;
  std::string mode;
  std::uint32_t row = 0;
  std::string unit = {};  // what a bare number of it counts
};

/// What a target is put together from: rows of targets.csv or one worked out, of which a share may
/// be due by now.
struct TargetParts {
  std::vector<LedgerEntry> given;
  Value worked_out;  // by `is`, else by `missing`
  Value share;       // null: all of it
  Value total() const;
};

/// A row of adjustments that changed a measure.
struct Correction {
  std::uint32_t table = 0;  // of the subject
  std::uint32_t row = 0;
  std::uint32_t field = 0;  // the measure
  LedgerEntry entry;
};

/// A credit that no file has: of a project (by row) to a subject.
struct MadeCredit {
  std::uint32_t project = 0;
  std::string role;
  RowRef to;
  Decimal share;
  const PlanCredit* rule = nullptr;  // null: a policy without rules gives it in full
  std::vector<RowRef> sharers = {};  // all that the rule gives it to
  std::size_t place = 0;             // of `to` among them
};

/// What one unit of a currency comes to in 元: a parameter's value, a row of rates, or the mean of
/// several.
struct Rate {
  Decimal value;
  std::optional<std::uint32_t> parameter;
  std::vector<std::uint32_t> rows;  // of rates
};

/// A project that a rule would credit to more subjects than it allows, where that is an error.
struct ExcessCredit {
  const CreditForm* rule = nullptr;
  std::uint32_t project = 0;
  std::size_t found = 0;
};

class Figures : public Data {
 public:
  Figures(const Plan& plan, std::map<std::string, TableInput, std::less<>> inputs, Run run);
  ~Figures() override;

  const Plan& plan() const { return plan_; }
  const Run& run() const { return run_; }
  DateSpan year() const { return year_; }
  DateSpan to_date() const { return to_date_; }
  YearStart year_start() const { return plan_.policy().calendar.year_start(); }
  /// The days of the scheme, open ends where it has none.
  OpenDateSpan term() const { return plan_.policy().in_force; }

  // Data
  Column field(std::uint32_t table, std::uint32_t field) const override;
  std::size_t row_count(std::uint32_t table) const override;
  Value global(std::uint32_t global, std::optional<Date> at) const override;
  Value call(std::uint32_t function, std::span<const Value> arguments,
             std::optional<RowRef> row) const override;

  /// A field by name; the plan must have it.
  Column field(std::string_view table, std::string_view name) const;
  Column field(std::uint32_t table, std::string_view name) const;
  const TableRows& rows(std::uint32_t table) const;
  const AssessmentResult& assessment(std::size_t assessment) const;
  Column target(std::size_t target) const;
  /// What the target of one row is put together from; nothing where it has none.
  TargetParts target_parts(std::size_t target, std::uint32_t row) const;
  /// The same for all rows.
  std::vector<TargetParts> all_target_parts(std::size_t target) const;
  /// The rows of adjustments that changed a measure of one row, in the order they were taken.
  std::vector<LedgerEntry> adjustments(std::uint32_t table, const Field& measure,
                                       std::uint32_t row) const;
  /// All of them, by table, measure and row.
  std::vector<Correction> corrections() const;
  /// Credits that could not be given: `at_most` with `over: error`.
  const std::vector<ExcessCredit>& excess_credits() const;

  /// Calls `visit` with the data to evaluate on and the rows, once for a held table, once a batch
  /// for a streamed one.
  void for_each_batch(std::uint32_t table,
                      const std::function<void(const Data&, const TableRows&)>& visit) const;

  /// The row as people know it: its name, else its id.
  std::string label(std::uint32_t table, std::uint32_t row) const;
  /// The row of an id, of several stints the latest; kNoRow: none.
  std::uint32_t find(std::uint32_t table, const std::string& id) const;
  /// The row's id: its first key column, or a grain row's subject's.
  std::string id(std::uint32_t table, std::uint32_t row) const;
  /// The group of a subject: of its unit, by the policy's groups, else by the column; empty: none,
  /// or several.
  std::string group(std::uint32_t table, std::uint32_t row) const;
  /// The policy's groups that a unit is in: one, or the policy does not fit it.
  const std::vector<std::string>& groups_of_unit(std::uint32_t row) const;
  /// `file:line` of a row of an input; empty for rows that no file has.
  std::string source(std::uint32_t table, std::uint32_t row) const;
  std::string source(const TableRows& rows, std::uint32_t row) const;
  const std::vector<std::string>& files(std::uint32_t table) const;
  /// Text by row of a text field that may be null: empty then.
  std::string text(std::uint32_t table, std::string_view field, std::uint32_t row) const;
  /// A row of credits that no file has; nullptr: a file has it, or it is of another table.
  const MadeCredit* made_credit(std::uint32_t table, std::uint32_t row) const;
  /// The rate of a currency other than CNY on a day; nullopt: none is known.
  std::optional<Rate> rate(Currency currency, Date day) const;
  /// The row of rulings for a row of any table; nullopt: nobody has ruled.
  std::optional<std::uint32_t> ruling_on_record(std::string_view rule, RowRef row) const;
  /// A value of a word or a parameter's.
  std::string word(const WordOrParameter& word) const;

  /// How rulings that are not on record are taken: as missing, or at an end of their range.
  enum class RulingEnd : std::uint8_t { kOnRecord, kLow, kHigh };
  void take_rulings(RulingEnd end) const { ruling_end_ = end; }
  RulingEnd ruling_end() const { return ruling_end_; }

  /// Of long tables only those folds are worked out together that a table of figures and the rules
  /// need: nobody means to ask for others (who does nevertheless, pays with a pass of its own).
  void need_only(std::string_view table) const {
    reached_ = ReachedFields(plan_, *plan_.find_table(table));
  }

  /// Works out a field of the rows given: what field() does for whole tables and streams do for
  /// batches.
  Column compute(const Data& data, const TableRows& rows, std::uint32_t field) const;
  /// For each row of a child the row it leads to.
  std::vector<std::uint32_t> follow(const TableRows& child, const std::vector<Step>& path) const;

 private:
  friend class BatchData;
  friend class PathFollower;
  friend class FoldPass;
  struct Cache;

  TableRows& mutable_rows(std::uint32_t table) const;
  void hold(std::uint32_t table, Batch held) const;
  static void count_in_units(const TableSchema& schema, TableRows& rows);
  static void put_in_order(const TableSchema& schema, TableRows& rows);
  void complete_credits() const;
  void add_credits(std::uint32_t credits, std::vector<MadeCredit> made) const;
  void build_grain(std::uint32_t table) const;
  Column relation(std::uint32_t table, const Field& field) const;
  Column native(const Data& data, const TableRows& rows, const Field& field) const;
  Value converted(const Money& money, Currency to, Date day) const;
  Column grain_field(const TableRows& rows, const Field& field) const;
  Column grains_of(const TableRows& rows, const Field& field) const;
  TableRows batch_rows(std::uint32_t table, const Batch& batch) const;
  Column adjusted(std::uint32_t table, const Field& field, Column column) const;
  struct TargetRule;
  TargetRule target_rule(std::size_t target) const;
  TargetParts parts_in(const TargetRule& rule, std::uint32_t row) const;
  TargetParts given_in(const std::vector<LedgerEntry>& entries, const TargetRule& rule) const;
  std::vector<LedgerEntry> acting(const std::vector<LedgerEntry>& corrections) const;
  Value named_subject(const Data& data, std::uint32_t table, std::string_view reference,
                      std::uint32_t row) const;
  Value ruling(std::span<const Value> arguments, RowRef row) const;

  const Plan& plan_;
  Run run_;
  DateSpan year_;
  DateSpan to_date_;
  std::unique_ptr<Cache> cache_;
  mutable RulingEnd ruling_end_ = RulingEnd::kOnRecord;
  mutable ReachedFields reached_;
};

/// A value as messages and bulletins show it: money in the unit given (else 万元 from 1 万元 on),
/// spans as periods.
std::string shown(const Value& value, const Figures& figures, std::string_view unit = {});

}  // namespace zhaoshang
