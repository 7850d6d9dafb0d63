// Which clauses of a scheme its policy computes. In: a policy as a tree. Out: for each clause the
// rules that cite it.
#pragma once

#include <string>
#include <vector>

#include "engine/policy/document.h"
#include "scheme/policy.h"

namespace zhaoshang {

/// A clause and what becomes of it.
struct CoveredClause {
  const Clause* clause = nullptr;
  std::vector<std::string> rules;  // "reward.awards.big", in the order written

  /// Whether a rule cites it, or it is kept for the record only.
  bool is_covered() const { return !rules.empty() || clause->recorded; }
};

/// Every `clause` that is written counts, of rules, parameters, values, rows of tables and lines of
/// sheets; those of worked examples, which decide nothing, do not.
std::vector<CoveredClause> clause_coverage(const Policy& policy, const PolicyNode& root);

}  // namespace zhaoshang
