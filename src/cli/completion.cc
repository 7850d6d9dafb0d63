#include "cli/completion.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <utility>

#include "cli/cli_diagnostics.h"
#include "cli/command_table.h"
#include "cli/completion_scripts.h"
#include "cli/value_sources.h"
#include "engine/base/exit_code.h"
#include "engine/base/output.h"

namespace zhaoshang {
namespace {

constexpr std::string_view kAskedByScripts = "words";

std::vector<std::string> parts_of(std::string_view text, char between) {
  std::vector<std::string> parts;
  for (std::size_t from = 0;;) {
    const std::size_t end = text.find(between, from);
    parts.emplace_back(text.substr(from, end - from));
    if (end == std::string_view::npos) return parts;
    from = end + 1;
  }
}

/// A command line read as far as it goes; what is wrong with it is for a run to tell.
class TypedLine {
 public:
  TypedLine(const std::vector<std::string>& words, Language language) {
    options_.style.language = language;
    typed_ = joined(words);
    if (typed_.empty()) typed_.emplace_back();
    // A shell that cuts at `=` replaces what stands behind the last one, not the whole.
    const bool is_cut = !words.empty() && typed_.back() != words.back();
    cut_ = is_cut ? typed_.back().rfind('=') + 1 : 0;
    for (std::size_t i = 0; i + 1 < typed_.size(); ++i) take(typed_[i]);
  }

  Completion complete() {
    const std::string& last = typed_.back();
    if (awaited_ != nullptr) {
      add_values(*awaited_, last, "");
    } else if (!only_arguments_ && last.starts_with("--") && last.find('=') != last.npos) {
      const std::size_t value = last.find('=') + 1;
      const CommandOption* const option = find_option(last.substr(0, value - 1));
      if (option != nullptr && !option->is_flag())
        add_values(*option, last.substr(value), last.substr(0, value));
    } else if (!only_arguments_ && last.starts_with('-')) {
      add_options(last);
    } else if (command_ == nullptr) {
      add_commands(last);
    } else {
      add_argument(last);
    }
    for (KnownWord& each : found_.words) each.word.erase(0, cut_);
    return std::move(found_);
  }

 private:
  /// `--lang` `=` `zh` as one word.
  static std::vector<std::string> joined(const std::vector<std::string>& words) {
    std::vector<std::string> all;
    for (std::size_t i = 0; i < words.size(); ++i) {
      const bool goes_on = i > 0 && (words[i].starts_with('=') || words[i - 1] == "=");
      if (goes_on) {
        all.back() += words[i];
      } else {
        all.push_back(words[i]);
      }
    }
    return all;
  }

  CommandOptions options_here() const {
    if (command_ != nullptr) return command_->options();
    CommandOptions all;
    if (group_.empty()) all = workspace_options();
    all.insert(all.end(), general_options().begin(), general_options().end());
    return all;
  }

  const CommandOption* find_option(std::string_view spelled) const {
    for (const CommandOption* option : options_here()) {
      if (spelled.substr(0, 2) == "--" ? spelled.substr(2) == option->name
                                       : spelled.substr(1) == option->letter)
        return option;
    }
    return nullptr;
  }

  void take(const std::string& word) {
    if (awaited_ != nullptr) {
      if (awaited_->read != nullptr) awaited_->read(word, options_);
      awaited_ = nullptr;
    } else if (only_arguments_ || !word.starts_with('-') || word == "-") {
      take_argument(word);
    } else if (word == "--") {
      only_arguments_ = true;
    } else {
      take_option(word);
    }
  }

  void take_option(const std::string& word) {
    const bool is_letter = !word.starts_with("--");
    const std::size_t end = is_letter ? 2 : std::min(word.find('='), word.size());
    const CommandOption* const option = find_option(word.substr(0, end));
    if (option == nullptr) return;
    given_.push_back(option);
    if (option->is_flag() || option->read == nullptr) return;
    const std::string value = word.substr(std::min(word.size(), is_letter ? end : end + 1));
    if (end == word.size()) {
      awaited_ = option;
    } else {
      option->read(value, options_);
    }
  }

  void take_argument(const std::string& word) {
    if (command_ != nullptr) {
      if (command_->argument.read != nullptr) command_->argument.read(word, options_);
      ++arguments_;
      return;
    }
    const std::string name = group_.empty() ? word : group_ + " " + word;
    for (const Command& command : commands()) {
      if (command.name == name) command_ = &command;
    }
    for (const CommandGroup& group : command_groups()) {
      if (group_.empty() && group.name == word) group_ = word;
    }
  }

  void add(KnownWord word, std::string_view typed) {
    const bool goes_on = word.word.starts_with(typed);
    if (goes_on) found_.words.push_back(std::move(word));
  }

