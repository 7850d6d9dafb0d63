#include "engine/table/marks.h"

#ifdef __x86_64__
#include <cpuid.h>
#include <immintrin.h>
#endif

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "engine/table/text_check.h"

namespace zhaoshang {
namespace {

constexpr std::size_t kStep = 64;
constexpr std::size_t kStepsAtOnce = 16;

/// One bit a byte of what stands there.
struct Bits {
  std::uint64_t commas = 0;
  std::uint64_t newlines = 0;
  std::uint64_t continuing = 0;  // 80..BF
  std::uint64_t leading = 0;     // E1..EF but ED: two more follow, whatever they are
  std::uint64_t high = 0;        // not ASCII
  int lines = 0;                 // how many end
  bool is_special = false;       // a quote, a CR or a NUL is there
};

/// The bits of `steps` times 64 bytes, each into one of `bits`.
using BitsOf = void (*)(const char* text, std::size_t steps, Bits* bits);

#ifdef __x86_64__
void bits_by_16(const char* text, std::size_t steps, Bits* all) {
  for (std::size_t step = 0; step < steps; ++step) {
    Bits bits;
    __m128i special = _mm_setzero_si128();
    for (unsigned part = 0; part < kStep / 16; ++part, text += 16) {
      const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text));
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
      special =
          _mm_or_si128(special, _mm_or_si128(_mm_or_si128(same('"'), same('\r')), same('\0')));
    }
    bits.lines = std::popcount(bits.newlines);
    bits.is_special = _mm_movemask_epi8(special) != 0;
    all[step] = bits;
  }
}

// The same with registers of twice the width, which not every machine has. (No lambdas: they would
// be compiled for the other machines.)
__attribute__((target("avx2"))) inline std::uint64_t bits_where(__m256i mask, unsigned part) {
  return std::uint64_t{static_cast<unsigned>(_mm256_movemask_epi8(mask))} << (32 * part);
}

__attribute__((target("avx2,popcnt"))) void bits_by_32(const char* text, std::size_t steps,
                                                       Bits* all) {
  const __m256i comma = _mm256_set1_epi8(',');
  const __m256i newline = _mm256_set1_epi8('\n');
  const __m256i quote = _mm256_set1_epi8('"');
  const __m256i cr = _mm256_set1_epi8('\r');
  const __m256i c0 = _mm256_set1_epi8('\xC0');
  const __m256i e0 = _mm256_set1_epi8('\xE0');
  const __m256i ed = _mm256_set1_epi8('\xED');
  const __m256i f0 = _mm256_set1_epi8('\xF0');
  const __m256i zero = _mm256_setzero_si256();
  for (std::size_t step = 0; step < steps; ++step) {
    Bits bits;
    __m256i special = zero;
    for (unsigned part = 0; part < kStep / 32; ++part, text += 32) {
      const __m256i bytes = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(text));
      bits.commas |= bits_where(_mm256_cmpeq_epi8(bytes, comma), part);
      bits.newlines |= bits_where(_mm256_cmpeq_epi8(bytes, newline), part);
      bits.high |= bits_where(bytes, part);
      bits.continuing |= bits_where(_mm256_cmpgt_epi8(c0, bytes), part);
      const __m256i in_range =
          _mm256_and_si256(_mm256_cmpgt_epi8(bytes, e0), _mm256_cmpgt_epi8(f0, bytes));
      bits.leading |= bits_where(_mm256_andnot_si256(_mm256_cmpeq_epi8(bytes, ed), in_range), part);
      special = _mm256_or_si256(
          special, _mm256_or_si256(_mm256_cmpeq_epi8(bytes, quote), _mm256_cmpeq_epi8(bytes, cr)));
      special = _mm256_or_si256(special, _mm256_cmpeq_epi8(bytes, zero));
    }
    bits.lines = __builtin_popcountll(bits.newlines);
    bits.is_special = _mm256_movemask_epi8(special) != 0;
    all[step] = bits;
  }
}

