// What a lawyer would ask of a policy that holds: one maker a warning, Chinese and English side by
// side.
#pragma once

#include <string_view>

#include "engine/base/diagnostics.h"
#include "scheme/policy.h"

namespace zhaoshang::policy_reading_fault {

/// An award that grows without end, where `capped` has a cap.
Diagnostic no_cap(const RuleHead& award, std::string_view capped);

/// Two rules whose conditions meet at `figure` = `threshold`, where both hold, or neither does.
Diagnostic meeting(const RuleHead& below, const RuleHead& above, std::string_view figure,
                   std::string_view threshold, bool both);

}  // namespace zhaoshang::policy_reading_fault
