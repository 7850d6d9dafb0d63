// What `compare` cannot compare, one maker a fault.
#pragma once

#include <string>

#include "engine/base/diagnostics.h"

namespace zhaoshang::compare_diagnostics {

/// A folder without any table that can be compared.
Diagnostic no_results(const std::string& folder);

}  // namespace zhaoshang::compare_diagnostics
