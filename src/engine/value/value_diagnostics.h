// What goes wrong with values alone: one maker per slug.
#pragma once

#include "engine/base/diagnostics.h"

namespace zhaoshang::value_diagnostics {

Diagnostic number_overflow();
Diagnostic number_underflow();

}  // namespace zhaoshang::value_diagnostics
