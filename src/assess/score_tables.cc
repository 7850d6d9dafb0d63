#include "assess/score_tables.h"

#include <functional>
#include <map>
#include <set>
#include <string>
#include <tuple>

#include "domain/subjects.h"
#include "engine/expr/evaluator.h"
#include "scheme/provenance.h"
#include "workspace/stage_result.h"

namespace zhaoshang {
namespace {

/// Who is assessed: the first four cells of both tables.
std::vector<Cell> subject_cells(const Figures& figures, std::uint32_t table, std::uint32_t row) {
  const std::string kind(words_of(*figures.plan().table(table).subject).word);
  return {plain_cell(kind), text_cell(figures.id(table, row)), text_cell(figures.label(table, row)),
          text_cell(figures.group(table, row))};
}

FigureStyle score_style(const std::optional<Located<RoundingRule>>& round) {
  return {"", round ? std::optional(round->value.quantum) : std::nullopt};
}

/// Calls `visit` for every row that an assessment takes in, assessment by assessment.
void for_each_assessed(const Figures& figures,
                       const std::function<void(const AssessmentPlan&, const AssessmentResult&,
                                                std::uint32_t row)>& visit) {
  const std::vector<AssessmentPlan>& plans = figures.plan().assessments;
  for (std::size_t k = 0; k < plans.size(); ++k) {
    const AssessmentResult& result = figures.assessment(k);
    for (std::uint32_t row = 0; row < figures.row_count(plans[k].table); ++row) {
      if (result.assessed.at(row).is_true()) visit(plans[k], result, row);
    }
  }
}

/// The rows of adjustments behind figures: of the measure itself, or of what it rests on.
class Adjustments {
 public:
  explicit Adjustments(const Figures& figures) : figures_(figures) {
    const auto ledger = figures.plan().find_table("adjustments");
    for (const Correction& each : figures.corrections())
      sources_.emplace(std::tuple(each.table, each.field, each.row),
                       figures.source(*ledger, each.entry.row));
  }

  /// `file:line`, several joined by `;`.
  std::string behind(std::uint32_t table, std::optional<std::uint32_t> field,
                     std::uint32_t row) const {
    if (!field || sources_.empty()) return {};
    std::set<std::string> found = of({table, *field, row});
    const Field& measure = figures_.plan().field(table, *field);
    if (measure.kind == Field::Kind::kProgram) {
      const Provenance rests_on =
          provenance_of(figures_, figures_, *measure.program.root, table, row);
      for (const FigureOfRow& each : rests_on.figures) found.merge(of(each));
    }
    std::string text;
    for (const std::string& source : found) text += (text.empty() ? "" : ";") + source;
    return text;
  }

 private:
  using FigureOfRow = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>;

  std::set<std::string> of(const FigureOfRow& figure) const {
    std::set<std::string> found;
    const auto [first, last] = sources_.equal_range(figure);
    for (auto each = first; each != last; ++each) found.insert(each->second);
    return found;
  }

  const Figures& figures_;
  std::multimap<FigureOfRow, std::string> sources_;
};

std::vector<Cell> score_row(const Figures& figures, const Adjustments& adjustments,
                            const AssessmentPlan& plan, const ItemResult& item, std::uint32_t row) {
  const IndicatorForm& form = *item.plan->form;
  const Field* const measure =
      item.plan->measure ? &figures.plan().field(plan.table, *item.plan->measure) : nullptr;
  const FigureStyle style = measure != nullptr ? figure_style(*measure) : FigureStyle{};
  const Value actual = item.actual.at(row);
  const Value target = item.target.at(row);
  std::string title = form.head.title;
  if (title.empty() && measure != nullptr) title = measure->title;
  std::vector<Cell> cells = subject_cells(figures, plan.table, row);
  for (Cell& cell :
       std::vector<Cell>{text_cell(item.plan->id), text_cell(title), text_cell(form.head.clause),
                         value_cell(actual, style), value_cell(target, {style.unit, std::nullopt}),
                         text_cell(unit_word(actual.is_null() ? target : actual, style)),
                         value_cell(item.completion.at(row)), value_cell(item.weight.at(row)),
                         value_cell(item.score.at(row), score_style(form.round)),
                         value_cell(item.rank.at(row)), text_cell(plan.name),
                         text_cell(adjustments.behind(plan.table, item.plan->measure, row))}) {
    cells.push_back(std::move(cell));
  }
  return cells;
}

/// The subject of an assessment that a row of another table belongs to; empty: none.
class SubjectOf {
 public:
  SubjectOf(const Figures& figures, std::uint32_t table, std::uint32_t subjects)
      : figures_(figures), subjects_(subjects), is_itself_(table == subjects) {
    is_county_ = figures.plan().table(subjects).kind == PlanTable::Kind::kCounty;
    for (const Field& field : figures.plan().table(table).fields) {
      const bool leads = field.kind == Field::Kind::kReference && field.type.table() == subjects;
      if (leads && !column_) column_ = figures.field(table, field.name);
    }
  }

