// What can be wrong with the input tables together, one maker a fault. Faults of one cell or file
// are table_diagnostics'.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "engine/base/diagnostics.h"
#include "engine/value/calendar.h"

namespace zhaoshang::input_diagnostics {

/// Two stints of one person hold the same day; `first` is the earlier one.
Diagnostic overlapping_stints(const Place& place, std::string_view id, const Place& first);
/// Money in a currency that `rates` has no rate for, on the day or in its year.
Diagnostic no_rate(const Place& place, std::string_view currency, Date day, bool year_average);
/// An amount that seems to be in another unit than the others of its column.
struct SlippedAmount {
  std::string heading;
  std::string text;  // in the unit of the column
  std::string like;  // one of the others
};
/// `count`: so many amounts of the column do; `place` is that of the first.
Diagnostic unit_slip(const Place& place, const SlippedAmount& amount, bool is_larger,
                     std::size_t count);
/// Most amounts of a column are thousands of times those of the rows that they belong to; `place`
/// is that of the first.
Diagnostic slipped_column(const Place& place, std::string_view heading, std::string_view title,
                          std::string_view table);
/// A row that ends before it begins.
Diagnostic ends_before_start(const Place& place, std::string_view from, std::string_view to);

}  // namespace zhaoshang::input_diagnostics
