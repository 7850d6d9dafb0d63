#include "engine/base/utf8.h"

#include <utf8proc.h>

#include <array>
#include <cstdint>
#include <cstring>

namespace zhaoshang {

namespace {

constexpr char32_t kFirstFullWidth = U'\uFF01';
constexpr char32_t kLastFullWidth = U'\uFF5E';
constexpr char32_t kFullWidthToAscii = 0xFEE0;
constexpr char32_t kIdeographicSpace = U'\u3000';

unsigned char byte_at(std::string_view text, std::size_t offset) {
  return static_cast<unsigned char>(text[offset]);
}

/// How many bytes a first byte announces, and the bits of the code point in it; 0 bytes: it cannot
/// be first.
struct LeadByte {
  std::size_t length;
  char32_t bits;
};

LeadByte lead_byte(unsigned char byte) {
  if (byte < 0x80) return {1, byte};
  if (byte < 0xC2) return {0, 0};  // a continuation, or the start of an overlong pair
  if (byte < 0xE0) return {2, byte & 0x1FU};
  if (byte < 0xF0) return {3, byte & 0x0FU};
  if (byte < 0xF5) return {4, byte & 0x07U};
  return {0, 0};
}

constexpr std::size_t kWord = sizeof(std::uint64_t);

/// Whether a word's bytes are characters of their own. They are counted together: a long line is
/// counted up to each of its faults.
bool begins_with_ascii(std::string_view text) {
  if (text.size() < kWord) return false;
  std::uint64_t word = 0;
  std::memcpy(&word, text.data(), kWord);
  return (word & 0x8080808080808080U) == 0;
}

bool is_trimmed(char32_t c) {
  return c == U' ' || c == U'\t' || c == kIdeographicSpace || c == U'\u00A0' || c == U'\u200B' ||
         c == U'\uFEFF';
}

/// Characters that a reader does not see but that change what is read.
bool is_hidden(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xAD || c == 0x061C ||
         (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || (c >= 0xE0000 && c <= 0xE007F);
}

void append_hex(std::string& out, char32_t value, int digits) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
    out += kDigits[(value >> shift) & 0xFU];
  }
}

}  // namespace

std::optional<char32_t> next_code_point(std::string_view text, std::size_t& offset) {
  constexpr std::array<char32_t, 5> kSmallest = {0, 0, 0x80, 0x800, 0x10000};
  const std::size_t start = offset++;
  const LeadByte lead = lead_byte(byte_at(text, start));
  if (lead.length == 0 || text.size() - start < lead.length) return std::nullopt;
  char32_t value = lead.bits;
  for (std::size_t i = 1; i < lead.length; ++i) {
    const unsigned char byte = byte_at(text, start + i);
    if ((byte & 0xC0U) != 0x80U) return std::nullopt;
    value = (value << 6U) | (byte & 0x3FU);
  }
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (value < kSmallest[lead.length] || surrogate || value > 0x10FFFF) return std::nullopt;
  offset = start + lead.length;
  return value;
}

std::optional<std::size_t> first_invalid_utf8(std::string_view text) {
  std::size_t offset = 0;
  while (offset < text.size()) {
    const std::size_t start = offset;
    if (byte_at(text, start) < 0x80) {
      ++offset;
    } else if (!next_code_point(text, offset)) {
      return start;
    }
  }
  return std::nullopt;
}

void append_utf8(std::string& out, char32_t code_point) {
  const auto put = [&out](char32_t byte) { out += static_cast<char>(byte); };
  if (code_point < 0x80) {
    put(code_point);
  } else if (code_point < 0x800) {
    put(0xC0U | (code_point >> 6U));
    put(0x80U | (code_point & 0x3FU));
  } else if (code_point < 0x10000) {
    put(0xE0U | (code_point >> 12U));
    put(0x80U | ((code_point >> 6U) & 0x3FU));
    put(0x80U | (code_point & 0x3FU));
  } else {
    put(0xF0U | (code_point >> 18U));
    put(0x80U | ((code_point >> 12U) & 0x3FU));
    put(0x80U | ((code_point >> 6U) & 0x3FU));
    put(0x80U | (code_point & 0x3FU));
  }
}

std::size_t character_count(std::string_view text) {
  std::size_t count = 0;
  std::size_t offset = 0;
  while (offset < text.size()) {
    if (begins_with_ascii(text.substr(offset))) {
      offset += kWord;
      count += kWord;
    } else {
      next_code_point(text, offset);
      ++count;
    }
  }
  return count;
}

std::size_t display_width(char32_t code_point) {
  const int width = utf8proc_charwidth(static_cast<utf8proc_int32_t>(code_point));
  return width < 0 ? 0 : static_cast<std::size_t>(width);
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t offset = 0; offset < text.size();) {
    const std::optional<char32_t> c = next_code_point(text, offset);
    width += c ? display_width(*c) : 1;
  }
  return width;
}

std::string visible(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t offset = 0; offset < text.size();) {
    const std::size_t start = offset;
    const std::optional<char32_t> c = next_code_point(text, offset);
    if (!c) {
      out += "<0x";
      append_hex(out, byte_at(text, start), 2);
      out += '>';
    } else if (is_hidden(*c)) {
      out += "<U+";
      append_hex(out, *c, *c > 0xFFFF ? 5 : 4);
      out += '>';
    } else {
      out += text.substr(start, offset - start);
    }
  }
  return out;
}

std::string_view trim(std::string_view text) {
  std::size_t begin = 0;
  while (begin < text.size()) {
    std::size_t next = begin;
    const std::optional<char32_t> c = next_code_point(text, next);
    if (!c || !is_trimmed(*c)) break;
    begin = next;
  }
  std::size_t end = text.size();
  while (end > begin) {
    std::size_t start = end - 1;
    while (start > begin && (byte_at(text, start) & 0xC0U) == 0x80U) --start;
    std::size_t next = start;
    const std::optional<char32_t> c = next_code_point(text, next);
    if (!c || next != end || !is_trimmed(*c)) break;
    end = start;
  }
  return text.substr(begin, end - begin);
}

std::string fold_full_width(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t offset = 0; offset < text.size();) {
    const std::size_t start = offset;
    const std::optional<char32_t> c = next_code_point(text, offset);
    if (c && *c >= kFirstFullWidth && *c <= kLastFullWidth) {
      out += static_cast<char>(*c - kFullWidthToAscii);
    } else if (c == kIdeographicSpace) {
      out += ' ';
    } else {
      out += text.substr(start, offset - start);
    }
  }
  return out;
}

}  // namespace zhaoshang
