#include "workspace/amount_profile.h"

#include <algorithm>

namespace zhaoshang {
namespace {

/// 元 to 万元. Slips of thousands and millions are rare, and look like amounts.
const Decimal kStep = 10'000;
/// How far apart the two kinds of amounts are at least: within a kind, amounts lie closer.
const Decimal kGap = 10;
/// How far beyond the others an amount may lie and still be one of them.
const Decimal kNear = 3;
/// So many amounts tell what is usual.
constexpr std::size_t kFewest = 3;

/// Amounts of offices are between these powers of ten; what is beyond counts with the outermost.
constexpr int kLeastPower = -12;
constexpr int kMostPower = 24;
constexpr std::size_t kDigits = 9;

/// Amounts on both sides of a gap of ten times are never in one bucket.
std::size_t bucket_of(Decimal amount) {
  const Decimal::Leading leading = amount.leading();
  const int power = std::clamp(leading.exponent, kLeastPower, kMostPower);
  return static_cast<std::size_t>(power - kLeastPower) * kDigits +
         static_cast<std::size_t>(leading.digit - 1);
}

}  // namespace

void AmountProfile::Bucket::merge(const Bucket& other) {
  if (count == 0) {
    *this = other;
    return;
  }
  count += other.count;
  least = std::min(least, other.least);
  most = std::max(most, other.most);
  if (other.first < first) {
    first = other.first;
    first_amount = other.first_amount;
  }
}

void AmountProfile::add(Decimal amount, RowPlace at) {
  if (amount <= Decimal(0)) return;
  if (buckets_.empty())
    buckets_.resize(static_cast<std::size_t>(kMostPower - kLeastPower + 1) * kDigits);
  buckets_[bucket_of(amount)].merge({1, amount, amount, at, amount});
}

void AmountProfile::merge(const AmountProfile& other) {
  buckets_.resize(std::max(buckets_.size(), other.buckets_.size()));
  for (std::size_t i = 0; i < other.buckets_.size(); ++i) {
    if (other.buckets_[i].count > 0) buckets_[i].merge(other.buckets_[i]);
  }
}

std::vector<AmountProfile::Bucket> AmountProfile::filled() const {
  std::vector<Bucket> filled;
  for (const Bucket& bucket : buckets_) {
    if (bucket.count > 0) filled.push_back(bucket);
  }
  return filled;
}

namespace {

/// The bucket in which the amount at a place in the order of all lies.
template <class Buckets>
const auto& bucket_at(const Buckets& buckets, std::size_t place) {
  std::size_t number = 0;
  while (number + 1 < buckets.size() && place >= buckets[number].count)
    place -= buckets[number++].count;
  return buckets[number];
}

}  // namespace

/// Whether the amounts above are those below, ten thousand times: the middle ones, to their first
/// digit, differ by that, give or take a factor of less than ten, and every amount of the smaller
/// half, brought to the other's unit, lies among those of the larger, or not far from them.
bool AmountProfile::differ_by_unit(const std::vector<Bucket>& buckets, const Cut& cut) {
  const Decimal low = bucket_at(buckets, cut.below / 2).least;
  const Decimal high = bucket_at(buckets, cut.below + cut.above / 2).least;
  if (high <= low * kStep / Decimal(10) || high >= low * kStep * Decimal(10)) return false;
  const auto lies_among = [](Decimal least, Decimal most, Decimal from, Decimal to) {
    return least * kNear >= from && most <= to * kNear;
  };
  const Decimal least_high = buckets[cut.bucket].least;
  const Decimal most_high = buckets.back().most;
  const Decimal least_low = buckets.front().least;
  const Decimal most_low = buckets[cut.bucket - 1].most;
  return cut.below >= cut.above
             ? lies_among(least_high / kStep, most_high / kStep, least_low, most_low)
             : lies_among(least_low * kStep, most_low * kStep, least_high, most_high);
}

UnitSlip AmountProfile::slip_at(const std::vector<Bucket>& buckets, const Cut& cut,
                                bool are_larger) {
  Bucket slipped;
  const std::size_t end = are_larger ? buckets.size() : cut.bucket;
  for (std::size_t i = are_larger ? cut.bucket : 0; i < end; ++i) slipped.merge(buckets[i]);
  const Bucket& like = bucket_at(buckets, are_larger ? cut.below / 2 : cut.below + cut.above / 2);
  return {slipped.count, slipped.first, slipped.first_amount, like.first_amount};
}

std::optional<UnitSlip> AmountProfile::slip(Suspected suspected) const {
  const bool are_larger = suspected == Suspected::kLarger;
  const std::vector<Bucket> buckets = filled();
  Cut cut;
  for (const Bucket& bucket : buckets) cut.above += bucket.count;
  for (cut.bucket = 1; cut.bucket < buckets.size(); ++cut.bucket) {
    cut.below += buckets[cut.bucket - 1].count;
    cut.above -= buckets[cut.bucket - 1].count;
    const bool is_gap = buckets[cut.bucket].least >= buckets[cut.bucket - 1].most * kGap;
    const std::size_t unsuspected = are_larger ? cut.below : cut.above;
    if (!is_gap || unsuspected < 2 || std::max(cut.below, cut.above) < kFewest) continue;
    if (differ_by_unit(buckets, cut)) return slip_at(buckets, cut, are_larger);
  }
  return std::nullopt;
}

}  // namespace zhaoshang
