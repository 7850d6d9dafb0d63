// A receipt as verify reads it: one that is understood is written and read as it was.
#include <optional>
#include <string>

#include "fuzz/target.h"
#include "workspace/receipt.h"

namespace zhaoshang {

void fuzz_receipt(std::string_view bytes) {
  const SourceFile file("receipt.json", std::string(bytes));
  Diagnostics diagnostics;
  const std::optional<Receipt> receipt = read_receipt(file, diagnostics);
  render(diagnostics, {});
  require(receipt.has_value() != diagnostics.has_errors(), "there is a receipt or a reason");
  if (!receipt) return;
  const SourceFile written("written.json", to_json(*receipt));
  const std::optional<Receipt> again = read_receipt(written, diagnostics);
  require(again && to_json(*again) == written.text(), "what is written is read as it was");
}

}  // namespace zhaoshang
