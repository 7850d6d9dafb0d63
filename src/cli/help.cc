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
       {"按政策和台账算清 2022 年,结果在 county/results/2022/",
        "work out 2022 from policy and tables; results in county/results/2022/"}},
      {"zhaoshang assess --help", {"一个命令的说明", "the help of one command"}}};
  return kExamples;
}

}  // namespace

std::string programme_help(Language language) {
  HelpWriter help(language);
  help.line({"zhaoshang 招商:按一份政策(YAML)和台账(CSV)算清一个县的招商工作",
             "zhaoshang (招商): runs a county's investment-promotion scheme over CSV tables"});
  help.examples(programme_examples());
  help.command_list();
  const CommandOptions common = common_options(true);
  help.options(kCommonTitle, common, names_width(common));
  help.heading({"选项也可由环境变量给出,如 ZHAOSHANG_PERIOD。更多:man zhaoshang",
                "Variables such as ZHAOSHANG_PERIOD give options as well. More: man zhaoshang"});
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
