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
    LedgerEntry entry{*span,
                      in_measure(amounts.at(row), unit, measure),
                      {},
                      static_cast<std::uint32_t>(row),
                      unit.empty() ? measure.unit : unit};
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

/// The share of a target over `span` that is due by the end of `to_date`; null: all of it.
Value share_due(DateSpan span, DateSpan to_date, const TargetForm& form,
                const std::vector<Value>& phases) {
  if (form.phase_elapsed) {
    const auto passed = overlap(span, to_date);
    return Decimal(passed ? days_in(*passed) : 0) / Decimal(days_in(span));
  }
  if (phases.empty()) return {};
  const std::int64_t months = 12 / static_cast<std::int64_t>(phases.size());
  std::size_t part = 0;
  while (part + 1 < phases.size() &&
         span.first.plus_months(months * static_cast<std::int64_t>(part + 1)) <= to_date.last)
    ++part;
  return phases[part];
}

}  // namespace

Value TargetParts::total() const {
  Value whole = worked_out;
  for (const LedgerEntry& entry : given)
    whole = whole.is_null() ? entry.amount : apply(Operator::kAdd, whole, entry.amount);
  return share.is_null() ? whole : apply(Operator::kMultiply, whole, share);
}

/// A target's parts worked out for all rows.
struct Figures::TargetRule {
  const TargetPlan& plan;
  const Field& measure;
  std::optional<Column> applies, is, missing;
  std::vector<Value> phases;
  std::map<std::string, std::vector<LedgerEntry>, std::less<>> given;
};

Figures::TargetRule Figures::target_rule(std::size_t index) const {
  const TargetPlan& plan = plan_.targets[index];
  TargetRule rule{plan, plan_.field(plan.table, plan.measure), {}, {}, {}, {}, {}};
  Evaluator evaluator(*this);
  const Frame all = Frame::all_rows(plan.table, row_count(plan.table));
  const auto column = [&](const Program& program) {
    return program ? std::optional(evaluator.evaluate(*program.root, all)) : std::nullopt;
  };
  rule.applies = column(plan.applies);
  rule.is = column(plan.is);
  rule.missing = column(plan.missing);
  for (const NodePtr& phase : plan.phases)
    rule.phases.push_back(evaluator.evaluate(*phase, Frame::single()).at(0));
  if (plan.form->target->given) {
    rule.given = entries_for(*this, "targets", *plan_.table(plan.table).subject, rule.measure);
  }
  return rule;
}

TargetParts Figures::parts_in(const TargetRule& rule, std::uint32_t row) const {
  TargetParts parts;
  if (rule.applies && !rule.applies->at(row).is_true()) return parts;
  const auto entries = rule.given.find(id(rule.plan.table, row));
  if (rule.is) {
    parts.worked_out = in_measure(rule.is->at(row), {}, rule.measure);
    parts.share = share_due(year_, to_date_, *rule.plan.form->target, rule.phases);
  } else if (entries != rule.given.end()) {
    parts = given_in(entries->second, rule);
  }
  if (parts.total().is_null() && rule.missing)
    parts = {{}, in_measure(rule.missing->at(row), {}, rule.measure), {}};
  return parts;
}

TargetParts Figures::target_parts(std::size_t target, std::uint32_t row) const {
  return parts_in(target_rule(target), row);
}

std::vector<TargetParts> Figures::all_target_parts(std::size_t target) const {
  const TargetRule rule = target_rule(target);
  std::vector<TargetParts> parts;
  for (std::uint32_t row = 0; row < row_count(rule.plan.table); ++row)
    parts.push_back(parts_in(rule, row));
  return parts;
}

Column Figures::target(std::size_t index) const {
  std::optional<Column>& known = cache_->targets[index];
  if (known) return *known;
  const TargetRule rule = target_rule(index);
  const std::size_t count = row_count(rule.plan.table);
  ColumnBuilder builder(plan_.table(rule.plan.table).find("target." + rule.measure.name)->type,
                        count);
  for (std::uint32_t row = 0; row < count; ++row) builder.append(parts_in(rule, row).total());
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

/// Whether parts, in the order of time, leave no day of a span out.
bool is_covered(const std::vector<const LedgerEntry*>& parts, DateSpan span) {
  Date next = span.first;
  for (const LedgerEntry* part : parts) {
    if (part->span.first > next) return false;
    next = part->span.last.plus_days(1);
  }
  return next > span.last;
}

}  // namespace

