// How large the amounts of a column are, in memory that does not grow with its rows. In: amounts,
// in any order and over several threads. Out: those that seem to be in another unit than the rest.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/value/value.h"

namespace zhaoshang {

/// A row of the files of a table.
struct RowPlace {
  std::uint16_t file = 0;
  std::uint32_t line = 0;
  friend auto operator<=>(const RowPlace&, const RowPlace&) = default;
};

/// Which of two kinds of amounts is in the wrong unit: under 万元 the larger (元 was written),
/// under 元 the smaller (万元 was).
enum class Suspected : std::uint8_t { kLarger, kSmaller };

/// Amounts that seem to be in another unit.
struct UnitSlip {
  std::size_t count = 0;
  RowPlace first;  // where the first of them stands
  Decimal first_amount;
  Decimal like;  // one that seems to be in the right unit
};

class AmountProfile {
 public:
  /// Zero and below count for none.
  void add(Decimal amount, RowPlace at);
  void merge(const AmountProfile& other);
  std::optional<UnitSlip> slip(Suspected suspected) const;

 private:
  /// Amounts of the same first digit and magnitude.
  struct Bucket {
    std::size_t count = 0;
    Decimal least, most;
    RowPlace first;
    Decimal first_amount;

    void merge(const Bucket& other);
  };
  /// Where they part.
  struct Cut {
    std::size_t bucket = 0;  // the first above
    std::size_t below = 0;   // amounts
    std::size_t above = 0;
  };

  std::vector<Bucket> filled() const;
  static bool differ_by_unit(const std::vector<Bucket>& buckets, const Cut& cut);
  static UnitSlip slip_at(const std::vector<Bucket>& buckets, const Cut& cut, bool are_larger);

  std::vector<Bucket> buckets_;  // by magnitude and first digit; empty: no amount yet
};

}  // namespace zhaoshang
