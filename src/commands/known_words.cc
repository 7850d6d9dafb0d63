#include "commands/known_words.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "commands/diagnostic_catalogue.h"
#include "commands/explain.h"
#include "commands/shipped_policies.h"
#include "domain/glossary.h"
#include "domain/period.h"
#include "engine/base/diagnostics.h"
#include "scheme/policy.h"
#include "workspace/run_choice.h"
#include "workspace/workspace.h"

namespace zhaoshang {
namespace {

/// A scheme without a last day is in force for as many years as people look back on.
constexpr std::int64_t kYearsShown = 5;

/// The workspace of the options as far as it opens; its faults are for a run to tell.
class QuietWorkspace {
 public:
  explicit QuietWorkspace(const Options& options)
      : options_(with_one_policy(options)), workspace_(options_, unheard_) {}

  const Figures* figures() const { return workspace_.is_open() ? &workspace_.figures() : nullptr; }
  const Policy& policy() const { return workspace_.policy(); }

 private:
  /// compare takes several; any of them has the parameters.
  static Options with_one_policy(Options options) {
    if (!options.policy && !options.policies.empty()) options.policy = options.policies.front();
    options.set.clear();  // some may be half typed
    return options;
  }

  Diagnostics unheard_;
  Options options_;
  Workspace workspace_;
};

std::string feel_text(const Feel& feel) { return feel.text.text(); }

void add_spans(CalendarGrain grain, const DateSpan& year, const YearStart& start,
               std::vector<KnownWord>& words) {
  for (const DateSpan& span : grain_spans(grain, year, start))
    words.push_back({span_text(span, start), {}});
}

}  // namespace

std::vector<KnownWord> known_explained(const Options& options, std::string_view typed) {
  std::vector<KnownWord> words;
  for (const std::string& stage : explained_stages()) words.push_back({stage, {}});
  if (typed.empty()) return words;
  const bool is_chinese = options.style.language == Language::kChinese;
  for (const CatalogueEntry& each : diagnostic_catalogue())
    words.push_back({std::string(each.slug), std::string(is_chinese ? each.zh : each.en)});
  return words;
}

std::vector<KnownWord> known_subjects(const Options& options) {
  std::vector<KnownWord> words;
  const QuietWorkspace workspace(options);
  if (workspace.figures() == nullptr) return words;
  for (AskedSubject& each : explained_subjects(*workspace.figures(), options.stage))
    words.push_back({std::move(each.id), std::move(each.name)});
  return words;
}

std::vector<KnownWord> known_figures(const Options& options) {
  std::vector<KnownWord> words;
  const QuietWorkspace workspace(options);
  if (workspace.figures() == nullptr) return words;
  for (std::string& name : explained_figures(*workspace.figures(), options))
    words.push_back({std::move(name), {}});
  return words;
}

std::vector<KnownWord> known_periods(const Options& options, std::string_view typed) {
  std::vector<KnownWord> words;
  const QuietWorkspace workspace(options);
  const Policy& policy = workspace.policy();
  const YearStart start = policy.calendar.year_start();
  const std::optional<Date> first = policy.in_force.first ? policy.in_force.first : policy.issued;
  if (!first) return words;
  const Date last = policy.in_force.last.value_or(first->plus_months(12 * kYearsShown - 1));
  for (const DateSpan& year : grain_spans(CalendarGrain::kYear, {*first, last}, start)) {
    const std::string name = span_text(year, start);
    words.push_back({name, {}});
    if (!typed.starts_with(name)) continue;
    for (const CalendarGrain grain :
         {CalendarGrain::kHalf, CalendarGrain::kQuarter, CalendarGrain::kMonth})
      add_spans(grain, year, start, words);
  }
  return words;
}

std::vector<KnownWord> known_parameters(const Options& options, std::string_view typed) {
  std::vector<KnownWord> words;
  const QuietWorkspace workspace(options);
  const std::string_view name = typed.substr(0, typed.find('='));
  for (const ParameterForm& each : workspace.policy().parameters) {
    if (typed.size() == name.size()) {
      words.push_back({each.name + "=", each.note});
    } else if (each.name == name) {
      for (const Feel& value : each.one_of)
        words.push_back({fmt::format("{}={}", name, feel_text(value)), {}});
    }
  }
  return words;
}

std::vector<KnownWord> known_tables(const Options&) {
  std::vector<KnownWord> words;
  for (const TableSchema& table : shared_tables()) words.push_back({table.name, table.title});
  return words;
}

std::vector<KnownWord> known_policies(const Options&) {
  std::vector<KnownWord> words;
  for (std::string& name : shipped_policies()) words.push_back({std::move(name), {}});
  return words;
}

}  // namespace zhaoshang
