// Tracer: how a figure came about. In: figures at work, and which of them is asked for. Out: a
// Trace of it and of everything it rests on, down to the cells of input rows and the parameters.
// Every value in it is the one evaluator's; nothing is worked out a second way.
#pragma once

#include <cstdint>
#include <map>
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
  enum class Standing : std::uint8_t { kScore, kRank, kRating };
  /// "score", "rank", "rating".
  static std::string_view word_of(Standing standing);
  /// Whether the assessment gives the subject that.
  static bool has_standing(const AssessmentPlan& plan, const AssessmentResult& result,
                           Standing standing, std::uint32_t row);
  void ask_standing(std::size_t assessment, Standing standing, std::uint32_t row);
  /// Asks for one item of an assessment, by its place among the results.
  void ask_item(std::size_t assessment, std::size_t item, std::uint32_t row);
  /// Asks whether a requirement holds for a row of its table.
  void ask_requirement(const RequirementPlan& requirement, std::uint32_t row);
  /// Asks for one row of awards.csv.
  void ask_award(const Award& award);
  /// Asks for one row of payouts.csv, which adds awards up.
  void ask_payout(const Payout& payout, const std::vector<Award>& awards);

  Trace take() { return std::move(trace_); }

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

  // tracer_operations.cc: a program on one position as operations
  Operation operation(TracedFigure& figure, const Node& node, const Frame& frame);
  Operation field_operation(TracedFigure& figure, const Node& node, const Frame& frame);
  Operation read_field(TracedFigure& figure, std::uint32_t table, std::uint32_t field,
                       std::uint32_t row);
  Operation global_operation(TracedFigure& figure, const Node& node, const Frame& frame);
  Operation list_operation(TracedFigure& figure, const Node& node, const Frame& frame);
  Operation loop_operation(TracedFigure& figure, const Node& node, const Frame& frame);
  Operation fold_operation(TracedFigure& figure, const Fold& fold, std::uint32_t row,
                           const Value& value);
  Operation extension_operation(TracedFigure& figure, const Node& node, const Frame& frame);
  Operation table_operation(TracedFigure& figure, const DecisionTable& table, const Frame& frame);
  Operation sheet_operation(TracedFigure& figure, const Sheet& sheet, const Frame& frame);
  Operation brackets_operation(TracedFigure& figure, const Brackets& brackets, const Frame& frame);
  Operation finish_operation(TracedFigure& figure, const Finish& finish, const Frame& frame);
  Operation with_operands(TracedFigure& figure, std::string op, const Node& node,
                          const Frame& frame);
  Operation row_operation(TracedFigure& figure, RowRef row);
  Operation item_operation(TracedFigure& figure, const Value& item);
  Value value_of(const Node& node, const Frame& frame) const;

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
  Operation rank_operation(TracedFigure& figure, const AssessmentPlan& plan,
                           const std::vector<const Column*>& takes_part, bool within_group,
                           const std::vector<Column>& keys, const Column& ranks,
                           const std::string& way, std::uint32_t row);
  std::string rank_figure(std::size_t assessment, std::uint32_t row);
  std::string rating_figure(std::size_t assessment, std::uint32_t row);
  class ItemStory;

  // tracer_awards.cc
  std::string award_figure(const Award& award);
  void trace_amount(TracedFigure& figure, const Award& award);

  const Figures& figures_;
  const Data* data_;                  // figures, or one batch of a stream
  const TableRows* batch_ = nullptr;  // the rows of that batch
  /// What the variables of a frame were bound to, by frame and slot.
  std::map<std::pair<const Frame*, std::uint32_t>, Operation> bound_;
  Trace trace_;
};

/// What a declared rounding makes of an operation; none declared: the operation itself.
Operation rounded_operation(const std::optional<Located<RoundingRule>>& round, Operation of);
/// The row of a frame of one position, so many levels out.
std::uint32_t row_in(const Frame& frame, std::uint32_t depth);

}  // namespace zhaoshang
