// What stands between operators: literals, names, calls, brackets of all kinds, if, for, some and
// every.
#include <algorithm>
#include <array>

#include "engine/expr/functions.h"
#include "engine/expr/parser_state.h"
#include "engine/expr/syntax_diagnostics.h"

namespace zhaoshang {

namespace {

const Message kOperandExpected = {"一个值、名字或括号", "a value, a name or a bracket"};

/// Whether a token can be the first of an expression: tells `]a..b[` from the filter `b[…]`.
bool starts_expression(const Token& token) {
  if (token.kind == TokenKind::kLiteral) return true;
  if (token.kind == TokenKind::kSymbol) {
    static constexpr std::array<std::string_view, 5> kStarts = {"-", "(", "[", "{", "?"};
    return std::find(kStarts.begin(), kStarts.end(), token.text) != kStarts.end();
  }
  if (!token.is_word()) return false;
  static constexpr std::array<std::string_view, 8> kInner = {
      "and", "between", "else", "in", "instance", "or", "return", "satisfies"};
  return token.text != "then" &&
         std::find(kInner.begin(), kInner.end(), token.text) == kInner.end();
}

/// Properties of two words (DMN tables 53 and 54).
constexpr std::array<std::string_view, 3> kLongProperties = {"start included", "end included",
                                                             "time offset"};

}  // namespace

AstPtr Parser::postfix() {
  const std::size_t begin = start();
  AstPtr ast = primary();
  while (ast) {
    const bool closes_range = range_end_ && !starts_expression(peek(1));
    if (at("[") && !closes_range) {
      ast = filter(std::move(ast), begin);
    } else if (at(".")) {
      ast = path(std::move(ast), begin);
    } else {
      break;
    }
  }
  return ast;
}

AstPtr Parser::filter(AstPtr of, std::size_t begin) {
  const bool outer = std::exchange(range_end_, false);
  const Token open = take();
  AstPtr condition = expression();
  if (!condition || !close(open, "]")) return nullptr;
  range_end_ = outer;
  AstPtr ast = node(AstKind::kFilter);
  ast->children.push_back(std::move(of));
  ast->children.push_back(std::move(condition));
  return finish(std::move(ast), begin);
}

AstPtr Parser::path(AstPtr of, std::size_t begin) {
  take();  // "."
  if (!peek().is_word()) return unexpected({"属性名", "the name of a property"});
  AstPtr ast = node(AstKind::kPath);
  const std::string two_words = join(2);
  const bool is_long =
      std::find(kLongProperties.begin(), kLongProperties.end(), two_words) != kLongProperties.end();
  const std::size_t name_begin = peek().begin;
  ast->text = is_long ? two_words : std::string(peek().text);
  take();
  if (is_long) take();
  ast->name_span = text_.span(name_begin, last_end_);
  ast->children.push_back(std::move(of));
  return finish(std::move(ast), begin);
}

AstPtr Parser::primary() {
  if (injected_) return std::move(injected_);
  const Token& token = peek();
  if (token.kind == TokenKind::kLiteral) return literal(token.value);
  if (token.is_word()) return word();
  if (at("(")) return parentheses();
  if (at("[")) return list_or_range();
  if (at("]") && starts_expression(peek(1))) return open_range();
  if (at("{")) return context();
  if (at("?")) {
    take();
    return finish(node(AstKind::kTested), token.begin);
  }
  return unexpected(kOperandExpected);
}

AstPtr Parser::literal(Value value) {
  const std::size_t begin = take().begin;
  AstPtr ast = node(AstKind::kLiteral);
  ast->value = std::move(value);
  return finish(std::move(ast), begin);
}

AstPtr Parser::word() {
  if (const std::size_t words = call_words(); words > 0) return call(words);
  if (at_word("true")) return literal(true);
  if (at_word("false")) return literal(false);
  if (at_word("null")) return literal({});
  if (at_word("if")) return conditional();
  if (at_word("for")) return loop(AstKind::kFor);
  if (at_word("some")) return loop(AstKind::kSome);
  if (at_word("every")) return loop(AstKind::kEvery);
  if (at_word("function")) return fail(syntax_fault::function_literal(span_of(peek())));
  if (is_reserved(peek().text)) return unexpected(kOperandExpected);
  AstPtr ast = node(AstKind::kName);
  const Token& name = take();
  ast->text = name.text;
  ast->name_span = span_of(name);
  return finish(std::move(ast), name.begin);
}

// ---- if, for, some, every ------------------------------------------------------------------

AstPtr Parser::conditional() {
  const bool outer = std::exchange(range_end_, false);
  const std::size_t begin = take().begin;
  AstPtr ast = node(AstKind::kIf);
  static constexpr std::array<std::string_view, 3> kFollowing = {"then", "else", ""};
  for (std::string_view following : kFollowing) {
    AstPtr part = expression();
    if (!part || (!following.empty() && !expect_word(following))) return nullptr;
    ast->children.push_back(std::move(part));
  }
  range_end_ = outer;
  return finish(std::move(ast), begin);
}

AstPtr Parser::loop(AstKind kind) {
  const bool outer = std::exchange(range_end_, false);
  const std::size_t begin = take().begin;
  AstPtr ast = node(kind);
  do {
    if (!binding(*ast)) return nullptr;
  } while (accept(","));
  if (!expect_word(kind == AstKind::kFor ? "return" : "satisfies")) return nullptr;
  AstPtr body = expression();
  if (!body) return nullptr;
  ast->children.push_back(std::move(body));
  range_end_ = outer;
  return finish(std::move(ast), begin);
}

bool Parser::binding(Ast& loop) {
  if (!peek().is_word()) {
    unexpected({"一个变量名", "the name of a variable"});
    return false;
  }
  if (is_reserved(peek().text)) {
    fail(syntax_fault::reserved_word(span_of(peek()), peek().text));
    return false;
  }
  const Token& name = take();
  Ast::Binding binding{std::string(name.text), span_of(name), nullptr, nullptr};
  if (!expect_word("in")) return false;
  binding.domain = expression();
  if (binding.domain && accept("..")) {
    binding.domain_end = expression();
    if (!binding.domain_end) return false;
  }
  if (!binding.domain) return false;
  loop.bindings.push_back(std::move(binding));
  return true;
}

// ---- Brackets ------------------------------------------------------------------------------

AstPtr Parser::parentheses() {
  const Token open = take();
  if (at_comparison()) return unary_range(open.begin);
  const bool outer = std::exchange(range_end_, false);
  AstPtr inner = expression();
  if (!inner) return nullptr;
  range_end_ = outer;
  if (at("..")) return range_rest(std::move(inner), open.begin, false);
  return close(open, ")") ? std::move(inner) : nullptr;
}

/// `(< e)`, `(>= e)` and so on: the range of what passes the comparison.
AstPtr Parser::unary_range(std::size_t begin) {
  const Token& open = tokens_[at_ - 1];
  if (at("=")) return point_range(open);
  if (at("!=")) {  // no one range
    return fail(syntax_fault::unexpected(span_of(peek()), peek().text, kOperandExpected));
  }
  const bool outer = std::exchange(range_end_, false);
  AstPtr ast = comparison_range();
  if (!ast || !close(open, ")")) return nullptr;
  range_end_ = outer;
  return finish(std::move(ast), begin);
}

AstPtr Parser::comparison_range() {
  const Token op = take();
  const Operator comparison = *comparison_operator(op);
  AstPtr endpoint = binary(Level::kAdd);
  if (!endpoint) return nullptr;
  AstPtr ast = node(AstKind::kRange);
  const bool is_start = comparison == Operator::kGreater || comparison == Operator::kGreaterEqual;
  ast->start_included = comparison == Operator::kGreaterEqual;
  ast->end_included = comparison == Operator::kLessEqual;
  ast->children.resize(2);
  ast->children[is_start ? 0 : 1] = std::move(endpoint);
  return finish(std::move(ast), op.begin);
}

/// `(= e)`, the range [e..e]: its end is read twice. One within another would be read four times
/// and so on: there is none.
AstPtr Parser::point_range(const Token& open) {
  const Token op = take();
  if (std::exchange(in_point_range_, true)) {
    return fail(syntax_fault::unexpected(span_of(op), op.text, kOperandExpected));
  }
  const bool outer = std::exchange(range_end_, false);
  AstPtr ast = node(AstKind::kRange);
  const std::size_t endpoint = at_;
  for (int end = 0; end < 2; ++end) {
    at_ = endpoint;
    ast->children.push_back(binary(Level::kAdd));
    if (!ast->children.back()) return nullptr;
  }
  if (!close(open, ")")) return nullptr;
  range_end_ = outer;
  in_point_range_ = false;
  return finish(std::move(ast), open.begin);
}

AstPtr Parser::list_or_range() {
  const bool outer = std::exchange(range_end_, false);
  const Token open = take();
  AstPtr ast = node(AstKind::kList);
  // `[]` is empty, unless a range opens with the bracket: `[]1..2[, 7]`.
  const bool opens_range =
      peek(1).kind == TokenKind::kLiteral || (peek(1).is_word() && starts_expression(peek(1)));
  if (!at("]") || opens_range) {
    do {
      AstPtr item = expression();
      if (!item) return nullptr;
      if (ast->children.empty() && at("..")) {
        range_end_ = outer;
        return range_rest(std::move(item), open.begin, true);
      }
      ast->children.push_back(std::move(item));
    } while (accept(","));
  }
  if (!close(open, "]")) return nullptr;
  range_end_ = outer;
  return finish(std::move(ast), open.begin);
}

AstPtr Parser::open_range() {
  const Token open = take();
  const bool outer = std::exchange(range_end_, false);
  AstPtr start = expression();
  range_end_ = outer;
  if (!start) return nullptr;
  if (!at("..")) return unexpected({"“..”", "`..`"});
  return range_rest(std::move(start), open.begin, false);
}

AstPtr Parser::range_rest(AstPtr start, std::size_t begin, bool start_included) {
  const Token dots = take();
  const bool outer = std::exchange(range_end_, true);
  AstPtr end = binary(Level::kAdd);
  range_end_ = outer;
  if (!end) return nullptr;
  if (!at("]") && !at(")") && !at("[")) return unexpected({"“]”或“)”", "`]` or `)`"});
  AstPtr ast = node(AstKind::kRange);
  ast->name_span = span_of(dots);
  ast->start_included = start_included;
  ast->end_included = take().text == "]";
  ast->children.push_back(std::move(start));
  ast->children.push_back(std::move(end));
  return finish(std::move(ast), begin);
}

AstPtr Parser::context() {
  const bool outer = std::exchange(range_end_, false);
  const Token open = take();
  AstPtr ast = node(AstKind::kContext);
  while (!at("}")) {
    if (!ast->entries.empty() && !expect(",")) return nullptr;
    const std::size_t key_begin = peek().begin;
    std::optional<std::string> name = key();
    if (!name) return nullptr;
    for (const auto& entry : ast->entries) {
      if (entry.first == *name) {
        return fail(syntax_fault::duplicate_key(text_.span(key_begin, last_end_), *name));
      }
    }
    if (!expect(":")) return nullptr;
    AstPtr value = expression();
    if (!value) return nullptr;
    ast->entries.emplace_back(std::move(*name), std::move(value));
    if (peek().kind == TokenKind::kEnd) break;
  }
  if (!close(open, "}")) return nullptr;
  range_end_ = outer;
  return finish(std::move(ast), open.begin);
}

/// A key: a string, or words and numbers up to the colon.
std::optional<std::string> Parser::key() {
  if (peek().is_string()) return take().value.text();
  std::size_t words = 0;
  while (peek(words).is_word()) ++words;
  if (words == 0) {
    unexpected({"键：一个名字或字符串", "a key: a name or a string"});
    return std::nullopt;
  }
  std::string name = join(words);
  for (std::size_t i = 0; i < words; ++i) take();
  return name;
}

// ---- Calls ---------------------------------------------------------------------------------

/// How many words from here on are the name of a function with its `(` behind them; 0: this is no
/// call.
std::size_t Parser::call_words() const {
  // Names that contain words with a meaning of their own, "date and time(", "days in(". The latter
  // only directly before its bracket: with a space between it is a test of a name `days`.
  static constexpr std::size_t kMostWords = 5;
  for (std::size_t count = 2; count <= kMostWords && peek(count - 1).is_word(); ++count) {
    const Token& last = peek(count - 1);
    const Token& next = peek(count);
    if (!next.is_symbol("(") || (last.text == "in" && next.begin != last.end)) continue;
    if (is_function_name(join(count))) return count;
  }
  std::size_t count = 0;
  while (peek(count).is_word() && !is_reserved(peek(count).text)) ++count;
  return count > 0 && peek(count).is_symbol("(") ? count : 0;
}

AstPtr Parser::call(std::size_t words) {
  const bool outer = std::exchange(range_end_, false);
  AstPtr ast = node(AstKind::kCall);
  const std::size_t begin = peek().begin;
  ast->text = join(words);
  for (std::size_t i = 0; i < words; ++i) take();
  ast->name_span = text_.span(begin, last_end_);
  const Token open = take();
  if (!at(")")) {
    do {
      if (!argument(*ast)) return nullptr;
    } while (accept(","));
  }
  if (!close(open, ")")) return nullptr;
  range_end_ = outer;
  return finish(std::move(ast), begin);
}

bool Parser::argument(Ast& call) {
  std::size_t words = 0;
  while (peek(words).is_word()) ++words;
  const bool named = words > 0 && peek(words).is_symbol(":");
  const bool earlier_named = !call.names.empty() && !call.names.front().empty();
  if (!call.names.empty() && named != earlier_named) {
    fail(syntax_fault::mixed_arguments(span_of(peek())));
    return false;
  }
  std::string name;
  if (named) {
    name = join(words);
    for (std::size_t i = 0; i <= words; ++i) take();
  }
  const bool takes_function = call.text == "sort" || call.text == "list replace";
  AstPtr value = takes_function && at_word("function") ? function_definition() : expression();
  if (!value) return false;
  call.names.push_back(std::move(name));
  call.children.push_back(std::move(value));
  return true;
}

/// `function(x, y) body`, only as an argument of what calls it. Types of parameters say nothing
/// that the list does not.
AstPtr Parser::function_definition() {
  const Nesting nesting(*this);
  if (!nesting) return nullptr;
  const Token word = take();
  const Token open = peek();
  if (!expect("(")) return nullptr;
  AstPtr ast = node(AstKind::kFunction);
  if (!at(")")) {
    do {
      if (!peek().is_word()) return unexpected({"一个参数名", "the name of a parameter"});
      if (is_reserved(peek().text)) {
        return fail(syntax_fault::reserved_word(span_of(peek()), peek().text));
      }
      ast->names.emplace_back(take().text);
      if (accept(":") && !type_text()) return nullptr;
    } while (accept(","));
  }
  if (!close(open, ")")) return nullptr;
  if (at_word("external")) return fail(syntax_fault::function_literal(span_of(word)));
  AstPtr body = expression();
  if (!body) return nullptr;
  ast->children.push_back(std::move(body));
  return finish(std::move(ast), word.begin);
}

}  // namespace zhaoshang
