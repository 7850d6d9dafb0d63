#include "engine/expr/lexer.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "engine/base/utf8.h"
#include "engine/expr/syntax_diagnostics.h"

namespace zhaoshang {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_space(char32_t c) {
  return c == U' ' || (c >= U'\t' && c <= U'\r') || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200B) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x3000 || c == 0xFEFF;
}

/// Letters of any script; DMN's own ranges would take Chinese punctuation for letters.
bool starts_name(char32_t c) {
  if (c < 0x80) return c == U'_' || (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(c))) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_NL: return true;
    default: return false;
  }
}

bool continues_name(char32_t c) {
  if (c < 0x80) return starts_name(c) || (c >= U'0' && c <= U'9');
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(c))) {
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NO:
    case UTF8PROC_CATEGORY_PC: return true;
    default: return starts_name(c);
  }
}

/// Of a number as written: more than decimal128 holds.
bool has_too_many_digits(std::string_view number) {
  const std::string_view mantissa = number.substr(0, number.find_first_of("eE"));
  const std::size_t first = std::min(mantissa.find_first_not_of("0."), mantissa.size());
  return std::count_if(mantissa.begin() + static_cast<std::ptrdiff_t>(first), mantissa.end(),
                       is_digit) > 34;
}

/// Longest first: each before its own prefixes.
constexpr std::array<std::string_view, 23> kSymbols = {"**", "..", "!=", "<=", ">=", "->", "+", "-",
                                                       "*",  "/",  "(",  ")",  "[",  "]",  "{", "}",
                                                       ",",  ":",  ".",  "=",  "<",  ">",  "?"};

/// What people write who know other languages, and how FEEL says it. Before the symbols.
constexpr std::array<std::pair<std::string_view, std::string_view>, 13> kForeign = {{
    {"==", "="},
    {"&&", "and"},
    {"||", "or"},
    {"<>", "!="},
    {"≤", "<="},
    {"≥", ">="},
    {"≠", "!="},
    {"×", "*"},
    {"÷", "/"},
    {"−", "-"},
    {"…", ".."},
    {"'", "\""},
    {"!", "not(...)"},
}};

/// Chinese punctuation whose twin is not at a fixed distance, as that of U+FF01..U+FF5E is.
constexpr std::array<std::pair<std::string_view, std::string_view>, 17> kFullWidth = {{
    {"“", "\""},
    {"”", "\""},
    {"„", "\""},
    {"‘", "\""},
    {"’", "\""},
    {"「", "\""},
    {"」", "\""},
    {"『", "\""},
    {"』", "\""},
    {"、", ","},
    {"。", "."},
    {"【", "["},
    {"】", "]"},
    {"〔", "["},
    {"〕", "]"},
    {"〈", "<"},
    {"〉", ">"},
}};

class Lexer {
 public:
  Lexer(const SourceText& source, Diagnostics& diagnostics)
      : source_(source), text_(source.text()), diagnostics_(diagnostics) {}

  std::optional<std::vector<Token>> run() {
    while (skip_blanks()) {
      if (at_ == text_.size()) {
        add(TokenKind::kEnd, at_);
        return std::move(tokens_);
      }
      if (!next()) return std::nullopt;
    }
    return std::nullopt;
  }

 private:
  bool starts(std::string_view prefix) const { return text_.substr(at_).starts_with(prefix); }
  char peek(std::size_t ahead) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  Span span(std::size_t begin, std::size_t end) const { return source_.span(begin, end); }
  bool fail(Diagnostic fault) {
    diagnostics_.add(std::move(fault));
    return false;
  }
  void add(TokenKind kind, std::size_t end, Value value = {}) {
    tokens_.push_back({kind, at_, end, text_.substr(at_, end - at_), std::move(value)});
    at_ = end;
  }

  bool skip_blanks();
  bool next();
  bool number();
  bool string();
  bool at_literal();
  bool symbol(std::size_t after);
  std::size_t name_end(std::size_t from) const;
  /// Whether the word just read takes a list of types, which may be empty: `function<>`.
  bool follows_type() const {
    return !tokens_.empty() && tokens_.back().end == at_ &&
           (tokens_.back().is_word("function") || tokens_.back().is_word("context"));
  }
  /// The text of the string literal at `from`, and the byte after it; nullopt after a diagnostic.
  std::optional<std::pair<std::string, std::size_t>> read_string(std::size_t from);
  bool read_escape(std::size_t& offset, std::string& out);
  std::optional<char32_t> read_hex(std::size_t from, std::size_t digits) const;

  const SourceText& source_;
  std::string_view text_;
  Diagnostics& diagnostics_;
  std::size_t at_ = 0;
  std::vector<Token> tokens_;
};

