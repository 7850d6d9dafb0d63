// UTF-8 as characters and as columns of a terminal. In: bytes. Out: code points, counts, widths. No
// other encoding.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace zhaoshang {

/// The code point at `offset`, moving `offset` past it; nullopt (and one byte on) where the bytes
/// are not UTF-8.
std::optional<char32_t> next_code_point(std::string_view text, std::size_t& offset);
/// The byte offset of the first fault of strict UTF-8 (overlong, surrogate, truncated, above
/// U+10FFFF); nullopt: none.
std::optional<std::size_t> first_invalid_utf8(std::string_view text);
/// Appends one code point.
void append_utf8(std::string& out, char32_t code_point);
/// Code points; a faulty byte counts as one.
std::size_t character_count(std::string_view text);
/// Columns on a terminal: 2 for wide and full-width characters, 0 for combining marks.
std::size_t display_width(std::string_view text);
std::size_t display_width(char32_t code_point);
/// Makes control, bidi and zero-width characters visible (`<U+202E>`), for messages and tables.
std::string visible(std::string_view text);
/// Takes U+0020, tab, U+3000, U+00A0, U+200B and U+FEFF off both ends.
std::string_view trim(std::string_view text);
/// Full-width digits, letters and punctuation (U+FF01..U+FF5E) and U+3000 as their ASCII twins.
std::string fold_full_width(std::string_view text);

}  // namespace zhaoshang
