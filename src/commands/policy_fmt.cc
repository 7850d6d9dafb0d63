#include "commands/policy_fmt.h"

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <string>
#include <system_error>

#include "commands/policy_format.h"
#include "engine/base/exit_code.h"
#include "engine/base/output.h"
#include "engine/base/system_error.h"
#include "engine/policy/document.h"

namespace zhaoshang {
namespace {

namespace fs = std::filesystem;

/// Written beside and exchanged in one step, with the rights that the file had.
void replace(const std::string& path, const std::string& text) {
  const std::string beside = path + ".zhaoshang-new";
  Output out = Output::file(beside);
  out.write(text);
  out.close();
  std::error_code error;
  fs::permissions(beside, fs::status(path).permissions(), error);
  fs::rename(beside, fs::canonical(path), error);
  if (!error) return;
  std::error_code ignored;
  fs::remove(beside, ignored);
  throw SystemError::from_errno({"替换", "replace"}, path, error.value());
}

}  // namespace

int run_policy_fmt(const Options& options, Diagnostics& diagnostics) {
  int code = exit_code::kDone;
  Output output = Output::standard();
  for (const std::string& path : options.policies) {
    const SourceFile file(path, read_file(path));
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
      replace(path, text);
    }
  }
  output.close();
  return code;
}

}  // namespace zhaoshang