  void add_options(std::string_view typed) {
    for (const CommandOption* option : options_here()) {
      const bool is_given = std::find(given_.begin(), given_.end(), option) != given_.end();
      if (is_given && !option->repeats) continue;
      add({option->spelled(), option->says.in(options_.style.language)}, typed);
    }
  }

  void add_commands(std::string_view typed) {
    const Language language = options_.style.language;
    for (const Command& command : commands()) {
      if (command.group() != group_) continue;
      add({std::string(command.last_name()), command.says.in(language)}, typed);
    }
    for (const CommandGroup& group : command_groups()) {
      if (group_.empty()) add({std::string(group.name), group.says.in(language)}, typed);
    }
  }

  /// The words of the argument's help stand for one value each, the last of them for all that
  /// follow.
  void add_argument(const std::string& typed) {
    if (command_->argument.name.empty()) return;
    const std::vector<std::string> names = parts_of(command_->argument.name, ' ');
    if (arguments_ >= names.size() && !command_->argument.repeats) return;
    // `[FIGURE]` may be left out, and nothing follows it.
    if (arguments_ >= names.size() && names.size() > 1) return;
    add_of(names[std::min(arguments_, names.size() - 1)], typed, "");
  }

  void add_values(const CommandOption& option, const std::string& typed,
                  const std::string& before) {
    // `html,docx`: what stands before the last comma stays.
    const bool is_list = option.repeats && option.argument.find('|') != std::string_view::npos;
    const std::size_t comma = is_list ? typed.rfind(',') : std::string::npos;
    const std::size_t kept = comma == std::string::npos ? 0 : comma + 1;
    add_of(option.argument, typed.substr(kept), before + typed.substr(0, kept));
    if (comma == std::string::npos) return;
    const std::vector<std::string> listed = parts_of(typed.substr(0, comma), ',');
    std::erase_if(found_.words, [&](const KnownWord& each) {
      const std::string last = each.word.substr(before.size() + kept);
      return std::find(listed.begin(), listed.end(), last) != listed.end();
    });
  }

  void add_of(std::string_view argument, const std::string& typed, const std::string& before) {
    std::vector<KnownWord> known;
    if (const ValueSource* source = find_source(argument)) {
      found_.path = source->path;
      if (source->words != nullptr) known = source->words(options_, typed);
    } else if (are_words(argument)) {
      for (std::string& word : parts_of(argument, '|')) known.push_back({std::move(word), {}});
    }
    for (KnownWord& each : known) {
      each.word.insert(0, before);
      add(std::move(each), before + typed);
    }
  }

  std::vector<std::string> typed_;
  std::size_t cut_ = 0;
  Options options_;
  const Command* command_ = nullptr;
  std::string group_;
  std::size_t arguments_ = 0;
  std::vector<const CommandOption*> given_;
  const CommandOption* awaited_ = nullptr;  // its value comes next
  bool only_arguments_ = false;             // behind `--`
  Completion found_;
};

/// One line for each word, `word<tab>meaning`, and one for a path.
std::string lines_of(const Completion& completion) {
  std::string text;
  for (const KnownWord& each : completion.words) {
    text += each.word + "\t";
    for (const char c : each.says) text += c == '\n' ? ' ' : c;
    text += "\n";
  }
  if (completion.path)
    text +=
        completion.path->is_folder ? ":folders\t\n" : ":files\t" + completion.path->ending + "\n";
  return text;
}

/// The words on standard input, each ended by a zero byte.
std::vector<std::string> asked_words() {
  std::string text;
  std::array<char, 4096> part{};
  while (const std::size_t read = std::fread(part.data(), 1, part.size(), stdin))
    text.append(part.data(), read);
  if (text.ends_with('\0')) text.pop_back();
  return parts_of(text, '\0');
}

void print(std::string_view text) {
  Output output = Output::standard();
  output.write(text);
  output.close();
}

}  // namespace

bool is_completed(std::string_view argument) {
  if (are_words(argument)) return true;
  const std::vector<std::string> parts = parts_of(argument, ' ');
  return std::all_of(parts.begin(), parts.end(),
                     [](const std::string& part) { return find_source(part) != nullptr; });
}

Completion complete(const std::vector<std::string>& words, Language language) {
  return TypedLine(words, language).complete();
}

int run_completion(const Options& options, Diagnostics& diagnostics) {
  if (options.shell == kAskedByScripts) {
    print(lines_of(complete(asked_words(), options.style.language)));
    return exit_code::kDone;
  }
  const std::string_view script = completion_script("zhaoshang." + options.shell);
  if (script.empty()) {
    diagnostics.add(cli_diagnostics::unknown_shell(options.shell));
    return exit_code::kUsage;
  }
  print(script);
  return exit_code::kDone;
}

}  // namespace zhaoshang
