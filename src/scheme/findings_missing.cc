// Findings that no requirement states: reports that are missing or late, credits that cannot be
// given, measures without a value or a target.
#include <algorithm>
#include <tuple>

#include "scheme/award_notes.h"
#include "scheme/figures_cache.h"
#include "scheme/finding_about.h"
#include "scheme/finding_texts.h"
#include "scheme/findings.h"
#include "scheme/findings_undecided.h"

namespace zhaoshang {

namespace {

/// When a report was first filed with somebody, and where that stands.
struct Filed {
  std::optional<Date> on;
  std::string source;
};

Filed first_filed(const Figures& figures, const Value& reports_of_row,
                  const std::string& recipient) {
  Filed filed;
  const auto reports = figures.plan().find_table("reports");
  const List list = reports_of_row.is(TypeKind::kList) ? reports_of_row.list() : List{};
  for (const Value& each : list) {
    const std::uint32_t report = each.row().row;
    if (figures.text(*reports, "recipient", report) != recipient) continue;
    const auto day = event_day(figures.field(*reports, "submitted_on").at(report));
    if (!day || (filed.on && *filed.on <= *day)) continue;
    filed = {day, figures.source(*reports, report)};
  }
  return filed;
}

}  // namespace

std::vector<Finding> report_findings(const Figures& figures, std::string_view stage) {
  std::vector<Finding> findings;
  const Plan& plan = figures.plan();
  if (!plan.attendance.reports_table) return findings;
  const std::uint32_t table = *plan.attendance.reports_table;
  const ReportsForm& form = *plan.policy().attendance.reports;
  const TableRows& rows = figures.rows(table);
  if (rows.size == 0) return findings;
  const Column reporting = figures.field(table, "reporting"),
               recipients = figures.field(table, "report_recipients"),
               due = figures.field(table, "report_due"), reports = figures.field(table, "reports");
  const DateSpan period = figures.run().period.span;
  for (std::uint32_t row = 0; row < rows.size; ++row) {
    if (!reporting.at(row).is_true() || rows.grain.span(row).last < period.first ||
        rows.grain.span(row).last > period.last)
      continue;
    const auto due_day = event_day(due.at(row));
    const Value wanted = recipients.at(row);
    if (!wanted.is(TypeKind::kList) || !due_day) continue;
    for (const Value& recipient : wanted.list()) {
      if (!recipient.is(TypeKind::kText)) continue;
      const Filed filed = first_filed(figures, reports.at(row), recipient.text());
      if (filed.on && *filed.on <= *due_day) continue;
      Finding finding = finding_about(figures, stage, table, row);
      finding.rule = form.head.id.empty() ? "reports" : form.head.id;
      finding.clause = form.head.clause;
      finding.date = due_day;
      const std::string span = span_text(rows.grain.whole(row));
      const Message message =
          filed.on
              ? finding_texts::report_late(finding.subject, span, recipient.text(), *filed.on,
                                           *due_day)
              : finding_texts::report_missing(finding.subject, span, recipient.text(), *due_day);
      finding.message = message.in(figures.run().language);
      if (!filed.source.empty()) finding.source = filed.source;
      if (*due_day > figures.run().as_of && !filed.on) finding.status = Finding::Status::kPending;
      findings.push_back(std::move(finding));
    }
  }
  sort(findings);
  return findings;
}

std::vector<Finding> group_findings(const Figures& figures, std::string_view stage) {
  std::vector<Finding> findings;
  if (figures.plan().groups.empty()) return findings;
  const std::uint32_t units = *figures.plan().find_table(words_of(SubjectKind::kUnit).table);
  for (std::uint32_t unit = 0; unit < figures.row_count(units); ++unit) {
    const std::vector<std::string>& groups = figures.groups_of_unit(unit);
    if (groups.size() == 1) continue;
    Finding finding = finding_about(figures, stage, units, unit);
    finding.rule = "groups";
    finding.message = finding_texts::not_one_group(groups).in(figures.run().language);
    findings.push_back(std::move(finding));
  }
  sort(findings);
  return findings;
}

std::vector<Finding> credit_findings(const Figures& figures, std::string_view stage) {
  std::vector<Finding> findings;
  for (const ExcessCredit& each : figures.excess_credits()) {
    Finding finding =
        finding_about(figures, stage, *figures.plan().find_table("projects"), each.project);
    finding.rule = each.rule->head.id;
    finding.clause = each.rule->head.clause;
    finding.message =
        finding_texts::too_many_credits(cited(each.rule->head), each.found, *each.rule->at_most)
            .in(figures.run().language);
    findings.push_back(std::move(finding));
  }
  sort(findings);
  return findings;
}

namespace {

/// 力争: what is hoped for and not asked.
bool is_stretch(const Figures& figures, std::uint32_t table, std::uint32_t target) {
  const auto& of = figures.plan().field(table, target).target;
  return of && figures.plan().targets[*of].form->target->stretch;
}

}  // namespace

std::vector<Finding> assessment_findings(const Figures& figures, std::size_t index) {
  std::vector<Finding> findings;
  const AssessmentPlan& plan = figures.plan().assessments[index];
  const AssessmentResult& result = figures.assessment(index);
  const auto report = [&](std::uint32_t row, const std::string& rule, const std::string& clause,
                          const Message& message, Finding::Status status) {
    Finding finding = finding_about(figures, "assess", plan.table, row);
    finding.rule = rule;
    finding.clause = clause;
    finding.message = message.in(figures.run().language);
    finding.status = status;
    findings.push_back(std::move(finding));
  };
  for (const ItemResult& item : result.items) {
    const IndicatorForm& form = *item.plan->form;
    if (form.score == IndicatorForm::Score::kNone) continue;
    const std::string own = form.head.title.empty() ? form.head.id : form.head.title;
    const std::string title =
        item.plan->measure ? figures.plan().field(plan.table, *item.plan->measure).title : own;
    const bool compares =
        form.score == IndicatorForm::Score::kRatio || form.score == IndicatorForm::Score::kPass;
    for (std::uint32_t row = 0; row < result.score.size(); ++row) {
      if (!result.assessed.at(row).is_true() || !item.applies.at(row).is_true()) continue;
      if (!item.score.at(row).is_null() || !item.rank.at(row).is_null()) continue;
      const bool no_target = compares && item.plan->target && item.target.at(row).is_null();
      if (no_target && is_stretch(figures, plan.table, *item.plan->target)) continue;
      report(row, item.plan->id, form.head.clause,
             no_target ? finding_texts::no_target(title) : finding_texts::no_value(title),
             no_target ? Finding::Status::kPending : Finding::Status::kUndecided);
    }
  }
  for (std::uint32_t row = 0; row < result.weights.size(); ++row) {
    if (!result.weights[row]) continue;
    report(row, plan.name + "-weights", plan.form->head.clause,
           finding_texts::wrong_weights(*result.weights[row], plan.form->weights_sum->value),
           Finding::Status::kFailed);
  }
  for (const RatingToCome& each : result.to_come) {
    Finding finding = finding_about(figures, "assess", plan.table, each.row);
    finding.severity = Severity::kInfo;
    finding.rule = each.rule->head.id;
    finding.clause = each.rule->head.clause;
    finding.date = each.due;
    finding.status = Finding::Status::kPending;
    finding.message =
        finding_texts::rating_to_come(*each.rule, each.due).in(figures.run().language);
    findings.push_back(std::move(finding));
  }
  add_undecided(figures, index, findings);
  for (std::size_t row : result.ties) {
    report(static_cast<std::uint32_t>(row), plan.name + "-rank", plan.form->rank->clause,
           finding_texts::tie(), Finding::Status::kFailed);
  }
  sort(findings);
  return findings;
}

}  // namespace zhaoshang
