// Settlement: from candidates to what is paid (policy-language 4). In: award plans and figures.
// Out: every candidate with its fate and the payments that remain. The order is fixed: candidates,
// rulings, once and less_paid, exclusive, quota, caps, pools, rounding, split, instalments.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/message.h"
#include "engine/rules/allocation.h"
#include "scheme/figures.h"
#include "scheme/findings.h"

namespace zhaoshang {

/// An amount that several awards have part in, and how it was divided.
struct Division {
  enum class Way : std::uint8_t { kProrate, kInOrder, kShares, kFractions };
  Way way = Way::kShares;
  Decimal whole;
  std::vector<Claim> claims;
  Decimal quantum;  // not of kInOrder
};

/// What a step of settlement made of an award's amount.
struct AmountStep {
  enum class Kind : std::uint8_t { kCollect, kRound, kLessPaid, kCut, kShare, kInstalment };
  Kind kind = Kind::kRound;
  Decimal before, after;
  RoundingRule rounding = {};                     // of kRound
  Decimal paid = {};                              // of kLessPaid
  std::shared_ptr<const Division> division = {};  // of kCut, kShare, kInstalment
  std::size_t part = 0;                           // which claim of it
  std::string rule = {};                          // "pool(4.2)": who cut
};

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
  std::vector<AmountStep> steps;  // from the candidate's amount to the amount, in order
  Value basis;  // what the amount was worked out on, where the amount names one figure
  std::optional<Decimal> amount;     // in 元; none while open
  std::optional<Decimal> low, high;  // of an open amount
  std::string instalment;
  std::optional<Date> due;
  std::optional<Date> candidate_due;  // before instalments: what `serving` looked at
  Status status = Status::kGranted;
  std::string note;
  std::string awaits;   // what it still waits for; empty: nothing
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

/// Whether a payment is of this award: a payout adds up what has the same due date, payee, award
/// and clause.
bool is_paid_in(const Award& award, const Payout& payout);

std::string_view status_word(Award::Status status);
/// The same as people read it.
Message status_message(Award::Status status);
Settlement settle(const Figures& figures);

}  // namespace zhaoshang
