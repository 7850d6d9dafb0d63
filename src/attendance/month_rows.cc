#include "attendance/month_rows.h"

#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "workspace/stage_result.h"

namespace zhaoshang {
namespace {

constexpr std::string_view kTeamMonths = "team_months";

/// A figure of a table of months that a scheme may or may not have.
class MonthFigure {
 public:
  MonthFigure(const Figures& figures, std::uint32_t table, std::string_view name) {
    const auto index = figures.plan().field_index(table, name);
    if (!index) return;
    column_ = figures.field(table, *index);
    style_ = figure_style(figures.plan().field(table, *index));
  }
  Value at(std::uint32_t row) const { return column_ ? column_->at(row) : Value(); }
  Cell cell(std::uint32_t row) const { return value_cell(at(row), style_); }
  /// Whether the figure says anything: it is there, and more than zero.
  bool is_some(std::uint32_t row) const {
    const Value value = at(row);
    return value.is(TypeKind::kNumber) && value.number() > Decimal(0);
  }

 private:
  std::optional<Column> column_;
  FigureStyle style_;
};

/// Rows that end within the period and have begun on the day of the run.
std::vector<std::uint32_t> months_of_period(const Figures& figures, std::uint32_t table) {
  const TableRows& rows = figures.rows(table);
  const DateSpan period = figures.run().period.span;
  std::vector<std::uint32_t> within;
  for (std::uint32_t row = 0; row < rows.size; ++row) {
    const DateSpan span = rows.grain.span(row);
    if (span.last >= period.first && span.last <= period.last && span.first <= figures.run().as_of)
      within.push_back(row);
  }
  return within;
}

/// Who and when the rows of a grain table are about, put into words once for each subject and span.
class RowNames {
 public:
  RowNames(const Figures& figures, std::uint32_t table) : grain_(figures.rows(table).grain) {
    const std::uint32_t of = figures.plan().table(table).of;
    ids_ = texts(figures, of, figures.plan().table(of).schema.key.front());
    labels_ = texts(figures, of, "name");
    for (std::size_t subject = 0; subject < labels_.size(); ++subject) {
      if (labels_[subject].text.empty()) labels_[subject] = ids_[subject];
    }
    teams_ = texts(figures, of, "team_id");
    for (std::uint32_t row = 0; row < grain_.size(); ++row) {
      const std::uint32_t span = grain_.span_number(row);
      if (spans_.size() <= span) spans_.resize(span + 1);
      if (spans_[span].text.empty()) spans_[span] = plain_cell(span_text(grain_.whole(row)));
    }
  }
  const Cell& id(std::uint32_t row) const { return ids_[grain_.subject(row)]; }
  const Cell& label(std::uint32_t row) const { return labels_[grain_.subject(row)]; }
  const Cell& team(std::uint32_t row) const { return teams_[grain_.subject(row)]; }
  bool are_of_one(std::uint32_t row, std::uint32_t other) const {
    return grain_.subject(row) == grain_.subject(other);
  }
  const Cell& span(std::uint32_t row) const { return spans_[grain_.span_number(row)]; }

  /// Puts rows in the order of ids, teams and spans.
  void sort(std::vector<std::uint32_t>& rows) const {
    const auto before = [&](std::uint32_t a, std::uint32_t b) {
      if (grain_.subject(a) != grain_.subject(b)) {
        if (const int order = id(a).text.compare(id(b).text); order != 0) return order < 0;
        if (const int order = team(a).text.compare(team(b).text); order != 0) return order < 0;
      }
      return span(a).text < span(b).text;
    };
    if (!std::is_sorted(rows.begin(), rows.end(), before))
      std::stable_sort(rows.begin(), rows.end(), before);
  }

 private:
  /// A text of every subject; empty where it has none.
  static std::vector<Cell> texts(const Figures& figures, std::uint32_t table,
                                 std::string_view field) {
    std::vector<Cell> cells(figures.row_count(table));
    const auto index = figures.plan().field_index(table, field);
    if (!index) return cells;
    const Column column = figures.field(table, *index);
    for (std::size_t row = 0; row < cells.size(); ++row) {
      if (const std::string* const text = column.text(row)) cells[row] = text_cell(*text);
    }
    return cells;
  }

