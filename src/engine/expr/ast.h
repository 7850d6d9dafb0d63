// The syntax tree of FEEL (DMN 1.4/1.5 chapter 10) with our quantities. Every node has its span in
// the file it came from. Names are not resolved, types are not known: that is Program's part.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/source.h"
#include "engine/value/operations.h"
#include "engine/value/value.h"

namespace zhaoshang {

// clang-format off
enum class AstKind : std::uint8_t {
  kLiteral,       // value: number, text, boolean, null, @"…" literal, quantity (80%, 1亿元, 5亩)
  kName,          // text
  kNegate,        // children: operand
  kBinary,        // op; children: left, right
  kAnd, kOr,      // children: left, right
  kIf,            // children: condition, then, otherwise
  kFor,           // bindings (name, domain[, domain_end when a..b]); children: return
  kSome, kEvery,  // bindings; children: satisfies
  kBetween,       // children: value, low, high
  kIn,            // children: value, tests… (each kTestCompare or kTestValue)
  kTests,         // unary tests: children are tests, any of which may hold; none: `-`; `negated`: not(…)
  kTestCompare,   // one unary test `< e`, `>= e`, `= e`, `!= e`: op; children: endpoint
  kTestValue,     // one unary test that is an expression: a value, range, list, or boolean with `?`
  kTested,        // `?`
  kRange,         // start_included, end_included; children: start, end (a null node is open: `(< 5)`)
  kList,          // children
  kContext,       // entries
  kPath,          // text: the name; children: of
  kFilter,        // children: of, condition or index
  kCall,          // text: function name; children: arguments; names: one each, empty by position
  kInstanceOf,    // type_text; children: value
  kFunction,      // function(x, y) body, an argument of sort or list replace; names: parameters; children: body
};
// clang-format on

struct Ast;
using AstPtr = std::unique_ptr<Ast>;

/// One node. Which members mean something is said beside its kind.
struct Ast {
  AstKind kind = AstKind::kLiteral;
  Span span;       // of the whole node
  Span name_span;  // of the name or operator within it
  Value value;
  std::string text;
  Operator op = Operator::kAdd;
  bool negated = false;
  bool start_included = true;
  bool end_included = true;
  std::string type_text;
  std::vector<AstPtr> children;
  std::vector<std::string> names;                       // of arguments; empty strings: positional
  std::vector<std::pair<std::string, AstPtr>> entries;  // of a context
  struct Binding {
    std::string name;
    Span span;
    AstPtr domain;
    AstPtr domain_end;  // `for i in 1..n`
  };
  std::vector<Binding> bindings;
  std::uint32_t height = 1;  // levels of nodes, this one included: never above ParseLimits::depth
};

/// The tree as text, one form per tree, for tests: `(+ 1 (* a b))`.
std::string dump(const Ast& ast);

}  // namespace zhaoshang
