#include "attendance/month_rows.h"

#include <optional>
#include <string_view>
#include <utility>

#include "workspace/stage_result.h"

namespace zhaoshang {
namespace {

constexpr std::string_view kMemberMonths = "member_months";
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

/// What each span of a grain is called, put into words once.
class SpanNames {
 public:
  Cell of(const GrainRows& grain, std::uint32_t row) {
    const std::uint32_t span = grain.span_number(row);
    if (names_.size() <= span) names_.resize(span + 1);
    if (names_[span].text.empty()) names_[span] = plain_cell(span_text(grain.whole(row)));
    return names_[span];
  }

 private:
  std::vector<Cell> names_;
};

/// Who the rows of a grain table are about, put into words once for all rows of a subject, which
/// follow one another.
class SubjectNames {
 public:
  SubjectNames(const Figures& figures, std::uint32_t table) : figures_(figures), table_(table) {}
  Cell id(std::uint32_t row) {
    look_at(row);
    return id_;
  }
  Cell label(std::uint32_t row) {
    look_at(row);
    return label_;
  }
  Cell text(std::uint32_t row, std::string_view field) {
    look_at(row);
    if (!text_) text_ = text_cell(figures_.text(figures_.plan().table(table_).of, field, subject_));
    return *text_;
  }

 private:
  void look_at(std::uint32_t row) {
    const std::uint32_t subject = figures_.rows(table_).grain.subject(row);
    if (subject == subject_) return;
    subject_ = subject;
    id_ = text_cell(figures_.id(table_, row));
    label_ = text_cell(figures_.label(table_, row));
    text_.reset();
  }

  const Figures& figures_;
  std::uint32_t table_;
  std::uint32_t subject_ = kNoRow;
  Cell id_, label_;
  std::optional<Cell> text_;
};

/// The cells of a row, none of them copied.
template <class... Cells>
std::vector<Cell> row_of(Cells... cells) {
  std::vector<Cell> row;
  row.reserve(sizeof...(cells));
  (row.push_back(std::move(cells)), ...);
  return row;
}

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

ReportTable member_months_table(const Figures& figures, const StipendsByMonth& stipends) {
  const std::uint32_t table = *figures.plan().find_table(kMemberMonths);
  const TableRows& rows = figures.rows(table);
  SubjectNames who(figures, table);
  SpanNames names;
  const MonthFigure resident(figures, table, "days_resident");
  const MonthFigure required(figures, table, "days_required");
  const MonthFigure met(figures, table, "met");
  ReportTable report = result_table("attendance");
  for (const std::uint32_t row : months_of_period(figures, table)) {
    const auto stipend = stipends.find(row);
    const bool is_paid = stipend != stipends.end();
    if (required.at(row).is_null() && !resident.is_some(row) && !is_paid) continue;
    report.rows.push_back(row_of(who.id(row), who.label(row), who.text(row, "team_id"),
                                 names.of(rows.grain, row), resident.cell(row), required.cell(row),
                                 met.cell(row),
                                 is_paid ? number_cell(stipend->second, 2) : Cell{}));
  }
  report.sort_by({"member_id", "team_id", "month"});
  return report;
}

ReportTable team_months_table(const Figures& figures) {
  const std::uint32_t table = *figures.plan().find_table(kTeamMonths);
  const TableRows& rows = figures.rows(table);
  const MonthFigure minimum(figures, table, "minimum_resident");
  const MonthFigure below(figures, table, "days_below");
  const MonthFigure due(figures, table, "reports_due");
  const MonthFigure on_time(figures, table, "reports_on_time");
  const std::vector<bool> required = requires_presence(figures, table);
  SubjectNames who(figures, table);
  SpanNames names;
  ReportTable report = result_table("team_attendance");
  for (const std::uint32_t row : months_of_period(figures, table)) {
    if (!required[row] && !minimum.is_some(row) && !due.is_some(row)) continue;
    const bool counts_days = required[row];
    report.rows.push_back(row_of(who.id(row), who.label(row), names.of(rows.grain, row),
                                 minimum.cell(row), counts_days ? below.cell(row) : Cell{},
                                 due.cell(row), on_time.cell(row)));
  }
  report.sort_by({"team_id", "month"});
  return report;
}

}  // namespace zhaoshang
