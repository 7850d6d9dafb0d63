// A whole policy: read, planned, checked, tested, printed as a document and formatted.
#include <string>

#include "commands/policy_check.h"
#include "commands/policy_doc.h"
#include "commands/policy_fmt.h"
#include "commands/policy_test.h"
#include "engine/base/refusal.h"
#include "fuzz/target.h"

namespace zhaoshang {
namespace {

/// What the command says is printed as it would be. A refusal is an answer: the user's to mend.
template <class Command>
void run_command(const Command& command, const Options& options) {
  Diagnostics diagnostics;
  try {
    const int code = command(options, diagnostics);
    require(code == 0 || code == 1 || code == 3, "the exit code is one of an answer");
    require((code == 3) == diagnostics.has_errors(), "what is refused is said why");
  } catch (const Refusal& refusal) {
    diagnostics.add(refusal.diagnostic());
  }
  render(diagnostics, options.style);
}

}  // namespace

void fuzz_policy(std::string_view bytes) {
  const MemoryFile file(bytes);
  Options options;
  options.policies = {file.path()};
  options.verbose = true;
  run_command(run_policy_check, options);
  run_command(run_policy_test, options);
  run_command(run_policy_doc, options);
  run_command(run_policy_fmt, options);
}

}  // namespace zhaoshang
