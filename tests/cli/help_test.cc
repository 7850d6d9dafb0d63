// Helps: of the programme and of every command, in both languages.
#include "cli/help.h"

#include <doctest/doctest.h>

#include <set>
#include <sstream>
#include <string>

#include "cli/command_table.h"
#include "engine/base/utf8.h"

namespace zhaoshang {
namespace {

constexpr std::size_t kWidest = 100;

void each_help(const auto& visit) {
  for (const Language language : {Language::kChinese, Language::kEnglish}) {
    visit(programme_help(language));
    for (const Command& command : commands()) visit(command_help(command, language));
  }
}

TEST_CASE("lines fit a terminal and have no blanks at their ends") {
  each_help([](const std::string& help) {
    std::istringstream lines(help);
    for (std::string line; std::getline(lines, line);) {
      CAPTURE(line);
      CHECK_LE(display_width(line), kWidest);
      CHECK_FALSE(line.ends_with(' '));
    }
  });
}

TEST_CASE("meanings stand in one column, as a terminal shows them") {
  std::istringstream lines(command_help(commands().front(), Language::kChinese));
  std::set<std::size_t> columns;
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("  -") && !line.starts_with("      --")) continue;
    const std::size_t gap = line.find("  ", line.find_first_not_of(' '));
    columns.insert(display_width(line.substr(0, line.find_first_not_of(' ', gap))));
  }
  CHECK_EQ(columns.size(), 1);
}

TEST_CASE("examples come first, then the usage and the options") {
  for (const Command& command : commands()) {
    const std::string help = command_help(command, Language::kEnglish);
    CAPTURE(help);
    const std::size_t examples = help.find("\nExamples:\n");
    const std::size_t usage = help.find("\nUsage:\n");
    const std::size_t options = help.find("\nOptions:\n");
    REQUIRE_NE(options, std::string::npos);
    CHECK_LT(examples, usage);
    CHECK_LT(usage, options);
    for (const CommandOption* option : command.options()) {
      CHECK_NE(help.find(option->spelled()), std::string::npos);
    }
  }
}

TEST_CASE("every command and option says what it does in both languages") {
  for (const Command& command : commands()) {
    CAPTURE(command.name);
    CHECK_FALSE(command.says.zh.empty());
    CHECK_FALSE(command.says.en.empty());
    CHECK_FALSE(command.word.empty());
    CHECK_FALSE(command.examples.empty());
    for (const CommandOption* option : command.options()) {
      CAPTURE(option->spelled());
      CHECK_FALSE(option->says.zh.empty());
      CHECK_FALSE(option->says.en.empty());
      CHECK_EQ(option->is_flag(), option->form.empty());
    }
  }
}

}  // namespace
}  // namespace zhaoshang
