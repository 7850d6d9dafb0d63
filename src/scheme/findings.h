// Findings: what requirements came to. In: requirement plans and figures. Out: one finding for each
// row that fails, is not yet due, or cannot be decided for lack of a value. Decides nothing itself.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostics.h"
#include "scheme/figures.h"
#include "scheme/row_subject.h"

namespace zhaoshang {

/// 发现: one row of findings.csv.
struct Finding {
  enum class Status : std::uint8_t { kFailed, kPending, kUndecided };
  Severity severity = Severity::kError;
  std::string stage;
  std::string rule;
  std::string clause;
  std::string subject_kind;
  std::string subject_id;
  std::string subject;
  std::optional<Date> date;
  std::string message;
  std::string source;  // file:line, joined by `;`, at most 20 and a count
  Status status = Status::kFailed;
  std::string action;
};

std::string_view status_word(Finding::Status status);

/// The findings of all requirements of a stage.
std::vector<Finding> findings_of(const Figures& figures, std::string_view stage,
                                 const std::vector<RequirementPlan>& requirements);
/// Reports that are missing or late: one finding per subject, span and recipient.
std::vector<Finding> report_findings(const Figures& figures, std::string_view stage);
/// Units that none of the policy's groups takes in, or several do.
std::vector<Finding> group_findings(const Figures& figures, std::string_view stage);
/// Projects that more may count than a rule allows.
std::vector<Finding> credit_findings(const Figures& figures, std::string_view stage);
/// Measures that have no value, and targets that are not given, for the subjects that an assessment
/// takes in.
std::vector<Finding> assessment_findings(const Figures& figures, std::size_t assessment);

/// In the order of findings.csv: stage, rule, subject, date.
void sort(std::vector<Finding>& findings);
/// Whether the answer is negative: an error that failed or is undecided.
bool any_error(const std::vector<Finding>& findings);

}  // namespace zhaoshang
