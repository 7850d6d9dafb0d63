// Scales, groups and the calendar of a policy.
#include <algorithm>
#include <utility>

#include "engine/policy/policy_diagnostics.h"
#include "scheme/policy_forms.h"
#include "scheme/policy_reading.h"

namespace zhaoshang {
namespace {

/// `04-01`: a month and day that every year has.
void read_year_start(RuleMap& map, CalendarForm& calendar) {
  const auto written = map.text("year_starts");
  if (!written) return;
  const auto day = Date::parse_iso("2001-" + written->value);  // a year without 29 February
  if (!day) {
    map.diagnostics().add(scheme_fault::not_a_month_day(written->span, written->value));
    return;
  }
  calendar.year_starts_month = day->month();
  calendar.year_starts_day = day->day();
}

/// `P30D`: whole days.
std::int64_t read_every(RuleMap& map) {
  const auto written = map.text("every", Need::kRequired);
  if (!written) return 0;
  const auto duration = DaysDuration::parse_iso(written->value);
  if (!duration || duration->nanoseconds <= 0 || duration->nanoseconds % kNanosecondsPerDay != 0) {
    map.diagnostics().add(scheme_fault::not_whole_days(written->span, written->value));
    return 0;
  }
  return static_cast<std::int64_t>(duration->nanoseconds / kNanosecondsPerDay);
}

Grain read_grain(const PolicyNode::Entry& entry, PolicyReading& reading) {
  Grain grain;
  grain.name = entry.key;
  grain.span = entry.key_span;
  if (entry.value.find("every") == nullptr) {
    for (const PolicyNode::Entry& phase : read_named(entry.value, reading.diagnostics)) {
      const auto span = read_date_span(phase.value, reading.diagnostics);
      if (span) grain.phases.push_back({phase.key, span->value});
    }
    return grain;
  }
  RuleMap map(entry.value, forms::every_form(), reading);
  grain.every_days = read_every(map);
  if (const auto from = map.date("from", Need::kRequired)) grain.from = from->value;
  map.finish();
  return grain;
}

}  // namespace

std::vector<Scale> read_scales(const PolicyNode& node, PolicyReading& reading) {
  std::vector<Scale> scales;
  for (const PolicyNode::Entry& entry : read_named(node, reading.diagnostics)) {
    if (!is_named(entry, reading.diagnostics)) continue;
    Scale scale{entry.key, {}, entry.key_span};
    for (const PolicyNode& item : read_list(entry.value, reading.diagnostics)) {
      const auto& words = scale.words;
      if (std::find(words.begin(), words.end(), item.text) != words.end()) {
        const std::size_t line = entry.value.span.place().line;
        reading.diagnostics.add(scheme_fault::duplicate_id(item.span, item.text, line));
      }
      scale.words.push_back(item.text);
    }
    scales.push_back(std::move(scale));
  }
  return scales;
}

std::vector<Group> read_groups(const PolicyNode& node, PolicyReading& reading) {
  std::vector<Group> groups;
  for (const PolicyNode::Entry& entry : read_named(node, reading.diagnostics)) {
    std::optional<Feel> condition = read_expression(entry.value, reading.diagnostics);
    if (condition) groups.push_back({entry.key, std::move(*condition), entry.key_span});
  }
  return groups;
}

CalendarForm read_calendar(const PolicyNode& node, PolicyReading& reading) {
  RuleMap map(node, forms::calendar_form(), reading);
  CalendarForm calendar;
  read_year_start(map, calendar);
  for (const PolicyNode::Entry& entry : map.named("grains")) {
    if (is_named(entry, reading.diagnostics)) calendar.grains.push_back(read_grain(entry, reading));
  }
  if (const auto since = map.date("since")) calendar.since = since->value;
  map.finish();
  return calendar;
}

}  // namespace zhaoshang
