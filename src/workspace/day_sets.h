// Which days each key has had already: how a stream of any length is searched for a second row of
// the same member and day. Blocks of 512 days, one bit a day; a key mostly has one or two.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace zhaoshang {

class DaySets {
 public:
  /// Adds the days that a key of another has to one of ours. false: both had one of them.
  bool merge(std::uint32_t key, const DaySets& other, std::uint32_t other_key) {
    if (other_key >= other.keys_.size()) return true;
    if (key >= keys_.size()) keys_.resize(key + 1);
    std::uint64_t shared = 0;
    for (const Block& more : other.keys_[other_key]) {
      Block& block = block_of(keys_[key], more.number);
      for (std::size_t i = 0; i < block.words.size(); ++i) {
        shared |= block.words[i] & more.words[i];
        block.words[i] |= more.words[i];
      }
    }
    return shared == 0;
  }

  /// Whether the key did not have the day before; it has it now. Keys are codes from 0.
  bool add(std::uint32_t key, std::int64_t day) {
    if (key >= keys_.size()) keys_.resize(key + 1);
    const std::int64_t number = day >> kBlockBits;
    Block& block = block_of(keys_[key], number);
    const std::uint64_t in_block = static_cast<std::uint64_t>(day) & (kBlockDays - 1);
    std::uint64_t& word = block.words[in_block / 64];
    const std::uint64_t bit = std::uint64_t{1} << (in_block % 64);
    const bool is_new = (word & bit) == 0;
    word |= bit;
    return is_new;
  }

 private:
  static constexpr int kBlockBits = 9;
  static constexpr std::uint64_t kBlockDays = std::uint64_t{1} << kBlockBits;
  struct Block {
    std::int64_t number = 0;
    std::array<std::uint64_t, kBlockDays / 64> words{};
  };

  static Block& block_of(std::vector<Block>& blocks, std::int64_t number) {
    for (Block& block : blocks) {
      if (block.number == number) return block;
    }
    blocks.push_back({number, {}});
    return blocks.back();
  }

  std::vector<std::vector<Block>> keys_;
};

}  // namespace zhaoshang
