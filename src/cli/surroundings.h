// What the programme is started with: its arguments, its environment, its terminal. A value, so
// that tests need no process.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostics.h"
#include "engine/base/message.h"

namespace zhaoshang {

struct Surroundings {
  std::vector<std::string> arguments;  // without the programme's name
  /// A variable of the environment; nullopt: not set or empty.
  std::function<std::optional<std::string>(const std::string& name)> variable;
  bool errors_on_terminal = false;

  static Surroundings of_process(int argc, const char* const* argv);
};

/// How messages look before any option is read, and so those about options that cannot be: as
/// `--lang`, `--diagnostics` and `--color` or their variables say where they say it well, the
/// language else by LC_ALL, LC_MESSAGES or LANG (zh…: Chinese), colour else on a terminal only.
DiagnosticStyle style_of(const Surroundings& surroundings);

}  // namespace zhaoshang
