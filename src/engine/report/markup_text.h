// Text within XML and HTML.
#pragma once

#include <string>
#include <string_view>

namespace zhaoshang {

/// Escaped for the content of an element and for an attribute in double quotes; characters that XML
/// has no place for are made visible.
std::string markup_text(std::string_view text);

}  // namespace zhaoshang
