// zhaoshang.yaml: the settings of a workspace.
#include <string>

#include "fuzz/target.h"
#include "workspace/settings.h"

namespace zhaoshang {

void fuzz_workspace(std::string_view bytes) {
  const SourceFile file("zhaoshang.yaml", std::string(bytes));
  Diagnostics diagnostics;
  const Settings settings = read_settings(file, diagnostics);
  render(diagnostics, {});
  if (diagnostics.has_errors()) return;
  require(!settings.results.empty(), "results have a folder");
  for (const DataEntry& each : settings.data)
    require(settings.data_of(each.table) == &each, "a table is named once");
}

}  // namespace zhaoshang
