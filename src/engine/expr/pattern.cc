#include "engine/expr/pattern.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace zhaoshang {

namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Without the blanks that stand outside of classes.
std::string without_blanks(std::string_view pattern) {
  std::string out;
  int depth = 0;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const char c = pattern[i];
    if (is_blank(c) && depth == 0) continue;
    out += c;
    if (c == '\\' && i + 1 < pattern.size() && !is_blank(pattern[i + 1]))
      out += pattern[++i];
    else if (c == '[')
      ++depth;
    else if (c == ']' && depth > 0)
      --depth;
  }
  return out;
}

struct Block {
  std::string_view name;
  std::string_view range;  // as it stands in a class
};

/// The blocks of Unicode that texts here are likely to be asked for.
constexpr std::array<Block, 22> kBlocks = {{
    {"BasicLatin", "\\x{0}-\\x{7F}"},
    {"Latin-1Supplement", "\\x{80}-\\x{FF}"},
    {"LatinExtended-A", "\\x{100}-\\x{17F}"},
    {"LatinExtended-B", "\\x{180}-\\x{24F}"},
    {"Greek", "\\x{370}-\\x{3FF}"},
    {"GreekandCoptic", "\\x{370}-\\x{3FF}"},
    {"Cyrillic", "\\x{400}-\\x{4FF}"},
    {"Hebrew", "\\x{590}-\\x{5FF}"},
    {"Arabic", "\\x{600}-\\x{6FF}"},
    {"Thai", "\\x{E00}-\\x{E7F}"},
    {"GeneralPunctuation", "\\x{2000}-\\x{206F}"},
    {"CurrencySymbols", "\\x{20A0}-\\x{20CF}"},
    {"NumberForms", "\\x{2150}-\\x{218F}"},
    {"EnclosedAlphanumerics", "\\x{2460}-\\x{24FF}"},
    {"CJKSymbolsandPunctuation", "\\x{3000}-\\x{303F}"},
    {"Hiragana", "\\x{3040}-\\x{309F}"},
    {"Katakana", "\\x{30A0}-\\x{30FF}"},
    {"Bopomofo", "\\x{3100}-\\x{312F}"},
    {"CJKUnifiedIdeographsExtensionA", "\\x{3400}-\\x{4DBF}"},
    {"CJKUnifiedIdeographs", "\\x{4E00}-\\x{9FFF}"},
    {"CJKCompatibilityIdeographs", "\\x{F900}-\\x{FAFF}"},
    {"HalfwidthandFullwidthForms", "\\x{FF00}-\\x{FFEF}"},
}};

// What may start a name in XML, and what may go on with it (\i and \c).
constexpr std::string_view kNameStart = "_:\\p{L}\\p{Nl}";
constexpr std::string_view kNamePart = "_:.\\-\\p{L}\\p{Nl}\\p{N}\\p{M}\\x{B7}";

/// Goes through a pattern once. A false result: XPath has no such pattern.
class Translation {
 public:
  explicit Translation(std::string_view pattern) : pattern_(pattern) {}

  std::optional<std::string> run() {
    while (at_ < pattern_.size()) {
      if (!step()) return std::nullopt;
    }
    return out_;
  }

 private:
  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < pattern_.size() ? pattern_[at_ + ahead] : '\0';
  }

  bool step() {
    switch (peek()) {
      case '\\': return escape(out_, false);
      case '[': return char_class(out_);
      case ']': return false;
      case '(':
        // `(?` opens nothing but a group that is not captured.
        if (peek(1) == '?' && peek(2) != ':') return false;
        if (peek(1) == '*') return false;  // PCRE2's own commands
        break;
      case '*':
      case '+':
      case '?':
      case '}':
        if (peek(1) == '+') return false;  // a possessive repetition
        break;
      default: break;
    }
    out_ += pattern_[at_++];
    return true;
  }

  /// `\p{…}` or `\P{…}`, the braces next.
  bool property(std::string& out, bool negated, bool in_class) {
    const std::size_t end = pattern_.find('}', at_);
    if (peek() != '{' || end == std::string_view::npos) return false;
    const std::string_view name = pattern_.substr(at_ + 1, end - at_ - 1);
    at_ = end + 1;
    if (!name.starts_with("Is")) {
      const bool known = !name.empty() && std::all_of(name.begin(), name.end(), is_letter);
      out += std::string(negated ? "\\P{" : "\\p{") + std::string(name) + "}";
      return known && name.size() <= 2;
    }
    const auto* block = std::find_if(kBlocks.begin(), kBlocks.end(), [&](const Block& known) {
      return known.name == name.substr(2);
    });
    if (block == kBlocks.end() || (negated && in_class)) return false;
    if (in_class) {
      out += block->range;
    } else {
      out += std::string(negated ? "[^" : "[") + std::string(block->range) + "]";
    }
    return true;
  }

  bool set_escape(std::string& out, std::string_view set, bool negated, bool in_class) {
    if (in_class && negated) return false;
    out += in_class ? std::string(set) : (negated ? "[^" : "[") + std::string(set) + "]";
    return true;
  }

  bool escape(std::string& out, bool in_class) {
    const char c = peek(1);
    at_ += 2;
    switch (c) {
      case 'i': return set_escape(out, kNameStart, false, in_class);
      case 'I': return set_escape(out, kNameStart, true, in_class);
      case 'c': return set_escape(out, kNamePart, false, in_class);
      case 'C': return set_escape(out, kNamePart, true, in_class);
      case 'p': return property(out, false, in_class);
      case 'P': return property(out, true, in_class);
      case '\0': return false;
      default: break;
    }
    constexpr std::string_view kLetters = "nrtsSdDwW";
    if (is_letter(c) && kLetters.find(c) == std::string_view::npos) return false;
    // A reference back to a group; \0 and one within a class are none.
    if (is_digit(c) && (in_class || c == '0')) return false;
    out += '\\';
    out += c;
    return true;
  }

  /// `[…]`, and `[…-[…]]` as what does not match the second and matches the first.
  bool char_class(std::string& out) {
    constexpr int kDeepest = 16;
    if (++depth_ > kDeepest) return false;
    std::string own = "[";
    ++at_;
    if (peek() == '^') own += pattern_[at_++];
    if (peek() == ']') return false;  // XPath has no empty class
    std::string without;
    while (true) {
      const char c = peek();
      if (at_ >= pattern_.size() || c == '[') return false;
      if (c == ']') break;
      if (c == '-' && peek(1) == '[') {
        ++at_;
        if (!char_class(without) || peek() != ']') return false;
        break;
      }
      if (c == '\\') {
        if (!escape(own, true)) return false;
        continue;
      }
      own += pattern_[at_++];
    }
    ++at_;
    --depth_;
    own += ']';
    out += without.empty() ? own : "(?:(?!" + without + ")" + own + ")";
    return true;
  }

  std::string_view pattern_;
  std::size_t at_ = 0;
  int depth_ = 0;
  std::string out_;
};

}  // namespace

std::optional<std::string> pcre_pattern(std::string_view pattern, bool compact) {
  const std::string without = compact ? without_blanks(pattern) : std::string(pattern);
  return Translation(without).run();
}

}  // namespace zhaoshang
