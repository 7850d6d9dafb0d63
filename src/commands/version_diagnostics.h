// What can be wrong between the versions of one scheme, one maker a fault.
#pragma once

#include "commands/scheme_versions.h"
#include "engine/base/diagnostics.h"
#include "engine/value/calendar.h"

namespace zhaoshang::version_fault {

/// Two versions are in force on a day.
Diagnostic overlap(const SchemeVersion& earlier, const SchemeVersion& later, Date day);
/// No version is in force on the days between two.
Diagnostic hole(const SchemeVersion& earlier, const SchemeVersion& later);

}  // namespace zhaoshang::version_fault
