// Which of the matching rows of a decision table count (DMN 8.2.10). In: the outputs of the rows
// that match. Out: the table's value, the rows it came from, and whether the rows contradict the
// hit policy. Evaluates no cell.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/value/value.h"

namespace zhaoshang {

/// How many rows may match, and which of them count.
enum class HitPolicy : std::uint8_t {
  kUnique,       // at most one row matches
  kAny,          // several may, with equal outputs
  kPriority,     // the row whose outputs come first in the declared order of output values
  kFirst,        // the first in the order written
  kCollect,      // all, or an aggregate of all
  kRuleOrder,    // all, in the order written
  kOutputOrder,  // all, in the declared order of output values
};

/// What `collect` makes of the outputs of all matching rows.
enum class HitAggregate : std::uint8_t { kNone, kSum, kMin, kMax, kCount };

/// The words of policies and table files: "unique", "rule order" …; "sum", "min", "max", "count".
std::optional<HitPolicy> hit_policy_of(std::string_view word);
std::string_view hit_policy_word(HitPolicy policy);
std::vector<std::string> hit_policy_words();
std::optional<HitAggregate> hit_aggregate_of(std::string_view word);
std::vector<std::string> hit_aggregate_words();

/// Whether all matching rows count: without an aggregate the value is a list of them.
bool is_collecting(HitPolicy policy);

/// An output column.
struct HitOutput {
  std::string name;
  std::vector<Value> order;        // declared values, the first has priority; empty: no priority
  std::optional<Value> otherwise;  // when no row matches
};

/// The value of a table for one input.
struct Hit {
  enum class Conflict : std::uint8_t {
    kNone,
    kSeveral,  // more than one row under `unique`: null
    kDiffer,   // rows of different outputs under `any`: null
  };
  Value value;
  std::vector<std::size_t> rows;  // which of the matching rows the value comes from, in its order
  Conflict conflict = Conflict::kNone;
};

/// The table's value from the outputs of its matching rows, given in the order of the rows. One
/// output gives its value, several a context; the collecting policies give a list, an aggregate its
/// figure. No match gives the defaults, else null (a count gives 0). An aggregate over several
/// outputs is null: whoever loads the table refuses it.
Hit decide(HitPolicy policy, HitAggregate aggregate, const std::vector<HitOutput>& outputs,
           const std::vector<std::vector<Value>>& matched);

/// The value alone.
Value resolve_hits(HitPolicy policy, HitAggregate aggregate, const std::vector<HitOutput>& outputs,
                   const std::vector<std::vector<Value>>& matched);

}  // namespace zhaoshang
