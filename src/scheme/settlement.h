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

/// What an award came to at some time of its settlement: after so many of its steps.
struct AwardThen {
  const AwardPlan* plan = nullptr;
  std::uint32_t row = 0;  // of the award's table
  std::size_t steps = 0;
};

/// What a row of `awarded` has paid of something: all of its amount, or a part.
struct PaidShare {
  std::uint32_t row = 0;
  Decimal amount;
};

/// An amount that several awards have part in, and how it was divided.
struct Division {
  enum class Way : std::uint8_t { kProrate, kInOrder, kShares, kFractions };
  Way way = Way::kShares;
  Decimal whole;
  std::vector<Claim> claims;
  Decimal quantum;  // not of kInOrder
  // Of kProrate and kInOrder: whose amounts the claims are, and what limits them.
  std::vector<AwardThen> claimants = {};
  const CapPlan* cap = nullptr;
  const PoolPlan* pool = nullptr;
  std::uint32_t limit_row = 0;          // of the cap's table
  std::vector<PaidShare> paid_by = {};  // what of the limit was used before
  std::vector<RowRef> sharers = {};     // of kShares: who has each claim
};

/// What a step of settlement made of an award's amount.
struct AmountStep {
  enum class Kind : std::uint8_t { kCollect, kRound, kLessPaid, kCut, kShare, kInstalment };
  Kind kind = Kind::kRound;
  Decimal before, after;
  RoundingRule rounding = {};                     // of kRound
  Decimal paid = {};                              // of kLessPaid
  std::vector<PaidShare> paid_by = {};            // of kLessPaid: by which rows of `awarded`
  std::shared_ptr<const Division> division = {};  // of kCut, kShare, kInstalment
  std::size_t part = 0;                           // which claim of it
  std::string rule = {};                          // "pool(4.2)": who cut
};

/// What goes back of earlier payments.
struct TakenBack {
  struct Part {
    std::uint32_t row = 0;    // of `awarded`
    std::uint32_t cause = 0;  // of the clawback's table
    Decimal share;
  };
  const ClawbackPlan* plan = nullptr;
  std::vector<Part> parts;
  std::vector<std::uint32_t> back_before;  // rows of `awarded` that took back already
};

/// 奖补: one row of awards.csv.
struct Award {
  enum class Status : std::uint8_t { kGranted, kPending, kWithheld, kReversed, kOpen };
  /// Why the status is not what it was before, and what the rule looked at.
  struct Hold {
    enum class Reason : std::uint8_t {
      kExcluded,     // the award's own rule
      kNoRecipient,  // nobody to pay
      kNoRuling,     // nobody has ruled
      kNoAmount,     // a value is missing
      kPaidBefore,   // row: of `awarded`
      kTwice,        // others: the one that came first
      kAnotherKept,  // rule: of exclusive; others: the one that is kept
      kOutsideQuota,
      kNoLimit,     // of a cap or pool
      kNoRoom,      // others: those that were served before
      kUsedUp,      // a cap or pool leaves nothing
      kNoShare,     // somebody's share is missing
      kNotReached,  // the instalment has no date yet
      kBarred,      // row: of the assessment `rule`, which bars its subject from all awards
      kAwaits,      // the award's own rule
      kNotDue,
      kOnNotice,
      kTakenBack,  // rule: of clawbacks; row: of its table
    };
    Reason reason = Reason::kExcluded;
    Status status = Status::kWithheld;  // what it became
    std::size_t rule = 0;
    std::uint32_t row = 0;
    std::vector<AwardThen> others = {};
    Decimal left = {};  // of kNoRoom
  };
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
  std::vector<Hold> holds;  // in the order in which they changed the status
  std::string note;
  std::string awaits;              // what it still waits for; empty: nothing
  Decimal paid_before;             // by rows of awarded for this very award of this year
  std::vector<PaidShare> paid_by;  // those rows
  std::shared_ptr<const TakenBack> taken_back;  // of a reversed one
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
