// The completion scripts of shells, compiled in from src/cli/shells.
#pragma once

#include <string_view>

namespace zhaoshang {

/// By file name, "zhaoshang.bash"; empty: there is none such.
std::string_view completion_script(std::string_view name);

}  // namespace zhaoshang
