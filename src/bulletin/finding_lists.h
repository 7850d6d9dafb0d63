// Findings as a notice tells them. In: findings of all stages. Out: blocks of a section: a list a
// clause, or one table with room for measure and deadline.
#pragma once

#include <vector>

#include "bulletin/notice_report.h"
#include "bulletin/notice_words.h"
#include "engine/report/table.h"
#include "scheme/findings.h"
#include "scheme/policy.h"

namespace zhaoshang {

/// A heading, the clause and the findings for each clause, in the order of the scheme.
void add_finding_lists(NoticeSection& section, const std::vector<const Finding*>& findings,
                       const Policy& policy, const NoticeWords& words);

/// 整改清单: a line a finding that is more than a note, in the same order, with empty cells for the
/// measure and the deadline.
ReportTable ledger_of(const std::vector<const Finding*>& findings, const Policy& policy,
                      const NoticeWords& words);

/// Two columns for those who are listed to fill in: measure and deadline.
void add_blanks(ReportTable& table, const NoticeWords& words);

}  // namespace zhaoshang
