// Over which days a measure counts, as far as its expression says. In: a compiled field. Out:
// whether it grows from the start of the year, or starts anew with each period. Works nothing out.
#pragma once

#include <cstdint>

#include "scheme/plan.h"

namespace zhaoshang {

/// Whether what it comes to looks at `to_date`, and nothing on the way at `period`. What stands in
/// decision tables and sheets is not looked into.
bool grows_over_year(const Plan& plan, std::uint32_t table, std::uint32_t field);

}  // namespace zhaoshang
