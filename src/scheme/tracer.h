// Tracer: how a figure came about. In: figures at work, and which of them is asked for. Out: a
// Trace of it and of everything it rests on, down to the cells of input rows and the parameters.
// Every value in it is the one evaluator's; nothing is worked out a second way.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "engine/report/trace.h"
#include "engine/rules/decision_table.h"
#include "engine/rules/sheet.h"
#include "scheme/figures.h"
#include "scheme/settlement.h"

namespace zhaoshang {

class Tracer {
 public:
  explicit Tracer(const Figures& figures);

  /// Asks for a figure of a row; its id.
  void ask_field(std::uint32_t table, std::uint32_t field, std::uint32_t row);
  /// The same, unless what was asked before has told it.
  void ask_untold(std::uint32_t table, std::uint32_t field, std::uint32_t row);
  /// Where a subject stands in an assessment.
  enum class Standing : std::uint8_t { kScore, kRank, kRating, kBarred, kReason, kAction };
  /// "score", "rank", "rating", "barred", "reason", "action"; in this order.
  static std::string_view word_of(Standing standing);
  static std::span<const Standing> standings();
  /// Whether the assessment gives the subject that.
  static bool has_standing(const AssessmentPlan& plan, const AssessmentResult& result,
                           Standing standing, std::uint32_t row);
  void ask_standing(std::size_t assessment, Standing standing, std::uint32_t row);
  /// Asks for one item of an assessment, by its place among the results.
  void ask_item(std::size_t assessment, std::size_t item, std::uint32_t row);
  /// Asks whether a requirement holds for a row of its table.
  void ask_requirement(const RequirementPlan& requirement, std::uint32_t row);
  /// Asks for one row of awards.csv.
  void ask_award(const Award& award, const Settlement& settlement);
  /// Asks for one row of payouts.csv, which adds awards up.
  void ask_payout(const Payout& payout, const Settlement& settlement);
  /// Asks for the stipend of a row of attendance.csv, which adds awards up.
  void ask_stipend(std::uint32_t months, std::uint32_t row, const Settlement& settlement);
  /// Asks for the place in time of a row of roster.csv: "upcoming", "serving" or "ended".
  void ask_stint(std::uint32_t member);
  /// Asks for the group that a subject stands in.
  void ask_group(std::uint32_t table, std::uint32_t row);

  /// What was told; each figure lists the rows that its arithmetic ends in.
  Trace take();

 private:
  // tracer.cc: figures of rows, parameters
  std::string field_figure(std::uint32_t table, std::uint32_t field, std::uint32_t row);
  std::string parameter_figure(std::uint32_t parameter, std::optional<Date> day);
  /// A new figure to be filled; nullptr: it is there already (or being made).
  TracedFigure* open(const std::string& id);
  TracedFigure* open(const std::string& id, std::string name, std::string title, RowRef about,
                     Value value);
  void name_rule(TracedFigure& figure, const std::string& clause, const Span& span) const;
  std::string subject_text(std::uint32_t table, std::uint32_t row) const;
  std::string row_id(std::uint32_t table, std::uint32_t row) const;
  std::string source_of(std::uint32_t table, std::uint32_t row) const;
  Value printable(const Value& value) const;
  std::string said(const Value& value, std::string_view unit = {}) const;
  std::string say(const Message& message) const { return message.in(figures_.run().language); }
  void use(TracedFigure& figure, const std::string& input) const;
  void read(TracedFigure& figure, const std::string& source) const;
  void trace_program(TracedFigure& figure, const Node& root, const Frame& frame,
                     std::string_view unit);
  void trace_target(TracedFigure& figure, const Field& field, std::uint32_t row);
  void trace_assessment_field(TracedFigure& figure, const Field& field, std::uint32_t row);
  void trace_adjustments(TracedFigure& figure, std::uint32_t table, const Field& field,
                         std::uint32_t row);
  Operation entry_operation(TracedFigure& figure, std::uint32_t ledger, const LedgerEntry& entry);
  Operation share_due_operation(TracedFigure& figure, const TargetPlan& plan,
                                const TargetParts& parts);

