#include "scheme/paid_ledger.h"

#include <algorithm>

#include "scheme/row_subject.h"

namespace zhaoshang {

PaidLedger::PaidLedger(const Figures& figures) : year_(figures.year()) {
  const auto table = figures.plan().find_table("awarded");
  if (!table) return;
  const std::size_t count = figures.row_count(*table);
  if (count == 0) return;
  const Column years = figures.field(*table, "for_year"), amounts = figures.field(*table, "amount");
  for (std::uint32_t row = 0; row < count; ++row) {
    const auto text = [&](std::string_view name) { return figures.text(*table, name, row); };
    const Value year = years.at(row), amount = amounts.at(row);
    if (!year.is(TypeKind::kRange) || !amount.is(TypeKind::kMoney)) continue;
    rows_.push_back({text("award"),
                     text("subject_kind"),
                     text("subject_id"),
                     text("recipient_kind"),
                     text("recipient_id"),
                     text("project_id"),
                     text("instalment"),
                     {year.range().start.date(), year.range().end.date()},
                     amount.money().amount,
                     figures.source(*table, row),
                     row});
  }
}

namespace {

/// How much of what is left a payment covers: both are paid out, or both collected.
Decimal covered(Decimal payment, Decimal left) {
  if (payment.is_negative() != left.is_negative()) return {};
  return payment.is_negative() ? std::max(payment, left) : std::min(payment, left);
}

bool pays(const PaidLedger::Row& row, const Award& award) {
  return award.status == Award::Status::kGranted && award.id == row.award && award.amount &&
         award.recipient_kind == row.recipient_kind && award.recipient_id == row.recipient_id &&
         award.project_id == row.project_id && award.instalment == row.instalment &&
         (row.subject_id.empty() || award.subject_id == row.subject_id);
}

}  // namespace

void PaidLedger::note_payments(std::vector<Award>& awards) const {
  for (const Row& row : rows_) {
    if (!is_own_year(row)) continue;
    Decimal left = row.amount;
    for (Award& award : awards) {
      if (!pays(row, award)) continue;
      const Decimal part = covered(left, *award.amount - award.paid_before);
      award.paid_before += part;
      if (!part.is_zero()) award.paid_by.push_back({row.row, part});
      left -= part;
      if (left.is_zero()) break;
    }
  }
}

namespace {

/// The table whose rows a kind of subject, or the singular of another table, names.
std::optional<std::uint32_t> table_of(const Figures& figures, const std::string& kind) {
  if (const auto subject = subject_kind_of(kind))
    return figures.plan().find_table(words_of(*subject).table);
  for (const PlanTable& table : figures.plan().tables()) {
    if (singular(table.name) == kind) return figures.plan().find_table(table.name);
  }
  return std::nullopt;
}

/// The id of what a row of a table names by a reference; nullopt: it has no such reference.
std::optional<std::string> named_by(const Figures& figures, const std::string& kind,
                                    const std::string& id, std::string_view word) {
  const auto table = table_of(figures, kind);
  const Field* reference = table ? figures.plan().table(*table).find(word) : nullptr;
  if (reference == nullptr || reference->kind != Field::Kind::kReference) return std::nullopt;
  const std::uint32_t row = figures.find(*table, id);
  if (row == kNoRow) return std::nullopt;
  const Value named = figures.field(*table, word).at(row);
  return named.is(TypeKind::kRow) ? figures.id(named.row().table, named.row().row) : std::string();
}

}  // namespace

template <class Row>
std::string key_part(const Figures& figures, const Row& row, std::string_view word) {
  if (word.empty() || word == "year") return {};
  if (word == "recipient") return row.recipient_kind + ":" + row.recipient_id;
  if (word == "project" && !row.project_id.empty()) return row.project_id;
  if (row.recipient_kind == word) return row.recipient_id;
  if (row.subject_kind == word) return row.subject_id;
  if (auto id = named_by(figures, row.subject_kind, row.subject_id, word)) return *id;
  if (auto id = named_by(figures, row.recipient_kind, row.recipient_id, word)) return *id;
  return named_by(figures, "project", row.project_id, word).value_or(row.subject_id);
}

template std::string key_part(const Figures&, const Award&, std::string_view);
template std::string key_part(const Figures&, const PaidLedger::Row&, std::string_view);

}  // namespace zhaoshang
