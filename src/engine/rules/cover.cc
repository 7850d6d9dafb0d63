#include "engine/rules/cover.h"

#include <algorithm>
#include <utility>

namespace zhaoshang {

Bits Bits::all(std::size_t size) {
  Bits bits(size);
  for (std::size_t bit = 0; bit < size; ++bit) bits.set(bit);
  return bits;
}

bool Bits::none() const {
  return std::all_of(words_.begin(), words_.end(), [](std::uint64_t word) { return word == 0; });
}

bool Bits::meets(const Bits& other) const {
  for (std::size_t i = 0; i < words_.size(); ++i) {
    if ((words_[i] & other.words_[i]) != 0) return true;
  }
  return false;
}

bool Bits::contains(const Bits& other) const {
  for (std::size_t i = 0; i < words_.size(); ++i) {
    if ((other.words_[i] & ~words_[i]) != 0) return false;
  }
  return true;
}

Bits Bits::operator&(const Bits& other) const {
  Bits result = *this;
  for (std::size_t i = 0; i < words_.size(); ++i) result.words_[i] &= other.words_[i];
  return result;
}

Bits Bits::without(const Bits& other) const {
  Bits result = *this;
  for (std::size_t i = 0; i < words_.size(); ++i) result.words_[i] &= ~other.words_[i];
  return result;
}

Bits& Bits::operator|=(const Bits& other) {
  for (std::size_t i = 0; i < words_.size(); ++i) words_[i] |= other.words_[i];
  return *this;
}

bool is_empty(const Box& box) {
  return std::any_of(box.begin(), box.end(), [](const Bits& bits) { return bits.none(); });
}

bool meets(const Box& a, const Box& b) {
  for (std::size_t column = 0; column < a.size(); ++column) {
    if (!a[column].meets(b[column])) return false;
  }
  return true;
}

bool contains(const Box& outer, const Box& inner) {
  for (std::size_t column = 0; column < outer.size(); ++column) {
    if (!outer[column].contains(inner[column])) return false;
  }
  return true;
}

Box intersection(const Box& a, const Box& b) {
  Box result;
  for (std::size_t column = 0; column < a.size(); ++column) result.push_back(a[column] & b[column]);
  return result;
}

namespace {

/// The column to split at: one that the widest of the boxes limits, and of these the one that most
/// boxes limit. Wide boxes first, since the part inside one such column is soon covered whole.
std::pair<const Box*, std::size_t> choose_split(const Box& space,
                                                const std::vector<const Box*>& boxes) {
  std::vector<std::size_t> limited_by(space.size());
  const Box* widest = nullptr;
  std::size_t least = 0;
  for (const Box* box : boxes) {
    std::size_t limits = 0;
    for (std::size_t column = 0; column < space.size(); ++column) {
      if ((*box)[column].contains(space[column])) continue;
      ++limits;
      ++limited_by[column];
    }
    if (widest == nullptr || limits < least) {
      widest = box;
      least = limits;
    }
  }
  std::size_t best = space.size();
  for (std::size_t column = 0; column < space.size(); ++column) {
    if ((*widest)[column].contains(space[column])) continue;
    if (best == space.size() || limited_by[column] > limited_by[best]) best = column;
  }
  return {widest, best};
}

}  // namespace

Box widened(Box box, const Box& space, const std::vector<const Box*>& boxes) {
  for (std::size_t column = 0; column < box.size(); ++column) {
    Box slice = box;
    slice[column] = space[column];
    Bits free = space[column];
    for (const Box* other : boxes) {
      if (meets(slice, *other)) free = free.without((*other)[column]);
    }
    box[column] = std::move(free);
  }
  return box;
}

std::optional<Box> CoverSearch::find_uncovered(const Box& space,
                                               const std::vector<const Box*>& boxes) {
  if (!spend(1 + boxes.size()) || is_empty(space)) return std::nullopt;
  std::vector<const Box*> near;
  for (const Box* box : boxes) {
    if (!meets(space, *box)) continue;
    if (contains(*box, space)) return std::nullopt;
    near.push_back(box);
  }
  if (near.empty()) return space;
  const auto [box, column] = choose_split(space, near);
  for (const bool inside : {false, true}) {
    Box part = space;
    part[column] = inside ? space[column] & (*box)[column] : space[column].without((*box)[column]);
    if (auto found = find_uncovered(part, near)) return found;
  }
  return std::nullopt;
}

}  // namespace zhaoshang
