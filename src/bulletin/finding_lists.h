// Findings as a notice lists them: clause by clause, each clause quoted once. In: findings, the
// scheme's clauses. Out: Markdown.
#pragma once

#include <string>
#include <vector>

#include "bulletin/notice_words.h"
#include "scheme/findings.h"
#include "scheme/policy.h"

namespace zhaoshang {

/// In the order of the scheme's clauses; those of one clause in the order given.
std::string finding_lists(const std::vector<const Finding*>& findings, const Policy& policy,
                          const NoticeWords& words);

}  // namespace zhaoshang
