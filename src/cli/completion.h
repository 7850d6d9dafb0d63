// What can be typed next on a command line, for the completion of shells. In: the words typed so
// far, of which the last is being typed, read by the tables of commands and options; a workspace
// that they name. Out: words that go on from what is typed, each with what it means; whether a path
// may stand there. Knows nothing of any shell.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/value_sources.h"
#include "commands/known_words.h"
#include "engine/base/diagnostics.h"
#include "engine/base/message.h"
#include "workspace/options.h"

namespace zhaoshang {

struct Completion {
  std::vector<KnownWord> words;
  std::optional<PathWanted> path;
};

/// `words`: those behind the programme's name up to the cursor, the last one as far as it is typed,
/// perhaps empty; a shell may have cut `--lang=zh` into three.
Completion complete(const std::vector<std::string>& words, Language language);

/// Whether anything is known of what an option or argument takes, by the word of its help:
/// "FILE", "csv|md|json".
bool is_completed(std::string_view argument);

/// `zhaoshang completion`: the script of a shell, or of `words` what its script asks for, words by
/// standard input, each ended by a zero byte.
int run_completion(const Options& options, Diagnostics& diagnostics);

}  // namespace zhaoshang
