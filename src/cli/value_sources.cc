#include "cli/value_sources.h"

#include <algorithm>

namespace zhaoshang {
namespace {

template <std::vector<KnownWord> (*known)(const Options&)>
std::vector<KnownWord> of_workspace(const Options& options, std::string_view) {
  return known(options);
}

const std::vector<ValueSource>& value_sources() {
  static const std::vector<ValueSource> kAll = {
      {"DIR", nullptr, PathWanted{.is_folder = true}},
      {"FOLDER", nullptr, PathWanted{.is_folder = true}},
      {"FILE", nullptr, PathWanted{}},
      {"POLICY", of_workspace<known_policies>, PathWanted{.ending = ".yaml"}},
      {"RECEIPT", nullptr, PathWanted{.ending = "receipt.json"}},
      {"P", known_periods, {}},
      {"PERIOD", known_periods, {}},
      {"STAGE", known_explained, {}},
      {"SUBJECT", of_workspace<known_subjects>, {}},
      {"[FIGURE]", of_workspace<known_figures>, {}},
      {"TABLE", of_workspace<known_tables>, {}},
      {"NAME=VALUE", known_parameters, {}},
      // Free text: nothing is offered.
      {"DATE", nullptr, {}},
      {"N", nullptr, {}},
      {"SHEET", nullptr, {}},
      {"EXPR", nullptr, {}},
      {"NAME=EXPR", nullptr, {}},
  };
  return kAll;
}

}  // namespace

const ValueSource* find_source(std::string_view argument) {
  const auto& all = value_sources();
  const auto found = std::find_if(
      all.begin(), all.end(), [&](const ValueSource& each) { return each.argument == argument; });
  return found == all.end() ? nullptr : &*found;
}

bool are_words(std::string_view argument) {
  return std::none_of(argument.begin(), argument.end(),
                      [](char c) { return c >= 'A' && c <= 'Z'; });
}

}  // namespace zhaoshang
