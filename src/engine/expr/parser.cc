#include "engine/expr/parser.h"

#include <algorithm>
#include <array>

#include "engine/expr/parser_state.h"
#include "engine/expr/syntax_diagnostics.h"

namespace zhaoshang {

namespace {

const Message kValueExpected = {"一个值", "a value"};
const Message kOperatorExpected = {"运算符，或到此为止", "an operator, or the end"};

struct BinaryOperator {
  std::string_view symbol;
  Level level;
  Operator op;
};

constexpr std::array<BinaryOperator, 11> kOperators = {{
    {"=", Level::kCompare, Operator::kEqual},
    {"!=", Level::kCompare, Operator::kNotEqual},
    {"<", Level::kCompare, Operator::kLess},
    {"<=", Level::kCompare, Operator::kLessEqual},
    {">", Level::kCompare, Operator::kGreater},
    {">=", Level::kCompare, Operator::kGreaterEqual},
    {"+", Level::kAdd, Operator::kAdd},
    {"-", Level::kAdd, Operator::kSubtract},
    {"*", Level::kMultiply, Operator::kMultiply},
    {"/", Level::kMultiply, Operator::kDivide},
    {"**", Level::kPower, Operator::kPower},
}};

const BinaryOperator* find_operator(const Token& token) {
  if (token.kind != TokenKind::kSymbol) return nullptr;
  const auto* found = std::find_if(kOperators.begin(), kOperators.end(),
                                   [&](const BinaryOperator& o) { return o.symbol == token.text; });
  return found == kOperators.end() ? nullptr : found;
}

Level level_of(const Token& token, const Token& next) {
  if (const BinaryOperator* op = find_operator(token)) return op->level;
  if (token.is_word("or")) return Level::kOr;
  if (token.is_word("and")) return Level::kAnd;
  if (token.is_word("between") || token.is_word("in")) return Level::kCompare;
  if (token.is_word("instance") && next.is_word("of")) return Level::kInstanceOf;
  return Level::kNone;
}

Level tighter(Level level) { return static_cast<Level>(static_cast<int>(level) + 1); }

}  // namespace

bool is_reserved(std::string_view word) {
  static constexpr std::array<std::string_view, 17> kReserved = {
      "and",      "between", "else", "every",  "false",     "for",  "function", "if",  "in",
      "instance", "null",    "or",   "return", "satisfies", "some", "then",     "true"};
  return std::find(kReserved.begin(), kReserved.end(), word) != kReserved.end();
}

std::optional<Operator> comparison_operator(const Token& token) {
  const BinaryOperator* op = find_operator(token);
  if (op == nullptr || op->level != Level::kCompare) return std::nullopt;
  return op->op;
}

// ---- The cursor ----------------------------------------------------------------------------

const Token& Parser::peek(std::size_t ahead) const {
  return tokens_[std::min(at_ + ahead, tokens_.size() - 1)];
}

const Token& Parser::take() {
  const Token& token = peek();
  last_end_ = token.end;
  if (at_ + 1 < tokens_.size()) ++at_;
  return token;
}

bool Parser::at_comparison() const { return comparison_operator(peek()).has_value(); }

bool Parser::at_ordering() const { return at_comparison() && !at("=") && !at("!="); }

bool Parser::accept(std::string_view symbol) {
  if (!at(symbol)) return false;
  take();
  return true;
}

bool Parser::expect(std::string_view symbol) {
  if (accept(symbol)) return true;
  unexpected({"“" + std::string(symbol) + "”", "`" + std::string(symbol) + "`"});
  return false;
}

bool Parser::expect_word(std::string_view word) {
  if (at_word(word)) {
    take();
    return true;
  }
  unexpected({"“" + std::string(word) + "”", "`" + std::string(word) + "`"});
  return false;
}

bool Parser::close(const Token& open, std::string_view symbol) {
  if (peek().kind != TokenKind::kEnd) return expect(symbol);
  fail(syntax_fault::unclosed_bracket(span_of(open), open.text));
  return false;
}

std::string Parser::join(std::size_t count) const {
  std::string words;
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) words += ' ';
    words += peek(i).text;
  }
  return words;
}

