// How figures came about: each with its formula in the words of the scheme, the numbers put in, the
// rows and clauses it rests on, and the operations that a reader can do again. In: a tracer's
// records. Out: data for trace_text, trace_markdown and trace_json. Works nothing out.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/message.h"
#include "engine/value/value.h"

namespace zhaoshang {

/// One operation with what went into it: enough to do it again. Leaves are cells and rows of
/// inputs, what the policy says, the days of the run, and other figures; zhaoshang-explain(1) lists
/// them all.
struct Operation {
  std::string op;      // "+" "sum" "if" "call" … ; "cell" "constant" "figure" … of leaves
  std::string name;    // of a call the function, of a figure its id, of a cell its column …
  std::string source;  // of a cell, a row or what the policy says: file:line
  std::optional<Value> value;  // none: it is what the operation makes of its operands
  std::vector<Operation> operands;
  std::string unit = {};  // of a cell: what its bare numbers count, 万元

  /// Something that is as it is: a cell, a constant, a figure told elsewhere.
  static Operation leaf(std::string op, Value value, std::string name = {},
                        std::string source = {}) {
    return {std::move(op), std::move(name), std::move(source), std::move(value), {}};
  }
  static Operation constant(Value value) { return leaf("constant", std::move(value)); }
  static Operation figure(std::string id, Value value) {
    return leaf("figure", std::move(value), std::move(id));
  }
  /// What is made of operands; its value follows from them.
  static Operation of(std::string op, std::vector<Operation> operands, std::string name = {}) {
    return {std::move(op), std::move(name), {}, std::nullopt, std::move(operands)};
  }
};

/// A line of an explanation: what was written, the same with numbers put in, what came of it.
struct TraceLine {
  std::string label = {};    // "plus", "cap", "row 3"; empty: the formula itself
  std::string formula = {};  // as written
  std::string numbers = {};  // empty: the same as the formula
  std::string result = {};
  std::string clause = {};
  std::string remark = {};  // what a cap or a missing value did
};

/// A figure worked out for one row.
struct TracedFigure {
  std::string id;     // "teams/T02/paid_in"
  std::string title;  // as the scheme calls it
  std::string name;   // as rules name it
  std::string subject;
  std::string clause;  // "scheme:4.4"
  std::string clause_text;
  std::string place;   // of the rule: file:line
  std::string result;  // as people read it
  Value value;
  std::vector<TraceLine> lines;
  std::vector<std::string> sources;  // file:line of the rows that were read
  std::vector<std::string> inputs;   // ids of the figures that went in, each once
  Operation calculation;
};

/// Everything that was asked for, and everything that it rests on.
struct Trace {
  std::string scheme;
  std::string period;
  std::string as_of;
  std::vector<std::string> asked;  // ids
  std::map<std::string, TracedFigure, std::less<>> figures;
};

/// Indented text for a terminal: a figure, below it what went in; said once, referred to after.
std::string trace_text(const Trace& trace, Language language);
/// The same as Markdown, ready to paste into a reply.
std::string trace_markdown(const Trace& trace, Language language);
/// One object: `asked`, and `figures` by id, each with its calculation as nested operations.
std::string trace_json(const Trace& trace);

}  // namespace zhaoshang
