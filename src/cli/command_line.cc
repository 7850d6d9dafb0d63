#include "cli/command_line.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <list>
#include <string>
#include <utility>
#include <vector>

#include "cli/cli_diagnostics.h"
#include "engine/base/suggest.h"

namespace zhaoshang {
namespace {

/// The arguments of one level (the programme's or a command's), as CLI11 tells them apart.
struct Level {
  CLI::App* app = nullptr;
  std::vector<std::pair<const CommandOption*, CLI::Option*>> options;
  CLI::Option* argument = nullptr;

  bool given(std::string_view name) const {
    return std::any_of(options.begin(), options.end(), [&](const auto& option) {
      return option.first->name == name && option.second->count() > 0;
    });
  }
};

std::string cli11_names(const CommandOption& option) {
  std::string names;
  if (!option.letter.empty()) names = "-" + std::string(option.letter);
  if (!option.name.empty()) names += (names.empty() ? "--" : ",--") + std::string(option.name);
  return names;
}

/// What is not known stays among the remaining arguments, so that the fault is told in our words.
Level level_of(CLI::App& app, const CommandOptions& options) {
  Level level;
  level.app = &app;
  app.set_help_flag();
  app.allow_extras();
  for (const CommandOption* option : options) {
    CLI::Option* added = option->is_flag() ? app.add_flag(cli11_names(*option))
                                           : app.add_option(cli11_names(*option));
    if (!option->is_flag()) added->type_size(1)->expected(1)->allow_extra_args(false);
    added->multi_option_policy(option->repeats ? CLI::MultiOptionPolicy::TakeAll
                                               : CLI::MultiOptionPolicy::TakeLast);
    level.options.emplace_back(option, added);
  }
  return level;
}

bool is_option(const std::string& argument) { return argument.size() > 1 && argument[0] == '-'; }

/// What CLI11 found no place for; it counts the mark `--` among that.
std::vector<std::string> extras_of(const CLI::App& app) {
  std::vector<std::string> extras = app.remaining();
  extras.erase(std::remove(extras.begin(), extras.end(), "--"), extras.end());
  return extras;
}

std::vector<std::string> spellings(const CommandOptions& options) {
  std::vector<std::string> all;
  for (const CommandOption* option : options) all.push_back(option->spelled());
  return all;
}

/// The name nearest to it, or that of the Chinese word.
std::optional<std::string> nearest_command(const std::string& name) {
  std::vector<std::string> names;
  for (const Command& command : commands()) {
    if (command.word == name || command.last_name() == name) return std::string(command.name);
    names.emplace_back(command.name);
  }
  return nearest(name, names);
}

/// `--period=2022` as far as it is a name.
std::string option_part(const std::string& argument) {
  return argument.substr(0, argument.find('='));
}

/// The one option that a word is the beginning of; nullopt: none, or several.
std::optional<std::string> begun_option(const std::string& word, const CommandOptions& known) {
  std::optional<std::string> begun;
  for (const std::string& each : spellings(known)) {
    if (!each.starts_with(word)) continue;
    if (begun) return std::nullopt;
    begun = each;
  }
  return begun;
}

/// The commands that have an option of this spelling; none where too many have it to be told.
std::vector<std::string> commands_with(const std::string& option) {
  constexpr std::size_t kMost = 3;
  std::vector<std::string> names;
  for (const Command& command : commands()) {
    const std::vector<std::string> all = spellings(command.options());
    if (std::find(all.begin(), all.end(), option) != all.end()) names.emplace_back(command.name);
  }
  if (names.size() > kMost) names.clear();
  return names;
}

Diagnostic unknown_option(const std::string& argument, const Command* command,
                          const CommandOptions& known) {
  const std::string option = option_part(argument);
  const bool is_letter = option.size() <= 2;  // to which every other letter would be near
  std::optional<std::string> meant;
  std::vector<std::string> elsewhere = commands_with(option);
  if (!is_letter && elsewhere.empty()) {
    meant = nearest(option, spellings(known));
    if (!meant) meant = begun_option(option, known);
  }
  return cli_diagnostics::unknown_option(option, command == nullptr ? "" : command->name, meant,
                                         elsewhere,
                                         command != nullptr && command->argument.is_expression);
}

/// The word of `csv|md|json` that a value is nearest to.
std::optional<std::string> nearest_word(const std::string& value, std::string_view argument) {
  std::vector<std::string> words;
  while (!argument.empty()) {
    const std::size_t end = std::min(argument.find('|'), argument.size());
    words.emplace_back(argument.substr(0, end));
    argument.remove_prefix(std::min(end + 1, argument.size()));
  }
  return words.size() > 1 ? nearest(value, words) : std::nullopt;
}

/// One reading of a command line.
class CommandLineReader {
 public:
  CommandLineReader(const Surroundings& surroundings, Diagnostics& diagnostics)
      : surroundings_(surroundings), diagnostics_(diagnostics) {}

