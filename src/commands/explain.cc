#include "commands/explain.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <vector>

#include "commands/explain_diagnostics.h"
#include "domain/subjects.h"
#include "engine/base/exit_code.h"
#include "engine/base/output.h"
#include "scheme/row_subject.h"
#include "scheme/tracer.h"
#include "workspace/workspace.h"

namespace zhaoshang {
namespace {

constexpr std::string_view kEverybody = "all";

/// A row that a subject's name or id stands for.
struct Subject {
  SubjectKind kind;
  std::uint32_t table;
  std::uint32_t row;
};

/// Finds what is asked for and asks the tracer.
class Explanation {
 public:
  Explanation(const Figures& figures, const Options& options)
      : figures_(figures), options_(options), tracer_(figures) {}

  bool ask(Diagnostics& diagnostics) {
    subjects_ = find_subjects();
    if (subjects_.empty() && options_.subject != kEverybody) {
      diagnostics.add(explain_diagnostics::unknown_subject(options_.subject, subject_ids()));
      return false;
    }
    if (options_.stage == "assess") ask_assess();
    if (options_.stage == "reward") ask_reward();
    if (options_.stage == "attendance") ask_months();
    if (options_.stage == "roster") ask_facts();
    if (!options_.figure.empty()) ask_requirements();
    if (found_) return true;
    diagnostics.add(explain_diagnostics::unknown_figure(options_.stage, options_.subject,
                                                        options_.figure, known()));
    return false;
  }

  Trace take() { return tracer_.take(); }
  /// After ask(): the figures that there are.
  std::vector<std::string> known() const { return {known_.begin(), known_.end()}; }

 private:
  const Plan& plan() const { return figures_.plan(); }

  std::vector<Subject> find_subjects() const {
    std::vector<Subject> found;
    for (const SubjectWords& words : subject_kinds()) {
      const auto table = plan().find_table(words.table);
      if (!table) continue;
      for (std::uint32_t row = 0; row < figures_.row_count(*table); ++row) {
        if (options_.subject == kEverybody || figures_.id(*table, row) == options_.subject ||
            figures_.label(*table, row) == options_.subject)
          found.push_back({words.kind, *table, row});
      }
    }
    return found;
  }

  std::vector<std::string> subject_ids() const {
    std::vector<std::string> ids;
    for (const SubjectWords& words : subject_kinds()) {
      const auto table = plan().find_table(words.table);
      if (!table) continue;
      for (std::uint32_t row = 0; row < figures_.row_count(*table); ++row) {
        ids.push_back(figures_.id(*table, row));
        ids.push_back(figures_.label(*table, row));
      }
    }
    return ids;
  }

  /// Whether a figure of that name is asked for; keeps the name to tell what there is.
  bool wants(std::string_view name) {
    known_.emplace(name);
    const bool wanted = options_.figure.empty() || options_.figure == name;
    found_ = found_ || wanted;
    return wanted;
  }

  void ask_field(const Subject& subject, std::string_view name) {
    const auto field = plan().field_index(subject.table, name);
    if (field && wants(name)) tracer_.ask_field(subject.table, *field, subject.row);
  }

  /// Measures, their targets and completions, and the facts of a subject, where one is named.
  void ask_named(const Subject& subject) {
    const auto& fields = plan().table(subject.table).fields;
    for (std::uint32_t index = 0; index < fields.size(); ++index) {
      const Field& field = fields[index];
      const bool is_figure =
          field.kind == Field::Kind::kProgram || field.target || field.kind == Field::Kind::kFold;
      if (!is_figure || field.name.empty()) continue;
      known_.insert(field.name);
      if (options_.figure != field.name && options_.figure != field.title) continue;
      found_ = true;
      tracer_.ask_field(subject.table, index, subject.row);
    }
  }

  /// Who asks whether a subject is barred, and why, is told that it is not.
  bool has_standing(const AssessmentPlan& assessment, const AssessmentResult& result,
                    Tracer::Standing standing, std::uint32_t row) const {
    if (Tracer::has_standing(assessment, result, standing, row)) return true;
    return standing >= Tracer::Standing::kBarred && !assessment.rating.empty() &&
           options_.figure == Tracer::word_of(standing);
  }

