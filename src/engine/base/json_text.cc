#include "engine/base/json_text.h"

#include "engine/base/utf8.h"

namespace zhaoshang {

namespace {

void append_escaped(std::string& out, char32_t c) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  switch (c) {
    case U'"': out += "\\\""; break;
    case U'\\': out += "\\\\"; break;
    case U'\n': out += "\\n"; break;
    case U'\r': out += "\\r"; break;
    case U'\t': out += "\\t"; break;
    default:
      out += "\\u00";
      out += kDigits[(c >> 4U) & 0xFU];
      out += kDigits[c & 0xFU];
  }
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  for (std::size_t offset = 0; offset < text.size();) {
    const std::size_t start = offset;
    const std::optional<char32_t> c = next_code_point(text, offset);
    if (!c) {
      append_utf8(out, U'\uFFFD');
    } else if (*c < 0x20 || *c == 0x7F || *c == U'"' || *c == U'\\') {
      append_escaped(out, *c);
    } else {
      out += text.substr(start, offset - start);
    }
  }
  out += '"';
}

}  // namespace zhaoshang
