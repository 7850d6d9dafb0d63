#include "engine/table/amounts.h"

#include "engine/base/utf8.h"

namespace zhaoshang {
namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Takes `prefix` off the front of `text`; whether it was there.
bool take(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

/// Digits with or without commas between them: all of them plain digits, or all groups of three.
/// nullopt: commas elsewhere.
std::optional<std::string> ungrouped(std::string_view digits) {
  std::string plain;
  plain.reserve(digits.size());
  std::size_t group = 0;  // digits since the last comma
  bool grouped = false;
  for (const char c : digits) {
    if (c != ',') {
      plain += c;
      ++group;
      continue;
    }
    if (group == 0 || group > 3 || (grouped && group != 3)) return std::nullopt;
    grouped = true;
    group = 0;
  }
  if (grouped && group != 3) return std::nullopt;
  return plain;
}

/// ￥ (either width) before or after the sign: money in yuan.
bool take_yuan(std::string_view& text) { return take(text, "\xEF\xBF\xA5") || take(text, "¥"); }

}  // namespace

std::optional<Decimal> read_plain_number(std::string_view cell) {
  const bool negative = cell.starts_with('-');
  if (negative) cell.remove_prefix(1);
  if (cell.empty() || cell.size() > 18 || !is_digit(cell.front()) || !is_digit(cell.back())) {
    return std::nullopt;
  }
  std::int64_t coefficient = 0;
  int places = -1;  // -1: no point yet
  for (const char c : cell) {
    if (is_digit(c)) {
      coefficient = coefficient * 10 + (c - '0');
      if (places >= 0) ++places;
    } else if (c == '.' && places < 0) {
      places = 0;
    } else {
      return std::nullopt;
    }
  }
  return Decimal::scaled(negative ? -coefficient : coefficient, places > 0 ? -places : 0);
}

Amount read_amount(std::string_view cell) {
  if (const auto plain = read_plain_number(cell)) return {*plain, {}, false, CellFault::kNone};
  // U+FF01..U+FF5E as ASCII: digits, comma, point, signs, percent.
  const std::string folded = fold_full_width(cell);
  std::string_view rest = folded;
  bool yuan = take_yuan(rest);
  const bool negative = take(rest, "-") || take(rest, "\u2212");
  if (!negative) take(rest, "+");
  yuan = yuan || take_yuan(rest);
  rest = trim(rest);
  const std::size_t whole_end = rest.find_first_not_of("0123456789,");
  const std::string_view whole = rest.substr(0, whole_end);
  rest.remove_prefix(whole.size());
  std::string_view fraction;
  if (take(rest, ".")) {
    fraction = rest.substr(0, rest.find_first_not_of("0123456789"));
    rest.remove_prefix(fraction.size());
    if (fraction.empty()) return {{}, {}, false, CellFault::kNotANumber};
  }
  if (whole.empty() || !is_digit(whole.front())) return {{}, {}, false, CellFault::kNotANumber};
  std::optional<Measure> measure;
  if (const std::string_view word = trim(rest); !word.empty()) {
    measure = measure_of(word);
    if (!measure) return {{}, {}, false, CellFault::kNotANumber};
  }
  const std::optional<std::string> digits = ungrouped(whole);
  if (!digits) return {{}, {}, false, CellFault::kGrouping};
  std::string text = *digits;
  if (!fraction.empty()) text.append(".").append(fraction);
  const std::optional<Decimal> number = Decimal::parse(text);
  if (!number) return {{}, {}, false, CellFault::kTooManyDigits};
  return {negative ? -*number : *number, measure, yuan, CellFault::kNone};
}

std::string measure_word(const Measure& measure) {
  if (measure.is_money()) {
    const std::string word = money_word(measure.currency, measure.scale);
    return word.empty() ? measure.currency.code() : word;
  }
  std::string scale;
  for (const std::string_view word : {"万", "亿", "千", "百", "%", "‰"}) {
    if (const auto known = measure_of(word); known && known->scale == measure.scale) scale = word;
  }
  return measure.is_quantity() ? scale + measure.unit.word() : scale;
}

}  // namespace zhaoshang
