#include "engine/rules/test_sets.h"

#include <algorithm>
#include <utility>

#include "engine/value/operations.h"

namespace zhaoshang {
namespace {

/// Where a test is true and where it is false; elsewhere it is null, as on an empty cell most tests
/// are.
struct Outcome {
  ValueSet yes;
  ValueSet no;
};
using Found = std::optional<Outcome>;

Outcome either(const Outcome& a, const Outcome& b) {
  return {a.yes.unite(b.yes), a.no.intersect(b.no)};
}
Outcome both(const Outcome& a, const Outcome& b) {
  return {a.yes.intersect(b.yes), a.no.unite(b.no)};
}

/// True on `yes`, false on every other value, and on null what the operation gives there.
Outcome split_at(const ValueSet& yes, const Value& at_null) {
  return {yes.with_null(at_null.is_true()), yes.complement().with_null(at_null.is_false())};
}

bool is_comparison(Operator op) { return op >= Operator::kEqual; }

Operator mirrored(Operator op) {
  switch (op) {
    case Operator::kLess: return Operator::kGreater;
    case Operator::kLessEqual: return Operator::kGreaterEqual;
    case Operator::kGreater: return Operator::kLess;
    case Operator::kGreaterEqual: return Operator::kLessEqual;
    default: return op;
  }
}

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
    return Outcome{found->no, found->yes};
  }

  /// Whether a value can be compared with those of the domain.
  bool fits(const Value& value) const {
    const Type& type = domain_.type();
    if (type.is_any()) return true;
    if (value.kind() != type.kind()) return false;
    if (value.is(TypeKind::kMoney)) {
      return type.currency().is_none() || value.money().currency == type.currency();
    }
    return !value.is(TypeKind::kQuantity) || type.unit().is_none() ||
           value.quantity().unit == type.unit();
  }

  Found compare(Operator op, const Ast& endpoint) const {
    const std::optional<Value> value = constant_(endpoint);
    if (!value) return std::nullopt;
    const Value at_null = apply(op, Value(), *value);
    if (value->is_null()) {
      // Nothing but null equals null, and nothing is less or greater.
      if (op == Operator::kEqual) return split_at(ValueSet(), at_null);
      if (op == Operator::kNotEqual) return split_at(ValueSet::everything(), at_null);
      return Outcome{};
    }
    if (!fits(*value)) return std::nullopt;
    const bool equality = op == Operator::kEqual || op == Operator::kNotEqual;
    if (domain_.type().is_any() && op != Operator::kEqual) return std::nullopt;
    const std::optional<Value> key = domain_.key_of(*value);
    if (key) return split_at(ValueSet::comparing(op, *key), at_null);
    // A word that is not on the scale: no value equals it.
    if (!equality) return std::nullopt;
    return split_at(op == Operator::kEqual ? ValueSet() : ValueSet::everything(), at_null);
  }

  Found value_test(const Ast& expression) const {
    if (mentions_tested(expression)) return condition(expression);
    const std::optional<Value> value = constant_(expression);
    if (!value) return std::nullopt;
    // FEEL has no range [5..1]: its value is null, and the test is true or false of nothing.
    if (value->is_null() && expression.kind == AstKind::kRange) return Outcome{};
    const std::optional<ValueSet> held = values_in(*value, true);
    if (!held) return std::nullopt;
    return split_at(*held, contains(Value(), *value));
  }

  /// The values that FEEL's `in` finds in a test value; a list may hold ranges, but no lists.
  std::optional<ValueSet> values_in(const Value& value, bool may_be_list) const {
    if (value.is_null()) return ValueSet();
    if (value.is(TypeKind::kRange)) return values_of(value.range());
    if (value.is(TypeKind::kList)) {
      ValueSet all;
      if (!may_be_list || domain_.type().is(TypeKind::kList)) return std::nullopt;
      for (const Value& item : value.list()) {
        const std::optional<ValueSet> held = values_in(item, false);
        if (!held) return std::nullopt;
        all = all.unite(*held);
      }
      return all;
    }
    if (!fits(value)) return std::nullopt;
    const std::optional<Value> key = domain_.key_of(value);
    return key ? ValueSet::point(*key) : ValueSet();
  }

  std::optional<ValueSet> values_of(const Range& range) const {
    if (domain_.type().is_any()) return std::nullopt;
    Interval interval{Value(), Value(), range.start_included, range.end_included};
    for (const auto& [end, key] :
         {std::pair{&range.start, &interval.low}, std::pair{&range.end, &interval.high}}) {
      if (end->is_null()) continue;
      const std::optional<Value> found = fits(*end) ? domain_.key_of(*end) : std::nullopt;
      if (!found) return std::nullopt;
      *key = *found;
    }
    return ValueSet::interval(interval);
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
