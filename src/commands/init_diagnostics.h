// What can keep a workspace from being made, one maker a fault.
#pragma once

#include <string_view>

#include "engine/base/diagnostics.h"

namespace zhaoshang::init_fault {

/// A file that the new workspace would have stands there already.
Diagnostic already_there(std::string_view path);

}  // namespace zhaoshang::init_fault
