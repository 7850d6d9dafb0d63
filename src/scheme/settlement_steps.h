// The steps of settlement between candidates and payments, one function each. Each changes awards in place: what it drops
// stays, withheld or cut, with a note that names the rule.
#pragma once

#include <string>
#include <vector>

#include "scheme/settlement.h"

namespace zhaoshang {

/// 已兑现: what earlier runs paid, from the table `awarded`.
class PaidLedger {
 public:
  explicit PaidLedger(const Figures& figures);

  struct Row {
    std::string award, subject_kind, subject_id, recipient_kind, recipient_id, project_id, instalment;
    DateSpan year;
    Decimal amount;
    std::string source;
  };
  const std::vector<Row>& rows() const { return rows_; }
  /// Whether a row was paid in an earlier year than the run's.
  bool is_earlier(const Row& row) const { return row.year.last < year_.first; }
  bool is_own_year(const Row& row) const { return row.year == year_; }
  /// Marks what rows of the run's own year have paid of each award.
  void note_payments(std::vector<Award>& awards) const;

 private:
  DateSpan year_;
  std::vector<Row> rows_;
};

/// `once` and `less_paid`: what was paid before bars an award, or is taken off it.
void bar_paid(const Figures& figures, const PaidLedger& ledger, std::vector<Award>& awards);
/// `exclusive`: of several awards to one recipient (or project) only one is kept.
void keep_exclusive(const Figures& figures, std::vector<Award>& awards);
/// `quota`: only the first so many.
void apply_quotas(const Figures& figures, std::vector<Award>& awards);
/// `caps`, in the order written.
void apply_caps(const Figures& figures, const PaidLedger& ledger, std::vector<Award>& awards);
/// `pools`: reported, prorated or served in order.
void draw_on_pools(const Figures& figures, std::vector<Award>& awards, std::vector<Finding>& findings);
/// To the quantum the award declares, else to the fen, half up.
void round_amounts(std::vector<Award>& awards);
/// `split`: among several recipients; the parts add up to the whole.
void split_among(const Figures& figures, std::vector<Award>& awards);
/// `pay`: instalments, each due at its own milestone; the parts add up to the whole.
void split_instalments(const Figures& figures, std::vector<Award>& awards);
/// What is not yet due is pending; a veto (`bars: all`) withholds.
void hold_back(const Figures& figures, std::vector<Award>& awards);
/// `clawbacks`: what was paid is taken back from each recipient.
void claw_back(const Figures& figures, const PaidLedger& ledger, std::vector<Award>& awards);

}  // namespace zhaoshang
