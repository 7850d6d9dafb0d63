// report_proof: a proof as diagnostics.
#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "engine/rules/proof.h"
#include "engine/rules/rules_diagnostics.h"

namespace zhaoshang {
namespace {

/// An input of unknown kind whose cell in a row is therefore no set of values.
std::optional<std::string> unknown_input(const ProofQuestion& question, std::size_t row) {
  for (std::size_t column = 0; column < question.columns.size(); ++column) {
    const Type& type = question.columns[column].domain.type();
    const bool is_unknown = type.is_any() || type.is(TypeKind::kNull);
    if (is_unknown && !question.rows[row][column]) return question.columns[column].name;
  }
  return std::nullopt;
}

}  // namespace

void report_proof(const ProofQuestion& question, const TableProof& proof, Span table,
                  const std::vector<Span>& rows, Severity worst, Diagnostics& diagnostics) {
  const auto report = [&](Diagnostic fault) {
    fault.severity = std::max(fault.severity, worst);  // kError comes first
    diagnostics.add(std::move(fault));
  };
  const auto line_of = [&](std::size_t row) { return rows[row].place().line; };
  for (const InputRegion& gap : proof.gaps) {
    report(rules_fault::gap(table, witness_text(question, gap), region_text(question, gap)));
  }
  if (proof.more_gaps) report(rules_fault::more_gaps(table, proof.gaps.size()));
  for (const TableProof::Overlap& overlap : proof.overlaps) {
    report(rules_fault::overlap(rows[overlap.second], line_of(overlap.first),
                                witness_text(question, overlap.region),
                                question.hit == HitPolicy::kAny));
  }
  if (proof.overlap_count > proof.overlaps.size()) {
    report(rules_fault::more_overlaps(table, proof.overlaps.size(), proof.overlap_count));
  }
  for (const TableProof::DeadRow& dead : proof.dead_rows) {
    std::vector<std::size_t> lines;
    for (const std::size_t row : dead.hidden_by) lines.push_back(line_of(row));
    report(lines.empty() ? rules_fault::never_matches(rows[dead.row])
                         : rules_fault::never_chosen(rows[dead.row], lines));
  }
  for (const std::size_t row : proof.unproved) {
    const std::optional<std::string> input = unknown_input(question, row);
    report(input ? rules_fault::unproved_input(rows[row], *input)
                 : rules_fault::unproved(rows[row]));
  }
  if (proof.gave_up) report(rules_fault::too_large_to_prove(table));
}

}  // namespace zhaoshang
