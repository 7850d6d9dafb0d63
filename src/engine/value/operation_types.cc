// The types of operations: operations.cc and comparison.cc once more, on types, with the reason
// where there is none.
#include "engine/value/operations.h"

namespace zhaoshang {

namespace {

using Fault = OperationType::Fault;

bool is_duration(const Type& type) {
  return type.is(TypeKind::kDaysDuration) || type.is(TypeKind::kMonthsDuration);
}

bool is_measured(const Type& type) {
  return type.is(TypeKind::kMoney) || type.is(TypeKind::kQuantity);
}

bool both(const Type& a, const Type& b, TypeKind kind) { return a.is(kind) && b.is(kind); }

/// What stands between two types of one kind or two kinds of duration; kNone: they go together.
Fault difference(const Type& a, const Type& b) {
  if (is_duration(a) && is_duration(b))
    return a.kind() == b.kind() ? Fault::kNone : Fault::kDurations;
  if (a.kind() != b.kind()) return Fault::kKinds;
  // A currency that is not known before a row is read may turn out to be the other one.
  if (a.is(TypeKind::kMoney) && !a.currency().is_none() && !b.currency().is_none() &&
      a.currency() != b.currency()) {
    return Fault::kCurrencies;
  }
  if (a.is(TypeKind::kQuantity) && !a.unit().is_none() && !b.unit().is_none() &&
      a.unit() != b.unit()) {
    return Fault::kUnits;
  }
  return Fault::kNone;
}

OperationType fault(Fault kind) { return {Type(), kind}; }

OperationType result(Type type) { return {std::move(type), Fault::kNone}; }

OperationType checked(const Type& a, const Type& b, Type type) {
  const Fault found = difference(a, b);
  return found == Fault::kNone ? result(std::move(type)) : fault(found);
}

Type number_of(const Type& a, const Type& b) {
  return a.is_integer() && b.is_integer() ? Type::integer() : Type(TypeKind::kNumber);
}

/// Of two amounts that go together: the currency or unit that is known.
Type known_of(const Type& a, const Type& b) {
  const bool a_known = a.is(TypeKind::kMoney) ? !a.currency().is_none() : !a.unit().is_none();
  return a_known ? a : b;
}

bool is_moment(const Type& type) {
  return type.is(TypeKind::kDate) || type.is(TypeKind::kDateTime) || type.is(TypeKind::kTime);
}

/// A date, a time or a duration with a duration added or taken away.
OperationType shifted(const Type& type, const Type& duration) {
  if (is_duration(type)) return checked(type, duration, type);
  if (!is_moment(type)) return fault(Fault::kKinds);
  const bool months_of_time = type.is(TypeKind::kTime) && duration.is(TypeKind::kMonthsDuration);
  return months_of_time ? fault(Fault::kKinds) : result(type);
}

OperationType type_of_sum(const Type& a, const Type& b) {
  if (both(a, b, TypeKind::kNumber)) return result(number_of(a, b));
  if (both(a, b, TypeKind::kText)) return result(TypeKind::kText);
  if (is_measured(a) && a.kind() == b.kind()) return checked(a, b, known_of(a, b));
  if (is_duration(b)) return shifted(a, b);
  if (is_duration(a)) return shifted(b, a);
  return fault(Fault::kKinds);
}

OperationType type_of_difference(const Type& a, const Type& b) {
  if (both(a, b, TypeKind::kNumber)) return result(number_of(a, b));
  if (is_measured(a) && a.kind() == b.kind()) return checked(a, b, known_of(a, b));
  if (is_duration(b)) return shifted(a, b);
  const bool moments =
      is_moment(a) && is_moment(b) && a.is(TypeKind::kTime) == b.is(TypeKind::kTime);
  return moments ? result(TypeKind::kDaysDuration) : fault(Fault::kKinds);
}

OperationType type_of_product(const Type& a, const Type& b) {
  if (both(a, b, TypeKind::kNumber)) return result(number_of(a, b));
  if (a.is(TypeKind::kNumber) && (is_measured(b) || is_duration(b))) return result(b);
  if (b.is(TypeKind::kNumber) && (is_measured(a) || is_duration(a))) return result(a);
  return fault(Fault::kKinds);
}

OperationType type_of_quotient(const Type& a, const Type& b) {
  if (both(a, b, TypeKind::kNumber)) return result(TypeKind::kNumber);
  if (is_measured(a) && a.kind() == b.kind()) return checked(a, b, TypeKind::kNumber);
  if (is_duration(a) && is_duration(b)) return checked(a, b, TypeKind::kNumber);
  if (b.is(TypeKind::kNumber) && (is_measured(a) || is_duration(a))) return result(a);
  return fault(Fault::kKinds);
}

bool has_order(const Type& type) {
  return type.is(TypeKind::kNumber) || type.is(TypeKind::kText) || is_moment(type) ||
         is_duration(type) || is_measured(type);
}

}  // namespace

OperationType type_of_operation(Operator op, const Type& a, const Type& b) {
  const bool unknown = a.is_any() || b.is_any();
  const bool null = a.is(TypeKind::kNull) || b.is(TypeKind::kNull);
  switch (op) {
    case Operator::kEqual:
    case Operator::kNotEqual:
      if (unknown || null) return result(TypeKind::kBoolean);
      return checked(a, b, TypeKind::kBoolean);
    case Operator::kLess:
    case Operator::kLessEqual:
    case Operator::kGreater:
    case Operator::kGreaterEqual:
      if (unknown) return result(TypeKind::kBoolean);
      if (null) return result(TypeKind::kNull);
      if (const Fault found = difference(a, b); found != Fault::kNone) return fault(found);
      return has_order(a) ? result(TypeKind::kBoolean) : fault(Fault::kKinds);
    default: break;
  }
  if (null) return result(TypeKind::kNull);
  if (unknown) return result(TypeKind::kAny);
  switch (op) {
    case Operator::kAdd: return type_of_sum(a, b);
    case Operator::kSubtract: return type_of_difference(a, b);
    case Operator::kMultiply: return type_of_product(a, b);
    case Operator::kDivide: return type_of_quotient(a, b);
    default:
      return both(a, b, TypeKind::kNumber) ? result(TypeKind::kNumber) : fault(Fault::kKinds);
  }
}

}  // namespace zhaoshang
