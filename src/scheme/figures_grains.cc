// Tables of the calendar: one row per subject and span of a grain, from the start of the year to
// the end of the period.
#include <algorithm>

#include "scheme/figures_cache.h"

namespace zhaoshang {

namespace {

struct NamedSpan {
  DateSpan span;
  std::string label;
};

std::optional<DateSpan> closed(const OpenDateSpan& span, DateSpan within) {
  const DateSpan bounded{std::max(span.first.value_or(within.first), within.first),
                         std::min(span.last.value_or(within.last), within.last)};
  return bounded.first <= bounded.last ? std::optional(bounded) : std::nullopt;
}

std::vector<NamedSpan> spans_of(const Grain& grain, DateSpan within) {
  std::vector<NamedSpan> spans;
  for (const Grain::Phase& phase : grain.phases) {
    const Date first = phase.span.first.value_or(within.first);
    const Date last = phase.span.last.value_or(within.last);
    if (first <= within.last && last >= within.first) spans.push_back({{first, last}, phase.label});
  }
  if (grain.every_days > 0 && grain.from) {
    for (Date first = *grain.from; first <= within.last;
         first = first.plus_days(grain.every_days)) {
      const Date last = first.plus_days(grain.every_days - 1);
      if (last >= within.first) spans.push_back({{first, last}, std::to_string(spans.size() + 1)});
    }
  }
  return spans;
}

}  // namespace

void Figures::build_grain(std::uint32_t table) const {
  const PlanTable& declared = plan_.table(table);
  TableRows& rows = cache_->rows[table];
  cache_->built[table] = true;
  const CalendarForm& calendar = plan_.policy().calendar;
  DateSpan within{calendar.since.value_or(year_.first), run_.period.span.last};
  const std::uint32_t of = declared.of;
  const std::size_t subjects = row_count(of);
  const auto bound = [&](const char* name) -> std::optional<Column> {
    const Field* field = plan_.table(of).find(name);
    return field != nullptr && field->type.is(TypeKind::kDate)
               ? std::optional(this->field(of, name))
               : std::nullopt;
  };
  const auto from = bound("from");
  const auto to = bound("to");
  std::vector<NamedSpan> spans;
  const auto own = std::find_if(calendar.grains.begin(), calendar.grains.end(),
                                [&](const Grain& grain) { return grain.name == declared.grain; });
  if (own != calendar.grains.end()) {
    if (term().first) within.first = std::min(within.first, *term().first);
    spans = spans_of(*own, within);
  } else {
    const YearStart start{calendar.year_starts_month, calendar.year_starts_day};
    for (const DateSpan& span : grain_spans(*grain_of(declared.grain), within, start))
      spans.push_back({span, {}});
  }
  rows.starts.push_back(0);
  for (std::uint32_t subject = 0; subject < subjects; ++subject) {
    OpenDateSpan life = term();
    const auto narrow = [&](const std::optional<Column>& column, bool first) {
      const auto day = column ? event_day(column->at(subject)) : std::nullopt;
      if (!day) return;
      if (first) {
        life.first = life.first ? std::max(*life.first, *day) : *day;
      } else {
        life.last = life.last ? std::min(*life.last, *day) : *day;
      }
    };
    narrow(from, true);
    narrow(to, false);
    for (const NamedSpan& span : spans) {
      const auto cut = closed(life, span.span);
      if (!cut) continue;
      rows.subject_rows.push_back(subject);
      rows.spans.push_back(*cut);
      rows.whole.push_back(span.span);
      rows.labels.push_back(span.label);
    }
    rows.starts.push_back(static_cast<std::uint32_t>(rows.spans.size()));
  }
  rows.size = rows.spans.size();
}

std::uint32_t Figures::grain_row(std::uint32_t table, std::uint32_t subject, Date day) const {
  const TableRows& rows = this->rows(table);
  const auto first = rows.spans.begin() + rows.starts[subject];
  const auto last = rows.spans.begin() + rows.starts[subject + 1];
  const auto found =
      std::partition_point(first, last, [&](const DateSpan& span) { return span.last < day; });
  if (found == last || day < found->first) return kNoRow;
  return static_cast<std::uint32_t>(found - rows.spans.begin());
}

// From a subject its rows of a grain: member.months.
Column Figures::grains_of(const TableRows& rows, const Field& field) const {
  const TableRows& grains = this->rows(field.type.element().table());
  std::vector<std::uint32_t> members(grains.size);
  for (std::uint32_t row = 0; row < grains.size; ++row) members[row] = row;
  auto items = std::make_shared<const Column>(field.type.element(), members.size(),
                                              Column::Rows{std::move(members)});
  return Column(field.type, rows.size, Column::Lists{grains.starts, std::move(items)});
}

Column Figures::grain_field(const TableRows& rows, const Field& field) const {
  const PlanTable& declared = plan_.table(rows.table);
  const CalendarForm& calendar = plan_.policy().calendar;
  const YearStart start{calendar.year_starts_month, calendar.year_starts_day};
  ColumnBuilder builder(field.type, rows.size);
  const auto each = [&](const std::function<Value(std::uint32_t)>& value) {
    for (std::uint32_t row = 0; row < rows.size; ++row) builder.append(value(row));
    return builder.finish();
  };
  if (field.type.is(TypeKind::kRow) && field.type.table() == declared.of) {
    return Column(field.type, rows.size, Column::Rows{rows.subject_rows});
  }
  if (field.name == "span")
    return each([&](std::uint32_t row) { return range_value(rows.spans[row]); });
  if (field.name == "day")
    return each([&](std::uint32_t row) -> Value { return rows.spans[row].first; });
  if (field.name == "label")
    return each([&](std::uint32_t row) -> Value { return rows.labels[row]; });
  if (field.name == declared.grain)
    return each([&](std::uint32_t row) { return range_value(rows.whole[row]); });
  if (field.name == "so_far") {
    return each([&](std::uint32_t row) {
      return range_value({std::min(to_date_.first, rows.spans[row].last), rows.spans[row].last});
    });
  }
  if (field.name == "previous") {
    std::vector<std::uint32_t> before(rows.size, kNoRow);
    for (std::uint32_t row = 1; row < rows.size; ++row) {
      if (rows.subject_rows[row] == rows.subject_rows[row - 1]) before[row] = row - 1;
    }
    return Column(field.type, rows.size, Column::Rows{std::move(before)});
  }
  if (const auto coarser = grain_of(field.name)) {
    return each([&](std::uint32_t row) {
      return range_value(grain_span(*coarser, rows.whole[row].first, start));
    });
  }
  if (field.type.is(TypeKind::kList)) {
    // The finer rows inside this one, which follow one another.
    const TableRows& finer = this->rows(field.type.element().table());
    std::vector<std::uint32_t> offsets{0};
    std::vector<std::uint32_t> inside;
    for (std::uint32_t row = 0; row < rows.size; ++row) {
      const std::uint32_t subject = rows.subject_rows[row];
      for (std::uint32_t k = finer.starts[subject]; k < finer.starts[subject + 1]; ++k) {
        if (finer.spans[k].first >= rows.spans[row].first &&
            finer.spans[k].last <= rows.spans[row].last)
          inside.push_back(k);
      }
      offsets.push_back(static_cast<std::uint32_t>(inside.size()));
    }
    auto items = std::make_shared<const Column>(field.type.element(), inside.size(),
                                                Column::Rows{std::move(inside)});
    return Column(field.type, rows.size, Column::Lists{std::move(offsets), std::move(items)});
  }
  // member_month.team_month: the row of the same grain of the subject that ours refers to.
  const std::uint32_t other = field.type.table();
  const std::string reference(words_of(*plan_.table(other).subject).word);
  const Column subjects = this->field(declared.of, reference);
  std::vector<std::uint32_t> found(rows.size, kNoRow);
  for (std::uint32_t row = 0; row < rows.size; ++row) {
    const Value subject = subjects.at(rows.subject_rows[row]);
    if (subject.is(TypeKind::kRow))
      found[row] = grain_row(other, subject.row().row, rows.spans[row].first);
  }
  return Column(field.type, rows.size, Column::Rows{std::move(found)});
}

}  // namespace zhaoshang
