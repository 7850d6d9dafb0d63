#include "commands/shipped_policies.h"

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <system_error>

#include "version.h"
#include "workspace/locate.h"

namespace zhaoshang {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kEnding = ".yaml";

/// Empty: the programme cannot tell where it stands.
fs::path policies_folder() {
  std::error_code error;
  const fs::path programme = fs::read_symlink("/proc/self/exe", error);
  if (error) return {};
  return (programme.parent_path() / kShareFromProgramme / "policies").lexically_normal();
}

}  // namespace

std::vector<std::string> shipped_policies() {
  std::vector<std::string> names;
  for (const std::string& file : names_in(policies_folder().string())) {
    if (file.ends_with(kEnding)) names.push_back(file.substr(0, file.size() - kEnding.size()));
  }
  return names;
}

std::optional<std::string> shipped_policy(const std::string& name) {
  const std::vector<std::string> names = shipped_policies();
  if (std::find(names.begin(), names.end(), name) == names.end()) return std::nullopt;
  return (policies_folder() / (name + std::string(kEnding))).string();
}

}  // namespace zhaoshang
