#include "engine/value/calendar.h"
#include "engine/value/text_steps.h"

namespace zhaoshang {

namespace {

constexpr std::int64_t kNanoseconds = 1'000'000'000;
constexpr std::int64_t kSecondsPerMinute = 60;
constexpr std::int64_t kSecondsPerHour = 3600;
constexpr std::int64_t kSecondsPerDay = 86'400;
constexpr std::int64_t kMaxOffset = 14 * kSecondsPerHour;

/// `hh:mm`, then `:ss` if there or demanded, in seconds; nullopt where one is out of range.
/// 24:00:00 is in.
std::optional<std::int64_t> take_clock(std::string_view& text, bool seconds_needed) {
  const std::optional<std::int64_t> hour = take_number(text, 2);
  if (!hour || !take(text, ':')) return std::nullopt;
  const std::optional<std::int64_t> minute = take_number(text, 2);
  if (!minute) return std::nullopt;
  std::optional<std::int64_t> second = 0;
  if (take(text, ':')) {
    second = take_number(text, 2);
  } else if (seconds_needed) {
    return std::nullopt;
  }
  if (!second || *minute > 59 || *second > 59) return std::nullopt;
  const std::int64_t total = *hour * kSecondsPerHour + *minute * kSecondsPerMinute + *second;
  return total <= kSecondsPerDay ? std::optional(total) : std::nullopt;
}

/// The whole of `text` as an offset: nothing, `Z` or `±hh:mm[:ss]`. False: it is none.
bool read_offset(std::string_view text, std::optional<std::int32_t>& offset) {
  if (text.empty()) return true;
  if (text == "Z" || text == "z") {
    offset = 0;
    return true;
  }
  const bool negative = take(text, '-');
  if (!negative && !take(text, '+')) return false;
  const std::optional<std::int64_t> seconds = take_clock(text, false);
  if (!seconds || *seconds > kMaxOffset || !text.empty()) return false;
  offset = static_cast<std::int32_t>(negative ? -*seconds : *seconds);
  return true;
}

/// A time that may be 24:00:00, which is the start of the next day.
std::optional<Time> read_time(std::string_view text) {
  const std::optional<std::int64_t> seconds = take_clock(text, true);
  if (!seconds) return std::nullopt;
  Time time;
  time.nanoseconds = *seconds * kNanoseconds;
  if (take(text, '.')) {
    if (digits_at_front(text) == 0) return std::nullopt;
    time.nanoseconds += take_nanoseconds(text);
  }
  if (time.nanoseconds > kSecondsPerDay * kNanoseconds) return std::nullopt;
  if (!read_offset(text, time.offset)) return std::nullopt;
  return time;
}

int part_of(const Time& time, std::int64_t unit, std::int64_t modulus) {
  return static_cast<int>(time.nanoseconds / kNanoseconds / unit % modulus);
}

}  // namespace

std::optional<Time> Time::parse_iso(std::string_view text) {
  std::optional<Time> time = read_time(text);
  if (time) time->nanoseconds %= kSecondsPerDay * kNanoseconds;
  return time;
}

int Time::hour() const { return part_of(*this, kSecondsPerHour, 24); }
int Time::minute() const { return part_of(*this, kSecondsPerMinute, 60); }
int Time::second() const { return part_of(*this, 1, 60); }

std::string Time::to_string() const {
  std::string text;
  append_padded(text, hour(), 2);
  text += ':';
  append_padded(text, minute(), 2);
  text += ':';
  append_padded(text, second(), 2);
  append_fraction(text, nanoseconds % kNanoseconds);
  if (!offset) return text;
  if (*offset == 0) return text + 'Z';
  const std::int64_t away = *offset < 0 ? -std::int64_t{*offset} : std::int64_t{*offset};
  text += *offset < 0 ? '-' : '+';
  append_padded(text, away / kSecondsPerHour, 2);
  text += ':';
  append_padded(text, away / kSecondsPerMinute % 60, 2);
  if (away % kSecondsPerMinute != 0) {
    text += ':';
    append_padded(text, away % kSecondsPerMinute, 2);
  }
  return text;
}

std::optional<DateTime> DateTime::parse_iso(std::string_view text) {
  const std::size_t separator = text.find('T');
  const std::optional<Date> date = Date::parse_iso(text.substr(0, separator));
  if (!date) return std::nullopt;
  if (separator == std::string_view::npos) return DateTime{*date, {}};
  std::optional<Time> time = read_time(text.substr(separator + 1));
  if (!time) return std::nullopt;
  const bool next_day = time->nanoseconds == kSecondsPerDay * kNanoseconds;
  if (next_day) time->nanoseconds = 0;
  return DateTime{next_day ? date->plus_days(1) : *date, *time};
}

std::string DateTime::to_string() const { return date.to_string() + 'T' + time.to_string(); }

}  // namespace zhaoshang
