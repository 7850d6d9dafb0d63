#include "engine/table/text_check.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "engine/base/utf8.h"

namespace zhaoshang {
namespace {

/// Longest part of a faulty line that is kept for its excerpt.
constexpr std::size_t kShownLine = 4096;

/// Passes over text that is surely UTF-8: ASCII, and the three bytes of common Chinese characters.
std::size_t skip_common_utf8(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto continues = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
  while (at < text.size()) {
    if (byte(at) < 0x80) {
      std::uint64_t eight = 0;
      while (at + 8 <= text.size()) {
        std::memcpy(&eight, text.data() + at, 8);
        if ((eight & 0x8080808080808080ULL) != 0) break;
        at += 8;
      }
      while (at < text.size() && byte(at) < 0x80) ++at;
    } else if (byte(at) >= 0xE1 && byte(at) <= 0xEC && at + 3 <= text.size() && continues(at + 1) &&
               continues(at + 2)) {
      at += 3;
    } else {
      break;
    }
  }
  return at;
}

/// The first byte that is not UTF-8; nullopt: all is.
std::optional<std::size_t> invalid_utf8(std::string_view text) {
  std::size_t at = 0;
  for (;;) {
    at = skip_common_utf8(text, at);
    if (at == text.size()) return std::nullopt;
    const std::size_t start = at;
    if (!next_code_point(text, at)) return start;
  }
}

/// Where the last whole character of `text` ends: what follows is the start of one.
std::size_t whole_characters(std::string_view text) {
  for (std::size_t back = 1; back <= 3 && back <= text.size(); ++back) {
    const auto byte = static_cast<unsigned char>(text[text.size() - back]);
    if (byte < 0x80) break;
    if (byte < 0xC0) continue;
    const std::size_t length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
    return length > back ? text.size() - back : text.size();
  }
  return text.size();
}

/// For an excerpt: a byte that is no character becomes U+FFFD.
std::string shown_as_utf8(std::string_view text) {
  std::string shown;
  for (std::size_t at = 0; at < text.size();) {
    append_utf8(shown, next_code_point(text, at).value_or(U'\uFFFD'));
  }
  return shown;
}

}  // namespace

bool TextCheck::follow(std::string_view text, bool check_utf8, bool last) {
  std::string_view whole = text;
  if (!carry_.empty()) whole = carry_ += text;
  std::size_t end = last ? whole.size() : whole_characters(whole);
  // A CR at the end of a block is judged together with what follows it.
  if (!last && end > 0 && whole[end - 1] == '\r') --end;
  const std::string_view now = whole.substr(0, end);
  if (const auto at = first_fault(now, whole, check_utf8)) {
    checked_ += *at;
    return false;
  }
  checked_ += now.size();
  carry_ = std::string(whole.substr(end));
  return true;
}

std::optional<std::size_t> TextCheck::first_fault(std::string_view now, std::string_view whole,
                                                  bool check_utf8) {
  std::size_t at = std::string_view::npos;
  const auto found = [&](std::size_t where, Fault fault) {
    if (where < at) at = where, fault_ = fault;
  };
  if (check_utf8) {
    if (const auto where = invalid_utf8(now)) found(*where, Fault::kNotUtf8);
  }
  found(now.find('\0'), Fault::kNul);
  for (std::size_t cr = now.find('\r'); cr < at; cr = now.find('\r', cr + 1)) {
    if (cr + 1 >= whole.size() || whole[cr + 1] != '\n') found(cr, Fault::kLoneCr);
  }
  if (at == std::string_view::npos) return std::nullopt;
  return at;
}

bool LineFinder::follow(std::string_view text) {
  if (!found_) {
    const std::string_view before = text.substr(0, left_);
    line_ += static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
    const std::size_t newline = before.rfind('\n');
    if (newline != std::string_view::npos) before_.clear();
    before_ += before.substr(newline == std::string_view::npos ? 0 : newline + 1);
    left_ -= before.size();
    found_ = before.size() < text.size();
    text.remove_prefix(before.size());
  }
  if (!found_) return true;
  const std::size_t end = text.find('\n');
  after_ += text.substr(0, std::min(end, kShownLine));
  return end == std::string_view::npos && after_.size() < kShownLine;
}

namespace {

/// Stars for runs of digits as long as those of telephones, accounts and identity numbers: which
/// columns are private is not known before a file can be read.
std::string without_long_numbers(std::string text) {
  constexpr std::size_t kShortest = 11;
  constexpr std::string_view kDigits = "0123456789";
  for (std::size_t at = text.find_first_of(kDigits); at != std::string::npos;) {
    const std::size_t end = std::min(text.find_first_not_of(kDigits, at), text.size());
    if (end - at >= kShortest) text.replace(at, end - at, end - at, '*');
    at = text.find_first_of(kDigits, end);
  }
  return text;
}

}  // namespace

Place LineFinder::place(const std::string& shown) const {
  Place place;
  place.path = shown;
  place.line = line_;
  place.column = character_count(before_) + 1;
  place.text = without_long_numbers(shown_as_utf8(before_ + after_));
  if (place.text.ends_with('\r')) place.text.pop_back();
  return place;
}

}  // namespace zhaoshang
