#include "commands/version_diagnostics.h"

#include <string>
#include <utility>

#include <fmt/format.h>

namespace zhaoshang::version_fault {
namespace {

Diagnostic made(const char* slug, Severity severity, const SchemeVersion& version, Message text,
                Message help) {
  Place place;
  place.path = version.path;
  return {severity, slug, std::move(place), std::move(text), std::move(help), {}};
}

}  // namespace

Diagnostic overlap(const SchemeVersion& earlier, const SchemeVersion& later, Date day) {
  return made("versions-overlap", Severity::kError, later,
              {fmt::format("{} 与 {} 在 {} 同时有效", later.scheme, earlier.path, day.to_string()),
               fmt::format("{} is in force on {} together with {}", later.scheme, day.to_string(),
                           earlier.path)},
              {"改 in_force,让前一版在后一版之前结束",
               "change in_force, so that the one ends before the other begins"});
}

Diagnostic hole(const SchemeVersion& earlier, const SchemeVersion& later) {
  const std::string first = earlier.in_force.last->plus_days(1).to_string();
  const std::string last = later.in_force.first->plus_days(-1).to_string();
  return made("versions-gap", Severity::kWarning, later,
              {fmt::format("{} 在 {}..{} 没有哪一版有效", later.scheme, first, last),
               fmt::format("no version of {} is in force in {}..{}", later.scheme, first, last)},
              {fmt::format("前一版是 {}", earlier.path),
               fmt::format("the version before it is {}", earlier.path)});
}

}  // namespace zhaoshang::version_fault