  Request read() {
    request_.options.style = style_of(surroundings_);
    request_.options.screen = screen_of(surroundings_);
    request_.options.shows_progress = may_show_progress(surroundings_);
    add_levels();
    if (report_empty_value()) return std::move(request_);
    try {
      std::vector<std::string> reversed(surroundings_.arguments.rbegin(),
                                        surroundings_.arguments.rend());
      app_.parse(std::move(reversed));
    } catch (const CLI::ArgumentMismatch& fault) {
      report_missing_value(fault.what());
      return std::move(request_);
    } catch (const CLI::ParseError& fault) {
      diagnostics_.add(cli_diagnostics::usage(fault.what()));
      return std::move(request_);
    }
    find_command();
    if (asks_for("help")) return answer(Request::Kind::kHelp);
    if (asks_for("version")) return answer(Request::Kind::kVersion);
    read_levels();
    return diagnostics_.has_errors() ? std::move(request_) : answer(Request::Kind::kRun);
  }

 private:
  void add_levels() {
    CommandOptions options = workspace_options();
    options.insert(options.end(), general_options().begin(), general_options().end());
    programme_ = level_of(app_, options);
    app_.require_subcommand(0, 1);
    for (const CommandGroup& group : command_groups()) {
      CLI::App* app = app_.add_subcommand(std::string(group.name));
      app->require_subcommand(0, 1);
      groups_.push_back(level_of(*app, general_options()));
    }
    for (const Command& command : commands()) {
      CLI::App* app = parent_of(command).add_subcommand(std::string(command.last_name()));
      Level& level = levels_.emplace_back(level_of(*app, command.options()));
      if (command.argument.name.empty()) continue;
      level.argument = app->add_option(std::string(command.argument.name));
      if (command.argument.repeats) level.argument->expected(1, -1)->allow_extra_args();
    }
  }

  CLI::App& parent_of(const Command& command) {
    for (const Level& group : groups_) {
      if (group.app->get_name() == command.group()) return *group.app;
    }
    return app_;
  }

  /// `--output=` with nothing behind it, as an empty variable of the shell leaves it: CLI11 would
  /// take the next argument for its value.
  bool report_empty_value() {
    for (const std::string& argument : surroundings_.arguments) {
      if (argument == "--") return false;
      if (!argument.starts_with("--") || argument.find('=') != argument.size() - 1) continue;
      report_missing_value(option_part(argument));
      return true;
    }
    return false;
  }

  /// CLI11 says "--period: 1 required TEXT missing".
  void report_missing_value(const std::string& text) {
    const std::string option = text.substr(0, text.find(':'));
    Message form;
    auto level = levels_.begin();
    for (const Command& command : commands()) {
      const std::vector<std::string>& words = surroundings_.arguments;
      const bool is_named =
          std::find(words.begin(), words.end(), command.last_name()) != words.end();
      for (const auto& [known, added] : level->options) {
        if (known->spelled() == option && (is_named || form.empty())) form = known->form;
      }
      if (is_named && !form.empty()) break;
      ++level;
    }
    diagnostics_.add(cli_diagnostics::option_without_value(option, form));
  }

  void find_command() {
    auto level = levels_.begin();
    for (const Command& command : commands()) {
      if (level->app->parsed()) {
        request_.command = &command;
        chosen_ = &*level;
      }
      ++level;
    }
    auto group = groups_.begin();
    for (const CommandGroup& each : command_groups()) {
      if (group->app->parsed()) {
        request_.group = &each;
        chosen_group_ = &*group;
      }
      ++group;
    }
  }

  bool asks_for(std::string_view name) const {
    return programme_.given(name) || (chosen_ != nullptr && chosen_->given(name)) ||
           (chosen_group_ != nullptr && chosen_group_->given(name));
  }

  Request answer(Request::Kind kind) {
    request_.kind = kind;
    return std::move(request_);
  }

