// Functions that read the run's data: rates, holidays, rulings; and how values are shown.
#include <algorithm>

#include "domain/cell_words.h"
#include "engine/table/identity_number.h"
#include "engine/value/exact_sum.h"
#include "engine/value/operations.h"
#include "scheme/figures_cache.h"
#include "scheme/row_subject.h"

namespace zhaoshang {

namespace {

bool is_working_day(const std::map<Date, bool>& exceptions, Date day) {
  const auto exception = exceptions.find(day);
  return exception == exceptions.end() ? day.weekday() <= 5 : exception->second;
}

Value working_days_after(const Figures& figures, Date day, std::int64_t count) {
  std::map<Date, bool> exceptions;
  if (const auto table = figures.plan().find_table("holidays");
      table && figures.row_count(*table) > 0) {
    const Column dates = figures.field(*table, "date"), kinds = figures.field(*table, "kind");
    for (std::size_t row = 0; row < dates.size(); ++row) {
      const Value date = dates.at(row), kind = kinds.at(row);
      if (date.is(TypeKind::kDate))
        exceptions[date.date()] = kind.is(TypeKind::kText) && kind.text() == kDayWorked;
    }
  }
  constexpr std::int64_t kMost = 10'000;
  if (count < 0 || count > kMost) return {};
  while (count > 0) {
    day = day.plus_days(1);
    if (is_working_day(exceptions, day)) --count;
  }
  return day;
}

}  // namespace

// As the policy takes it: a parameter, the last row up to that day, or the mean of its year's.
std::optional<Rate> Figures::rate(Currency currency, Date day) const {
  const Policy& policy = plan_.policy();
  if (policy.foreign == ForeignMoney::kParameter) {
    for (std::uint32_t k = 0; k < plan_.parameters().size(); ++k) {
      if (plan_.parameters()[k].form->name != policy.foreign_parameter) continue;
      const Value rate = global(kFirstParameter + k, day);
      return rate.is(TypeKind::kNumber) ? std::optional(Rate{rate.number(), k, {}}) : std::nullopt;
    }
  }
  const bool year_average = policy.foreign == ForeignMoney::kYearAverage;
  ExactSum sum;
  const auto table = plan_.find_table("rates");
  if (!table || row_count(*table) == 0) return std::nullopt;
  const Column codes = field(*table, "currency"), dates = field(*table, "date"),
               rates = field(*table, "rate");
  std::optional<Rate> found;
  Date of;
  std::vector<std::uint32_t> of_year;
  for (std::uint32_t row = 0; row < codes.size(); ++row) {
    const Value code = codes.at(row), date = dates.at(row), rate = rates.at(row);
    if (!code.is(TypeKind::kText) || code.text() != currency.code() || !date.is(TypeKind::kDate))
      continue;
    if (!rate.is(TypeKind::kNumber)) continue;
    if (year_average && date.date().year() == day.year()) {
      sum.add(rate.number());
      of_year.push_back(row);
    }
    if (date.date() > day || (found && date.date() < of)) continue;
    found = Rate{rate.number(), {}, {row}};
    of = date.date();
  }
  if (of_year.empty()) return found;
  return Rate{sum.total() / Decimal(static_cast<std::int64_t>(of_year.size())), {}, of_year};
}

Value Figures::call(std::uint32_t function, std::span<const Value> arguments,
                    std::optional<RowRef> row) const {
  switch (static_cast<DataFunction>(function)) {
    case DataFunction::kConvert: {
      if (arguments.size() != 3 || !arguments[0].is(TypeKind::kMoney) ||
          !arguments[1].is(TypeKind::kText) || !arguments[2].is(TypeKind::kDate)) {
        return {};
      }
      const auto to = Currency::from_code(arguments[1].text());
      if (!to) return {};
      return converted(arguments[0].money(), *to, arguments[2].date());
    }
    case DataFunction::kWorkingDaysAfter: {
      if (arguments.size() != 2 || !arguments[0].is(TypeKind::kDate) ||
          !arguments[1].is(TypeKind::kNumber))
        return {};
      const auto count = arguments[1].number().to_int64();
      return count ? working_days_after(*this, arguments[0].date(), *count) : Value();
    }
    case DataFunction::kRuling:
      return row && !arguments.empty() ? ruling(arguments, *row) : Value();
  }
  return {};
}

Value Figures::converted(const Money& money, Currency to, Date day) const {
  if (money.currency == to) return money;
  const auto rate_of = [&](Currency currency) {
    const auto found = currency == Currency::cny() ? Rate{1, {}, {}} : rate(currency, day);
    return found ? std::optional(found->value) : std::nullopt;
  };
  const auto from_rate = rate_of(money.currency), to_rate = rate_of(to);
  if (!from_rate || !to_rate) return {};
  return Money{money.amount * *from_rate / *to_rate, to};
}

Column Figures::native(const Data& data, const TableRows& rows, const Field& field) const {
  const PlanTable& declared = plan_.table(rows.table);
  if (declared.kind == PlanTable::Kind::kGrain) return grain_field(rows, field);
  if (field.type.is(TypeKind::kList)) return grains_of(rows, field);
  ColumnBuilder builder(field.type, rows.size);
  if (field.type.is(TypeKind::kMoney)) {
    const auto date = declared.schema.index(declared.schema.date);
    for (std::uint32_t row = 0; row < rows.size; ++row) {
      const Value amount = rows.stored[field.column].at(row);
      const auto day = date ? event_day(rows.stored[*date].at(row)) : std::nullopt;
      builder.append(amount.is(TypeKind::kMoney) ? converted(amount.money(), field.type.currency(),
                                                             day.value_or(run_.as_of))
                                                 : Value());
    }
    return builder.finish();
  }
  if (declared.subject == SubjectKind::kUnit && field.name == "group") {
    for (std::uint32_t row = 0; row < rows.size; ++row) {
      const std::string name = group(rows.table, row);
      builder.append(name.empty() ? Value() : Value(name));
    }
    return builder.finish();
  }
  const std::string_view reference = std::string_view(field.name).substr(0, field.name.find('.'));
  const bool is_name = field.name.ends_with(".name");
  for (std::uint32_t row = 0; row < rows.size; ++row) {
    const Value whom = named_subject(data, rows.table, reference, row);
    if (!field.type.is(TypeKind::kText) || !whom.is(TypeKind::kRow)) {
      builder.append(field.type.is(TypeKind::kText) ? Value() : whom);
    } else {
      const RowRef at = whom.row();
      builder.append(Value(is_name ? label(at.table, at.row) : id(at.table, at.row)));
    }
  }
  return builder.finish();
}

// The row that a pair X_kind, X_id names, whatever its kind: the one of its typed references that
// leads somewhere.
Value Figures::named_subject(const Data& data, std::uint32_t table, std::string_view reference,
                             std::uint32_t row) const {
  const PlanTable& declared = plan_.table(table);
  const auto id_column = declared.schema.index(std::string(reference) + "_id");
  for (std::uint32_t index = 0; index < declared.fields.size(); ++index) {
    const Field& typed = declared.fields[index];
    const bool leads = typed.kind == Field::Kind::kReference &&
                       typed.path.front().by == Step::By::kSubject &&
                       typed.path.front().id_column == id_column;
    if (!leads) continue;
    const Value whom = data.field(table, index).at(row);
    if (!whom.is_null()) return whom;
  }
  return {};
}

namespace {

/// A bare number among amounts of money counts the currency's own unit.
Value like_bounds(const Value& value, std::span<const Value> arguments) {
  if (arguments.size() != 3 || !value.is(TypeKind::kNumber) || !arguments[1].is(TypeKind::kMoney))
    return value;
  return Money{value.number(), arguments[1].money().currency};
}

}  // namespace

// By the rule's id, the row's subject (or project) and a period that meets the run's.
std::optional<std::uint32_t> Figures::ruling_on_record(std::string_view name, RowRef row) const {
  const auto table = plan_.find_table("rulings");
  if (!table || row_count(*table) == 0) return std::nullopt;
  const Column rules = field(*table, "rule"), projects = field(*table, "project_id"),
               periods = field(*table, "for_period");
  const RowSubject own = subject_of(*this, rows(row.table), row.row, *this);
  const bool is_project = plan_.table(row.table).subject == SubjectKind::kProject;
  const std::string own_project = is_project ? own.id : text(row.table, "project_id", row.row);
  for (std::uint32_t k = 0; k < rules.size(); ++k) {
    const Value rule = rules.at(k);
    if (!rule.is(TypeKind::kText) || rule.text() != name) continue;
    const Value project = projects.at(k);
    const bool names_project = !own_project.empty() && project.is(TypeKind::kText);
    const bool meant = names_project ? project.text() == own_project
                                     : text(*table, "subject_kind", k) == own.kind &&
                                           text(*table, "subject_id", k) == own.id;
    if (!meant) continue;
    const auto last = event_day(periods.at(k));
    const bool is_of_run =
        !last || (*last >= year_.first && *last <= std::max(year_.last, run_.period.span.last));
    if (is_of_run) return k;
  }
  return std::nullopt;
}

Value Figures::ruling(std::span<const Value> arguments, RowRef row) const {
  if (!arguments[0].is(TypeKind::kText)) return {};
  if (const auto found = ruling_on_record(arguments[0].text(), row))
    return like_bounds(field(*plan_.find_table("rulings"), "value").at(*found), arguments);
  const bool has_end = ruling_end_ != RulingEnd::kOnRecord && arguments.size() == 3;
  return has_end ? arguments[ruling_end_ == RulingEnd::kLow ? 1 : 2] : Value();
}

namespace {

std::string shown_money(const Money& money, std::string_view unit) {
  Decimal scale(1);
  std::string word = money.currency.word();
  if (const auto measure = measure_of(unit);
      measure && measure->is_money() && measure->currency == money.currency) {
    scale = measure->scale;
    word = std::string(unit);
  } else if (money.amount.abs() >= Decimal(10'000)) {
    const std::string in_ten_thousands = money_word(money.currency, Decimal(10'000));
    if (!in_ten_thousands.empty()) {
      scale = Decimal(10'000);
      word = in_ten_thousands;
    }
  }
  return (money.amount / scale).to_string() + word;
}

}  // namespace

namespace {

/// Identity numbers are nobody's business in a notice or a finding.
std::string shown_text(const std::string& text, const Figures& figures) {
  return figures.run().show_private ? text : without_identity_numbers(text);
}

}  // namespace

std::string shown(const Value& value, const Figures& figures, std::string_view unit) {
  switch (value.kind()) {
    case TypeKind::kNull: return "—";
    case TypeKind::kText: return shown_text(value.text(), figures);
    case TypeKind::kNumber: return value.number().to_string();
    case TypeKind::kBoolean: return value.boolean() ? "是" : "否";
    case TypeKind::kDate: return value.date().to_string();
    case TypeKind::kMoney: return shown_money(value.money(), unit);
    case TypeKind::kQuantity:
      return value.quantity().amount.to_string() + value.quantity().unit.word();
    case TypeKind::kRange: {
      const Range& range = value.range();
      if (range.start.is(TypeKind::kDate) && range.end.is(TypeKind::kDate)) {
        return span_text({range.start.date(), range.end.date()});
      }
      return to_feel(value);
    }
    case TypeKind::kRow: return figures.label(value.row().table, value.row().row);
    case TypeKind::kList: {
      std::string text;
      for (const Value& item : value.list())
        text += (text.empty() ? "" : "、") + shown(item, figures, unit);
      return text;
    }
    default: return shown_text(to_feel(value), figures);
  }
}

}  // namespace zhaoshang