bool Lexer::skip_blanks() {
  while (at_ < text_.size()) {
    if (starts("//") || starts("/*")) {
      const std::size_t end = skip_opaque(text_, at_);
      const bool closed = !starts("/*") || (end >= at_ + 4 && text_.substr(end - 2, 2) == "*/");
      if (!closed) return fail(syntax_fault::unclosed_comment(span(at_, at_ + 2)));
      at_ = end;
      continue;
    }
    std::size_t after = at_;
    const std::optional<char32_t> c = next_code_point(text_, after);
    if (!c || !is_space(*c)) break;
    at_ = after;
  }
  return true;
}

bool Lexer::next() {
  const char c = text_[at_];
  if (is_digit(c) || (c == '.' && is_digit(peek(1)))) return number();
  if (c == '"') return string();
  if (c == '@' && peek(1) == '"') return at_literal();
  std::size_t after = at_;
  const std::optional<char32_t> code = next_code_point(text_, after);
  if (code && starts_name(*code)) {
    add(TokenKind::kWord, name_end(after));
    return true;
  }
  return symbol(after);
}

std::size_t Lexer::name_end(std::size_t from) const {
  std::size_t end = from;
  while (end < text_.size()) {
    std::size_t after = end;
    const std::optional<char32_t> c = next_code_point(text_, after);
    if (!c || !continues_name(*c)) break;
    end = after;
  }
  return end;
}

bool Lexer::symbol(std::size_t after) {
  if (!starts("!=")) {
    for (const auto& [written, feel] : kForeign) {
      if (starts(written) && !(written == "<>" && follows_type())) {
        return fail(syntax_fault::foreign_operator(span(at_, at_ + written.size()), written, feel));
      }
    }
  }
  for (std::string_view symbol : kSymbols) {
    if (starts(symbol)) {
      add(TokenKind::kSymbol, at_ + symbol.size());
      return true;
    }
  }
  const std::string_view character = text_.substr(at_, after - at_);
  const Span place = span(at_, after);
  if (character == "%" || character == "‰") {
    return fail(syntax_fault::lone_percent(place, character));
  }
  for (const auto& [wide, twin] : kFullWidth) {
    if (character == wide) return fail(syntax_fault::full_width(place, character, twin));
  }
  const std::string folded = fold_full_width(character);
  if (folded != character) return fail(syntax_fault::full_width(place, character, folded));
  return fail(syntax_fault::character(place, character));
}

bool Lexer::number() {
  std::size_t end = at_;
  const auto digits = [&] {
    while (end < text_.size() && is_digit(text_[end])) ++end;
  };
  digits();
  if (end + 1 < text_.size() && text_[end] == '.' && is_digit(text_[end + 1])) {
    ++end;
    digits();
  }
  if (end < text_.size() && (text_[end] == 'e' || text_[end] == 'E')) {
    const std::size_t mantissa_end = end++;
    if (end < text_.size() && (text_[end] == '+' || text_[end] == '-')) ++end;
    const std::size_t exponent = end;
    digits();
    if (end == exponent) end = mantissa_end;
    if (end - exponent > 6 && end > exponent) {
      return fail(syntax_fault::number_range(span(at_, end)));
    }
  }
  const std::optional<Decimal> number = Decimal::parse(text_.substr(at_, end - at_));
  if (!number && has_too_many_digits(text_.substr(at_, end - at_))) {
    return fail(syntax_fault::number_digits(span(at_, end)));
  }
  if (!number || !number->is_finite()) return fail(syntax_fault::number_range(span(at_, end)));

  // A word of measure belongs to the number only where it is the whole word that follows it.
  const std::size_t measure_end = end + measure_prefix(text_.substr(end));
  const std::size_t word_end = name_end(measure_end);
  if (word_end != measure_end) {
    return fail(syntax_fault::measure_word(span(end, word_end), text_.substr(end, word_end - end)));
  }
  if (measure_end == end) {
    add(TokenKind::kLiteral, end, *number);
    return true;
  }
  const std::optional<Measure> measure = measure_of(text_.substr(end, measure_end - end));
  if (!measure) {
    return fail(
        syntax_fault::measure_word(span(end, measure_end), text_.substr(end, measure_end - end)));
  }
  const Decimal amount = *number * measure->scale;
  if (!amount.is_finite()) return fail(syntax_fault::number_range(span(at_, measure_end)));
  if (measure->is_money()) {
    add(TokenKind::kLiteral, measure_end, Money{amount, measure->currency});
  } else if (measure->is_quantity()) {
    add(TokenKind::kLiteral, measure_end, Quantity{amount, measure->unit});
  } else {
    add(TokenKind::kLiteral, measure_end, amount);
  }
  return true;
}

