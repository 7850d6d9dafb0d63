#include "cli/surroundings.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>

namespace zhaoshang {
namespace {

/// The value of an option among the arguments, the last one where it is repeated, else of its
/// variable.
std::string word_of(const Surroundings& surroundings, const std::string& option,
                    const std::string& variable) {
  const std::vector<std::string>& arguments = surroundings.arguments;
  std::optional<std::string> word;
  for (std::size_t i = 0; i < arguments.size() && arguments[i] != "--"; ++i) {
    if (arguments[i] == option && i + 1 < arguments.size()) word = arguments[i + 1];
    if (arguments[i].starts_with(option + "=")) word = arguments[i].substr(option.size() + 1);
  }
  return word ? *word : surroundings.variable(variable).value_or("");
}

Language language_of_locale(const Surroundings& surroundings) {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const std::optional<std::string> locale = surroundings.variable(name);
    if (locale) return locale->starts_with("zh") ? Language::kChinese : Language::kEnglish;
  }
  return Language::kEnglish;
}

/// A terminal that knows no control sequences.
bool is_dumb(const Surroundings& surroundings) {
  return surroundings.variable("TERM") == std::optional<std::string>("dumb");
}

bool has_color(const Surroundings& surroundings, bool on_terminal) {
  const bool plain = surroundings.variable("NO_COLOR").has_value() || is_dumb(surroundings);
  const std::string color = word_of(surroundings, "--color", "ZHAOSHANG_COLOR");
  return color == "always" || (color != "never" && on_terminal && !plain);
}

std::size_t width_of_terminal(int descriptor) {
  winsize size{};
  const bool is_known = ::ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return is_known ? size.ws_col : Screen{}.width;
}

}  // namespace

Surroundings Surroundings::of_process(int argc, const char* const* argv) {
  Surroundings surroundings;
  for (int i = 1; i < argc; ++i) surroundings.arguments.emplace_back(argv[i]);
  surroundings.variable = [](const std::string& name) -> std::optional<std::string> {
    const char* value = std::getenv(name.c_str());
    if (value == nullptr || *value == '\0') return std::nullopt;
    return value;
  };
  surroundings.errors_on_terminal = ::isatty(STDERR_FILENO) == 1;
  if (::isatty(STDOUT_FILENO) == 1) surroundings.output_width = width_of_terminal(STDOUT_FILENO);
  return surroundings;
}

DiagnosticStyle style_of(const Surroundings& surroundings) {
  DiagnosticStyle style;
  const std::string language = word_of(surroundings, "--lang", "ZHAOSHANG_LANG");
  style.language = language == "zh"   ? Language::kChinese
                   : language == "en" ? Language::kEnglish
                                      : language_of_locale(surroundings);
  style.json_lines = word_of(surroundings, "--diagnostics", "ZHAOSHANG_DIAGNOSTICS") == "jsonl";
  style.color = has_color(surroundings, surroundings.errors_on_terminal);
  return style;
}

std::optional<Screen> screen_of(const Surroundings& surroundings) {
  if (!surroundings.output_width) return std::nullopt;
  return Screen{*surroundings.output_width, has_color(surroundings, true)};
}

bool may_show_progress(const Surroundings& surroundings) {
  return surroundings.errors_on_terminal && !is_dumb(surroundings);
}

}  // namespace zhaoshang
