// YAML: the layer of our own over yaml-cpp, and the canonical form that it is given.
#include <optional>
#include <string>

#include "commands/policy_format.h"
#include "engine/policy/document.h"
#include "fuzz/target.h"

namespace zhaoshang {
namespace {

void render_both(const Diagnostics& diagnostics) {
  DiagnosticStyle style;
  render(diagnostics, style);
  style.json_lines = true;
  render(diagnostics, style);
}

}  // namespace

void fuzz_yaml(std::string_view bytes) {
  const SourceFile file("f.yaml", std::string(bytes));
  Diagnostics diagnostics;
  const std::optional<PolicyNode> root = load_document(file, diagnostics);
  render_both(diagnostics);
  require(root.has_value() || diagnostics.has_errors(), "what is not read is said to be faulty");
  if (!root || diagnostics.has_errors()) return;
  dump(*root);
  const SourceFile once("once.yaml", formatted(file, *root));
  const std::optional<PolicyNode> again = load_document(once, diagnostics);
  require(again && !diagnostics.has_errors(), "what is formatted is read again");
  require(formatted(once, *again) == once.text(), "formatting twice is formatting once");
}

}  // namespace zhaoshang
