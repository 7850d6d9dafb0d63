// Values as tests write them: "12.5", "'甲'", "@2022-03-01", "30000元", "5亩", "null", "true". Only
// for tests of this folder, which come before the parser of FEEL.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <string_view>

#include "engine/value/value.h"

namespace zhaoshang {

inline Value temporal(std::string_view text) {
  if (const auto date = Date::parse_iso(text)) return *date;
  if (const auto moment = DateTime::parse_iso(text)) return *moment;
  if (const auto time = Time::parse_iso(text)) return *time;
  if (const auto days = DaysDuration::parse_iso(text)) return *days;
  const auto months = MonthsDuration::parse_iso(text);
  REQUIRE_MESSAGE(months.has_value(), text);
  return *months;
}

inline Value literal(std::string_view text) {
  if (text == "null") return {};
  if (text == "true") return true;
  if (text == "false") return false;
  if (text.starts_with('\'')) return text.substr(1, text.size() - 2);
  if (text.starts_with('@')) return temporal(text.substr(1));
  if (const auto number = Decimal::parse(text)) return *number;
  const std::size_t digits = std::min(text.find_first_not_of("+-.0123456789"), text.size());
  const std::optional<Decimal> number = Decimal::parse(text.substr(0, digits));
  REQUIRE_MESSAGE(number.has_value(), text);
  const std::optional<Measure> measure = measure_of(text.substr(digits));
  REQUIRE_MESSAGE(measure.has_value(), text);
  const Decimal amount = *number * measure->scale;
  if (measure->is_money()) return Money{amount, measure->currency};
  if (measure->is_quantity()) return Quantity{amount, measure->unit};
  return amount;
}

}  // namespace zhaoshang