// The period's own row first; else its parts, added up or the last of them; else the row of the
// span around it, of which `phase:` may say how much is due by now.
TargetParts Figures::given_in(const std::vector<LedgerEntry>& given, const TargetRule& rule) const {
  const TargetForm& form = *rule.plan.form->target;
  std::vector<LedgerEntry> entries = given;
  if (form.rows) {
    std::erase_if(entries, [&](const LedgerEntry& entry) {
      return grain_span(*form.rows, entry.span.first, year_start()) != entry.span;
    });
  }
  const DateSpan period = run_.period.span;
  const LedgerEntry* around = nullptr;
  for (const LedgerEntry& entry : entries) {
    const bool holds = overlap(entry.span, period) == period;
    if (holds && (around == nullptr || days_in(entry.span) < days_in(around->span)))
      around = &entry;
  }
  const bool is_own = around != nullptr && around->span == period;
  const std::vector<const LedgerEntry*> inside = parts_of(entries, period);
  TargetParts parts;
  if (!is_own && !inside.empty()) {
    // A part that is not given makes the whole unknown, never smaller.
    const OpenDateSpan& term = plan_.policy().in_force;
    const DateSpan asked{std::max(period.first, term.first.value_or(period.first)),
                         std::min(period.last, term.last.value_or(period.last))};
    const bool reaches_end = inside.back()->span.last >= asked.last;
    if (form.cumulative ? !reaches_end : !is_covered(inside, asked)) return parts;
    for (const LedgerEntry* entry : inside) parts.given.push_back(*entry);
    if (form.cumulative) parts.given.erase(parts.given.begin(), parts.given.end() - 1);
  } else if (around != nullptr) {
    parts.given.push_back(*around);
    parts.share = share_due(around->span, to_date_, form, rule.phases);
  }
  return parts;
}

// What an audit settled for the run's own period stands in the measure's place; changes of the
// year's spans so far are then added.
std::vector<LedgerEntry> Figures::acting(const std::vector<LedgerEntry>& corrections) const {
  std::vector<LedgerEntry> acting;
  for (const LedgerEntry& entry : corrections) {
    if (entry.mode == kSettledAt && entry.span == run_.period.span) acting.push_back(entry);
  }
  for (const LedgerEntry& entry : corrections) {
    const bool counts = entry.mode == kChangedBy && entry.span.first >= year_.first &&
                        entry.span.first <= to_date_.last &&
                        entry.span.last <= std::max(run_.period.span.last, year_.last);
    if (counts) acting.push_back(entry);
  }
  return acting;
}

std::vector<LedgerEntry> Figures::adjustments(std::uint32_t table, const Field& measure,
                                              std::uint32_t row) const {
  const auto corrections = entries_for(*this, "adjustments", *plan_.table(table).subject, measure);
  const auto found = corrections.find(id(table, row));
  return found == corrections.end() ? std::vector<LedgerEntry>() : acting(found->second);
}

std::vector<Correction> Figures::corrections() const {
  std::vector<Correction> all;
  const auto ledger = plan_.find_table("adjustments");
  if (!ledger || row_count(*ledger) == 0) return all;
  for (std::uint32_t table = 0; table < plan_.tables().size(); ++table) {
    const auto& fields = plan_.table(table).fields;
    for (std::uint32_t field = 0; field < fields.size(); ++field) {
      if (fields[field].measure == nullptr || !plan_.table(table).subject) continue;
      const auto found =
          entries_for(*this, "adjustments", *plan_.table(table).subject, fields[field]);
      if (found.empty()) continue;
      for (std::uint32_t row = 0; row < row_count(table); ++row) {
        const auto own = found.find(id(table, row));
        if (own == found.end()) continue;
        for (LedgerEntry& entry : acting(own->second))
          all.push_back({table, row, field, std::move(entry)});
      }
    }
  }
  return all;
}

Column Figures::adjusted(std::uint32_t table, const Field& field, Column column) const {
  const auto corrections = entries_for(*this, "adjustments", *plan_.table(table).subject, field);
  if (corrections.empty()) return column;
  ColumnBuilder builder(field.type, column.size());
  for (std::uint32_t row = 0; row < column.size(); ++row) {
    Value value = column.at(row);
    if (const auto found = corrections.find(id(table, row)); found != corrections.end()) {
      for (const LedgerEntry& entry : acting(found->second)) {
        value =
            entry.mode == kSettledAt ? entry.amount : apply(Operator::kAdd, value, entry.amount);
      }
    }
    builder.append(value);
  }
  return builder.finish();
}

}  // namespace zhaoshang
