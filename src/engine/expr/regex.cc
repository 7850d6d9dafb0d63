#include "engine/expr/regex.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <algorithm>
#include <map>
#include <string>

#include "engine/base/refusal.h"
#include "engine/expr/expr_diagnostics.h"
#include "engine/expr/pattern.h"

namespace zhaoshang {

namespace {

// Steps of one match, and for each byte of the text: a runaway pattern ends within milliseconds.
constexpr std::uint32_t kMatchLimit = 20'000;
constexpr std::uint32_t kMatchLimitPerByte = 50;
constexpr std::uint32_t kHeapLimitKib = 20'000;
constexpr std::size_t kCacheSize = 128;

/// XPath's flags as PCRE2's options; nullopt: an unknown flag.
std::optional<std::uint32_t> options_of(std::string_view flags) {
  std::uint32_t options = 0;
  for (const char flag : flags) {
    switch (flag) {
      case 's': options |= PCRE2_DOTALL; break;
      case 'm': options |= PCRE2_MULTILINE; break;
      case 'i': options |= PCRE2_CASELESS; break;
      case 'q': options |= PCRE2_LITERAL; break;
      case 'x': break;  // pcre_pattern sees to it
      default: return std::nullopt;
    }
  }
  return options;
}

}  // namespace

struct Regex::Code {
  pcre2_code* code = nullptr;
  pcre2_match_data* match = nullptr;
  pcre2_match_context* context = nullptr;

  Code() = default;
  Code(const Code&) = delete;
  Code& operator=(const Code&) = delete;
  ~Code() {
    pcre2_match_context_free(context);
    pcre2_match_data_free(match);
    pcre2_code_free(code);
  }
};

Regex::Regex(std::unique_ptr<Code> code) : code_(std::move(code)) {
  std::uint32_t count = 0;
  pcre2_pattern_info(code_->code, PCRE2_INFO_CAPTURECOUNT, &count);
  group_count_ = count;
}

Regex::~Regex() = default;

std::shared_ptr<const Regex> Regex::compile(std::string_view pattern, std::string_view flags) {
  // The match data within belong to one thread at a time.
  thread_local std::map<std::pair<std::string, std::string>, std::shared_ptr<const Regex>> cache;
  const std::pair<std::string, std::string> key(pattern, flags);
  if (const auto known = cache.find(key); known != cache.end()) return known->second;
  if (cache.size() >= kCacheSize) cache.clear();
  std::shared_ptr<const Regex>& compiled = cache[key];

  const std::optional<std::uint32_t> options = options_of(flags);
  if (!options) return nullptr;
  const bool literal = (*options & PCRE2_LITERAL) != 0;
  const std::optional<std::string> text =
      literal ? std::string(pattern) : pcre_pattern(pattern, flags.find('x') != flags.npos);
  if (!text) return nullptr;

  const std::uint32_t syntax =
      literal ? 0 : PCRE2_UCP | PCRE2_DOLLAR_ENDONLY | PCRE2_NEVER_BACKSLASH_C;
  pcre2_compile_context* context = pcre2_compile_context_create(nullptr);
  pcre2_set_newline(context, PCRE2_NEWLINE_ANYCRLF);  // `.` takes neither LF nor CR
  auto code = std::make_unique<Code>();
  int error = 0;
  PCRE2_SIZE offset = 0;
  code->code = pcre2_compile(reinterpret_cast<PCRE2_SPTR>(text->data()), text->size(),
                             *options | syntax | PCRE2_UTF, &error, &offset, context);
  pcre2_compile_context_free(context);
  if (code->code == nullptr) return nullptr;
  code->match = pcre2_match_data_create_from_pattern(code->code, nullptr);
  code->context = pcre2_match_context_create(nullptr);
  pcre2_set_heap_limit(code->context, kHeapLimitKib);
  compiled.reset(new Regex(std::move(code)));
  return compiled;
}

bool Regex::find(std::string_view text, std::size_t from, Groups& groups) const {
  constexpr std::size_t kLongest = 10'000'000;
  const auto bytes = static_cast<std::uint32_t>(std::min(text.size(), kLongest));
  pcre2_set_match_limit(code_->context, kMatchLimit + kMatchLimitPerByte * bytes);
  // A search that goes on in a text need not look again whether it is UTF-8: a thousand matches
  // would read it a thousand times.
  const std::uint32_t options = from > 0 ? PCRE2_NO_UTF_CHECK : 0;
  const int count = pcre2_match(code_->code, reinterpret_cast<PCRE2_SPTR>(text.data()), text.size(),
                                from, options, code_->match, code_->context);
  if (count == PCRE2_ERROR_NOMATCH) return false;
  if (count < 0) throw Refusal(expr_diagnostics::pattern_cost());
  const PCRE2_SIZE* ends = pcre2_get_ovector_pointer(code_->match);
  groups.assign(group_count_ + 1, std::nullopt);
  for (std::size_t i = 0; i <= group_count_; ++i) {
    if (ends[2 * i] != PCRE2_UNSET) groups[i] = {ends[2 * i], ends[2 * i + 1]};
  }
  return true;
}

}  // namespace zhaoshang
