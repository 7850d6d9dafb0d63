// What can be wrong with the input tables together, one maker a fault. Faults of one cell or file
// are table_diagnostics'.
#pragma once

#include <string_view>

#include "engine/base/diagnostics.h"
#include "engine/value/calendar.h"

namespace zhaoshang::input_diagnostics {

/// Two stints of one person hold the same day; `first` is the earlier one.
Diagnostic overlapping_stints(const Place& place, std::string_view id, const Place& first);
/// Money in a currency that `rates` has no rate for, on the day or in its year.
Diagnostic no_rate(const Place& place, std::string_view currency, Date day, bool year_average);
/// A row that ends before it begins.
Diagnostic ends_before_start(const Place& place, std::string_view from, std::string_view to);

}  // namespace zhaoshang::input_diagnostics
