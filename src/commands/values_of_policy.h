// Every value that a policy writes down. In: a policy. Out: one call for each, with its section.
#pragma once

#include <functional>
#include <string>

#include "scheme/policy.h"

namespace zhaoshang {

/// Calls `visit` for facts, measures, what attendance requires, scores, amounts and the lines of
/// sheets: "measures.units.paid_in", "reward.awards.big".
void for_each_value(const Policy& policy,
                    const std::function<void(const std::string& section, const ValueForm&)>& visit);

}  // namespace zhaoshang