  // tracer_operations.cc: a program on one position as operations
  Operation operation(TracedFigure& figure, const Node& node, const Frame& frame);
  Operation field_operation(TracedFigure& figure, const Node& node, const Frame& frame);
  Operation read_field(TracedFigure& figure, std::uint32_t table, std::uint32_t field,
                       std::uint32_t row);
  Operation global_operation(TracedFigure& figure, const Node& node, const Frame& frame);
  Operation literal(const Span& span, Value value) const;
  static std::string place_text(const Span& span);
  Operation place_operation(TracedFigure& figure, const Node& node, const Frame& frame);
  Operation context_operation(TracedFigure& figure, const Node& node, const Frame& frame);
  Operation test_operation(TracedFigure& figure, const Node& node, const Frame& frame);
  Operation extension_operation(TracedFigure& figure, const Node& node, const Frame& frame);
  Operation table_operation(TracedFigure& figure, const DecisionTable& table, const Frame& frame);
  Operation row_tests(TracedFigure& figure, const DecisionTable& table, std::size_t rule,
                      bool holds, const Frame& frame);
  Operation sheet_operation(TracedFigure& figure, const Sheet& sheet, const Frame& frame);
  Operation brackets_operation(TracedFigure& figure, const Brackets& brackets, const Frame& frame);
  Operation finish_operation(TracedFigure& figure, const Finish& finish, const Frame& frame);
  Operation rounded_operation(const Quantum& quantum, Decimal scale, Operation of) const;
  Operation with_operands(TracedFigure& figure, std::string op, const Node& node,
                          const Frame& frame);
  Operation row_operation(TracedFigure& figure, RowRef row);
  Value value_of(const Node& node, const Frame& frame) const;

  // tracer_lists.cc: lists, what is chosen from them, loops over them
  Operation list_operation(TracedFigure& figure, const Node& node, const Frame& frame);
  Operation rows_operation(TracedFigure& figure, const Value& rows);
  std::vector<Operation> item_operations(TracedFigure& figure, const Node& node, const Frame& frame,
                                         const Column& items);
  Operation map_operation(TracedFigure& figure, const Node& node, const Frame& frame);
  Operation filter_operation(TracedFigure& figure, const Node& node, const Frame& frame);
  void take_in(TracedFigure& figure, const Operation& operation) const;
  Operation index_operation(TracedFigure& figure, const Node& node, const Frame& frame);
  Operation latest_operation(TracedFigure& figure, const Node& node, const Frame& frame);
  Operation sort_operation(TracedFigure& figure, const Node& node, const Frame& frame);
  Operation replace_operation(TracedFigure& figure, const Node& node, const Frame& frame);
  bool each_step(TracedFigure& figure, const Node& node, std::size_t iterator, const Frame& frame,
                 const std::function<void(Frame&)>& step);
  Operation loop_operation(TracedFigure& figure, const Node& node, const Frame& frame);
  Operation quantified_operation(TracedFigure& figure, const Node& node, const Frame& frame);
  Operation fold_operation(TracedFigure& figure, const Fold& fold, std::uint32_t row,
                           const Value& value);

  // tracer_rows.cc: what a row says beside its cells, and functions that look rows up
  Operation cell_operation(TracedFigure& figure, std::uint32_t table, std::uint32_t column,
                           std::uint32_t row);
  Operation reference_operation(TracedFigure& figure, std::uint32_t table, const Field& field,
                                std::uint32_t row, const Value& value);
  Operation native_operation(TracedFigure& figure, std::uint32_t table, const Field& field,
                             std::uint32_t row, const Value& value);
  Operation named_operation(TracedFigure& figure, std::uint32_t table, const Field& field,
                            std::uint32_t row, const Value& value);
  Operation label_operation(TracedFigure& figure, RowRef row);
  Operation grain_operation(TracedFigure& figure, std::uint32_t table, const Field& field,
                            std::uint32_t row, const Value& value);
  Operation group_operation(TracedFigure& figure, std::uint32_t table, std::uint32_t row);
  Operation conversion(TracedFigure& figure, Operation amount, Currency to, Date day,
                       const Value& value);
  Operation rate_operation(TracedFigure& figure, Currency currency, Date day);
  Operation made_credit_operation(TracedFigure& figure, const MadeCredit& credit,
                                  const std::string& column, const Value& value);
  Operation data_operation(TracedFigure& figure, const Node& node, const Frame& frame);
  Operation working_days_operation(TracedFigure& figure, const Node& node, const Frame& frame);
  Operation ruling_operation(TracedFigure& figure, const Node& node, const Frame& frame);

