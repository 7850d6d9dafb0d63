// Which days each key has had already: how a stream of any length is searched for a second row of
// the same member and day. Blocks of 512 days, one bit a day; a key mostly has one or two.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace zhaoshang {

class DaySets {
 public:
  /// Adds a day to each of some keys, which are codes from 0. false: one had it before.
  bool add(std::span<const std::uint32_t> keys, std::span<const std::int64_t> days) {
    std::uint32_t most = 0;
    for (const std::uint32_t key : keys) most = key > most ? key : most;
    make_room(most);
    bool is_new = true;
    for (std::size_t i = 0; i < keys.size(); ++i) {
      // Keys come in any order: where a later one's days stand is asked for now.
      if (i + kAhead < keys.size()) prefetch(keys[i + kAhead], days[i + kAhead]);
      std::uint64_t& word = words_of(keys[i], block_of(days[i]))[word_of(days[i])];
      const std::uint64_t bit = std::uint64_t{1} << (static_cast<std::uint64_t>(days[i]) % 64);
      is_new = is_new && (word & bit) == 0;
      word |= bit;
    }
    return is_new;
  }

  bool add(std::uint32_t key, std::int64_t day) { return add({&key, 1}, {&day, 1}); }

  /// Adds the days that a key of another has to one of ours. false: both had one of them.
  bool merge(std::uint32_t key, const DaySets& other, std::uint32_t other_key) {
    if (other_key >= other.heads_.size()) return true;
    make_room(key);
    const Head& first = other.heads_[other_key];
    bool is_new = first.block == kNoBlock || merge(key, first.block, other.words_[other_key]);
    for (std::uint32_t at = first.next; at != kNone; at = other.more_[at].head.next)
      is_new = merge(key, other.more_[at].head.block, other.more_[at].words) && is_new;
    return is_new;
  }

 private:
  static constexpr std::size_t kAhead = 16;
  static constexpr int kBlockBits = 9;
  static constexpr std::uint64_t kBlockDays = std::uint64_t{1} << kBlockBits;
  static constexpr std::int32_t kNoBlock = std::numeric_limits<std::int32_t>::min();
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
  using Words = std::array<std::uint64_t, kBlockDays / 64>;
  struct Head {
    std::int32_t block = kNoBlock;  // which of all, from 1970 on
    std::uint32_t next = kNone;     // the key's next: in more_
  };
  struct Block {
    Head head;
    Words words{};
  };

  static std::int32_t block_of(std::int64_t day) {
    return static_cast<std::int32_t>(day >> kBlockBits);
  }
  static std::size_t word_of(std::int64_t day) {
    return static_cast<std::uint64_t>(day) % kBlockDays / 64;
  }

  void make_room(std::uint32_t key) {
    if (key < heads_.size()) return;
    heads_.resize(key + 1);
    words_.resize(key + 1);
  }

  void prefetch(std::uint32_t key, std::int64_t day) const {
    __builtin_prefetch(&heads_[key]);
    __builtin_prefetch(&words_[key][word_of(day)], 1);
  }

  Words& words_of(std::uint32_t key, std::int32_t block) {
    Head& first = heads_[key];
    if (first.block == kNoBlock) first.block = block;
    if (first.block == block) return words_[key];
    for (std::uint32_t at = first.next; at != kNone; at = more_[at].head.next) {
      if (more_[at].head.block == block) return more_[at].words;
    }
    more_.push_back({{block, first.next}, {}});
    first.next = static_cast<std::uint32_t>(more_.size() - 1);
    return more_.back().words;
  }

  bool merge(std::uint32_t key, std::int32_t block, const Words& more) {
    Words& own = words_of(key, block);
    std::uint64_t shared = 0;
    for (std::size_t i = 0; i < own.size(); ++i) {
      shared |= own[i] & more[i];
      own[i] |= more[i];
    }
    return shared == 0;
  }

  // Of each key its first block: the heads alone are few enough to stay near.
  std::vector<Head> heads_;
  std::vector<Words> words_;
  std::vector<Block> more_;
};

}  // namespace zhaoshang
