// What there is to know of a policy without data, as tables. In: a policy that holds. Out: report
// tables, and a text for people.
#pragma once

#include <string>
#include <vector>

#include "commands/policy_file.h"
#include "engine/base/diagnostics.h"
#include "engine/base/message.h"
#include "engine/report/table.h"

namespace zhaoshang {

/// A policy that holds, looked at.
struct CheckedPolicy {
  std::string path;
  ReportTable clauses;          // clause, status, rules, text
  ReportTable parameters;       // parameter, clause, value, open, note
  ReportTable decision_tables;  // source, section, rows, proof
  ReportTable inputs;           // table, reading, passes, folds, columns
  ReportTable steps;            // section, clause, figure, kind, below, at, before, after
  std::size_t rules = 0;        // that examples can reach
  std::size_t examples = 0;

  bool has_uncovered_clause() const;
};

/// `found`: what loading the policy came to.
CheckedPolicy look_at(const OpenedPolicy& policy, const std::string& path,
                      const Diagnostics& found);

/// `verbose`: with every clause, parameter and table instead of those that ask for attention.
std::string check_text(const CheckedPolicy& checked, bool verbose, Language language);

}  // namespace zhaoshang
