#include "engine/expr/function_kit.h"

#include <algorithm>
#include <utility>

namespace zhaoshang {

namespace {

bool takes_kind(const Parameter& parameter, TypeKind kind) {
  return parameter.type.is(kind) || parameter.also.has(kind);
}

bool fits(const Parameter& parameter, const Value& value) {
  if (value.is_null()) return parameter.type.is_any() || parameter.optional;
  return parameter.type.is_any() || takes_kind(parameter, value.kind());
}

/// The argument as the parameter takes it; nullopt where it cannot be.
std::optional<Value> converted(const Parameter& parameter, const Value& value) {
  if (fits(parameter, value)) return value;
  if (value.is_null()) return std::nullopt;
  if (parameter.type.is(TypeKind::kList)) return Value(List{value});
  const bool single = value.is(TypeKind::kList) && value.list().size() == 1;
  if (single && takes_kind(parameter, value.list().front().kind())) return value.list().front();
  return std::nullopt;
}

}  // namespace

Parameter takes(std::string_view name, Type type, KindSet also) {
  return {name, std::move(type), false, false, also, false};
}

Parameter maybe(std::string_view name, Type type) {
  return {name, std::move(type), true, false, {}, false};
}

Parameter rest(std::string_view name, Type type, KindSet also) {
  return {name, std::move(type), false, true, also, false};
}

Parameter number_or_measure(std::string_view name) {
  return takes(name, TypeKind::kNumber, kMeasures);
}

Parameter any_list(std::string_view name) { return takes(name, Type::list(TypeKind::kAny)); }

Result always(Type type) {
  return [type = std::move(type)](Types) { return type; };
}

Result like(std::size_t argument) {
  return [argument](Types types) { return types[argument]; };
}

Type element_type(const Type& list) { return list.is(TypeKind::kList) ? list.element() : list; }

Result element_of(std::size_t argument) {
  return [argument](Types types) { return element_type(types[argument]); };
}

Result common() {
  return [](Types types) {
    Type type = types.front();
    for (const Type& other : types) type = common_type(type, other);
    return type;
  };
}

Result fractional(Result result) {
  return [result = std::move(result)](Types types) {
    Type type = result(types);
    return type.is_integer() ? Type(TypeKind::kNumber) : type;
  };
}

Signature entry(std::vector<Parameter> parameters, Result result, Apply apply) {
  const auto parameter_of = [](const std::vector<Parameter>& all,
                               std::size_t i) -> const Parameter& {
    return all[std::min(i, all.size() - 1)];  // the last may take several
  };
  Apply checked = [parameters, parameter_of,
                   apply = std::move(apply)](Arguments arguments) -> Value {
    std::size_t fitting = 0;
    while (fitting < arguments.size() &&
           fits(parameter_of(parameters, fitting), arguments[fitting])) {
      ++fitting;
    }
    if (fitting == arguments.size()) return apply(arguments);
    List values;
    values.reserve(arguments.size());
    for (std::size_t i = 0; i < arguments.size(); ++i) {
      std::optional<Value> value = converted(parameter_of(parameters, i), arguments[i]);
      if (!value) return {};
      values.push_back(std::move(*value));
    }
    return apply(values);
  };
  return {std::move(parameters), std::move(result), std::move(checked)};
}

Signature dynamic_entry(std::vector<Parameter> parameters, Result result, Apply apply) {
  return {std::move(parameters), std::move(result), std::move(apply)};
}

std::optional<std::int64_t> truncated(const Value& number) {
  return number.number().rounded(0, Rounding::kDown).to_int64();
}

std::optional<std::size_t> index_of_position(const Value& position, std::size_t size) {
  const std::optional<std::int64_t> place = position.number().to_int64();
  const auto count = static_cast<std::int64_t>(size);
  if (!place || *place == 0 || *place > count || *place < -count) return std::nullopt;
  return static_cast<std::size_t>(*place > 0 ? *place - 1 : count + *place);
}

}  // namespace zhaoshang
