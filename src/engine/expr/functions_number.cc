// Numeric functions (DMN 10.3.4.5), of money and quantities as well where an amount is all they
// need.
#include "engine/expr/function_kit.h"

namespace zhaoshang {

namespace {

/// Scales that decimal128 has (DMN table 75).
bool is_scale(std::int64_t scale) { return scale >= -6111 && scale <= 6176; }

Apply rounding(Rounding mode) {
  return [mode](Arguments a) -> Value {
    const std::optional<std::int64_t> scale = truncated(a[1]);
    if (!scale || !is_scale(*scale)) return {};
    return with_amount(a[0], amount_of(a[0])->rounded(static_cast<int>(*scale), mode));
  };
}

/// The result of rounding to a whole: of numbers an integer.
Type whole_type(Types types) {
  return types.front().is(TypeKind::kNumber) ? Type::integer() : types.front();
}

Signature round_to_scale(Rounding mode) {
  return entry({number_or_measure("n"), takes("scale", TypeKind::kNumber)}, like(0),
               rounding(mode));
}

Function round_to_whole(std::string_view name, Rounding mode) {
  return {
      name,
      {entry({number_or_measure("n")}, whole_type,
             [mode](Arguments a) { return with_amount(a[0], amount_of(a[0])->rounded(0, mode)); }),
       round_to_scale(mode)}};
}

Value absolute(Arguments a) {
  if (a[0].is(TypeKind::kDaysDuration)) {
    const DaysDuration duration = a[0].days_duration();
    return duration.nanoseconds < 0 ? DaysDuration{-duration.nanoseconds} : duration;
  }
  if (a[0].is(TypeKind::kMonthsDuration)) {
    const MonthsDuration duration = a[0].months_duration();
    return duration.months < 0 ? MonthsDuration{-duration.months} : duration;
  }
  return with_amount(a[0], amount_of(a[0])->abs());
}

Value modulo(Arguments a) {
  if (a[1].number().is_zero()) return {};
  return finite_number(Decimal::modulo(a[0].number(), a[1].number()));
}

/// Whether a whole number leaves this remainder when halved; null for fractions.
Apply halves(bool odd) {
  return [odd](Arguments a) -> Value {
    const Decimal number = a[0].number();
    if (!number.is_integer()) return {};
    return Decimal::modulo(number, 2).is_zero() != odd;
  };
}

Apply of_number(std::optional<Decimal> (Decimal::*function)() const) {
  return [function](Arguments a) -> Value {
    const std::optional<Decimal> result = (a[0].number().*function)();
    return result ? finite_number(*result) : Value();
  };
}

}  // namespace

void add_number_functions(std::vector<Function>& functions) {
  const Parameter number = takes("number", TypeKind::kNumber);
  const Result numeric = always(TypeKind::kNumber);
  const Result boolean = always(TypeKind::kBoolean);

  functions.push_back({"decimal", {round_to_scale(Rounding::kHalfEven)}});
  functions.push_back(round_to_whole("floor", Rounding::kFloor));
  functions.push_back(round_to_whole("ceiling", Rounding::kCeiling));
  functions.push_back({"round up", {round_to_scale(Rounding::kUp)}});
  functions.push_back({"round down", {round_to_scale(Rounding::kDown)}});
  functions.push_back({"round half up", {round_to_scale(Rounding::kHalfUp)}});
  functions.push_back({"round half down", {round_to_scale(Rounding::kHalfDown)}});
  functions.push_back({"abs",
                       {entry({takes("n", TypeKind::kNumber,
                                     {TypeKind::kMoney, TypeKind::kQuantity,
                                      TypeKind::kDaysDuration, TypeKind::kMonthsDuration})},
                              like(0), absolute)}});
  functions.push_back(
      {"modulo",
       {entry({takes("dividend", TypeKind::kNumber), takes("divisor", TypeKind::kNumber)}, numeric,
              modulo)}});
  functions.push_back({"sqrt", {entry({number}, numeric, of_number(&Decimal::sqrt))}});
  functions.push_back({"log", {entry({number}, numeric, of_number(&Decimal::log))}});
  functions.push_back({"exp", {entry({number}, numeric, [](Arguments a) {
                         return finite_number(above_nothing(a[0].number().exp()));
                       })}});
  functions.push_back({"odd", {entry({number}, boolean, halves(true))}});
  functions.push_back({"even", {entry({number}, boolean, halves(false))}});
}

}  // namespace zhaoshang
