// Words that a workspace, its policy or the programme's own tables know, for completing a command
// line. In: the options typed so far. Out: words with what they mean. Changes nothing and says
// nothing: of a workspace that does not open nothing is known.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/message.h"
#include "workspace/options.h"

namespace zhaoshang {

/// A word, and what it stands for in one language; empty where the word says it.
struct KnownWord {
  std::string word;
  std::string says;
};

/// The stages of explain and, once something is typed, the slugs of diagnostics.
std::vector<KnownWord> known_explained(const Options& options, std::string_view typed);
/// 对象: those that options.stage has figures of, by id, with their names.
std::vector<KnownWord> known_subjects(const Options& options);
/// What options.stage can tell of options.subject: indicators, months, columns, awards, facts.
std::vector<KnownWord> known_figures(const Options& options);
/// The years of the scheme's term, and the parts of the one that has been typed; no clock is asked.
std::vector<KnownWord> known_periods(const Options& options, std::string_view typed);
/// `name=` of the policy's parameters, and of the one that has been typed its values.
std::vector<KnownWord> known_parameters(const Options& options, std::string_view typed);
/// The tables that every scheme shares.
std::vector<KnownWord> known_tables(const Options& options);
/// Policies that are installed with the programme.
std::vector<KnownWord> known_policies(const Options& options);

}  // namespace zhaoshang
