// What the programme is started with: its arguments, its environment, its terminal. A value, so
// that tests need no process.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostics.h"
#include "engine/base/message.h"
#include "workspace/options.h"

namespace zhaoshang {

struct Surroundings {
  std::vector<std::string> arguments;  // without the programme's name
  /// A variable of the environment; nullopt: not set or empty.
  std::function<std::optional<std::string>(const std::string& name)> variable;
  bool errors_on_terminal = false;
  std::optional<std::size_t>
      output_width;  // of the terminal that standard output is; none: it is not

  static Surroundings of_process(int argc, const char* const* argv);
};

/// How messages look before any option is read, and so those about options that cannot be: as
/// `--lang`, `--diagnostics` and `--color` or their variables say where they say it well, the
/// language else by LC_ALL, LC_MESSAGES or LANG (zh…: Chinese), colour else on a terminal only.
DiagnosticStyle style_of(const Surroundings& surroundings);

/// The terminal that results are shown on; nullopt: standard output is none. Colour as messages
/// have it.
std::optional<Screen> screen_of(const Surroundings& surroundings);
/// Whether work that takes long may show how far it is.
bool may_show_progress(const Surroundings& surroundings);

}  // namespace zhaoshang
