#include "workspace/run_choice.h"

#include <algorithm>
#include <thread>

#include "domain/period.h"
#include "workspace/run_diagnostics.h"

namespace zhaoshang {
namespace {

std::optional<Period> chosen_period(const Options& options, const Settings& settings,
                                    const Policy& policy) {
  const YearStart start = policy.calendar.year_start();
  if (options.period) return Period::parse(*options.period, start);
  if (settings.period) return Period::parse(settings.period->value, start);
  const auto year_of = [&](Date day) {
    const DateSpan year = grain_span(CalendarGrain::kYear, day, start);
    return Period{span_text(year, start), year, CalendarGrain::kYear};
  };
  if (options.as_of) return year_of(*options.as_of);
  const OpenDateSpan& in_force = policy.in_force;
  if (!in_force.last) return std::nullopt;
  Period last = year_of(in_force.last->plus_days(1));
  last = year_of(last.span.first.plus_days(-1));  // ends on the last day or before it
  if (in_force.first && last.span.first < *in_force.first) return std::nullopt;
  return last;
}

unsigned threads_of(const Options& options) {
  if (options.threads > 0) return static_cast<unsigned>(options.threads);
  return std::max(1U, std::thread::hardware_concurrency());
}

/// A scheme that is in force on no day of the period is not meant, or the period is not.
bool is_out_of_force(const Policy& policy, const DateSpan& period) {
  const OpenDateSpan& in_force = policy.in_force;
  return (in_force.first && period.last < *in_force.first) ||
         (in_force.last && *in_force.last < period.first);
}

}  // namespace

std::optional<Run> choose_run(const Options& options, const Settings& settings,
                              const Policy& policy, Diagnostics& diagnostics) {
  std::optional<Period> period = chosen_period(options, settings, policy);
  if (!period) {
    diagnostics.add(run_diagnostics::no_period());
    return std::nullopt;
  }
  if (is_out_of_force(policy, period->span)) {
    diagnostics.add(run_diagnostics::out_of_force(policy.in_force_span, period->text));
  }
  Run run;
  run.as_of = options.as_of.value_or(period->span.last);
  run.period = std::move(*period);
  run.threads = threads_of(options);
  run.show_private = options.show_private;
  if (options.results_language) {
    run.language = *options.results_language;
  } else if (settings.language) {
    run.language = *settings.language;
  }
  return run;
}

}  // namespace zhaoshang
