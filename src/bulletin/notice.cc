#include "bulletin/notice.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "bulletin/finding_lists.h"
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

Notice::Notice(const Figures& figures, const Settlement& settlement,
               const std::vector<Finding>& findings)
    : figures_(figures),
      settlement_(settlement),
      findings_(findings),
      words_(figures.run().language) {}

std::string Notice::write(const BulletinPlan& bulletin) {
  begin(message(bulletin.title));
  cite(bulletin.form->head.clause);
  for (const BulletinPartPlan& part : bulletin.parts) add_part(part);
  end();
  return text_;
}

std::string Notice::write_standard() {
  const Policy& policy = figures_.plan().policy();
  begin(markdown_text(policy.title + "(" + figures_.run().period.text + ")"));
  for (std::size_t k = 0; k < figures_.plan().assessments.size(); ++k) add_assessment(k, "");
  if (!settlement_.awards.empty()) add_awards({}, "");
  add_findings({}, "");
  end();
  return text_;
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

void Notice::begin(const std::string& title) {
  const Run& run = figures_.run();
  text_ = "# " + title + "\n\n";
  text_ += markdown_text(figures_.plan().policy().title) + "\n\n";
  text_ += words_.of(
      {fmt::format("所属期：{}。数据截至{}。", words_.span(run.period.span),
                   words_.date(run.as_of)),
       fmt::format("Period: {}. As of {}.", words_.span(run.period.span), words_.date(run.as_of))});
  text_ += "\n";
}

void Notice::add_section(const std::string& title, const std::string& otherwise) {
  ++sections_;
  text_ += "\n## " + words_.section_number(sections_) +
           markdown_text(title.empty() ? otherwise : title) + "\n\n";
}

void Notice::add_table(const ReportTable& table) {
  if (table.rows.empty()) {
    text_ += words_.of({"无。", "None."}) + "\n";
  } else {
    text_ += to_markdown(table, Headings::kTitles);
  }
}

void Notice::add_part(const BulletinPartPlan& part) {
  const BulletinPart& form = *part.form;
  switch (form.kind) {
    case BulletinPart::Kind::kTable:
      add_section(form.title, figures_.plan().table(part.table).title);
      add_table(table_of_part(figures_, part, words_));
      for (const BulletinColumn& column : part.columns) {
        if (!column.figure) continue;
        const Node& node = *column.figure.root;
        const bool is_field = node.kind == NodeKind::kFrameField || node.kind == NodeKind::kField;
        if (is_field) cite(figures_.plan().field(node.table, node.index).clause);
      }
      break;
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
    case BulletinPart::Kind::kFindings: add_findings(form.ids, form.title); break;
    case BulletinPart::Kind::kText:
      if (!form.title.empty()) add_section(form.title, "");
      text_ += (form.title.empty() ? "\n" : "") + message(part.text) + "\n";
      break;
  }
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
  add_section(title, title_of_assessment(assessment));
  add_table(table_of_assessment(figures_, assessment, words_));
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
  add_section(title, words_.of({"奖励和经费", "Awards and funds"}));
  add_table(table_of_totals(by_award, words_));
  for (std::size_t k = 0; k < by_award.size(); ++k) {
    const Award& first = *by_award[k].front();
    const std::string& own = first.plan->form->head.title;
    text_ += "\n### " + words_.item_number(k + 1) + markdown_text(own.empty() ? first.id : own);
    if (!first.clause.empty()) text_ += words_.in_brackets(words_.clause(first.clause));
    text_ += "\n\n";
    add_table(table_of_award(by_award[k], words_));
  }
  add_public_notice();
}

void Notice::add_public_notice() {
  const std::optional<PublicNotice> notice = public_notice(figures_);
  if (!notice) return;
  const NoticeForm& form = *figures_.plan().policy().reward.notice;
  cite(form.clause);
  const Message kind =
      form.working_days ? Message{"个工作日", " working days"} : Message{"天", " calendar days"};
  text_ += "\n" + words_.of({"公示期：", "On public notice: "});
  if (notice->span) {
    text_ += words_.of(
        {fmt::format("{}至{}", words_.date(notice->span->first), words_.date(notice->span->last)),
         fmt::format("{} to {}", words_.date(notice->span->first),
                     words_.date(notice->span->last))});
  } else {
    text_ += words_.of({"尚未开始", "not begun"});
  }
  text_ += words_.in_brackets(std::to_string(notice->days) + words_.of(kind)) +
           words_.of({"。", ". "}) + markdown_text(notice->text) + "\n";
}

void Notice::add_findings(const std::vector<Located<std::string>>& ids, const std::string& title) {
  add_section(title, words_.of({"核查情况", "Findings"}));
  std::vector<const Finding*> shown;
  for (const Finding& finding : findings_) {
    if (is_among(ids, finding.rule)) shown.push_back(&finding);
  }
  text_ += shown.empty() ? words_.of({"未发现问题。", "None."}) + "\n"
                         : finding_lists(shown, figures_.plan().policy(), words_);
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
  return markdown_text(words_.of({fmt::format("核定：{}，{}{}{}（{}，{}；{}）。", who, title,
                                              correction.entry.mode, amount, reason, by, source),
                                  fmt::format("Adjusted: {}, {}: {} {} ({}, {}; {}).", who, title,
                                              correction.entry.mode, amount, reason, by, source)}));
}

void Notice::end() {
  const Policy& policy = figures_.plan().policy();
  add_section(words_.of({"说明", "Notes"}), "");
  const std::string source = policy.source.empty() ? "《" + policy.title + "》" : policy.source;
  text_ += "1. " + words_.of({"本通报依据：", "Drawn up under: "}) + markdown_text(source) +
           words_.full_stop() + "\n";
  std::size_t line = 1;
  for (const Clause& clause : policy.clauses) {
    if (std::find(cited_.begin(), cited_.end(), clause.id) == cited_.end()) continue;
    text_ += fmt::format("{}. {}{}{}\n", ++line, words_.clause(clause.id), words_.of({"：", ": "}),
                         markdown_text(clause.text));
  }
  for (const Correction& each : figures_.corrections())
    text_ += fmt::format("{}. {}\n", ++line, correction_text(each));
  text_ +=
      "\n---\n\n" + markdown_text(policy.title) + "\n\n" + words_.date(figures_.run().as_of) + "\n";
}

}  // namespace zhaoshang
