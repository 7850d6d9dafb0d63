#include "commands/policy_doc.h"

#include "commands/policy_file.h"
#include "commands/scheme_document.h"
#include "engine/base/exit_code.h"
#include "engine/base/output.h"

namespace zhaoshang {

int run_policy_doc(const Options& options, Diagnostics& diagnostics) {
  int code = exit_code::kDone;
  Output output = Output::standard();
  for (const std::string& path : options.policies) {
    const auto policy = open_policy(path, diagnostics);
    if (!policy->is_valid()) {
      code = exit_code::kBadPolicy;
      continue;
    }
    // What people read is in Chinese, as the scheme is, unless they ask for English.
    output.write(scheme_document(*policy, options.results_language.value_or(Language::kChinese)));
  }
  output.close();
  return code;
}

}  // namespace zhaoshang
