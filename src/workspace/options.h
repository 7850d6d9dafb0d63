// What the user asked for. In: filled by the command line and the environment, which say which
// values are readable. Out: read by every command. What a workspace adds to it (its default period,
// its data) is the workspace's part.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/diagnostics.h"
#include "engine/base/message.h"
#include "engine/value/calendar.h"

namespace zhaoshang {

/// The form of tables and values in the output.
enum class TableFormat : std::uint8_t { kCsv, kMarkdown, kJson };

/// A form for people in which results are written besides.
enum class PaperFormat : std::uint8_t { kHtml, kDocx, kXlsx };

/// A name bound for eval, and the expression that gives its value.
struct Let {
  std::string name;  // `?`: the value that --test tests
  std::string expression;
};

/// A value that a parameter has for one run (`--set name=value`), as a policy writes it.
struct ParameterValue {
  std::string name;
  std::string value;
};

/// The terminal that standard output is.
struct Screen {
  std::size_t width = 80;  // in columns
  bool color = false;
};

/// A file that is read in place of one of the workspace's.
struct StandIn {
  std::string shown;  // the file of the workspace
  std::string path;   // what is opened
};

/// The options of all commands. What is not set was not given; flags are then false.
struct Options {
  // Which workspace, and which part of its work.
  std::string folder = ".";           // -C
  std::optional<std::string> policy;  // a path, as given: relative to the current folder
  std::optional<std::string> period;  // in one of the forms of Period::parse
  std::optional<Date> as_of;
  bool strict = false;  // Diagnostics takes warnings as errors already

  // Where results go, and how they look.
  std::optional<std::string> output;  // a folder, or "-": standard output
  std::optional<TableFormat> format;
  std::vector<PaperFormat> to;               // each once, in the order of PaperFormat
  std::optional<Language> results_language;  // of --lang only, never of the environment
  bool excel = false;
  bool show_private = false;
  std::optional<std::string> reject;  // the file that takes faulty rows
  bool book = false;                  // reward: enter what was granted in awarded.csv

  // How the run goes and what it says.
  std::size_t threads = 0;  // 0: as many as the machine has
  bool quiet = false;
  bool verbose = false;
  DiagnosticStyle style;         // its language is that of messages and help
  std::optional<Screen> screen;  // none: standard output is no terminal
  bool shows_progress = false;   // standard error is one, and nobody asked for quiet

  // Of compare, verify and close.
  std::vector<ParameterValue> set;
  std::vector<std::string> compared;  // two folders of results
  std::optional<std::string> receipt;
  std::optional<StandIn> stand_in;  // awarded.csv as it was before --book

  // Of explain.
  std::string stage, subject, figure;  // figure: empty: all

  // Of the commands that look at policies alone.
  std::vector<std::string> policies;  // files, as given
  bool write = false;                 // fmt: in their place

  // Of import.
  std::string import_file;                  // a path, or "-": standard input
  std::optional<std::string> import_table;  // by its name or its Chinese title; none: to be told
  std::optional<std::string> sheet;         // of a workbook, by its name or number
  bool replace = false;                     // -o may name a file that is there

  std::string shell;  // of completion

  // Of eval: an expression or a table, one of the two.
  std::vector<Let> lets;             // in the order given; later ones see earlier ones
  bool test = false;                 // the expression is unary tests
  std::optional<std::string> table;  // a decision table's file
  std::optional<std::string> expression;
};

}  // namespace zhaoshang
