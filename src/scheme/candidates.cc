#include "scheme/candidates.h"

#include <map>
#include <vector>

#include <fmt/format.h>

#include "engine/rules/decision_table.h"
#include "engine/rules/sheet.h"
#include "engine/value/operations.h"
#include "scheme/award_frame.h"
#include "scheme/award_notes.h"
#include "scheme/figures_cache.h"
#include "scheme/finding_texts.h"
#include "scheme/message_text.h"
#include "scheme/provenance.h"
#include "scheme/ruling_data.h"

namespace zhaoshang {

namespace {

/// Sees the rulings that one amount asks for: which are not on record, and which are outside their
/// range.
class RulingWatch : public Observer {
 public:
  struct Outside {
    std::string rule;
    Value value, low, high;
  };

  /// A fact of the award's own rows is worked out for all of them: the other rows are not its.
  RulingWatch(std::uint32_t table, std::uint32_t row) : table_(table), row_(row) {}

  void observe(const Node& node, const Frame& frame, const Column& result) override {
    if (!is_ruling(node)) {
      seen_[&node] = result;
      return;
    }
    const bool has_range = node.children.size() == 3;
    for (std::size_t i = 0; i < frame.size; ++i) {
      if (!concerns(frame, i)) continue;
      const Value value = result.at(i);
      if (value.is_null()) {
        is_waiting_ = true;
        has_range_ = has_range_ && has_range;
      } else if (has_range) {
        const Value low = seen_[node.children[1].get()].at(i),
                    high = seen_[node.children[2].get()].at(i);
        const bool is_inside = apply(Operator::kGreaterEqual, value, low).is_true() &&
                               apply(Operator::kLessEqual, value, high).is_true();
        if (!is_inside)
          outside_.push_back({seen_[node.children[0].get()].at(i).text(), value, low, high});
      }
    }
  }

  /// A ruling that was asked for is not on record.
  bool is_waiting() const { return is_waiting_; }
  /// Each of those has a range.
  bool has_range() const { return has_range_; }
  const std::vector<Outside>& outside() const { return outside_; }

 private:
  bool concerns(const Frame& frame, std::size_t position) const {
    const std::size_t row = frame.rows.empty() ? position : frame.rows[position];
    return frame.table != table_ || row == row_;
  }

  std::uint32_t table_;
  std::uint32_t row_;
  std::map<const Node*, Column> seen_;
  bool is_waiting_ = false;
  bool has_range_ = true;
  std::vector<Outside> outside_;
};

std::optional<Decimal> yuan(const Value& value) {
  if (!value.is(TypeKind::kMoney) || value.money().currency != Currency::cny()) return std::nullopt;
  return value.money().amount;
}

class Finder {
 public:
  Finder(const Figures& figures, Candidates& found)
      : figures_(figures), found_(found), evaluator_(figures) {}

  void find(const AwardPlan& plan) {
    plan_ = &plan;
    rows_ = candidate_rows();
    if (rows_.empty()) return;
    set_due();
    if (plan.when) keep(holding(*plan.when));
    if (rows_.empty()) return;
    work_out();
  }

 private:
  /// A row of the calendar is settled in the run whose period holds its end.
  std::vector<std::uint32_t> candidate_rows() const {
    const TableRows& rows = figures_.rows(plan_->table);
    const bool is_grain = figures_.plan().table(plan_->table).kind == PlanTable::Kind::kGrain;
    const DateSpan period = figures_.run().period.span;
    std::vector<std::uint32_t> taken;
    for (std::uint32_t row = 0; row < rows.size; ++row) {
      if (!is_grain ||
          (rows.grain.span(row).last >= period.first && rows.grain.span(row).last <= period.last))
        taken.push_back(row);
    }
    return taken;
  }

  void set_due() {
    outer_ = Frame::of_rows(plan_->table, rows_);
    const bool is_grain = figures_.plan().table(plan_->table).kind == PlanTable::Kind::kGrain;
    Column due;
    if (plan_->due) {
      due = evaluator_.evaluate(*plan_->due.root, outer_);
    } else {
      ColumnBuilder builder(TypeKind::kDate, rows_.size());
      for (std::uint32_t row : rows_) {
        builder.append(is_grain ? figures_.rows(plan_->table).grain.span(row).last
                                : figures_.run().period.span.last);
      }
      due = builder.finish();
    }
    inner_ = Frame{};
    inner_.size = rows_.size();
    inner_.locals.push_back(std::move(due));
    inner_.outer = &outer_;
  }

  void keep(const std::vector<std::uint32_t>& positions) {
    std::vector<std::uint32_t> left;
    for (std::uint32_t position : positions) left.push_back(rows_[position]);
    rows_ = std::move(left);
    if (!rows_.empty()) set_due();
  }

  /// Where a condition holds. What an empty cell leaves undecided is a finding.
  std::vector<std::uint32_t> holding(const Node& condition) {
    const Column held = evaluator_.evaluate(condition, inner_);
    std::vector<std::uint32_t> positions;
    for (std::uint32_t i = 0; i < held.size(); ++i) {
      if (held.at(i).is_true()) positions.push_back(i);
      if (held.is_null(i)) is_undecided(condition, i);
    }
    return positions;
  }

