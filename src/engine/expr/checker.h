// Checker: Ast to Program. In: a tree, what it may name, and the kind of rigour. Out: a program, or
// null with every fault reported where it stands: unknown names, types, units, currencies, arity.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostics.h"
#include "engine/expr/ast.h"
#include "engine/expr/environment.h"
#include "engine/expr/program.h"

namespace zhaoshang {

/// How faults of type are taken: a policy is refused, `eval` goes on with null and a warning.
/// Unknown names, units and currencies are refused either way.
enum class Rigour : std::uint8_t { kPolicy, kEval };

class Checker {
 public:
  struct Variable {
    std::string name;
    Type type;
  };

  Checker(Environment& environment, Diagnostics& diagnostics, Rigour rigour = Rigour::kPolicy)
      : environment_(environment), diagnostics_(diagnostics), rigour_(rigour) {}

  /// An expression over the rows of a table (or over nothing). Null where a fault was reported.
  Program check(const Ast& ast, std::optional<std::uint32_t> table);
  /// The same with variables in scope, innermost: the program expects a frame with these locals
  /// around its rows' frame.
  NodePtr check_with(const Ast& ast, std::optional<std::uint32_t> table,
                     std::vector<Variable> variables);
  /// Unary tests on a value of type `tested` (local 0 of an added frame), with `variables` in the
  /// frame outside of it.
  NodePtr check_tests(const Ast& ast, std::optional<std::uint32_t> table,
                      std::vector<Variable> variables, const Type& tested);

 private:
  struct Scope {
    std::optional<std::uint32_t> table;  // a row frame
    std::vector<Variable> variables;
    bool is_item = false;     // of a filter or path: local 0 (or the row) is `item`
    bool is_tested = false;   // local 0 is `?`
    bool is_context = false;  // the entries of a context so far
  };

  NodePtr node(const Ast& ast);
  NodePtr literal(const Ast& ast);
  NodePtr name(const Ast& ast);
  NodePtr dotted_name(const Ast& ast, const std::string& full);
  NodePtr find_name(const std::string& text, const Span& span);
  /// Warns where a name means something else further out than the first `inside` scopes say.
  void check_hidden(const std::string& name, std::size_t inside, const Span& span);
  NodePtr macro(const Ast& body, std::uint32_t table, std::uint32_t depth, const Span& span);
  /// An aggregate over a relation whose rows stream by, as the field that holds it; null where it
  /// cannot be folded.
  NodePtr fold(Aggregate aggregate, NodePtr& list, const Span& span);
  /// Reports every list of streaming rows that no fold took.
  void refuse_held_streams(const Node& root);
  NodePtr path(const Ast& ast);
  NodePtr path_of(NodePtr of, const std::string& text, const Ast& ast);
  NodePtr negation(const Ast& ast);
  NodePtr binary(const Ast& ast);
  NodePtr logic(const Ast& ast);
  NodePtr choice(const Ast& ast);
  NodePtr loop(const Ast& ast);
  NodePtr quantified(const Ast& ast);
  /// The same over rows that stream by, as the field that holds it; null where it cannot be folded.
  NodePtr folded_quantifier(const Ast& ast);
  NodePtr between(const Ast& ast);
  NodePtr in(const Ast& ast);
  NodePtr tests(const Ast& ast, const Type& tested);
  NodePtr test(const Ast& ast, const Type& tested);
  NodePtr range(const Ast& ast);
  NodePtr range_on_scale(const Ast& ast, const Type& tested);
  NodePtr list(const Ast& ast);
  NodePtr context(const Ast& ast);
  NodePtr filter(const Ast& ast);
  NodePtr call(const Ast& ast);
  NodePtr latest(const Ast& ast);
  NodePtr sort_by(const Ast& ast);
  NodePtr replace_where(const Ast& ast);
  /// The body of a function of two items; null where it has another number of parameters.
  NodePtr body_of_two(const Ast& function, const Type& first, const Type& second);
  NodePtr dated_parameter(const Ast& ast);
  NodePtr instance_of(const Ast& ast);
  std::vector<NodePtr> iterators(const Ast& ast);

  /// Opens the scope of a list's items; close with scopes_.pop_back().
  void open_items(const Type& list);
  std::optional<std::uint32_t> innermost_table() const;
  /// Puts both sides of an ordering on the same scale, where one of them is a word of a scale.
  void place_on_scale(Operator op, NodePtr& left, NodePtr& right);
  /// Reports a word that is written out and not on the scale.
  void check_on_scale(const Node& word, const Type& scale);
  /// Where a function goes by the order of words of a scale: gives it their places instead. The
  /// scale; any type where there is none.
  Type put_on_scale(std::string_view function, std::vector<NodePtr>& arguments,
                    std::vector<Type>& types);
  /// The words at the places that such a function gives.
  static NodePtr words_of(NodePtr places, const Type& scale);
  /// Reports what type_of_operation found wrong.
  void check_operation(Operator op, const Span& span, const Node& left, const Node& right,
                       const OperationType& found);
  /// Whether what a sum adds up, or min and max compare, goes together, as far as it is written
  /// out.
  void check_addends(Aggregate aggregate, const std::vector<NodePtr>& arguments);
  /// Whether a pattern and flags that are written out are such.
  void check_pattern(const Node& call, const Call& resolved);
  void require_boolean(const Node& node, std::string_view where);
  void fault(Diagnostic diagnostic);  // of type: an error in a policy, a warning in eval
  NodePtr refuse(Diagnostic diagnostic,
                 const Span& span);  // always an error; the node stands for it

  Environment& environment_;
  Diagnostics& diagnostics_;
  Rigour rigour_;
  std::vector<Scope> scopes_;
  bool failed_ = false;
};

/// A type by its FEEL name: "number", "list<string>", "range<date>".
std::optional<Type> type_by_name(std::string_view name);

}  // namespace zhaoshang
