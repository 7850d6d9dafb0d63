#include "engine/rules/allocation.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "engine/value/exact_sum.h"
#include "engine/value/operations.h"

namespace zhaoshang {
namespace {

bool has_negative(const std::vector<Claim>& claims) {
  return std::any_of(claims.begin(), claims.end(),
                     [](const Claim& claim) { return claim.amount.is_negative(); });
}

Decimal total_of(const std::vector<Claim>& claims) {
  ExactSum sum;
  for (const Claim& claim : claims) sum.add(claim.amount);
  return sum.total();
}

Decimal total_of(const std::vector<Decimal>& parts) {
  ExactSum sum;
  for (const Decimal part : parts) sum.add(part);
  return sum.total();
}

/// ⌊units × weight ÷ total⌋. The quotient is rounded to 34 digits and may reach the next integer.
Decimal whole_units(Decimal units, Decimal weight, Decimal total) {
  const Decimal quotient = (units * weight / total).floor();
  return quotient * total > units * weight ? quotient - Decimal(1) : quotient;
}

std::vector<std::size_t> by_key(const std::vector<Claim>& claims) {
  std::vector<std::size_t> places(claims.size());
  std::iota(places.begin(), places.end(), std::size_t{0});
  std::stable_sort(places.begin(), places.end(), [&](std::size_t a, std::size_t b) {
    return order(claims[a].key, claims[b].key) < 0;
  });
  return places;
}

}  // namespace

std::optional<std::vector<Decimal>> split(Decimal whole, const std::vector<Claim>& claims,
                                          Decimal quantum) {
  const Decimal total = total_of(claims);
  if (has_negative(claims) || total.is_zero()) return std::nullopt;
  const Decimal magnitude = whole.abs();
  const Decimal units = (magnitude / quantum).floor();
  std::vector<Decimal> parts;
  std::vector<Decimal> remainders;
  for (const Claim& claim : claims) {
    parts.push_back(whole_units(units, claim.amount, total));
    remainders.push_back(units * claim.amount - parts.back() * total);
  }
  std::vector<std::size_t> places = by_key(claims);
  // Who claims nothing has no remainder and gets nothing, even where all remainders are zero.
  std::erase_if(places, [&](std::size_t i) { return claims[i].amount.is_zero(); });
  std::stable_sort(places.begin(), places.end(),
                   [&](std::size_t a, std::size_t b) { return remainders[a] > remainders[b]; });
  Decimal left = units - total_of(parts);
  for (std::size_t i = 0; left > Decimal(0); i = (i + 1) % places.size()) {
    parts[places[i]] += Decimal(1);
    left = left - Decimal(1);
  }
  for (Decimal& part : parts) part = part * quantum;
  parts[places.front()] += magnitude - units * quantum;
  if (whole.is_negative()) {
    for (Decimal& part : parts) part = -part;
  }
  return parts;
}

std::optional<std::vector<Decimal>> split_equally(Decimal whole, const std::vector<Value>& keys,
                                                  Decimal quantum) {
  std::vector<Claim> claims;
  for (const Value& key : keys) claims.push_back({Decimal(1), key});
  return split(whole, claims, quantum);
}

std::optional<std::vector<Decimal>> split_by_fractions(Decimal whole,
                                                       const std::vector<Claim>& fractions,
                                                       Decimal quantum) {
  const Decimal total = total_of(fractions);
  if (total == Decimal(1)) return split(whole, fractions, quantum);
  return split((whole * total).rounded_to(quantum, Rounding::kHalfUp), fractions, quantum);
}

std::optional<std::vector<Decimal>> prorate(Decimal pool, const std::vector<Claim>& claims,
                                            Decimal quantum) {
  if (pool.is_negative() || has_negative(claims)) return std::nullopt;
  if (total_of(claims) > pool)
    return split(pool.rounded_to(quantum, Rounding::kFloor), claims, quantum);
  std::vector<Decimal> parts;
  for (const Claim& claim : claims) parts.push_back(claim.amount);
  return parts;
}

std::optional<std::vector<Decimal>> serve_in_order(Decimal pool, const std::vector<Claim>& claims) {
  if (pool.is_negative() || has_negative(claims)) return std::nullopt;
  std::vector<Decimal> parts(claims.size());
  for (const std::size_t i : by_key(claims)) {
    parts[i] = std::min(claims[i].amount, pool);
    pool = pool - parts[i];
  }
  return parts;
}

}  // namespace zhaoshang
