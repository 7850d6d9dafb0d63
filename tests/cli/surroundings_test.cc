// The language, form and colour of messages, before the command line is read.
#include "cli/surroundings.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "cli/typed.h"

namespace zhaoshang {
namespace {

TEST_CASE("the language of messages: option, variable, locale, English") {
  const struct {
    std::vector<std::string> arguments;
    Variables variables;
    bool chinese;
  } rows[] = {
      {{}, {}, false},
      {{}, {{"LANG", "C"}}, false},
      {{}, {{"LANG", "zh_CN.UTF-8"}}, true},
      {{}, {{"LANG", "zh_CN.UTF-8"}, {"LC_MESSAGES", "en_US.UTF-8"}}, false},
      {{}, {{"LC_ALL", "zh_TW.UTF-8"}, {"LC_MESSAGES", "C"}, {"LANG", "C"}}, true},
      {{}, {{"LC_ALL", "C"}, {"ZHAOSHANG_LANG", "zh"}}, true},
      {{"run", "--lang", "en"}, {{"ZHAOSHANG_LANG", "zh"}}, false},
      {{"run", "--lang=zh"}, {}, true},
      {{"--lang", "zh", "run", "--lang", "en"}, {}, false},
      {{"run", "--lang", "fr"}, {{"LANG", "zh_CN"}}, true},
      {{"eval", "--", "--lang", "zh"}, {}, false},
      {{"--lang"}, {}, false},
  };
  for (const auto& row : rows) {
    CAPTURE(row.arguments);
    CAPTURE(row.variables);
    const Language language = style_of(typed(row.arguments, row.variables)).language;
    CHECK_EQ(language == Language::kChinese, row.chinese);
  }
}

TEST_CASE("colour on a terminal only, unless an option says otherwise") {
  const struct {
    std::vector<std::string> arguments;
    Variables variables;
    bool terminal;
    bool color;
  } rows[] = {
      {{}, {}, false, false},
      {{}, {}, true, true},
      {{}, {{"NO_COLOR", "1"}}, true, false},
      {{}, {{"TERM", "dumb"}}, true, false},
      {{"--color", "always"}, {{"NO_COLOR", "1"}}, false, true},
      {{"--color", "never"}, {}, true, false},
      {{"--color", "auto"}, {}, true, true},
      {{}, {{"ZHAOSHANG_COLOR", "always"}}, false, true},
  };
  for (const auto& row : rows) {
    CAPTURE(row.arguments);
    CAPTURE(row.variables);
    Surroundings surroundings = typed(row.arguments, row.variables);
    surroundings.errors_on_terminal = row.terminal;
    CHECK_EQ(style_of(surroundings).color, row.color);
  }
}

TEST_CASE("faults of the command line itself come in the form asked for") {
  CHECK(style_of(typed({"run", "--diagnostics", "jsonl", "--nonsense"})).json_lines);
  CHECK_FALSE(style_of(typed({"run"})).json_lines);
}

}  // namespace
}  // namespace zhaoshang
