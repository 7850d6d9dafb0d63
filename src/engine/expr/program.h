// Program: a checked expression. Names are places, functions are chosen, types and units agree:
// running it cannot fail on a name or a type. Made by the checker, run by the evaluator on any
// number of rows at once.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/source.h"
#include "engine/expr/functions.h"
#include "engine/table/column.h"
#include "engine/table/schema.h"
#include "engine/value/operations.h"

namespace zhaoshang {

/// The aggregates that need no list at hand: they can be folded over rows that stream by.
enum class Aggregate : std::uint8_t { kCount, kSum, kMin, kMax, kMean, kAll, kAny };

class Evaluator;
struct Frame;
struct Node;
using NodePtr = std::unique_ptr<Node>;

enum class NodeKind : std::uint8_t {
  kConstant,    // value
  kGlobal,      // index; children: date, where the value depends on one
  kLocal,       // depth, slot: a variable, an item, the tested value
  kFrameRow,    // depth: the row of a frame
  kFrameField,  // depth, table, index: a field of a frame's row
  kField,       // table, index; children: a row
  kNegate,
  kBinary,  // op
  kAnd,
  kOr,
  kIf,
  kBetween,  // children: value, low, high
  kRange,    // start_included, end_included; children: start, end (a null constant is open)
  kList,
  kContext,   // names; children in a frame whose locals are the entries so far
  kEntry,     // name; children: a context (or a list of them, or null)
  kProperty,  // name; children: a date, duration, range …
  kMap,       // children: a list, body in the frame of its items
  kIndex,     // children: a list, a number
  kFilter,    // children: a list, condition in the frame of its items
  kFor,       // names; children: per iterator list, then body; sequential where `partial` is used
  kCount,     // children: from, to: the list of whole numbers of `for i in a..b`
  kSome,
  kEvery,        // children: per iterator list, then condition
  kTests,        // negated; children: tests, in a frame whose local 0 is the tested value
  kTestCompare,  // op; children: endpoint: compares local 0 with it
  kTestValue,  // children: an expression; `uses_tested`: its truth counts, else its value is looked
               // for
  kBind,       // children: values …, last: body in a frame whose locals they are
  kCall,       // signature, arguments
  kDataCall,   // index
  kInstanceOf,  // tested_type
  kTable,       // table: all its rows
  kPlace,       // children: a word; its place on the scale of tested_type
  kOuter,       // children: an expression of the frame around this one
  kOfRow,       // depth, table; children: an expression in a frame of the rows that many levels out
  kLatest,      // children: a list, key in the frame of its items; names {"latest"} or {"earliest"}
  kSortBy,      // children: a list, whether item 0 comes before item 1, in a frame of these two
  kReplaceWhere,  // children: a list, new item, condition in a frame of an item and the new one
  kExtension,     // extension: a decision table, a sheet: what the rules add
};

/// What rules add to expressions: evaluated like any other node, by the same evaluator.
class Extension {
 public:
  virtual ~Extension() = default;
  virtual Column evaluate(Evaluator& evaluator, const Frame& frame) const = 0;
  /// Every node below, in the order written.
  virtual void visit(const std::function<void(const Node&)>& visitor) const = 0;
};

/// One operation. Which members mean something is said beside its kind.
struct Node {
  NodeKind kind = NodeKind::kConstant;
  Type type;
  Span span;
  std::vector<NodePtr> children;
  Value value;
  std::string name;
  std::vector<std::string> names;
  Operator op = Operator::kAdd;
  std::uint32_t depth = 0;
  std::uint32_t slot = 0;
  std::uint32_t table = 0;
  std::uint32_t index = 0;
  Missing missing = Missing::kNone;  // of a stored column that kField or kFrameField reads
  bool negated = false;
  bool start_included = true;
  bool end_included = true;
  bool uses_tested = false;
  bool sequential = false;
  bool streams = false;  // a relation whose rows are never held
  bool related = false;  // a list of rows, or what was read from one: its sum over nothing is zero
  const Signature* signature = nullptr;
  std::vector<std::optional<std::size_t>> arguments;
  Type tested_type;
  std::shared_ptr<const Extension> extension;
};

/// A checked expression over the rows of one table, or over nothing.
struct Program {
  NodePtr root;
  std::optional<std::uint32_t> table;

  explicit operator bool() const { return root != nullptr; }
  const Type& type() const { return root->type; }
};

/// Calls `visitor` for a node and all below it, parents first.
void visit(const Node& node, const std::function<void(const Node&)>& visitor);

/// The constant an expression amounts to, where it names nothing.
bool is_constant(const Node& node);

/// The program as one line, for tests: `(+ const:1 field:projects.investment)`.
std::string dump(const Node& node);

}  // namespace zhaoshang
