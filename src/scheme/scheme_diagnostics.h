// What can be wrong with a policy's sections beyond their keys and kinds: one maker a fault,
// Chinese and English side by side. Each takes the place and the words it speaks of.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostics.h"
#include "engine/base/source.h"

namespace zhaoshang::scheme_fault {

/// What schemes leave unsaid and a run cannot do without.
enum class Question {
  kScoreCap,       // does a ratio stop at a cap
  kTies,           // which rank equals take
  kAllEqual,       // min–max of equal values
  kNotApplicable,  // the weight of an indicator that does not apply
  kBrackets,       // whole or slice
  kDirection,      // whether more or less is better
  kKeep,           // which of several awards stays
  kCapShare,       // which award a common cap cuts
  kCapWithin,      // the time a cap is counted over
  kPoolOver,       // what happens above a pool
  kPoolOrder,      // who is served first
  kSplit,          // how recipients share
  kNoticeDays,     // working days or calendar days
};
Diagnostic unstated(Span rule, Question question, const std::vector<std::string>& answers);

Diagnostic not_schema_one(Span value, std::string_view text);
Diagnostic duplicate_id(Span id, std::string_view text, std::size_t first_line);
Diagnostic unknown_clause(Span citation, std::string_view clause,
                          const std::vector<std::string>& listed);
/// Several of the keys are written where one says it, or none.
Diagnostic not_one_key(Span map, const std::vector<std::string>& keys, bool several);
/// A parameter stands for a fixed word but is not declared one_of: some of `words`.
Diagnostic parameter_not_words(Span use, std::string_view parameter,
                               const std::vector<std::string>& words);

// Relations and the calendar.
Diagnostic relation_form(Span text);
Diagnostic not_a_month_day(Span scalar, std::string_view text);
Diagnostic not_whole_days(Span scalar, std::string_view text);

// Decision tables and sheets.
Diagnostic table_without_outputs(Span heading);
Diagnostic rule_length(Span cells, std::size_t found, std::size_t wanted);
Diagnostic aggregate_without_collect(Span aggregate);
/// `hit: priority` or `output order` without the values of an output.
Diagnostic no_order_of_outputs(Span hit, std::string_view policy);
Diagnostic bracket_columns(Span table);
Diagnostic sheet_start(Span line);

}  // namespace zhaoshang::scheme_fault
