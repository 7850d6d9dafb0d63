// What is offered for a command line that is being typed.
#include "cli/completion.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "cli/command_table.h"

namespace zhaoshang {
namespace {

using Words = std::vector<std::string>;

Words offered(const Words& typed) {
  Words words;
  for (const KnownWord& each : complete(typed, Language::kEnglish).words)
    words.push_back(each.word);
  return words;
}

bool offers(const Words& typed, const std::string& word) {
  const Words all = offered(typed);
  return std::find(all.begin(), all.end(), word) != all.end();
}

TEST_CASE("commands, and those of a group") {
  CHECK_EQ(offered({"ro"}), Words{"roster"});
  CHECK_EQ(offered({"policy", "f"}), Words{"fmt"});
  CHECK(offers({""}, "policy"));
  CHECK_FALSE(offers({""}, "check"));
  CHECK(offered({"nothing", ""}).size() == offered({""}).size());  // a word that is no command
}

TEST_CASE("every command offers every option that it has, and no other") {
  for (const Command& command : commands()) {
    CAPTURE(command.name);
    Words typed;
    if (!command.group().empty()) typed.emplace_back(command.group());
    typed.emplace_back(command.last_name());
    typed.emplace_back("-");
    std::multiset<std::string> wanted;
    for (const CommandOption* option : command.options()) wanted.insert(option->spelled());
    const Words all = offered(typed);
    CHECK_EQ(std::multiset<std::string>(all.begin(), all.end()), wanted);
  }
}

TEST_CASE("something is known of every value that an option or argument takes") {
  for (const Command& command : commands()) {
    CAPTURE(command.name);
    CHECK((command.argument.name.empty() || is_completed(command.argument.name)));
    for (const CommandOption* option : command.options()) {
      CAPTURE(option->spelled());
      CHECK((option->is_flag() || is_completed(option->argument)));
    }
  }
  CHECK_FALSE(is_completed("NOBODY KNOWS"));
}

TEST_CASE("an option that was given is not offered again, unless it may be repeated") {
  CHECK_FALSE(offers({"run", "--quiet", "--"}, "--quiet"));
  CHECK_FALSE(offers({"run", "-q", "--"}, "--quiet"));
  CHECK_FALSE(offers({"run", "--period", "2022", "--"}, "--period"));
  CHECK(offers({"eval", "--let", "x=1", "--"}, "--let"));
}

TEST_CASE("values that are words, however the option is written") {
  CHECK_EQ(offered({"run", "--lang", ""}), Words{"zh", "en"});
  CHECK_EQ(offered({"run", "--color", "a"}), Words{"auto", "always"});
  CHECK_EQ(offered({"run", "--color=al"}), Words{"--color=always"});
  // bash cuts at the sign.
  CHECK_EQ(offered({"run", "--color", "=", "al"}), Words{"always"});
  CHECK_EQ(offered({"run", "--color", "="}), Words{"auto", "always", "never"});
  CHECK_EQ(offered({"run", "--to", "html,"}), Words{"html,docx", "html,xlsx"});
}

TEST_CASE("paths") {
  CHECK(complete({"run", "-C", ""}, Language::kEnglish).path->is_folder);
  CHECK_FALSE(complete({"run", "--policy", ""}, Language::kEnglish).path->is_folder);
  CHECK_EQ(complete({"verify", ""}, Language::kEnglish).path->ending, "receipt.json");
  CHECK_FALSE(complete({"verify", "receipt.json", ""}, Language::kEnglish).path.has_value());
  CHECK_FALSE(complete({"run", ""}, Language::kEnglish).path.has_value());
}

TEST_CASE("behind -- there are arguments only") {
  CHECK(offered({"eval", "--", "-"}).empty());
  CHECK(offered({"explain", "--", ""}) == Words{"roster", "attendance", "assess", "reward"});
}

TEST_CASE("what a workspace knows") {
  const Words workspace{"-C", "samples/town-2014"};
  const auto in_workspace = [&](Words typed) {
    typed.insert(typed.begin() + 1, workspace.begin(), workspace.end());
    return offered(typed);
  };
  CHECK_EQ(in_workspace({"run", "--period", "2014Q"}),
           Words{"2014Q1", "2014Q2", "2014Q3", "2014Q4"});
  CHECK_EQ(in_workspace({"compare", "--set", "carried_over="}),
           Words{"carried_over=under_way", "carried_over=new_start"});
  CHECK_EQ(in_workspace({"compare", "--set", "carried_over", "=", "n"}), Words{"new_start"});
  CHECK_EQ(in_workspace({"compare", "--set=carried_over=n"}),
           Words{"--set=carried_over=new_start"});
  const Words figures = in_workspace({"explain", "assess", "no one", ""});
  CHECK(figures.empty());
  CHECK(offered({"explain", "-C", "no such folder", "assess", ""}).empty());
}

TEST_CASE("what is meant is said in the language asked for") {
  CHECK_EQ(complete({"rost"}, Language::kChinese).words.at(0).says, "谁可以在小分队里,缺什么");
  CHECK_EQ(complete({"rost"}, Language::kEnglish).words.at(0).says,
           "who may be on a team, and what is missing");
}

}  // namespace
}  // namespace zhaoshang