// ---- Nodes and faults ----------------------------------------------------------------------

AstPtr Parser::node(AstKind kind) {
  auto ast = std::make_unique<Ast>();
  ast->kind = kind;
  return ast;
}

AstPtr Parser::finish(AstPtr ast, std::size_t begin) {
  ast->span = text_.span(begin, last_end_);
  std::uint32_t below = 0;
  const auto count = [&](const AstPtr& child) {
    if (child) below = std::max(below, child->height);
  };
  for (const AstPtr& child : ast->children) count(child);
  for (const auto& entry : ast->entries) count(entry.second);
  for (const Ast::Binding& binding : ast->bindings) {
    count(binding.domain);
    count(binding.domain_end);
  }
  ast->height = below + 1;
  if (ast->height > limits_.depth) return fail(syntax_fault::too_deep(ast->span, limits_.depth));
  return ast;
}

void Parser::resume(AstPtr operand, std::size_t begin) {
  injected_ = std::move(operand);
  injected_begin_ = begin;
}

bool Parser::enter() {
  if (++depth_ <= limits_.depth) return true;
  fail(syntax_fault::too_deep(span_of(peek()), limits_.depth));
  return false;
}

std::nullptr_t Parser::fail(Diagnostic fault) {
  if (!failed_) diagnostics_.add(std::move(fault));
  failed_ = true;
  return nullptr;
}

std::nullptr_t Parser::unexpected(const Message& expected) {
  const Token& token = peek();
  if (token.kind == TokenKind::kEnd) {
    return fail(syntax_fault::unfinished(text_.span(last_end_, last_end_), expected));
  }
  if (at_ > 0 && token.is_word() && !is_reserved(token.text)) {
    const Token& previous = tokens_[at_ - 1];
    if (previous.is_word() && !is_reserved(previous.text)) {
      return fail(syntax_fault::adjacent_names(text_.span(previous.begin, token.end), previous.text,
                                               token.text));
    }
    if (previous.value.is(TypeKind::kNumber) && measure_of(token.text)) {
      return fail(syntax_fault::spaced_measure(span_of(token), token.text));
    }
  }
  return fail(syntax_fault::unexpected(span_of(token), token.text, expected));
}

// ---- Operators -----------------------------------------------------------------------------

AstPtr Parser::whole_expression() {
  AstPtr ast = expression();
  if (ast && peek().kind != TokenKind::kEnd) return unexpected(kOperatorExpected);
  return ast;
}

AstPtr Parser::expression() {
  const Nesting nesting(*this);
  return nesting ? binary(Level::kOr) : nullptr;
}

AstPtr Parser::binary(Level lowest) {
  const std::size_t begin = start();
  AstPtr left = unary();
  while (left) {
    const Level level = level_of(peek(), peek(1));
    if (level == Level::kNone || level < lowest) break;
    left = binary_rest(std::move(left), begin, level);
  }
  return left;
}

AstPtr Parser::binary_rest(AstPtr left, std::size_t begin, Level level) {
  const Token op = take();
  if (op.is_word("between")) return between(std::move(left), begin);
  if (op.is_word("in")) return in(std::move(left), begin);
  if (level == Level::kInstanceOf) return instance_of(std::move(left), begin);
  // A comparison without its left side is the range of what passes it: `range("[2..)") = >= 2`.
  const bool equates = op.is_symbol("=") || op.is_symbol("!=");
  AstPtr right = equates && at_ordering() ? comparison_range() : binary(tighter(level));
  if (!right) return nullptr;
  AstPtr ast = node(level == Level::kOr    ? AstKind::kOr
                    : level == Level::kAnd ? AstKind::kAnd
                                           : AstKind::kBinary);
  if (const BinaryOperator* known = find_operator(op)) ast->op = known->op;
  ast->name_span = span_of(op);
  ast->children.push_back(std::move(left));
  ast->children.push_back(std::move(right));
  return finish(std::move(ast), begin);
}

