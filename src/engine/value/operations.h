// The operations of FEEL on single values (DMN 10.3.2.5–10.3.2.13, tables 42–55): defined here
// once, lifted to columns by the evaluator. A combination that FEEL has no meaning for is null.
// Three-valued: a null operand gives null.
#pragma once

#include "engine/value/value.h"

namespace zhaoshang {

enum class Operator : std::uint8_t {
  kAdd,
  kSubtract,
  kMultiply,
  kDivide,
  kPower,
  kEqual,
  kNotEqual,
  kLess,
  kLessEqual,
  kGreater,
  kGreaterEqual,
};

std::string_view operator_text(Operator op);

Value negate(const Value& a);
/// Arithmetic and comparison. Money ÷ money of one currency is a number, money × number is money;
/// date + duration etc.
Value apply(Operator op, const Value& a, const Value& b);
/// FEEL's =: null where the kinds differ (null itself is comparable with everything: `x = null` is
/// a boolean).
Value equal(const Value& a, const Value& b);
/// a < b for kinds that have an order, else null.
Value less(const Value& a, const Value& b);
/// Sameness for keys, distinct values and `in`: same kind and equal; never null.
bool same(const Value& a, const Value& b);
/// A total order for keys and sorting of mixed lists: by kind, then value; agrees with `less` where
/// that is defined.
std::strong_ordering order(const Value& a, const Value& b);
std::size_t hash(const Value& value);
/// FEEL's `in` for one test value: a range contains it, a list has it or a range with it, else
/// equality.
Value contains(const Value& tested, const Value& test);

Value and3(const Value& a, const Value& b);
Value or3(const Value& a, const Value& b);
Value not3(const Value& a);

/// A property of a built-in kind (DMN table 53 and 54): date.year, duration.days, range.start …;
/// null where there is none.
Value property(const Value& of, std::string_view name);

/// The type of an operation's result, or what is wrong with it (both kinds, units, currencies). Any
/// operand: Any.
struct OperationType {
  Type type;
  enum class Fault { kNone, kKinds, kCurrencies, kUnits, kDurations } fault = Fault::kNone;
};
OperationType type_of_operation(Operator op, const Type& a, const Type& b);

}  // namespace zhaoshang
