// FEEL: an expression and unary tests, parsed, checked and worked out; what comes of an expression
// is printed, and read again it is the same.
#include <array>
#include <optional>
#include <string>

#include "commands/eval.h"
#include "engine/base/refusal.h"
#include "engine/expr/parser.h"
#include "fuzz/fuzzed_names.h"
#include "fuzz/target.h"

namespace zhaoshang {
namespace {

std::optional<Value> evaluated(const Options& options, Diagnostics& diagnostics) {
  try {
    return evaluate(options, diagnostics);
  } catch (const Refusal& refusal) {
    diagnostics.add(refusal.diagnostic());
    return std::nullopt;
  }
}

/// The literal of a value is an expression of the same value, unless it is larger than one may be.
void read_back(const Value& value) {
  Options options;
  options.expression = to_feel(value);
  if (options.expression->size() > ParseLimits().length / 2) return;
  Diagnostics diagnostics;
  const std::optional<Value> again = evaluated(options, diagnostics);
  if (!again) {
    for (const Diagnostic& each : diagnostics.sorted()) {
      if (each.slug == "feel-too-deep") return;
    }
  }
  require(again.has_value(), "a value that is printed is read");
  require(to_feel(*again) == *options.expression, "and is the same");
}

}  // namespace

void fuzz_feel(std::string_view bytes) {
  Options options;
  options.lets = fuzzed_names(bytes);
  options.expression = std::string(bytes);
  Diagnostics diagnostics;
  const std::optional<Value> value = evaluated(options, diagnostics);
  render(diagnostics, options.style);
  require(value.has_value() != diagnostics.has_errors(), "there is a value or a reason");
  if (value) {
    to_json(*value);
    read_back(*value);
  }
  // One value is tested at a time; which, goes by the length, so that all have their turn.
  static constexpr std::array<const char*, 5> kTested{"12.5", "\"平台\"", "@\"2022-03-01\"",
                                                      "3000万元", "[1, null]"};
  options.test = true;
  options.lets.push_back({"?", kTested[bytes.size() % kTested.size()]});
  Diagnostics found;
  evaluated(options, found);
}

}  // namespace zhaoshang
