// A command line as typed, with an environment of the test's own.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "cli/command_line.h"
#include "cli/surroundings.h"

namespace zhaoshang {

using Variables = std::map<std::string, std::string>;

inline Surroundings typed(std::vector<std::string> arguments, Variables variables = {}) {
  Surroundings surroundings;
  surroundings.arguments = std::move(arguments);
  surroundings.variable =
      [variables = std::move(variables)](const std::string& name) -> std::optional<std::string> {
    const auto found = variables.find(name);
    if (found == variables.end() || found->second.empty()) return std::nullopt;
    return found->second;
  };
  return surroundings;
}

}  // namespace zhaoshang
