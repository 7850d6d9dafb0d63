// Tables of the calendar: one row per subject and span of a grain, from the start of the year to
// the end of the period.
#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

#include "scheme/figures_cache.h"

namespace zhaoshang {

namespace {

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

// Before and after all that a calendar can hold.
constexpr Date kFirstDay = Date::from_days(std::numeric_limits<std::int32_t>::min());
constexpr Date kLastDay = Date::from_days(std::numeric_limits<std::int32_t>::max());

}  // namespace

void Figures::build_grain(std::uint32_t table) const {
  const PlanTable& declared = plan_.table(table);
  TableRows& rows = cache_->rows[table];
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
    for (const DateSpan& span : grain_spans(*grain_of(declared.grain), within, year_start()))
      spans.push_back({span, {}});
  }
  rows.grain = GrainRows(std::move(spans), subjects);
  for (std::uint32_t subject = 0; subject < subjects; ++subject) {
    const auto day_of = [&](const std::optional<Column>& column) {
      return column ? event_day(column->at(subject)) : std::nullopt;
    };
    DateSpan life{term().first.value_or(kFirstDay), term().last.value_or(kLastDay)};
    if (const auto day = day_of(from)) life.first = std::max(life.first, *day);
    if (const auto day = day_of(to)) life.last = std::min(life.last, *day);
    rows.grain.add_subject(life);
  }
  rows.size = rows.grain.size();
}

// From a subject its rows of a grain: member.months.
Column Figures::grains_of(const TableRows& rows, const Field& field) const {
  const TableRows& grains = this->rows(field.type.element().table());
  std::vector<std::uint32_t> members(grains.size);
  std::iota(members.begin(), members.end(), 0);
  auto items = std::make_shared<const Column>(field.type.element(), members.size(),
                                              Column::Rows{std::move(members)});
  return Column(field.type, rows.size, Column::Lists{grains.grain.starts(), std::move(items)});
}

Column Figures::grain_field(const TableRows& rows, const Field& field) const {
  const PlanTable& declared = plan_.table(rows.table);
  const YearStart start = year_start();
  ColumnBuilder builder(field.type, rows.size);
  const auto each = [&](const std::function<Value(std::uint32_t)>& value) {
    for (std::uint32_t row = 0; row < rows.size; ++row) builder.append(value(row));
    return builder.finish();
  };
  const auto spans = [&](const auto& span_of) {
    Column::Spans each_span;
    each_span.first.reserve(rows.size);
    each_span.last.reserve(rows.size);
    for (std::uint32_t row = 0; row < rows.size; ++row) {
      const DateSpan span = span_of(row);
      each_span.first.push_back(span.first.days());
      each_span.last.push_back(span.last.days());
    }
    return Column(field.type, rows.size, std::move(each_span));
  };
  if (field.type.is(TypeKind::kRow) && field.type.table() == declared.of) {
    return Column(field.type, rows.size, Column::Rows{rows.grain.subjects()});
  }
  if (field.name == "span") return spans([&](std::uint32_t row) { return rows.grain.span(row); });
  if (field.name == "day")
    return each([&](std::uint32_t row) -> Value { return rows.grain.span(row).first; });
  if (field.name == "label")
    return each([&](std::uint32_t row) -> Value { return rows.grain.label(row); });
  if (field.name == declared.grain)
    return spans([&](std::uint32_t row) { return rows.grain.whole(row); });
  if (field.name == "so_far") {
    return spans([&](std::uint32_t row) {
      const Date last = rows.grain.span(row).last;
      return DateSpan{std::min(to_date_.first, last), last};
    });
  }
  if (field.name == "previous") {
    std::vector<std::uint32_t> before(rows.size, kNoRow);
    for (std::uint32_t row = 1; row < rows.size; ++row) {
      if (rows.grain.subject(row) == rows.grain.subject(row - 1)) before[row] = row - 1;
    }
    return Column(field.type, rows.size, Column::Rows{std::move(before)});
  }
  if (const auto coarser = grain_of(field.name)) {
    return spans([&](std::uint32_t row) {
      return grain_span(*coarser, rows.grain.whole(row).first, start);
    });
  }
  if (field.type.is(TypeKind::kList)) {
    // The finer rows inside this one, which follow one another.
    const TableRows& finer = this->rows(field.type.element().table());
    std::vector<std::uint32_t> offsets{0};
    std::vector<std::uint32_t> inside;
    for (std::uint32_t row = 0; row < rows.size; ++row) {
      const std::uint32_t subject = rows.grain.subject(row);
      const DateSpan days = rows.grain.span(row);
      std::uint32_t k = finer.grain.starts()[subject];
      if (const auto first = finer.grain.find(subject, days.first.days()); first != kNoRow)
        k = finer.grain.is_ordered() ? first : k;
      for (; k < finer.grain.starts()[subject + 1]; ++k) {
        const DateSpan part = finer.grain.span(k);
        if (finer.grain.is_ordered() && part.first > days.last) break;
        if (part.first >= days.first && part.last <= days.last) inside.push_back(k);
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
  const GrainRows& others = this->rows(other).grain;
  std::vector<std::uint32_t> found(rows.size, kNoRow);
  for (std::uint32_t row = 0; row < rows.size; ++row) {
    const Value subject = subjects.at(rows.grain.subject(row));
    if (subject.is(TypeKind::kRow))
      found[row] = others.find(subject.row().row, rows.grain.span(row).first.days());
  }
  return Column(field.type, rows.size, Column::Rows{std::move(found)});
}

}  // namespace zhaoshang