  void ask_assess() {
    for (const Subject& subject : subjects_) {
      for (std::size_t k = 0; k < plan().assessments.size(); ++k) {
        if (plan().assessments[k].table != subject.table) continue;
        const AssessmentResult& result = figures_.assessment(k);
        if (!result.assessed.at(subject.row).is_true()) continue;
        for (const Tracer::Standing each : Tracer::standings()) {
          if (has_standing(plan().assessments[k], result, each, subject.row) &&
              wants(Tracer::word_of(each)))
            tracer_.ask_standing(k, each, subject.row);
        }
        if (wants("group")) tracer_.ask_group(subject.table, subject.row);
        for (std::size_t i = 0; i < result.items.size(); ++i) {
          const ItemResult& item = result.items[i];
          if (!item.applies.at(subject.row).is_true() || !wants(item.plan->id)) continue;
          tracer_.ask_item(k, i, subject.row);
          // What scores.csv shows beside the score, whether or not the score rests on it.
          for (const auto& shown : {item.plan->measure, item.plan->target, item.plan->completion})
            if (shown) tracer_.ask_untold(subject.table, *shown, subject.row);
        }
      }
      if (!options_.figure.empty()) ask_named(subject);
    }
  }

  /// Requirements of the stage that judge rows of the subject: of those with findings, why.
  void ask_requirements() {
    const auto ask_all = [&](const std::vector<RequirementPlan>& requirements) {
      for (const RequirementPlan& each : requirements) ask_requirement(each);
    };
    if (options_.stage == "roster") ask_all(plan().roster);
    if (options_.stage == "attendance") ask_all(plan().attendance.requirements);
    if (options_.stage == "reward") ask_all(plan().reward.requirements);
    if (options_.stage != "assess") return;
    for (const AssessmentPlan& each : plan().assessments) ask_all(each.requirements);
  }

  void ask_requirement(const RequirementPlan& requirement) {
    known_.insert(requirement.form->head.id);
    const PlanTable& table = plan().table(requirement.table);
    const bool streams = table.kind == PlanTable::Kind::kInput && table.schema.is_long;
    if (options_.figure != requirement.form->head.id || streams) return;
    const TableRows& rows = figures_.rows(requirement.table);
    for (std::uint32_t row = 0; row < rows.size; ++row) {
      const RowSubject subject = subject_of(figures_, rows, row, figures_);
      if (!is_subject(subject.kind, subject.id) || !is_judged(requirement, row)) continue;
      found_ = true;
      tracer_.ask_requirement(requirement, row);
    }
  }

  bool is_judged(const RequirementPlan& requirement, std::uint32_t row) const {
    if (!requirement.when) return true;
    const Frame frame = Frame::of_rows(requirement.table, {row});
    return Evaluator(figures_).evaluate(*requirement.when.root, frame).at(0).is_true();
  }

  bool is_subject(const std::string& kind, const std::string& id) const {
    return options_.subject == kEverybody ||
           std::any_of(subjects_.begin(), subjects_.end(), [&](const Subject& subject) {
             return words_of(subject.kind).word == kind &&
                    figures_.id(subject.table, subject.row) == id;
           });
  }

  void ask_reward() {
    const Settlement settlement = settle(figures_);
    for (const Award& award : settlement.awards) {
      const bool is_about = is_subject(award.recipient_kind, award.recipient_id) ||
                            is_subject(award.subject_kind, award.subject_id) ||
                            is_subject("project", award.project_id);
      if (is_about && wants(award.id)) tracer_.ask_award(award, settlement);
    }
    for (const Payout& payout : settlement.payouts) {
      if (is_subject(payout.payee_kind, payout.payee_id) && wants("payouts"))
        tracer_.ask_payout(payout, settlement);
    }
    if (options_.figure.empty()) return;
    for (const Subject& subject : subjects_) ask_named(subject);
  }

