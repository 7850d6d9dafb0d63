// Ranks. In: what each subject is ranked by, and its group. Out: a rank for each, the same whatever
// the order of the subjects. Reports nothing: ties and missing values are handed back.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/value/decimal.h"
#include "engine/value/value.h"

namespace zhaoshang {

/// Whether the least or the greatest value has rank 1.
enum class Direction : std::uint8_t { kAscending, kDescending };

/// What equal subjects get: 1, 1, 3 (share, fault), 1, 1, 2 (dense) or 1.5, 1.5, 3 (average).
enum class Ties : std::uint8_t { kShare, kDense, kAverage, kFault };

/// "share", "dense", "average", "fault".
std::optional<Ties> ties_of(std::string_view word);
std::vector<std::string> ties_words();

/// One subject: its keys, the first decides, each next one only among equals; its group (null: all
/// are one group).
struct Contender {
  std::vector<Value> keys;
  Value group;
};

/// The ranks of all contenders.
struct Ranks {
  std::vector<std::optional<Decimal>> ranks;  // as the contenders; nullopt: its first key is null
  std::vector<std::vector<std::size_t>>
      ties;  // two or more of one rank, in the order of contenders
  /// Ties that a later key could not part because it is null for one of them.
  std::vector<std::vector<std::size_t>> undecided;
};

/// `directions` has one direction a key.
Ranks rank(const std::vector<Contender>& contenders, const std::vector<Direction>& directions,
           Ties ties);

}  // namespace zhaoshang
