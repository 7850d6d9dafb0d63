// The catalogue of built-in functions that work on values alone (DMN 10.3.4) and ours
// (policy-language 3). One entry a function: names of parameters, types, meaning. What needs rows,
// folds or the run's scope is a node of Program instead.
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/value/value.h"

namespace zhaoshang {

/// A set of kinds.
class KindSet {
 public:
  constexpr KindSet() = default;
  constexpr KindSet(std::initializer_list<TypeKind> kinds) {
    for (const TypeKind kind : kinds) bits_ |= 1U << static_cast<unsigned>(kind);
  }
  constexpr bool has(TypeKind kind) const {
    return (bits_ >> static_cast<unsigned>(kind) & 1U) != 0;
  }

 private:
  std::uint32_t bits_ = 0;
};

/// One parameter: its name for named arguments and the type it takes.
struct Parameter {
  std::string_view name;
  Type type;  // kAny: anything, null included
  bool optional = false;
  bool variadic = false;  // the last: takes all further arguments (`max(1, 2, 3)`)
  KindSet also;           // further kinds it takes: money where a number may stand
  bool pattern = false;   // a regular expression
};

/// One way of calling a function. A function may have several (by number, kinds or names of
/// arguments).
struct Signature {
  std::vector<Parameter> parameters;
  /// The result type from the argument types (Any where it cannot be told).
  std::function<Type(std::span<const Type>)> result;
  /// Arguments in the order of the parameters, absent optional ones null. Converts a single value
  /// to a list and a list of one to its item where the parameter asks for it (DMN 10.3.2.9.4).
  /// Wrong kinds are null.
  std::function<Value(std::span<const Value>)> apply;
};

/// A built-in function.
struct Function {
  std::string_view name;  // "string length"
  std::vector<Signature> signatures;
};

/// nullptr: no such function.
const Function* find_function(std::string_view name);
/// All names in byte order, for suggestions and the manual.
std::vector<std::string> function_names();
/// Whether the catalogue has a function of this name: the parser joins the words of "date and time"
/// when a `(` follows them.
bool is_function_name(std::string_view name);

/// How arguments meet a signature: for each parameter the index of the argument, or nullopt when
/// absent.
struct Call {
  const Signature* signature = nullptr;
  /// Per parameter; variadic ones follow one another.
  std::vector<std::optional<std::size_t>> arguments;
};
/// The signature that fits the number, names and (where known) types of the arguments; nullptr
/// signature: none fits.
Call resolve_call(const Function& function, std::span<const Type> types,
                  std::span<const std::string> names);

}  // namespace zhaoshang
