// What the values of options and arguments may be, for completion. In: the word that help calls a
// value, "DIR", "zh|en". Out: where its words come from, and whether it is a path. A new word of
// help needs an entry.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "commands/known_words.h"
#include "workspace/options.h"

namespace zhaoshang {

/// A path that may stand there.
struct PathWanted {
  bool is_folder = false;
  std::string ending = {};  // ".yaml"; empty: any file
};

/// What stands for one value.
struct ValueSource {
  std::string_view argument;
  std::vector<KnownWord> (*words)(const Options& options, std::string_view typed);  // null: none
  std::optional<PathWanted> path;
};

/// nullptr: nothing is known of it.
const ValueSource* find_source(std::string_view argument);

/// `zh|en`, `json`: what is typed as it stands; other values have names in capitals.
bool are_words(std::string_view argument);

}  // namespace zhaoshang