  void read_levels() {
    if (request_.command == nullptr) {
      report_missing_command();
      return;
    }
    const Command& command = *request_.command;
    const CommandOptions known = command.options();
    for (const auto& [option, given] : programme_.options) {
      if (given->count() == 0) continue;
      if (std::find(known.begin(), known.end(), option) == known.end()) {
        diagnostics_.add(unknown_option(option->spelled(), &command, known));
      }
    }
    report_extras(command, known);
    report_conflicts(known);
    if (diagnostics_.has_errors()) return;  // what follows may be a consequence
    read_values(programme_);
    read_values(*chosen_);
    if (chosen_->argument != nullptr && chosen_->argument->count() > 0) {
      for (const std::string& value : chosen_->argument->results()) {
        if (command.argument.read(value, request_.options)) continue;
        diagnostics_.add(command.argument.form.empty()
                             ? cli_diagnostics::surplus_argument(value, command.name,
                                                                 command.argument.is_expression)
                             : cli_diagnostics::option_value(command.argument.name, value,
                                                             command.argument.form));
      }
    }
    read_environment(known);
    if (command.check != nullptr && !diagnostics_.has_errors()) {
      command.check(request_.options, diagnostics_);
    }
  }

  void report_missing_command() {
    std::vector<std::string> extras = extras_of(app_);
    if (chosen_group_ != nullptr) {
      const std::vector<std::string> own = extras_of(*chosen_group_->app);
      extras.insert(extras.end(), own.begin(), own.end());
      if (extras.empty() || is_option(extras.front())) return report_missing_part();
      diagnostics_.add(cli_diagnostics::unknown_command(
          std::string(request_.group->name) + " " + extras.front(),
          nearest_command(std::string(request_.group->name) + " " + extras.front())));
    } else if (extras.empty()) {
      diagnostics_.add(cli_diagnostics::missing_command());
    } else if (is_option(extras.front())) {
      diagnostics_.add(unknown_option(extras.front(), nullptr, workspace_options()));
    } else {
      const std::string& name = extras.front();
      diagnostics_.add(cli_diagnostics::unknown_command(name, nearest_command(name)));
    }
  }

  void report_missing_part() {
    std::vector<std::string> parts;
    for (const Command& command : commands()) {
      if (command.group() == request_.group->name) parts.emplace_back(command.last_name());
    }
    diagnostics_.add(cli_diagnostics::missing_part(request_.group->name, parts));
  }

  /// The first argument that nothing knows: those after it may belong to it.
  void report_extras(const Command& command, const CommandOptions& known) {
    std::vector<std::string> extras = extras_of(app_);
    const std::vector<std::string> own = extras_of(*chosen_->app);
    extras.insert(extras.end(), own.begin(), own.end());
    const auto option = std::find_if(extras.begin(), extras.end(), is_option);
    if (option != extras.end()) {
      diagnostics_.add(unknown_option(*option, &command, known));
    } else if (!extras.empty()) {
      diagnostics_.add(cli_diagnostics::surplus_argument(extras.front(), command.name,
                                                         command.argument.is_expression));
    }
  }

  void report_conflicts(const CommandOptions& known) {
    for (const CommandOption* option : known) {
      if (option->excludes.empty() || !asks_for(option->name) || !asks_for(option->excludes))
        continue;
      diagnostics_.add(cli_diagnostics::options_conflict(option->spelled(),
                                                         "--" + std::string(option->excludes)));
    }
  }

  void read_values(const Level& level) {
    for (const auto& [option, given] : level.options) {
      if (option->read == nullptr || given->count() == 0) continue;
      for (const std::string& value : given->reduced_results()) {
        if (option->read(value, request_.options)) continue;
        diagnostics_.add(cli_diagnostics::option_value(option->spelled(), value, option->form,
                                                       nearest_word(value, option->argument)));
      }
    }
  }

  void read_environment(const CommandOptions& known) {
    // A variable chooses the language of messages only, never that of result files.
    const std::optional<Language> results_language = request_.options.results_language;
    for (const CommandOption* option : known) {
      const std::string variable = option->variable();
      if (variable.empty() || programme_.given(option->name) || chosen_->given(option->name)) {
        continue;
      }
      const std::optional<std::string> value = surroundings_.variable(variable);
      if (!value || option->read(*value, request_.options)) continue;
      diagnostics_.add(cli_diagnostics::option_value(variable, *value, option->form,
                                                     nearest_word(*value, option->argument)));
    }
    request_.options.results_language = results_language;
  }

  const Surroundings& surroundings_;
  Diagnostics& diagnostics_;
  CLI::App app_;
  Level programme_;
  std::list<Level> levels_;  // one for each command, in the order of the table
  std::list<Level> groups_;  // one for each group, in the order of their table
  const Level* chosen_ = nullptr;
  const Level* chosen_group_ = nullptr;
  Request request_;
};

}  // namespace

Request read_command_line(const Surroundings& surroundings, Diagnostics& diagnostics) {
  return CommandLineReader(surroundings, diagnostics).read();
}

}  // namespace zhaoshang