  // tracer_lines.cc: the same as people read it
  void tell_lines(TracedFigure& figure, const Node& node, const Frame& frame, std::string_view unit,
                  const std::string& label = {});
  void tell_table(TracedFigure& figure, const DecisionTable& table, const Frame& frame);
  void tell_sheet(TracedFigure& figure, const Sheet& sheet, const Frame& frame);
  void tell_brackets(TracedFigure& figure, const Brackets& brackets, const Frame& frame,
                     std::string_view unit);
  void tell_finish(TracedFigure& figure, const Finish& finish, const Frame& frame,
                   std::string_view unit);
  std::string with_numbers(const Node& whole, const Frame& frame) const;
  std::string numbers_in(const Node& root, const Frame& frame) const;

  // tracer_assessment.cc
  std::string item_figure(std::size_t assessment, std::size_t item, std::uint32_t row);
  std::string score_figure(std::size_t assessment, std::uint32_t row);
  Operation formula_operation(TracedFigure& figure, std::size_t assessment, std::uint32_t row);
  std::string item_rank_figure(std::size_t assessment, std::size_t item, std::uint32_t row);
  std::string weight_figure(std::size_t assessment, std::size_t item, std::uint32_t row);
  /// The keys of a contender of a ranking, as operations.
  using KeysOf = std::function<std::vector<Operation>(std::uint32_t row)>;
  Operation rank_operation(TracedFigure& figure, const AssessmentPlan& plan,
                           const std::vector<const Column*>& takes_part, bool within_group,
                           const KeysOf& keys, const Column& ranks, const std::string& way,
                           std::uint32_t row);
  std::string rank_figure(std::size_t assessment, std::uint32_t row);
  std::vector<Operation> rank_keys(TracedFigure& figure, std::size_t assessment, std::uint32_t row);
  std::string rating_figure(std::size_t assessment, std::uint32_t row);
  std::string rating_part_figure(std::size_t assessment, Standing standing, std::uint32_t row);
  std::vector<Operation> rule_operations(TracedFigure& figure, std::size_t assessment,
                                         std::uint32_t row);
  class ItemStory;

  // tracer_awards.cc
  std::string award_figure(const Award& award, const Settlement& settlement);
  void trace_amount(TracedFigure& figure, const Award& award, const Settlement& settlement);
  Operation candidate_operation(TracedFigure& figure, const Award& award);
  void trace_extras(const Award& award, const std::string& award_id);
  void trace_end(const Award& award, TracedFigure* figure, bool is_low);

  // tracer_settlement.cc: what settlement made of an amount, and of an award
  Operation stepped(TracedFigure& figure, const AmountStep& step, Operation before,
                    const Award& award, const Settlement& settlement);
  Operation divided(TracedFigure& figure, const AmountStep& step, Operation before,
                    const Award& award, const Settlement& settlement);
  Operation limit_operation(TracedFigure& figure, const Division& division);
  Operation claim_operation(TracedFigure& figure, const AmountStep& step, std::size_t claim,
                            const Award& award, const Settlement& settlement);
  Operation paid_by_operation(TracedFigure& figure, const std::vector<PaidShare>& paid);
  Operation taken_back_operation(TracedFigure& figure, const TakenBack& taken_back);
  std::string then_figure(const AwardThen& then, const Settlement& settlement);
  std::string status_figure(const Award& award, const std::string& award_id,
                            const Settlement& settlement);
  Operation hold_operation(TracedFigure& figure, const Award& award, const Award::Hold& hold,
                           const Settlement& settlement);
  Operation due_operation(TracedFigure& figure, const Award& award, bool of_instalment);
  Operation quota_operation(TracedFigure& figure, const Award& award, const Award::Hold& hold);
  void add_notice(TracedFigure& figure, Operation& made);

  const Figures& figures_;
  const Data* data_;                  // figures, or one batch of a stream
  const TableRows* batch_ = nullptr;  // the rows of that batch
  /// What the variables of a frame were bound to, by frame and slot.
  std::map<std::pair<const Frame*, std::uint32_t>, Operation> bound_;
  Trace trace_;
};

/// The row of a frame of one position, so many levels out.
std::uint32_t row_in(const Frame& frame, std::uint32_t depth);

}  // namespace zhaoshang
