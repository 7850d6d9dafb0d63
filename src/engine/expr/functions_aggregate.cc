// Functions that make one value of a list (DMN 10.3.4.4), given as a list or as the arguments
// themselves. What can be folded over rows as well is the Accumulator's; here it is only given its
// items.
#include <algorithm>

#include "engine/expr/aggregates.h"
#include "engine/expr/function_kit.h"
#include "engine/value/exact_sum.h"
#include "engine/value/operations.h"

namespace zhaoshang {

namespace {

using Aggregation = std::function<Value(std::span<const Value>)>;

/// The two ways of calling: `max([1, 2])` and `max(1, 2)`. In the latter null arguments are items
/// like others.
Function aggregate(std::string_view name, const Result& of_list, const Result& of_items,
                   const Aggregation& fold) {
  return {name,
          {entry({any_list("list")}, of_list, [fold](Arguments a) { return fold(a[0].list()); }),
           entry({rest("n", TypeKind::kAny)}, of_items, fold)}};
}

Function folded(std::string_view name, const Result& of_list, const Result& of_items) {
  return aggregate(name, of_list, of_items,
                   [which = *aggregate_named(name)](std::span<const Value> items) {
                     Accumulator accumulator(which);
                     for (const Value& item : items) accumulator.add(item);
                     return accumulator.finish(TypeKind::kAny, false);
                   });
}

Function of_items(std::string_view name, const Type& type, const Aggregation& fold) {
  return aggregate(name, always(type), always(type), fold);
}

/// The amounts of items of one measure, ascending; nullopt for other items and for none.
std::optional<std::vector<Decimal>> amounts_of(std::span<const Value> items) {
  std::vector<Decimal> amounts;
  for (const Value& item : items) {
    if (!same_measure(items.front(), item)) return std::nullopt;
    amounts.push_back(*amount_of(item));
  }
  if (amounts.empty()) return std::nullopt;
  std::stable_sort(amounts.begin(), amounts.end());
  return amounts;
}

Value product(std::span<const Value> items) {
  if (items.empty()) return {};
  Decimal total = 1;
  for (const Value& item : items) {
    if (!item.is(TypeKind::kNumber)) return {};
    total = product_of(total, item.number());
  }
  return finite_number(total);
}

Value median(std::span<const Value> items) {
  const auto amounts = amounts_of(items);
  if (!amounts) return {};
  const std::size_t half = amounts->size() / 2;
  if (amounts->size() % 2 == 1) return with_amount(items.front(), (*amounts)[half]);
  ExactSum sum;
  sum.add((*amounts)[half - 1]);
  sum.add((*amounts)[half]);
  return with_amount(items.front(), sum.total() / 2);
}

/// Of a sample: the squares are divided by one less than their number.
Value stddev(std::span<const Value> items) {
  const auto amounts = amounts_of(items);
  if (!amounts || amounts->size() < 2) return {};
  const auto count = static_cast<std::int64_t>(amounts->size());
  ExactSum sum;
  for (const Decimal amount : *amounts) sum.add(amount);
  const Decimal mean = sum.total() / Decimal(count);
  ExactSum squares;
  for (const Decimal amount : *amounts) squares.add((amount - mean) * (amount - mean));
  const std::optional<Decimal> root = (squares.total() / Decimal(count - 1)).sqrt();
  return root ? with_amount(items.front(), *root) : Value();
}

/// The values that come most often, ascending.
Value mode(std::span<const Value> items) {
  if (items.empty()) return Value(List{});
  const auto amounts = amounts_of(items);
  if (!amounts) return {};
  List modes;
  std::size_t most = 0;
  for (auto begin = amounts->begin(); begin != amounts->end();) {
    const auto end = std::upper_bound(begin, amounts->end(), *begin);
    const auto times = static_cast<std::size_t>(end - begin);
    if (times > most) modes.clear();
    if (times >= most) modes.push_back(with_amount(items.front(), *begin));
    most = std::max(most, times);
    begin = end;
  }
  return Value(std::move(modes));
}

Result list_of(Result element) {
  return [element = std::move(element)](Types types) { return Type::list(element(types)); };
}

}  // namespace

void add_aggregate_functions(std::vector<Function>& functions) {
  const Result boolean = always(TypeKind::kBoolean);
  functions.push_back(
      {"count", {entry({any_list("list")}, always(Type::integer()), [](Arguments a) {
         return Value(Decimal(static_cast<std::int64_t>(a[0].list().size())));
       })}});
  functions.push_back(folded("sum", element_of(0), common()));
  functions.push_back(folded("min", element_of(0), common()));
  functions.push_back(folded("max", element_of(0), common()));
  functions.push_back(folded("mean", fractional(element_of(0)), fractional(common())));
  functions.push_back(folded("all", boolean, boolean));
  functions.push_back(folded("any", boolean, boolean));
  functions.push_back(of_items("product", TypeKind::kNumber, product));
  functions.push_back(aggregate("median", fractional(element_of(0)), fractional(common()), median));
  functions.push_back(aggregate("stddev", fractional(element_of(0)), fractional(common()), stddev));
  functions.push_back(aggregate("mode", list_of(element_of(0)), list_of(common()), mode));
}

}  // namespace zhaoshang