  /// Whether a condition is null for lack of a cell that should be there; reported.
  bool is_undecided(const Node& condition, std::size_t i) {
    const auto position = static_cast<std::uint32_t>(i);
    const AwardFrame own(plan_->table, {rows_[i]},
                         inner_.locals[0].gather(std::span(&position, 1)));
    const Provenance read = provenance_in(figures_, figures_, condition, own.frame());
    if (read.missing.empty()) return false;
    Award award;
    award.plan = plan_;
    award.row = rows_[i];
    award.id = plan_->form->head.id;
    award.clause = plan_->form->head.clause;
    award.due = event_day(inner_.locals[0].at(i));
    report(award, Finding::Status::kUndecided,
           finding_texts::cannot_decide("", cells_text(figures_, read.missing)));
    return true;
  }

  /// What a rule that holds an award back says of it.
  std::string said(const AwardForm::Hold& rule, const MessagePlan& note, std::uint32_t row) const {
    const std::string text = message_text(figures_, note, figures_, plan_->table, row);
    return rule.clause.empty() ? text : fmt::format("{}({})", text, rule.clause);
  }

  void hold(Award& award, std::size_t i, const Value& excluded, const Value& awaits) {
    if (award.status != Award::Status::kGranted && award.status != Award::Status::kOpen) return;
    if (excluded.is_true()) {
      zhaoshang::hold(award, Award::Status::kWithheld, {Award::Hold::Reason::kExcluded});
      award.note = said(*plan_->form->excluded, plan_->excluded_note, award.row);
      return;
    }
    const bool is_open =
        (plan_->excluded && excluded.is_null() && is_undecided(*plan_->excluded, i)) ||
        (plan_->awaits && awaits.is_null() && is_undecided(*plan_->awaits, i));
    if (is_open) award.awaits = finding_texts::undecided().in(figures_.run().language);
    if (awaits.is_true()) award.awaits = said(*plan_->form->awaits, plan_->awaits_note, award.row);
  }

  Column column(const NodePtr& node) {
    return node ? evaluator_.evaluate(*node, inner_) : Column::constant(Value(), rows_.size());
  }

  void work_out() {
    const bool has_rulings = asks_for_ruling(*plan_->amount, figures_.plan());
    const Column amounts = column(plan_->amount);
    const Node* basis = basis_of(*plan_->amount);
    const Column bases = basis != nullptr ? evaluator_.evaluate(*basis, inner_)
                                          : Column::constant(Value(), rows_.size());
    const Column recipients = column(plan_->to);
    const Column excluded = column(plan_->excluded), awaits = column(plan_->awaits);
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      Award award;
      award.plan = plan_;
      award.row = rows_[i];
      award.id = plan_->form->head.id;
      award.clause = plan_->form->head.clause;
      award.due = award.candidate_due = event_day(inner_.locals[0].at(i));
      award.basis = bases.at(i);
      name_subject(award, i);
      name_recipient(award, recipients.at(i), plan_->to != nullptr);
      const Value amount = amounts.at(i);
      award.amount = yuan(amount);
      const bool is_open = has_rulings && heed_rulings(award, i);
      if (!award.amount && !is_open) leave_pending(award, amount);
      if (plan_->form->kind == AwardForm::Kind::kLevy && award.amount) {
        award.steps.push_back(
            {.kind = AmountStep::Kind::kCollect, .before = *award.amount, .after = -*award.amount});
        award.amount = -*award.amount;
      }
      hold(award, i, excluded.at(i), awaits.at(i));
      found_.awards.push_back(std::move(award));
    }
  }

  void name_subject(Award& award, std::size_t i) {
    const TableRows& rows = figures_.rows(plan_->table);
    const RowSubject subject = subject_of(figures_, rows, rows_[i], figures_);
    award.subject_kind = subject.kind;
    award.subject_id = subject.id;
    const PlanTable& table = figures_.plan().table(plan_->table);
    if (table.subject == SubjectKind::kProject && table.kind == PlanTable::Kind::kInput) {
      award.project_id = subject.id;
    } else if (const Field* id = table.find("project_id");
               id != nullptr && table.kind == PlanTable::Kind::kInput) {
      award.project_id = figures_.text(plan_->table, "project_id", rows_[i]);
    }
  }

  void name_recipient(Award& award, const Value& to, bool is_said) {
    if (to.is(TypeKind::kRow)) {
      const RowSubject recipient = recipient_at(figures_, to.row());
      award.recipient_kind = recipient.kind;
      award.recipient_id = recipient.id;
      award.recipient = recipient.name;
      return;
    }
    if (!is_said) {
      award.recipient_kind = award.subject_kind;
      award.recipient_id = award.subject_id;
      award.recipient = subject_of(figures_, figures_.rows(plan_->table), award.row, figures_).name;
      return;
    }
    zhaoshang::hold(award, Award::Status::kPending, {Award::Hold::Reason::kNoRecipient});
    note(figures_, award, finding_texts::no_recipient());
    report(award, Finding::Status::kUndecided, finding_texts::no_recipient());
  }

