#include "commands/scheme_versions.h"

#include <algorithm>
#include <tuple>

#include "commands/version_diagnostics.h"

namespace zhaoshang {

void check_versions(std::vector<SchemeVersion> versions, Diagnostics& diagnostics) {
  const auto key = [](const SchemeVersion& each) {
    return std::tie(each.scheme, each.in_force.first, each.path);
  };
  std::sort(versions.begin(), versions.end(),
            [&](const SchemeVersion& a, const SchemeVersion& b) { return key(a) < key(b); });
  for (std::size_t k = 1; k < versions.size(); ++k) {
    const SchemeVersion& earlier = versions[k - 1];
    const SchemeVersion& later = versions[k];
    if (earlier.scheme != later.scheme) continue;
    const bool is_open = !earlier.in_force.last || !later.in_force.first;
    if (is_open || *later.in_force.first <= *earlier.in_force.last) {
      const Date day = later.in_force.first    ? *later.in_force.first
                       : earlier.in_force.last ? *earlier.in_force.last
                                               : Date::from_days(0);
      diagnostics.add(version_fault::overlap(earlier, later, day));
    } else if (earlier.in_force.last->plus_days(1) < *later.in_force.first) {
      diagnostics.add(version_fault::hole(earlier, later));
    }
  }
}

}  // namespace zhaoshang
