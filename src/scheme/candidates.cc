#include "scheme/candidates.h"

#include <fmt/format.h>

#include "engine/value/operations.h"
#include "scheme/figures_cache.h"

namespace zhaoshang {

namespace {

/// Whether a ruling may decide part of an expression.
bool asks_for_ruling(const Node& node) {
  bool asks = false;
  visit(node, [&](const Node& part) {
    asks = asks || (part.kind == NodeKind::kDataCall && part.index == static_cast<std::uint32_t>(DataFunction::kRuling));
  });
  return asks;
}

/// The first figure of money that an amount names: what it was worked out on.
const Node* basis_of(const Node& amount) {
  const Node* basis = nullptr;
  visit(amount, [&](const Node& part) {
    const bool named = part.kind == NodeKind::kFrameField || part.kind == NodeKind::kField;
    if (basis == nullptr && named && part.type.is(TypeKind::kMoney)) basis = &part;
  });
  return basis;
}

std::optional<Decimal> yuan(const Value& value) {
  if (!value.is(TypeKind::kMoney) || value.money().currency != Currency::cny()) return std::nullopt;
  return value.money().amount;
}

class Finder {
 public:
  Finder(const Figures& figures, Candidates& found) : figures_(figures), found_(found), evaluator_(figures) {}

  void find(const AwardPlan& plan) {
    plan_ = &plan;
    rows_ = candidate_rows();
    if (rows_.empty()) return;
    set_due();
    if (plan.when) keep(evaluator_.positions_where(*plan.when, inner_));
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
      if (!is_grain || (rows.spans[row].last >= period.first && rows.spans[row].last <= period.last)) taken.push_back(row);
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
        builder.append(is_grain ? figures_.rows(plan_->table).spans[row].last : figures_.run().period.span.last);
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

  Column column(const NodePtr& node) {
    return node ? evaluator_.evaluate(*node, inner_) : Column::constant(Value(), rows_.size());
  }

  void work_out() {
    const bool may_be_open = asks_for_ruling(*plan_->amount);
    const Column amounts = column(plan_->amount);
    Column lows, highs;
    if (may_be_open) {
      figures_.take_rulings(Figures::RulingEnd::kLow);
      lows = column(plan_->amount);
      figures_.take_rulings(Figures::RulingEnd::kHigh);
      highs = column(plan_->amount);
      figures_.take_rulings(Figures::RulingEnd::kOnRecord);
    }
    const Node* basis = basis_of(*plan_->amount);
    const Column bases = basis != nullptr && basis->depth <= 1 ? evaluator_.evaluate(*basis, inner_)
                                                               : Column::constant(Value(), rows_.size());
    const Column recipients = column(plan_->to);
    const Column excluded = column(plan_->excluded);
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      Award award;
      award.plan = plan_;
      award.row = rows_[i];
      award.id = plan_->form->head.id;
      award.clause = plan_->form->head.clause;
      award.due = event_day(inner_.locals[0].at(i));
      award.basis = bases.at(i);
      name_subject(award, i);
      name_recipient(award, recipients.at(i), plan_->to != nullptr);
      const Value amount = amounts.at(i);
      award.amount = yuan(amount);
      if (!award.amount) leave_open(award, amount, may_be_open ? std::optional(yuan(lows.at(i))) : std::nullopt,
                                    may_be_open ? std::optional(yuan(highs.at(i))) : std::nullopt);
      if (plan_->form->kind == AwardForm::Kind::kLevy && award.amount) award.amount = -*award.amount;
      if (award.status == Award::Status::kGranted && excluded.at(i).is_true()) {
        award.status = Award::Status::kWithheld;
        const auto& rule = *plan_->form->excluded;
        award.note = rule.clause.empty() ? rule.note : fmt::format("{}({})", rule.note, rule.clause);
      }
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
    } else if (const Field* id = table.find("project_id"); id != nullptr && table.kind == PlanTable::Kind::kInput) {
      award.project_id = figures_.text(plan_->table, "project_id", rows_[i]);
    }
  }

  void name_recipient(Award& award, const Value& to, bool is_said) {
    if (to.is(TypeKind::kRow)) {
      const RowRef row = to.row();
      const auto subject = figures_.plan().table(row.table).subject;
      award.recipient_kind = subject ? std::string(words_of(*subject).word) : figures_.plan().table(row.table).name;
      award.recipient_id = figures_.id(row.table, row.row);
      award.recipient = figures_.label(row.table, row.row);
      return;
    }
    if (!is_said) {
      award.recipient_kind = award.subject_kind;
      award.recipient_id = award.subject_id;
      award.recipient = subject_of(figures_, figures_.rows(plan_->table), award.row, figures_).name;
      return;
    }
    award.note = "没有可以领取的对象";
    award.status = Award::Status::kPending;
    report(award, Finding::Status::kUndecided, award.note);
  }

  void leave_open(Award& award, const Value& amount, std::optional<std::optional<Decimal>> low,
                  std::optional<std::optional<Decimal>> high) {
    if (low) {
      award.status = Award::Status::kOpen;
      award.low = *low;
      award.high = *high;
      award.note = "待裁定";
      return;
    }
    award.status = Award::Status::kPending;
    award.note = amount.is_null() ? "缺少计算所需的数值" : "金额不是人民币";
    report(award, Finding::Status::kUndecided, award.note);
  }

  void report(const Award& award, Finding::Status status, std::string message) {
    Finding finding;
    finding.stage = "reward";
    finding.rule = award.id;
    finding.clause = award.clause;
    finding.status = status;
    finding.date = award.due;
    finding.message = std::move(message);
    finding.source = figures_.source(plan_->table, award.row);
    const RowSubject subject = subject_of(figures_, figures_.rows(plan_->table), award.row, figures_);
    finding.subject_kind = subject.kind;
    finding.subject_id = subject.id;
    finding.subject = subject.name;
    found_.findings.push_back(std::move(finding));
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

Candidates find_candidates(const Figures& figures) {
  Candidates found;
  for (const AwardPlan& plan : figures.plan().reward.awards) Finder(figures, found).find(plan);
  return found;
}

}  // namespace zhaoshang