AstPtr Parser::unary() {
  if (injected_ || !at("-")) return postfix();
  const Nesting nesting(*this);
  if (!nesting) return nullptr;
  const Token sign = take();
  AstPtr operand = unary();
  if (!operand) return nullptr;
  AstPtr ast = node(AstKind::kNegate);
  ast->name_span = span_of(sign);
  ast->children.push_back(std::move(operand));
  return finish(std::move(ast), sign.begin);
}

AstPtr Parser::between(AstPtr value, std::size_t begin) {
  AstPtr ast = node(AstKind::kBetween);
  ast->name_span = span_of(tokens_[at_ - 1]);
  ast->children.push_back(std::move(value));
  AstPtr low = binary(Level::kAdd);
  if (!low || !expect_word("and")) return nullptr;
  AstPtr high = binary(Level::kAdd);
  if (!high) return nullptr;
  ast->children.push_back(std::move(low));
  ast->children.push_back(std::move(high));
  return finish(std::move(ast), begin);
}

// ---- Tests ---------------------------------------------------------------------------------

AstPtr Parser::compare_test() {
  const Token op = take();
  AstPtr endpoint = binary(Level::kAdd);
  if (!endpoint) return nullptr;
  AstPtr ast = node(AstKind::kTestCompare);
  ast->op = *comparison_operator(op);
  ast->name_span = span_of(op);
  ast->children.push_back(std::move(endpoint));
  return finish(std::move(ast), op.begin);
}

AstPtr Parser::value_test(AstPtr value, std::size_t begin) {
  if (!value) return nullptr;
  AstPtr ast = node(AstKind::kTestValue);
  ast->children.push_back(std::move(value));
  return finish(std::move(ast), begin);
}

AstPtr Parser::one_test() {
  if (!injected_ && at_comparison()) return compare_test();
  if (at("-") && (peek(1).is_symbol(",") || peek(1).kind == TokenKind::kEnd)) {
    return fail(syntax_fault::chained_tests(span_of(peek())));
  }
  const std::size_t begin = start();
  return value_test(expression(), begin);
}

bool Parser::test_list(std::vector<AstPtr>& tests) {
  do {
    AstPtr test = one_test();
    if (!test) return false;
    tests.push_back(std::move(test));
  } while (accept(","));
  return true;
}

/// What stands in parentheses after `in` or `not`: tests, or the open-ended range `(a..b)`.
bool Parser::parenthesised_tests(std::vector<AstPtr>& tests) {
  const Token open = take();
  const bool outer = std::exchange(range_end_, false);
  const bool comparison = at_comparison();
  const std::size_t begin = peek().begin;
  AstPtr first = comparison ? compare_test() : expression();
  if (first && !comparison && at("..")) {
    range_end_ = outer;
    AstPtr range = range_rest(std::move(first), open.begin, false);
    AstPtr test = value_test(std::move(range), open.begin);
    if (test) tests.push_back(std::move(test));
    return !failed_;
  }
  if (first && !comparison) first = value_test(std::move(first), begin);
  if (!first) return false;
  tests.push_back(std::move(first));
  if (accept(",") && !test_list(tests)) return false;
  range_end_ = outer;
  return close(open, ")");
}

