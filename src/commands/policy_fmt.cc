#include "commands/policy_fmt.h"

#include <string>

#include "commands/policy_format.h"
#include "engine/base/exit_code.h"
#include "engine/base/output.h"
#include "engine/base/replace_file.h"
#include "engine/policy/document.h"

namespace zhaoshang {

int run_policy_fmt(const Options& options, Diagnostics& diagnostics) {
  int code = exit_code::kDone;
  Output output = Output::standard();
  for (const std::string& path : options.policies) {
    const SourceFile file(path, read_document(path));
    const std::size_t before = diagnostics.error_count();
    const auto root = load_document(file, diagnostics);
    if (!root || diagnostics.error_count() > before) {
      code = exit_code::kBadPolicy;
      continue;
    }
    const std::string text = formatted(file, *root);
    if (!options.write) {
      output.write(text);
    } else if (text != file.text()) {
      replace_file(path, text);
    }
  }
  output.close();
  return code;
}

}  // namespace zhaoshang
