// Command lines: what they ask for, and what is said of those that cannot be followed.
#include "cli/command_line.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "cli/typed.h"

namespace zhaoshang {
namespace {

using Arguments = std::vector<std::string>;

/// A request that must be without fault.
Request read(Arguments arguments, Variables variables = {}) {
  Diagnostics diagnostics;
  Request request =
      read_command_line(typed(std::move(arguments), std::move(variables)), diagnostics);
  REQUIRE_FALSE(diagnostics.has_errors());
  return request;
}

/// The faults of a request, `slug: text; help`, in English.
std::string faults(Arguments arguments, Variables variables = {}) {
  Diagnostics diagnostics;
  const Request request =
      read_command_line(typed(std::move(arguments), std::move(variables)), diagnostics);
  CHECK_EQ(request.kind == Request::Kind::kFaulty, diagnostics.has_errors());
  std::string all;
  for (const Diagnostic& d : diagnostics.sorted()) {
    all += (all.empty() ? "" : " | ") + d.slug + ": " + d.text.en + "; " + d.help.en;
  }
  return all;
}

TEST_CASE("options of a workspace") {
  const Request request =
      read({"reward",          "-C",      "county",       "--policy", "p.yaml",
            "--period=2022H1", "--as-of", "2022-06-30",   "-o",       "-",
            "--format",        "md",      "--threads",    "2",        "--strict",
            "--reject",        "bad.csv", "--max-errors", "0",        "--excel",
            "--show-private",  "-q",      "--book"});
  REQUIRE(request.command != nullptr);
  CHECK_EQ(request.command->name, "reward");
  const Options& options = request.options;
  CHECK_EQ(options.folder, "county");
  CHECK_EQ(options.policy, "p.yaml");
  CHECK_EQ(options.period, "2022H1");
  CHECK_EQ(options.as_of->to_string(), "2022-06-30");
  CHECK_EQ(options.output, "-");
  CHECK(options.format == TableFormat::kMarkdown);
  CHECK_EQ(options.threads, 2);
  CHECK(options.strict);
  CHECK_EQ(options.reject, "bad.csv");
  CHECK_EQ(options.style.max_errors, 0);
  CHECK(options.excel);
  CHECK(options.show_private);
  CHECK(options.quiet);
  CHECK(options.book);
  CHECK(read({"roster", "-v"}).options.verbose);
}

TEST_CASE("what is not given is not set") {
  const Options options = read({"roster"}).options;
  CHECK_EQ(options.folder, ".");
  CHECK_FALSE(options.policy);
  CHECK_FALSE(options.period);
  CHECK_FALSE(options.output);
  CHECK_FALSE(options.format);
  CHECK_FALSE(options.results_language);
  CHECK_EQ(options.threads, 0);
  CHECK_EQ(options.style.max_errors, 100);
  CHECK_FALSE(options.quiet);
}

TEST_CASE("options may stand before the command; the last of several counts") {
  const Options options =
      read({"-C", "county", "--lang", "zh", "run", "--period", "2021", "--period", "2022"}).options;
  CHECK_EQ(options.folder, "county");
  CHECK_EQ(options.period, "2022");
  CHECK(options.results_language == Language::kChinese);
}

TEST_CASE("eval: names, and an expression as it stands") {
  const Request request = read({"eval", "--let", "a=1", "--let", "b=[a, \"x=y\"]", "[1, 2]"});
  REQUIRE_EQ(request.options.lets.size(), 2);
  CHECK_EQ(request.options.lets[0].name, "a");
  CHECK_EQ(request.options.lets[1].name, "b");
  CHECK_EQ(request.options.lets[1].expression, "[a, \"x=y\"]");
  CHECK_EQ(request.options.expression, "[1, 2]");
  CHECK_EQ(read({"eval", "--", "-x"}).options.expression, "-x");
  CHECK_EQ(read({"eval", "-3 ** 2"}).options.expression, "-3 ** 2");
  CHECK_EQ(read({"eval", "run"}).options.expression, "run");
  CHECK_EQ(read({"eval", ""}).options.expression, "");
  CHECK(read({"eval", "--let", "?=3", "--test", "> 2"}).options.test);
}

TEST_CASE("help and version win over what is missing or unknown") {
  CHECK(read({"--version"}).kind == Request::Kind::kVersion);
  CHECK(read({"run", "--version"}).kind == Request::Kind::kVersion);
  CHECK(read({"--help"}).kind == Request::Kind::kHelp);
  CHECK(read({"--help"}).command == nullptr);
  CHECK(read({"assess", "-h"}).kind == Request::Kind::kHelp);
  CHECK_EQ(read({"assess", "-h"}).command->name, "assess");
  CHECK(read({"eval", "--help"}).kind == Request::Kind::kHelp);
  CHECK(read({"roster", "--nonsense", "--help"}).kind == Request::Kind::kHelp);
}

TEST_CASE("variables of the environment, after the command line") {
  const Variables variables = {{"ZHAOSHANG_PERIOD", "2021"},  {"ZHAOSHANG_AS_OF", "2021-12-31"},
                               {"ZHAOSHANG_STRICT", "1"},     {"ZHAOSHANG_QUIET", "false"},
                               {"ZHAOSHANG_MAX_ERRORS", "3"}, {"ZHAOSHANG_BOOK", "1"},
                               {"ZHAOSHANG_POLICY", ""}};
  const Options options = read({"reward", "--period", "2022"}, variables).options;
  CHECK_EQ(options.period, "2022");
  CHECK_EQ(options.as_of->to_string(), "2021-12-31");
  CHECK(options.strict);
  CHECK_FALSE(options.quiet);
  CHECK_EQ(options.style.max_errors, 3);
  CHECK_FALSE(options.book);  // what changes a table is asked for each time
  CHECK_FALSE(options.policy);
  CHECK_EQ(read({"reward"}, variables).options.period, "2021");
}

TEST_CASE("a variable never chooses the language of result files") {
  const Options options = read({"run"}, {{"ZHAOSHANG_LANG", "zh"}}).options;
  CHECK_FALSE(options.results_language);
  CHECK(options.style.language == Language::kChinese);
  const Options given = read({"run", "--lang", "en"}, {{"ZHAOSHANG_LANG", "zh"}}).options;
  CHECK(given.results_language == Language::kEnglish);
  CHECK(given.style.language == Language::kEnglish);
}

TEST_CASE("mistakes, and what to do next") {
  const struct {
    Arguments arguments;
    std::string faults;
  } rows[] = {
      {{}, "missing-command: no command is given; zhaoshang --help lists the commands"},
      {{"rostr"}, "unknown-command: there is no command \"rostr\"; did you mean roster?"},
      {{"考核"}, "unknown-command: there is no command \"考核\"; did you mean assess?"},
      {{"frobnicate", "-C", "x"},
       "unknown-command: there is no command \"frobnicate\"; zhaoshang --help lists the commands"},
      {{"--perid", "2022", "run"},
       "unknown-option: zhaoshang run has no option --perid; did you mean --period?"},
      {{"run", "--perid=2022"},
       "unknown-option: zhaoshang run has no option --perid; did you mean --period?"},
      {{"run", "-x"},
       "unknown-option: zhaoshang run has no option -x; zhaoshang run --help lists the options"},
      {{"-x"}, "unknown-option: zhaoshang has no option -x; zhaoshang --help lists the options"},
      {{"eval", "-x"},
       "unknown-option: zhaoshang eval has no option -x; zhaoshang eval --help lists the options; "
       "an expression that starts with - stands after --"},
      {{"-C", "d", "eval", "1"},
       "unknown-option: zhaoshang eval has no option -C; zhaoshang eval --help lists the options; "
       "an expression that starts with - stands after --"},
      {{"roster", "--book"},
       "unknown-option: zhaoshang roster has no option --book; zhaoshang reward has it"},
      {{"run", "--threads"},
       "option-without-value: --threads needs a value; write a whole number from 1 to 1024"},
      {{"run", "-o"}, "option-without-value: --output needs a value; give a folder or -"},
      {{"eval", "--table"}, "option-without-value: --table needs a value; give a file"},
      {{"run", "--output=", "--strict"},
       "option-without-value: --output needs a value; give a folder or -"},
      {{"run", "--threads", "--strict"},
       "option-value: --threads cannot be \"--strict\"; write a whole number from 1 to 1024"},
      {{"run", "--period", "20x2"},
       "option-value: --period cannot be \"20x2\"; write 2022, 2022H1, 2022Q1, 2022-03 or "
       "2022-03-01..2022-06-30"},
      {{"run", "--as-of", "2022-02-30"},
       "option-value: --as-of cannot be \"2022-02-30\"; write 2022-06-30"},
      {{"run", "--threads", "010"},
       "option-value: --threads cannot be \"010\"; write a whole number from 1 to 1024"},
      {{"run", "--threads", "0"},
       "option-value: --threads cannot be \"0\"; write a whole number from 1 to 1024"},
      {{"run", "--format", "xls"},
       "option-value: --format cannot be \"xls\"; it may be csv, md, json"},
      {{"run", "--format", "CSV", "--lang", "fr"},
       "option-value: --format cannot be \"CSV\"; it may be csv, md, json | option-value: --lang "
       "cannot be \"fr\"; it may be zh, en"},
      {{"run", "--policy="}, "option-without-value: --policy needs a value; give a file"},
      {{"run", "--strict=maybe"},
       "option-value: --strict cannot be \"maybe\"; it may be true, false"},
      {{"policy", "test", "p.yaml", "--format", "csv"},
       "option-value: --format cannot be \"csv\"; it may be json"},
      {{"run", "county"},
       "surplus-argument: zhaoshang run has no use for \"county\"; zhaoshang run --help shows the "
       "usage"},
      {{"eval", "1", "+", "2"},
       "surplus-argument: zhaoshang eval has no use for \"+\"; put the whole expression in single "
       "quotes"},
      {{"eval"},
       "expression-or-table: neither an expression nor a table is given; write zhaoshang eval '1 + "
       "2' or zhaoshang eval --table FILE"},
      {{"eval", "--table", "t.yaml", "1"},
       "expression-or-table: an expression and --table do not go together; write zhaoshang eval '1 "
       "+ 2' or zhaoshang eval --table FILE"},
      {{"eval", "--test", "> 3"},
       "test-of-nothing: --test needs a value to test and the tests; write zhaoshang eval --let "
       "'?=3000' --test '[3000..10000)'"},
      {{"eval", "--let", "a b=1", "1"},
       "option-value: --let cannot be \"a b=1\"; write NAME=EXPR, such as --let 'x=3000万元'"},
      {{"eval", "--let", "a", "1"},
       "option-value: --let cannot be \"a\"; write NAME=EXPR, such as --let 'x=3000万元'"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.faults);
    CHECK_EQ(faults(row.arguments), row.faults);
  }
}

TEST_CASE("a variable that cannot be read is named") {
  CHECK_EQ(faults({"run"}, {{"ZHAOSHANG_PERIOD", "x"}}),
           "option-value: ZHAOSHANG_PERIOD cannot be \"x\"; write 2022, 2022H1, 2022Q1, 2022-03 or "
           "2022-03-01..2022-06-30");
  CHECK_EQ(faults({"run", "--period", "2022"}, {{"ZHAOSHANG_PERIOD", "x"}}), "");
}

TEST_CASE("a group of commands is named with one of them") {
  const Request request =
      read({"policy", "test", "a.yaml", "b.yaml", "--format", "json", "--lang", "en"});
  REQUIRE(request.command != nullptr);
  CHECK_EQ(request.command->name, "policy test");
  CHECK(request.options.policies == std::vector<std::string>{"a.yaml", "b.yaml"});
  CHECK(request.options.format == TableFormat::kJson);
  CHECK_EQ(faults({"policy"}).substr(0, 13), "missing-part:");
  CHECK_EQ(faults({"policy", "tets", "a.yaml"}),
           "unknown-command: there is no command \"policy tets\"; did you mean policy test?");
  CHECK_EQ(faults({"test", "a.yaml"}),
           "unknown-command: there is no command \"test\"; did you mean policy test?");
  CHECK_EQ(faults({"policy", "test"}),
           "no-file-named: no policy file is named; name the file after the command");
}

TEST_CASE("the help of a group lists its commands and no others") {
  const Request request = read({"policy", "--help"});
  CHECK(request.kind == Request::Kind::kHelp);
  CHECK(request.command == nullptr);
  REQUIRE(request.group != nullptr);
  CHECK_EQ(request.group->name, "policy");
}

}  // namespace
}  // namespace zhaoshang
