// Targets and corrections: what a measure is held against, and what an audit put in its place.
#include <algorithm>
#include <tuple>

#include "domain/cell_words.h"
#include "engine/value/operations.h"
#include "scheme/figures_cache.h"

namespace zhaoshang {

namespace {

/// An amount as a table gives it, in the measure's own kind: a bare number counts the unit named,
/// else the measure's.
Value in_measure(const Value& amount, const std::string& unit_word, const Field& measure) {
  if (!amount.is(TypeKind::kNumber)) return amount;
  if (!measure.type.is(TypeKind::kMoney) && !measure.type.is(TypeKind::kQuantity)) return amount;
  const auto unit = measure_of(unit_word.empty() ? measure.unit : unit_word);
  const Decimal scaled = amount.number() * (unit ? unit->scale : Decimal(1));
  if (measure.type.is(TypeKind::kQuantity)) return Quantity{scaled, measure.type.unit()};
  return Money{scaled, unit && unit->is_money() ? unit->currency : measure.type.currency()};
}

std::optional<DateSpan> span_of(const Value& value) {
  if (!value.is(TypeKind::kRange) || !value.range().start.is(TypeKind::kDate) ||
      !value.range().end.is(TypeKind::kDate)) {
    return std::nullopt;
  }
  return DateSpan{value.range().start.date(), value.range().end.date()};
}

/// The rows of a ledger about a measure of a kind of subject, by the subject's id, in the order of
/// the file.
std::map<std::string, std::vector<LedgerEntry>, std::less<>> entries_for(
    const Figures& figures, std::string_view table_name, SubjectKind kind, const Field& measure) {
  std::map<std::string, std::vector<LedgerEntry>, std::less<>> entries;
  const auto table = figures.plan().find_table(table_name);
  if (!table) return entries;
  const std::size_t count = figures.row_count(*table);
  const auto column = [&](std::string_view name) { return figures.field(*table, name); };
  if (count == 0) return entries;
  const Column kinds = column("subject_kind"), ids = column("subject_id"),
               measures = column("measure"), periods = column("for_period"),
               amounts = column("amount");
  const bool has_unit = figures.plan().field_index(*table, "unit") && table_name == "targets";
  const bool has_mode = figures.plan().field_index(*table, "mode").has_value();
  const std::uint32_t unit_column =
      has_unit ? figures.plan().table(*table).find("unit")->column : 0;
  for (std::size_t row = 0; row < count; ++row) {
    const Value about = measures.at(row);
    if (!about.is(TypeKind::kText) ||
        (about.text() != measure.name && about.text() != measure.title))
      continue;
    const Value of_kind = kinds.at(row);
    if (!of_kind.is(TypeKind::kText) || of_kind.text() != words_of(kind).word) continue;
    const auto span = span_of(periods.at(row));
    if (!span) continue;
    const Value id = ids.at(row);
    std::string unit;
    if (has_unit) {
      const Value word = figures.rows(*table).stored[unit_column].at(row);
      if (word.is(TypeKind::kText)) unit = word.text();
    }
    LedgerEntry entry{*span, in_measure(amounts.at(row), unit, measure), {}};
    if (has_mode) {
      const Value mode = column("mode").at(row);
      if (mode.is(TypeKind::kText)) entry.mode = mode.text();
    }
    entries[kind == SubjectKind::kCounty ? "county"
            : id.is(TypeKind::kText)     ? id.text()
                                         : std::string()]
        .push_back(std::move(entry));
  }
  return entries;
}

/// The share of a target that is due by the end of `to_date`.
Value phased(const Value& whole, DateSpan span, DateSpan to_date, const TargetForm& form,
             const std::vector<Value>& phases) {
  if (form.phase_elapsed) {
    const auto passed = overlap(span, to_date);
    const Decimal share = Decimal(passed ? days_in(*passed) : 0) / Decimal(days_in(span));
    return apply(Operator::kMultiply, whole, share);
  }
  if (phases.empty()) return whole;
  const std::int64_t months = 12 / static_cast<std::int64_t>(phases.size());
  std::size_t part = 0;
  while (part + 1 < phases.size() &&
         span.first.plus_months(months * static_cast<std::int64_t>(part + 1)) <= to_date.last)
    ++part;
  return apply(Operator::kMultiply, whole, phases[part]);
}

}  // namespace

Column Figures::target(std::size_t index) const {
  std::optional<Column>& known = cache_->targets[index];
  if (known) return *known;
  const TargetPlan& plan = plan_.targets[index];
  const TargetForm& form = *plan.form->target;
  const Field& measure = plan_.field(plan.table, plan.measure);
  const std::size_t count = row_count(plan.table);
  const Type type = plan_.table(plan.table).find("target." + measure.name)->type;
  Evaluator evaluator(*this);
  const Frame all = Frame::all_rows(plan.table, count);
  const auto column = [&](const Program& program) {
    return program ? std::optional(evaluator.evaluate(*program.root, all)) : std::nullopt;
  };
  const auto applies = column(plan.applies);
  const auto is = column(plan.is);
  const auto missing = column(plan.missing);
  std::vector<Value> phases;
  for (const NodePtr& phase : plan.phases)
    phases.push_back(evaluator.evaluate(*phase, Frame::single()).at(0));
  std::map<std::string, std::vector<LedgerEntry>, std::less<>> given;
  if (form.given) given = entries_for(*this, "targets", *plan_.table(plan.table).subject, measure);
  ColumnBuilder builder(type, count);
  for (std::uint32_t row = 0; row < count; ++row) {
    if (applies && !applies->at(row).is_true()) {
      builder.append_null();
      continue;
    }
    Value target;
    if (is) {
      target = phased(in_measure(is->at(row), {}, measure), year_, to_date_, form, phases);
    } else if (const auto entries = given.find(id(plan.table, row)); entries != given.end()) {
      target = target_in(entries->second, form, phases);
    }
    if (target.is_null() && missing) target = in_measure(missing->at(row), {}, measure);
    builder.append(target);
  }
  known = builder.finish();
  return *known;
}

namespace {

/// The entries inside a span that tell it once: the largest that no larger one holds already, in
/// the order of time.
std::vector<const LedgerEntry*> parts_of(const std::vector<LedgerEntry>& entries, DateSpan whole) {
  std::vector<const LedgerEntry*> inside;
  for (const LedgerEntry& entry : entries) {
    if (overlap(entry.span, whole) == entry.span) inside.push_back(&entry);
  }
  std::stable_sort(inside.begin(), inside.end(), [](const LedgerEntry* a, const LedgerEntry* b) {
    return days_in(a->span) > days_in(b->span);
  });
  std::vector<const LedgerEntry*> parts;
  for (const LedgerEntry* entry : inside) {
    const bool is_told = std::any_of(parts.begin(), parts.end(), [&](const LedgerEntry* part) {
      return overlap(part->span, entry->span).has_value();
    });
    if (!is_told) parts.push_back(entry);
  }
  std::sort(parts.begin(), parts.end(), [](const LedgerEntry* a, const LedgerEntry* b) {
    return a->span.first < b->span.first;
  });
  return parts;
}

}  // namespace

// The period's own row first; else its parts, added up or the last of them; else the row of the
// span around it, of which `phase:` may say how much is due by now.
Value Figures::target_in(const std::vector<LedgerEntry>& entries, const TargetForm& form,
                         const std::vector<Value>& phases) const {
  const DateSpan period = run_.period.span;
  const LedgerEntry* around = nullptr;
  for (const LedgerEntry& entry : entries) {
    if (entry.span == period) return phased(entry.amount, period, to_date_, form, phases);
    const bool holds = overlap(entry.span, period) == period;
    if (holds && (around == nullptr || days_in(entry.span) < days_in(around->span)))
      around = &entry;
  }
  const std::vector<const LedgerEntry*> parts = parts_of(entries, period);
  if (parts.empty())
    return around == nullptr ? Value()
                             : phased(around->amount, around->span, to_date_, form, phases);
  Value sum = parts.back()->amount;
  for (std::size_t k = 0; !form.cumulative && k + 1 < parts.size(); ++k)
    sum = apply(Operator::kAdd, sum, parts[k]->amount);
  return sum;
}

// What an audit settled for the run's own period stands in the measure's place; changes of the
// year's spans so far are then added.
Column Figures::adjusted(std::uint32_t table, const Field& field, Column column) const {
  const auto corrections = entries_for(*this, "adjustments", *plan_.table(table).subject, field);
  if (corrections.empty()) return column;
  ColumnBuilder builder(field.type, column.size());
  for (std::uint32_t row = 0; row < column.size(); ++row) {
    Value value = column.at(row);
    if (const auto found = corrections.find(id(table, row)); found != corrections.end()) {
      const std::vector<LedgerEntry>& entries = found->second;
      for (const LedgerEntry& entry : entries) {
        if (entry.mode == kSettledAt && entry.span == run_.period.span) value = entry.amount;
      }
      for (const LedgerEntry& entry : entries) {
        const bool counts = entry.mode == kChangedBy && entry.span.first >= year_.first &&
                            entry.span.first <= to_date_.last &&
                            entry.span.last <= std::max(run_.period.span.last, year_.last);
        if (counts) value = apply(Operator::kAdd, value, entry.amount);
      }
    }
    builder.append(value);
  }
  return builder.finish();
}

}  // namespace zhaoshang