  std::string operator()(std::uint32_t row) const {
    if (is_county_) return figures_.id(subjects_, 0);
    if (is_itself_) return figures_.id(subjects_, row);
    const Value subject = column_ ? column_->at(row) : Value();
    return subject.is(TypeKind::kRow) ? figures_.id(subjects_, subject.row().row) : std::string();
  }

 private:
  const Figures& figures_;
  std::uint32_t subjects_;
  bool is_itself_;
  bool is_county_ = false;
  std::optional<Column> column_;
};

void add_counted_rows(const Figures& figures, const AssessmentPlan& plan, ReportTable& table) {
  const std::uint32_t counted = *plan.counted_table;
  const std::size_t rows = figures.row_count(counted);
  if (rows == 0) return;
  const CalendarForm& calendar = figures.plan().policy().calendar;
  const std::string year =
      span_text(figures.year(), {calendar.year_starts_month, calendar.year_starts_day});
  const SubjectOf subject_of(figures, counted, plan.table);
  std::optional<Column> counts;
  if (plan.counted_when) {
    counts = Evaluator(figures).evaluate(*plan.counted_when.root, Frame::all_rows(counted, rows));
  }
  for (std::uint32_t row = 0; row < rows; ++row) {
    if (counts && !counts->at(row).is_true()) continue;
    table.rows.push_back({text_cell(figures.plan().table(counted).name),
                          text_cell(figures.id(counted, row)), text_cell(subject_of(row)),
                          plain_cell(year)});
  }
}

}  // namespace

ReportTable assessment_table(const Figures& figures) {
  ReportTable table = result_table("assessment", {"assessment", "action"});
  for_each_assessed(
      figures, [&](const AssessmentPlan& plan, const AssessmentResult& result, std::uint32_t row) {
        std::vector<Cell> cells = subject_cells(figures, plan.table, row);
        cells.push_back(value_cell(result.score.at(row), score_style(plan.form->round)));
        cells.push_back(value_cell(result.rank.at(row)));
        cells.push_back(value_cell(result.rating.at(row)));
        cells.push_back(boolean_cell(result.barred.at(row).is_true()));
        cells.push_back(text_cell(result.reasons[row]));
        cells.push_back(text_cell(plan.name));
        cells.push_back(text_cell(result.actions[row]));
        table.rows.push_back(std::move(cells));
      });
  table.sort_by({"subject_kind", "subject_id"});
  return table;
}

ReportTable scores_table(const Figures& figures) {
  ReportTable table = result_table("scores", {"assessment", "adjusted"});
  const Adjustments adjustments(figures);
  for_each_assessed(
      figures, [&](const AssessmentPlan& plan, const AssessmentResult& result, std::uint32_t row) {
        for (const ItemResult& item : result.items) {
          const bool is_leaf = item.plan->items.empty();
          if (is_leaf && item.applies.at(row).is_true())
            table.rows.push_back(score_row(figures, adjustments, plan, item, row));
        }
      });
  table.sort_by({"subject_kind", "subject_id"});
  return table;
}

std::optional<ReportTable> counted_table(const Figures& figures) {
  ReportTable table = result_table("counted");
  bool counts = false;
  for (const AssessmentPlan& plan : figures.plan().assessments) {
    if (!plan.counted_table) continue;
    counts = true;
    add_counted_rows(figures, plan, table);
  }
  if (!counts) return std::nullopt;
  table.sort_by({"table", "row_id", "subject_id"});
  return table;
}

}  // namespace zhaoshang
