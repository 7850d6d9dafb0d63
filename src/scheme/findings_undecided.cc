#include "scheme/findings_undecided.h"

#include <numeric>
#include <span>
#include <string_view>
#include <utility>

#include "scheme/finding_about.h"
#include "scheme/finding_texts.h"
#include "scheme/provenance.h"

namespace zhaoshang {

namespace {

/// Rows of a table, and around them the locals that an expression expects.
class LocalFrame {
 public:
  LocalFrame(std::uint32_t table, std::vector<std::uint32_t> rows, std::vector<Column> locals)
      : rows_(Frame::of_rows(table, std::move(rows))) {
    frame_.outer = &rows_;
    frame_.size = rows_.size;
    frame_.locals = std::move(locals);
  }
  LocalFrame(const LocalFrame&) = delete;
  LocalFrame& operator=(const LocalFrame&) = delete;

  const Frame& frame() const { return frame_.locals.empty() ? rows_ : frame_; }

 private:
  Frame rows_, frame_;
};

std::string_view name_of(const RuleHead& head) { return head.title.empty() ? head.id : head.title; }

/// Reports the conditions of some rows of one table.
class Undecided {
 public:
  Undecided(const Figures& figures, std::string_view stage, std::uint32_t table,
            std::vector<std::uint32_t> rows, std::vector<Finding>& findings)
      : figures_(figures),
        stage_(stage),
        table_(table),
        rows_(std::move(rows)),
        findings_(findings) {}

  /// `locals` are of all rows of the table.
  void look(const Node& condition, const std::vector<Column>& locals, const RuleHead& head) {
    if (rows_.empty()) return;
    const LocalFrame all(table_, rows_, at(locals, rows_));
    const Column held = Evaluator(figures_).evaluate(condition, all.frame());
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (!held.is_null(i)) continue;
      const LocalFrame own(table_, {rows_[i]}, at(locals, std::span(&rows_[i], 1)));
      const Provenance read = provenance_in(figures_, figures_, condition, own.frame());
      if (!read.missing.empty()) report(rows_[i], head, read);
    }
  }

 private:
  static std::vector<Column> at(const std::vector<Column>& columns,
                                std::span<const std::uint32_t> rows) {
    std::vector<Column> some;
    for (const Column& column : columns) some.push_back(column.gather(rows));
    return some;
  }

  void report(std::uint32_t row, const RuleHead& head, const Provenance& read) {
    Finding finding = finding_about(figures_, stage_, table_, row);
    finding.rule = head.id;
    finding.clause = head.clause;
    finding.status = Finding::Status::kUndecided;
    finding.message =
        finding_texts::cannot_decide(name_of(head), cells_text(figures_, read.missing))
            .in(figures_.run().language);
    findings_.push_back(std::move(finding));
  }

  const Figures& figures_;
  std::string_view stage_;
  std::uint32_t table_;
  std::vector<std::uint32_t> rows_;
  std::vector<Finding>& findings_;
};

}  // namespace

void add_undecided(const Figures& figures, std::size_t assessment, std::vector<Finding>& findings) {
  const AssessmentPlan& plan = figures.plan().assessments[assessment];
  const AssessmentResult& result = figures.assessment(assessment);
  std::vector<std::uint32_t> assessed;
  for (std::uint32_t row = 0; row < result.score.size(); ++row) {
    if (result.assessed.at(row).is_true()) assessed.push_back(row);
  }
  Undecided undecided(figures, "assess", plan.table, std::move(assessed), findings);
  for (const ItemResult& item : result.items) {
    if (item.plan->applies) undecided.look(*item.plan->applies.root, {}, item.plan->form->head);
  }
  for (const RatingRulePlan& rule : plan.rating)
    undecided.look(*rule.when, {result.score, result.rank}, rule.form->head);
}

void add_undecided_clawbacks(const Figures& figures, std::vector<Finding>& findings) {
  for (const ClawbackPlan& plan : figures.plan().reward.clawbacks) {
    if (!plan.when) continue;
    std::vector<std::uint32_t> rows(figures.row_count(plan.table));
    std::iota(rows.begin(), rows.end(), 0U);
    Undecided(figures, "reward", plan.table, std::move(rows), findings)
        .look(*plan.when.root, {}, plan.form->head);
  }
}

}  // namespace zhaoshang