bool Lexer::string() {
  auto read = read_string(at_);
  if (!read) return false;
  add(TokenKind::kLiteral, read->second, std::move(read->first));
  return true;
}

bool Lexer::at_literal() {
  const auto read = read_string(at_ + 1);
  if (!read) return false;
  const auto& [text, end] = *read;
  if (const auto date = Date::parse_iso(text)) {
    add(TokenKind::kLiteral, end, *date);
  } else if (const auto moment = DateTime::parse_iso(text)) {
    add(TokenKind::kLiteral, end, *moment);
  } else if (const auto time = Time::parse_iso(text)) {
    add(TokenKind::kLiteral, end, *time);
  } else if (const auto months = MonthsDuration::parse_iso(text)) {
    add(TokenKind::kLiteral, end, *months);
  } else if (const auto days = DaysDuration::parse_iso(text)) {
    add(TokenKind::kLiteral, end, *days);
  } else {
    return fail(syntax_fault::at_literal(span(at_, end), text));
  }
  return true;
}

std::optional<std::pair<std::string, std::size_t>> Lexer::read_string(std::size_t from) {
  std::string out;
  std::size_t offset = from + 1;
  while (offset < text_.size() && text_[offset] != '\n' && text_[offset] != '\r') {
    if (text_[offset] == '"') return std::pair(std::move(out), offset + 1);
    if (text_[offset] == '\\' && offset + 1 < text_.size()) {
      if (!read_escape(offset, out)) return std::nullopt;
    } else {
      out += text_[offset++];
    }
  }
  fail(syntax_fault::unclosed_string(span(from, offset)));
  return std::nullopt;
}

bool Lexer::read_escape(std::size_t& offset, std::string& out) {
  const auto simple = [&](char c) {
    out += c;
    offset += 2;
    return true;
  };
  switch (text_[offset + 1]) {
    case 'n': return simple('\n');
    case 'r': return simple('\r');
    case 't': return simple('\t');
    case '"': return simple('"');
    case '\'': return simple('\'');
    case '\\': return simple('\\');
    case 'u':
    case 'U': break;
    default:
      // Patterns are written "\d" in published tables: an unknown escape keeps its backslash.
      out += '\\';
      ++offset;
      return true;
  }
  const std::size_t begin = offset;
  const std::size_t digits = text_[offset + 1] == 'u' ? 4 : 6;
  std::optional<char32_t> code = read_hex(offset + 2, digits);
  offset += 2 + digits;
  if (code && digits == 4 && *code >= 0xD800 && *code <= 0xDBFF) {
    const bool paired = text_.substr(std::min(offset, text_.size())).starts_with("\\u");
    const std::optional<char32_t> low = paired ? read_hex(offset + 2, 4) : std::nullopt;
    offset += 6;
    if (low && *low >= 0xDC00 && *low <= 0xDFFF) {
      code = 0x10000 + ((*code - 0xD800) << 10) + (*low - 0xDC00);
    }
  }
  if (!code || *code > 0x10FFFF || (*code >= 0xD800 && *code <= 0xDFFF)) {
    const std::size_t end = std::min(begin + 2 + digits, text_.size());
    return fail(syntax_fault::escape(span(begin, end), text_.substr(begin, end - begin)));
  }
  append_utf8(out, *code);
  return true;
}

std::optional<char32_t> Lexer::read_hex(std::size_t from, std::size_t digits) const {
  if (from + digits > text_.size()) return std::nullopt;
  char32_t code = 0;
  for (const char c : text_.substr(from, digits)) {
    constexpr std::string_view kHex = "0123456789abcdef";
    const char lower = c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
    const std::size_t digit = kHex.find(lower);
    if (digit == std::string_view::npos) return std::nullopt;
    code = code * 16 + static_cast<char32_t>(digit);
  }
  return code;
}

}  // namespace

std::optional<std::vector<Token>> lex(const SourceText& text, Diagnostics& diagnostics) {
  return Lexer(text, diagnostics).run();
}

std::size_t skip_opaque(std::string_view text, std::size_t offset) {
  const std::string_view rest = text.substr(offset);
  const auto upto = [&](std::string_view mark, std::size_t from, std::size_t extra) {
    const std::size_t found = rest.find(mark, from);
    return found == std::string_view::npos ? text.size() : offset + found + extra;
  };
  if (rest.starts_with("//")) return upto("\n", 2, 0);
  if (rest.starts_with("/*")) return upto("*/", 2, 2);
  if (!rest.starts_with("\"")) return offset;
  std::size_t end = 1;
  while (end < rest.size() && rest[end] != '\n') {
    if (rest[end] == '"') return offset + end + 1;
    end += rest[end] == '\\' ? 2U : 1U;
  }
  return std::min(offset + end, text.size());
}

}  // namespace zhaoshang
