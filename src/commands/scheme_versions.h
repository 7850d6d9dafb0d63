// Versions of one scheme: files of the same `scheme:` whose days in force should follow one
// another. In: policies. Out: diagnostics where two are in force on a day, or none is between them.
#pragma once

#include <string>
#include <vector>

#include "engine/base/diagnostics.h"
#include "engine/policy/reader.h"

namespace zhaoshang {

/// A policy file as one of several versions.
struct SchemeVersion {
  std::string scheme;
  OpenDateSpan in_force;
  std::string path;
};

void check_versions(std::vector<SchemeVersion> versions, Diagnostics& diagnostics);

}  // namespace zhaoshang
