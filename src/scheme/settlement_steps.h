// The steps of settlement between candidates and payments, one function each. Each changes awards
// in place: what it drops stays, withheld or cut, with a note that names the rule.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "scheme/paid_ledger.h"
#include "scheme/settlement.h"

namespace zhaoshang {

// settlement_limits.cc: what awards may come to.

/// `once` and `less_paid`: what was paid before bars an award, or is taken off it.
void bar_paid(const Figures& figures, const PaidLedger& ledger, std::vector<Award>& awards);
/// What earlier years paid of the instalments of one award: a row of `awarded` counts for the
/// instalment that it names, one that names none for the first that is not paid.
void bar_paid_parts(const Figures& figures, const PaidLedger& ledger, std::vector<Award>& parts);
/// `exclusive`: of several awards to one recipient (or project) only one is kept.
void keep_exclusive(const Figures& figures, std::vector<Award>& awards);
/// `quota`: only the first so many; who ties for the last place is in.
void apply_quotas(const Figures& figures, std::vector<Award>& awards);

// settlement_pots.cc: what several awards may come to together.

/// `caps`, in the order written.
void apply_caps(const Figures& figures, const PaidLedger& ledger, std::vector<Award>& awards,
                std::vector<Finding>& findings);
/// `pools`: reported, prorated, served in order, in part or whole.
void draw_on_pools(const Figures& figures, std::vector<Award>& awards,
                   std::vector<Finding>& findings);

// settlement_parts.cc: from amounts to parts that add up to them.

/// To the quantum the award declares, else to the fen, half up.
void round_amounts(std::vector<Award>& awards);
/// `split`: among several recipients; the parts add up to the whole.
void split_among(const Figures& figures, std::vector<Award>& awards,
                 std::vector<Finding>& findings);
/// The row of `rulings` that says what one of those who share an award gets; nullopt: nobody has
/// ruled.
std::optional<std::uint32_t> ruling_of_share(const Figures& figures, const Award& award,
                                             RowRef sharer);
/// `pay`: instalments, each due at its own milestone; the parts add up to the whole.
void split_instalments(const Figures& figures, const PaidLedger& ledger,
                       std::vector<Award>& awards);

// settlement_holds.cc: what stops a payment, or takes it back.

/// What is not yet due, still on public notice or still awaits something is pending; a veto
/// (`bars: all`) withholds.
void hold_back(const Figures& figures, std::vector<Award>& awards);
/// `clawbacks`: what was paid is taken back from each recipient.
void claw_back(const Figures& figures, const PaidLedger& ledger, std::vector<Award>& awards);

}  // namespace zhaoshang
