// What the examples of policies came to, as text for people and as JSON. In: tried examples. Out:
// text. Judges nothing.
#pragma once

#include <string>
#include <vector>

#include "commands/expected_rows.h"
#include "commands/rule_coverage.h"
#include "engine/base/message.h"
#include "engine/report/table.h"
#include "scheme/policy.h"

namespace zhaoshang {

/// A result that is not as expected, with the rows that show how it came about.
struct TestFailure {
  Mismatch mismatch;
  std::string actual;              // the row that is meant; empty: none
  std::vector<std::string> steps;  // rows of the results before it, about the same subject
};

/// An example that was worked out.
struct TestedExample {
  const WorkedExample* example = nullptr;
  std::vector<TestFailure> failures;  // in the order in which results are worked out

  bool passed() const { return failures.empty(); }
};

/// The examples of one file.
struct TestedPolicy {
  std::string path;
  std::vector<TestedExample> examples;
  std::vector<UnreachedRule> unreached;
  std::size_t rules = 0;  // all that an example can reach
};

std::string test_text(const TestedPolicy& tested, Language language);
std::string test_json(const std::vector<TestedPolicy>& tested);

}  // namespace zhaoshang
