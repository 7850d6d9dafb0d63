// FEEL text to tokens. In: text that knows its place. Out: all tokens, ending in kEnd, or one
// diagnostic. Literals are read here, quantities and @"…" included; words are not told apart into
// names and keywords, which is the parser's part.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/base/diagnostics.h"
#include "engine/base/source.h"
#include "engine/value/value.h"

namespace zhaoshang {

enum class TokenKind : std::uint8_t {
  kEnd,
  kLiteral,  // value: a number, quantity, string or @"…"
  kWord,     // a name, keyword or part of a function's name
  kSymbol,   // punctuation and operators
};

struct Token {
  TokenKind kind = TokenKind::kEnd;
  std::size_t begin = 0;  // bytes of the text
  std::size_t end = 0;
  std::string_view text;  // as written; points into the source text
  Value value;

  bool is_word() const { return kind == TokenKind::kWord; }
  bool is_word(std::string_view word) const { return is_word() && text == word; }
  bool is_symbol(std::string_view symbol) const {
    return kind == TokenKind::kSymbol && text == symbol;
  }
  /// A string literal, as keys of contexts may be.
  bool is_string() const { return kind == TokenKind::kLiteral && text.front() == '"'; }
};

/// nullopt: a diagnostic was added. The tokens hold views of `text`, which must outlive them.
std::optional<std::vector<Token>> lex(const SourceText& text, Diagnostics& diagnostics);

/// The byte after the string literal or comment that starts at `offset`, or `offset` where none
/// does. An unclosed one reaches to the end of its line or of the text. For finding the end of an
/// expression inside other text.
std::size_t skip_opaque(std::string_view text, std::size_t offset);

}  // namespace zhaoshang
