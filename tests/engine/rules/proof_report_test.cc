// A proof as diagnostics: which, where and how bad.
#include <doctest/doctest.h>

#include <string>

#include "engine/rules/proof.h"

namespace zhaoshang {
namespace {

/// A table of one column, a row a line, the table itself on line 1.
struct Reported {
  SourceFile file{"t.yaml", "table\nrow 0\nrow 1\nrow 2\n"};
  Diagnostics diagnostics;

  Reported(const ProofQuestion& question, Severity worst) {
    std::vector<Span> rows;
    for (std::size_t row = 0; row < question.rows.size(); ++row) {
      rows.push_back({&file, file.line_start(row + 2), file.line_start(row + 2) + 5});
    }
    report_proof(question, prove(question), Span{&file, 0, 5}, rows, worst, diagnostics);
  }

  std::string shown() const {
    std::string all;
    for (const Diagnostic& fault : diagnostics.sorted()) {
      all += std::to_string(fault.place.line) + " " + std::string(severity_word(fault.severity)) +
             " " + fault.slug + ": " + fault.text.en + "\n";
    }
    return all;
  }
};

ProofQuestion question(HitPolicy hit, std::vector<ProofQuestion::Row> rows) {
  ProofQuestion result;
  result.columns = {{"x", Domain(TypeKind::kNumber).without_null()}};
  result.rows = std::move(rows);
  result.hit = hit;
  return result;
}

const ValueSet kBelow = ValueSet::comparing(Operator::kLess, 1);
const ValueSet kAbove = ValueSet::comparing(Operator::kGreater, 1);
const ValueSet kAll = ValueSet::everything();

TEST_CASE("every fault is told at its place") {
  CHECK_EQ(Reported(question(HitPolicy::kUnique, {{kBelow}, {kAbove}}), Severity::kError).shown(),
           "1 error table-gap: no row covers x = 1\n");
  CHECK_EQ(Reported(question(HitPolicy::kUnique, {{kBelow}, {kAll}}), Severity::kError).shown(),
           "3 error table-overlap: overlaps line 2: both match x = 0\n");
  CHECK_EQ(Reported(question(HitPolicy::kAny, {{kBelow}, {kAll}}), Severity::kError).shown(),
           "3 error table-overlap: differs from line 2: both match x = 0\n");
  CHECK_EQ(
      Reported(question(HitPolicy::kFirst, {{kAll}, {kBelow}}), Severity::kError).shown(),
      "3 error table-dead-row: this row is never chosen: line 2 comes first wherever it matches\n");
  CHECK_EQ(Reported(question(HitPolicy::kFirst, {{kAll}, {ValueSet()}}), Severity::kError).shown(),
           "3 error table-impossible-row: no input matches this row\n");
  CHECK_EQ(
      Reported(question(HitPolicy::kUnique, {{kBelow}, {std::nullopt}}), Severity::kError).shown(),
      "3 warning table-unproved: this row depends on other names, so the table cannot be proved "
      "complete "
      "and free of overlaps\n");
}

TEST_CASE("in eval every fault is a warning") {
  CHECK_EQ(Reported(question(HitPolicy::kUnique, {{kBelow}, {kAbove}}), Severity::kWarning).shown(),
           "1 warning table-gap: no row covers x = 1\n");
}

TEST_CASE("what was left out is counted") {
  ProofQuestion overlapping = question(HitPolicy::kUnique, {{kAll}, {kAll}, {kAll}});
  overlapping.most = 1;
  CHECK_EQ(Reported(overlapping, Severity::kError).shown(),
           "1 info more-table-overlaps: 3 pairs of rows overlap, 1 are shown\n"
           "3 error table-overlap: overlaps line 2: both match x = 0\n");
  ProofQuestion gaps = question(HitPolicy::kUnique, {{ValueSet::point(0), ValueSet::point(0)}});
  gaps.columns.push_back(gaps.columns[0]);
  gaps.most = 1;
  CHECK_EQ(Reported(gaps, Severity::kError).diagnostics.sorted().size(), 2);
  gaps.most = 10;
  gaps.work = 1;
  CHECK_EQ(Reported(gaps, Severity::kError).shown(),
           "1 warning table-too-large: the table is too large to be proved complete\n");
}

}  // namespace
}  // namespace zhaoshang