  /// The amount of one candidate on its own, seen by a watch or with rulings at an end of their
  /// ranges.
  Value amount_at(std::size_t i, Observer* watch) const {
    const auto position = static_cast<std::uint32_t>(i);
    const AwardFrame own(plan_->table, {rows_[i]},
                         inner_.locals[0].gather(std::span(&position, 1)));
    RulingData anew(figures_);
    anew.watch(watch);
    return Evaluator(anew).evaluate(*plan_->amount, own.frame()).at(0);
  }

  std::optional<Decimal> amount_with(std::size_t i, Figures::RulingEnd end) const {
    figures_.take_rulings(end);
    const Value amount = amount_at(i, nullptr);
    figures_.take_rulings(Figures::RulingEnd::kOnRecord);
    return yuan(amount);
  }

  /// Reports rulings outside their range; true where the award waits for one.
  bool heed_rulings(Award& award, std::size_t i) {
    RulingWatch watch(plan_->table, rows_[i]);
    amount_at(i, &watch);
    for (const RulingWatch::Outside& each : watch.outside()) {
      report(award, Finding::Status::kFailed,
             finding_texts::ruling_out_of_range(each.rule, shown(each.value, figures_),
                                                shown(each.low, figures_),
                                                shown(each.high, figures_)));
    }
    if (award.amount || !watch.is_waiting()) return false;
    if (watch.has_range()) {
      award.low = amount_with(i, Figures::RulingEnd::kLow);
      award.high = amount_with(i, Figures::RulingEnd::kHigh);
      if (!award.low || !award.high) return false;
      if (*award.high < *award.low) std::swap(award.low, award.high);
    }
    if (award.status == Award::Status::kGranted)
      zhaoshang::hold(award, Award::Status::kOpen, {Award::Hold::Reason::kNoRuling});
    note(figures_, award, finding_texts::waits_for_ruling());
    return true;
  }

  void leave_pending(Award& award, const Value& amount) {
    const Message reason =
        amount.is_null() ? finding_texts::value_missing() : finding_texts::not_in_yuan();
    zhaoshang::hold(award, Award::Status::kPending, {Award::Hold::Reason::kNoAmount});
    note(figures_, award, reason);
    report(award, Finding::Status::kUndecided, reason);
  }

  void report(const Award& award, Finding::Status status, const Message& message) {
    found_.findings.push_back(award_finding(figures_, award, status, message));
  }

  const Figures& figures_;
  Candidates& found_;
  Evaluator evaluator_;
  const AwardPlan* plan_ = nullptr;
  std::vector<std::uint32_t> rows_;
  Frame outer_;
  Frame inner_;
};

}  // namespace

namespace {

/// The parts of a node that run in the node's own frame, in the order written.
std::vector<const Node*> parts_in_frame(const Node& node) {
  std::vector<const Node*> parts;
  const auto add = [&](const NodePtr& part) {
    if (part) parts.push_back(part.get());
  };
  if (const auto* table = dynamic_cast<const DecisionTable*>(node.extension.get())) {
    for (const DecisionTable::Input& input : table->inputs) add(input.expression);
    for (const DecisionTable::Rule& rule : table->rules)
      for (const NodePtr& result : rule.results) add(result);
  } else if (const auto* sheet = dynamic_cast<const Sheet*>(node.extension.get())) {
    for (const Sheet::Line& line : sheet->lines) add(line.value);
  } else if (const auto* brackets = dynamic_cast<const Brackets*>(node.extension.get())) {
    add(brackets->of);
    for (const Brackets::Bracket& bracket : brackets->brackets) add(bracket.result);
  } else if (const auto* finish = dynamic_cast<const Finish*>(node.extension.get())) {
    for (const NodePtr* part : {&finish->value, &finish->otherwise, &finish->cap, &finish->floor})
      add(*part);
  }
  switch (node.kind) {
    case NodeKind::kNegate:
    case NodeKind::kBinary:
    case NodeKind::kIf:
    case NodeKind::kCall:
    case NodeKind::kDataCall:
    case NodeKind::kList:
      for (const NodePtr& child : node.children) add(child);
      break;
    case NodeKind::kBind:  // the last runs in a frame of the others
      for (std::size_t k = 0; k + 1 < node.children.size(); ++k) add(node.children[k]);
      break;
    default: break;
  }
  return parts;
}

}  // namespace

const Node* basis_of(const Node& amount) {
  const bool is_named = amount.kind == NodeKind::kFrameField || amount.kind == NodeKind::kField;
  if (is_named) return amount.type.is(TypeKind::kMoney) ? &amount : nullptr;
  for (const Node* part : parts_in_frame(amount)) {
    if (const Node* const found = basis_of(*part)) return found;
  }
  return nullptr;
}

Candidates find_candidates(const Figures& figures) {
  Candidates found;
  for (const AwardPlan& plan : figures.plan().reward.awards) Finder(figures, found).find(plan);
  return found;
}

}  // namespace zhaoshang
