// A whole policy: read, planned, checked and formatted; one that holds is also tested and printed
// as a document, and its canonical form is the same policy.
#include <memory>
#include <optional>
#include <string>

#include "commands/policy_check.h"
#include "commands/policy_file.h"
#include "commands/policy_format.h"
#include "commands/policy_test.h"
#include "commands/scheme_document.h"
#include "engine/base/refusal.h"
#include "fuzz/target.h"

namespace zhaoshang {
namespace {

/// What the command says is printed as it would be. A refusal is an answer: the user's to mend.
template <class Command>
int run_command(const Command& command, const Options& options) {
  Diagnostics diagnostics;
  int code = 3;
  try {
    code = command(options, diagnostics);
    require(code == 0 || code == 1 || code == 3, "the exit code is one of an answer");
    require((code == 3) == diagnostics.has_errors(), "what is refused is said why");
  } catch (const Refusal& refusal) {
    diagnostics.add(refusal.diagnostic());
  }
  render(diagnostics, options.style);
  return code;
}

/// nullopt: no YAML.
std::optional<std::string> in_canonical_form(std::string_view bytes) {
  const SourceFile file("policy.yaml", std::string(bytes));
  Diagnostics diagnostics;
  const std::optional<PolicyNode> root = load_document(file, diagnostics);
  if (!root || diagnostics.has_errors()) return std::nullopt;
  return formatted(file, *root);
}

/// nullopt: no policy.
std::optional<std::string> document_of(const std::string& path) {
  Diagnostics diagnostics;
  const std::unique_ptr<OpenedPolicy> policy = open_policy(path, diagnostics);
  if (!policy->is_valid()) return std::nullopt;
  return scheme_document(*policy, Language::kChinese);
}

}  // namespace

void fuzz_policy(std::string_view bytes) {
  const MemoryFile file(bytes);
  Options options;
  options.policies = {file.path()};
  options.verbose = true;
  const bool is_good = run_command(run_policy_check, options) != 3;
  const std::optional<std::string> canonical = in_canonical_form(bytes);
  if (canonical) require(in_canonical_form(*canonical) == canonical, "its form is canonical");
  if (!is_good) return;
  require(canonical.has_value(), "a policy has a canonical form");
  run_command(run_policy_test, options);
  const MemoryFile formatted_file(*canonical);
  require(document_of(file.path()) == document_of(formatted_file.path()),
          "which is the same policy");
}

}  // namespace zhaoshang
