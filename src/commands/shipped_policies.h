// The policies that are installed with the programme, in share/zhaoshang/policies, which is found
// from where the programme itself stands: what is installed can be moved as a whole.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace zhaoshang {

/// Their names in byte order: "x" of x.yaml. None where nothing is installed.
std::vector<std::string> shipped_policies();

/// The file of one; nullopt: there is none of that name.
std::optional<std::string> shipped_policy(const std::string& name);

}  // namespace zhaoshang
