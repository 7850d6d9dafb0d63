// A notice as one HTML page that needs nothing beside it: style and pictures are within. In:
// Markdown and the SVG files that it refers to. Out: HTML.
#pragma once

#include <string>
#include <vector>

#include "engine/base/message.h"
#include "engine/report/picture.h"

namespace zhaoshang {

/// `title` is that of the window. A table that is wider than the page scrolls; on paper it is set
/// smaller.
std::string to_html(const std::string& markdown, const std::vector<Picture>& pictures,
                    const std::string& title, Language language);

}  // namespace zhaoshang
