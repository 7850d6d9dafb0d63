// Settlement: from candidates to what is paid (policy-language 4). In: award plans and figures.
// Out: every candidate with its fate and the payments that remain. The order is fixed: candidates,
// rulings, once and less_paid, exclusive, quota, caps, pools, rounding, split, instalments.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scheme/figures.h"
#include "scheme/findings.h"

namespace zhaoshang {

/// 奖补: one row of awards.csv.
struct Award {
  enum class Status : std::uint8_t { kGranted, kPending, kWithheld, kReversed, kOpen };
  const AwardPlan* plan = nullptr;
  std::uint32_t row = 0;  // of the award's table
  std::string id;
  std::string clause;
  std::string recipient_kind, recipient_id, recipient;
  std::string subject_kind, subject_id;
  std::string project_id;
  Value basis;  // what the amount was worked out on, where the amount names one figure
  std::optional<Decimal> amount;     // in 元; none while open
  std::optional<Decimal> low, high;  // of an open amount
  std::string instalment;
  std::optional<Date> due;
  Status status = Status::kGranted;
  std::string note;
  Decimal paid_before;  // by rows of awarded for this very award of this year
};

/// 兑付: one row of payouts.csv.
struct Payout {
  std::optional<Date> due_on;
  std::string payee_kind, payee_id, payee;
  std::string award;
  Decimal amount;
  std::string clause;
};

struct Settlement {
  std::vector<Award> awards;    // sorted by award, recipient kind, recipient, project, row
  std::vector<Payout> payouts;  // sorted by due date, payee, award; equal ones added up
  std::vector<Finding> findings;
};

std::string_view status_word(Award::Status status);
Settlement settle(const Figures& figures);

}  // namespace zhaoshang
