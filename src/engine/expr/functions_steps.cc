// Functions that FEEL lacks and schemes need: steps of an amount, places in a group, runs of days
// or months.
#include <algorithm>

#include "engine/expr/function_kit.h"
#include "engine/value/operations.h"

namespace zhaoshang {

namespace {

/// x ÷ each for two amounts of one measure, x not below zero and each above it.
struct Steps {
  Decimal amount;
  Decimal each;
  Decimal quotient;
};

/// nullopt: no such steps. Below zero there are none: an amount of zero.
std::optional<Steps> steps_of(Arguments a) {
  if (!same_measure(a[0], a[1])) return std::nullopt;
  const Decimal each = *amount_of(a[1]);
  if (each.is_zero() || each.is_negative()) return std::nullopt;
  const Decimal amount = amount_of(a[0])->is_negative() ? Decimal() : *amount_of(a[0]);
  return Steps{amount, each, amount / each};
}

/// The quotient is rounded to 34 digits, perhaps up to a step that is not full: the product
/// decides.
Value whole_steps(Arguments a) {
  const std::optional<Steps> steps = steps_of(a);
  if (!steps) return {};
  const Decimal floor = steps->quotient.floor();
  return finite_number(floor * steps->each > steps->amount ? floor - 1 : floor);
}

Value begun_steps(Arguments a) {
  const std::optional<Steps> steps = steps_of(a);
  if (!steps) return {};
  const Decimal ceiling = steps->quotient.ceiling();
  return finite_number(ceiling * steps->each < steps->amount ? ceiling + 1 : ceiling);
}

Value proportional_steps(Arguments a) {
  const std::optional<Steps> steps = steps_of(a);
  return steps ? finite_number(steps->quotient) : Value();
}

/// One signature for each measure, so that 元 by 亩 is refused when a policy is loaded.
Function steps(std::string_view name, const Type& result, const Apply& apply) {
  Function function{name, {}};
  for (const TypeKind kind : {TypeKind::kNumber, TypeKind::kMoney, TypeKind::kQuantity}) {
    function.signatures.push_back(
        dynamic_entry({takes("x", kind), takes("each", kind)}, always(result), apply));
  }
  return function;
}

/// 1 + the number of items above x.
Value rank(Arguments a) {
  if (a[0].is_null()) return {};
  std::int64_t above = 0;
  for (const Value& item : a[1].list()) {
    const Value greater = less(a[0], item);
    if (greater.is_null()) return {};
    if (greater.is_true()) ++above;
  }
  return Decimal(above + 1);
}

/// x between the least and the greatest item, mapped onto low … high; `equal` where all items are
/// the same.
Value min_max(Arguments a) {
  const Value& x = a[0];
  const List& list = a[1].list();
  if (list.empty() || !amount_of(x)) return {};
  Decimal least = *amount_of(x);
  Decimal greatest = least;
  bool first = true;
  for (const Value& item : list) {
    if (!same_measure(x, item)) return {};
    const Decimal amount = *amount_of(item);
    if (first || amount < least) least = amount;
    if (first || amount > greatest) greatest = amount;
    first = false;
  }
  if (least == greatest) return a[4];
  const Decimal low = a[2].number();
  const Decimal width = a[3].number() - low;
  return finite_number(low + (*amount_of(x) - least) * width / (greatest - least));
}

Value longest_run(Arguments a) {
  std::int64_t longest = 0;
  std::int64_t run = 0;
  for (const Value& item : a[0].list()) {
    if (!item.is(TypeKind::kBoolean)) return {};
    run = item.is_true() ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return Decimal(longest);
}

/// Trues at the end of the list.
Value last_run(Arguments a) {
  const List& list = a[0].list();
  std::int64_t run = 0;
  for (auto item = list.rbegin(); item != list.rend() && !item->is_false(); ++item) {
    if (!item->is_true()) return {};
    ++run;
  }
  return Decimal(run);
}

}  // namespace

void add_step_functions(std::vector<Function>& functions) {
  const Parameter booleans = takes("list", Type::list(TypeKind::kBoolean));
  functions.push_back(steps("whole steps", Type::integer(), whole_steps));
  functions.push_back(steps("begun steps", Type::integer(), begun_steps));
  functions.push_back(steps("proportional steps", TypeKind::kNumber, proportional_steps));
  functions.push_back(
      {"rank",
       {entry({takes("x", TypeKind::kAny), any_list("list")}, always(Type::integer()), rank)}});
  functions.push_back(
      {"min max",
       {entry({number_or_measure("x"), any_list("list"), takes("low", TypeKind::kNumber),
               takes("high", TypeKind::kNumber), maybe("equal", TypeKind::kNumber)},
              always(TypeKind::kNumber), min_max)}});
  functions.push_back({"longest run", {entry({booleans}, always(Type::integer()), longest_run)}});
  functions.push_back({"last run", {entry({booleans}, always(Type::integer()), last_run)}});
}

}  // namespace zhaoshang