/// Whether processor and system have the wider registers. Asked here, and not by the compiler's own
/// means, which ask at the start of every run: in a virtual machine each question is dear.
bool has_avx2() {
  constexpr unsigned kSavesRegisters = 1U << 27U;  // leaf 1, ecx: OSXSAVE
  constexpr unsigned kAvx2 = 1U << 5U;             // leaf 7, ebx
  unsigned eax = 0;
  unsigned ebx = 0;
  unsigned ecx = 0;
  unsigned edx = 0;
  if (__get_cpuid(1, &eax, &ebx, &ecx, &edx) == 0 || (ecx & kSavesRegisters) == 0) return false;
  if (__get_cpuid_count(7, 0, &eax, &ebx, &ecx, &edx) == 0 || (ebx & kAvx2) == 0) return false;
  unsigned low = 0;
  unsigned high = 0;
  __asm__("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
  return (low & 6U) == 6U;  // the system saves both halves
}

BitsOf widest() { return has_avx2() ? bits_by_32 : bits_by_16; }
#else
void bits_by_1(const char* text, std::size_t steps, Bits* all) {
  for (std::size_t step = 0; step < steps; ++step, text += kStep) {
    Bits bits;
    for (unsigned i = 0; i < kStep; ++i) {
      const auto byte = static_cast<unsigned char>(text[i]);
      const std::uint64_t bit = std::uint64_t{1} << i;
      if (byte == ',') bits.commas |= bit;
      if (byte == '\n') bits.newlines |= bit;
      if (byte == '\n') ++bits.lines;
      if (byte >= 0x80) bits.high |= bit;
      if (byte >= 0x80 && byte < 0xC0) bits.continuing |= bit;
      if (byte > 0xE0 && byte < 0xF0 && byte != 0xED) bits.leading |= bit;
      bits.is_special = bits.is_special || byte == '"' || byte == '\r' || byte == '\0';
    }
    all[step] = bits;
  }
}

BitsOf widest() { return bits_by_1; }
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
  static const BitsOf bits_of = widest();
  // A mark a byte at most; those of one step may be written past what is needed.
  if (marks_.size() < text.size() + kStep + 1) marks_.resize(text.size() + kStep + 1);
  marks_[0] = -2;
  count_ = 0;
  lines_ = 0;
  has_quotes_ = false;
  bool is_common = true;
  bool is_special = false;
  CommonText common;
  std::int32_t* to = marks_.data() + 1;
  std::array<Bits, kStepsAtOnce> bits;
  std::array<char, kStep> rest;  // the last bytes, and then some that say nothing
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t whole = std::min((text.size() - at) / kStep, kStepsAtOnce);
    if (whole > 0) {
      bits_of(text.data() + at, whole, bits.data());
    } else {
      rest.fill(' ');
      std::memcpy(rest.data(), text.data() + at, text.size() - at);
      bits_of(rest.data(), 1, bits.data());
    }
    for (std::size_t step = 0; step < std::max<std::size_t>(whole, 1); ++step, at += kStep) {
      const Bits& here = bits[step];
      is_common = common.holds(here) && is_common;
      is_special = is_special || here.is_special;
      lines_ += static_cast<std::size_t>(here.lines);
      const auto start = static_cast<std::int32_t>(at);
      for (std::uint64_t mask = here.commas | here.newlines; mask != 0; mask &= mask - 1) {
        const int place = std::countr_zero(mask);
        const auto ends_line = static_cast<std::int32_t>(here.newlines >> place & 1U);
        *to++ = (start + place) * 2 + ends_line;
      }
    }
  }
  count_ = static_cast<std::size_t>(to - marks_.data()) - 1;
  if (!is_special) return is_common;
  has_quotes_ = text.find('"') != std::string_view::npos;
  return false;
}

bool Marks::are_regular(std::size_t fields) const {
  if (lines_ * fields != count_) return false;
  // As many lines end as there should, so that none ends within a row if each row's end is one.
  bool regular = true;
  for (std::size_t end = fields; end <= count_; end += fields)
    regular = regular && (marks_[end] & 1) != 0;
  return regular;
}

}  // namespace zhaoshang
