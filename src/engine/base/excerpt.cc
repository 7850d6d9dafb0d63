#include "engine/base/excerpt.h"

#include <algorithm>
#include <vector>

#include "engine/base/utf8.h"

namespace zhaoshang {

namespace {

constexpr std::size_t kTabStop = 8;
constexpr std::size_t kMaxColumns = 200;
constexpr std::size_t kColumnsBeforeCaret = 80;  // kept in sight when a long line is cut

/// One character of the line as it is shown.
struct Glyph {
  std::string text;
  std::size_t column;  // on the terminal, from 0
  std::size_t width;
};

std::vector<Glyph> glyphs_of(std::string_view line) {
  std::vector<Glyph> glyphs;
  std::size_t column = 0;
  for (std::size_t offset = 0; offset < line.size();) {
    const std::size_t start = offset;
    next_code_point(line, offset);
    const std::string_view character = line.substr(start, offset - start);
    std::string text =
        character == "\t" ? std::string(kTabStop - column % kTabStop, ' ') : visible(character);
    const std::size_t width = display_width(text);
    glyphs.push_back({std::move(text), column, width});
    column += width;
  }
  return glyphs;
}

}  // namespace

Excerpt excerpt_of(const Place& place) {
  std::vector<Glyph> glyphs = glyphs_of(place.text);
  const std::size_t total = glyphs.empty() ? 0 : glyphs.back().column + glyphs.back().width;
  const auto column_of = [&](std::size_t character) {  // from 1
    return character <= glyphs.size() ? glyphs[character - 1].column : total;
  };
  std::size_t mark_from = 0;
  std::size_t mark_to = 0;
  if (place.column > 0) {
    mark_from = column_of(place.column);
    mark_to = std::max(column_of(place.column + place.length), mark_from + 1);
  }

  std::size_t from = 0;
  std::size_t to = total;
  if (total > kMaxColumns) {
    from = mark_from > kColumnsBeforeCaret ? mark_from - kColumnsBeforeCaret : 0;
    from = std::min(from, total - kMaxColumns);
    to = from + kMaxColumns;
  }

  Excerpt excerpt;
  if (from > 0) excerpt.line += "…";
  std::size_t first_shown = total;
  for (const Glyph& glyph : glyphs) {
    if (glyph.column < from || glyph.column + glyph.width > to) continue;
    first_shown = std::min(first_shown, glyph.column);
    excerpt.line += glyph.text;
  }
  if (to < total) excerpt.line += "…";
  if (place.column > 0) {
    const std::size_t shift = from > 0 ? 1 : 0;  // the ellipsis before it
    excerpt.marks =
        std::string(mark_from - std::min(first_shown, mark_from) + shift, ' ') + '^' +
        std::string(std::max(std::min(mark_to, to), mark_from + 1) - mark_from - 1, '~');
  }
  return excerpt;
}

}  // namespace zhaoshang
