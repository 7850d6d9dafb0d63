// Boxes over columns that are split into finitely many classes of values, and whether some boxes
// cover another. A box has a set of classes per column; a point is one class per column. Knows
// neither values nor tables.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace zhaoshang {

/// A set of small numbers.
class Bits {
 public:
  explicit Bits(std::size_t size = 0) : words_((size + 63) / 64) {}
  static Bits all(std::size_t size);

  void set(std::size_t bit) { words_[bit / 64] |= std::uint64_t{1} << (bit % 64); }
  bool test(std::size_t bit) const { return (words_[bit / 64] >> (bit % 64) & 1) != 0; }
  bool none() const;
  bool meets(const Bits& other) const;
  bool contains(const Bits& other) const;
  Bits operator&(const Bits& other) const;
  /// What is here and not there.
  Bits without(const Bits& other) const;
  Bits& operator|=(const Bits& other);
  friend auto operator<=>(const Bits&, const Bits&) = default;

 private:
  std::vector<std::uint64_t> words_;
};

/// A set of classes per column; empty as soon as one column is.
using Box = std::vector<Bits>;

bool is_empty(const Box& box);
bool meets(const Box& a, const Box& b);
bool contains(const Box& outer, const Box& inner);
Box intersection(const Box& a, const Box& b);

/// An uncovered box made as wide as it can be in `space` without meeting one of the boxes.
Box widened(Box box, const Box& space, const std::vector<const Box*>& boxes);

/// Searches what boxes leave uncovered, with a limit on the work: so many boxes are looked at, and
/// no more.
class CoverSearch {
 public:
  explicit CoverSearch(std::size_t looks) : looks_(looks) {}
  /// Counts boxes looked at elsewhere; false: the limit is reached.
  bool spend(std::size_t looks) {
    looks_ -= std::min(looks, looks_);
    return looks_ > 0;
  }

  /// A part of `space` that none of the boxes meets; nullopt: they cover it, or gave_up().
  std::optional<Box> find_uncovered(const Box& space, const std::vector<const Box*>& boxes);
  /// Whether the limit was reached: a nullopt proves nothing then.
  bool gave_up() const { return looks_ == 0; }

 private:
  std::size_t looks_;
};

}  // namespace zhaoshang
