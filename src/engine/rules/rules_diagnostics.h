// What can be wrong with a decision table: one maker a fault, Chinese and English side by side.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/base/diagnostics.h"
#include "engine/base/source.h"
#include "engine/rules/conditions.h"

namespace zhaoshang::rules_fault {

/// No row covers an input; `region` says which inputs as tests.
Diagnostic gap(Span table, const std::string& witness, const std::string& region);
Diagnostic more_gaps(Span table, std::size_t told);
/// Two rows of a `unique` table match one input, or two rows of an `any` table that differ.
Diagnostic overlap(Span row, std::size_t other_line, const std::string& witness,
                   bool outputs_differ);
Diagnostic more_overlaps(Span table, std::size_t told, std::size_t all);
/// No input matches a row.
Diagnostic never_matches(Span row);
/// Other rows are chosen wherever a row matches.
Diagnostic never_chosen(Span row, const std::vector<std::size_t>& winning_lines);
/// A cell that depends on other names leaves open whether there are gaps and overlaps.
Diagnostic unproved(Span row);
/// The same where it is not known what kind of value an input has.
Diagnostic unproved_input(Span row, const std::string& input);
Diagnostic too_large_to_prove(Span table);
/// A condition that never holds, or always.
Diagnostic idle(const IdleCondition& condition);

}  // namespace zhaoshang::rules_fault
