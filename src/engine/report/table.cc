#include "engine/report/table.h"

#include <algorithm>

namespace zhaoshang {
namespace {

constexpr int kMoneyPlaces = 2;

Cell figure(Decimal amount, const std::optional<Decimal>& quantum) {
  return quantum ? number_cell(amount, places_of(*quantum)) : number_cell(amount);
}

/// What `unit` divides an amount of this currency by; nullopt: it is no unit of it.
std::optional<Decimal> scale_of_money(const std::string& unit, Currency currency) {
  const auto measure = measure_of(unit);
  if (!measure || measure->currency != currency) return std::nullopt;
  return measure->scale;
}

std::optional<Decimal> scale_of_quantity(const std::string& unit, Unit own) {
  const auto measure = measure_of(unit);
  if (!measure || measure->unit != own) return std::nullopt;
  return measure->scale;
}

/// Of a plain number: 万 divides by ten thousand, but %, a part of one, leaves a ratio the decimal
/// that it is.
struct NumberUnit {
  Decimal scale = 1;
  bool is_ratio = false;
};
NumberUnit number_unit(const std::string& unit) {
  if (unit.empty()) return {};
  const auto measure = measure_of(unit);
  if (!measure || measure->is_money() || measure->is_quantity()) return {};
  return {measure->scale, measure->scale < Decimal(1)};
}

Cell money_cell(const Money& money, const FigureStyle& style) {
  const Decimal scale = scale_of_money(style.unit, money.currency).value_or(Decimal(1));
  if (scale != Decimal(1)) return figure(money.amount / scale, style.quantum);
  // To the fen, with more digits where they are not rounded away: nothing is rounded for display
  // only.
  const bool whole_fen = money.amount.rounded(kMoneyPlaces, Rounding::kHalfEven) == money.amount;
  return whole_fen ? number_cell(money.amount, kMoneyPlaces) : figure(money.amount, style.quantum);
}

Cell quantity_cell(const Quantity& quantity, const FigureStyle& style) {
  const auto scale = scale_of_quantity(style.unit, quantity.unit);
  return figure(scale ? quantity.amount / *scale : quantity.amount, style.quantum);
}

Cell plain_number_cell(Decimal number, const FigureStyle& style) {
  if (style.unit.empty()) return figure(number, style.quantum);
  const NumberUnit unit = number_unit(style.unit);
  if (unit.scale == Decimal(1)) return figure(number, style.quantum);
  if (!unit.is_ratio) return figure(number / unit.scale, style.quantum);
  return style.quantum ? number_cell(number, places_of(*style.quantum * unit.scale))
                       : number_cell(number);
}

Cell list_cell(const List& list, const FigureStyle& style) {
  std::string text;
  for (const Value& item : list) text += (text.empty() ? "" : ";") + value_cell(item, style).text;
  return text_cell(std::move(text));
}

Cell range_cell(const Range& range) {
  const auto is_day_or_open = [](const Value& end) {
    return end.is_null() || end.is(TypeKind::kDate);
  };
  if (!is_day_or_open(range.start) || !is_day_or_open(range.end)) return text_cell(to_feel(range));
  return plain_cell(value_cell(range.start).text + ".." + value_cell(range.end).text);
}

}  // namespace

void ReportTable::each_row(std::size_t first, std::size_t last, const Visit& visit) const {
  for (; first < std::min(last, rows.size()); ++first) visit(rows[first]);
  if (first < last) made.make(first - rows.size(), last - rows.size(), visit);
}

ReportTable ReportTable::held() const {
  ReportTable table = *this;
  table.made = {};
  each_row(rows.size(), row_count(), [&](const Row& row) { table.rows.push_back(row); });
  return table;
}

void ReportTable::sort_by(const std::vector<std::string_view>& names) {
  std::vector<std::size_t> keys;
  for (const std::string_view wanted : names) {
    const auto found = std::find_if(columns.begin(), columns.end(),
                                    [&](const auto& each) { return each.name == wanted; });
    if (found != columns.end()) keys.push_back(static_cast<std::size_t>(found - columns.begin()));
  }
  const auto before = [&](const std::vector<Cell>& a, const std::vector<Cell>& b) {
    for (const std::size_t key : keys) {
      if (const int order = a[key].text.compare(b[key].text); order != 0) return order < 0;
    }
    return false;
  };
  if (!std::is_sorted(rows.begin(), rows.end(), before))
    std::stable_sort(rows.begin(), rows.end(), before);
}

const std::string& heading(const ReportColumn& column, Headings headings) {
  return headings == Headings::kTitles && !column.title.empty() ? column.title : column.name;
}

Cell text_cell(std::string text) {
  if (text.empty()) return {};
  return {Cell::Kind::kText, std::move(text)};
}

Cell plain_cell(std::string text) {
  if (text.empty()) return {};
  return {Cell::Kind::kPlain, std::move(text)};
}

Cell number_cell(Decimal number) { return {Cell::Kind::kNumber, number.to_string()}; }
Cell number_cell(Decimal number, int places) {
  return {Cell::Kind::kNumber, number.to_fixed(places)};
}
Cell date_cell(std::optional<Date> date) { return date ? plain_cell(date->to_string()) : Cell{}; }
Cell boolean_cell(bool value) { return plain_cell(value ? "true" : "false"); }

Cell value_cell(const Value& value, const FigureStyle& style) {
  switch (value.kind()) {
    case TypeKind::kNull: return {};
    case TypeKind::kText: return text_cell(value.text());
    case TypeKind::kNumber: return plain_number_cell(value.number(), style);
    case TypeKind::kBoolean: return boolean_cell(value.boolean());
    case TypeKind::kDate: return date_cell(value.date());
    case TypeKind::kMoney: return money_cell(value.money(), style);
    case TypeKind::kQuantity: return quantity_cell(value.quantity(), style);
    case TypeKind::kRange: return range_cell(value.range());
    case TypeKind::kList: return list_cell(value.list(), style);
    default: return text_cell(to_feel(value));
  }
}

std::string unit_word(const Value& value, const FigureStyle& style) {
  if (value.is(TypeKind::kMoney)) {
    const Currency currency = value.money().currency;
    return scale_of_money(style.unit, currency) ? style.unit : currency.word();
  }
  if (value.is(TypeKind::kQuantity)) {
    const Unit unit = value.quantity().unit;
    return scale_of_quantity(style.unit, unit) ? style.unit : unit.word();
  }
  return number_unit(style.unit).is_ratio ? std::string() : style.unit;
}

int places_of(Decimal quantum) {
  const std::string text = quantum.to_string();
  const std::size_t point = text.find('.');
  return point == std::string::npos ? 0 : static_cast<int>(text.size() - point - 1);
}

}  // namespace zhaoshang
