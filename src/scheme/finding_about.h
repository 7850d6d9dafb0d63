// A finding about a row of a held table: whose it is and where it stands.
#pragma once

#include <cstdint>
#include <string_view>

#include "scheme/findings.h"

namespace zhaoshang {

Finding finding_about(const Figures& figures, std::string_view stage, std::uint32_t table,
                      std::uint32_t row);

}  // namespace zhaoshang
