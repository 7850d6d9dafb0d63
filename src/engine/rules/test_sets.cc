#include "engine/rules/test_sets.h"

#include <algorithm>
#include <utility>

#include "engine/rules/outcome.h"
#include "engine/value/operations.h"

namespace zhaoshang {
namespace {

using Found = std::optional<Outcome>;

bool is_comparison(Operator op) { return op >= Operator::kEqual; }

bool mentions_tested(const Ast& ast) {
  if (ast.kind == AstKind::kTested) return true;
  const auto mentions = [](const AstPtr& child) { return child && mentions_tested(*child); };
  return std::any_of(ast.children.begin(), ast.children.end(), mentions) ||
         std::any_of(ast.entries.begin(), ast.entries.end(),
                     [&](const auto& entry) { return mentions(entry.second); }) ||
         std::any_of(ast.bindings.begin(), ast.bindings.end(), [&](const Ast::Binding& binding) {
           return mentions(binding.domain) || mentions(binding.domain_end);
         });
}

/// Reads tests over one domain.
class TestReader {
 public:
  TestReader(const Domain& domain, const ConstantEvaluator& constant)
      : domain_(domain), constant_(constant) {}

  Found tests(const Ast& ast) const {
    if (ast.kind == AstKind::kTestCompare) return compare(ast.op, *ast.children[0]);
    if (ast.kind == AstKind::kTestValue) return value_test(*ast.children[0]);
    if (ast.kind != AstKind::kTests) return value_test(ast);
    if (ast.children.empty()) return Outcome{ValueSet::everything(), ValueSet()};
    const Found found = any_of(ast, 0);
    return ast.negated ? negated(found) : found;
  }

 private:
  Found any_of(const Ast& ast, std::size_t first) const {
    Found result = tests(*ast.children[first]);
    for (std::size_t i = first + 1; i < ast.children.size() && result; ++i) {
      const Found next = tests(*ast.children[i]);
      result = next ? Found(either(*result, *next)) : std::nullopt;
    }
    return result;
  }

  /// Of values of any kind it is not known whether a test is false for them or null.
  Found negated(const Found& found) const {
    if (!found || domain_.type().is_any()) return std::nullopt;
    return negation(*found);
  }

  Found compare(Operator op, const Ast& endpoint) const {
    const std::optional<Value> value = constant_(endpoint);
    return value ? outcome_of(op, *value, domain_) : std::nullopt;
  }

  Found value_test(const Ast& expression) const {
    if (mentions_tested(expression)) return condition(expression);
    if (expression.kind == AstKind::kRange && domain_.type().scale()) return words_in(expression);
    const std::optional<Value> value = constant_(expression);
    if (!value) return std::nullopt;
    // FEEL has no range [5..1]: its value is null, and the test is true or false of nothing.
    if (value->is_null() && expression.kind == AstKind::kRange) return Outcome{};
    return outcome_in(*value, domain_);
  }

  /// A range of words of a scale, which goes by their places: as a value it would go by letters.
  Found words_in(const Ast& range) const {
    Found all = Outcome{ValueSet::everything(), ValueSet()};
    for (const std::size_t end : {std::size_t{0}, std::size_t{1}}) {
      if (!range.children[end]) continue;
      const bool included = end == 0 ? range.start_included : range.end_included;
      const Operator op = end == 0 ? (included ? Operator::kGreaterEqual : Operator::kGreater)
                                   : (included ? Operator::kLessEqual : Operator::kLess);
      const Found side = compare(op, *range.children[end]);
      if (!side) return std::nullopt;
      all = both(*all, *side);
    }
    return all;
  }

  /// An expression over `?` whose truth counts: comparisons with `?`, joined by and, or, not.
  Found condition(const Ast& ast) const {
    switch (ast.kind) {
      case AstKind::kTested:
        if (!domain_.type().is(TypeKind::kBoolean)) return std::nullopt;
        return Outcome{ValueSet::point(true), ValueSet::point(false)};
      case AstKind::kAnd:
      case AstKind::kOr: {
        const Found left = condition(*ast.children[0]);
        const Found right = condition(*ast.children[1]);
        if (!left || !right) return std::nullopt;
        return ast.kind == AstKind::kAnd ? both(*left, *right) : either(*left, *right);
      }
      case AstKind::kCall:
        if (ast.text != "not" || ast.children.size() != 1) return std::nullopt;
        return negated(condition(*ast.children[0]));
      case AstKind::kBinary: return comparison(ast);
      case AstKind::kBetween: {
        if (ast.children[0]->kind != AstKind::kTested) return std::nullopt;
        const Found low = compare(Operator::kGreaterEqual, *ast.children[1]);
        const Found high = compare(Operator::kLessEqual, *ast.children[2]);
        return low && high ? Found(both(*low, *high)) : std::nullopt;
      }
      case AstKind::kIn:
        return ast.children[0]->kind == AstKind::kTested ? any_of(ast, 1) : std::nullopt;
      default: return std::nullopt;
    }
  }

  Found comparison(const Ast& ast) const {
    if (!is_comparison(ast.op)) return std::nullopt;
    const Ast& left = *ast.children[0];
    const Ast& right = *ast.children[1];
    if (left.kind == AstKind::kTested && !mentions_tested(right)) return compare(ast.op, right);
    if (right.kind == AstKind::kTested && !mentions_tested(left)) {
      return compare(mirrored(ast.op), left);
    }
    return std::nullopt;
  }

  const Domain& domain_;
  const ConstantEvaluator& constant_;
};

}  // namespace

std::optional<ValueSet> set_of(const Ast& tests, const Domain& domain,
                               const ConstantEvaluator& constant) {
  const Found found = TestReader(domain, constant).tests(tests);
  return found ? std::optional(found->yes) : std::nullopt;
}

}  // namespace zhaoshang