  /// The months of a member or team: all figures, one of them, or all of one month.
  void ask_months() {
    constexpr std::array<std::string_view, 3> kOfMembers{"days_resident", "days_required", "met"};
    constexpr std::array<std::string_view, 4> kOfTeams{"minimum_resident", "days_below",
                                                       "reports_due", "reports_on_time"};
    std::optional<Settlement> settlement;  // for stipends, where anybody is there to have one
    for (const Subject& subject : subjects_) {
      const bool is_member = subject.kind == SubjectKind::kMember;
      if (!is_member && subject.kind != SubjectKind::kTeam) continue;
      const auto table = plan().find_table(is_member ? "member_months" : "team_months");
      if (!table) continue;
      const TableRows& rows = figures_.rows(*table);
      const DateSpan period = figures_.run().period.span;
      for (std::uint32_t row = 0; row < rows.size; ++row) {
        const DateSpan span = rows.grain.span(row);
        const bool is_shown = rows.grain.subject(row) == subject.row && span.last >= period.first &&
                              span.last <= period.last && span.first <= figures_.run().as_of;
        if (!is_shown) continue;
        const std::string month = span_text(rows.grain.whole(row));
        known_.insert(month);
        const Subject of_month{subject.kind, *table, row};
        if (options_.figure == month) {
          found_ = true;
          for (const std::string_view name : kOfMembers) ask_whole(of_month, name);
          for (const std::string_view name : kOfTeams) ask_whole(of_month, name);
        }
        if (is_member && (options_.figure == month || wants("stipend"))) {
          if (!settlement) settlement = settle(figures_);
          tracer_.ask_stipend(*table, row, *settlement);
        }
        if (options_.figure == month) continue;
        if (is_member) {
          for (const std::string_view name : kOfMembers) ask_field(of_month, name);
        } else {
          for (const std::string_view name : kOfTeams) ask_field(of_month, name);
        }
        if (!options_.figure.empty()) ask_named(of_month);
      }
    }
  }

  void ask_whole(const Subject& subject, std::string_view name) {
    const auto field = plan().field_index(subject.table, name);
    if (field) tracer_.ask_field(subject.table, *field, subject.row);
  }

  void ask_facts() {
    for (const Subject& subject : subjects_) {
      if (subject.kind == SubjectKind::kMember && wants("stint")) tracer_.ask_stint(subject.row);
      if (!options_.figure.empty()) {
        ask_named(subject);
        continue;
      }
      const auto& fields = plan().table(subject.table).fields;
      for (std::uint32_t index = 0; index < fields.size(); ++index) {
        if (fields[index].kind != Field::Kind::kProgram || fields[index].name.empty()) continue;
        found_ = true;
        tracer_.ask_field(subject.table, index, subject.row);
      }
    }
  }

  const Figures& figures_;
  const Options& options_;
  Tracer tracer_;
  std::vector<Subject> subjects_;
  std::set<std::string> known_;
  bool found_ = false;
};

std::string rendered(const Trace& trace, const Options& options, Language language) {
  switch (options.format.value_or(TableFormat::kCsv)) {
    case TableFormat::kMarkdown: return trace_markdown(trace, language);
    case TableFormat::kJson: return trace_json(trace);
    case TableFormat::kCsv: break;
  }
  return trace_text(trace, language);
}

}  // namespace

const std::vector<std::string>& explained_stages() {
  static const std::vector<std::string> kStages{"roster", "attendance", "assess", "reward"};
  return kStages;
}

std::vector<AskedSubject> explained_subjects(const Figures& figures, std::string_view stage) {
  std::vector<AskedSubject> found;
  for (const SubjectWords& words : subject_kinds()) {
    const bool has_months = words.kind == SubjectKind::kMember || words.kind == SubjectKind::kTeam;
    const auto table = figures.plan().find_table(words.table);
    if (!table || (stage == "attendance" && !has_months)) continue;
    for (std::uint32_t row = 0; row < figures.row_count(*table); ++row)
      found.push_back({figures.id(*table, row), figures.label(*table, row)});
  }
  return found;
}

std::vector<std::string> explained_figures(const Figures& figures, const Options& options) {
  Options of_none = options;
  of_none.figure = " ";  // no figure has that name
  Diagnostics unheard;
  Explanation explanation(figures, of_none);
  explanation.ask(unheard);
  return explanation.known();
}

int run_explain(const Options& options, Diagnostics& diagnostics) {
  const std::vector<std::string>& stages = explained_stages();
  if (std::find(stages.begin(), stages.end(), options.stage) == stages.end()) {
    diagnostics.add(explain_diagnostics::unknown_stage(options.stage, stages));
    return exit_code::kUsage;
  }
  Workspace workspace(options, diagnostics, Workspace::Keeps::kRows);
  if (!workspace.is_open()) return workspace.exit_code();
  Explanation explanation(workspace.figures(), options);
  if (!explanation.ask(diagnostics)) return exit_code::kUsage;
  Output output = Output::standard();
  output.write(rendered(explanation.take(), options, workspace.figures().run().language));
  output.close();
  return exit_code::kDone;
}

}  // namespace zhaoshang
