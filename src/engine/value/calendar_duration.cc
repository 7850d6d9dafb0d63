#include "engine/value/calendar.h"
#include "engine/value/text_steps.h"

namespace zhaoshang {

namespace {

constexpr std::size_t kMaxDigits = 18;  // of one component
constexpr std::int64_t kNanoseconds = 1'000'000'000;

/// A letter of a duration and what it stands for.
struct Component {
  char letter;
  std::int64_t unit;
};

/// `digits letter` from the front, if it is this component. False: the number is too large.
bool take_component(std::string_view& text, const Component& component, Int128& total, bool& any) {
  const std::size_t digits = digits_at_front(text);
  if (digits == 0 || digits >= text.size() || text[digits] != component.letter) return true;
  if (digits > kMaxDigits) return false;
  total += static_cast<Int128>(take_number(text, digits).value_or(0)) * component.unit;
  text.remove_prefix(1);
  any = true;
  return true;
}

/// `4.5S`: the one component that may have a fraction, even an empty one (`4.S`).
bool take_seconds(std::string_view& text, Int128& seconds, std::int64_t& nanoseconds, bool& any) {
  const std::size_t digits = digits_at_front(text);
  if (digits == 0) return true;
  if (digits > kMaxDigits) return false;
  std::string_view rest = text;
  const std::int64_t whole = take_number(rest, digits).value_or(0);
  const std::int64_t fraction = take(rest, '.') ? take_nanoseconds(rest) : 0;
  if (!take(rest, 'S')) return true;
  seconds += whole;
  nanoseconds = fraction;
  text = rest;
  any = true;
  return true;
}

}  // namespace

std::optional<DaysDuration> DaysDuration::parse_iso(std::string_view text) {
  const bool negative = take(text, '-');
  if (!take(text, 'P')) return std::nullopt;
  Int128 seconds = 0;
  std::int64_t fraction = 0;
  bool any = false;
  if (!take_component(text, {'D', 86'400}, seconds, any)) return std::nullopt;
  if (take(text, 'T')) {
    any = false;  // a T must be followed by a time
    if (!take_component(text, {'H', 3600}, seconds, any)) return std::nullopt;
    if (!take_component(text, {'M', 60}, seconds, any)) return std::nullopt;
    if (!take_seconds(text, seconds, fraction, any)) return std::nullopt;
  }
  if (!any || !text.empty()) return std::nullopt;
  const Int128 total = seconds * kNanosecondsPerSecond + fraction;
  return DaysDuration{negative ? -total : total};
}

DaysDuration DaysDuration::of_days(std::int64_t days) {
  return DaysDuration{static_cast<Int128>(days) * kNanosecondsPerDay};
}

std::string DaysDuration::to_string() const {
  if (nanoseconds == 0) return "PT0S";
  const Int128 magnitude = nanoseconds < 0 ? -nanoseconds : nanoseconds;
  const auto days = static_cast<std::int64_t>(magnitude / kNanosecondsPerDay);
  const auto rest = static_cast<std::int64_t>(magnitude % kNanosecondsPerDay);
  std::string text = nanoseconds < 0 ? "-P" : "P";
  if (days != 0) text += std::to_string(days) + 'D';
  if (rest == 0) return text;
  text += 'T';
  const std::int64_t seconds = rest / kNanoseconds;
  if (seconds / 3600 != 0) text += std::to_string(seconds / 3600) + 'H';
  if (seconds / 60 % 60 != 0) text += std::to_string(seconds / 60 % 60) + 'M';
  if (seconds % 60 != 0 || rest % kNanoseconds != 0) {
    text += std::to_string(seconds % 60);
    append_fraction(text, rest % kNanoseconds);
    text += 'S';
  }
  return text;
}

std::optional<MonthsDuration> MonthsDuration::parse_iso(std::string_view text) {
  const bool negative = take(text, '-');
  if (!take(text, 'P')) return std::nullopt;
  Int128 months = 0;
  bool any = false;
  if (!take_component(text, {'Y', 12}, months, any)) return std::nullopt;
  if (!take_component(text, {'M', 1}, months, any)) return std::nullopt;
  const auto value = static_cast<std::int64_t>(months);
  if (!any || !text.empty() || value != months) return std::nullopt;
  return MonthsDuration{negative ? -value : value};
}

std::string MonthsDuration::to_string() const {
  if (months == 0) return "P0M";
  const std::int64_t magnitude = months < 0 ? -months : months;
  std::string text = months < 0 ? "-P" : "P";
  if (magnitude / 12 != 0) text += std::to_string(magnitude / 12) + 'Y';
  if (magnitude % 12 != 0) text += std::to_string(magnitude % 12) + 'M';
  return text;
}

}  // namespace zhaoshang
