#include "cli/help.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/utf8.h"

namespace zhaoshang {
namespace {

/// `-o, --output DIR`, with the long names below one another.
std::string option_names(const CommandOption& option) {
  std::string names = option.letter.empty() ? "    " : "-" + std::string(option.letter);
  if (!option.letter.empty() && !option.name.empty()) names += ", ";
  if (!option.name.empty()) names += "--" + std::string(option.name);
  if (!option.is_flag()) names += " " + std::string(option.argument);
  return names;
}

std::size_t names_width(const CommandOptions& options) {
  std::size_t width = 0;
  for (const CommandOption* option : options) {
    width = std::max(width, display_width(option_names(*option)));
  }
  return width;
}

std::string padded(std::string text, std::size_t width) {
  text.append(width - std::min(width, display_width(text)) + 2, ' ');
  return text;
}

/// One help text in one language.
class HelpWriter {
 public:
  explicit HelpWriter(Language language) : language_(language) {}

  void line(const Message& text) { out_ += text.in(language_) + "\n"; }

  void heading(const Message& text) { out_ += "\n" + text.in(language_) + "\n"; }

  void usage(const Command& command) {
    heading({"用法:", "Usage:"});
    for (const std::string_view form : command.usage) {
      out_.append("  zhaoshang ").append(command.name).append(" ").append(form).append("\n");
    }
  }

  void examples(const std::vector<Example>& examples) {
    heading({"例子:", "Examples:"});
    for (const Example& example : examples) {
      out_.append("  ").append(example.line).append("\n");
      out_.append("      ").append(example.says.in(language_)).append("\n");
    }
  }

  /// Those of a group, or all.
  void command_list(std::string_view group = {}) {
    heading({"命令:", "Commands:"});
    std::size_t name_width = 0;
    std::size_t word_width = 0;
    for (const Command& command : commands()) {
      name_width = std::max(name_width, display_width(command.name));
      word_width = std::max(word_width, display_width(command.word));
    }
    for (const Command& command : commands()) {
      if (!group.empty() && command.group() != group) continue;
      row(padded(std::string(command.name), name_width) +
              padded(std::string(command.word), word_width),
          command.says);
    }
  }

  /// Each on one line.
  void short_examples(const std::vector<Example>& examples) {
    line({"例子:", "Examples:"});
    std::size_t width = 0;
    for (const Example& example : examples) width = std::max(width, display_width(example.line));
    for (const Example& example : examples) row(padded(example.line, width), example.says);
  }

  /// All commands, those of a group in one line.
  void command_overview();

  /// `width`: of the names of all options of the help, so that their meanings stand in one column.
  void options(const Message& title, const CommandOptions& options, std::size_t width) {
    heading(title);
    for (const CommandOption* option : options) {
      row(padded(option_names(*option), width), option->says);
    }
  }

  std::string take() { return std::move(out_); }

 private:
  void row(const std::string& left, const Message& says) {
    out_ += "  " + left + says.in(language_) + "\n";
  }

  Language language_;
  std::string out_;
};

/// The commands of a group by their last names: `check|test|fmt`.
std::string members_of(const CommandGroup& group) {
  std::string names;
  for (const Command& command : commands()) {
    if (command.group() != group.name) continue;
    names += (names.empty() ? "" : "|") + std::string(command.last_name());
  }
  return names;
}

void HelpWriter::command_overview() {
  heading({"命令:", "Commands:"});
  std::size_t width = 0;
  for (const Command& command : commands()) {
    if (command.group().empty()) width = std::max(width, display_width(command.name));
  }
  for (const Command& command : commands()) {
    if (!command.group().empty()) continue;
    row(padded(std::string(command.name), width) + padded(std::string(command.word), 4),
        command.says);
  }
  for (const CommandGroup& group : command_groups()) {
    const std::string members = members_of(group);
    row(padded(std::string(group.name), width) + padded(std::string(group.word), 4),
        {members + ":" + group.says.zh, members + ": " + group.says.en});
  }
}

const Message kCommonTitle = {"通用选项:", "Common options:"};

/// The options of workspaces, where they apply, and those of all commands.
CommandOptions common_options(bool on_workspace) {
  CommandOptions common;
  if (on_workspace) common = workspace_options();
  common.insert(common.end(), general_options().begin(), general_options().end());
  return common;
}

const std::vector<Example>& programme_examples() {
  static const std::vector<Example> kExamples = {
      {"zhaoshang run -C county --period 2022",
       {"算清 2022 年,结果在 county/results", "work out 2022, into county/results"}},
      {"zhaoshang explain assess T02 -C county",
       {"T02 的得分怎么来的", "how T02 came by its score"}}};
  return kExamples;
}

/// The options that most command lines have; each command's help has all of its own.
Message most_used_options() {
  std::string names;
  for (const CommandOption* option : workspace_options()) {
    if (option->letter.empty() && option->name != "period" && option->name != "format" &&
        option->name != "lang")
      continue;
    std::string name = option->letter.empty() ? "--" + std::string(option->name)
                                              : "-" + std::string(option->letter);
    if (!option->is_flag()) name += " " + std::string(option->argument);
    names += "  " + name;
  }
  return {"选项:" + names, "Options:" + names};
}

}  // namespace

// A screen of 80 columns and 24 lines holds it, the prompt included.
std::string programme_help(Language language) {
  HelpWriter help(language);
  help.line({"zhaoshang 招商:按一份政策(YAML)和台账(CSV)算清一个县的招商工作",
             "zhaoshang (招商): runs a county's investment-promotion scheme over CSV tables"});
  help.short_examples(programme_examples());
  help.command_overview();
  help.line(most_used_options());
  help.line({"每个命令的说明:zhaoshang 命令 --help,或 man zhaoshang-命令",
             "All about a command: zhaoshang COMMAND --help, or man zhaoshang-COMMAND"});
  return help.take();
}

std::string command_help(const Command& command, Language language) {
  const std::string name = "zhaoshang " + std::string(command.name);
  const std::string word(command.word);
  HelpWriter help(language);
  help.line(
      {name + " " + word + ":" + command.says.zh, name + " (" + word + "): " + command.says.en});
  help.examples(command.examples);
  help.usage(command);
  const CommandOptions common = common_options(command.on_workspace);
  const std::size_t width = std::max(names_width(command.own_options), names_width(common));
  const Message title{"选项:", "Options:"};
  if (!command.own_options.empty()) help.options(title, command.own_options, width);
  help.options(command.own_options.empty() ? title : kCommonTitle, common, width);
  const std::string page = "man " + command.page();
  help.heading({"更多:" + page, "More: " + page});
  return help.take();
}

std::string group_help(const CommandGroup& group, Language language) {
  const std::string name = "zhaoshang " + std::string(group.name);
  HelpWriter help(language);
  help.line({name + ":" + group.says.zh, name + ": " + group.says.en});
  help.command_list(group.name);
  help.options(kCommonTitle, general_options(), names_width(general_options()));
  const std::string page = "man zhaoshang-" + std::string(group.name);
  help.heading({"更多:" + page, "More: " + page});
  return help.take();
}

}  // namespace zhaoshang
