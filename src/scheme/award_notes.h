// What the steps of settlement do to an award, and say of it. In: an award and a remark. Out: the
// award changed.
#pragma once

#include <string>
#include <vector>

#include "engine/base/message.h"
#include "scheme/policy.h"
#include "scheme/settlement.h"

namespace zhaoshang {

/// Granted or open: it takes part in what follows.
bool is_live(const Award& award);
/// The same, or only waiting for its day.
bool may_be_paid(const Award& award);

/// What an award claims: its amount, of an open one the upper end.
Decimal claimed(const Award& award);
/// What it is rounded to: its own quantum, else the fen.
RoundingRule rounding_of(const Award& award);
/// Rounds what it comes to.
void round_amount(Award& award);

void note(const Figures& figures, Award& award, const Message& remark);
void withhold(const Figures& figures, Award& award, Award::Hold hold, const Message& remark);
/// Gives an award another status.
void hold(Award& award, Award::Status status, Award::Hold why);
/// What an award has come to so far.
AwardThen now(const Award& award);

/// A finding about an award.
Finding award_finding(const Figures& figures, const Award& award, Finding::Status status,
                      const Message& message);
/// A finding about a rule that concerns several awards: of the county.
Finding rule_finding(const Figures& figures, const RuleHead& rule, Severity severity,
                     const Message& message);

/// A rule as notes cite it: its id and clause.
std::string cited(const RuleHead& head);
/// Whether an id is among those of a rule; a rule without any means all.
bool is_among(const std::vector<Located<std::string>>& ids, const std::string& id);

}  // namespace zhaoshang
