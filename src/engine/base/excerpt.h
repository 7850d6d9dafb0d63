// The line of source under a diagnostic, with its caret. In: a place. Out: two lines of equal
// layout on a terminal.
#pragma once

#include <string>

#include "engine/base/source.h"

namespace zhaoshang {

/// The line as shown and the marks under it (empty where the place has no column), without gutter
/// or line ends. Tabs become spaces, hidden characters are spelled out, and a line of more than 200
/// columns is cut around the caret.
struct Excerpt {
  std::string line;
  std::string marks;
};
Excerpt excerpt_of(const Place& place);

}  // namespace zhaoshang
