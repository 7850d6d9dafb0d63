// The parser's inner class, shared by parser.cc (operators and tests), parser_operand.cc (what
// stands between operators) and parser_types.cc. A recursive descent over all tokens; the first
// fault ends it: every function returns null from then on.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/diagnostics.h"
#include "engine/base/source.h"
#include "engine/expr/ast.h"
#include "engine/expr/lexer.h"
#include "engine/expr/parser.h"

namespace zhaoshang {

/// Binary operators from the loosest to the tightest.
enum class Level : std::uint8_t {
  kOr,
  kAnd,
  kCompare,
  kAdd,
  kMultiply,
  kPower,
  kInstanceOf,
  kNone
};

class Parser {
 public:
  Parser(const SourceText& text, std::vector<Token> tokens, Diagnostics& diagnostics,
         const ParseLimits& limits)
      : text_(text), tokens_(std::move(tokens)), diagnostics_(diagnostics), limits_(limits) {}

  AstPtr whole_expression();
  AstPtr whole_tests();

 private:
  /// Counts one level of nesting while it lives; false: the limit is reached and was reported.
  class Nesting {
   public:
    explicit Nesting(Parser& parser) : parser_(parser), allowed_(parser.enter()) {}
    ~Nesting() { --parser_.depth_; }
    Nesting(const Nesting&) = delete;
    Nesting& operator=(const Nesting&) = delete;
    explicit operator bool() const { return allowed_; }

   private:
    Parser& parser_;
    bool allowed_;
  };

  // parser.cc
  AstPtr expression();
  AstPtr binary(Level lowest);
  AstPtr binary_rest(AstPtr left, std::size_t begin, Level level);
  AstPtr unary();
  AstPtr between(AstPtr value, std::size_t begin);
  AstPtr in(AstPtr value, std::size_t begin);
  AstPtr compare_test();
  AstPtr value_test(AstPtr value, std::size_t begin);
  AstPtr one_test();
  bool test_list(std::vector<AstPtr>& tests);
  bool parenthesised_tests(std::vector<AstPtr>& tests);
  AstPtr negated_tests(std::size_t begin);

  // parser_types.cc
  AstPtr instance_of(AstPtr value, std::size_t begin);
  std::optional<std::string> type_text();
  std::optional<std::string> type_arguments(std::string_view name);

  // parser_operand.cc
  AstPtr postfix();
  AstPtr filter(AstPtr of, std::size_t begin);
  AstPtr path(AstPtr of, std::size_t begin);
  AstPtr primary();
  AstPtr word();
  AstPtr literal(Value value);
  AstPtr conditional();
  AstPtr loop(AstKind kind);
  bool binding(Ast& loop);
  AstPtr parentheses();
  AstPtr list_or_range();
  AstPtr open_range();
  AstPtr range_rest(AstPtr start, std::size_t begin, bool start_included);
  AstPtr unary_range(std::size_t begin);
  AstPtr comparison_range();
  AstPtr point_range(const Token& open);
  AstPtr context();
  std::optional<std::string> key();
  AstPtr call(std::size_t words);
  bool argument(Ast& call);
  AstPtr function_definition();
  std::size_t call_words() const;

  // The cursor.
  const Token& peek(std::size_t ahead = 0) const;
  const Token& take();
  bool at(std::string_view symbol) const { return peek().is_symbol(symbol); }
  bool at_word(std::string_view word) const { return peek().is_word(word); }
  bool at_comparison() const;
  bool at_ordering() const;
  bool accept(std::string_view symbol);
  bool expect(std::string_view symbol);
  bool expect_word(std::string_view word);
  /// The closing half of the bracket `open`, which is still open at the end of the text.
  bool close(const Token& open, std::string_view symbol);
  /// The words of the next `count` tokens with single spaces between.
  std::string join(std::size_t count) const;
  Span span_of(const Token& token) const { return text_.span(token.begin, token.end); }
  /// Where the operand that comes next starts.
  std::size_t start() const { return injected_ ? injected_begin_ : peek().begin; }

  // Nodes and faults.
  static AstPtr node(AstKind kind);
  /// Gives a node that ends with the last token taken its span and height; null where it is too
  /// high.
  AstPtr finish(AstPtr ast, std::size_t begin);
  /// Makes an operand that was already read (as a test) the start of what is parsed next.
  void resume(AstPtr operand, std::size_t begin);
  bool enter();
  std::nullptr_t fail(Diagnostic fault);
  std::nullptr_t unexpected(const Message& expected);

  const SourceText& text_;
  std::vector<Token> tokens_;
  Diagnostics& diagnostics_;
  ParseLimits limits_;
  std::size_t at_ = 0;
  std::size_t last_end_ = 0;  // of the last token taken
  std::size_t depth_ = 0;
  bool failed_ = false;
  bool in_point_range_ = false;
  bool range_end_ = false;  // directly within the end of a range, where `[` may close it
  AstPtr injected_;
  std::size_t injected_begin_ = 0;
};

bool is_reserved(std::string_view word);
std::optional<Operator> comparison_operator(const Token& token);

}  // namespace zhaoshang
