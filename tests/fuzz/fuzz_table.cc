// A decision table in a file of its own: read, proved to be without gaps and overlaps, and asked.
#include <optional>

#include "commands/eval.h"
#include "engine/base/refusal.h"
#include "fuzz/fuzzed_names.h"
#include "fuzz/target.h"

namespace zhaoshang {

void fuzz_table(std::string_view bytes) {
  const MemoryFile file(bytes);
  Options options;
  options.lets = fuzzed_names(bytes);
  options.table = file.path();
  Diagnostics diagnostics;
  try {
    const std::optional<Value> value = evaluate(options, diagnostics);
    require(value.has_value() != diagnostics.has_errors(), "there is a value or a reason");
    if (value) to_json(*value);
  } catch (const Refusal& refusal) {
    diagnostics.add(refusal.diagnostic());
  }
  render(diagnostics, options.style);
}

}  // namespace zhaoshang
