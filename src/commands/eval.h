// eval: one FEEL expression, one set of unary tests, or one decision table. In: the options. Out:
// its value on standard output, as a FEEL literal or as JSON. The evaluator is that of policies.
#pragma once

#include <optional>

#include "engine/base/diagnostics.h"
#include "engine/value/value.h"
#include "workspace/options.h"

namespace zhaoshang {

/// The value asked for; nullopt where a fault forbids one: of syntax, an unknown name, units or
/// currencies. A fault of types is a warning, and null.
std::optional<Value> evaluate(const Options& options, Diagnostics& diagnostics);

/// Prints it. Returns kDone or kBadPolicy; throws SystemError where a file cannot be read or the
/// output cannot be written.
int run_eval(const Options& options, Diagnostics& diagnostics);

}  // namespace zhaoshang