  const GrainRows& grain_;
  std::vector<Cell> ids_, labels_, teams_;  // of subjects
  std::vector<Cell> spans_;
};

/// For each row of team_months, whether some day of it requires someone at the post.
std::vector<bool> requires_presence(const Figures& figures, std::uint32_t months) {
  std::vector<bool> required(figures.row_count(months), false);
  const std::uint32_t days = *figures.plan().find_table("team_days");
  const auto field = figures.plan().field_index(days, "residents_required");
  if (!field) return required;
  const Column at_post = figures.field(days, *field);
  const Column days_of = figures.field(months, "days");
  for (std::uint32_t month = 0; month < required.size(); ++month) {
    const Value days_in_month = days_of.at(month);
    for (const Value& day : days_in_month.list()) {
      if (!at_post.at(day.row().row).is_null()) required[month] = true;
    }
  }
  return required;
}

}  // namespace

StipendsByMonth stipends_by_month(const Figures& figures, const Settlement& settlement) {
  StipendsByMonth stipends;
  const std::uint32_t months = *figures.plan().find_table(kMemberMonths);
  for (const Award& award : settlement.awards) {
    const bool is_stipend = award.plan != nullptr &&
                            award.plan->form->kind == AwardForm::Kind::kStipend &&
                            award.plan->table == months;
    if (!is_stipend || award.status != Award::Status::kGranted || !award.amount) continue;
    stipends[award.row] += *award.amount;
  }
  return stipends;
}

namespace {

/// What attendance.csv says. Rows are made when they are written: a province has hundreds of
/// thousands.
class MemberMonths {
 public:
  MemberMonths(const Figures& figures, std::uint32_t table, StipendsByMonth stipends)
      : names_(figures, table),
        resident_(figures, table, "days_resident"),
        required_(figures, table, "days_required"),
        met_(figures, table, "met"),
        stipends_(std::move(stipends)),
        months_(months_of_period(figures, table)) {
    std::erase_if(months_, [&](std::uint32_t row) {
      return required_.at(row).is_null() && !resident_.is_some(row) && stipends_.count(row) == 0;
    });
    names_.sort(months_);
  }

  std::size_t size() const { return months_.size(); }

  void each_row(std::size_t first, std::size_t last, const ReportTable::Visit& visit) const {
    ReportTable::Row cells(8);
    for (std::size_t i = first; i < last; ++i) {
      const std::uint32_t row = months_[i];
      const auto stipend = stipends_.find(row);
      if (i == first || !names_.are_of_one(months_[i - 1], row)) {
        cells[0] = names_.id(row);
        cells[1] = names_.label(row);
        cells[2] = names_.team(row);
      }
      cells[3] = names_.span(row);
      cells[4] = resident_.cell(row);
      cells[5] = required_.cell(row);
      cells[6] = met_.cell(row);
      cells[7] = stipend == stipends_.end() ? Cell{} : number_cell(stipend->second, 2);
      visit(cells);
    }
  }

 private:
  RowNames names_;
  MonthFigure resident_, required_, met_;
  StipendsByMonth stipends_;
  std::vector<std::uint32_t> months_;
};

}  // namespace

ReportTable member_months_table(const Figures& figures, StipendsByMonth stipends) {
  const std::uint32_t table = *figures.plan().find_table(kMemberMonths);
  ReportTable report = result_table("attendance");
  const auto months = std::make_shared<const MemberMonths>(figures, table, std::move(stipends));
  report.made = {months->size(),
                 [months](std::size_t first, std::size_t last, const ReportTable::Visit& visit) {
                   months->each_row(first, last, visit);
                 }};
  return report;
}

ReportTable team_months_table(const Figures& figures) {
  const std::uint32_t table = *figures.plan().find_table(kTeamMonths);
  const RowNames names(figures, table);
  const MonthFigure minimum(figures, table, "minimum_resident");
  const MonthFigure below(figures, table, "days_below");
  const MonthFigure due(figures, table, "reports_due");
  const MonthFigure on_time(figures, table, "reports_on_time");
  const std::vector<bool> required = requires_presence(figures, table);
  ReportTable report = result_table("team_attendance");
  for (const std::uint32_t row : months_of_period(figures, table)) {
    if (!required[row] && !minimum.is_some(row) && !due.is_some(row)) continue;
    report.rows.push_back({names.id(row), names.label(row), names.span(row), minimum.cell(row),
                           required[row] ? below.cell(row) : Cell{}, due.cell(row),
                           on_time.cell(row)});
  }
  report.sort_by({"team_id", "month"});
  return report;
}

}  // namespace zhaoshang
