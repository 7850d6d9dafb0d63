// What the entries of the catalogue are made of: short ways to write parameters, result types and
// signatures, the conversion of arguments, and the amounts of numbers, money and quantities. Used
// by functions*.cc only.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "engine/expr/functions.h"
#include "engine/value/amount.h"
#include "engine/value/value.h"

namespace zhaoshang {

using Arguments = std::span<const Value>;
using Types = std::span<const Type>;
using Apply = std::function<Value(Arguments)>;
using Result = std::function<Type(Types)>;

/// Kinds that have an amount besides number.
inline constexpr KindSet kMeasures = {TypeKind::kMoney, TypeKind::kQuantity};

// Parameters.
Parameter takes(std::string_view name, Type type, KindSet also = {});
/// May be left out or null.
Parameter maybe(std::string_view name, Type type);
Parameter rest(std::string_view name, Type type, KindSet also = {});
Parameter number_or_measure(std::string_view name);
Parameter any_list(std::string_view name);

// Result types.
Result always(Type type);
/// The type of an argument.
Result like(std::size_t argument);
/// The element type of the list that is argument `argument`.
Result element_of(std::size_t argument);
/// The common type of all arguments.
Result common();
/// A result of numbers that may cease to be whole.
Result fractional(Result result);
Type element_type(const Type& list);

/// Arguments are converted to the parameters' types; a null one makes the result null, but for
/// optional ones and those that take anything.
Signature entry(std::vector<Parameter> parameters, Result result, Apply apply);
/// Arguments reach `apply` as they are: the parameters' types serve the choice among several
/// signatures.
Signature dynamic_entry(std::vector<Parameter> parameters, Result result, Apply apply);

// Values.

/// The whole part of a number that fits.
std::optional<std::int64_t> truncated(const Value& number);
/// A position counted from 1 or, negative, from the end, as an index below `size`; nullopt outside.
std::optional<std::size_t> index_of_position(const Value& position, std::size_t size);

// The catalogue by subject.
void add_number_functions(std::vector<Function>& functions);
void add_step_functions(std::vector<Function>& functions);
void add_text_functions(std::vector<Function>& functions);
void add_list_functions(std::vector<Function>& functions);
void add_aggregate_functions(std::vector<Function>& functions);
void add_time_functions(std::vector<Function>& functions);
void add_range_functions(std::vector<Function>& functions);
void add_context_functions(std::vector<Function>& functions);
void add_conversion_functions(std::vector<Function>& functions);

}  // namespace zhaoshang
