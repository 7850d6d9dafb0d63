#include "engine/table/marks.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include <array>
#include <bit>
#include <cstring>

#include "engine/table/text_check.h"

namespace zhaoshang {
namespace {

constexpr std::size_t kStep = 64;

/// One bit a byte of what stands there.
struct Bits {
  std::uint64_t commas = 0;
  std::uint64_t newlines = 0;
  std::uint64_t continuing = 0;  // 80..BF
  std::uint64_t leading = 0;     // E1..EF but ED: two more follow, whatever they are
  std::uint64_t high = 0;        // not ASCII
  bool is_special = false;       // a quote, a CR or a NUL is there
};

#ifdef __SSE2__
Bits bits_of(const char* text) {
  Bits bits;
  __m128i special = _mm_setzero_si128();
  for (unsigned part = 0; part < kStep / 16; ++part) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text + 16 * part));
    const auto same = [&](char c) { return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(c)); };
    const auto bits_where = [&](__m128i mask) {
      return std::uint64_t{static_cast<unsigned>(_mm_movemask_epi8(mask))} << (16 * part);
    };
    bits.commas |= bits_where(same(','));
    bits.newlines |= bits_where(same('\n'));
    bits.high |= bits_where(bytes);
    bits.continuing |= bits_where(_mm_cmplt_epi8(bytes, _mm_set1_epi8('\xC0')));
    const __m128i in_range = _mm_and_si128(_mm_cmpgt_epi8(bytes, _mm_set1_epi8('\xE0')),
                                           _mm_cmplt_epi8(bytes, _mm_set1_epi8('\xF0')));
    bits.leading |= bits_where(_mm_andnot_si128(same('\xED'), in_range));
    special = _mm_or_si128(special, _mm_or_si128(_mm_or_si128(same('"'), same('\r')), same('\0')));
  }
  bits.is_special = _mm_movemask_epi8(special) != 0;
  return bits;
}
#else
Bits bits_of(const char* text) {
  Bits bits;
  for (unsigned i = 0; i < kStep; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const std::uint64_t bit = std::uint64_t{1} << i;
    if (byte == ',') bits.commas |= bit;
    if (byte == '\n') bits.newlines |= bit;
    if (byte >= 0x80) bits.high |= bit;
    if (byte >= 0x80 && byte < 0xC0) bits.continuing |= bit;
    if (byte > 0xE0 && byte < 0xF0 && byte != 0xED) bits.leading |= bit;
    bits.is_special = bits.is_special || byte == '"' || byte == '\r' || byte == '\0';
  }
  return bits;
}
#endif

/// Whether each lead of three bytes has its two others and nothing else is beyond ASCII: most
/// Chinese text. What a step owes the next one goes along.
class CommonText {
 public:
  bool holds(const Bits& bits) {
    const std::uint64_t owed = bits.leading << 1U | bits.leading << 2U | owed_;
    owed_ = bits.leading >> 63U | bits.leading >> 62U;
    return owed == bits.continuing && (bits.leading | bits.continuing) == bits.high;
  }

 private:
  std::uint64_t owed_ = 0;
};

}  // namespace

bool Marks::find(std::string_view text) {
  if (find_all(text)) return true;
  TextCheck check;
  return check.follow(text, true, true);
}

/// Finds all marks. false: the text needs a closer look.
bool Marks::find_all(std::string_view text) {
  // A mark a byte at most; those of one step may be written past what is needed.
  if (marks_.size() < text.size() + kStep + 1) marks_.resize(text.size() + kStep + 1);
  marks_[0] = -2;
  count_ = 0;
  has_quotes_ = false;
  bool is_common = true;
  bool is_special = false;
  CommonText common;
  std::int32_t* to = marks_.data() + 1;
  std::array<char, kStep> rest;  // the last bytes, and then some that say nothing
  for (std::size_t at = 0; at < text.size(); at += kStep) {
    const char* from = text.data() + at;
    if (const std::size_t left = text.size() - at; left < kStep) {
      rest.fill(' ');
      std::memcpy(rest.data(), from, left);
      from = rest.data();
    }
    const Bits bits = bits_of(from);
    is_common = common.holds(bits) && is_common;
    is_special = is_special || bits.is_special;
    const auto start = static_cast<std::int32_t>(at);
    for (std::uint64_t mask = bits.commas | bits.newlines; mask != 0; mask &= mask - 1) {
      const int place = std::countr_zero(mask);
      const auto ends_line = static_cast<std::int32_t>(bits.newlines >> place & 1U);
      *to++ = (start + place) * 2 + ends_line;
    }
  }
  count_ = static_cast<std::size_t>(to - marks_.data()) - 1;
  if (!is_special) return is_common;
  has_quotes_ = text.find('"') != std::string_view::npos;
  return false;
}

bool Marks::are_regular(std::size_t fields) const {
  if (count_ % fields != 0) return false;
  bool regular = true;
  for (std::size_t row = 1; row <= count_; row += fields) {
    std::int32_t inner = 0;
    for (std::size_t field = 0; field + 1 < fields; ++field) inner |= marks_[row + field];
    regular = regular && (inner & 1) == 0 && (marks_[row + fields - 1] & 1) != 0;
  }
  return regular;
}

}  // namespace zhaoshang