AstPtr Parser::in(AstPtr value, std::size_t begin) {
  AstPtr ast = node(AstKind::kIn);
  ast->name_span = span_of(tokens_[at_ - 1]);
  ast->children.push_back(std::move(value));
  if (at_comparison()) {
    AstPtr test = compare_test();
    if (!test) return nullptr;
    ast->children.push_back(std::move(test));
    return finish(std::move(ast), begin);
  }
  const std::size_t test_begin = peek().begin;
  if (at("(")) {
    std::vector<AstPtr> tests;
    if (!parenthesised_tests(tests)) return nullptr;
    static constexpr std::array<std::string_view, 7> kContinue = {"+",  "-", "*", "/",
                                                                  "**", ".", "["};
    const bool continues = std::any_of(kContinue.begin(), kContinue.end(),
                                       [&](std::string_view symbol) { return at(symbol); });
    // `x in (a).b` and `x in (a + b) * 2`: the parentheses were those of an operand.
    if (tests.size() > 1 || tests.front()->kind != AstKind::kTestValue || !continues) {
      std::move(tests.begin(), tests.end(), std::back_inserter(ast->children));
      return finish(std::move(ast), begin);
    }
    resume(std::move(tests.front()->children.front()), test_begin);
  }
  AstPtr test = value_test(binary(Level::kAdd), test_begin);
  if (!test) return nullptr;
  ast->children.push_back(std::move(test));
  return finish(std::move(ast), begin);
}

/// `not(tests)` at the top of unary tests; null also where it turns out to be an operand, which is
/// then resumed.
AstPtr Parser::negated_tests(std::size_t begin) {
  const Token name = take();
  AstPtr ast = node(AstKind::kTests);
  ast->negated = true;
  ast->name_span = span_of(name);
  if (!parenthesised_tests(ast->children)) return nullptr;
  if (peek().kind == TokenKind::kEnd) return finish(std::move(ast), begin);
  if (ast->children.size() > 1 || ast->children.front()->kind != AstKind::kTestValue) {
    return unexpected({"到此为止", "the end"});
  }
  AstPtr operand = node(AstKind::kCall);
  operand->text = name.text;
  operand->name_span = span_of(name);
  operand->names.emplace_back();
  operand->children.push_back(std::move(ast->children.front()->children.front()));
  resume(finish(std::move(operand), begin), begin);
  return nullptr;
}

AstPtr Parser::whole_tests() {
  const std::size_t begin = peek().begin;
  AstPtr ast = node(AstKind::kTests);
  if (at("-") && peek(1).kind == TokenKind::kEnd) {
    take();
    return finish(std::move(ast), begin);
  }
  if (at_word("not") && peek(1).is_symbol("(")) {
    AstPtr negated = negated_tests(begin);
    if (negated || failed_) return negated;
  }
  if (!test_list(ast->children)) return nullptr;
  if (peek().kind != TokenKind::kEnd) return unexpected(kOperatorExpected);
  return finish(std::move(ast), begin);
}

// ---- Entry points --------------------------------------------------------------------------

namespace {

std::optional<std::vector<Token>> tokens_of(const SourceText& text, Diagnostics& diagnostics,
                                            const ParseLimits& limits) {
  if (text.text().size() > limits.length) {
    diagnostics.add(syntax_fault::too_long(text.span(0, 0), limits.length));
    return std::nullopt;
  }
  std::optional<std::vector<Token>> tokens = lex(text, diagnostics);
  if (tokens && tokens->size() == 1) {
    diagnostics.add(syntax_fault::empty(text.span(0, text.text().size())));
    return std::nullopt;
  }
  return tokens;
}

}  // namespace

AstPtr parse_expression(const SourceText& text, Diagnostics& diagnostics,
                        const ParseLimits& limits) {
  auto tokens = tokens_of(text, diagnostics, limits);
  if (!tokens) return nullptr;
  return Parser(text, std::move(*tokens), diagnostics, limits).whole_expression();
}

AstPtr parse_unary_tests(const SourceText& text, Diagnostics& diagnostics,
                         const ParseLimits& limits) {
  auto tokens = tokens_of(text, diagnostics, limits);
  if (!tokens) return nullptr;
  return Parser(text, std::move(*tokens), diagnostics, limits).whole_tests();
}

}  // namespace zhaoshang
