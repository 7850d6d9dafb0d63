#include <array>
#include <string>

#include "engine/base/utf8.h"
#include "engine/table/cells.h"

namespace zhaoshang {
namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool take(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

/// Between `least` and `most` digits from the front of `text`; nullopt: fewer.
std::optional<int> take_number(std::string_view& text, std::size_t least, std::size_t most) {
  int number = 0;
  std::size_t count = 0;
  while (count < most && count < text.size() && is_digit(text[count])) {
    number = number * 10 + (text[count] - '0');
    ++count;
  }
  if (count < least) return std::nullopt;
  text.remove_prefix(count);
  return number;
}

/// ` 00:00`, `0:00:00`, `T00:00:00.000`: what databases and spreadsheets put after a day.
bool is_midnight(std::string_view text) {
  if (!take(text, "T") && !take(text, " ")) return false;
  if (text.find(':') == std::string_view::npos) return false;
  return text.find_first_not_of("0:. ") == std::string_view::npos;
}

bool ends_here(std::string_view rest) { return rest.empty() || is_midnight(rest); }

std::optional<Date> day_of(std::optional<int> year, std::optional<int> month,
                           std::optional<int> day) {
  if (!year || !month || !day) return std::nullopt;
  return Date::from_ymd(*year, *month, *day);
}

/// Year, month and day with one separator, or 年 月 日; the year has four digits.
std::optional<Date> separated_date(std::string_view text) {
  const std::optional<int> year = take_number(text, 4, 4);
  std::string_view separator = "年";
  std::string_view second = "月";
  if (!text.starts_with(separator)) {
    if (text.empty() || std::string_view("-/.").find(text.front()) == std::string_view::npos) {
      return std::nullopt;
    }
    separator = second = text.substr(0, 1);
  }
  take(text, separator);
  const std::optional<int> month = take_number(text, 1, 2);
  if (!take(text, second)) return std::nullopt;
  const std::optional<int> day = take_number(text, 1, 2);
  if (second == "月" && !take(text, "日")) return std::nullopt;
  return ends_here(text) ? day_of(year, month, day) : std::nullopt;
}

/// The day on which the county's year `year` begins. A year has the name of the calendar year that
/// holds most of it: from 04-01 it begins in that year, from 12-21 in the year before.
std::optional<Date> start_of(int year, YearStart starts) {
  const bool mostly_next_year = starts.month * 100 + starts.day > 702;
  return Date::from_ymd(mostly_next_year ? year - 1 : year, starts.month, starts.day);
}

/// `count` months from the month `first` (0: the first) of a year.
std::optional<DateSpan> months_of_year(int year, int first, int count, YearStart starts) {
  const std::optional<Date> start = start_of(year, starts);
  if (!start) return std::nullopt;
  return DateSpan{start->plus_months(first), start->plus_months(first + count).plus_days(-1)};
}

std::optional<DateSpan> calendar_month(int year, int month) {
  const std::optional<Date> first = Date::from_ymd(year, month, 1);
  if (!first) return std::nullopt;
  return DateSpan{*first, first->last_of_month()};
}

/// What follows `2022年`: nothing, 上半年, 第一季度, 3月.
std::optional<DateSpan> office_period(int year, std::string_view rest, YearStart starts) {
  if (rest.empty() || rest == "度" || rest == "全年") return months_of_year(year, 0, 12, starts);
  if (rest == "上半年") return months_of_year(year, 0, 6, starts);
  if (rest == "下半年") return months_of_year(year, 6, 6, starts);
  static constexpr std::array<std::array<std::string_view, 2>, 4> kQuarters{
      {{"一", "1"}, {"二", "2"}, {"三", "3"}, {"四", "4"}}};
  std::string_view quarter = rest;
  take(quarter, "第");
  for (int i = 0; i < 4; ++i) {
    for (const std::string_view numeral : kQuarters[static_cast<std::size_t>(i)]) {
      std::string_view tail = quarter;
      if (take(tail, numeral) && (tail == "季度" || tail == "季")) {
        return months_of_year(year, 3 * i, 3, starts);
      }
    }
  }
  const std::optional<int> month = take_number(rest, 1, 2);
  if (month && (rest == "月" || rest == "月份")) return calendar_month(year, *month);
  return std::nullopt;
}

std::optional<DateSpan> from_to(std::string_view first, std::string_view last) {
  const std::optional<Date> from = read_date(trim(first));
  const std::optional<Date> to = read_date(trim(last));
  if (!from || !to || *to < *from) return std::nullopt;
  return DateSpan{*from, *to};
}

}  // namespace

std::optional<Date> read_date(std::string_view text) {
  if (text.size() == 10 && text[4] == '-' && text[7] == '-') {  // most cells
    std::string_view rest = text;
    const std::optional<int> year = take_number(rest, 4, 4);
    rest = text.substr(5);
    const std::optional<int> month = take_number(rest, 2, 2);
    rest = text.substr(8);
    return day_of(year, month, take_number(rest, 2, 2));
  }
  const std::string folded = fold_full_width(text);
  std::string_view rest = folded;
  if (rest.size() >= 8 && rest.find_first_not_of("0123456789") >= 8) {
    const std::optional<int> year = take_number(rest, 4, 4);
    const std::optional<int> month = take_number(rest, 2, 2);
    const std::optional<int> day = take_number(rest, 2, 2);
    return ends_here(rest) ? day_of(year, month, day) : std::nullopt;
  }
  return separated_date(rest);
}

std::optional<Date> read_serial_date(std::string_view text) {
  if (text.ends_with(".0")) text.remove_suffix(2);
  if (text.size() != 5 || text.find_first_not_of("0123456789") != std::string_view::npos) {
    return std::nullopt;
  }
  const int serial = take_number(text, 5, 5).value();
  if (serial < 20'000 || serial > 80'000) return std::nullopt;
  // Day 1 is 1900-01-01, and 1900 is taken for a leap year: day 0 is 1899-12-30 ever after.
  return Date::from_ymd(1899, 12, 30)->plus_days(serial);
}

std::optional<DateSpan> read_period(std::string_view text, YearStart year_starts) {
  if (const std::size_t dots = text.find(".."); dots != std::string_view::npos) {
    return from_to(text.substr(0, dots), text.substr(dots + 2));
  }
  const std::string folded = fold_full_width(text);
  std::string_view rest = folded;
  const std::optional<int> year = take_number(rest, 4, 4);
  if (!year || *year == 0) return std::nullopt;
  if (rest.empty()) return months_of_year(*year, 0, 12, year_starts);
  if (take(rest, "年")) return office_period(*year, rest, year_starts);
  if (take(rest, "H") || take(rest, "h")) {
    const std::optional<int> half = take_number(rest, 1, 1);
    if (!half || *half < 1 || *half > 2 || !rest.empty()) return std::nullopt;
    return months_of_year(*year, (*half - 1) * 6, 6, year_starts);
  }
  if (take(rest, "Q") || take(rest, "q")) {
    const std::optional<int> quarter = take_number(rest, 1, 1);
    if (!quarter || *quarter < 1 || *quarter > 4 || !rest.empty()) return std::nullopt;
    return months_of_year(*year, (*quarter - 1) * 3, 3, year_starts);
  }
  const bool separated = take(rest, "-") || take(rest, "/");
  const std::optional<int> month = take_number(rest, separated ? 1 : 2, 2);
  if (!month || !rest.empty()) return std::nullopt;
  return calendar_month(*year, *month);
}

}  // namespace zhaoshang
