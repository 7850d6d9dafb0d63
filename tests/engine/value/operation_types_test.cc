#include <doctest/doctest.h>

#include <string>

#include "engine/value/operations.h"
#include "literals.h"

namespace zhaoshang {
namespace {

using Fault = OperationType::Fault;

const Type kNumber(TypeKind::kNumber);
const Type kText(TypeKind::kText);
const Type kDate(TypeKind::kDate);
const Type kDays(TypeKind::kDaysDuration);
const Type kMonths(TypeKind::kMonthsDuration);
const Type kYuan = Type::money(Currency::cny());
const Type kDollars = Type::money(Currency::usd());
const Type kSomeMoney(TypeKind::kMoney);
const Type kMu = Type::quantity(Unit::named("亩"));
const Type kHectares = Type::quantity(Unit::named("公顷"));

/// The name of the result, or of the fault.
std::string outcome(const Type& a, Operator op, const Type& b) {
  const OperationType found = type_of_operation(op, a, b);
  switch (found.fault) {
    case Fault::kNone: return type_name(found.type) + (found.type.is_integer() ? " (whole)" : "");
    case Fault::kKinds: return "kinds";
    case Fault::kCurrencies: return "currencies";
    case Fault::kUnits: return "units";
    case Fault::kDurations: return "durations";
  }
  return "";
}

TEST_CASE("types of results, and what is wrong where there is none") {
  struct Row {
    Type a;
    Operator op;
    Type b;
    std::string_view outcome;
  };
  const Type any;
  const Type null(TypeKind::kNull);
  const Type whole = Type::integer();
  constexpr Operator kPlus = Operator::kAdd;
  constexpr Operator kMinus = Operator::kSubtract;
  constexpr Operator kTimes = Operator::kMultiply;
  constexpr Operator kOver = Operator::kDivide;
  constexpr Operator kEqual = Operator::kEqual;
  constexpr Operator kLess = Operator::kLess;
  // clang-format off
  const Row rows[] = {
      {kNumber, kPlus, kNumber, "number"}, {whole, kPlus, whole, "number (whole)"}, {whole, kTimes, kNumber, "number"},
      {whole, kOver, whole, "number"}, {whole, Operator::kPower, whole, "number"}, {kText, kPlus, kText, "string"},
      {kText, kPlus, kNumber, "kinds"}, {kText, kMinus, kText, "kinds"},
      {kYuan, kPlus, kYuan, "money(元)"}, {kYuan, kPlus, kNumber, "kinds"}, {kNumber, kMinus, kYuan, "kinds"},
      {kYuan, kPlus, kDollars, "currencies"}, {kYuan, kOver, kDollars, "currencies"}, {kYuan, kLess, kDollars, "currencies"},
      {kYuan, kEqual, kDollars, "currencies"}, {kYuan, kOver, kYuan, "number"}, {kYuan, kOver, kNumber, "money(元)"},
      {kNumber, kOver, kYuan, "kinds"}, {kNumber, kTimes, kYuan, "money(元)"}, {kYuan, kTimes, kYuan, "kinds"},
      {kSomeMoney, kPlus, kYuan, "money(元)"}, {kYuan, kLess, kSomeMoney, "boolean"}, {kSomeMoney, kPlus, kSomeMoney, "money"},
      {kMu, kPlus, kHectares, "units"}, {kMu, kEqual, kHectares, "units"}, {kMu, kOver, kMu, "number"},
      {kMu, kPlus, kYuan, "kinds"}, {kMu, kTimes, kNumber, "quantity(亩)"},
      {kDays, kPlus, kMonths, "durations"}, {kDays, kLess, kMonths, "durations"}, {kDays, kEqual, kMonths, "durations"},
      {kDays, kOver, kMonths, "durations"}, {kDays, kOver, kDays, "number"}, {kDays, kTimes, kNumber, "days and time duration"},
      {kDate, kPlus, kDays, "date"}, {kMonths, kPlus, kDate, "date"}, {kDate, kMinus, kDate, "days and time duration"},
      {kDate, kMinus, TypeKind::kDateTime, "days and time duration"}, {kDate, kMinus, TypeKind::kTime, "kinds"},
      {kDate, kPlus, kDate, "kinds"}, {kDate, kPlus, kNumber, "kinds"}, {kDays, kMinus, kDate, "kinds"},
      {TypeKind::kTime, kPlus, kMonths, "kinds"}, {TypeKind::kTime, kMinus, TypeKind::kTime, "days and time duration"},
      {kDate, kEqual, TypeKind::kDateTime, "kinds"}, {kNumber, kEqual, kText, "kinds"}, {kNumber, kLess, kText, "kinds"},
      {TypeKind::kBoolean, kLess, TypeKind::kBoolean, "kinds"}, {TypeKind::kBoolean, kEqual, TypeKind::kBoolean, "boolean"},
      {Type::list(kNumber), kEqual, Type::list(kNumber), "boolean"}, {Type::list(kNumber), kEqual, kNumber, "kinds"},
      {kNumber, kEqual, null, "boolean"}, {kNumber, kLess, null, "null"}, {kNumber, kPlus, null, "null"},
      {any, kPlus, kNumber, "Any"}, {kText, kPlus, any, "Any"}, {any, kEqual, kNumber, "boolean"}, {kNumber, kLess, any, "boolean"},
      {null, kPlus, any, "null"},
  };
  // clang-format on
  for (const Row& row : rows) {
    CAPTURE(type_name(row.a));
    CAPTURE(operator_text(row.op));
    CAPTURE(type_name(row.b));
    CHECK(outcome(row.a, row.op, row.b) == row.outcome);
  }
}

TEST_CASE("the checker refuses exactly what has no meaning") {
  // Each kind twice, so that no pair fails for its figures alone.
  const std::string_view values[] = {
      "6",    "'a'",  "true", "@2022-01-01", "@10:00:00", "@2022-01-01T00:00:00",
      "@P1D", "@P1M", "3元",  "3美元",       "3亩",       "3公顷"};
  constexpr Operator kOperators[] = {Operator::kAdd,    Operator::kSubtract, Operator::kMultiply,
                                     Operator::kDivide, Operator::kPower,    Operator::kEqual,
                                     Operator::kLess};
  for (const std::string_view x : values) {
    for (const std::string_view y : values) {
      for (const Operator op : kOperators) {
        CAPTURE(x);
        CAPTURE(operator_text(op));
        CAPTURE(y);
        const Value a = literal(x);
        const Value b = literal(y);
        const Value result = apply(op, a, b);
        const OperationType type = type_of_operation(op, type_of(a), type_of(b));
        // A date beside a local date and time has a type but, without an offset, no difference.
        const bool local_mix = op == Operator::kSubtract && a.kind() != b.kind() &&
                               type.type.is(TypeKind::kDaysDuration) && result.is_null();
        if (local_mix) continue;
        CHECK((type.fault == Fault::kNone) == !result.is_null());
        if (!result.is_null()) CHECK(type.type.kind() == result.kind());
      }
    }
  }
}

}  // namespace
}  // namespace zhaoshang
