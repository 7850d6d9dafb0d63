#include "commands/policy_file.h"

#include "engine/base/output.h"

namespace zhaoshang {

std::unique_ptr<OpenedPolicy> open_policy(const std::string& path, Diagnostics& diagnostics) {
  auto opened = std::make_unique<OpenedPolicy>();
  opened->file = std::make_unique<SourceFile>(path, read_file(path));
  const std::size_t before = diagnostics.error_count();
  if (auto root = load_document(*opened->file, diagnostics)) {
    opened->root = std::move(*root);
    opened->policy = read_policy(opened->root, diagnostics);
    opened->plan = Plan::compile(opened->policy, diagnostics);
  }
  if (diagnostics.error_count() > before) opened->plan.reset();
  return opened;
}

}  // namespace zhaoshang
