// Dividing an amount so that the parts add up to it. Amounts are decimals of one measure
// (amount.h); parts are multiples of a quantum (0.01: to the fen). Equal claims are told apart by
// their keys, never by their order.
#pragma once

#include <optional>
#include <vector>

#include "engine/value/decimal.h"
#include "engine/value/value.h"

namespace zhaoshang {

/// What one party asks for or weighs, zero or more, and the key that orders it among equals.
struct Claim {
  Decimal amount;
  Value key;
};

/// Parts in proportion to the claims, by largest remainder; of equal remainders the smaller key
/// comes first. They add up to `whole` exactly; what of it is less than a quantum goes with the
/// first remainder. nullopt: a claim is negative, or none is above zero. A negative whole gives
/// negative parts.
std::optional<std::vector<Decimal>> split(Decimal whole, const std::vector<Claim>& claims,
                                          Decimal quantum);

/// As split(), all claims equal.
std::optional<std::vector<Decimal>> split_equally(Decimal whole, const std::vector<Value>& keys,
                                                  Decimal quantum);

/// Parts that are given fractions of the whole (60%, 30%, 10%: instalments). They add up to the sum
/// of the fractions times the whole, rounded half up to the quantum: to the whole itself when the
/// fractions add up to 1.
std::optional<std::vector<Decimal>> split_by_fractions(Decimal whole,
                                                       const std::vector<Claim>& fractions,
                                                       Decimal quantum);

/// What each claim gets of a pool: all of it if the pool suffices, else parts of the pool in
/// proportion, which add up to the pool rounded down to the quantum. nullopt: a claim or the pool
/// is negative.
std::optional<std::vector<Decimal>> prorate(Decimal pool, const std::vector<Claim>& claims,
                                            Decimal quantum);

/// What each claim gets when they are served in the order of their keys until the pool is used up:
/// the last that gets anything may get a part.
std::optional<std::vector<Decimal>> serve_in_order(Decimal pool, const std::vector<Claim>& claims);

}  // namespace zhaoshang
