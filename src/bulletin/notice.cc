#include "bulletin/notice.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "bulletin/finding_lists.h"
#include "bulletin/notice_privacy.h"
#include "bulletin/notice_time.h"
#include "bulletin/table_parts.h"
#include "engine/expr/evaluator.h"
#include "engine/report/report_markdown.h"
#include "scheme/public_notice.h"

namespace zhaoshang {
namespace {

bool is_among(const std::vector<Located<std::string>>& ids, const std::string& id) {
  return ids.empty() ||
         std::any_of(ids.begin(), ids.end(), [&](const auto& each) { return each.value == id; });
}

}  // namespace

Notice::Notice(const Figures& figures, const Figures* before, const Settlement& settlement,
               const std::vector<Finding>& findings)
    : figures_(figures),
      before_(before),
      settlement_(settlement),
      findings_(findings),
      words_(figures.run().language) {}

NoticeReport Notice::report(const BulletinPlan& bulletin) {
  begin(message(bulletin.title));
  cite(bulletin.form->head.clause);
  for (const BulletinPartPlan& part : bulletin.parts) add_part(part);
  return finished();
}

NoticeReport Notice::standard_report() {
  const Policy& policy = figures_.plan().policy();
  begin(markdown_text(policy.title + "(" + figures_.run().period.text + ")"));
  for (std::size_t k = 0; k < figures_.plan().assessments.size(); ++k) add_assessment(k, "");
  if (!settlement_.awards.empty()) add_awards({}, "");
  add_findings({}, "", NoticePartAs::kPlain);
  return finished();
}

std::string Notice::message(const MessagePlan& message) const {
  Evaluator evaluator(figures_);
  std::string text;
  for (const MessagePlan::Part& part : message.parts) {
    text += part.literal;
    if (part.expression) {
      text += markdown_text(
          shown(evaluator.evaluate(*part.expression, Frame::single()).at(0), figures_));
    }
  }
  return text;
}

void Notice::begin(std::string title) {
  const Run& run = figures_.run();
  const Policy& policy = figures_.plan().policy();
  report_.title = std::move(title);
  report_.scheme = policy.title;
  report_.source =
      policy.source.empty() ? words_.of({"《" + policy.title + "》", policy.title}) : policy.source;
  report_.period = run.period.span;
  report_.period_name = run.period.text;
  report_.as_of = run.as_of;
  report_.times = elapsed_times(figures_, words_);
}

NoticeSection& Notice::add_section(const std::string& title, const std::string& otherwise,
                                   NoticePartAs as) {
  NoticeSection section;
  section.title = title.empty() ? otherwise : title;
  section.as = as;
  return report_.sections.emplace_back(std::move(section));
}

void Notice::add_table(NoticeSection& section, ReportTable table) const {
  if (table.rows.empty()) return section.add_paragraph(words_.of({"无。", "None."}));
  section.add_table(std::move(table));
}

void Notice::add_part(const BulletinPartPlan& part) {
  const BulletinPart& form = *part.form;
  switch (form.kind) {
    case BulletinPart::Kind::kTable: add_table_part(part); break;
    case BulletinPart::Kind::kAssessment: {
      const std::vector<AssessmentPlan>& plans = figures_.plan().assessments;
      const auto found = std::find_if(plans.begin(), plans.end(), [&](const auto& each) {
        return each.name == form.assessment;
      });
      if (found != plans.end())
        add_assessment(static_cast<std::size_t>(found - plans.begin()), form.title);
      break;
    }
    case BulletinPart::Kind::kAwards: add_awards(form.ids, form.title); break;
    case BulletinPart::Kind::kFindings: add_findings(form.ids, form.title, form.as); break;
    case BulletinPart::Kind::kText: add_paragraph(part); break;
  }
}

void Notice::add_table_part(const BulletinPartPlan& part) {
  const BulletinPart& form = *part.form;
  NoticeSection& section =
      add_section(form.title, figures_.plan().table(part.table).title, form.as);
  ReportTable table = table_of_part(figures_, part, words_);
  if (form.as == NoticePartAs::kExplain) add_blanks(table, words_);
  add_table(section, std::move(table));
  for (const BulletinColumn& column : part.columns) {
    if (!column.figure) continue;
    const Node& node = *column.figure.root;
    const bool is_field = node.kind == NodeKind::kFrameField || node.kind == NodeKind::kField;
    if (is_field) cite(figures_.plan().field(node.table, node.index).clause);
  }
}

/// Under a heading where it has one, else at the end of the section before; at the very start it is
/// a section without a heading.
void Notice::add_paragraph(const BulletinPartPlan& part) {
  const std::string& title = part.form->title;
  NoticeSection& section =
      title.empty() && !report_.sections.empty() ? report_.sections.back() : add_section(title, "");
  section.add_paragraph(message(part.text));
}

/// The scheme's title, else the subjects', told apart by their group where all are of one:
/// 乡镇小分队考核.
std::string Notice::title_of_assessment(std::size_t assessment) const {
  const AssessmentPlan& plan = figures_.plan().assessments[assessment];
  if (!plan.form->head.title.empty()) return plan.form->head.title;
  const Column& assessed = figures_.assessment(assessment).assessed;
  std::set<std::string> groups;
  for (std::uint32_t row = 0; row < assessed.size(); ++row) {
    if (assessed.at(row).is_true()) groups.insert(figures_.group(plan.table, row));
  }
  return (groups.size() == 1 ? *groups.begin() : "") + figures_.plan().table(plan.table).title +
         words_.of({"考核", " assessment"});
}

void Notice::add_assessment(std::size_t assessment, const std::string& title) {
  const AssessmentPlan& plan = figures_.plan().assessments[assessment];
  const std::string heading = title.empty() ? title_of_assessment(assessment) : title;
  NoticeSection& section = add_section(heading, "");
  League league = league_of(figures_, before_, assessment, heading, words_);
  if (league.tables.empty()) add_table(section, {});
  std::size_t number = 0;
  for (League::OfGroup& each : league.tables) {
    if (!each.group.empty())
      section.add_heading(words_.item_number(++number) + markdown_text(each.group));
    add_table(section, std::move(each.table));
  }
  for (BarChart& chart : league.charts) {
    section.add_chart(report_.charts.size());
    report_.charts.push_back(std::move(chart));
  }
  cite(plan.form->head.clause);
  for (const IndicatorPlan& item : plan.indicators) cite(item.form->head.clause);
  for (const RatingRulePlan& rule : plan.rating) cite(rule.form->head.clause);
}

void Notice::add_awards(const std::vector<Located<std::string>>& ids, const std::string& title) {
  // In the order of the scheme.
  std::vector<std::vector<const Award*>> by_award;
  for (const AwardPlan& plan : figures_.plan().reward.awards) {
    const std::string& id = plan.form->head.id;
    if (!is_among(ids, id)) continue;
    std::vector<const Award*> awards;
    for (const Award& award : settlement_.awards) {
      if (award.id == id) awards.push_back(&award);
    }
    if (!awards.empty()) by_award.push_back(std::move(awards));
    cite(plan.form->head.clause);
  }
  NoticeSection& section = add_section(title, words_.of({"奖励和经费", "Awards and funds"}));
  add_table(section, table_of_totals(by_award, words_));
  for (std::size_t k = 0; k < by_award.size(); ++k) {
    const Award& first = *by_award[k].front();
    const std::string& own = first.plan->form->head.title;
    std::string heading = words_.item_number(k + 1) + markdown_text(own.empty() ? first.id : own);
    if (!first.clause.empty()) heading += words_.in_brackets(words_.clause(first.clause));
    section.add_heading(std::move(heading));
    add_table(section, table_of_award(by_award[k], words_));
  }
  add_public_notice();
}

void Notice::add_public_notice() {
  report_.public_notice = public_notice(figures_);
  if (!report_.public_notice) return;
  const NoticeForm& form = *figures_.plan().policy().reward.notice;
  report_.in_working_days = form.working_days;
  cite(form.clause);
}

void Notice::add_findings(const std::vector<Located<std::string>>& ids, const std::string& title,
                          NoticePartAs as) {
  NoticeSection& section = add_section(title, words_.of({"核查情况", "Findings"}), as);
  section.is_findings = true;
  std::vector<const Finding*> shown;
  for (const Finding& finding : findings_) {
    if (is_among(ids, finding.rule)) shown.push_back(&finding);
  }
  const Policy& policy = figures_.plan().policy();
  section.ledger = ledger_of(shown, policy, words_);
  if (shown.empty()) {
    section.add_paragraph(words_.of({"未发现问题。", "None."}));
  } else if (as == NoticePartAs::kExplain) {
    add_table(section, section.ledger);
  } else {
    add_finding_lists(section, shown, policy, words_);
  }
}

void Notice::cite(const std::string& citation) {
  for (const std::string& clause : clauses_cited(citation)) {
    if (std::find(cited_.begin(), cited_.end(), clause) == cited_.end()) cited_.push_back(clause);
  }
}

std::string Notice::correction_text(const Correction& correction) const {
  const Field& measure = figures_.plan().field(correction.table, correction.field);
  const std::uint32_t ledger = *figures_.plan().find_table("adjustments");
  const std::string who = figures_.label(correction.table, correction.row);
  const std::string title = measure.title.empty() ? measure.name : measure.title;
  const std::string amount = shown(correction.entry.amount, figures_, measure.unit);
  const std::string reason = figures_.text(ledger, "reason", correction.entry.row);
  const std::string by = figures_.text(ledger, "by", correction.entry.row);
  const std::string source = figures_.source(ledger, correction.entry.row);
  return words_.of({fmt::format("核定：{}，{}{}{}（{}，{}；{}）。", who, title,
                                correction.entry.mode, amount, reason, by, source),
                    fmt::format("Adjusted: {}, {}: {} {} ({}, {}; {}).", who, title,
                                correction.entry.mode, amount, reason, by, source)});
}

NoticeReport Notice::finished() {
  for (const Clause& clause : figures_.plan().policy().clauses) {
    if (std::find(cited_.begin(), cited_.end(), clause.id) != cited_.end())
      report_.clauses.push_back(clause);
  }
  for (const Correction& each : figures_.corrections())
    report_.corrections.push_back(correction_text(each));
  if (!figures_.run().show_private) strike_out_identity_numbers(report_);
  return std::move(report_);
}

}  // namespace zhaoshang
