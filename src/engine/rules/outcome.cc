#include "engine/rules/outcome.h"

#include <utility>

namespace zhaoshang {
namespace {

/// True on `yes`, false on every other value, and on null what the operation gives there.
Outcome split_at(const ValueSet& yes, const Value& at_null) {
  return {yes.with_null(at_null.is_true()), yes.complement().with_null(at_null.is_false())};
}

/// Whether a value can be compared with those of the domain.
bool fits(const Value& value, const Domain& domain) {
  const Type& type = domain.type();
  if (type.is_any()) return true;
  if (value.kind() != type.kind()) return false;
  if (value.is(TypeKind::kMoney)) {
    return type.currency().is_none() || value.money().currency == type.currency();
  }
  return !value.is(TypeKind::kQuantity) || type.unit().is_none() ||
         value.quantity().unit == type.unit();
}

std::optional<ValueSet> values_of(const Range& range, const Domain& domain) {
  if (domain.type().is_any()) return std::nullopt;
  Interval interval{Value(), Value(), range.start_included, range.end_included};
  for (const auto& [end, key] :
       {std::pair{&range.start, &interval.low}, std::pair{&range.end, &interval.high}}) {
    if (end->is_null()) continue;
    const std::optional<Value> found = fits(*end, domain) ? domain.key_of(*end) : std::nullopt;
    if (!found) return std::nullopt;
    *key = *found;
  }
  return ValueSet::interval(interval);
}

/// The values that FEEL's `in` finds in a test value; a list may hold ranges, but no lists.
std::optional<ValueSet> values_in(const Value& value, const Domain& domain, bool may_be_list) {
  if (value.is_null()) return ValueSet();
  if (value.is(TypeKind::kRange)) return values_of(value.range(), domain);
  if (value.is(TypeKind::kList)) {
    ValueSet all;
    if (!may_be_list || domain.type().is(TypeKind::kList)) return std::nullopt;
    for (const Value& item : value.list()) {
      const std::optional<ValueSet> held = values_in(item, domain, false);
      if (!held) return std::nullopt;
      all = all.unite(*held);
    }
    return all;
  }
  if (!fits(value, domain)) return std::nullopt;
  const std::optional<Value> key = domain.key_of(value);
  return key ? ValueSet::point(*key) : ValueSet();
}

}  // namespace

Outcome either(const Outcome& a, const Outcome& b) {
  return {a.yes.unite(b.yes), a.no.intersect(b.no)};
}
Outcome both(const Outcome& a, const Outcome& b) {
  return {a.yes.intersect(b.yes), a.no.unite(b.no)};
}
Outcome negation(const Outcome& outcome) { return {outcome.no, outcome.yes}; }

Operator mirrored(Operator op) {
  switch (op) {
    case Operator::kLess: return Operator::kGreater;
    case Operator::kLessEqual: return Operator::kGreaterEqual;
    case Operator::kGreater: return Operator::kLess;
    case Operator::kGreaterEqual: return Operator::kLessEqual;
    default: return op;
  }
}

std::optional<Outcome> outcome_of(Operator op, const Value& value, const Domain& domain) {
  const Value at_null = apply(op, Value(), value);
  if (value.is_null()) {
    // Nothing but null equals null, and nothing is less or greater.
    if (op == Operator::kEqual) return split_at(ValueSet(), at_null);
    if (op == Operator::kNotEqual) return split_at(ValueSet::everything(), at_null);
    return Outcome{};
  }
  if (!fits(value, domain)) return std::nullopt;
  const bool equality = op == Operator::kEqual || op == Operator::kNotEqual;
  if (domain.type().is_any() && op != Operator::kEqual) return std::nullopt;
  const std::optional<Value> key = domain.key_of(value);
  if (key) return split_at(ValueSet::comparing(op, *key), at_null);
  // A word that is not on the scale: no value equals it.
  if (!equality) return std::nullopt;
  return split_at(op == Operator::kEqual ? ValueSet() : ValueSet::everything(), at_null);
}

std::optional<Outcome> outcome_in(const Value& value, const Domain& domain) {
  const std::optional<ValueSet> held = values_in(value, domain, true);
  return held ? std::optional(split_at(*held, contains(Value(), value))) : std::nullopt;
}

}  // namespace zhaoshang
