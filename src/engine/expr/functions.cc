#include "engine/expr/functions.h"

#include <algorithm>
#include <map>

#include "engine/expr/function_kit.h"

namespace zhaoshang {

namespace {

using Catalogue = std::map<std::string_view, Function>;

const Catalogue& catalogue() {
  static const Catalogue all = [] {
    std::vector<Function> functions;
    add_number_functions(functions);
    add_step_functions(functions);
    add_text_functions(functions);
    add_list_functions(functions);
    add_aggregate_functions(functions);
    add_time_functions(functions);
    add_range_functions(functions);
    add_context_functions(functions);
    add_conversion_functions(functions);
    Catalogue by_name;
    for (Function& function : functions) {
      const std::string_view name = function.name;
      by_name.emplace(name, std::move(function));
    }
    return by_name;
  }();
  return all;
}

/// Whether values of a type may be what is asked for; what is not known may.
bool may_be(const Type& asked, const Type& given) {
  if (asked.is_any() || given.is_any() || given.is(TypeKind::kNull)) return true;
  if (asked.is(TypeKind::kList)) return may_be(asked.element(), element_type(given));
  if (asked.kind() != given.kind()) return false;
  if (asked.is(TypeKind::kRange)) return may_be(asked.element(), given.element());
  return true;
}

bool accepts(const Parameter& parameter, const Type& type) {
  return parameter.also.has(type.kind()) || may_be(parameter.type, type);
}

/// Arguments by position; nullopt where their number does not fit.
std::optional<Call> by_position(const Signature& signature, std::size_t count) {
  const std::vector<Parameter>& parameters = signature.parameters;
  const bool variadic = !parameters.empty() && parameters.back().variadic;
  if (count > parameters.size() && !variadic) return std::nullopt;
  Call call{&signature, {}};
  for (std::size_t i = 0; i < std::max(count, parameters.size()); ++i) {
    if (i < count) {
      call.arguments.emplace_back(i);
    } else if (parameters[i].optional) {
      call.arguments.emplace_back();
    } else {
      return std::nullopt;
    }
  }
  return call;
}

/// Arguments by name; nullopt where one is unknown, given twice or missing.
std::optional<Call> by_name(const Signature& signature, std::span<const std::string> names) {
  Call call{&signature, {}};
  std::size_t used = 0;
  for (const Parameter& parameter : signature.parameters) {
    const auto found = std::find(names.begin(), names.end(), parameter.name);
    if (found == names.end()) {
      if (!parameter.optional) return std::nullopt;
      call.arguments.emplace_back();
    } else {
      call.arguments.emplace_back(static_cast<std::size_t>(found - names.begin()));
      ++used;
    }
  }
  return used == names.size() ? std::optional(std::move(call)) : std::nullopt;
}

bool accepts_all(const Call& call, std::span<const Type> types) {
  const std::vector<Parameter>& parameters = call.signature->parameters;
  for (std::size_t i = 0; i < call.arguments.size(); ++i) {
    const Parameter& parameter = parameters[std::min(i, parameters.size() - 1)];
    if (call.arguments[i] && !accepts(parameter, types[*call.arguments[i]])) return false;
  }
  return true;
}

/// Whether the arguments are named in the order of the parameters: before(range, point) and
/// before(point, range) differ in nothing else.
bool in_order(const Call& call) {
  std::size_t last = 0;
  for (const std::optional<std::size_t>& argument : call.arguments) {
    if (argument && *argument < last) return false;
    last = argument.value_or(last);
  }
  return true;
}

}  // namespace

const Function* find_function(std::string_view name) {
  const auto found = catalogue().find(name);
  return found == catalogue().end() ? nullptr : &found->second;
}

std::vector<std::string> function_names() {
  std::vector<std::string> names;
  for (const auto& [name, function] : catalogue()) names.emplace_back(name);
  return names;
}

bool is_function_name(std::string_view name) { return find_function(name) != nullptr; }

Call resolve_call(const Function& function, std::span<const Type> types,
                  std::span<const std::string> names) {
  const bool named = !names.empty() && !names.front().empty();
  Call fitting;
  for (const Signature& signature : function.signatures) {
    std::optional<Call> call =
        named ? by_name(signature, names) : by_position(signature, types.size());
    if (!call || !accepts_all(*call, types)) continue;
    if (in_order(*call)) return std::move(*call);
    if (fitting.signature == nullptr) fitting = std::move(*call);
  }
  return fitting;
}

}  // namespace zhaoshang
