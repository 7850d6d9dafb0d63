// Texts with `{expression}` parts.
#include "engine/expr/lexer.h"
#include "engine/expr/parser.h"
#include "engine/expr/syntax_diagnostics.h"

namespace zhaoshang {

namespace {

/// The byte of the `}` that closes the `{` before `from`, past nested braces, strings and comments.
std::size_t closing_brace(std::string_view text, std::size_t from) {
  std::size_t open = 1;
  for (std::size_t at = from; at < text.size();) {
    if (const std::size_t after = skip_opaque(text, at); after != at) {
      at = after;
      continue;
    }
    if (text[at] == '{') ++open;
    if (text[at] == '}' && --open == 0) return at;
    ++at;
  }
  return std::string_view::npos;
}

}  // namespace

TextTemplate parse_template(const SourceText& text, Diagnostics& diagnostics,
                            const ParseLimits& limits) {
  TextTemplate parsed;
  std::string literal;
  const std::string_view all = text.text();
  for (std::size_t at = 0; at < all.size();) {
    const char c = all[at];
    const bool doubled = at + 1 < all.size() && all[at + 1] == c;
    if ((c == '{' || c == '}') && doubled) {
      literal += c;
      at += 2;
    } else if (c == '}') {
      diagnostics.add(syntax_fault::stray_brace(text.span(at, at + 1)));
      ++at;
    } else if (c == '{') {
      const std::size_t end = closing_brace(all, at + 1);
      if (end == std::string_view::npos) {
        diagnostics.add(syntax_fault::unclosed_brace(text.span(at, at + 1)));
        return parsed;
      }
      AstPtr expression = parse_expression(text.part(at + 1, end), diagnostics, limits);
      if (expression) parsed.parts.push_back({std::move(literal), std::move(expression)});
      literal.clear();
      at = end + 1;
    } else {
      literal += c;
      ++at;
    }
  }
  if (!literal.empty() || parsed.parts.empty())
    parsed.parts.push_back({std::move(literal), nullptr});
  return parsed;
}

}  // namespace zhaoshang
